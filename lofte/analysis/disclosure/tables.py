"""Tables whose cells are linked: counts, and which of them are the sums of which others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import IntArray
from lofte.analysis.errors import OutOfRange, TooLarge, WrongKind, WrongShape

BoolArray = npt.NDArray[np.bool_]
GREATEST = 2**31  # in sum; above it the programs' floats would no longer tell whole numbers apart


@dataclass(frozen=True)
class Linked:
    """Counts, and sums among them: `total` of sum s is the sum of the cells that it is made of.

    Entry e says that cell `cell[e]` takes part in sum `sum_of[e]`, with sign +1, or -1 where it is the total.
    """

    counts: IntArray  # shape (n_cells,)
    sum_of: IntArray  # shape (n_entries,), rising
    cell: IntArray  # shape (n_entries,)
    sign: IntArray  # shape (n_entries,), +1 or -1
    shape: tuple[int, ...]  # of a table: its length along each side, totals last; of linked cells: (n_cells,)

    @property
    def n_cells(self) -> int:
        return len(self.counts)

    @property
    def n_sums(self) -> int:
        return int(self.sum_of[-1]) + 1 if len(self.sum_of) else 0


def linked(counts: npt.ArrayLike, sums: Sequence[tuple[int, Sequence[int]]]) -> Linked:
    """Return cells of any kind with the sums that a reader knows to hold between them.

    Parameters
    ----------
    counts : whole numbers, shape (n_cells,)
        The true counts, 0 or more; published or not.
    sums : sequence of (total, parts)
        Places in `counts`: the count at `total` is the sum of the counts at `parts`. Two tables that share a
        cell are linked by naming it in the sums of both.

    Returns
    -------
    Linked

    Raises
    ------
    OutOfRange
        If a sum does not hold, or names a cell twice or a cell that is not there.
    AnalysisError
        If counts are no whole numbers, negative or above 2^31.

    References
    ----------
    docs/methods/disclosure.md

    Examples
    --------
    >>> town = linked([2, 8, 5, 15], [(3, [0, 1, 2])])
    >>> town.n_cells, town.n_sums
    (4, 1)
    """
    cells = _counts(counts, ndim=1)
    placed = [(_place(total, cells), [_place(part, cells) for part in parts]) for total, parts in sums]
    return _joined(cells, placed, cells.shape)


def table(counts: npt.ArrayLike, *, levels: Sequence[Sequence[npt.ArrayLike]] | None = None) -> Linked:
    """Return a table of one, two or three dimensions with all its totals.

    Parameters
    ----------
    counts : whole numbers, shape (n,), (n, m) or (n, m, k)
        The innermost cells.
    levels : for each dimension a sequence of groupings, finest first, optional
        A hierarchy: the first grouping gives the group (0, 1, ...) of each category, the next the group of
        each group. The total over all is added by itself.

    Returns
    -------
    Linked
        Cells in row-major order of `shape`; along each dimension stand the categories, then the groups of
        each level, then the total.

    Raises
    ------
    WrongShape
        If there are no or more than three dimensions, or a grouping has not one group for each category.
    AnalysisError
        If counts are no whole numbers, negative or above 2^31 in sum.

    References
    ----------
    docs/methods/disclosure.md

    Examples
    --------
    >>> small = table([[1, 4], [2, 3]])
    >>> small.counts.reshape(small.shape)
    array([[ 1,  4,  5],
           [ 2,  3,  5],
           [ 3,  7, 10]])
    >>> districts = table([5, 1, 4], levels=[[[0, 0, 1]]])  # two districts of two areas and one
    >>> districts.counts
    array([ 5,  1,  4,  6,  4, 10])
    """
    ndim = np.ndim(np.asarray(counts))
    if not 1 <= ndim <= 3:
        raise WrongShape("counts", f"has {ndim} dimensions, and one to three are meant")
    inner = _counts(counts, ndim=ndim)
    given = [()] * ndim if levels is None else list(levels)
    if len(given) != ndim:
        raise WrongShape("levels", f"is given for {len(given)} dimensions, and the table has {ndim}")
    sides = [_side(n, groupings) for n, groupings in zip(inner.shape, given, strict=True)]
    full = inner
    for axis, side in enumerate(sides):
        full = np.moveaxis(np.tensordot(side.whole, full, axes=(1, axis)), 0, axis)
    places = np.arange(full.size).reshape(full.shape)
    return _joined(np.ascontiguousarray(full).ravel(), list(_sums(places, sides)), full.shape)


@dataclass(frozen=True)
class _Side:
    """One dimension: which innermost categories each place holds, and which places make up which."""

    n_inner: int
    whole: IntArray  # shape (n_places, n_inner)
    parents: list[tuple[int, list[int]]]


def _side(n: int, groupings: Sequence[npt.ArrayLike]) -> _Side:
    whole, parents, below = [np.eye(n, dtype=np.int64)], [], list(range(n))
    for grouping in [*groupings, None]:  # at last the total over all
        given = np.zeros(len(below), np.int64) if grouping is None else checking.whole("levels", grouping)
        if len(given) != len(below):
            raise WrongShape("levels", f"groups {len(given)} categories, and there are {len(below)}")
        n_groups = int(given.max()) + 1
        if len(np.unique(given)) != n_groups:
            raise OutOfRange("levels", "leaves out a number: groups are 0, 1, 2 and so on")
        start = sum(map(len, whole))
        parents += [(start + g, [below[i] for i in np.flatnonzero(given == g)]) for g in range(n_groups)]
        of_group = (given == np.arange(n_groups)[:, None]).astype(np.int64)
        whole.append(of_group @ whole[-1])
        below = list(range(start, start + n_groups))
    return _Side(n, np.concatenate(whole), parents)


def _sums(places: npt.NDArray[np.intp], sides: list[_Side]) -> Iterator[tuple[int, list[int]]]:
    """The sums along each dimension. Along the second they are told of innermost rows alone, and so on: of
    the others they follow, and sums that follow would only hide how simple a table is."""
    for axis, side in enumerate(sides):
        others = [
            range(one.n_inner if before < axis else len(one.whole))
            for before, one in enumerate(sides)
            if before != axis
        ]
        for at in product(*others):
            line = np.moveaxis(places, axis, -1)[at]
            for total, parts in side.parents:
                yield int(line[total]), [int(line[part]) for part in parts]


def _joined(counts: IntArray, sums: list[tuple[int, list[int]]], shape: tuple[int, ...]) -> Linked:
    rows, cells, signs = [], [], []
    for number, (total, parts) in enumerate(sums):
        if len({total, *parts}) != len(parts) + 1:
            raise OutOfRange("sums", f"names a cell twice in sum {number}")
        if counts[total] != counts[parts].sum():
            raise OutOfRange(
                "sums", f"says {counts[total]} of sum {number}, and its parts make another number"
            )
        rows += [number] * (len(parts) + 1)
        cells += [*parts, total]
        signs += [1] * len(parts) + [-1]
    arrays = [np.array(one, dtype=np.int64) for one in (rows, cells, signs)]
    kept, sum_of, cell, sign = read_only(counts, *arrays)
    return Linked(kept, sum_of, cell, sign, shape)


def read_only(*arrays: IntArray) -> tuple[IntArray, ...]:
    for array in arrays:
        array.setflags(write=False)
    return arrays


def _counts(given: npt.ArrayLike, *, ndim: int) -> IntArray:
    counts = checking.whole("counts", given, ndim=ndim).copy()
    if counts.astype(np.float64).sum() > GREATEST:
        raise TooLarge("counts", "hold more than 2^31")
    return counts


def _place(given: int, cells: IntArray) -> int:
    return checking.one_whole("sums", given, high=len(cells) - 1)


def which(argument: str, given: Any, cells: Linked) -> BoolArray:
    """Return a true or false for each cell."""
    array = np.asarray(given)
    if array.shape != (cells.n_cells,):
        raise WrongShape(argument, f"has the shape {array.shape}, and the table has {cells.n_cells} cells")
    if array.dtype != np.bool_:
        raise WrongKind(argument, f"holds {array.dtype}, and true or false for each cell is meant")
    return array
