"""Covering: how many of a set of places will be visited before the time is out."""

import numpy as np

from lofte.analysis.forecast import Goal
from lofte.analysis.parts import PartForecast, narrowest
from lofte.analysis.spreads import FloatArray

LEAST = 1e-300  # the logarithm of nothing
N_RATES = 240  # paces that are tried, evenly in their logarithm
FAR = 24.0  # logarithm: how far below the likeliest pace others are tried; a quarter of it above


def covering_forecast(
    n_covered: int, n_places: int, *, gone: float, left: float, least: float
) -> PartForecast:
    """Return the forecast of how many different places are covered when the time is out.

    Parameters
    ----------
    n_covered, n_places : int
        Places covered so far and in all, 0 ≤ `n_covered` ≤ `n_places`.
    gone, left : float
        The time so far and the time left, in the same unit (weeks); `gone` above 0, `left` at least 0.
    least : float
        How many must be covered.

    Returns
    -------
    PartForecast
        Ranges in numbers of places, with those that are covered.

    Raises
    ------
    ValueError
        If the places or the times are impossible.

    Notes
    -----
    Two ways of going about it, each as likely beforehand, since a number alone does not tell them apart.
    *By a list*: as many new ones a week until all are covered; the covered are Poisson, and stop at the last.
    *As it happens*: each place that is left is as likely each week, so that the last ones take long; the
    covered are binomial. Each has one pace, with Jeffreys' prior for a Poisson's (its root's inverse), summed
    over ``N_RATES`` paces. The answer is the mean of the two.

    References
    ----------
    docs/methods/forecast.md; Gelman et al., Bayesian Data Analysis, 3rd ed., sections 2.6 and 2.8;
    Hoeting et al. (1999), Statistical Science 14:382-417 (averaging over models).

    Examples
    --------
    Six of twelve in half of the time: all by a list that goes on, some nine as it happens.

    >>> found = covering_forecast(6, 12, gone=26, left=26, least=12)
    >>> found.low, found.high, round(found.chance, 2)
    (8.0, 12.0, 0.3)
    """
    if not 0 <= n_covered <= n_places or gone <= 0 or left < 0:
        raise ValueError(f"{n_covered} of {n_places} in {gone} of {gone + left} weeks cannot be foreseen")
    n_left = n_places - n_covered
    ways = (_by_a_list(n_covered, n_left, gone, left), _as_it_happens(n_covered, n_left, gone, left))
    numbers = n_covered + np.arange(n_left + 1, dtype=float)
    return narrowest(numbers, (ways[0] + ways[1]) / 2, Goal(least=least))


def _by_a_list(n_covered: int, n_left: int, gone: float, left: float) -> FloatArray:
    """Return the probabilities of 0 … n_left more at an even pace that stops at the last."""
    rates = _rates((n_covered + 0.5) / gone)
    likely = n_covered * np.log(rates) - rates * gone
    more, means = np.arange(n_left + 1), (rates * left)[:, None]
    chances = np.exp(more * np.log(np.maximum(means, LEAST)) - means - _log_factorials(n_left))
    chances[:, -1] = np.maximum(1 - chances[:, :-1].sum(axis=1), 0.0)  # what lies beyond the last is on it
    return _weighed(rates, likely, chances)


def _as_it_happens(n_covered: int, n_left: int, gone: float, left: float) -> FloatArray:
    """Return the probabilities of 0 … n_left more when each one left is as likely each week."""
    rates = _rates(-np.log1p(-(n_covered + 0.5) / (n_covered + n_left + 1)) / gone)
    likely = n_covered * np.log(-np.expm1(-rates * gone)) - n_left * rates * gone
    more, hit = np.arange(n_left + 1), np.maximum(-np.expm1(-rates * left), LEAST)[:, None]
    logs, missed = _log_factorials(n_left), (rates * left)[:, None]
    chances = np.exp(logs[-1] - logs - logs[::-1] + more * np.log(hit) - (n_left - more) * missed)
    return _weighed(rates, likely, chances)


def _log_factorials(last: int) -> FloatArray:
    """Return the logarithms of 0! … last!."""
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, last + 1)))])


def _rates(likeliest: float) -> FloatArray:
    return likeliest * np.exp(np.linspace(-FAR, FAR / 4, N_RATES))


def _weighed(rates: FloatArray, likely: FloatArray, chances: FloatArray) -> FloatArray:
    """Return the mean of the rows by how likely each pace is, with the prior in its logarithm."""
    logs = likely + 0.5 * np.log(rates)
    weights = np.exp(logs - logs.max())
    found: FloatArray = weights @ chances / weights.sum()
    return found
