"""Parts of a whole: where a share will probably end, and how many slots will be met."""

from dataclasses import dataclass

import numpy as np

from lofte.analysis.forecast import Goal
from lofte.analysis.spreads import FloatArray, Spread, beta_binomial

KNOWS_NOTHING = 0.5  # Jeffreys' prior: half a success and half a failure
N_NODES = 48  # wholes that are tried: the share hardly changes between two of them


@dataclass(frozen=True)
class PartForecast:
    """Where a share (0 to 1) or a number of slots will probably end."""

    low: float  # 80 %
    high: float
    lowest: float  # 95 %
    highest: float
    chance: float


def share_forecast(part: int, whole: int, coming: Spread, goal: Goal) -> PartForecast:
    """Return the forecast of a share whose whole is itself uncertain.

    Parameters
    ----------
    part, whole : int
        Counts so far, with 0 ≤ `part` ≤ `whole`.
    coming : Spread
        One case: how many are still to be added to the whole.
    goal : Goal
        Least and most share, 0 to 1.

    Returns
    -------
    PartForecast
        Shares from 0 to 1. A final whole of nought has no share and reaches no goal.

    Raises
    ------
    ValueError
        If `part` is negative or greater than `whole`.

    Notes
    -----
    Given how many come, the part of them is beta-binomial: a binomial whose chance has the beta distribution
    that the counts so far leave (Jeffreys' prior). The spread of the whole is cut into ``N_NODES`` pieces of
    like probability, each standing for its middle.

    References
    ----------
    docs/methods/forecast.md; Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4.

    Examples
    --------
    Eleven of 52 with nothing to come: the share is 21 %, for certain.

    >>> from lofte.analysis.spreads import negative_binomial
    >>> found = share_forecast(11, 52, negative_binomial(0.0, 0.0), Goal(least=0.2))
    >>> round(found.low, 3), round(found.high, 3), found.chance
    (0.212, 0.212, 1.0)
    """
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is no share")
    shares, chances = [], []
    for n_more, chance in _nodes(coming):
        if whole + n_more:
            spread = beta_binomial(n_more, part + KNOWS_NOTHING, whole - part + KNOWS_NOTHING)
            shares.append((part + np.arange(n_more + 1)) / (whole + n_more))
            chances.append(chance * spread)
    if not shares:
        return PartForecast(0.0, 1.0, 0.0, 1.0, 0.0)
    return _forecast(np.concatenate(shares), np.concatenate(chances), goal)


def slots_forecast(n_met: int, n_missed: int, n_left: int) -> PartForecast:
    """Return the forecast of a rhythm: how many of its slots will be met, and the chance that all are.

    Parameters
    ----------
    n_met, n_missed, n_left : int
        Slots so far and slots to come, none negative.

    Returns
    -------
    PartForecast
        Numbers of met slots.

    Notes
    -----
    Beta-binomial with Jeffreys' prior: each slot is taken to come by itself. Slots that are missed in a row
    (a sick month) spread wider than this.

    References
    ----------
    docs/methods/forecast.md

    Examples
    --------
    >>> found = slots_forecast(15, 2, 35)
    >>> found.low, found.high, found.chance
    (40.0, 49.0, 0.0)
    """
    chances = beta_binomial(n_left, n_met + KNOWS_NOTHING, n_missed + KNOWS_NOTHING)
    numbers = n_met + np.arange(n_left + 1, dtype=float)
    return _forecast(numbers, chances, Goal(least=n_met + n_missed + n_left))


def _nodes(coming: Spread) -> list[tuple[int, float]]:
    """Return wholes to come with their probabilities, in pieces of like probability."""
    chances = coming.chances[0]
    middles = np.cumsum(chances) - chances / 2
    piece = np.minimum((middles * N_NODES).astype(int), N_NODES - 1)
    weights = np.bincount(piece, chances, N_NODES)
    sums = np.bincount(piece, chances * np.arange(len(chances)), N_NODES)
    return [
        (int(coming.first[0]) + round(total / weight), float(weight))
        for total, weight in zip(sums, weights, strict=True)
        if weight > 0
    ]


def _forecast(values: FloatArray, chances: FloatArray, goal: Goal) -> PartForecast:
    order = np.argsort(values, kind="stable")
    values, chances = values[order], chances[order] / chances.sum()
    reached = np.cumsum(chances)
    low, high, lowest, highest = (
        float(values[np.argmax(reached >= share - 1e-12)]) for share in (0.1, 0.9, 0.025, 0.975)
    )
    is_good = np.ones(len(values), bool)
    if goal.least is not None:
        is_good &= values >= goal.least - 1e-12
    if goal.most is not None:
        is_good &= values <= goal.most + 1e-12
    return PartForecast(low, high, lowest, highest, chance=float(chances[is_good].sum()))
