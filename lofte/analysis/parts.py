"""Parts of a whole: where a share will probably end, and how many slots will be met."""

from dataclasses import dataclass

import numpy as np

from lofte.analysis.forecast import Goal
from lofte.analysis.spreads import BoolArray, FloatArray, Spread, beta_binomial

KNOWS_NOTHING = 0.5  # Jeffreys' prior: half a success and half a failure
N_NODES = 48  # wholes that are tried: the share hardly changes between two of them
USUAL_LIKENESS = (
    0.2  # of a slot with the next, before anything is known: what is missed is often missed again
)
FEWEST = 12.0  # slots that guess is worth
MOST_LIKE = 0.8  # likeness of a slot with the next: more would be one long run


@dataclass(frozen=True)
class PartForecast:
    """Where a share (0 to 1) or a number of slots will probably end."""

    low: float  # 80 %
    high: float
    lowest: float  # 95 %
    highest: float
    chance: float


@dataclass(frozen=True)
class SlotsForecast(PartForecast):
    """How many slots will probably be met; `chance_of_rest` is that all that are left are."""

    chance_of_rest: float


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


def slots_forecast(met: BoolArray, n_left: int, *, least: int | None = None) -> SlotsForecast:
    """Return the forecast of a rhythm: how many of its slots will be met, and the chance that enough are.

    Parameters
    ----------
    met : bool array, shape (n_slots,)
        The slots that are over, in order of time: whether each was met.
    n_left : int
        Slots to come, not negative.
    least : int, optional
        How many of all must be met; without it, all of them.

    Returns
    -------
    SlotsForecast
        Ranges in numbers of met slots, with those that are over.

    Raises
    ------
    ValueError
        If `n_left` is negative.

    Notes
    -----
    Beta-binomial with Jeffreys' prior. Slots that are missed in a row (a sick month) make a sum more
    uncertain: with a likeness r between a slot and the next, the variance of a long sum is (1 + r) ÷ (1 - r)
    times the binomial's. That counts down what the slots so far say and widens what is to come, which is the
    beta-binomial of the same mean with that variance. The likeness is drawn towards ``USUAL_LIKENESS``, as
    if ``FEWEST`` slots more had shown that: a few slots say little of runs.

    References
    ----------
    docs/methods/forecast.md; Johnson, Kemp & Kotz, Univariate Discrete Distributions, 3rd ed., section 6.2.2;
    Klotz (1973), Annals of Statistics 1:373-379 (Bernoulli trials with dependence).

    Examples
    --------
    >>> found = slots_forecast(np.arange(17) % 8 != 7, 35)
    >>> found.low, found.high, found.chance, round(found.chance_of_rest, 2)
    (42.0, 50.0, 0.0, 0.06)
    """
    if n_left < 0:
        raise ValueError("a number of slots to come is never negative")
    n_met, n_over = int(met.sum()), len(met)
    chances = _in_runs(n_met, n_over - n_met, n_left, _runs(met))
    numbers = n_met + np.arange(n_left + 1, dtype=float)
    found = narrowest(numbers, chances, Goal(least=n_over + n_left if least is None else least))
    return SlotsForecast(found.low, found.high, found.lowest, found.highest, found.chance, float(chances[-1]))


def _runs(met: BoolArray) -> float:
    """Return the variance of a long sum over the binomial's; at least 1."""
    off = met - met.mean() if len(met) else np.zeros(0)
    squares = float((off**2).sum())
    seen = float((off[1:] * off[:-1]).sum()) / squares if squares else 0.0
    likeness = (seen * len(met) + USUAL_LIKENESS * FEWEST) / (len(met) + FEWEST)
    likeness = min(max(likeness, 0.0), MOST_LIKE)
    return (1 + likeness) / (1 - likeness)


def _in_runs(n_met: int, n_missed: int, n_left: int, runs: float) -> FloatArray:
    """Return the probabilities of how many of the slots to come are met."""
    a, b = n_met / runs + KNOWS_NOTHING, n_missed / runs + KNOWS_NOTHING
    if n_left < 2 or runs == 1:
        return beta_binomial(n_left, a, b)
    size = a + b
    likeness = ((runs * size + n_left) / (size + 1) - 1) / (n_left - 1)  # of two slots to come
    size = (1 - min(likeness, MOST_LIKE)) / min(likeness, MOST_LIKE)
    return beta_binomial(n_left, a / (a + b) * size, b / (a + b) * size)


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


def narrowest(numbers: FloatArray, chances: FloatArray, goal: Goal) -> PartForecast:
    """Return the narrowest ranges of a few numbers: with as much at each end left out they hold too much.

    `numbers` rise, and `chances` (of the same shape) sum to 1.
    """
    (low, high), (lowest, highest) = (_narrowest(numbers, chances, share) for share in (0.8, 0.95))
    return PartForecast(low, high, min(lowest, low), max(highest, high), _chance(numbers, chances, goal))


def _narrowest(numbers: FloatArray, chances: FloatArray, share: float) -> tuple[float, float]:
    """Return the ends of the fewest numbers in a row that hold the share; the likeliest of as few."""
    sums = np.concatenate([[0.0], np.cumsum(chances)])
    spans = (sums[width:] - sums[:-width] for width in range(1, len(chances) + 1))
    held = next(span for span in spans if span.max() >= share - 1e-9)
    first = int(held.argmax())
    return float(numbers[first]), float(numbers[first + len(chances) - len(held)])


def _forecast(values: FloatArray, chances: FloatArray, goal: Goal) -> PartForecast:
    order = np.argsort(values, kind="stable")
    values, chances = values[order], chances[order] / chances.sum()
    reached = np.cumsum(chances)
    low, high, lowest, highest = (
        float(values[np.argmax(reached >= share - 1e-12)]) for share in (0.1, 0.9, 0.025, 0.975)
    )
    return PartForecast(low, high, lowest, highest, _chance(values, chances, goal))


def _chance(values: FloatArray, chances: FloatArray, goal: Goal) -> float:
    is_good = np.ones(len(values), bool)
    if goal.least is not None:
        is_good &= values >= goal.least - 1e-12
    if goal.most is not None:
        is_good &= values <= goal.most + 1e-12
    return float(chances[is_good].sum())
