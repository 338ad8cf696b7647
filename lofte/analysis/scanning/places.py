"""The distinct places that the points of a scan lie at, in an order that the rows do not decide."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import AllAlike, OutOfRange

EARTH = 6_371_008.8  # metres: the mean radius of the ellipsoid of GRS 80
STEPS = 1 << 16  # of the grid that gives neighbours on the ground neighbouring rows in memory


class Distance(Enum):
    """How far it is between two points, said openly: the figures do not tell what they are."""

    SWEREF = "sweref"  # metres of SWEREF 99 TM, checked to lie in Sweden
    PLANE = "plane"  # any plane, in the unit of its coordinates
    GREAT_CIRCLE = "great circle"  # x is longitude, y is latitude, in degrees; metres along the ground


@dataclass(frozen=True)
class Places:
    """Distinct places. `at` holds a row of coordinates each; `place_of` says where each given point lies."""

    at: FloatArray  # shape (n_places, 2), or (n_places, 3) on the unit sphere
    first: IntArray  # shape (n_places,): a given point that lies there; behind the last, one of `more`
    place_of: npt.NDArray[np.int32]  # shape (n_points,)
    distance: Distance

    def reach(self, radius: float | None) -> float | None:
        """Return the squared distance between rows of `at` that a radius comes to."""
        if radius is None:
            return None
        if self.distance is Distance.GREAT_CIRCLE:
            return float((2 * np.sin(min(radius / EARTH, np.pi) / 2)) ** 2)
        return radius * radius

    def metres(self, squared: float) -> float:
        """Return the distance that a squared distance between rows of `at` comes to."""
        if self.distance is Distance.GREAT_CIRCLE:
            return float(2 * np.arcsin(min(np.sqrt(squared) / 2, 1.0)) * EARTH)
        return float(np.sqrt(squared))


def places(x: Any, y: Any, distance: Distance, more: tuple[Any, Any] | None = None) -> Places:
    """Return the distinct places of some points, and of `more` that are no points.

    Raises
    ------
    AnalysisError
        Points that are missing, infinite, not where `distance` says, or all in one place.
    """
    east, north = _checked(x, y, distance)
    n_points = len(east)
    if more is not None:
        others = _checked(*more, distance)
        east, north = np.concatenate((east, others[0])), np.concatenate((north, others[1]))
    order = np.lexsort((north, east))
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = (np.diff(east[order]) != 0) | (np.diff(north[order]) != 0)
    if is_new.sum() < 2:
        raise AllAlike("x", "and y put all points in one place: no part of the ground stands against another")
    first = order[is_new]
    near = np.argsort(_along(east[first], north[first]), kind="stable")
    number = np.empty(len(first), dtype=np.int32)
    number[near] = np.arange(len(first), dtype=np.int32)
    place_of = np.empty(len(order), dtype=np.int32)
    place_of[order] = number[np.cumsum(is_new) - 1]
    kept = first[near]
    number_of = place_of[:n_points]
    return Places(_rows(east[kept], north[kept], distance), kept.astype(np.int64), number_of, distance)


def _checked(x: Any, y: Any, distance: Distance) -> tuple[FloatArray, FloatArray]:
    if not isinstance(distance, Distance):
        raise OutOfRange("distance", f"is {distance!r}, and one of Distance is meant")
    if distance is Distance.SWEREF:
        return checking.metres("x", x, "y", y)
    east, north = checking.floats("x", x), checking.floats("y", y)
    checking.same_length("x", east, "y", north)
    if distance is Distance.GREAT_CIRCLE:
        if np.abs(north).max() > 90:
            raise OutOfRange("y", "holds more than 90 degrees: x is longitude and y latitude")
        if np.abs(east).max() > 180:
            raise OutOfRange("x", "holds more than 180 degrees: x is longitude and y latitude")
    return east, north


def _rows(east: FloatArray, north: FloatArray, distance: Distance) -> FloatArray:
    if distance is not Distance.GREAT_CIRCLE:
        return np.column_stack((east, north))
    lon, lat = np.radians(east), np.radians(north)
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def _along(east: FloatArray, north: FloatArray) -> IntArray:
    """Return where each point lies along a curve through all of them that seldom jumps (Morton's)."""
    side = max(np.ptp(east), np.ptp(north))
    across = ((east - east.min()) / side * (STEPS - 1)).astype(np.int64)
    up = ((north - north.min()) / side * (STEPS - 1)).astype(np.int64)
    return _spread(across) | (_spread(up) << 1)


def _spread(bits: IntArray) -> IntArray:
    """Put a nought between the bits of a number below 2^16."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        bits = (bits | (bits << shift)) & mask
    return bits
