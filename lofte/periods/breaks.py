"""What is agreed to be free, so that a slot in it is not owed: holidays, weeks of summer, school terms.

A slot is not owed when its day lies in what is free; where no day of the week is agreed, when more than half
of its days do. Nothing is free before it was agreed: what was owed when it began stays owed. Pure Python.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from lofte.periods.calendar import Period
from lofte.periods.holidays import days_off

Why = Literal["holiday", "weeks", "break", "term"]


@dataclass(frozen=True, order=True)
class Stretch:
    """A break or a school term, from the day on which it was decided."""

    starts: date
    ends: date  # left out
    name: str = ""
    decided_on: date = date.min

    def __contains__(self, day: date) -> bool:
        return self.starts <= day < self.ends


@dataclass(frozen=True)
class Free:
    """Why a slot is not owed. `name` is that of the holiday or break, in Swedish."""

    why: Why
    name: str = ""


@dataclass(frozen=True)
class Breaks:
    """What is free for one obligation, as agreed for it."""

    agreed_on: date = date.min
    weekday: int | None = None  # 0 is Monday; the day on which a week's slot falls due
    on_holidays: bool = False
    weeks: tuple[int, int] | None = None  # every year from one ISO week to another, both included
    stretches: tuple[Stretch, ...] = ()
    terms: tuple[Stretch, ...] | None = None  # None: owed outside the school terms too
    earlier: "Breaks | None" = None  # what was agreed before that holds for slots that began before

    def excuse(self, slot: Period) -> Free | None:
        """Return why a slot is not owed, or None when it is."""
        return _excuse(self, slot)

    def due_day(self, slot: Period) -> date:
        """Return the day on which a slot falls due: its agreed day of the week, else its last day."""
        return slot.last_day if self.weekday is None else due_day(slot, self.weekday)

    def free(self, day: date, slot: Period) -> Free | None:
        """Return why a day of a slot is free, or None."""
        found = next((s for s in self.stretches if day in s and s.decided_on <= slot.starts), None)
        if found is not None:
            return Free("break", found.name)
        if self.weeks is not None and is_week_between(day.isocalendar().week, *self.weeks):
            return Free("weeks")
        if self.terms and self._is_between_terms(day, slot):
            return Free("term")
        name = days_off(day.year).get(day, "") if self.on_holidays else ""
        return Free("holiday", name) if name else None

    def _is_between_terms(self, day: date, slot: Period) -> bool:
        """A day after the last term that was known when the slot began is owed: nobody knows better."""
        known = [term for term in self.terms or () if term.decided_on <= slot.starts]
        if not known or not min(known).starts <= day < max(term.ends for term in known):
            return False
        return not any(day in term for term in known)


def due_day(slot: Period, weekday: int) -> date:
    """Return the last such day of the week in a slot; a slot without one falls due on its last day.

    Examples
    --------
    >>> from lofte.periods.calendar import parse
    >>> due_day(parse("2020-W53"), 1)
    datetime.date(2020, 12, 29)
    """
    day = slot.last_day - timedelta(days=(slot.last_day.weekday() - weekday) % 7)
    return day if day in slot else slot.last_day


def is_week_between(week: int, first: int, last: int) -> bool:
    """Say whether a week of the year lies between two, both included; from 51 to 1 is over New Year.

    Examples
    --------
    >>> is_week_between(53, 51, 1), is_week_between(2, 51, 1)
    (True, False)
    """
    return first <= week <= last if first <= last else week >= first or week <= last


@lru_cache(maxsize=8192)  # a recount asks for the same slots again and again, and the answer never changes
def _excuse(breaks: Breaks, slot: Period) -> Free | None:
    if slot.starts < breaks.agreed_on:
        return None if breaks.earlier is None else breaks.earlier.excuse(slot)
    if breaks.weekday is not None or slot.n_days == 1:
        return breaks.free(breaks.due_day(slot), slot)
    free = [
        found
        for n in range(slot.n_days)
        if (found := breaks.free(slot.starts + timedelta(days=n), slot)) is not None
    ]
    if 2 * len(free) <= slot.n_days:
        return None
    return max(free, key=free.count)
