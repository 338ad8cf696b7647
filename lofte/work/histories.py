"""Weeks of the log as arrays: which earlier years are whole, and what is not logged yet. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from lofte.analysis.course import Earlier, Weeks
from lofte.analysis.spreads import FloatArray
from lofte.periods.calendar import Period

N_YEARS = 4  # earlier years that are looked at: what was longer ago was another work
YEAR = 52  # weeks; the one or two days beyond belong to no week and say nothing of the season
BEGUN = 4  # weeks: a year whose log begins later than so is not whole
FEWEST_LATE = 20  # things from which it is told how late work is logged
NOW = -1  # the column of what stands in the log now
LATE = (7, 14, 28)  # days after the work: how much was logged later than that
NONE_LATE = (0.0, 0.0, 0.0)


class Week(NamedTuple):
    """What an area adds in one week of a stretch: there are tens of thousands of them."""

    area_id: int
    stretch: int  # 0 is the last one: the target's own time
    week: int  # since the stretch's first day
    n: int
    late: tuple[int, ...]  # of it, what was logged later than each of LATE
    then: tuple[int, ...]  # of it, what stood in the log at each of the moments asked for


@dataclass(frozen=True)
class Line:
    """The weeks of one line of a target: of the areas that it counts in."""

    weeks: Sequence[Week]
    per_unit: int = 1  # how many of what the log adds up make one: minutes to the hour

    @classmethod
    def of(cls, weeks: Iterable[Week], areas: frozenset[int], per_unit: int = 1) -> "Line":
        return cls([week for week in weeks if week.area_id in areas], per_unit)

    def counts(self, stretch: int, n_weeks: int, moment: int = NOW) -> FloatArray:
        """Return what each week of a stretch adds, now or as it stood at a moment."""
        found = np.zeros(n_weeks)
        for week in self.weeks:
            if week.stretch == stretch and 0 <= week.week < n_weeks:
                found[week.week] += week.n if moment == NOW else week.then[moment]
        return (
            np.maximum(found, 0) / self.per_unit
        )  # what was taken back can lie in another area than what it takes back

    def total(self, stretch: int) -> float:
        return sum(week.n for week in self.weeks if week.stretch == stretch) / self.per_unit

    def years_before(self, stretch: int, moment: int = NOW) -> FloatArray:
        """Return the whole years before a stretch, oldest first: shape (n_years, YEAR)."""
        years: list[FloatArray] = []
        for earlier in range(stretch + 1, N_YEARS + 1):
            found = self.counts(earlier, YEAR, moment)
            if not found.any():
                break
            years.insert(0, found)
        if years and len(years) + stretch < N_YEARS and not years[0][:BEGUN].any():
            years.pop(0)  # the log began during it
        return np.array(years).reshape(-1, YEAR)

    def late_shares(self, starts: Sequence[date], at: date) -> tuple[float, ...]:
        """Return how much was logged later than each of `LATE` days, of a year of work that is old enough."""
        oldest, newest = at - timedelta(weeks=YEAR), at - timedelta(days=LATE[-1] + 7)
        old = [
            week
            for week in self.weeks
            if oldest <= starts[week.stretch] + timedelta(weeks=week.week) <= newest
        ]
        n = sum(week.n for week in old)
        if n < FEWEST_LATE:
            return (0.0,) * len(LATE)
        return tuple(min(max(sum(week.late[k] for week in old) / n, 0.0), 0.5) for k in range(len(LATE)))


def window_weeks(
    window: Period, *, cut: date, at: date, late: Sequence[float] = NONE_LATE, owed: FloatArray | None = None
) -> Weeks:
    """Return a window's weeks, the first one beginning with it; of each, what can stand in the log at a cut.

    `at` is the day the log was read, the cut's or later: work that is often logged late is not all seen then.
    `owed` says of each day of the window how much is owed on it; without it, each is a day like the others.
    """
    n_weeks = -(-window.n_days // 7)
    days = np.zeros(7 * n_weeks)
    days[: window.n_days] = 1.0 if owed is None else owed
    n_passed = min(max((cut - window.starts).days, 0), window.n_days)
    inside = days.reshape(-1, 7).sum(axis=1)
    passed = np.where(np.arange(len(days)) < n_passed, days, 0.0).reshape(-1, 7).sum(axis=1)
    first = np.arange(n_weeks) * 7
    age = (at - window.starts).days - (first + np.clip(n_passed - first, 0, 7) / 2)
    logged = np.interp(age, (*LATE, LATE[-1] + 7), (*(1 - share for share in late), 1.0))
    is_over = (first + 7 <= n_passed) * 1.0  # of a week that owes nothing
    seen = np.divide(passed * logged, inside, out=is_over, where=inside > 0)
    return Weeks(_years(window.starts, n_weeks), inside / 7, seen)


def earlier_years(counts: FloatArray, before: date) -> Earlier:
    """Return whole earlier years of one line, as they lie before a day."""
    n_years = len(counts)
    whens = [_years(_years_before(before, n_years - n), YEAR) for n in range(n_years)]
    return Earlier(counts[None, :, :], np.concatenate(whens) if whens else np.zeros(0))


def stretches(window: Period) -> list[date]:
    """Return the first days of a window and of the years before it, the latest first."""
    return [window.starts, *(_years_before(window.starts, n) for n in range(1, N_YEARS + 1))]


def _years_before(day: date, n_years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - n_years, day=28 if is_leap_day else day.day)


def _years(starts: date, n_weeks: int) -> FloatArray:
    """Return the middle of each week as a year with decimals."""
    new_year = date(starts.year, 1, 1)
    days = (starts - new_year).days + 3.5 + 7 * np.arange(n_weeks)
    return np.asarray(starts.year + days / 365.25, dtype=np.float64)
