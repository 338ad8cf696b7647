"""Which slots a rhythm owes: every so many weeks, on weekdays, and which are agreed to be free. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from lofte.periods.breaks import Breaks, Free
from lofte.periods.calendar import Period
from lofte.periods.holidays import public_holidays
from lofte.periods.slots import slots

SLOTTED = {
    "day": "day",
    "night": "day",  # a night belongs to the day on which it begins
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "tertial": "tertial",
    "term": "term",
    "season": "term",
    "year": "year",
}
LEEWAY = 30  # minutes before a fixed time: whoever comes at 13.40 opens at 14
Clock = tuple[time, time]
BY_DAY = frozenset({"", "day", "night", "week"})  # on these weekdays: each of them is a slot of its own


@dataclass(frozen=True)
class Rhythm:
    """How often something is owed. `step` 2 is every other; `per` "" or "period" owes once in all."""

    per: str
    step: int = 1
    weekdays: frozenset[int] = frozenset()  # 1 is Monday
    skips_holidays: bool = False

    @property
    def slot(self) -> str:
        """Name the slot; "" where the whole time is one."""
        if self.weekdays and self.per in BY_DAY:
            return "day"
        return SLOTTED.get(self.per, "")


@lru_cache(maxsize=512)
def owed(rhythm: Rhythm, starts: date, ends: date) -> tuple[Period, ...]:
    """Return the slots owed within days: the calendar never changes, and all targets of a promise ask alike.

    A day that is a public holiday is not owed where the promise keeps those.

    Examples
    --------
    >>> fridays = Rhythm("week", weekdays=frozenset({5}), skips_holidays=True)
    >>> [slot.key for slot in owed(fridays, date(2021, 4, 1), date(2021, 4, 20))]  # 2 April is Good Friday
    ['2021-04-09', '2021-04-16']
    """
    if not rhythm.slot:
        return (Period(starts, ends, starts.isoformat()),)
    found: Sequence[Period] = slots(rhythm.slot, starts, ends)
    if rhythm.step > 1:
        found = [_joined(found[n : n + rhythm.step]) for n in range(0, len(found), rhythm.step)]
    if rhythm.slot == "day":
        found = list(_days(rhythm, found))
    return tuple(found)


@lru_cache(maxsize=256)
def excused(rhythm: Rhythm, window: Period, breaks: Breaks) -> Mapping[Period, Free]:
    """Return the slots that are agreed to be free, each with its reason."""
    every = owed(rhythm, window.starts, window.ends)
    return {slot: free for slot in every if (free := breaks.excuse(slot))}


def _joined(together: Sequence[Period]) -> Period:
    """Every other week: two weeks that owe one thing, named after the first."""
    return Period(together[0].starts, together[-1].ends, together[0].key)


def _days(rhythm: Rhythm, days: Sequence[Period]) -> Iterable[Period]:
    for day in days:
        if rhythm.weekdays and day.starts.isoweekday() not in rhythm.weekdays:
            continue
        if rhythm.skips_holidays and day.starts in public_holidays(day.starts.year):
            continue
        yield day


def days_within(value: float, unit: str) -> int:
    """Return a time limit in whole days, never harsher than promised: 24 hours is a day, a month 31."""
    word = unit.casefold()
    if word.startswith(("tim", "minut")):
        return -(-int(value) // (24 if word.startswith("tim") else 24 * 60))
    each = next((n for stem, n in (("veck", 7), ("månad", 31)) if word.startswith(stem)), 1)
    return int(value) * each


def with_leeway(clock: Clock) -> Clock:
    """Return between which times work must begin; the later one is left out, and may be past midnight."""
    first, last = clock
    minutes = (first.hour * 60 + first.minute - LEEWAY) % (24 * 60)
    return time(minutes // 60, minutes % 60), last


def holds_clock(clock: Clock | None, started_at: time | None) -> bool:
    """Judge a beginning; work without one counts by its day alone.

    Examples
    --------
    >>> holds_clock((time(22), time(2)), time(1, 30)), holds_clock((time(14), time(17)), time(13, 29))
    (True, False)
    """
    if clock is None or started_at is None:
        return True
    first, last = with_leeway(clock)
    is_after, is_before = started_at >= first, started_at < last
    return is_after and is_before if first < last else is_after or is_before
