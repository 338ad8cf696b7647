"""Shares, means and totals of a population by the answers of some."""

import math
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import AllAlike, Empty, OutOfRange, WrongKind
from lofte.analysis.surveys import variances
from lofte.analysis.surveys.designs import Survey, effective_n
from lofte.analysis.surveys.results import SurveyMean, SurveyShare, SurveyTotal, Variance


def survey_share(
    asked: Survey,
    answers: npt.ArrayLike,
    *,
    among: npt.ArrayLike | None = None,
    confidence: float = 0.95,
    variance: Variance = "linearised",
    groups: int | None = None,
    seed: int | None = None,
) -> SurveyShare:
    """Return the share of the population that would say yes, with its interval.

    Parameters
    ----------
    asked : Survey
    answers : array, shape (n,)
        1 or True is yes, 0 or False is no. Not looked at outside `among`.
    among : bool array, shape (n,), optional
        Only these: those who were asked the question and answered, those of one area.
    confidence : float
        Of the interval.
    variance : {"linearised", "jackknife"}
        By Taylor's formula, or by weighing anew without each cluster.
    groups : int, optional
        The jackknife leaves out so many groups of clusters in turn, instead of each cluster: where there
        are thousands.
    seed : int, optional
        By which the groups are dealt out.

    Returns
    -------
    SurveyShare

    Raises
    ------
    OutOfRange
        Answers other than 0 and 1; no `seed` for `groups`.
    Empty
        Nobody in `among`.
    DoesNotSettle
        Without some cluster the weights can no longer be calibrated.
    WrongShape, WrongKind, NotFinite
        For what the arguments say.

    Notes
    -----
    The effective n is n over the design effect, never above n (a design effect below 1 told by few clusters
    is seldom true), and made smaller where few clusters tell the variance (Korn & Graubard 1998). Where all
    answer alike it is Kish's. Wilson's interval on it stays inside 0 to 1.

    References
    ----------
    Wilson (1927), J. Am. Stat. Assoc. 22:209-212; Korn & Graubard (1998), Survey Methodology 24:193-201;
    Franco, Little, Louis & Slud (2019), J. Survey Statistics and Methodology 7:334-364; Kott (2001),
    J. Official Statistics 17:521-526; docs/methods/surveys.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import Margin, rake, survey, survey_share
    >>> sex = np.repeat([0, 1], [150, 250])
    >>> feels_safe = np.concatenate((np.arange(150) < 120, np.arange(250) < 150))
    >>> weighed = rake(survey(np.ones(400)), [Margin("sex", sex, [5000, 5000])])
    >>> print(survey_share(weighed, feels_safe))
    70 % (65–74 %, n 400)
    """
    inside = _inside(asked, among)
    yes = _yes(answers, inside)
    figure = _Mean(yes, inside)
    share = min(max(figure(asked.weights), 0.0), 1.0)  # weights below 0 may lead outside
    way = _Way(asked, confidence, variance, groups, seed)
    error = way.variance_of(figure, figure.influence(asked.weights))
    n = int(inside.sum())
    spread = share * (1 - share) / max(n - 1, 1)
    effect = error / spread if spread > 0 else n / _kish(asked, inside)
    effective = n / max(effect, 1.0) if effect > 0 else float(n)
    narrowed = max(effective * (way.student(max(n - 1, 1)) / way.student(way.freedom)) ** 2, 1.0)
    low, high = _wilson(share, narrowed, way.normal)
    return SurveyShare(
        share=share,
        low=low,
        high=high,
        n=n,
        effective_n=effective,
        standard_error=math.sqrt(error),
        design_effect=effect,
        freedom=way.freedom,
        confidence=way.confidence,
        variance=variance,
    )


def survey_mean(
    asked: Survey,
    answers: npt.ArrayLike,
    *,
    among: npt.ArrayLike | None = None,
    confidence: float = 0.95,
    variance: Variance = "linearised",
    groups: int | None = None,
    seed: int | None = None,
) -> SurveyMean:
    """Return the population's mean of a number, with its interval.

    Parameters
    ----------
    asked : Survey
    answers : float array, shape (n,)
        A number of each. Not looked at outside `among`.
    among, confidence, variance, groups, seed
        As of `survey_share`.

    Returns
    -------
    SurveyMean

    Raises
    ------
    Empty
        Nobody in `among`.
    AnalysisError
        As of `survey_share`.

    Notes
    -----
    Student's interval with clusters less strata degrees of freedom: for few and very skewed answers it is too
    short on the long side.

    References
    ----------
    Särndal, Swensson & Wretman (1992), 5.7; docs/methods/surveys.md

    Examples
    --------
    >>> from lofte.analysis import survey, survey_mean
    >>> print(survey_mean(survey([1, 1, 2, 2]), [3.0, 4.0, 5.0, 4.0]))
    4.167 (2.9–5.433, n 4)
    """
    inside = _inside(asked, among)
    figure = _Mean(_numbers(answers, inside), inside)
    mean = figure(asked.weights)
    way = _Way(asked, confidence, variance, groups, seed)
    error = way.variance_of(figure, figure.influence(asked.weights))
    reach = way.student(way.freedom) * math.sqrt(error)
    effect, effective = _effect(asked, figure.of, inside, error)
    return SurveyMean(
        mean=mean,
        low=mean - reach,
        high=mean + reach,
        n=int(inside.sum()),
        effective_n=effective,
        standard_error=math.sqrt(error),
        design_effect=effect,
        freedom=way.freedom,
        confidence=way.confidence,
        variance=variance,
    )


def survey_total(
    asked: Survey,
    answers: npt.ArrayLike,
    *,
    among: npt.ArrayLike | None = None,
    confidence: float = 0.95,
    variance: Variance = "linearised",
    groups: int | None = None,
    seed: int | None = None,
) -> SurveyTotal:
    """Return the population's sum of a number, with its interval.

    Parameters
    ----------
    asked : Survey
        With weights that add up to the population.
    answers : float array, shape (n,)
        A number of each; 1 and 0 for how many there are. Not looked at outside `among`.
    among, confidence, variance, groups, seed
        As of `survey_share`.

    Returns
    -------
    SurveyTotal

    Raises
    ------
    Empty
        Nobody in `among`.
    AnalysisError
        As of `survey_share`.

    Notes
    -----
    Weights that do not add up to the population give no total of it.

    References
    ----------
    Särndal, Swensson & Wretman (1992), 6.6; docs/methods/surveys.md

    Examples
    --------
    >>> from lofte.analysis import survey, survey_total
    >>> print(survey_total(survey([10, 10, 20, 20]), [3.0, 4.0, 5.0, 4.0]))
    250 (39.7–460.3, n 4)
    """
    inside = _inside(asked, among)
    numbers = np.where(inside, _numbers(answers, inside), 0.0)
    figure = partial(_sum, numbers)
    total = figure(asked.weights)
    way = _Way(asked, confidence, variance, groups, seed)
    error = way.variance_of(figure, numbers)
    reach = way.student(way.freedom) * math.sqrt(error)
    effect, effective = _effect(asked, numbers * asked.weights.sum(), np.ones(asked.n, dtype=bool), error)
    return SurveyTotal(
        total=total,
        low=total - reach,
        high=total + reach,
        n=int(inside.sum()),
        effective_n=effective,
        standard_error=math.sqrt(error),
        design_effect=effect,
        freedom=way.freedom,
        confidence=way.confidence,
        variance=variance,
    )


@dataclass(frozen=True)
class _Mean:
    """A weighted mean of some, and how each weight moves it."""

    of: FloatArray
    inside: npt.NDArray[np.bool_]

    def __call__(self, weights: FloatArray) -> float:
        mine = weights[self.inside]
        if mine.sum() <= 0:
            raise Empty("among", "holds nobody when some are left out")
        return float(mine @ self.of[self.inside] / mine.sum())

    def influence(self, weights: FloatArray) -> FloatArray:
        away: FloatArray = np.where(self.inside, self.of - self(weights), 0.0)
        influence: FloatArray = away / weights[self.inside].sum()
        return influence


def _sum(numbers: FloatArray, weights: FloatArray) -> float:
    return float(weights @ numbers)


@dataclass(frozen=True)
class _Way:
    """How the error of a figure is found, and how wide its interval is."""

    asked: Survey
    confidence: float
    variance: Variance
    groups: int | None
    seed: int | None

    def __post_init__(self) -> None:
        checking.share("confidence", self.confidence)
        if self.variance not in ("linearised", "jackknife"):
            raise OutOfRange("variance", f"is {self.variance!r}, and linearised or jackknife is meant")
        if self.variance == "linearised" and self.groups is not None:
            raise OutOfRange("groups", "are left out by the jackknife alone")

    def variance_of(self, figure: variances.Figure, influence: FloatArray) -> float:
        if self.variance == "linearised":
            return variances.linearised(self.asked, influence)
        return variances.jackknife(self.asked, figure, self.groups, self.seed)

    @property
    def freedom(self) -> int:
        return self.asked.freedom if self.groups is None else min(self.groups - 1, self.asked.freedom)

    @property
    def normal(self) -> float:
        return float(scipy.special.ndtri(0.5 + self.confidence / 2))

    def student(self, freedom: int) -> float:
        return float(scipy.special.stdtrit(freedom, 0.5 + self.confidence / 2))


def _effect(
    asked: Survey, numbers: FloatArray, inside: npt.NDArray[np.bool_], error: float
) -> tuple[float, float]:
    """Return the design effect, against as many answers drawn one by one, and the effective n."""
    mine, n = asked.weights[inside], int(inside.sum())
    middle = mine @ numbers[inside] / mine.sum()
    spread = float(mine @ (numbers[inside] - middle) ** 2 / mine.sum() / max(n - 1, 1))
    if spread <= 0:
        if n < 2:
            raise AllAlike("among", "holds a single answer, which tells no spread")
        kish = _kish(asked, inside)
        return n / kish, kish
    return error / spread, n / error * spread if error > 0 else float(n)


def _kish(asked: Survey, inside: npt.NDArray[np.bool_]) -> float:
    mine = asked.weights[inside]
    return effective_n(mine[mine > 0])


def _inside(asked: Survey, among: Any) -> npt.NDArray[np.bool_]:
    if among is None:
        return np.ones(asked.n, dtype=bool)
    chosen = np.asarray(among)
    if chosen.dtype != np.bool_ or chosen.ndim != 1:
        raise WrongKind("among", f"holds {chosen.dtype}, and True or False is meant")
    checking.same_length("among", chosen, "weights", asked.weights)
    if not chosen.any():
        raise Empty("among", "holds nobody")
    inside: npt.NDArray[np.bool_] = chosen
    return inside


def _numbers(answers: Any, inside: npt.NDArray[np.bool_]) -> FloatArray:
    given = np.asarray(answers)
    if given.ndim != 1 or given.dtype.kind not in "biuf":
        return checking.floats("answers", answers)  # says what is wrong
    checking.same_length("answers", given, "weights", inside)
    return checking.floats("answers", np.where(inside, given, 0))


def _yes(answers: Any, inside: npt.NDArray[np.bool_]) -> FloatArray:
    given = _numbers(answers, inside)
    if not np.isin(given[inside], (0, 1)).all():
        raise OutOfRange("answers", "holds other than 0 and 1: a share is of those who say yes")
    return given


def _wilson(share: float, n: float, z: float) -> tuple[float, float]:
    spread = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    middle, scale = share + z * z / (2 * n), 1 + z * z / n
    low = 0.0 if share == 0 else (middle - spread) / scale
    high = 1.0 if share == 1 else (middle + spread) / scale
    return min(low, share), max(high, share)
