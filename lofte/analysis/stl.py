"""STL: a long series as season, trend and remainder, the season free to change slowly."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import Empty, OutOfRange
from lofte.analysis.loess import loess

PERIODIC = "periodic"
AT_A_TIME = 8  # rows side by side: what they look at stays near the core
N_INNER, N_INNER_ROBUST, N_OUTER_ROBUST = 2, 1, 15  # as R's stl


@dataclass(frozen=True)
class Parts:
    """A series taken apart: `season` + `trend` + `remainder` is the series; `weights` tell what was believed.

    All have the series' shape, (n,) or (n_series, n).
    """

    season: FloatArray
    trend: FloatArray
    remainder: FloatArray
    weights: FloatArray


@dataclass(frozen=True)
class Windows:
    """What the smoothers look at: widths, degrees and jumps of season, trend and low pass."""

    season: int
    trend: int
    low_pass: int
    degrees: tuple[int, int, int]
    jumps: tuple[int, int, int]


def stl(
    series: npt.ArrayLike,
    *,
    period: int,
    season_window: int | Literal["periodic"],
    trend_window: int | None = None,
    low_pass_window: int | None = None,
    degrees: tuple[int, int, int] | None = None,
    jumps: tuple[int, int, int] | None = None,
    robust: bool = False,
    inner: int | None = None,
    outer: int | None = None,
) -> Parts:
    """Take a series apart by Seasonal-Trend decomposition with Loess, as R's stl does.

    Parameters
    ----------
    series : float array, shape (n,) or (n_series, n)
        Equally spaced, without gaps; at least two periods. For counts often their square root or logarithm.
    period : int
        Values in a season's round: 52 of weeks in a year, 12 of months, 7 of days.
    season_window : odd int from 3, or "periodic"
        Rounds that the season of one place in it is smoothed over; "periodic" keeps it the same all the time.
    trend_window, low_pass_window : odd int, optional
        Left out: the next odd number from 1.5 period / (1 - 1.5 / season_window), and from ``period``.
    degrees : (int, int, int), optional
        0 or 1, of season, trend and low pass; (0, 1, 1) when left out.
    jumps : (int, int, int), optional
        The smoothers are worked out at every so many places, and between by straight lines; a tenth of each
        window when left out.
    robust : bool
        Believe outliers less: 1 inner and 15 outer rounds instead of 2 and 0.
    inner, outer : int, optional
        Other numbers of rounds.

    Returns
    -------
    Parts

    Raises
    ------
    Empty
        With less than two whole periods.
    NotFinite
        Where a value is missing.
    OutOfRange
        For even windows, and other degrees.

    Notes
    -----
    Each inner round smooths the values of each place in the season by loess, takes what a low pass (three
    moving means and a loess) finds in that off it, and smooths the rest by loess to the trend. Each outer
    round gives bisquare weights by the remainder over six times its median. A year has 52.18 weeks: over many
    years the season of week 52 creeps; use months, or weeks counted from each year's first Monday.

    References
    ----------
    docs/methods/season.md; Cleveland, Cleveland, McRae & Terpenning (1990), Journal of Official Statistics
    6:3-73.

    Examples
    --------
    >>> from lofte.analysis import stl
    >>> parts = stl(10 + np.tile([3, 0, -3, 0], 12), period=4, season_window="periodic")
    >>> parts.season[[0, 2]].round(6), parts.trend[:3].round(6)
    (array([ 3., -3.]), array([10., 10., 10.]))
    """
    many = np.ndim(series) > 1
    given = checking.floats("series", series, ndim=2 if many else 1)
    rows = given if many else given[None]
    n, places = rows.shape[1], checking.one_whole("period", period, low=2)
    if n < 2 * places:
        raise Empty("series", f"holds {n} values, and two periods are {2 * places}")
    windows = _windows(n, places, season_window, trend_window, low_pass_window, degrees, jumps)
    n_inner = checking.one_whole("inner", _or(inner, N_INNER_ROBUST if robust else N_INNER), low=1, high=100)
    n_outer = checking.one_whole("outer", _or(outer, N_OUTER_ROBUST if robust else 0), high=100)
    blocks = [
        _rounds(rows[at : at + AT_A_TIME], places, windows, n_inner, n_outer)
        for at in range(0, len(rows), AT_A_TIME)
    ]
    season, trend, weights = (np.concatenate(one) for one in zip(*blocks, strict=True))
    if season_window == PERIODIC:
        season = _means_of_places(season, places)
    parts = [season, trend, rows - season - trend, weights]
    for array in parts:
        array.setflags(write=False)
    return Parts(*(parts if many else [array[0] for array in parts]))


def _or(given: int | None, usual: int) -> int:
    return usual if given is None else given


def _windows(  # noqa: PLR0917
    n: int,
    period: int,
    season: int | Literal["periodic"],
    trend: int | None,
    low_pass: int | None,
    degrees: tuple[int, int, int] | None,
    jumps: tuple[int, int, int] | None,
) -> Windows:
    width = 10 * n + 1 if season == PERIODIC else _odd("season_window", season)
    usual = _next_odd(1.5 * period / (1 - 1.5 / width))
    of_trend = _odd("trend_window", _or(trend, usual))
    of_low_pass = _odd("low_pass_window", _or(low_pass, _next_odd(period)))
    usual_jumps = tuple(math.ceil(one / 10) for one in (width, of_trend, of_low_pass))
    given = tuple(checking.one_whole("jumps", jump, low=1) for jump in jumps or usual_jumps)
    of_degrees = tuple(checking.one_whole("degrees", degree, high=1) for degree in degrees or (0, 1, 1))
    if len(given) != 3 or len(of_degrees) != 3:
        raise OutOfRange("jumps", "and degrees are three each: of season, trend and low pass")
    first, second, third = given
    a, b, c = of_degrees
    return Windows(width, of_trend, of_low_pass, (a, b, c), (first, second, third))


def _odd(argument: str, given: int | str) -> int:
    if isinstance(given, str):
        raise OutOfRange(argument, f"is {given!r}, and an odd number or 'periodic' is meant")
    window = checking.one_whole(argument, given, low=3)
    if window % 2 == 0:
        raise OutOfRange(argument, f"is {window}, and must be odd: it has a middle")
    return window


def _next_odd(number: float) -> int:
    up = math.ceil(number)
    return max(up + (up % 2 == 0), 3)


def _rounds(
    rows: FloatArray, period: int, windows: Windows, n_inner: int, n_outer: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    trend, season = np.zeros_like(rows), np.zeros_like(rows)
    weights: FloatArray | None = None
    for outer in range(n_outer + 1):
        if outer:
            weights = _bisquare(np.abs(rows - season - trend))
        for _ in range(n_inner):
            season, trend = _once(rows, trend, period, windows, weights)
    if n_outer:
        return season, trend, _bisquare(np.abs(rows - season - trend))
    return season, trend, np.ones_like(rows)


def _once(
    rows: FloatArray, trend: FloatArray, period: int, windows: Windows, weights: FloatArray | None
) -> tuple[FloatArray, FloatArray]:
    """One inner round: the season, and the trend of what it leaves."""
    n = rows.shape[1]
    raw = _of_places(rows - trend, period, windows, weights)
    low = _moving(_moving(_moving(raw, period), period), 3)
    low = loess(n, windows.low_pass, windows.degrees[2], windows.jumps[2]).smooth(low)
    season = raw[:, period : period + n] - low
    smoother = loess(n, windows.trend, windows.degrees[1], windows.jumps[1])
    return season, smoother.smooth(rows - season, weights)


def _of_places(rows: FloatArray, period: int, windows: Windows, weights: FloatArray | None) -> FloatArray:
    """Smooth each place of the season by itself, one round beyond both ends; shape (m, n + 2 period)."""
    m, n = rows.shape
    out = np.empty((m, n + 2 * period))
    full, longer = divmod(n, period)
    for places, length in ((slice(0, longer), full + 1), (slice(longer, period), full)):
        count = places.stop - places.start
        if not count:
            continue
        at = np.arange(places.start, places.stop)[:, None] + period * np.arange(length)
        smoother = loess(length, windows.season, windows.degrees[0], windows.jumps[0], beyond=True)
        believed = None if weights is None else weights[:, at].reshape(-1, length)
        smoothed = smoother.smooth(rows[:, at].reshape(-1, length), believed)
        around = np.arange(places.start, places.stop)[:, None] + period * np.arange(length + 2)
        out[:, around] = smoothed.reshape(m, count, length + 2)
    return out


def _moving(rows: FloatArray, width: int) -> FloatArray:
    """Return moving means, shape (m, n - width + 1)."""
    sums = np.cumsum(rows, axis=1)
    sums[:, width:] -= sums[:, :-width].copy()
    means: FloatArray = sums[:, width - 1 :] / width
    return means


def _bisquare(away: FloatArray) -> FloatArray:
    """Return how much each value is believed, by its distance over six times the median distance."""
    reach = 6 * np.median(away, axis=1, keepdims=True)
    of_reach = np.divide(away, reach, out=np.where(away > 0, np.inf, 0.0), where=reach > 0)
    weights = np.where(of_reach <= 0.999, (1 - np.minimum(of_reach, 1) ** 2) ** 2, 0.0)
    weights[of_reach <= 0.001] = 1.0
    return weights


def _means_of_places(season: FloatArray, period: int) -> FloatArray:
    n = season.shape[1]
    means = np.stack([season[:, place::period].mean(axis=1) for place in range(period)], axis=1)
    kept: FloatArray = np.ascontiguousarray(means[:, np.arange(n) % period])
    return kept
