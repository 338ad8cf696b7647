"""Round zones about every place, and the places in the order in which a growing circle takes them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import TooLarge
from lofte.analysis.scanning.places import Places

AT_ONCE = 1 << 21  # pairs looked at together: what they need stays below 200 MB
MOST_STEPS = 1 << 28  # zones kept: 2 GB
ONE_CELL = 1e-9  # a grid finer than this part of the ground's width is of no use

Pairs = tuple[IntArray, IntArray, FloatArray]


@dataclass(frozen=True)
class Zones:
    """All zones of all centres. A step takes one place more; places at one distance are taken together."""

    starts: IntArray  # shape (n_places + 1,): the steps of centre c are starts[c] to starts[c + 1] - 1
    places: npt.NDArray[np.int32]  # shape (n_steps,): the place that a step takes
    is_whole: npt.NDArray[np.bool_]  # shape (n_steps,): whether all places at that distance are taken

    def sums(self, weights: IntArray) -> IntArray:
        """Return what lies inside after each step, shape (n_steps,)."""
        running = np.cumsum(weights[self.places])
        before = np.concatenate(([0], running))[self.starts[:-1]]
        inside: IntArray = running - np.repeat(before, np.diff(self.starts))
        return inside


def zones(ground: Places, weights: IntArray, radius: float | None, most: int) -> Zones:
    """Return the zones within a radius that hold no more than `most` of the weights."""
    reach = ground.reach(radius)
    parts = [_cut(part, ground, weights, most) for part in _near(ground, reach)]
    counts = np.concatenate([one[0] for one in parts])
    taken = np.concatenate([one[1] for one in parts])
    whole = np.concatenate([one[2] for one in parts])
    if len(taken) > MOST_STEPS:
        raise TooLarge("radius", f"gives {len(taken)} zones, and {MOST_STEPS} are held: choose a lesser one")
    return Zones(np.concatenate(([0], np.cumsum(counts))), taken, whole)


def _cut(
    pairs: tuple[int, int, Pairs], ground: Places, weights: IntArray, most: int
) -> tuple[IntArray, npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Sort the pairs of some centres by distance, and end each centre where it would hold too much."""
    first, behind, (centre, place, squared) = pairs
    order = _order(centre - first, squared)
    centre, place, squared = centre[order], place[order], squared[order]
    starts = np.searchsorted(centre, np.arange(first, behind + 1))
    lasts = np.ones(len(centre), dtype=bool)
    lasts[:-1] = (np.diff(centre) != 0) | (np.diff(squared) != 0)
    running = np.cumsum(weights[place])
    inside = running - np.repeat(np.concatenate(([0], running))[starts[:-1]], np.diff(starts))
    # A ring counts when it is closed: what it holds at its last place decides for all of them.
    ends = np.flatnonzero(lasts)
    ring = np.cumsum(np.concatenate(([0], lasts[:-1])))
    kept = inside[ends][ring] <= most
    counts = np.bincount(centre[kept] - first, minlength=behind - first)
    return counts, place[kept].astype(np.int32), lasts[kept]


def _order(centre: IntArray, squared: FloatArray) -> npt.NDArray[np.intp]:
    """Sort by centre, then distance. The order inside a ring is all one: it is taken whole."""
    by_distance = np.argsort(squared)
    narrow = np.uint16 if len(centre) and centre.max() < 1 << 16 else np.int64  # sixteen bits sort by digits
    return by_distance[np.argsort(centre[by_distance].astype(narrow), kind="stable")]


def _near(ground: Places, reach: float | None) -> Iterator[tuple[int, int, Pairs]]:
    """Yield (first centre, behind the last, pairs) a few centres at a time."""
    if reach is not None and ground.at.shape[1] == 2:
        wide = float(np.ptp(ground.at, axis=0).max())
        side = max(wide * ONE_CELL, float(np.sqrt(reach)) * (1 + 1e-9))  # rounding must not lose a neighbour
        if wide > 6 * side:
            yield from _by_grid(ground.at, reach, side)
            return
    n = len(ground.at)
    size = max(1, AT_ONCE // n)
    for first in range(0, n, size):
        behind = min(first + size, n)
        centre = np.repeat(np.arange(first, behind), n)
        place = np.tile(np.arange(n), behind - first)
        yield first, behind, _within(ground.at, centre, place, reach)


def _by_grid(at: FloatArray, reach: float, side: float) -> Iterator[tuple[int, int, Pairs]]:
    """Cells as wide as the radius, a column of empty ones round: what is near lies in three rows of three."""
    cell = ((at - at.min(axis=0)) / side).astype(np.int64) + 1
    wide = int(cell[:, 0].max()) + 2
    code = cell[:, 1] * wide + cell[:, 0]
    by_cell = np.argsort(code, kind="stable")
    sorted_codes = code[by_cell]
    lows = [np.searchsorted(sorted_codes, code + row * wide - 1, "left") for row in (-1, 0, 1)]
    highs = [np.searchsorted(sorted_codes, code + row * wide + 1, "right") for row in (-1, 0, 1)]
    low, high = np.stack(lows, axis=1), np.stack(highs, axis=1)
    done = np.cumsum((high - low).sum(axis=1))
    first = 0
    while first < len(at):
        before = done[first - 1] if first else 0
        behind = max(first + 1, int(np.searchsorted(done, before + AT_ONCE, "right")))
        lengths = (high[first:behind] - low[first:behind]).ravel()
        begins = np.cumsum(lengths) - lengths
        rows = np.repeat(low[first:behind].ravel() - begins, lengths) + np.arange(lengths.sum())
        centre = np.repeat(np.repeat(np.arange(first, behind), 3), lengths)
        yield first, behind, _within(at, centre, by_cell[rows], reach)
        first = behind


def _within(at: FloatArray, centre: IntArray, place: IntArray, reach: float | None) -> Pairs:
    squared = np.zeros(len(centre))
    for axis in at.T:
        off = axis[place]
        off -= axis[centre]
        off *= off
        squared += off
    if reach is None:
        return centre, place, squared
    near = squared <= reach
    return centre[near], place[near], squared[near]
