"""Rates: two counts set against each other, by methods that hold for small numbers."""

import math
from dataclasses import dataclass

import numpy as np
import scipy

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import NoPopulation, TooLarge
from lofte.analysis.sources import Sources, classes

LEAST_BASE = 20  # incidents; below it a percentage swings with a single one and is withheld
MOST = 10_000_000  # incidents of both counts together that the exact sums take
MOST_E = 5_000  # the same for the E-test, whose sum is over all pairs


@dataclass(frozen=True)
class RateRatio:
    """The rate of the first count over that of the second, with an interval that agrees with `p`.

    `ratio` is infinite when the second count is 0, and NaN when both are. `change` is a fraction (0.25 is a
    quarter more), or None where the base is below `LEAST_BASE`: then say the counts, and no percentage.
    """

    ratio: float
    low: float
    high: float
    p: float
    p_least_likely: float
    change: float | None
    confidence: float


def rate_ratio(
    now: int,
    base: int,
    *,
    source: Sources,
    now_exposure: float = 1.0,
    base_exposure: float = 1.0,
    confidence: float = 0.95,
) -> RateRatio:
    """Return how a rate stands against another, exactly.

    Parameters
    ----------
    now, base : int
        The counts: this year and last, here and there.
    source : SourceClass
        What is counted. A rise of what own effort discovers may be a rise of effort.
    now_exposure, base_exposure : float
        What each count is a count in: weeks, inhabitants, person-years.
    confidence : float
        Of the interval.

    Returns
    -------
    RateRatio
        ``p`` is twice the smaller tail (at most 1) and agrees with the interval; ``p_least_likely`` sums the
        outcomes no likelier than the one seen, as R's poisson.test does.

    Raises
    ------
    NoPopulation
        If an exposure is not above 0.
    OutOfRange, TooLarge
        Counts below 0, or so great that the sum is not for this function.

    Notes
    -----
    Given the sum of both, the first count is binomial with chance r a / (r a + b), a and b the exposures and
    r the ratio of rates (Przyborowski & Wilenski 1940); the ends are Clopper and Pearson's. It holds for
    independent incidents: counts that come in series (one offender, one night) vary more than it says.

    References
    ----------
    docs/methods/rates.md; Clopper & Pearson (1934), Biometrika 26:404-413.

    Examples
    --------
    Breast cancers among women examined by X-ray and not, by woman-years (Rothman; R's ?poisson.test):

    >>> from lofte.analysis import SourceClass, rate_ratio
    >>> seen = rate_ratio(41, 15, source=SourceClass.REPORTED, now_exposure=28010, base_exposure=19017)
    >>> round(seen.ratio, 4), round(seen.low, 4), round(seen.high, 4), seen.change is None
    (1.8558, 1.0057, 3.6093, True)
    """
    classes(source, 1)
    k, other = _counts("now", now), _counts("base", base)
    if k + other > MOST:
        raise TooLarge("now", f"and base are {k + other} together, and {MOST} is the most")
    a, b = _exposure("now_exposure", now_exposure), _exposure("base_exposure", base_exposure)
    given = checking.share("confidence", confidence)
    if k + other == 0:
        return RateRatio(math.nan, 0.0, math.inf, 1.0, 1.0, None, given)
    low, high = (_odds(end) * b / a for end in _clopper_pearson(k, k + other, given))
    ratio = math.inf if other == 0 else (k / a) / (other / b)
    change = None if other < LEAST_BASE else ratio - 1
    tail, least_likely = _two_sided(k, k + other, a / (a + b))
    return RateRatio(ratio, low, high, tail, least_likely, change, given)


def e_test(
    now: int, base: int, *, source: Sources, now_exposure: float = 1.0, base_exposure: float = 1.0
) -> float:
    """Return the two-sided p-value of equal rates by the E-test, which finds more than the exact test.

    Parameters
    ----------
    now, base : int
        The two counts.
    source : SourceClass
        What is counted.
    now_exposure, base_exposure : float
        What each count is a count in.

    Returns
    -------
    float
        1 when both counts are 0.

    Raises
    ------
    NoPopulation
        If an exposure is not above 0.
    TooLarge
        Above 5 000 incidents together: there the exact test and this one agree.

    Notes
    -----
    The chance, were both rates equal to the pooled one, of a standardised difference at least as great as the
    one seen, summed over all pairs of Poisson counts. Its true level is near the nominal one, seldom a little
    above.

    References
    ----------
    docs/methods/rates.md; Krishnamoorthy & Thomson (2004), Journal of Statistical Planning and Inference
    119:23-35.

    Examples
    --------
    >>> from lofte.analysis import SourceClass, e_test
    >>> round(e_test(6, 2, source=SourceClass.REPORTED), 4)
    0.1749
    """
    classes(source, 1)
    k, other = _counts("now", now), _counts("base", base)
    if k + other > MOST_E:
        raise TooLarge("now", f"and base are {k + other} together, and {MOST_E} is the most")
    a, b = _exposure("now_exposure", now_exposure), _exposure("base_exposure", base_exposure)
    if k + other == 0:
        return 1.0
    pooled = (k + other) / (a + b)
    first, of_first = _poisson(pooled * a)
    second, of_second = _poisson(pooled * b)
    seen = _standardised(np.array([float(k)]), np.array([float(other)]), a, b)[0, 0]
    as_great = _standardised(first, second, a, b) >= seen * (1 - 1e-12)
    return min(float(of_first @ as_great @ of_second), 1.0)


def _standardised(first: FloatArray, second: FloatArray, a: float, b: float) -> FloatArray:
    """Return |difference of rates| over its standard error, for every pair; 0 where both counts are 0."""
    difference = np.abs(first[:, None] / a - second / b)
    error = np.sqrt(first[:, None] / a**2 + second / b**2)
    found: FloatArray = np.divide(difference, error, out=np.zeros(difference.shape), where=error > 0)
    return found


def _poisson(mean: float) -> tuple[FloatArray, FloatArray]:
    """Return counts and their chances, where these are not nothing."""
    reach = 12 * math.sqrt(mean) + 30
    counts = np.arange(max(0, math.floor(mean - reach)), math.ceil(mean + reach) + 1, dtype=np.float64)
    return counts, np.exp(scipy.special.xlogy(counts, mean) - mean - scipy.special.gammaln(counts + 1))


def _clopper_pearson(k: int, n: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    low = 0.0 if k == 0 else float(scipy.special.betaincinv(k, n - k + 1, tail))
    high = 1.0 if k == n else float(scipy.special.betaincinv(k + 1, n - k, 1 - tail))
    return low, high


def _odds(chance: float) -> float:
    return math.inf if chance == 1 else chance / (1 - chance)


def _two_sided(k: int, n: int, chance: float) -> tuple[float, float]:
    """Return twice the smaller tail, and the sum of outcomes no likelier than `k`, of a binomial."""
    below, above = scipy.special.bdtr(k, n, chance), scipy.special.bdtrc(k - 1, n, chance) if k else 1.0
    counts = np.arange(n + 1, dtype=np.float64)
    logs = (
        scipy.special.gammaln(n + 1)
        - scipy.special.gammaln(counts + 1)
        - scipy.special.gammaln(n - counts + 1)
        + scipy.special.xlogy(counts, chance)
        + scipy.special.xlog1py(n - counts, -chance)
    )
    least = np.exp(
        logs[logs <= logs[k] + 1e-7]
    ).sum()  # R's own tolerance for outcomes that are equally likely
    return min(1.0, 2 * float(min(below, above))), min(1.0, float(least))


def _counts(argument: str, given: int) -> int:
    return checking.one_whole(argument, given, high=2**53)


def _exposure(argument: str, given: float) -> float:
    number = checking.one_number(argument, given)
    if number <= 0:
        raise NoPopulation(argument, f"is {number:g}: there is nothing that the incidents could have been in")
    return number
