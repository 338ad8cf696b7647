"""What every public function asks of its arguments, said in one way."""

from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis.errors import (
    AnalysisError,
    Empty,
    NotFinite,
    NotSorted,
    OutOfRange,
    OutsideSweden,
    TooLarge,
    WrongKind,
    WrongShape,
)

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

# SWEREF 99 TM (EPSG:3006): Sweden's land and sea with room to spare, in metres.
EAST = (180_000.0, 1_100_000.0)
NORTH = (6_000_000.0, 7_800_000.0)


def floats(argument: str, given: Any, *, ndim: int = 1, least: int = 1) -> FloatArray:
    """Return finite numbers, `least` of them at least."""
    array = _array(argument, given, ndim)
    if array.size < least:
        raise Empty(argument, f"holds {array.size}, and at least {least} are needed")
    if array.dtype.kind not in "biuf":
        raise WrongKind(argument, f"holds {array.dtype}, not numbers")
    numbers = np.ascontiguousarray(array, dtype=np.float64)
    if not np.isfinite(numbers).all():
        where = np.argwhere(~np.isfinite(numbers))[0]
        raise NotFinite(argument, f"is missing or infinite at {_place(where)}")
    return numbers


def whole(
    argument: str, given: Any, *, ndim: int = 1, least: int = 1, low: int = 0, high: int | None = None
) -> IntArray:
    """Return whole numbers from `low` to `high`; floats are taken where nothing is lost."""
    array = _array(argument, given, ndim)
    if array.size < least:
        raise Empty(argument, f"holds {array.size}, and at least {least} are needed")
    if array.dtype.kind == "f":
        numbers = floats(argument, array, ndim=ndim, least=least)
        if (numbers != np.floor(numbers)).any():
            raise WrongKind(argument, "holds fractions, and whole numbers are meant")
        if (np.abs(numbers) > 2**53).any():
            raise TooLarge(argument, "holds numbers that a float no longer tells apart")
        array = numbers.astype(np.int64)
    elif array.dtype.kind not in "biu":
        raise WrongKind(argument, f"holds {array.dtype}, not whole numbers")
    if array.dtype == np.uint64 and array.size and array.max() > np.uint64(2**63 - 1):
        raise TooLarge(argument, "holds numbers above 2^63")
    counted = np.ascontiguousarray(array, dtype=np.int64)
    if counted.size and counted.min() < low:
        raise OutOfRange(argument, f"holds {counted.min()}, and the least that is meant is {low}")
    if high is not None and counted.size and counted.max() > high:
        raise OutOfRange(argument, f"holds {counted.max()}, and the greatest that is meant is {high}")
    return counted


def metres(argument_x: str, x: Any, argument_y: str, y: Any) -> tuple[FloatArray, FloatArray]:
    """Return SWEREF 99 TM east and north. Degrees and swapped axes are told as such."""
    east, north = floats(argument_x, x), floats(argument_y, y)
    same_length(argument_x, east, argument_y, north)
    if _inside(east, EAST) and _inside(north, NORTH):
        return east, north
    if _inside(east, NORTH) and _inside(north, EAST):
        raise OutsideSweden(argument_x, f"holds northings: {argument_x} and {argument_y} have changed places")
    if (np.abs(east) <= 180).all() and (np.abs(north) <= 180).all():
        raise OutsideSweden(argument_x, "holds degrees: metres of SWEREF 99 TM (EPSG:3006) are meant")
    bad = ~((east >= EAST[0]) & (east <= EAST[1]) & (north >= NORTH[0]) & (north <= NORTH[1]))
    at = int(np.argmax(bad))
    raise OutsideSweden(
        argument_x, f"lies outside Sweden at {at}: east {east[at]:.0f}, north {north[at]:.0f}"
    )


def same_length(argument: str, array: npt.NDArray[Any], other: str, beside: npt.NDArray[Any]) -> None:
    if len(array) != len(beside):
        raise WrongShape(argument, f"has {len(array)} rows, and {other} has {len(beside)}")


def rising(argument: str, array: npt.NDArray[Any], *, strictly: bool = True) -> None:
    steps = np.diff(array)
    bad = steps <= 0 if strictly else steps < 0
    if bad.any():
        raise NotSorted(argument, f"does not rise after {int(np.argmax(bad))}")


def share(argument: str, number: float, *, open_ends: bool = True) -> float:
    """Return a chance or a share between 0 and 1."""
    given = one_number(argument, number)
    if not (0 < given < 1 if open_ends else 0 <= given <= 1):
        raise OutOfRange(argument, f"is {given:g}, and lies between 0 and 1")
    return given


def positive(argument: str, number: float) -> float:
    given = one_number(argument, number)
    if given <= 0:
        raise OutOfRange(argument, f"is {given:g}, and must be above 0")
    return given


def one_number(argument: str, number: float) -> float:
    if isinstance(number, bool) or not isinstance(number, (int, float, np.integer, np.floating)):
        raise WrongKind(argument, f"is {number!r}, not a number")
    if not np.isfinite(number):
        raise NotFinite(argument, f"is {number}")
    return float(number)


def one_whole(argument: str, number: int, *, low: int = 0, high: int | None = None) -> int:
    if isinstance(number, bool) or not isinstance(number, (int, np.integer)):
        raise WrongKind(argument, f"is {number!r}, not a whole number")
    if number < low or (high is not None and number > high):
        upto = f" to {high}" if high is not None else " or more"
        raise OutOfRange(argument, f"is {number}, and {low}{upto} is meant")
    return int(number)


def _array(argument: str, given: Any, ndim: int) -> npt.NDArray[Any]:
    try:
        array = np.asarray(given)
    except ValueError as ragged:
        raise WrongShape(argument, "has rows of different lengths") from ragged
    if array.dtype == object:
        raise WrongKind(argument, "holds things that are no numbers, or is missing some")
    if array.ndim != ndim:
        raise WrongShape(argument, f"has {array.ndim} dimensions, and {ndim} are meant")
    return array


def _inside(array: FloatArray, ends: tuple[float, float]) -> bool:
    return bool((array >= ends[0]).all() and (array <= ends[1]).all())


def _place(where: npt.NDArray[np.intp]) -> str:
    return ", ".join(str(int(at)) for at in where)


__all__ = [
    "AnalysisError",
    "FloatArray",
    "IntArray",
    "floats",
    "metres",
    "one_number",
    "one_whole",
    "positive",
    "rising",
    "same_length",
    "share",
    "whole",
]
