"""A hash of square cells: who can lie nearer than a reach, without looking at all pairs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import TooLarge

ROOM = 1 + 1e-9  # cells a little wider than the reach, so that rounding hides no neighbour two cells away
MOST_CELLS = 2.0**61


@dataclass(frozen=True)
class Halves:
    """Points sorted by cell, row by row, and where the later half of each point's surroundings lies.

    A sorted point ``i`` meets ``i + 1 .. same_end[i]`` (own cell and the one east of it) and
    ``next_start[i] .. next_end[i]`` (three cells of the row north of it): each pair once.
    """

    order: IntArray
    same_end: IntArray
    next_start: IntArray
    next_end: IntArray

    def candidates(self, most: int) -> Iterator[tuple[IntArray, IntArray]]:
        """Yield pairs of sorted points that may be near, about ``most`` at a time, by the first point."""
        later = np.arange(1, len(self.order) + 1)
        return spans([(later, self.same_end), (self.next_start, self.next_end)], most)


def halves(x: FloatArray, y: FloatArray, reach: float) -> Halves:
    """Return the points sorted into cells as wide as the reach."""
    keys, width = _keys(x, y, reach)
    order = np.argsort(keys, kind="stable")
    lying = keys[order]
    return Halves(
        order,
        np.searchsorted(lying, lying + 1, side="right"),
        np.searchsorted(lying, lying + width - 1, side="left"),
        np.searchsorted(lying, lying + width + 1, side="right"),
    )


def around(
    x: FloatArray, y: FloatArray, reach: float, asked: IntArray, most: int
) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield (asked point, point that may be near it): all of the nine cells, the point itself too."""
    keys, width = _keys(x, y, reach)
    order = np.argsort(keys, kind="stable")
    lying = keys[order]
    rows = [
        (
            np.searchsorted(lying, keys[asked] + step - 1, side="left"),
            np.searchsorted(lying, keys[asked] + step + 1, side="right"),
        )
        for step in (-width, 0, width)
    ]
    for who, at in spans(rows, most):
        yield asked[who], order[at]


def spans(rows: list[tuple[IntArray, IntArray]], most: int) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield (row, place) for every place in any of the spans of the row, about ``most`` at a time."""
    sizes = sum((np.maximum(ends - starts, 0) for starts, ends in rows), np.zeros_like(rows[0][0]))
    upto = np.cumsum(sizes)
    first = 0
    while first < len(upto):
        done = upto[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(upto, done + most, side="right")))
        parts = [_expanded(starts[first:last], ends[first:last]) for starts, ends in rows]
        who = np.concatenate([part[0] for part in parts]) + first
        yield who, np.concatenate([part[1] for part in parts])
        first = last


def _expanded(starts: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
    sizes = np.maximum(ends - starts, 0)
    who = np.repeat(np.arange(len(sizes)), sizes)
    before = np.cumsum(sizes) - sizes
    return who, np.arange(int(sizes.sum())) - before[who] + starts[who]


def _keys(x: FloatArray, y: FloatArray, reach: float) -> tuple[IntArray, int]:
    across, along = (x - x.min()) / (reach * ROOM), (y - y.min()) / (reach * ROOM)
    if (across.max() + 3) * (along.max() + 3) > MOST_CELLS:
        raise TooLarge("x", f"spreads over more cells of {reach:g} than can be numbered")
    width = int(across.max()) + 3  # an empty column on either side keeps rows apart
    return (along.astype(np.int64) * width + across.astype(np.int64)), width
