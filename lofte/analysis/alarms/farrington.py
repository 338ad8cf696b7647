"""Farrington: the range each series is expected in this week, by the same weeks of earlier years."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking
from lofte.analysis.alarms import fitting
from lofte.analysis.alarms.baseline import Baseline, baseline
from lofte.analysis.alarms.fitting import Design, Fit
from lofte.analysis.alarms.levels import levels
from lofte.analysis.alarms.thresholds import Thresholds, negative_binomial_thresholds, power_thresholds
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import Empty, OutOfRange, WrongKind, WrongShape
from lofte.analysis.sources import Sources, classes

ALPHA = 0.001  # with false-discovery control over the batch; 0.05 is one false alarm in twenty series a week
AT_A_TIME = 48_000  # numbers of a block: several such blocks stay in a core's own memory
EFFECT = 1.0  # standard deviation of a known effect before anything is seen: a factor e up or down
LARGEST = 10**9  # counts of a week


class Reading(Enum):
    """Of the paper; or as R's surveillance does it, to the digits, in one thing that it gets wrong.

    surveillance hands the dispersion to the wrong argument: the standard error of the mean, and the test of
    the trend, are made with sum(w ((y - m) / m)^2) / df in the place of Pearson's dispersion. Compare by it,
    and do not use it.
    """

    PAPER = "paper"
    SURVEILLANCE = "surveillance"


@dataclass(frozen=True)
class Ranges:
    """What was expected of each series this week, shape (n_series,).

    `level` holds `Level`; `alarm` is true above the upper end where there were cases enough. `score` is 0 at
    the mean and 1 at the upper end; `p` is the chance of so many or more. `trend` tells which kept a trend.
    """

    observed: IntArray
    expected: FloatArray
    lower: FloatArray
    upper: FloatArray
    dispersion: FloatArray
    p: FloatArray
    score: FloatArray
    trend: npt.NDArray[np.bool_]
    enough: npt.NDArray[np.bool_]
    level: npt.NDArray[np.int8]
    alarm: npt.NDArray[np.bool_]
    alpha: float


@dataclass(frozen=True)
class Settings:
    """How the two methods differ."""

    years: int
    half_window: int
    n_periods: int
    left_out: int
    above: float
    trend_below: float
    flexible: bool


def farrington(
    counts: npt.ArrayLike,
    *,
    week: date,
    source: Sources,
    alpha: float = ALPHA,
    years: int = 5,
    half_window: int = 3,
    power: float = 2 / 3,
    enough: tuple[int, int] = (5, 4),
    effects: npt.ArrayLike | None = None,
    reading: Reading = Reading.PAPER,
) -> Ranges:
    """Return the expected range of Farrington et al. (1996), for many series at once.

    Parameters
    ----------
    counts : whole numbers, shape (n_series, n_weeks)
        Weekly counts; the last column is the week that is judged.
    week : date
        The first day of that week.
    source : SourceClass, or one for each series
        What is counted: in what own effort discovers, an alarm may be an alarm of effort.
    alpha : float
        The chance beyond each end of the range.
    years : int
        Earlier years to learn from, at least 3 for a trend.
    half_window : int
        Weeks on each side of the same week in earlier years.
    power : float
        2/3, 1/2 or 1: see `power_thresholds`.
    enough : (int, int)
        An alarm needs so many cases in so many weeks, this one included.
    effects : float array, shape (n_weeks, n_effects), optional
        What is known beforehand: the share of each week that is a school holiday, a public holiday. See
        `days`.
    reading : Reading
        SURVEILLANCE copies one fault of R's surveillance, for comparison.

    Returns
    -------
    Ranges

    Raises
    ------
    Empty
        If the history does not reach back ``years`` years and half a window.
    OutOfRange, WrongShape, WrongKind, NotFinite
        For what is no count, no day, or does not fit together.

    Notes
    -----
    A quasi-Poisson model with a linear trend is fitted to the windows, weeks with standardised Anscombe
    residuals above 1 are weighed down by the residual's square, and it is fitted again. The trend stays where
    it is significant at 5 %, the years are three or more, and the week is not expected to be above all that
    was seen. Not for histories shorter than 3 years (see `ears`), nor for drifts slower than a year (see
    `cusum`).

    References
    ----------
    docs/methods/alarms.md; Farrington, Andrews, Beale & Catchpole (1996), Journal of the Royal Statistical
    Society A 159:547-563.

    Examples
    --------
    >>> from datetime import date
    >>> from lofte.analysis import SourceClass, farrington
    >>> weeks = 4 + np.arange(6 * 52 + 1) % 3  # 4, 5, 6 in turn
    >>> weeks[-1] = 19
    >>> now = farrington([weeks], week=date(2026, 11, 16), source=SourceClass.REPORTED)
    >>> now.expected.round(1), now.upper.round(1), now.alarm
    (array([5.]), array([13.5]), array([ True]))
    """
    settings = Settings(years, half_window, 1, 0, 1.0, 0.05, flexible=False)
    return _ranges(
        counts=counts, week=week, source=source, alpha=alpha, settings=settings, enough=enough,
        effects=effects, reading=reading, power=power,
    )  # fmt: skip


def farrington_flexible(
    counts: npt.ArrayLike,
    *,
    week: date,
    source: Sources,
    alpha: float = ALPHA,
    years: int = 5,
    half_window: int = 3,
    n_periods: int = 10,
    left_out: int = 26,
    enough: tuple[int, int] = (5, 4),
    effects: npt.ArrayLike | None = None,
    reading: Reading = Reading.PAPER,
) -> Ranges:
    """Return the expected range of Noufaily et al. (2013), "Farrington Flexible", for many series at once.

    Parameters
    ----------
    counts, week, source, alpha, years, half_window, enough, effects
        As in `farrington`.
    n_periods : int
        Parts of the year with a level of their own, the same time of year among them.
    left_out : int
        Weeks before this one that are not learnt from.
    reading : Reading
        Here both readings give the same: the thresholds do not use the standard error.

    Returns
    -------
    Ranges
        ``lower`` and ``upper`` are whole numbers: quantiles of a negative binomial.

    Raises
    ------
    Empty
        If the history does not reach back ``years`` years and half a window.
    OutOfRange, WrongShape, WrongKind, NotFinite
        For what is no count, no day, or does not fit together.

    Notes
    -----
    All weeks of the years are used, in periods of the year with a level each; only weeks with residuals above
    2.58 are weighed down; a trend is always fitted, and dropped where it would take the week above all that
    was seen, or where it runs away.

    References
    ----------
    docs/methods/alarms.md; Noufaily, Enki, Farrington, Garthwaite, Andrews & Charlett (2013), Statistics in
    Medicine 32:1206-1222; Salmon, Schumacher & Höhle (2016), Journal of Statistical Software 70(10).

    Examples
    --------
    >>> from datetime import date
    >>> from lofte.analysis import SourceClass, farrington_flexible
    >>> weeks = 4 + np.arange(6 * 52 + 1) % 3  # 4, 5, 6 in turn
    >>> weeks[-1] = 15
    >>> now = farrington_flexible([weeks], week=date(2026, 11, 16), source=SourceClass.REPORTED)
    >>> now.expected.round(1), now.upper, now.alarm
    (array([5.]), array([13.]), array([ True]))
    """
    checking.one_whole("n_periods", n_periods, low=2, high=40)
    checking.one_whole("left_out", left_out, high=104)
    settings = Settings(years, half_window, n_periods, left_out, 2.58, 1.0, flexible=True)
    return _ranges(
        counts=counts, week=week, source=source, alpha=alpha, settings=settings, enough=enough,
        effects=effects, reading=reading, power=2 / 3,
    )  # fmt: skip


def _ranges(
    *,
    counts: npt.ArrayLike,
    week: date,
    source: Sources,
    alpha: float,
    settings: Settings,
    enough: tuple[int, int],
    effects: npt.ArrayLike | None,
    reading: Reading,
    power: float,
) -> Ranges:
    given = checking.whole("counts", counts, ndim=2, high=LARGEST)
    classes(source, len(given))
    base = _checked_baseline(week, settings, given.shape[1])
    known = _checked_effects(effects, given.shape[1])
    checking.share("alpha", alpha)
    if not isinstance(reading, Reading):
        raise WrongKind("reading", f"is {reading!r}, not one of Reading")
    design = _design(base, known, given.shape[1] - 1, settings)
    found = _expected(given[:, given.shape[1] - 1 + base.weeks], design, settings, reading)
    observed = given[:, -1]
    y, mean, error, phi = observed.astype(np.float64), found.mean, found.error, found.phi
    if settings.flexible:
        ends = negative_binomial_thresholds(y, mean, error, phi, alpha=alpha)
    else:
        ends = power_thresholds(y, mean, error * mean, phi, alpha=alpha, power=power)
    return _told(observed, found, ends, _enough(given, enough), alpha)


def _checked_baseline(week: date, settings: Settings, n_weeks: int) -> Baseline:
    if not is_day(week):
        raise WrongKind("week", f"is {week!r}, not a day")
    checking.one_whole("years", settings.years, low=1, high=30)
    checking.one_whole("half_window", settings.half_window, low=1, high=12)
    base = baseline(
        week,
        years=settings.years,
        half_window=settings.half_window,
        n_periods=settings.n_periods,
        left_out=settings.left_out,
    )
    if base.reach >= n_weeks:
        raise Empty(
            "counts", f"hold {n_weeks} weeks, and {base.reach + 1} are needed for {settings.years} years"
        )
    return base


def is_day(given: object) -> bool:
    return isinstance(given, date) and not isinstance(given, datetime)


def _checked_effects(effects: npt.ArrayLike | None, n_weeks: int) -> FloatArray:
    if effects is None:
        return np.zeros((n_weeks, 0))
    known = checking.floats("effects", effects, ndim=2)
    if len(known) != n_weeks:
        raise WrongShape("effects", f"has {len(known)} rows, and there are {n_weeks} weeks")
    return known


def _design(base: Baseline, known: FloatArray, now: int, settings: Settings) -> Design:
    """Return the design; the first covariate is the trend, in units of the baseline's length."""
    span = max(base.reach, 1)
    trend = base.weeks / span + 0.5
    covariates = np.concatenate([trend[:, None], known[now + base.weeks]], axis=1)
    periods = (base.period[:, None] == np.arange(base.n_periods)).astype(np.float64)
    if not periods.any(axis=0).all():
        raise OutOfRange("n_periods", "leaves a part of the year without weeks")
    if len(base.weeks) <= base.n_periods + covariates.shape[1] + 1:
        raise Empty("counts", f"give {len(base.weeks)} weeks to learn from: too few for so many effects")
    drawn = np.full(covariates.shape[1], 1 / EFFECT**2)
    drawn[0] = 0.0
    here = np.concatenate([[0.5], known[now]])
    return Design(periods, covariates, here, drawn)


@dataclass(frozen=True)
class Expected:
    """`error` is of the logarithm of the mean; shape (n_series,)."""

    mean: FloatArray
    error: FloatArray
    phi: FloatArray
    trend: npt.NDArray[np.bool_]


def _expected(history: IntArray, design: Design, settings: Settings, reading: Reading) -> Expected:
    """Fit block by block, so that a block's numbers stay near the core."""
    n, n_weeks = history.shape
    size = max(1, AT_A_TIME // n_weeks)
    blocks = [_of_block(history[at : at + size], design, settings, reading) for at in range(0, n, size)]
    return Expected(
        np.concatenate([one.mean for one in blocks]),
        np.concatenate([one.error for one in blocks]),
        np.concatenate([one.phi for one in blocks]),
        np.concatenate([one.trend for one in blocks]),
    )


def _of_block(history: IntArray, design: Design, settings: Settings, reading: Reading) -> Expected:
    """Fit with a trend; and without one where it may not stay."""
    counts = history.astype(np.float64)
    if settings.flexible or settings.years >= 3:  # Farrington's rule: a trend needs three
        found, trend = _with_trend(counts, design, settings, reading)
        again = np.flatnonzero(~trend)
        if len(again):
            plain = _twice(counts[again], design.without(0), settings.above, reading)
            for kept, new in zip((found.mean, found.error, found.phi), plain[:3], strict=True):
                kept[again] = new
        return found
    mean, error, phi, _, _ = _twice(counts, design.without(0), settings.above, reading)
    return Expected(mean, error, phi, np.zeros(len(counts), dtype=np.bool_))


def _with_trend(
    counts: FloatArray, design: Design, settings: Settings, reading: Reading
) -> tuple[Expected, npt.NDArray[np.bool_]]:
    mean, error, phi, found, own = _twice(counts, design, settings.above, reading)
    trend = found.settled & (mean <= counts.max(axis=1)) & counts.any(axis=1)
    if settings.trend_below < 1:
        df = counts.shape[1] - design.n_parameters
        least = float(scipy.special.stdtrit(df, 1 - settings.trend_below / 2))
        trend &= np.abs(found.slopes[:, 0]) > least * np.sqrt(own * found.slope_variances[:, 0])
    return Expected(mean, error, phi, trend), trend


def _twice(
    counts: FloatArray, design: Design, above: float, reading: Reading
) -> tuple[FloatArray, FloatArray, FloatArray, Fit, FloatArray]:
    """Fit, weigh past outbreaks down, fit again.

    Returns the mean, the error of its logarithm, the dispersion, the fit, and what the error was made with.
    """
    even = np.ones_like(counts)
    first = fitting.fit(counts, even, design)
    phi = np.maximum(fitting.dispersion(counts, even, first, design.n_parameters), 1.0)
    weights = fitting.outbreak_weights(counts, np.cbrt(counts) ** 2, first, phi, above)
    found = fitting.fit(counts, weights, design, first.slopes)
    pearson = fitting.dispersion(counts, weights, found, design.n_parameters)
    phi = np.maximum(pearson, 1.0)
    if reading is Reading.SURVEILLANCE:
        own = fitting.relative_dispersion(counts, weights, found, design.n_parameters)
        return found.expected, np.sqrt(own * found.variances), phi, found, own
    error = np.where(found.expected > 0, np.sqrt(phi * found.variances), 0.0)
    return found.expected, error, phi, found, phi


def _enough(counts: IntArray, enough: tuple[int, int]) -> npt.NDArray[np.bool_]:
    cases = checking.one_whole("enough", enough[0])
    weeks = checking.one_whole("enough", enough[1], low=1)
    kept: npt.NDArray[np.bool_] = counts[:, -weeks:].sum(axis=1) >= cases
    return kept


def _told(
    observed: IntArray, found: Expected, ends: Thresholds, enough: npt.NDArray[np.bool_], alpha: float
) -> Ranges:
    level = levels(observed.astype(np.float64), ends.lower, ends.upper)
    told = Ranges(
        observed.copy(), found.mean, ends.lower, ends.upper, found.phi, ends.p, ends.score, found.trend,
        enough, level, (level > 0) & enough, alpha,
    )  # fmt: skip
    for array in vars(told).values():
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    return told
