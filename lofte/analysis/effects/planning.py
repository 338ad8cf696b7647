"""Before the work begins: what change could be seen at all, and what chance does to the worst areas."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking
from lofte.analysis.errors import Empty, OutOfRange, WrongKind
from lofte.analysis.sources import Sources, reported_only


@dataclass(frozen=True)
class LeastChange:
    """How far a count must fall, or rise, before chance alone is no longer a good enough account of it."""

    before: int
    falls_to: int | None  # this or fewer; nothing where even 0 would not be enough
    rises_to: int
    fall: float | None  # as a share of before, 0 to 1
    rise: float


@dataclass(frozen=True)
class Picked:
    """What happened to areas picked because they were bad, and to areas that nothing was done for."""

    fall: float  # in the treated areas, as a share of before
    fall_alike: float  # in untreated areas picked the same way: what would have fallen anyhow
    fall_expected: float  # what chance alone takes off such areas, by their spread before
    alike: tuple[int, ...]  # which untreated areas
    beyond: float  # incidents that the treated fell more than the untreated alike, of those before


def least_change(before: int, *, alpha: float = 0.05, after_per_before: float = 1.0) -> LeastChange:
    """Return the least change of a count that an exact test tells from chance.

    Parameters
    ----------
    before : int
        Incidents in the time before.
    alpha : float
        Chance of being fooled, two-sided.
    after_per_before : float
        How long the time after is against the time before.

    Returns
    -------
    LeastChange

    Notes
    -----
    Given both counts' sum, the later is binomial when nothing has changed (Przyborowski & Wilenski 1940); the
    p-value is twice the lesser tail.

    References
    ----------
    docs/methods/effect.md

    Examples
    --------
    >>> from lofte.analysis import least_change
    >>> [least_change(n).falls_to for n in (20, 52, 200)]
    [8, 32, 161]
    """
    n = checking.one_whole("before", before, low=1, high=10**7)
    level = checking.share("alpha", alpha)
    chance = _chance(after_per_before)
    even = n * chance / (1 - chance)
    falls_to = int(_falls_to(np.array([n]), chance, level)[0])
    rises_to = _rises_to(n, chance, level)
    return LeastChange(
        before=n,
        falls_to=None if falls_to < 0 else falls_to,
        rises_to=rises_to,
        fall=None if falls_to < 0 else 1 - falls_to / even,
        rise=rises_to / even - 1,
    )


def power_of_fall(before: float, fall: float, *, alpha: float = 0.05, after_per_before: float = 1.0) -> float:
    """Return the chance that a true fall is seen.

    Parameters
    ----------
    before : float
        Incidents expected in the time before.
    fall : float
        The true fall as a share, 0 to 1.
    alpha, after_per_before : float
        As in `least_change`.

    Returns
    -------
    float
        0 to 1, summed over both counts' Poisson chances, so exact to 1e-9.

    References
    ----------
    docs/methods/effect.md

    Examples
    --------
    >>> from lofte.analysis import power_of_fall
    >>> round(power_of_fall(52, 0.38), 2), round(power_of_fall(200, 0.38), 2)
    (0.54, 0.99)
    """
    mean = checking.positive("before", before)
    if mean > 10**6:
        raise OutOfRange("before", f"is {mean:g}, and at most a million is meant")
    given = checking.share("fall", fall, open_ends=False)
    level = checking.share("alpha", alpha)
    chance = _chance(after_per_before)
    later = mean * after_per_before * (1 - given)
    x, px = _likely(mean)
    enough = _falls_to(x, chance, level)
    seen = scipy.special.pdtr(np.maximum(enough, 0), later)
    return float(px @ np.where(enough < 0, 0.0, seen))


def least_seen_fall(
    before: float, *, power: float = 0.8, alpha: float = 0.05, after_per_before: float = 1.0
) -> float | None:
    """Return the least true fall, as a share in hundredths, that is seen with the chance ``power``.

    Parameters
    ----------
    before : float
        Incidents expected in the time before.
    power : float
        The chance wanted.
    alpha, after_per_before : float
        As in `least_change`.

    Returns
    -------
    float or None
        None where not even a fall to nothing is seen that often.

    References
    ----------
    docs/methods/effect.md

    Examples
    --------
    >>> from lofte.analysis import least_seen_fall
    >>> least_seen_fall(52)
    0.5
    """
    wanted = checking.share("power", power)
    low, high = 0, 100
    if power_of_fall(before, 1.0, alpha=alpha, after_per_before=after_per_before) < wanted:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        seen = power_of_fall(before, middle / 100, alpha=alpha, after_per_before=after_per_before)
        low, high = (low, middle) if seen >= wanted else (middle, high)
    return high / 100


def regression_to_mean(
    before: npt.ArrayLike, after: npt.ArrayLike, treated: npt.ArrayLike, *, source: Sources
) -> Picked:
    """Return what happened to the treated areas beside untreated areas that were as bad.

    Parameters
    ----------
    before, after : int array, shape (n_areas,)
        Incidents in the time by which areas were picked, and in the same length of time after the work began.
    treated : bool array, shape (n_areas,)
        Where the work was done.
    source : SourceClass, or one for each area
        Must be reported by the public.

    Returns
    -------
    Picked
        As many untreated areas as treated ones are set beside: the worst of the untreated, for so were the
        treated picked.

    Raises
    ------
    AnalysisError
        If fewer than three areas were left untreated, no area was treated, or the areas compared had nothing
        before.

    Notes
    -----
    The expected fall shrinks each area's count toward the mean of all by the part of the spread that Poisson
    chance explains (method of moments), and lets it follow what the untreated did as a whole.

    References
    ----------
    Hauer 1997, Observational before-after studies in road safety, ch. 11; Galton 1886. docs/methods/effect.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, regression_to_mean
    >>> found = regression_to_mean([30, 12, 28, 9, 11, 10], [15, 11, 16, 10, 12, 9],
    ...     [True, False, False, False, False, False], source=SourceClass.REPORTED)
    >>> found.alike, round(found.fall, 2), round(found.fall_alike, 2)
    ((2,), 0.5, 0.43)
    """
    y0, y1 = checking.whole("before", before, least=4), checking.whole("after", after, least=4)
    mask = _mask(treated)
    checking.same_length("after", y1, "before", y0)
    checking.same_length("treated", mask, "before", y0)
    reported_only(source, len(y0))
    if not mask.any():
        raise Empty("treated", "names no area")
    if (~mask).sum() < 3:
        raise Empty("treated", "leaves fewer than three areas to compare with")
    untreated = np.flatnonzero(~mask)
    worst_first = untreated[np.lexsort((untreated, -y0[untreated]))]
    alike = np.sort(worst_first[: int(mask.sum())])
    if y0[mask].sum() == 0 or y0[alike].sum() == 0 or y0[untreated].sum() == 0:
        raise Empty("before", "holds no incident in the areas compared")
    fall, fall_alike = _fall(y0[mask], y1[mask]), _fall(y0[alike], y1[alike])
    trend = y1[untreated].sum() / y0[untreated].sum()
    expected = _shrunk(y0)[mask].sum() * trend
    return Picked(
        fall=fall,
        fall_alike=fall_alike,
        fall_expected=float(1 - expected / y0[mask].sum()),
        alike=tuple(int(one) for one in alike),
        beyond=float((fall - fall_alike) * y0[mask].sum()),
    )


def _shrunk(counts: npt.NDArray[np.int64]) -> checking.FloatArray:
    mean = counts.mean()
    lasting = max(0.0, counts.var(ddof=1) - mean)
    part = lasting / (lasting + mean) if mean else 0.0
    shrunk: checking.FloatArray = mean + part * (counts - mean)
    return shrunk


def _fall(before: npt.NDArray[np.int64], after: npt.NDArray[np.int64]) -> float:
    return float(1 - after.sum() / before.sum())


def _mask(given: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    mask = np.asarray(given)
    if mask.dtype != bool or mask.ndim != 1:
        raise WrongKind("treated", "must be true or false for each area")
    return mask


def _chance(after_per_before: float) -> float:
    ratio = checking.positive("after_per_before", after_per_before)
    return ratio / (1 + ratio)


def _p_value(before: npt.ArrayLike, after: npt.ArrayLike, chance: float) -> npt.NDArray[np.float64]:
    """Twice the lesser tail of a binomial of the later count, given the sum; at most 1."""
    x, y = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    # Of x + y trials: the binomial's tails as incomplete beta integrals (DLMF 8.17.5).
    below = np.where(x > 0, scipy.special.betainc(np.maximum(x, 1), y + 1, 1 - chance), 1.0)
    above = np.where(y > 0, scipy.special.betainc(np.maximum(y, 1), x + 1, chance), 1.0)
    p: npt.NDArray[np.float64] = np.minimum(1.0, 2 * np.minimum(below, above))
    return p


def _likely(mean: float) -> tuple[npt.NDArray[np.int64], checking.FloatArray]:
    """Counts that a Poisson number takes, all but a billionth of its chance."""
    width = 7 * np.sqrt(mean) + 12
    x = np.arange(max(0, int(mean - width)), int(mean + width) + 1)
    chances = scipy.special.xlogy(x, mean) - mean - scipy.special.gammaln(x + 1)
    return x, np.exp(chances)


def _falls_to(before: npt.NDArray[np.int64], chance: float, level: float) -> npt.NDArray[np.int64]:
    """The greatest later count that is told from chance as a fall, for each before; -1 where none is."""
    low = np.full(len(before), -1)
    high = np.floor(before * chance / (1 - chance)).astype(np.int64)
    while (low < high).any():
        middle = (low + high + 1) // 2
        tells = _p_value(before, middle, chance) <= level
        low, high = np.where(tells, middle, low), np.where(tells, high, middle - 1)
    return low


def _rises_to(before: int, chance: float, level: float) -> int:
    """The least later count that is told from chance as a rise."""
    even = before * chance / (1 - chance)
    low, high = int(np.ceil(even)), 2 * int(np.ceil(even)) + 8
    while _p_value(before, high, chance) > level:
        high *= 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _p_value(before, middle, chance) <= level else (middle + 1, high)
    return low
