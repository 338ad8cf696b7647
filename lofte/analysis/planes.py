"""Where coordinates lie: Sweden's plane unless another one is named."""

from enum import Enum
from typing import Any

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray


class Plane(Enum):
    """SWEREF 99 TM is checked for degrees, swapped axes and foreign places; another is taken as it is."""

    SWEREF_99_TM = "EPSG:3006"
    OTHER = "other"  # published cases of other countries: metres, or whatever the distances are told in


def points(x: Any, y: Any, plane: Plane, *, least: int = 1) -> tuple[FloatArray, FloatArray]:
    """Return east and north of at least ``least`` points."""
    checking.floats("x", x, least=least)
    if plane is Plane.SWEREF_99_TM:
        return checking.metres("x", x, "y", y)
    east, north = checking.floats("x", x), checking.floats("y", y)
    checking.same_length("x", east, "y", north)
    return east, north
