"""One slot of an obligation as a calendar shows it, and who answers for it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from math import ceil
from typing import Literal

from lofte.periods.breaks import Free, due_day
from lofte.periods.calendar import Period

State = Literal["met", "missed", "due", "coming", "free"]


@dataclass(frozen=True)
class Seat:
    """A place in a group: an organisation, by a person or by whoever it sends."""

    organisation_id: int
    person_id: int | None = None


@dataclass(frozen=True)
class Acting:
    """Somebody, and the organisations that somebody acts for in a partnership."""

    person_id: int
    organisations: frozenset[int]


@dataclass(frozen=True)
class Responsible:
    """Who answers: a person, else a group, else the organisations; the first that is named."""

    organisations: frozenset[int]  # empty: everybody in the partnership
    group_id: int | None = None
    seats: frozenset[Seat] = frozenset()
    person_id: int | None = None

    def answers(self, who: Acting) -> bool:
        """Say whether somebody is the one who answers."""
        return self.is_named(who) or self.is_by_organisation(who)

    def is_named(self, who: Acting) -> bool:
        """Say whether somebody answers by name: in person, or as a member of the group."""
        if self.person_id is not None:
            return who.person_id == self.person_id
        return any(seat.person_id == who.person_id for seat in self.seats)

    def is_by_organisation(self, who: Acting) -> bool:
        """Say whether somebody answers only because an organisation does, and nobody in it is named."""
        if self.person_id is not None:
            return False
        if self.group_id is not None:
            open_seats = {seat.organisation_id for seat in self.seats if seat.person_id is None}
            return bool(open_seats & who.organisations)
        return bool(who.organisations) and (
            not self.organisations or bool(self.organisations & who.organisations)
        )


@dataclass(frozen=True)
class Timing:
    """When a slot falls due, as agreed: a day of the week, perhaps a time; else the slot's last day."""

    weekday: int | None = None
    begins_at: time | None = None
    minutes: int = 60

    def due_on(self, slot: Period) -> date:
        return slot.last_day if self.weekday is None else due_day(slot, self.weekday)


@dataclass(frozen=True)
class Slot:
    """One slot: what is owed where, when it falls due, and how it went."""

    target_id: int
    activity_id: int
    title: str
    key: str  # "2026-W53"; of numbered meetings "2026-n08"
    starts: date
    ends: date
    place: str
    state: State
    due_on: date
    begins_at: time | None = None
    minutes: int = 60
    reason: str = ""
    free: Free | None = None
    number: int | None = None  # the eighth of ten
    n_of: int | None = None
    held_on: date | None = None
    revision: int = 0

    @property
    def is_unexplained(self) -> bool:
        return self.state == "missed" and not self.reason and self.number is None

    @property
    def day(self) -> date:
        """Return the day that it stands on in a calendar."""
        return self.held_on or self.due_on


def numbered_days(window: Period, n: int) -> list[date]:
    """Return by when each of n meetings would be held at an even pace; the last one on the last day.

    Examples
    --------
    >>> from lofte.periods.calendar import parse
    >>> [str(day) for day in numbered_days(parse("2026"), 4)]
    ['2026-04-02', '2026-07-02', '2026-10-01', '2026-12-31']
    """
    return [window.starts + timedelta(days=ceil(window.n_days * k / n) - 1) for k in range(1, n + 1)]


def numbered_state(number: int, held: Sequence[date], *, window: Period, cut: date) -> State:
    """Judge the eighth of ten: held, or the next one, or one that comes after it, or one that never came."""
    if number <= len(held):
        return "met"
    if window.ends <= cut:
        return "missed"
    return "due" if number == len(held) + 1 else "coming"


def by_week(slots: Sequence[Slot]) -> Mapping[date, list[Slot]]:
    """Return slots by the Monday of the week in which they stand, in order of time."""
    found: dict[date, list[Slot]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.day, slot.begins_at or time(0), slot.title, slot.place)):
        found.setdefault(slot.day - timedelta(days=slot.day.weekday()), []).append(slot)
    return found
