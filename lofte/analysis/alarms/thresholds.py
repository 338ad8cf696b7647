"""Thresholds: the range a count is expected in, from its mean, the error of that, and its dispersion."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import OutOfRange

POWERS = (1.0, 0.5, 2 / 3)


@dataclass(frozen=True)
class Thresholds:
    """`lower`, `upper`, `p` of a count as great or greater, `score` (1 on the upper end); shape (n,)."""

    lower: FloatArray
    upper: FloatArray
    p: FloatArray
    score: FloatArray


def power_thresholds(
    observed: npt.ArrayLike,
    expected: npt.ArrayLike,
    errors: npt.ArrayLike,
    dispersion: npt.ArrayLike,
    *,
    alpha: float,
    power: float = 2 / 3,
) -> Thresholds:
    """Return the thresholds of Farrington et al. (1996), normal after a power of the count.

    Parameters
    ----------
    observed, expected, errors, dispersion : float arrays, shape (n,)
        The count, its mean, the standard error of the mean, and variance over mean.
    alpha : float
        The chance beyond each end.
    power : float
        2/3 takes the skewness of a Poisson away, 1/2 steadies its variance, 1 leaves the count as it is.

    Returns
    -------
    Thresholds
        Where nothing is expected, both ends are 0, and ``p`` is 0 for a count above and 1 for none.

    Raises
    ------
    OutOfRange
        For another power, a mean or error below 0, or a dispersion below 1.

    Notes
    -----
    U = m (1 + q z sd / m)^(1/q), with sd^2 = phi m + se^2 and z the upper alpha point of the normal.

    References
    ----------
    docs/methods/alarms.md; Farrington, Andrews, Beale & Catchpole (1996), Journal of the Royal Statistical
    Society A 159:547-563, sections 3.6 and 3.7.

    Examples
    --------
    >>> power_thresholds([8], [5], [0.2], [1], alpha=0.05).upper.round(4)
    array([9.1155])
    """
    y, mean, error, phi = _given(observed, expected, errors, dispersion)
    if power not in POWERS:
        raise OutOfRange("power", f"is {power}, and one of 2/3, 1/2 and 1 is meant")
    z = -float(scipy.special.ndtri(checking.share("alpha", alpha)))
    some = mean > 0
    least = np.where(some, mean, 1.0)
    spread = power * np.sqrt(phi * mean + error**2) / least
    upper = np.where(some, mean * np.maximum(1 + z * spread, 0) ** (1 / power), 0.0)
    lower = np.where(some, mean * np.maximum(1 - z * spread, 0) ** (1 / power), 0.0)
    above = ((y / least) ** power - 1) / np.where(some, spread, 1.0)
    p = np.where(some, scipy.special.ndtr(-above), (y == 0).astype(np.float64))
    return Thresholds(lower, upper, p, _score(y, mean, upper))


def negative_binomial_thresholds(
    observed: npt.ArrayLike,
    expected: npt.ArrayLike,
    errors: npt.ArrayLike,
    dispersion: npt.ArrayLike,
    *,
    alpha: float,
    mean_at_its_upper_end: bool = False,
) -> Thresholds:
    """Return the thresholds of Noufaily et al. (2013): quantiles of a negative binomial.

    Parameters
    ----------
    observed, expected, errors, dispersion : float arrays, shape (n,)
        The count, its mean, the standard error of **the logarithm of** the mean, and variance over mean.
    alpha : float
        The chance beyond each end.
    mean_at_its_upper_end : bool
        Put the upper alpha end of the mean in place of the mean ("muan" in R's surveillance).

    Returns
    -------
    Thresholds
        Whole numbers; a Poisson's where the dispersion is 1.

    Raises
    ------
    OutOfRange
        For a mean or error below 0, or a dispersion below 1.

    References
    ----------
    docs/methods/alarms.md; Noufaily et al. (2013), Statistics in Medicine 32:1206-1222.

    Examples
    --------
    >>> negative_binomial_thresholds([11], [5], [0.7], [1.5], alpha=0.05).upper
    array([10.])
    """
    y, mean, error, phi = _given(observed, expected, errors, dispersion)
    chance = checking.share("alpha", alpha)
    centre = mean
    if mean_at_its_upper_end:
        centre = mean * np.exp(-float(scipy.special.ndtri(chance)) * error)
    upper = _quantile(1 - chance, centre, phi)
    lower = _quantile(chance, centre, phi)
    p = 1 - at_most(y - 1, centre, phi)
    small = p < 1e-6  # there the difference from 1 has lost its digits
    if small.any():
        p[small] = _tail(y[small], centre[small], phi[small])
    return Thresholds(lower, upper, p, _score(y, mean, upper))


def at_most(k: FloatArray, mean: FloatArray, phi: FloatArray) -> FloatArray:
    """Return the chance of `k` or fewer."""
    even = phi - 1 < 1e-9
    size = mean / np.where(even, 1.0, phi - 1)
    some = mean > 0
    poisson = scipy.special.gammaincc(np.maximum(k, 0) + 1, mean)
    binomial = scipy.special.betainc(np.where(some, size, 1.0), np.maximum(k, 0) + 1, 1 / phi)
    found: FloatArray = np.where(k < 0, 0.0, np.where(~some, 1.0, np.where(even, poisson, binomial)))
    return found


def _tail(k: FloatArray, mean: FloatArray, phi: FloatArray) -> FloatArray:
    """Return the chance of `k` or more, where it is small."""
    even = phi - 1 < 1e-9
    some = mean > 0
    size = np.where(some, mean, 1.0) / np.where(even, 1.0, phi - 1)
    least = np.maximum(k, 1)
    binomial = scipy.special.betainc(least, size, 1 - 1 / phi)
    poisson = scipy.special.gammainc(least, mean)
    found: FloatArray = np.where(k <= 0, 1.0, np.where(~some, 0.0, np.where(even, poisson, binomial)))
    return found


def _quantile(chance: float, mean: FloatArray, phi: FloatArray) -> FloatArray:
    """Return the least whole number that is reached with at least `chance`."""
    z = float(scipy.special.ndtri(chance))
    sd = np.sqrt(phi * mean)
    skew = np.divide(2 * phi - 1, sd, out=np.zeros(len(mean)), where=sd > 0)
    k = np.maximum(np.round(mean + sd * (z + skew * (z * z - 1) / 6)), 0)  # Cornish and Fisher's, as a start
    need = chance * (1 - 64 * np.finfo(float).eps)
    going = np.arange(len(k))
    while len(going):  # up until it is reached
        going = going[at_most(k[going], mean[going], phi[going]) < need]
        k[going] += 1
    going = np.flatnonzero(k > 0)
    while len(going):  # and down while one fewer would do
        going = going[at_most(k[going] - 1, mean[going], phi[going]) >= need]
        k[going] -= 1
        going = going[k[going] > 0]
    return k


def _score(y: FloatArray, mean: FloatArray, upper: FloatArray) -> FloatArray:
    """Return how far above the mean, where the upper end is 1; infinite above a range without width."""
    width, over = upper - mean, y - mean
    flat = np.where(over > 0, np.inf, 0.0)
    found: FloatArray = np.divide(over, width, out=flat, where=width > 0)
    return found


def _given(
    observed: npt.ArrayLike, expected: npt.ArrayLike, errors: npt.ArrayLike, dispersion: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    y, mean = checking.floats("observed", observed), checking.floats("expected", expected)
    error, phi = checking.floats("errors", errors), checking.floats("dispersion", dispersion)
    for argument, array, least in (
        ("observed", y, 0.0), ("expected", mean, 0.0), ("errors", error, 0.0), ("dispersion", phi, 1.0)
    ):  # fmt: skip
        checking.same_length(argument, array, "observed", y)
        if array.min() < least:
            raise OutOfRange(argument, f"holds {array.min():g}, and the least that is meant is {least:g}")
    return y, mean, error, phi
