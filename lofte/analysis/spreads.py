"""Exact spreads of whole numbers: negative binomial and beta-binomial, many at a time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lofte.analysis import checking
from lofte.analysis.errors import NotFinite, OutOfRange, TooLarge

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

UNLIKELY = 21.0  # minus the logarithm of what is left out at each end: 1e-9
MOST_CHANCES = 100_000_000  # of all cases together, 0.8 GB: numbers that great need no exact spread
LEAST_EXCESS = 1e-9  # of the mean: a variance that exceeds it by less is a Poisson's


@dataclass(frozen=True)
class Spread:
    """Probabilities of whole numbers, one case in each row: `chances[i, j]` is that of `first[i] + j`."""

    first: IntArray
    chances: FloatArray

    def at_least(self, values: Any) -> FloatArray:
        """Return the probability of `values` or more, one for each case."""
        numbers = self.first[:, None] + np.arange(self.chances.shape[1])
        wanted = np.asarray(values, dtype=float).reshape(-1, 1)
        if np.isnan(wanted).any():
            raise NotFinite("values", "are missing in part")
        found: FloatArray = np.where(numbers >= wanted, self.chances, 0.0).sum(axis=1)
        return np.minimum(found, 1.0)

    def quantile(self, share: float) -> IntArray:
        """Return the least number that the share lies at or below, one for each case."""
        reached = np.cumsum(self.chances, axis=1) >= checking.share("share", share) - 1e-12
        found: IntArray = self.first + reached.argmax(axis=1)
        return found


def negative_binomial(mean: Any, variance: Any) -> Spread:
    """Return the negative binomial with these means and variances.

    Parameters
    ----------
    mean : float or array, shape (n_cases,)
        Not negative. Nought gives nought for certain.
    variance : float or array, shape (n_cases,)
        At least the mean; equal to it gives a Poisson.

    Returns
    -------
    Spread
        One row for each case, summing to 1. What is left out at each end is less likely than 1e-9.

    Raises
    ------
    OutOfRange, NotFinite, WrongShape, WrongKind, Empty, TooLarge
        If a mean is negative, a variance below its mean, one of them missing or far too great.

    Notes
    -----
    With size r = mean² / (variance - mean) and q = 1 - mean / variance, each probability is the one before it
    times (r + k) q / (k + 1). The steps are summed as logarithms and the row is made to sum to 1, so no gamma
    function is needed and nothing overflows.

    References
    ----------
    docs/methods/forecast.md; Johnson, Kemp & Kotz, Univariate Discrete Distributions, 3rd ed., section 5.1.

    Examples
    --------
    Two failures before the third success of a fair coin: 6/32.

    >>> spread = negative_binomial(3.0, 6.0)
    >>> round(float(spread.chances[0, 2]), 6)
    0.1875
    """
    means, variances = _of_one_shape(mean, variance)
    excess = np.maximum(variances - means, LEAST_EXCESS * np.maximum(means, 1e-300))
    size, q = means**2 / excess, excess / (means + excess)
    reach = np.sqrt(2 * UNLIKELY * (means + excess))
    first = np.maximum(np.floor(means - reach), 0.0)
    last = np.ceil(means + reach + UNLIKELY / np.maximum(1 - q, 1e-12) * (means > 0))  # Bernstein's bound
    width = float((last - first).max())
    if width * len(means) > MOST_CHANCES:
        raise TooLarge("mean", f"and variance spread over {width:.0f} numbers in {len(means)} cases")
    k = first[:, None] + np.arange(int(width))
    with np.errstate(divide="ignore"):
        steps = np.log((size[:, None] + k) * q[:, None] / (k + 1))
    return Spread(first.astype(np.int64), _summed_up(steps))


def _of_one_shape(mean: Any, variance: Any) -> tuple[FloatArray, FloatArray]:
    given = checking.floats("mean", np.atleast_1d(mean)), checking.floats("variance", np.atleast_1d(variance))
    if 1 not in {len(given[0]), len(given[1])}:
        checking.same_length("variance", given[1], "mean", given[0])
    means, variances = np.broadcast_arrays(*given)
    if (means < 0).any():
        raise OutOfRange("mean", "is below 0, and a negative binomial needs 0 at least")
    if (variances < means * (1 - 1e-12)).any():
        raise OutOfRange("variance", "is below the mean, and a negative binomial needs as much at least")
    return means, variances


def beta_binomial(n: int, a: float, b: float) -> FloatArray:
    """Return the probabilities of 0 … n successes when the chance itself is beta-distributed.

    Parameters
    ----------
    n : int
        Trials, at least 0.
    a, b : float
        The beta's parameters, above 0: what speaks for a success, and against.

    Returns
    -------
    float array, shape (n + 1,)
        Sums to 1.

    Raises
    ------
    OutOfRange, WrongKind, NotFinite
        If `n` is no number of trials, or `a` or `b` is not above 0.

    References
    ----------
    Johnson, Kemp & Kotz, Univariate Discrete Distributions, 3rd ed., section 6.2.2.

    Examples
    --------
    A chance of which nothing is known makes every number as likely.

    >>> beta_binomial(4, 1.0, 1.0)
    array([0.2, 0.2, 0.2, 0.2, 0.2])
    """
    checking.one_whole("n", n, high=MOST_CHANCES)
    checking.positive("a", a)
    checking.positive("b", b)
    k = np.arange(n, dtype=float)
    steps = np.log((n - k) * (a + k) / ((k + 1) * (n - 1 - k + b)))
    found: FloatArray = _summed_up(steps[None, :])[0]
    return found


def _summed_up(steps: FloatArray) -> FloatArray:
    """Return rows of probabilities from the logarithms of each one over the one before."""
    logs = np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps, axis=1)], axis=1)
    logs -= logs.max(axis=1, keepdims=True)
    found = np.exp(logs)
    return found / found.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]
