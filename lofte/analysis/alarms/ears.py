"""EARS C1, C2 and C3: alarms where the history is only some weeks (or days) long."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking
from lofte.analysis.alarms.farrington import LARGEST, Reading
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import Empty, OutOfRange
from lofte.analysis.sources import Sources, classes

Method = Literal["C1", "C2", "C3"]
METHODS: tuple[Method, ...] = ("C1", "C2", "C3")
LAG = 2  # units between the baseline of C2 and C3 and the one that is judged
ALPHA = {"C1": 0.001, "C2": 0.001, "C3": 0.025}
MEMORY = 2  # earlier units whose excess C3 carries along


@dataclass(frozen=True)
class Ears:
    """`upper` and `alarm` of all units that have a baseline, (n_series, n_judged), from column `first` on."""

    upper: FloatArray
    alarm: npt.NDArray[np.bool_]
    first: int
    method: Method
    alpha: float


def ears(
    counts: npt.ArrayLike,
    *,
    source: Sources,
    method: Method = "C1",
    baseline: int = 7,
    alpha: float | None = None,
    least_sd: float = 0.0,
    reading: Reading = Reading.PAPER,
) -> Ears:
    """Return the upper bounds of EARS for every week (or day) that has a baseline.

    Parameters
    ----------
    counts : whole numbers, shape (n_series, n_units)
        Counts of weeks or days in a row.
    source : SourceClass, or one for each series
        What is counted.
    method : "C1", "C2" or "C3"
        C1 is judged by the units just before, C2 by those before a gap of two, C3 by C2 of three units in a
        row.
    baseline : int
        Units in the baseline, 7 at first.
    alpha : float, optional
        The chance beyond the bound if counts were normal; 0.001 for C1 and C2, 0.025 for C3.
    least_sd : float
        A baseline without any spread is given this standard deviation. 0 makes any rise above a still
        baseline an alarm; EARS itself takes 0.2.
    reading : Reading
        SURVEILLANCE gives C3 the bound that R's surveillance has, which contains the count that it judges.

    Returns
    -------
    Ears
        An alarm is a count above the bound.

    Raises
    ------
    Empty
        If there are no more units than the baseline and its gap need.
    OutOfRange, WrongShape, WrongKind, NotFinite
        For what is no count, and other methods.

    Notes
    -----
    C1(t) = (y(t) - mean) / sd over the units t - 7 ... t - 1, C2 over t - 9 ... t - 3, and C3(t) the sum of
    max(0, C2 - 1) over t, t - 1, t - 2; alarms are above z. The bounds are these solved for y(t). It knows no
    season and takes counts for normal, so small counts give more false alarms than alpha says: see the page.

    References
    ----------
    docs/methods/alarms.md; Hutwagner, Thompson, Seeman & Treadwell (2003), Journal of Urban Health
    80:i89-i96; Fricker, Hegler & Dunfee (2008), Statistics in Medicine 27:3407-3429.

    Examples
    --------
    >>> from lofte.analysis import SourceClass, ears
    >>> found = ears([[1, 3, 1, 3, 1, 3, 2, 9]], source=SourceClass.REPORTED)
    >>> found.upper.round(2), found.alarm
    (array([[5.09]]), array([[ True]]))
    """
    y = checking.whole("counts", counts, ndim=2, high=LARGEST).astype(np.float64)
    classes(source, len(y))
    if method not in METHODS:
        raise OutOfRange("method", f"is {method!r}, and one of C1, C2, C3 is meant")
    n = checking.one_whole("baseline", baseline, low=3, high=366)
    chance = checking.share("alpha", ALPHA[method] if alpha is None else alpha)
    least = checking.one_number("least_sd", least_sd)
    if least < 0:
        raise OutOfRange("least_sd", f"is {least:g}")
    needed = n + {"C1": 0, "C2": LAG, "C3": LAG + MEMORY}[method]
    if y.shape[1] <= needed:
        raise Empty("counts", f"hold {y.shape[1]} units, and {method} needs {needed + 1}")
    z = -float(scipy.special.ndtri(chance))
    mean, sd = _baselines(y, n, 0 if method == "C1" else LAG, least)
    judged = y[:, -mean.shape[1] :]
    if method != "C3":
        return _told(judged, mean + z * sd, needed, method, chance)
    excess = np.maximum(_standardised(judged - mean, sd) - 1, 0)
    mean, sd, judged = mean[:, MEMORY:], sd[:, MEMORY:], judged[:, MEMORY:]
    left = z - (excess[:, 1:-1] + excess[:, :-2])  # what this unit may still add
    return _told(judged, _bound_of_c3(judged, mean, sd, left, reading), needed, method, chance)


def _bound_of_c3(
    y: FloatArray, mean: FloatArray, sd: FloatArray, left: FloatArray, reading: Reading
) -> FloatArray:
    """Solve the sum of three for the last; where the first two are too much by themselves, any count is."""
    if reading is Reading.SURVEILLANCE:
        return np.maximum(y + np.multiply(sd, left, out=np.zeros_like(sd), where=sd > 0), 0)
    share = np.multiply(sd, 1 + left, out=np.zeros_like(sd), where=sd > 0)
    return np.where(left < 0, -1.0, mean + share)


def _baselines(y: FloatArray, n: int, lag: int, least: float) -> tuple[FloatArray, FloatArray]:
    """Return mean and standard deviation of the `n` units before each, a gap of `lag` left out."""
    before = np.lib.stride_tricks.sliding_window_view(y[:, : y.shape[1] - 1 - lag], n, axis=1)
    return before.mean(axis=2), np.maximum(before.std(axis=2, ddof=1), least)


def _standardised(away: FloatArray, sd: FloatArray) -> FloatArray:
    """Return how many deviations; above a baseline without spread infinitely many."""
    still = np.where(away > 0, np.inf, 0.0)
    found: FloatArray = np.divide(away, sd, out=still, where=sd > 0)
    return found


def _told(y: FloatArray, upper: FloatArray, first: int, method: Method, alpha: float) -> Ears:
    alarm = y > upper
    shown = np.maximum(upper, 0.0)
    for array in (alarm, shown):
        array.setflags(write=False)
    return Ears(shown, alarm, first, method, alpha)
