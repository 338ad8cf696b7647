"""Season: how a year's work spreads over its weeks, from whole earlier years, smoothed."""

from dataclasses import dataclass

import numpy as np

from lofte.analysis.spreads import FloatArray

N_WAVES = 3  # a year’s wave, half a year’s and a third’s: a quiet summer is seen, a single week is not
SWING = 0.18  # of an unknown season, as a standard deviation (±25 % is 0.25 ÷ √2); of its k:th wave a k:th
LEAST = 0.05  # of an ordinary week: a season never falls to nothing, for nothing would then be unforeseeable


@dataclass(frozen=True)
class Season:
    """A season's waves, for many cases at a time: `waves` and their variances, shape (n_cases, 2 N_WAVES)."""

    waves: FloatArray
    variances: FloatArray

    def weights(self, basis: FloatArray) -> FloatArray:
        """Return how busy each week is, where an ordinary week is 1, shape (n_cases, n_weeks)."""
        found: FloatArray = np.maximum(1 + self.waves @ basis.T, LEAST)
        return found


def basis(when: FloatArray) -> FloatArray:
    """Return the waves at the middle of each week (as a year with decimals), shape (n_weeks, 2 N_WAVES)."""
    angles = 2 * np.pi * np.outer(when, np.arange(1, N_WAVES + 1))
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1)


def fitted(counts: FloatArray, when: FloatArray, dispersion: FloatArray) -> Season:
    """Return the season of whole earlier years, drawn towards none where they say little.

    Parameters
    ----------
    counts : float array, shape (n_cases, n_years, n_weeks)
        Things done in each week of whole years; ``n_years`` can be 0.
    when : float array, shape (n_years * n_weeks,)
        The middle of each week, as a year with decimals.
    dispersion : float array, shape (n_cases,)
        Variance over mean of a week.

    Returns
    -------
    Season
        Without earlier years no season, with the variance that an unknown one has.

    Notes
    -----
    Each year is set against its own mean, so that a busier year is no season. Over whole years the waves are
    orthogonal; each is then its plain regression, times weight / (weight + 1 / SWING²), a ridge.

    References
    ----------
    docs/methods/forecast.md; Hoerl & Kennard (1970), Technometrics 12:55-67.

    Examples
    --------
    >>> when = np.arange(52) / 52
    >>> year = 100 + 25 * np.cos(2 * np.pi * when)
    >>> season = fitted(year.reshape(1, 1, 52), when, np.ones(1))
    >>> round(float(season.waves[0, 0]), 2)
    0.25
    """
    prior = np.tile(SWING / np.arange(1, N_WAVES + 1), 2) ** 2
    n_cases, n_years, n_weeks = counts.shape
    if not n_years:
        return Season(np.zeros((n_cases, len(prior))), np.tile(prior, (n_cases, 1)))
    means = counts.mean(axis=2, keepdims=True)
    against = np.divide(counts, means, out=np.ones(counts.shape), where=means > 0) - 1
    plain = against.reshape(n_cases, -1) @ basis(when)
    half = n_years * n_weeks / 2
    noise = dispersion / np.maximum(counts.mean(axis=(1, 2)), 1e-9)
    known = half / noise[:, None]  # what the earlier years weigh; 1 / prior is what "no season" weighs
    return Season(plain / half * known / (known + 1 / prior), 1 / (known + 1 / prior))
