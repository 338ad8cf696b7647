"""Unevenness: how much more than chance the weeks differ, and whether work comes in waves."""

import numpy as np

from lofte.analysis.spreads import FloatArray

USUAL, USUAL_WEIGHT = (
    2.0,
    4.0,
)  # variance over mean before anything is known, and the weeks that guess is worth
LAGS = 3  # weeks: a wave shows in how a week resembles the three before it
BEYOND = 2.0  # likeness at longer lags, as a factor: a wave of a month has half of its likeness there
ALLOWANCE = 0.25  # standard errors taken off the likeness, so that chance alone is no wave
FEWEST_WEEKS = 12.0  # likeness in so many weeks is believed by half


def dispersion(
    past: FloatArray, past_weights: FloatArray, now: FloatArray, now_weights: FloatArray
) -> FloatArray:
    """Return variance over mean of a week's count, as a long stretch of weeks feels it; never below 1.

    Parameters
    ----------
    past, past_weights : float array, shape (n_cases, n_years, n_weeks)
        Counts of whole earlier years, and how busy each week is by the season; ``n_years`` can be 0.
    now, now_weights : float array, shape (n_cases, n_now)
        The same of this window's whole weeks; ``n_now`` can be 0.

    Returns
    -------
    float array, shape (n_cases,)
        1 is a Poisson's; near it where nothing is known ``USUAL``.

    Notes
    -----
    Each year is set against its own mean times the season. The mean square of what is left (Pearson's) is the
    dispersion from week to week, drawn towards ``USUAL`` when the weeks are few. Work in waves makes it too
    small for a sum over many weeks; so twice the likeness between weeks that lie 1, 2 and 3 apart is added
    (the long-run variance), enlarged for what lies further apart. Without earlier years that is left out:
    an unknown season would look like a wave.

    References
    ----------
    docs/methods/forecast.md; McCullagh & Nelder, Generalized Linear Models, 2nd ed., section 4.5.2;
    Newey & West (1987), Econometrica 55:703-708.

    Examples
    --------
    Weeks of 2 and 18 in turn: the mean is 10, the variance 64, and no wave.

    >>> weeks = np.tile([2.0, 18.0], 26).reshape(1, 1, 52)
    >>> nothing = np.zeros((1, 0))
    >>> dispersion(weeks, np.ones((1, 1, 52)), nothing, nothing).round(1)
    array([6.2])
    """
    squares, likeness = np.zeros(len(now)), np.zeros(len(now))
    n_weeks, n_free = 0, 0
    years = [(past[:, n], past_weights[:, n]) for n in range(past.shape[1])]
    for counts, weights in [*years, (now, now_weights)]:
        if counts.shape[1] < 2:
            continue
        left = _left(counts, weights)
        squares += (left**2).sum(axis=1)
        likeness += sum((left[:, lag:] * left[:, :-lag]).sum(axis=1) for lag in range(1, LAGS + 1))
        n_weeks, n_free = n_weeks + counts.shape[1], n_free + counts.shape[1] - 1
    found = (USUAL_WEIGHT * USUAL + squares) / (USUAL_WEIGHT + n_free)
    if past.shape[1]:
        chance = ALLOWANCE * found * np.sqrt(LAGS / n_weeks)
        waves = np.maximum(likeness / n_weeks - chance, 0)
        found = found + 2 * BEYOND * waves * n_weeks / (n_weeks + FEWEST_WEEKS)
    return np.maximum(found, 1.0)


def _left(counts: FloatArray, weights: FloatArray) -> FloatArray:
    """Return what level and season do not explain, in standard deviations of a Poisson."""
    shares = weights / weights.sum(axis=1, keepdims=True)
    means = counts.sum(axis=1, keepdims=True) * shares
    found: FloatArray = np.divide(counts - means, np.sqrt(means), out=np.zeros(counts.shape), where=means > 0)
    return found
