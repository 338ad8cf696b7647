"""From what the log adds up to, to a target's outcome: one judge for each kind. Pure."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from lofte.analysis.shares import wilson
from lofte.periods.calendar import Period
from lofte.work import rules
from lofte.work.outcomes import Outcome, PlaceOutcome, ShareOutcome, SlotOutcome, Status
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import Ground, Yardstick

Reasons = Mapping[date, str]  # why a slot of the activity was missed, by the slot's first day


class Tally(NamedTuple):  # there are tens of thousands: a tuple costs a third of a frozen dataclass
    """What an area adds (on one day, where days matter): counted things `n`, and a share's `whole`."""

    day: date | None
    n: int
    n_in_period: int  # where days matter, the day says it
    whole: int


Tallies = Mapping[int, Sequence[Tally]]  # by area


@dataclass(frozen=True)
class Count:
    """One count to make: a target over one of its windows, up to a cut, with the period that is reported."""

    yardstick: Yardstick
    window: Period
    period: Period
    cut: date

    @property
    def days(self) -> Period:
        """Return the days to count; a milestone is looked for after its day too, to say that it came late."""
        span = self.yardstick.span(self.window)
        if self.yardstick.kind == "milestone":
            return Period(span.starts, max(self.cut, span.starts))
        return Period(span.starts, max(min(span.ends, self._counted_until()), span.starts))

    @property
    def is_closed_by_weeks(self) -> bool:
        """Whether the period is closed and owes weeks: those that belong to it are counted whole."""
        return self.yardstick.owes_weeks and self.cut == self.period.ends

    def cut_for(self, slot: Period) -> date:
        """Return the cut that a slot is judged by: in a closed period a week is over, or of the next."""
        if not self.is_closed_by_weeks:
            return self.cut
        return slot.ends if _thursday(slot) < self.cut else slot.starts

    def _counted_until(self) -> date:
        if not self.is_closed_by_weeks:
            return self.cut
        return self.cut + timedelta(days=(3 - self.cut.weekday()) % 7 - 3)  # the Monday by the cut's Thursday


def _thursday(week: Period) -> date:
    return week.starts + timedelta(days=3)


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

    def _in_period(self, tally: Tally) -> int:
        if tally.day is None:
            return tally.n_in_period
        return (tally.whole or tally.n) if tally.day in self.period else 0


def judge(count: Count, tallies: Tallies, reasons: Reasons) -> Outcome:
    """Return the outcome of a target whose rule can be applied."""
    outcome = _JUDGES[count.yardstick.kind](count, tallies, reasons)
    return _stopped(count, outcome)


def cannot_judge(count: Count, why: Unjudged) -> Outcome:
    """Return the outcome of a target that cannot be judged, whatever the log holds."""
    in_words = why is Unjudged.IN_WORDS
    return _stopped(count, replace(_blank(count), why=why.value, in_words=in_words))


def _blank(count: Count) -> Outcome:
    return Outcome(
        target_id=count.yardstick.target_id,
        kind=count.yardstick.kind,
        status="cannot_be_judged",
        starts=count.window.starts,
        ends=count.window.ends,
        cut=count.cut,
    )


def _stopped(count: Count, outcome: Outcome) -> Outcome:
    stopped_on = count.yardstick.stopped_on
    is_stopped = stopped_on is not None and stopped_on < count.cut
    return replace(outcome, status="stopped") if is_stopped else outcome


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


def _parts(count: Count, tallies: Tallies) -> tuple[PlaceOutcome, ...]:
    """Return what each place adds to a promise for all together; nothing was promised for it by itself."""
    if count.yardstick.is_each or len(count.yardstick.grounds) < 2:
        return ()
    return tuple(
        PlaceOutcome(line.name, line.area_set_id, line.n, None, None, line.n_in_period)
        for line in by_place(count, tallies)
    )


# One judge for each kind


def _count(count: Count, tallies: Tallies, reasons: Reasons) -> Outcome:
    yardstick = count.yardstick
    lines = judged_lines(count, tallies)
    places = tuple(_count_line(count, line) for line in lines)
    exceeded = any(
        rules.is_exceeded(
            line.n, comparator=yardstick.comparator, promised=yardstick.promised, upper=yardstick.highest
        )
        for line in lines
    )
    return replace(
        _blank(count),
        status=_worst(places),
        places=places + _parts(count, tallies),
        n_in_period=together(count, tallies).n_in_period,
        facts={"exceeded": True} if exceeded else {},
    )


def _count_line(count: Count, line: Line) -> PlaceOutcome:
    yardstick = count.yardstick
    is_cap = yardstick.comparator == "<="
    pace = yardstick.pace.over(count.window, yardstick.promised)
    by_now = rules.expected(yardstick.promised, line.window, count.cut, pace)
    return PlaceOutcome(
        place=line.name,
        area_set_id=line.area_set_id,
        done=line.n,
        promised=float(yardstick.promised),
        expected=None if is_cap else round(float(by_now), 2),
        in_period=line.n_in_period,
        status=rules.count_status(
            line.n,
            comparator=yardstick.comparator,
            promised=yardstick.promised,
            window=line.window,
            cut=count.cut,
            pace=pace,
        ),
    )


def _worst(places: Sequence[PlaceOutcome]) -> Status:
    return rules.worst([place.status for place in places if place.status is not None])


def _share(count: Count, tallies: Tallies, reasons: Reasons) -> Outcome:
    whole = together(count, tallies)
    places = tuple(_share_line(count, line) for line in judged_lines(count, tallies))
    status = _worst(places)
    return replace(
        _blank(count),
        status=status,
        places=places,
        share=share_of(whole.n, whole.whole),
        n_in_period=whole.n_in_period,
        why=_why_no_share(places) if status == "cannot_be_judged" else "",
    )


def _why_no_share(places: Sequence[PlaceOutcome]) -> str:
    found = [place.share for place in places if place.share is not None]
    is_over = any(share.part > share.whole for share in found)
    return (Unjudged.PART_OVER_WHOLE if is_over else Unjudged.NOTHING_TO_SHARE).value


def _share_line(count: Count, line: Line) -> PlaceOutcome:
    yardstick = count.yardstick
    return PlaceOutcome(
        place=line.name,
        area_set_id=line.area_set_id,
        done=line.n,
        promised=float(yardstick.promised),
        expected=None,
        in_period=line.n_in_period,
        status=rules.share_status(
            line.n,
            line.whole,
            comparator=yardstick.comparator,
            promised=yardstick.promised,
            upper=yardstick.highest,
            window=line.window,
            cut=count.cut,
        ),
        share=share_of(line.n, line.whole),
    )


def share_of(part: int, whole: int) -> ShareOutcome:
    """Return a share in percent with its interval; without them where the two do not make a share."""
    found = wilson(part, whole) if rules.is_share(part, whole) else None
    if found is None:
        return ShareOutcome(part, whole, None, None, None)
    share, low, high = (round(100 * value, 1) for value in (found.share, found.low, found.high))
    return ShareOutcome(part, whole, share, low, high)


def _cadence(count: Count, tallies: Tallies, reasons: Reasons) -> Outcome:
    owed = count.yardstick.slots(count.window)
    rows = [
        (line, slots)
        for line in judged_lines(count, tallies)
        if (slots := _slots(count, line, owed, reasons))
    ]
    if not rows:
        why = Unjudged.NO_PLACES if count.yardstick.over_prioritised else Unjudged.NO_SLOT
        return replace(_blank(count), why=why.value)
    reported = {slot.key for slot in count.yardstick.slots(count.period)}
    places = tuple(_cadence_line(count, line, slots, reported) for line, slots in rows)
    return replace(
        _blank(count),
        status=_worst(places),
        places=places,
        slots=tuple(slot for _, slots in rows for slot in slots),
        n_in_period=sum(place.in_period for place in places),
        facts={"free": free}
        if (free := [slot.key for slot in count.yardstick.excused(count.window)])
        else {},
    )


def _slots(count: Count, line: Line, owed: Sequence[Period], reasons: Reasons) -> list[SlotOutcome]:
    """Return a place's slots; one that began while the place was not prioritised is not owed."""
    starts = [slot.starts for slot in owed]
    n_by_slot: Counter[int] = Counter()
    for tally in line.tallies:
        position = -1 if tally.day is None else bisect_right(starts, tally.day) - 1
        if (
            tally.day is not None and position >= 0 and tally.day in owed[position]
        ):  # else a slot that is free
            n_by_slot[position] += tally.n
    needed = max(1, ceil(count.yardstick.promised))
    found = []
    for position, slot in enumerate(owed):
        if line.ground is not None and not line.ground.holds_day(slot.starts):
            continue
        state = rules.slot_state(n_by_slot[position], needed=needed, slot=slot, cut=count.cut_for(slot))
        reason = reasons.get(slot.starts, "") if state == "missed" else ""
        found.append(SlotOutcome(slot.key, slot.starts, slot.ends, line.name, state, reason))
    return found


def _cadence_line(count: Count, line: Line, slots: Sequence[SlotOutcome], reported: set[str]) -> PlaceOutcome:
    met = [slot for slot in slots if slot.state == "met"]
    return PlaceOutcome(
        place=line.name,
        area_set_id=line.area_set_id,
        done=len(met),
        promised=float(len(slots)),
        expected=float(sum(slot.state in {"met", "missed"} for slot in slots)),
        in_period=sum(slot.key in reported for slot in met),
        status=rules.cadence_status([slot.state for slot in slots]),
    )


def _milestone(count: Count, tallies: Tallies, reasons: Reasons) -> Outcome:
    lines = judged_lines(count, tallies)
    days = [_reached_on(line, count.yardstick.promised) for line in lines]
    places = tuple(
        PlaceOutcome(
            place=line.name,
            area_set_id=line.area_set_id,
            done=line.n,
            promised=float(count.yardstick.promised),
            expected=None,
            in_period=sum(t.n for t in line.tallies if t.day is not None and t.day in count.period),
            status=rules.milestone_status(day, window=count.window, cut=count.cut),
        )
        for line, day in zip(lines, days, strict=True)
    )
    reached = [day for day in days if day is not None]
    return replace(
        _blank(count),
        status=_worst(places),
        places=places,
        reached_on=max(reached) if reached and len(reached) == len(days) else None,
        n_in_period=sum(place.in_period for place in places),
    )


def _reached_on(line: Line, promised: Fraction) -> date | None:
    n_so_far = 0
    for day, n in sorted((t.day, t.n) for t in line.tallies if t.day is not None):
        n_so_far += n
        if n > 0 and n_so_far >= promised:
            return day
    return None


_JUDGES: dict[str, Callable[[Count, Tallies, Reasons], Outcome]] = {
    "count": _count,
    "share": _share,
    "cadence": _cadence,
    "milestone": _milestone,
}
