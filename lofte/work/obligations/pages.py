"""A calendar as a page: week by week, past and coming, the same on a phone as on a wide screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from lofte.periods.calendar import Period, UnknownPeriod, parse
from lofte.periods.holidays import days_off
from lofte.periods.slots import slots, week_of
from lofte.work.obligations import words
from lofte.work.obligations.slots import Slot, by_week
from lofte.work.words import language

BACK, AHEAD = timedelta(weeks=2), timedelta(weeks=11)  # what is shown unless something else is asked for
LONGEST = 366  # days that can be asked for at once


@dataclass(frozen=True)
class Row:
    """A slot, at one or more places."""

    slot: Slot
    places: tuple[str, ...]

    @property
    def name(self) -> str:
        return words.name(self.slot, self.places)

    @property
    def state(self) -> str:
        return words.state(self.slot.state)

    @property
    def which(self) -> str:
        return words.which(self.slot)

    @property
    def is_a_week(self) -> bool:
        """Whether it is a week's slot: the heading above it says which."""
        return "-W" in self.slot.key

    @property
    def when(self) -> str:
        return words.when(self.slot)

    @property
    def free(self) -> str:
        return words.why_free(self.slot.free) if self.slot.state == "free" else ""

    @property
    def is_even_pace(self) -> bool:
        return self.slot.number is not None and self.slot.state in {"due", "coming"}


@dataclass(frozen=True)
class Week:
    """A week of a calendar."""

    key: str  # "2020-W53"
    starts: date
    days: str  # "28 dec–3 jan"
    rows: tuple[Row, ...]
    holidays: tuple[tuple[date, str], ...]
    is_now: bool


@dataclass(frozen=True)
class Shown:
    """What a calendar shows, and the way to what lies before and after."""

    period: Period
    weeks: Sequence[Week]
    earlier: str
    later: str

    @property
    def n_slots(self) -> int:
        return sum(len(week.rows) for week in self.weeks)


def period(asked: str, today: date) -> Period:
    """Read what is asked for; anything else is the weeks around today."""
    try:
        found = parse(asked)
    except UnknownPeriod:
        monday = week_of(today).starts
        return Period(monday - BACK, monday + AHEAD)
    return found if found.n_days <= LONGEST else parse(str(found.starts.year))


def shown(period: Period, found: Sequence[Slot], today: date) -> Shown:
    """Lay slots out by weeks: every week that holds something, and this week even when it is empty."""
    weeks = slots("week", period.starts, period.ends)
    first, last = (weeks[0].starts, weeks[-1].ends) if weeks else (period.starts, period.ends)
    by_monday = by_week([slot for slot in found if first <= slot.day < last])
    laid = [_week(week, by_monday.get(week.starts, []), today) for week in weeks]
    return Shown(
        period=period,
        weeks=[week for week in laid if week.rows or week.is_now],
        earlier=_quarter(period.starts - timedelta(days=1)),
        later=_quarter(period.ends),
    )


def _week(week: Period, found: Sequence[Slot], today: date) -> Week:
    return Week(
        key=week.key,
        starts=week.starts,
        days=words.days(week),
        rows=tuple(rows(found)),
        holidays=_holidays(week),
        is_now=today in week,
    )


def _holidays(week: Period) -> tuple[tuple[date, str], ...]:
    years = {week.starts.year, week.last_day.year}
    every = {day: name for year in years for day, name in days_off(year, language()).items()}
    return tuple((day, name) for day, name in sorted(every.items()) if day in week and day.weekday() < 5)


def rows(found: Sequence[Slot]) -> list[Row]:
    """Return one row for what is the same at several places."""
    laid = []
    for _, same in groupby(found, key=_sameness):
        group = list(same)
        laid.append(Row(group[0], tuple(slot.place for slot in group if slot.place)))
    return laid


def _sameness(slot: Slot) -> tuple[object, ...]:
    return slot.day, slot.begins_at, slot.target_id, slot.key, slot.state, slot.reason


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
