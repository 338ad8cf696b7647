"""What is owed slot by slot: cadences, so many in each week, fixed times, and all of a set. Pure."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lofte.periods.calendar import Period
from lofte.work import rules
from lofte.work.judging.counts import (
    Count,
    Line,
    Reasons,
    Tallies,
    Tally,
    blank,
    judged_lines,
    together,
    worst,
)
from lofte.work.outcomes import Outcome, PlaceOutcome, SlotOutcome, Status
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import Rule


@dataclass(frozen=True)
class _Row:
    """A place with its slots, and what lies in each of them."""

    line: Line
    slots: Sequence[SlotOutcome]
    amounts: Sequence[int]


def slotted(count: Count, tallies: Tallies, reasons: Reasons) -> Outcome:
    """Judge what is owed in every slot, place by place."""
    owed = count.yardstick.slots(count.window)
    rows = [row for line in _rows(count, tallies) if (row := _row(count, line, owed, reasons)).slots]
    if not rows:
        why = Unjudged.NO_PLACES if count.yardstick.over_prioritised else Unjudged.NO_SLOT
        return replace(blank(count), why=why.value)
    free = [slot.key for slot in count.yardstick.excused(count.window)]
    reported = {slot.key for slot in count.yardstick.slots(count.period)}
    places = tuple(_line(count, row, reported) for row in rows)
    return replace(
        blank(count),
        status=_covered(count, rows, places) if count.yardstick.rule is Rule.COVERAGE else worst(places),
        places=places,
        slots=tuple(slot for row in rows for slot in row.slots) if count.yardstick.rhythm.slot else (),
        n_in_period=sum(place.in_period for place in places),
        facts={"free": free} if free else {},
    )


def _covered(count: Count, rows: Sequence[_Row], places: Sequence[PlaceOutcome]) -> Status:
    """Judge everything that was to be covered together."""
    if count.yardstick.rhythm.slot:
        return rules.cadence_status([s.state for row in rows for s in row.slots], of_all=_of_all(count))
    promised = sum((Fraction(str(place.promised)) for place in places), Fraction(0))
    return _by_pace(count, int(sum(place.done for place in places)), _of_all(count) * promised)


def _by_pace(count: Count, done: int, promised: Fraction) -> Status:
    """Judge what is owed once in all as any number is judged: by what should be covered by now."""
    pace = count.yardstick.pace.over(count.window, promised)
    return rules.count_status(
        done, comparator=">=", promised=promised, window=count.window, cut=count.cut, pace=pace
    )


def _of_all(count: Count) -> Fraction:
    """Return the share of the slots that was promised."""
    yardstick = count.yardstick
    is_share = yardstick.is_percent and yardstick.value is not None
    return yardstick.promised / 100 if is_share else Fraction(1)


def _rows(count: Count, tallies: Tallies) -> list[Line]:
    """Return a line for each place, or for each thing that must be covered by itself."""
    if not count.yardstick.spots:
        return judged_lines(count, tallies)
    whole = together(count, tallies)
    return [
        Line(
            spot.name,
            None,
            [tally for tally in whole.tallies if tally.place == spot.place_id],
            whole.window,
            whole.period,
        )
        for spot in count.yardstick.spots
    ]


def _row(count: Count, line: Line, owed: Sequence[Period], reasons: Reasons) -> _Row:
    comparator = count.yardstick.comparator if count.yardstick.rule is not Rule.COVERAGE else ">="
    amounts, needed = _amounts(count, line, owed), count.yardstick.needed
    slots, held = [], []
    for position, slot in enumerate(owed):
        if not line.owes(slot):
            continue
        state = rules.slot_state(
            amounts[position],
            needed=needed,
            slot=slot,
            cut=count.cut_for(slot),
            comparator=comparator,
        )
        reason = reasons.get(slot.starts, "") if state == "missed" else ""
        slots.append(SlotOutcome(slot.key, slot.starts, slot.ends, line.name, state, reason))
        held.append(amounts[position])
    return _Row(line, slots, held)


def _amounts(count: Count, line: Line, owed: Sequence[Period]) -> Counter[int]:
    """Add up what lies in each slot; where so many places must be covered, how many were."""
    starts = [slot.starts for slot in owed]
    by_slot: dict[int, list[Tally]] = defaultdict(list)
    for tally in line.tallies:
        if tally.day is None:
            continue
        position = bisect_right(starts, tally.day) - 1
        if position >= 0 and tally.day in owed[position]:
            by_slot[position].append(tally)
    if count.yardstick.n_objects is None:
        return Counter({position: sum(t.n for t in found) for position, found in by_slot.items()})
    return Counter({position: _n_places(found) for position, found in by_slot.items()})


def _n_places(tallies: Sequence[Tally]) -> int:
    n_at: Counter[int] = Counter()
    for tally in tallies:
        if tally.place is not None:
            n_at[tally.place] += tally.n
    return sum(n > 0 for n in n_at.values())


def _line(count: Count, row: _Row, reported: set[str]) -> PlaceOutcome:
    """Tell a place: how many slots are met, or how many of so many places were covered in them."""
    n_each = count.yardstick.n_objects or 1
    by_slot = [
        min(amount, n_each) if count.yardstick.n_objects else int(slot.state == "met")
        for slot, amount in zip(row.slots, row.amounts, strict=True)
    ]
    n_judged = sum(slot.state in {"met", "missed"} for slot in row.slots)
    is_whole = not count.yardstick.rhythm.slot
    promised = Fraction(n_each * len(row.slots))
    pace = count.yardstick.pace.over(count.window, promised)
    by_now = (
        rules.expected(promised, count.window, count.cut, pace) if is_whole else Fraction(n_each * n_judged)
    )
    states = [slot.state for slot in row.slots]
    return PlaceOutcome(
        place=row.line.name,
        area_set_id=row.line.area_set_id,
        done=sum(by_slot),
        promised=float(promised),
        expected=round(float(by_now), 2),
        in_period=sum(
            n for n, slot in zip(by_slot, row.slots, strict=True) if is_whole or slot.key in reported
        ),
        status=_by_pace(count, sum(by_slot), _of_all(count) * promised)
        if is_whole
        else rules.cadence_status(states, of_all=_of_all(count)),
    )
