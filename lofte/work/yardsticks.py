"""A target as counting sees it: which entries it counts, and why another is left out. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from lofte.periods.breaks import Breaks, Free
from lofte.periods.calendar import Period
from lofte.periods.pacing import EVEN, Pace
from lofte.periods.slots import slots
from lofte.work.rules import COUNTED, SLOTTED, Unjudged, exact


class LeftOut(StrEnum):
    """Why an entry is not counted to a target."""

    KIND = "kind"
    DAY = "day"
    AREA = "area"
    ORGANISATION = "organisation"
    TOO_SHORT = "too_short"
    NO_MINUTES = "no_minutes"
    STATE = "state"
    ACTIVITY = "activity"
    NO_QUANTITY = "no_quantity"
    RECIPIENTS = "recipients"
    FREE = "free"  # nothing is owed then, as agreed


@lru_cache(maxsize=256)
def owed(per: str, starts: date, ends: date) -> tuple[Period, ...]:
    """Return a rhythm's slots: the calendar never changes, and all targets of a promise ask for the same."""
    return tuple(slots(per, starts, ends))


@lru_cache(maxsize=256)
def excused(per: str, window: Period, breaks: Breaks) -> Mapping[Period, Free]:
    """Return the slots that are agreed to be free, each with its reason."""
    return {slot: free for slot in owed(per, window.starts, window.ends) if (free := breaks.excuse(slot))}


@dataclass(frozen=True)
class Ground:
    """A place of a target: its areas, and the days on which they are its (a priority can end)."""

    area_set_id: int
    name: str
    areas: frozenset[int]
    days: tuple[Period, ...] = ()  # empty: every day

    def holds(self, area_id: int, day: date) -> bool:
        return area_id in self.areas and self.holds_day(day)

    def holds_day(self, day: date) -> bool:
        return not self.days or any(day in period for period in self.days)


@dataclass(frozen=True)
class EntryFacts:
    """What counting looks at in an entry."""

    kind_of_work_id: int
    organisation_id: int
    area_id: int
    activity_id: int | None
    occurred_on: date
    minutes: int | None
    state: str
    quantities: Mapping[int, int] = field(default_factory=dict)
    recipients: frozenset[int] = frozenset()
    occasions: int = 1
    sign: int = 1


@dataclass(frozen=True)
class Yardstick:
    """A target's rule with everything it needs to be applied: frozen, without a database behind it."""

    target_id: int
    activity_id: int
    kind: str
    comparator: str
    value: Decimal | None
    upper: Decimal | None
    per: str
    whole: Period  # the target's own days, or the promise's
    each_place: bool | None
    grounds: tuple[Ground, ...]
    elsewhere: frozenset[int]  # the partnership's areas: what a target without places counts
    organisations: frozenset[int]
    over_prioritised: bool = False
    kind_of_work_id: int | None = None
    kind_is_case: bool = False
    minimum_minutes: int | None = None
    counted_state: str = ""
    only_own: bool = False
    quantity_id: int | None = None
    whole_id: int | None = None
    recipients: frozenset[int] = frozenset()
    stopped_on: date | None = None
    breaks: Breaks | None = None  # what is agreed to be free: such a slot is not owed
    pace: Pace = EVEN
    since: date | None = None  # the day a revision made it read so
    before: "Yardstick | None" = None  # as it read until then

    def for_window(self, window: Period) -> "Yardstick":
        """Return the rule for a window: one that ended before a revision keeps what held then."""
        is_over = self.since is not None and window.ends <= self.since
        return self.before.for_window(window) if is_over and self.before else self

    @property
    def promised(self) -> Fraction:
        return exact(self.value if self.value is not None else Decimal(1))

    @property
    def highest(self) -> Fraction | None:
        return None if self.upper is None else exact(self.upper)

    @property
    def areas(self) -> frozenset[int]:
        """Return every area that can count; a target without places counts in the partnership's areas."""
        if not self.grounds and not self.over_prioritised:
            return self.elsewhere
        return frozenset().union(*(ground.areas for ground in self.grounds))

    @property
    def is_by_day(self) -> bool:
        """Whether counting needs the day of each entry, not only the sum."""
        return self.kind in {"cadence", "milestone"} or self.over_prioritised

    @property
    def is_each(self) -> bool:
        """Whether every place is judged by itself."""
        return bool(self.each_place) or (self.over_prioritised and self.each_place is not False)

    @property
    def owes_weeks(self) -> bool:
        """Whether something is owed each week: no other slot lies across the end of a month."""
        return self.kind == "cadence" and self.per == "week"

    def slots(self, window: Period) -> tuple[Period, ...]:
        """Return the slots that a cadence owes within a window; what is agreed to be free is not owed."""
        every = owed(SLOTTED[self.per], window.starts, window.ends)
        if self.breaks is None:
            return every
        free = self.excused(window)
        return tuple(slot for slot in every if slot not in free)

    def excused(self, window: Period) -> Mapping[Period, Free]:
        """Return the slots of a window that are agreed to be free, each with its reason."""
        if self.breaks is None or self.kind != "cadence" or self.per not in SLOTTED:
            return {}
        return excused(SLOTTED[self.per], window, self.breaks)

    def span(self, window: Period) -> Period:
        """Return the days whose entries count: a week that belongs to the window is counted whole."""
        slots = self.slots(window) if self.kind == "cadence" and self.per in SLOTTED else ()
        return Period(slots[0].starts, slots[-1].ends) if slots else window

    def unjudged(self) -> Unjudged | None:
        """Say why the target cannot be counted, whatever the log holds; None when it can."""
        if self.kind == "qualitative":
            return Unjudged.IN_WORDS
        if self.kind not in COUNTED:
            return Unjudged.KIND_NOT_COUNTED
        if self.kind_of_work_id is None and not self.only_own:
            return Unjudged.NO_KIND_OF_WORK
        if self.kind_is_case and not self.counted_state:
            return Unjudged.STATE_UNSETTLED
        if self.over_prioritised and not self.grounds:
            return Unjudged.NO_PLACES
        if self.each_place is None and len(self.grounds) > 1 and not self.over_prioritised:
            return Unjudged.PLACES_UNSETTLED
        return self._unjudged_number()

    def _unjudged_number(self) -> Unjudged | None:
        if self.kind in {"count", "share"} and self.value is None:
            return Unjudged.NO_VALUE
        if self.kind == "share" and self.quantity_id is None:
            return Unjudged.NO_QUANTITY
        if self.kind == "count" and self.per in {"day", "week", "month", "quarter", "night", "occasion"}:
            return Unjudged.KIND_NOT_COUNTED  # so many each week is a rate, not a sum
        if self.kind == "cadence" and self.per not in SLOTTED:
            return Unjudged.NO_SLOT
        return None

    def left_out(self, entry: EntryFacts, days: Period | None = None) -> LeftOut | None:
        """Say why an entry is not counted to this target (within days of its own); None when it is."""
        if self.kind_of_work_id not in {None, entry.kind_of_work_id}:
            return LeftOut.KIND
        if self.only_own and entry.activity_id != self.activity_id:
            return LeftOut.ACTIVITY
        if entry.organisation_id not in self.organisations:
            return LeftOut.ORGANISATION
        if entry.occurred_on not in (days or self.span(self.whole)):
            return LeftOut.DAY
        if any(entry.occurred_on in slot for slot in self.excused(self.whole)):
            return LeftOut.FREE
        if not self._holds_ground(entry):
            return LeftOut.AREA
        if self.counted_state and entry.state != self.counted_state:
            return LeftOut.STATE
        return self._left_out_by_size(entry)

    def _holds_ground(self, entry: EntryFacts) -> bool:
        if entry.area_id not in self.areas:
            return False
        return not self.grounds or any(g.holds(entry.area_id, entry.occurred_on) for g in self.grounds)

    def _left_out_by_size(self, entry: EntryFacts) -> LeftOut | None:
        if self.minimum_minutes is not None and entry.minutes is None:
            return LeftOut.NO_MINUTES
        if self.minimum_minutes is not None and (entry.minutes or 0) < self.minimum_minutes:
            return LeftOut.TOO_SHORT
        if self.kind == "count" and self.quantity_id and self.quantity_id not in entry.quantities:
            return LeftOut.NO_QUANTITY
        if self.recipients - entry.recipients:
            return LeftOut.RECIPIENTS
        return None
