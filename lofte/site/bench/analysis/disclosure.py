"""The audit of hidden cells beside two linear programs for each, and how it grows."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import scipy

from lofte.analysis import Linked, audit_suppression, small_cells, suppress, table
from lofte.analysis.checking import IntArray
from lofte.analysis.disclosure.tables import BoolArray
from lofte.analysis.kernels import without_c
from lofte.site.bench.analysis.measuring import Took, exponent, faster, path, took, version
from lofte.site.bench.rows import Goal, Row, compared

N_HIDDEN = 228
GOAL = 900.0  # milliseconds: what two programs a cell took when the goal was set


def rows(*, full: bool) -> Iterator[Row]:
    yield from _audits()
    yield _suppression(full=full)


def _hidden(n_rows: int, n_columns: int, n_hidden: int) -> tuple[Linked, BoolArray]:
    """Return a table with its smallest inner cells hidden."""
    counts = np.random.default_rng(7).poisson(5, (n_rows, n_columns))
    cells = table(counts)
    places = np.arange(cells.n_cells).reshape(cells.shape)[:-1, :-1].ravel()
    hidden = np.zeros(cells.n_cells, dtype=bool)
    hidden[places[np.argsort(counts.ravel(), kind="stable")[:n_hidden]]] = True
    return cells, hidden


def _audits() -> Iterator[Row]:
    cells, hidden = _hidden(30, 20, N_HIDDEN)
    ours = took(partial(audit_suppression, cells, hidden))
    theirs = took(partial(_by_two_programs_each, cells, hidden), rounds=1, warm=False)
    with without_c():
        numpy_alone = took(partial(audit_suppression, cells, hidden), rounds=1, warm=False)
    answers = [ours.result.low, ours.result.high]
    equal = all(np.array_equal(a, b) for a, b in zip(answers, theirs.result, strict=True))
    sizes = [(15, 10), (30, 20), (60, 40)]
    times = [_time(n, m).wall for n, m in sizes]
    grows = exponent([n * m for n, m in sizes], times)
    yield faster(
        "audit of hidden cells",
        size=f"{N_HIDDEN} hidden cells of a 30 x 20 table",
        ours=ours,
        theirs=theirs,
        times=10,
        are_equal=equal,
        note=f"{version('scipy')}, HiGHS, two sparse programs for each cell, one thread; "
        f"{numpy_alone.wall:.0f} ms without C; grows with cells^{grows:.2f}",
    )
    yield compared(
        "audit within the goal",
        size=f"{N_HIDDEN} hidden cells of a 30 x 20 table",
        ours=ours.wall,
        theirs=GOAL,
        unit="ms",
        goal=Goal("<=", 1.0),
        are_equal=equal,
        note=f"path {path()}",
    )


def _time(n_rows: int, n_columns: int) -> Took:
    cells, hidden = _hidden(n_rows, n_columns, n_rows * n_columns * 38 // 100)
    return took(partial(audit_suppression, cells, hidden))


def _by_two_programs_each(cells: Linked, hidden: BoolArray) -> tuple[IntArray, IntArray]:
    """What is usual: the sums of the hidden cells, made small and made great, cell by cell."""
    places = np.flatnonzero(hidden)
    sums = scipy.sparse.csr_array(
        (cells.sign.astype(float), (cells.sum_of, cells.cell)), shape=(cells.n_sums, cells.n_cells)
    )
    unknown, shown = sums[:, places], sums @ np.where(hidden, 0, cells.counts)
    found = np.zeros((2, len(places)), np.int64)
    for end, direction in enumerate((1.0, -1.0)):
        for place in range(len(places)):
            goal = np.zeros(len(places))
            goal[place] = direction
            answer = scipy.optimize.linprog(goal, A_eq=unknown, b_eq=-shown, method="highs")
            found[end, place] = np.rint(direction * answer.fun)
    return found[0], found[1]


def _suppression(*, full: bool) -> Row:
    n_rows, n_columns = (30, 20) if full else (10, 12)
    cells = table(np.random.default_rng(7).poisson(8, (n_rows, n_columns)))
    small = small_cells(cells)
    ours = took(partial(suppress, cells, small), rounds=1, warm=False)
    found = ours.result
    return compared(
        "complementary suppression",
        size=f"{n_rows} x {n_columns}, {int(small.sum())} small cells",
        ours=ours.wall,
        theirs=10_000.0,
        unit="ms",
        goal=Goal("<=", 1.0),
        are_equal=found.audit.is_clean and not len(found.audit.recoverable),
        note=f"{int(found.complementary.sum())} further cells hidden, audit clean; path {path()}",
    )
