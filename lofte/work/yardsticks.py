"""A target as counting sees it: which entries it counts, and why another is left out. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from lofte.periods.breaks import Breaks, Free
from lofte.periods.calendar import Period
from lofte.periods.pacing import EVEN, Pace
from lofte.work.facts import EntryFacts, LeftOut
from lofte.work.rhythms import Clock, Rhythm, days_within, excused, holds_clock, owed
from lofte.work.rules import PACED, Unjudged, exact

__all__ = ["EntryFacts", "Ground", "LeftOut", "Rule", "Spot", "Yardstick", "rule_of"]

PERCENT = frozenset({"procent", "%"})
_NEED_VALUE = frozenset({"sum", "average", "every", "share"})


class Rule(StrEnum):
    """How a target is judged. Several kinds share a rule: 600 hours are summed as 800 patrols are."""

    WORDS = "words"
    SUM = "sum"
    SHARE = "share"
    AVERAGE = "average"  # so many a week, over all weeks
    EVERY = "every"  # so many in each week
    CADENCE = "cadence"
    SLOT = "slot"
    COVERAGE = "coverage"
    MILESTONE = "milestone"
    OCCASIONS = "occasions"  # at, or after, each of something
    INDICATOR = "indicator"


IN_SLOTS = frozenset({Rule.EVERY, Rule.CADENCE, Rule.SLOT, Rule.COVERAGE})
OWED = IN_SLOTS | {Rule.AVERAGE}  # these owe so many slots: what is agreed to be free is none of them
_RULES = {
    "share": Rule.SHARE,
    "cadence": Rule.CADENCE,
    "slot": Rule.SLOT,
    "coverage": Rule.COVERAGE,
    "milestone": Rule.MILESTONE,
    "on_demand": Rule.OCCASIONS,
    "follow_on": Rule.OCCASIONS,
    "indicator": Rule.INDICATOR,
    "qualitative": Rule.WORDS,
}


def rule_of(kind: str, per: str, held: str) -> Rule:
    """Return how a target is judged: so many a week is a pace, so many at each occasion follows them."""
    if kind in _RULES:
        return _RULES[kind]
    if per == "occasion":
        return Rule.OCCASIONS
    if per in PACED:
        return Rule.EVERY if held == "every" else Rule.AVERAGE
    return Rule.SUM


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
class Spot:
    """A place that must be covered by itself: a street, a school."""

    place_id: int
    name: str


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
    unit: str = ""
    held: str = ""  # so many each week: in every one, or on average
    weekdays: frozenset[int] = frozenset()
    clock: Clock | None = None
    skips_holidays: bool = False
    spots: tuple[Spot, ...] = ()
    occasion_kind_id: int | None = None
    everybody: frozenset[int] = frozenset()  # whose entries are occasions
    indicator_id: int | None = None
    reads_as: str = ""
    direction: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None

    def for_window(self, window: Period) -> "Yardstick":
        """Return the rule for a window: one that ended before a revision keeps what held then."""
        is_over = self.since is not None and window.ends <= self.since
        return self.before.for_window(window) if is_over and self.before else self

    @cached_property
    def promised(self) -> Fraction:
        return exact(self.value if self.value is not None else Decimal(1))

    @property
    def highest(self) -> Fraction | None:
        return None if self.upper is None else exact(self.upper)

    @property
    def is_percent(self) -> bool:
        return self.unit.casefold() in PERCENT

    @cached_property
    def rule(self) -> Rule:
        """Return how the target is judged."""
        return rule_of(self.kind, self.per, self.held)

    @property
    def per_unit(self) -> int:
        """Return how many of what the log adds up make one of what is promised: minutes to the hour."""
        return 60 if self.kind == "hours" else 1

    def amount(self, n: int) -> int | Fraction:
        """Return what the log adds up to as it was promised: an hour for sixty minutes."""
        return n if self.per_unit == 1 else Fraction(n, self.per_unit)

    # Where and when

    @cached_property
    def areas(self) -> frozenset[int]:
        """Return every area that can count; a target without places counts in the partnership's areas."""
        if not self.grounds and not self.over_prioritised:
            return self.elsewhere
        return frozenset().union(*(ground.areas for ground in self.grounds))

    @property
    def is_by_day(self) -> bool:
        """Whether counting needs the day of each entry, not only the sum."""
        by_rule = self.rule in IN_SLOTS | {Rule.MILESTONE, Rule.OCCASIONS}
        return by_rule or self.over_prioritised

    @property
    def is_by_place(self) -> bool:
        """Whether counting needs the place of each entry: streets by name, or twelve schools visited."""
        return self.rule is Rule.COVERAGE and (bool(self.spots) or self.n_objects is not None)

    @cached_property
    def n_objects(self) -> int | None:
        """Return how many places must be covered, where only their number is promised."""
        if self.rule is not Rule.COVERAGE or self.spots or self.value is None or self.is_percent:
            return None
        return None if self.value == len(self.grounds) else int(self.value)

    @cached_property
    def is_each(self) -> bool:
        """Whether every place is judged by itself."""
        if self.rule is Rule.COVERAGE:
            return self.n_objects is None
        return bool(self.each_place) or (self.over_prioritised and self.each_place is not False)

    @cached_property
    def owes_weeks(self) -> bool:
        """Whether something is owed each week: no other slot lies across the end of a month."""
        return self.rule in OWED and self.rhythm.slot == "week"

    @cached_property
    def rhythm(self) -> Rhythm:
        """Return how often something is owed; half a time a week is once every other week."""
        per = self.per or ("week" if self.rule is Rule.SLOT else "")
        step = round(1 / self.promised) if self._is_seldom else 1
        return Rhythm(per, step, self.weekdays, self.skips_holidays)

    @cached_property
    def _is_seldom(self) -> bool:
        is_counted = self.rule in {Rule.CADENCE, Rule.EVERY, Rule.SLOT} and self.kind != "hours"
        return is_counted and 0 < self.promised < 1

    @cached_property
    def needed(self) -> Fraction:
        """Return how much fills a slot: of what the log adds up, minutes where hours are promised."""
        if self.rule is Rule.COVERAGE:
            return Fraction(self.n_objects or 1)
        is_each_day = self.rule is Rule.SLOT and self.rhythm.slot == "day"
        if is_each_day or self._is_seldom:
            return Fraction(1)
        return self.promised * self.per_unit

    def slots(self, window: Period) -> tuple[Period, ...]:
        """Return the slots that are owed within a window; what is agreed to be free is not owed."""
        every = owed(self.rhythm, window.starts, window.ends)
        if self.breaks is None:
            return every
        free = self.excused(window)
        return tuple(slot for slot in every if slot not in free)

    def excused(self, window: Period) -> Mapping[Period, Free]:
        """Return the slots of a window that are agreed to be free, each with its reason."""
        if self.breaks is None or self.rule not in OWED or not self.rhythm.slot:
            return {}
        return excused(self.rhythm, window, self.breaks)

    def span(self, window: Period) -> Period:
        """Return the days whose entries count: a week that belongs to the window is counted whole."""
        if self.rule is Rule.OCCASIONS:  # what follows on the last of them may come after
            return Period(window.starts, window.ends + timedelta(days=self.within or 0))
        slots = self.slots(window) if self.owes_weeks else ()
        return Period(slots[0].starts, slots[-1].ends) if slots else window

    # Occasions

    @property
    def within(self) -> int | None:
        """Return within how many days something must follow; None: some time before the end."""
        if self.kind != "follow_on":
            return 0
        return None if self.value is None else days_within(float(self.value), self.unit)

    @property
    def n_each(self) -> Fraction:
        """Return how much is owed at each occasion."""
        is_once = self.kind == "follow_on" or self.is_percent
        return Fraction(1) if is_once else self.promised * self.per_unit

    def vicinities(self, ground: Ground | None, areas: Iterable[int]) -> list[frozenset[int]]:
        """Return what lies together: a place's areas, or each area by itself where no place is named."""
        if ground is not None:
            return [ground.areas]
        if not self.grounds:
            return [frozenset({area_id}) for area_id in sorted(areas)]
        seen: frozenset[int] = frozenset()
        found = []
        for one in self.grounds:  # an area in two places is looked at once
            found.append(one.areas - seen)
            seen |= one.areas
        return found

    @property
    def occasions(self) -> "Yardstick":
        """Return the rule that finds the occasions: by anybody, in the same places."""
        return replace(
            self,
            kind="on_demand",
            kind_of_work_id=self.occasion_kind_id,
            organisations=self.everybody,
            minimum_minutes=None,
            counted_state="",
            only_own=False,
            quantity_id=None,
            recipients=frozenset(),
            weekdays=frozenset(),
            clock=None,
        )

    # What cannot be judged

    @property
    def is_summed(self) -> bool:
        """Whether the log says how it goes: nothing is unsettled, and it is no measurement."""
        return self.rule is not Rule.INDICATOR and self.unjudged() is None

    def unjudged(self) -> Unjudged | None:
        """Say why the target cannot be counted, whatever the log holds; None when it can."""
        if self.rule is Rule.WORDS:
            return Unjudged.IN_WORDS
        if self.rule is Rule.INDICATOR:
            return self._unjudged_indicator()
        if self.kind_of_work_id is None and not self.only_own:
            return Unjudged.NO_KIND_OF_WORK
        if self.kind_is_case and not self.counted_state:
            return Unjudged.STATE_UNSETTLED
        if self.over_prioritised and not self.grounds:
            return Unjudged.NO_PLACES
        if self._is_open_where():
            return Unjudged.PLACES_UNSETTLED
        return self._unjudged_number()

    def _is_open_where(self) -> bool:
        covers_each = self.rule is Rule.COVERAGE and self.n_objects is None
        is_open = self.each_place is None and not self.over_prioritised
        return len(self.grounds) > 1 and is_open and not covers_each

    def _unjudged_number(self) -> Unjudged | None:
        if self.rule in _NEED_VALUE and self.value is None:
            return Unjudged.NO_VALUE
        if self.rule is Rule.SHARE and self.quantity_id is None:
            return Unjudged.NO_QUANTITY
        if self.rule in {Rule.AVERAGE, Rule.EVERY} and not self.held:
            return Unjudged.PACE_UNSETTLED
        if self.rule is Rule.CADENCE and not self.rhythm.slot:
            return Unjudged.NO_SLOT
        if self.rule is Rule.OCCASIONS and self.occasion_kind_id is None:
            return Unjudged.NO_OCCASION_KIND
        return None

    def _unjudged_indicator(self) -> Unjudged | None:
        is_change = self.reads_as in {"change", "percent"}
        if self.indicator_id is None:
            return Unjudged.NO_SERIES
        if self.value is None and not is_change:
            return Unjudged.NO_VALUE
        return Unjudged.NO_DIRECTION if is_change and not self.direction else None

    # Which entries count

    def left_out(self, entry: EntryFacts, days: Period | None = None) -> LeftOut | None:
        """Say why an entry is not counted to this target (within days of its own); None when it is."""
        is_measured = self.rule is Rule.INDICATOR  # work never moves a measurement
        if is_measured or self.kind_of_work_id not in {None, entry.kind_of_work_id}:
            return LeftOut.KIND
        if self.only_own and entry.activity_id != self.activity_id:
            return LeftOut.ACTIVITY
        if entry.organisation_id not in self.organisations:
            return LeftOut.ORGANISATION
        if (wrong := self._left_out_by_day(entry, days or self.span(self.whole))) is not None:
            return wrong
        if (wrong := self._left_out_by_place(entry)) is not None:
            return wrong
        if self.counted_state and entry.state != self.counted_state:
            return LeftOut.STATE
        return self._left_out_by_size(entry)

    def _left_out_by_day(self, entry: EntryFacts, days: Period) -> LeftOut | None:
        if entry.occurred_on not in days:
            return LeftOut.DAY
        if any(entry.occurred_on in slot for slot in self.excused(self.whole)):
            return LeftOut.FREE
        if not self.holds_weekday(entry.occurred_on):
            return LeftOut.WEEKDAY
        return None if holds_clock(self.clock, entry.started_at) else LeftOut.CLOCK

    def holds_weekday(self, day: date) -> bool:
        return not self.weekdays or day.isoweekday() in self.weekdays

    def _left_out_by_place(self, entry: EntryFacts) -> LeftOut | None:
        if not self._holds_ground(entry):
            return LeftOut.AREA
        spots = {spot.place_id for spot in self.spots}
        is_elsewhere = bool(spots) and entry.place_id not in spots
        is_nowhere = self.is_by_place and entry.place_id is None
        return LeftOut.PLACE if is_elsewhere or is_nowhere else None

    def _holds_ground(self, entry: EntryFacts) -> bool:
        if entry.area_id not in self.areas:
            return False
        return not self.grounds or any(g.holds(entry.area_id, entry.occurred_on) for g in self.grounds)

    def _left_out_by_size(self, entry: EntryFacts) -> LeftOut | None:
        if (self.minimum_minutes is not None or self.kind == "hours") and entry.minutes is None:
            return LeftOut.NO_MINUTES
        if self.minimum_minutes is not None and (entry.minutes or 0) < self.minimum_minutes:
            return LeftOut.TOO_SHORT
        if self.sums_quantity and self.quantity_id not in entry.quantities:
            return LeftOut.NO_QUANTITY
        if self.recipients - entry.recipients:
            return LeftOut.RECIPIENTS
        return None

    @property
    def sums_quantity(self) -> bool:
        """Whether a quantity is added up instead of occasions."""
        return self.kind in {"count", "rate"} and self.quantity_id is not None
