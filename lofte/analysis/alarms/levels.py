"""How a week stands against what was expected: the class; its Swedish words live on the floors above."""

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from lofte.analysis.checking import FloatArray


class Level(IntEnum):
    """`FEWER` is "färre än väntat", `EXPECTED` "som väntat", `MORE` "fler än väntat"."""

    FEWER = -1
    EXPECTED = 0
    MORE = 1


def levels(observed: FloatArray, lower: FloatArray, upper: FloatArray) -> npt.NDArray[np.int8]:
    """Return a `Level` for each count; what lies on a bound is as expected."""
    return (observed > upper).astype(np.int8) - (observed < lower).astype(np.int8)
