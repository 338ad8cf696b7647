"""Bands [a, b): the lower end belongs to the band, the upper one to the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import Empty, NotFinite, OutOfRange, WrongShape

SAME_PLACE = 0.1  # metres: nearer than this is the same address, whatever the rounding of coordinates


@dataclass(frozen=True)
class Bands:
    """Bands side by side; the last one may have no upper end."""

    edges: FloatArray
    unit: str
    first: str = ""

    @property
    def n(self) -> int:
        return len(self.edges) - 1

    @property
    def finite(self) -> FloatArray:
        """The edges without an infinite last one."""
        kept: FloatArray = self.edges[np.isfinite(self.edges)]
        return kept

    @property
    def is_open(self) -> bool:
        return not bool(np.isfinite(self.edges[-1]))

    def labels(self) -> tuple[str, ...]:
        """Return every band in interval notation with its unit."""
        return tuple(self._labels())

    def _labels(self) -> Iterator[str]:
        for at, (low, high) in enumerate(zip(self.edges[:-1], self.edges[1:], strict=True)):
            end = f"{high:.10g}" if np.isfinite(high) else "∞"
            named = f"{self.first} " if self.first and at == 0 else ""
            yield f"{named}[{low:.10g}, {end}) {self.unit}"


def bands(argument: str, given: Any, unit: str) -> Bands:
    """Return checked bands: two edges at least, rising, none below nought, only the last one infinite."""
    edges = np.atleast_1d(np.asarray(given))
    if edges.ndim != 1:
        raise WrongShape(argument, "is no row of edges")
    if len(edges) < 2:
        raise Empty(argument, "needs two edges at least, the lower and the upper end of one band")
    is_open = edges.dtype.kind == "f" and bool(edges[-1] == np.inf)
    finite = checking.floats(argument, edges[:-1] if is_open else edges)
    if is_open and len(finite) < 2 and finite[0] == 0:
        raise NotFinite(argument, "has one band alone, and it has no upper end")
    if finite[0] < 0:
        raise OutOfRange(argument, f"begins at {finite[0]:g}, and nothing lies nearer than 0")
    whole = np.append(finite, np.inf) if is_open else finite
    checking.rising(argument, whole)
    whole.flags.writeable = False
    return Bands(whole, unit)


def with_same_place(given: Bands, same_place: float) -> Bands:
    """Return the bands with [0, same_place) as one of its own, unless it is there or not wanted (0)."""
    near = checking.one_number("same_place", same_place)
    if near < 0:
        raise OutOfRange("same_place", f"is {near:g}, and must be 0 or more")
    if near == 0 or given.edges[0] != 0:
        return given
    if given.edges[1] < near:
        raise OutOfRange(
            "same_place", f"is {near:g}, and the first band ends at {given.edges[1]:g} before it"
        )
    edges = given.edges if given.edges[1] == near else np.insert(given.edges, 1, near)
    edges.flags.writeable = False
    return Bands(edges, given.unit, "same place")
