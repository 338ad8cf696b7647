"""Forecasts of promised numbers: where each will end, the chance of its goal, when that will be known."""

from dataclasses import dataclass
from math import erf, sqrt
from statistics import NormalDist

import numpy as np

from lofte.analysis import checking
from lofte.analysis.course import SLIGHT, Course, Earlier, Weeks, course
from lofte.analysis.errors import OutOfRange, WrongKind, WrongShape
from lofte.analysis.spreads import FloatArray, Spread

SURE = 0.9  # a goal is known to be reached, or not, when the chance is nine of ten
Z_SURE = NormalDist().inv_cdf(SURE)
PROBABLY = 0.8  # and that is probably so on a day when eight of ten courses have come so far
_ERF = np.frompyfunc(erf, 1, 1)


@dataclass(frozen=True)
class Goal:
    """What the final number must be: at least, at most, or both."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Forecast:
    """Where a number will probably end. Ranges are whole numbers, both ends included."""

    low: int  # 80 %
    high: int
    lowest: int  # 95 %
    highest: int
    middle: int
    chance: float  # of reaching the goal, 0 to 1
    expected_share: float  # of the whole, what the season puts before the cut
    dispersion: float
    n_years: int  # whole earlier years behind it
    known_in: int | None  # whole weeks from the cut until the answer is probably known; 0: it is


def forecasts(counts: FloatArray, weeks: Weeks, earlier: Earlier, goals: list[Goal]) -> list[Forecast]:
    """Return the forecast of each number.

    Parameters
    ----------
    counts : float array, shape (n_cases, n_weeks)
        Things done in each week of the window; 0 in weeks that are not seen yet.
    weeks : Weeks
        The same weeks: when they are, what part lies in the window, what part is seen at the cut.
    earlier : Earlier
        Whole earlier years of the same things; ``n_years`` can be 0.
    goals : list of Goal
        One for each case.

    Returns
    -------
    list of Forecast
        One for each case, in their order.

    Raises
    ------
    WrongShape, OutOfRange, NotFinite, WrongKind, Empty
        If the arrays do not hold the same cases or weeks, a count is negative or missing, a goal asks for
        more at least than at most, or no week of the window owes anything.

    References
    ----------
    docs/methods/forecast.md

    Examples
    --------
    Fifteen a week in 17 of 52 weeks after three such years: 800 is unsure.

    >>> when = 2018 + (np.arange(208) + 0.5) / 52
    >>> weeks = Weeks(when[156:], np.ones(52), (np.arange(52) < 17) * 1.0)
    >>> earlier = Earlier(np.full((1, 3, 52), 15.0), when[:156])
    >>> counts = 15 * weeks.seen[None, :]
    >>> [found] = forecasts(counts, weeks, earlier, [Goal(least=800)])
    >>> found.low, found.high, round(found.chance, 2)
    (726, 835, 0.32)
    """
    known = course(counts, weeks, earlier)
    _demand_goals(goals, len(counts))
    total = known.total()
    low, high, lowest, highest, middle = (total.quantile(share) for share in (0.1, 0.9, 0.025, 0.975, 0.5))
    chances = _chances(total, goals)
    shares = known.expected_share()
    waits = _known_in(known, goals, chances)
    return [
        Forecast(
            low=int(low[n]),
            high=int(high[n]),
            lowest=int(lowest[n]),
            highest=int(highest[n]),
            middle=int(middle[n]),
            chance=float(chances[n]),
            expected_share=float(shares[n]),
            dispersion=float(known.dispersion[n]),
            n_years=earlier.counts.shape[1],
            known_in=waits[n],
        )
        for n in range(len(goals))
    ]


def _demand_goals(goals: list[Goal], n_cases: int) -> None:
    if len(goals) != n_cases:
        raise WrongShape("goals", f"are {len(goals)}, and there are {n_cases} cases")
    for goal in goals:
        if not isinstance(goal, Goal):
            raise WrongKind("goals", f"hold {goal!r}, which is no Goal")
        ends = [checking.one_number("goals", end) for end in (goal.least, goal.most) if end is not None]
        if ends != sorted(ends):
            raise OutOfRange("goals", f"ask for {goal.least:g} at least and {goal.most:g} at most")


def _chances(total: Spread, goals: list[Goal]) -> FloatArray:
    least = np.array([-np.inf if goal.least is None else np.ceil(goal.least) for goal in goals])
    over = np.array([np.inf if goal.most is None else np.floor(goal.most) + 1 for goal in goals])
    return np.clip(total.at_least(least) - total.at_least(over), 0.0, 1.0)


def _known_in(known: Course, goals: list[Goal], chances: FloatArray) -> list[int | None]:
    """Return after how many whole weeks the answer will probably be known; None: only at the end.

    What a later cut will foresee is itself uncertain: it lies about today's mean with what of today's
    variance will be gone by then. Normal approximation: a date is not more exact than that.
    """
    cuts = _later_cuts(known.seen)
    mean, variance = known.to_come_after(cuts)
    final = known.done + mean[:, 0]
    gone = np.sqrt(np.maximum(variance[:, :1] - variance, SLIGHT))
    half = Z_SURE * np.sqrt(variance)
    is_known = np.full(variance.shape, True)
    for limits in _limits(goals):
        off = (final - limits)[:, None]
        is_known &= 1 - _below((half + off) / gone) + _below((off - half) / gone) >= PROBABLY
    is_known[:, 0] = (chances >= SURE) | (chances <= 1 - SURE)
    is_known[:, 1:][:, -1:] = False  # at the end everything is known: that is no news
    return [int(row.argmax()) if row.any() else None for row in is_known]


def _later_cuts(seen: FloatArray) -> FloatArray:
    """Return what is seen at the cut, and a week later, and so on to the end."""
    first = int(np.count_nonzero(seen == 1))
    numbers = np.arange(len(seen))
    later = [np.where(numbers < end, 1.0, seen) for end in range(first + 1, len(seen) + 1)]
    return np.array([seen, *later])


def _limits(goals: list[Goal]) -> list[FloatArray]:
    """Return the limits that decide, half a thing beside the last number that is good; NaN is never near."""
    least = np.array([-np.inf if goal.least is None else np.ceil(goal.least) - 0.5 for goal in goals])
    most = np.array([np.inf if goal.most is None else np.floor(goal.most) + 0.5 for goal in goals])
    return [least, most]


def _below(values: FloatArray) -> FloatArray:
    """Return the normal distribution's share below the values."""
    return 0.5 * (1 + np.asarray(_ERF(values / sqrt(2)), dtype=float))
