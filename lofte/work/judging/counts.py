"""One count to make, what the log adds up to for it, and the lines that its places become. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from lofte.periods.calendar import Period
from lofte.work import rules
from lofte.work.outcomes import Outcome, PlaceOutcome, Status
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import Ground, Rule, Yardstick

Reasons = Mapping[date, str]  # why a slot of the activity was missed, by the slot's first day


class Tally(NamedTuple):  # there are tens of thousands: a tuple costs a third of a frozen dataclass
    """What an area adds, on one day and at one place where those matter: `n`, and a share's `whole`."""

    day: date | None
    n: int
    n_in_period: int  # where days matter, the day says it
    whole: int
    place: int | None = None


Tallies = Mapping[int, Sequence[Tally]]  # by area


@dataclass(frozen=True)
class Count:
    """One count to make: a target over one of its windows, up to a cut, with the period that is reported."""

    yardstick: Yardstick
    window: Period
    period: Period
    cut: date

    @cached_property  # asked for each entry that is new
    def days(self) -> Period:
        """Return the days to count; a milestone is looked for after its day too, to say that it came late."""
        span = self.yardstick.span(self.window)
        if self.yardstick.rule is Rule.MILESTONE:
            return Period(span.starts, max(self.cut, span.starts))
        return Period(span.starts, max(min(span.ends, self._counted_until()), span.starts))

    @property
    def asks(self) -> "tuple[Count, ...]":
        """Return the sums that judging needs: its own, and those of occasions that are owed something."""
        if self.yardstick.rule is not Rule.OCCASIONS:
            return (self,)
        return (self, replace(self, yardstick=self.yardstick.occasions))

    @property
    def is_over(self) -> bool:
        return self.cut >= self.window.ends

    @cached_property
    def is_closed_by_weeks(self) -> bool:
        """Whether the period is closed and owes weeks: those that belong to it are counted whole."""
        return self.yardstick.owes_weeks and self.cut == self.period.ends

    def cut_for(self, slot: Period) -> date:
        """Return the cut that a slot is judged by: in a closed period a week is over, or of the next."""
        if not self.is_closed_by_weeks:
            return self.cut
        return slot.ends if _middle(slot) < self.cut else slot.starts

    def _counted_until(self) -> date:
        if not self.is_closed_by_weeks:
            return self.cut
        return self.cut + timedelta(days=(3 - self.cut.weekday()) % 7 - 3)  # the Monday by the cut's Thursday


def _middle(slot: Period) -> date:
    """The Thursday of a week; of several weeks together, that of the last."""
    return slot.ends - timedelta(days=4)


@dataclass(frozen=True)
class Line:
    """A place (or all together) with its tallies and the days it is judged over."""

    name: str
    area_set_id: int | None
    tallies: Sequence[Tally]
    window: Period
    period: Period
    ground: Ground | None = None

    @property
    def n(self) -> int:
        return sum(tally.n for tally in self.tallies)

    @property
    def n_in_period(self) -> int:
        return sum(self._in_period(tally) for tally in self.tallies)

    @property
    def whole(self) -> int:
        return sum(tally.whole for tally in self.tallies)

    def owes(self, slot: Period) -> bool:
        """Judge whether a slot is owed here: one that began while the place was not prioritised is not."""
        return self.ground is None or self.ground.holds_day(slot.starts)

    def _in_period(self, tally: Tally) -> int:
        if tally.day is None:
            return tally.n_in_period
        return (tally.whole or tally.n) if tally.day in self.period else 0


def shown(yardstick: Yardstick, n: int | Fraction) -> float:
    """Return a figure as it is told: whole things whole, hours with two decimals."""
    amount = Fraction(n, yardstick.per_unit)
    return int(amount) if amount.denominator == 1 else round(float(amount), 2)


def cannot_judge(count: Count, why: Unjudged) -> Outcome:
    """Return the outcome of a target that cannot be judged, whatever the log holds."""
    in_words = why is Unjudged.IN_WORDS
    return stopped(count, replace(blank(count), why=why.value, in_words=in_words))


def blank(count: Count) -> Outcome:
    return Outcome(
        target_id=count.yardstick.target_id,
        kind=count.yardstick.kind,
        status="cannot_be_judged",
        starts=count.window.starts,
        ends=count.window.ends,
        cut=count.cut,
    )


def stopped(count: Count, outcome: Outcome) -> Outcome:
    """Return the outcome, as stopped where its activity was stopped before the cut."""
    stopped_on = count.yardstick.stopped_on
    is_stopped = stopped_on is not None and stopped_on < count.cut
    return replace(outcome, status="stopped") if is_stopped else outcome


def worst(places: Sequence[PlaceOutcome]) -> Status:
    return rules.worst([place.status for place in places if place.status is not None])


# Lines: which tallies belong to which place


def together(count: Count, tallies: Tallies) -> Line:
    """Return one line for all places: an area that lies in two of them is counted once."""
    grounds = count.yardstick.grounds
    if len(grounds) == 1:
        return _place(count, grounds[0], tallies)
    held = [
        tally
        for area_id, added in tallies.items()
        for tally in added
        if not grounds or any(_holds(ground, area_id, tally) for ground in grounds)
    ]
    return Line("", None, held, count.window, count.period)


def by_place(count: Count, tallies: Tallies) -> list[Line]:
    return [_place(count, ground, tallies) for ground in count.yardstick.grounds]


def judged_lines(count: Count, tallies: Tallies) -> list[Line]:
    """Return the lines that carry the promise: each place by itself, or all together."""
    is_each = count.yardstick.is_each and count.yardstick.grounds
    return by_place(count, tallies) if is_each else [together(count, tallies)]


def _holds(ground: Ground, area_id: int, tally: Tally) -> bool:
    return area_id in ground.areas and (tally.day is None or ground.holds_day(tally.day))


def _place(count: Count, ground: Ground, tallies: Tallies) -> Line:
    held = [tally for area_id in ground.areas for tally in tallies.get(area_id, ())]
    window = count.window
    if ground.days:  # a place is only owed anything while it is prioritised
        held = [tally for tally in held if tally.day is None or ground.holds_day(tally.day)]
        window = Period(
            max(window.starts, ground.days[0].starts), min(window.ends, max(day.ends for day in ground.days))
        )
    return Line(ground.name, ground.area_set_id, held, window, count.period, ground)


def parts(count: Count, tallies: Tallies) -> tuple[PlaceOutcome, ...]:
    """Return what each place adds to a promise for all together; nothing was promised for it by itself."""
    if count.yardstick.is_each or len(count.yardstick.grounds) < 2:
        return ()
    return tuple(
        PlaceOutcome(
            line.name,
            line.area_set_id,
            shown(count.yardstick, line.n),
            None,
            None,
            shown(count.yardstick, line.n_in_period),
        )
        for line in by_place(count, tallies)
    )
