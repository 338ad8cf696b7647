"""What is owed time by time: how many slots will be met, places covered, occasions answered. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from math import ceil

import numpy as np

from lofte.analysis.course import Weeks, course, no_earlier
from lofte.analysis.covering import covering_forecast
from lofte.analysis.forecast import Goal
from lofte.analysis.parts import PartForecast, share_forecast, slots_forecast
from lofte.analysis.spreads import Spread, negative_binomial
from lofte.periods.calendar import Period
from lofte.work.exposure import owed_days
from lofte.work.foreseen import Foreseen
from lofte.work.foretold import EARLIEST_ALONE, FEWEST_SLOTS
from lofte.work.histories import window_weeks
from lofte.work.outcomes import Outcome, PlaceOutcome, SlotOutcome
from lofte.work.yardsticks import Ground, Rule, Yardstick

OVER = frozenset({"met", "missed"})
ENOUGH = 0.3  # of the time: before it, nobody can tell a list from what happens by chance


def foreseen(yardstick: Yardstick, outcome: Outcome) -> list[Foreseen]:
    """Return what is foreseen of a rhythm, of coverage, or of what is owed at occasions."""
    if yardstick.rule is Rule.OCCASIONS:
        return [found for line in outcome.places for found in _answered(yardstick, outcome, line)]
    if yardstick.rule is not Rule.COVERAGE:
        return [found for line in outcome.places for found in _slots(outcome, line)]
    if yardstick.rhythm.slot:
        return _covered_again(yardstick, outcome)
    return _covered(yardstick, outcome)


def _of_all(yardstick: Yardstick) -> Fraction:
    """Return the share that was promised: all, where nothing else is said."""
    is_share = yardstick.is_percent and yardstick.value is not None
    return yardstick.promised / 100 if is_share else Fraction(1)


def _told(line: PlaceOutcome | None, said: PartForecast, *, goal: float, of: float) -> Foreseen:
    return Foreseen(
        place=line.place if line else "",
        area_set_id=line.area_set_id if line else None,
        kind="slots",
        low=said.low,
        high=said.high,
        lowest=said.lowest,
        highest=said.highest,
        chance=round(said.chance, 3),
        goal=goal,
        of=of,
    )


def _slots(outcome: Outcome, line: PlaceOutcome) -> list[Foreseen]:
    slots = [slot for slot in outcome.slots if slot.place == line.place]
    return _of_slots(line, slots, len(slots))


def _of_slots(line: PlaceOutcome | None, slots: Sequence[SlotOutcome], least: int) -> list[Foreseen]:
    met = np.array([slot.state == "met" for slot in slots if slot.state in OVER], dtype=bool)
    n_left, n_missed = len(slots) - len(met), int((~met).sum())
    if len(met) < FEWEST_SLOTS or not n_left:
        return []
    said = slots_forecast(met, n_left, least=least)
    is_lost = n_missed > len(slots) - least
    told = _told(line, said, goal=float(least), of=float(len(slots)))
    rest = round(said.chance_of_rest, 3) if is_lost and least == len(slots) else None
    return [replace(told, is_reached=int(met.sum()) >= least, is_known=is_lost, chance_of_rest=rest)]


def _covered_again(yardstick: Yardstick, outcome: Outcome) -> list[Foreseen]:
    """Everything that is to be covered, time after time, is judged together."""
    slots = sorted(outcome.slots, key=lambda slot: (slot.starts, slot.place))
    line = outcome.places[0] if len(outcome.places) == 1 else None
    return _of_slots(line, slots, ceil(_of_all(yardstick) * len(slots)))


def _covered(yardstick: Yardstick, outcome: Outcome) -> list[Foreseen]:
    """Everything that is to be covered once is judged together: by how far it has come in its time."""
    n_covered = int(sum(line.done for line in outcome.places))
    n_places = int(sum(line.promised or 0 for line in outcome.places))
    least = ceil(_of_all(yardstick) * n_places)
    gone, left = (outcome.cut - outcome.starts).days, (outcome.ends - outcome.cut).days
    if gone < enough_days(outcome) or n_places < FEWEST_SLOTS or n_covered >= n_places:
        return []
    said = covering_forecast(n_covered, n_places, gone=gone / 7, left=left / 7, least=least)
    line = outcome.places[0] if len(outcome.places) == 1 else None
    told = _told(line, said, goal=float(least), of=float(n_places))
    return [replace(told, is_reached=n_covered >= least)]


def enough_days(outcome: Outcome) -> float:
    """Return the days that must have gone before coverage is foreseen."""
    return max(EARLIEST_ALONE, ENOUGH * (outcome.ends - outcome.starts).days)


def _answered(yardstick: Yardstick, outcome: Outcome, line: PlaceOutcome) -> list[Foreseen]:
    """Of occasions nobody knows how many come: their number is foreseen too."""
    there = [slot for slot in outcome.slots if slot.place == line.place]
    states = [slot.state for slot in there]
    n_met, n_over = states.count("met"), states.count("met") + states.count("missed")
    if n_over < FEWEST_SLOTS or (outcome.cut - outcome.starts).days < EARLIEST_ALONE:
        return []
    of_all, n_due = _of_all(yardstick), len(states) - n_over
    ground = next((one for one in yardstick.grounds if one.area_set_id == line.area_set_id), None)
    coming = _coming(yardstick, ground, outcome, there)
    said = share_forecast(
        n_met, n_over, Spread(coming.first + n_due, coming.chances), Goal(least=float(of_all))
    )
    more = coming.quantile(0.1), coming.quantile(0.9)
    percent = {name: round(100 * getattr(said, name), 1) for name in ("low", "high", "lowest", "highest")}
    return [
        Foreseen(
            place=line.place,
            area_set_id=line.area_set_id,
            kind="answered",
            **percent,
            chance=round(said.chance, 3),
            goal=float(100 * of_all),
            is_known=of_all == 1 and n_met < n_over,
            more_low=int(more[0][0]),
            more_high=int(more[1][0]),
        )
    ]


def _coming(
    yardstick: Yardstick, ground: Ground | None, outcome: Outcome, there: Sequence[SlotOutcome]
) -> Spread:
    """Return how many occasions more will come, by how they came so far."""
    window = Period(outcome.starts, outcome.ends)
    owed = owed_days(yardstick, ground, window, window)
    weeks: Weeks = window_weeks(window, cut=outcome.cut, at=outcome.cut + timedelta(weeks=8), owed=owed)
    counts = np.zeros(len(weeks.when))
    for slot in there:
        counts[(slot.starts - window.starts).days // 7] += 1
    mean, variance = course(counts[None, :], weeks, no_earlier(1)).to_come()
    return negative_binomial(mean, np.maximum(variance, mean))
