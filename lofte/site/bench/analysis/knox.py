"""Knox's table beside PySAL's test of one pair of bands, and beside what a pair costs at best."""

from collections.abc import Iterator
from ctypes import c_int64
from functools import partial
from typing import Any

import numpy as np

from lofte.analysis import SourceClass, knox
from lofte.analysis.kernels import LIBRARY, pointer, without_c
from lofte.site.bench.analysis.measuring import exponent, faster, memory_of, path, peer, took, version
from lofte.site.bench.rows import Goal, Row, compared

BANDS = {"space": [0, 100, 200, 300, 400], "time": [0, 7, 14, 21, 28]}
LIMIT = 0.11  # ns a pair and replicate, where no loop in C is there to be measured
OURS = """
import numpy as np
from lofte.analysis import SourceClass, knox
rng = np.random.default_rng(7)
x, y = 450_000 + rng.uniform(0, 8400, {n}), 6_400_000 + rng.uniform(0, 8400, {n})
days = rng.integers(0, 365, {n})
knox(x, y, days, space=[0, 100, 200, 300, 400], time=[0, 7, 14, 21, 28], source=SourceClass.REPORTED, seed=7)
"""
THEIRS = """
import numpy as np, pointpats
rng = np.random.default_rng(7)
x, y = 450_000 + rng.uniform(0, 8400, {n}), 6_400_000 + rng.uniform(0, 8400, {n})
days = rng.integers(0, 365, {n})
pointpats.Knox(np.column_stack([x, y]), days.reshape(-1, 1), delta=400, tau=28, permutations=9)
"""


def rows(*, full: bool) -> Iterator[Row]:
    n, replicates = 5000, (999 if full else 99)
    events = _events(n)
    pointpats = peer("pointpats")
    if pointpats is not None:
        yield _against(pointpats, events, replicates)
        if full:
            yield _memory(n)
    yield _limit(*(_events(many) for many in (5000, 20_000)))


def _events(n: int) -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(7)
    side = 8400.0
    return (
        450_000 + rng.uniform(0, side, n),
        6_400_000 + rng.uniform(0, side, n),
        rng.integers(0, 365, n),
    )


def _table(events: tuple[Any, Any, Any], replicates: int, **bands: Any) -> Any:
    bands = bands or BANDS
    return knox(*events, **bands, source=SourceClass.REPORTED, seed=7, n_replicates=replicates)


def _against(pointpats: Any, events: tuple[Any, Any, Any], replicates: int) -> Row:
    """Ours is the whole table, theirs one band of each: near is at most 400 m and at most 28 days."""
    x, y, days = events
    places, times = np.column_stack([x, y]), days.reshape(-1, 1)
    theirs = took(
        partial(pointpats.Knox, places, times, delta=400, tau=28, permutations=replicates),
        rounds=1,
        warm=False,
    )
    ours = took(partial(_table, events, replicates))
    one_band = _table(events, 9, space=[0, np.nextafter(400, 500)], time=[0, 29], same_place=0)
    equal = int(one_band.observed.sum()) == int(theirs.result.statistic_)
    with without_c():
        numpy_alone = took(partial(_table, events, replicates), rounds=1, warm=False)
    slower = f"{numpy_alone.wall:.0f} ms with numpy alone, {theirs.wall / numpy_alone.wall:.3g} times"
    return faster(
        "Knox table",
        size=f"{len(x)} events, {replicates} replicates",
        ours=ours,
        theirs=theirs,
        times=500,
        are_equal=equal,
        note=f"{version('pointpats')}, one thread, one pair of bands against a table of 5 x 4; {slower}",
    )


def _memory(n: int) -> Row:
    return compared(
        "memory of a Knox table",
        size=f"{n} events, a fresh interpreter each",
        ours=memory_of(OURS.format(n=n)),
        theirs=memory_of(THEIRS.format(n=n)),
        unit="MB",
        goal=Goal("<=", 1 / 3),
        are_equal=True,
        note=f"{version('pointpats')} with 9 replicates, ours with 999",
    )


def _at_best(n_pairs: int = 1_000_000, n: int = 64, replicates: int = 64) -> float:
    """Return ns a pair and replicate where all times lie in the nearest cache and none is dealt."""
    if LIBRARY is None:
        return LIMIT
    rng = np.random.default_rng(7)
    firsts, partners = rng.integers(0, n, (2, n_pairs)).astype(np.int32)
    days, edges = rng.integers(0, 365, n).astype(np.int16), np.array([7, 14, 21, 28], dtype=np.int16)
    ends, out = np.array([n_pairs]), np.zeros((replicates, 1, len(edges)), dtype=np.int64)
    ask = partial(
        LIBRARY.lofte_knox_days,
        *(c_int64(7), c_int64(0), c_int64(replicates), c_int64(n), pointer(days, np.int16)),
        *(c_int64(1), pointer(ends, np.int64), pointer(firsts, np.int32), pointer(partners, np.int32)),
        *(c_int64(len(edges)), pointer(edges, np.int16), pointer(out, np.int64)),
    )
    return took(ask).cpu * 1e6 / n_pairs / replicates


def _limit(small: tuple[Any, Any, Any], large: tuple[Any, Any, Any]) -> Row:
    taken = [took(partial(_table, events, 999), rounds=2) for events in (small, large)]
    pairs = int(_table(large, 1, space=[0, 400], time=[0, 400]).observed.sum())
    grows = exponent([len(small[0]), len(large[0])], [one.cpu for one in taken])
    return compared(
        "a pair and replicate of Knox",
        size=f"{len(large[0])} events, {pairs} pairs, 999 replicates, dealing of times included",
        ours=taken[1].cpu * 1e6 / pairs / 999,
        theirs=_at_best(),
        unit="ns",
        goal=Goal("<=", 3),
        are_equal=True,
        note=f"against the loop alone with all in the nearest cache; path {path()}; grows with n^{grows:.2f}",
    )
