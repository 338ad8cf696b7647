"""What a reader sees of a table: sums over the hidden cells, and how far each can lie from what it is."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis.checking import IntArray
from lofte.analysis.disclosure.tables import BoolArray, Linked

UNBOUNDED = 2**62  # nothing published holds the count down
ROUNDS = 100  # of narrowing; limits that are not through by then are wider than they could be, and still true


@dataclass(frozen=True)
class View:
    """The hidden cells as unknowns: entry e has unknown `of[e]` in row `row[e]` with `sign[e]`."""

    hidden: IntArray  # places in the table
    truth: IntArray
    row: IntArray
    of: IntArray
    sign: IntArray
    rest: IntArray  # what each row sums to
    low: IntArray  # limits that the reader is sure of
    high: IntArray

    @property
    def n(self) -> int:
        return len(self.hidden)

    @property
    def n_rows(self) -> int:
        return len(self.rest)

    def matrix(self) -> "scipy.sparse.csr_array":
        return scipy.sparse.csr_array((self.sign, (self.row, self.of)), shape=(self.n_rows, self.n))

    def parts(self) -> IntArray:
        """Return which part each unknown is in: what is in another part says nothing of it."""
        links = (np.ones(len(self.row), np.int8), (self.row, self.of + self.n_rows))
        n_nodes = self.n_rows + self.n
        graph = scipy.sparse.coo_array(links, shape=(n_nodes, n_nodes))
        labels: npt.NDArray[np.int32] = scipy.sparse.csgraph.connected_components(graph, directed=False)[1]
        return labels[self.n_rows :].astype(np.int64)

    def holds(self, counts: IntArray) -> bool:
        """Say whether a reader could take these for the hidden counts: by whole numbers, exactly."""
        sums = np.zeros(self.n_rows, np.int64)
        np.add.at(sums, self.row, self.sign * counts[self.of])
        return bool((sums == self.rest).all() and (counts >= self.low).all() and (counts <= self.high).all())


def view(cells: Linked, hidden: BoolArray, at_least: IntArray, at_most: IntArray) -> View:
    """Return what is left to know when the other cells are published."""
    places = np.flatnonzero(hidden)
    unknown = np.cumsum(hidden) - 1
    is_open = hidden[cells.cell]
    rows = np.unique(cells.sum_of[is_open])
    number = np.searchsorted(rows, cells.sum_of[is_open])
    told = np.zeros(cells.n_sums, np.int64)
    np.add.at(told, cells.sum_of[~is_open], (cells.sign * cells.counts[cells.cell])[~is_open])
    return View(
        hidden=places,
        truth=cells.counts[places],
        row=number,
        of=unknown[cells.cell[is_open]],
        sign=cells.sign[is_open],
        rest=-told[rows],
        low=at_least[places],
        high=at_most[places],
    )


def narrowed(seen: View) -> View:
    """Return the view with limits narrowed sum by sum, in whole numbers, until nothing more follows."""
    low, high = seen.low.copy(), seen.high.copy()
    for _ in range(ROUNDS):
        below, above = _by_sums(seen, low, high)
        new_low, new_high = np.maximum(low, below), np.minimum(high, above)
        if (new_low == low).all() and (new_high == high).all():
            break
        low, high = new_low, new_high
    return replace(seen, low=low, high=high)


def _by_sums(seen: View, low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """What each sum says of each unknown, given the limits of the others in it."""
    up = seen.sign > 0
    is_open = high[seen.of] >= UNBOUNDED
    least = np.where(up, low[seen.of], -high[seen.of])
    most = np.where(up, high[seen.of], -low[seen.of])
    others_least, least_is_open = _of_others(seen, least, is_open & ~up)
    others_most, most_is_open = _of_others(seen, most, is_open & up)
    rest = seen.rest[seen.row]
    greatest = np.where(least_is_open, UNBOUNDED, rest - others_least)  # of sign * unknown
    smallest = np.where(most_is_open, -UNBOUNDED, rest - others_most)
    below = np.full(seen.n, -UNBOUNDED)
    above = np.full(seen.n, UNBOUNDED)
    np.maximum.at(below, seen.of, np.where(up, smallest, -greatest))
    np.minimum.at(above, seen.of, np.where(up, greatest, -smallest))
    return below, above


def _of_others(seen: View, ends: IntArray, is_open: BoolArray) -> tuple[IntArray, BoolArray]:
    """For each entry the sum of the others' ends in its row, and whether one of them has no end."""
    ends = np.where(is_open, 0, ends)
    sums, n_open = np.zeros(seen.n_rows, np.int64), np.zeros(seen.n_rows, np.int64)
    np.add.at(sums, seen.row, ends)
    np.add.at(n_open, seen.row, is_open)
    return sums[seen.row] - ends, (n_open[seen.row] - is_open) > 0
