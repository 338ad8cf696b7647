"""What is owed at each of something, or after it within a time: one for one, area by area. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from lofte.work import rules
from lofte.work.judging.counts import Count, Tallies, blank, worst
from lofte.work.outcomes import Outcome, PlaceOutcome, SlotOutcome, SlotState
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import Ground, Yardstick


@dataclass
class _Occasion:
    """One time that something was owed: until which day, and what came in time."""

    day: date
    deadline: date  # left out
    n_done: int = 0
    is_late: bool = False


def occasions(count: Count, tallies: Tallies, happened: Tallies) -> Outcome:
    """Judge what was done at each occasion, or followed on it."""
    yardstick = count.yardstick
    grounds: Sequence[Ground | None] = (yardstick.grounds if yardstick.is_each else ()) or (None,)
    rows = [(ground, _at(ground, count, tallies, happened)) for ground in grounds]
    places = tuple(_place(count, ground, found) for ground, found in rows)
    judged = [place for place in places if place.status != "cannot_be_judged"]
    n_late = sum(one.is_late for _, found in rows for one in found)
    return replace(
        blank(count),
        status=worst(judged) if judged else "cannot_be_judged",
        why="" if judged else Unjudged.NO_OCCASIONS.value,
        places=places if judged else (),
        slots=tuple(_slot(one, ground, count) for ground, found in rows for one in found),
        n_in_period=sum(place.in_period for place in places),
        facts={"late": n_late} if n_late else {},
    )


def _at(ground: Ground | None, count: Count, tallies: Tallies, happened: Tallies) -> list[_Occasion]:
    """Return a place's occasions in order of time, each with what answered it."""
    found = []
    for areas in count.yardstick.vicinities(ground, happened):
        there = [
            _Occasion(tally.day, _deadline(tally.day, count))
            for tally in sorted(tally for area_id in areas for tally in happened.get(area_id, ()))
            if tally.day is not None and _holds(ground, count.yardstick, areas, tally.day)
            for _ in range(tally.n)
        ]
        _match(there, _days(tallies, areas), count.yardstick)
        found += there
    return sorted(found, key=lambda one: one.day)


def _deadline(day: date, count: Count) -> date:
    within = count.yardstick.within
    return count.window.ends if within is None else day + timedelta(days=within + 1)


def _holds(ground: Ground | None, yardstick: Yardstick, areas: frozenset[int], day: date) -> bool:
    """Say whether the day is one of the place's: a priority can end."""
    held = [ground] if ground is not None else [one for one in yardstick.grounds if one.areas & areas]
    return not held or any(one.holds_day(day) for one in held)


def _days(tallies: Tallies, areas: frozenset[int]) -> dict[date, int]:
    n_on: Counter[date] = Counter()
    for tally in (tally for area_id in areas for tally in tallies.get(area_id, ())):
        if tally.day is not None:
            n_on[tally.day] += tally.n
    return {day: n_on[day] for day in sorted(n_on) if n_on[day] > 0}


def _match(there: Sequence[_Occasion], left: dict[date, int], yardstick: Yardstick) -> None:
    """Give each occasion the earliest work that is left; what comes after the deadline is late."""
    for one in there:
        _take(one, left, yardstick.n_each, one.deadline)
    for one in there:
        if one.n_done < yardstick.n_each and yardstick.kind == "follow_on":
            one.is_late = _take(one, left, yardstick.n_each, date.max)


def _take(one: _Occasion, left: dict[date, int], needed: Fraction, before: date) -> bool:
    """Take work from the occasion's day on; say whether it was enough. Late work makes nothing met."""
    is_in_time, n_more = before == one.deadline, needed - one.n_done
    for day, n_left in left.items():
        if one.day <= day < before and n_more > 0:
            n = min(n_left, -(-n_more.numerator // n_more.denominator))
            left[day] -= n
            n_more -= n
            one.n_done += n if is_in_time else 0
    return n_more <= 0


def _state(one: _Occasion, count: Count) -> SlotState:
    if one.n_done >= count.yardstick.n_each:
        return "met"
    return "missed" if one.deadline <= count.cut else "due"


def _slot(one: _Occasion, ground: Ground | None, count: Count) -> SlotOutcome:
    name = ground.name if ground is not None else ""
    return SlotOutcome(one.day.isoformat(), one.day, one.deadline, name, _state(one, count))


def _place(count: Count, ground: Ground | None, found: Sequence[_Occasion]) -> PlaceOutcome:
    yardstick = count.yardstick
    states = [_state(one, count) for one in found]
    is_share = yardstick.is_percent and yardstick.value is not None
    return PlaceOutcome(
        place=ground.name if ground is not None else "",
        area_set_id=ground.area_set_id if ground is not None else None,
        done=states.count("met"),
        promised=float(len(states)),
        expected=float(states.count("met") + states.count("missed")),
        in_period=sum(
            one.day in count.period for one, state in zip(found, states, strict=True) if state == "met"
        ),
        status=rules.occasions_status(
            states, of_all=yardstick.promised / 100 if is_share else Fraction(1), is_over=count.is_over
        ),
    )
