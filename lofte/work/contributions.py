"""What one entry adds to a count: the sums of `queries.sums`, said for a single entry. Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date

from lofte.work.facts import EntryFacts
from lofte.work.judging import Count, Tally
from lofte.work.yardsticks import IN_SLOTS, Yardstick

ByDay = dict[tuple[date | None, int | None], Tally]  # by day and place, where those matter


def of(count: Count, entry: EntryFacts) -> Tally | None:
    """Return what an entry adds, or None where it is not counted."""
    if count.yardstick.left_out(entry, count.days) is not None:
        return None
    n, whole = _counted(count.yardstick, entry)
    if count.yardstick.is_by_day:
        place = entry.place_id if count.yardstick.is_by_place else None
        return Tally(entry.occurred_on, n, 0, whole, place)
    in_period = whole if count.yardstick.kind == "share" else n
    return Tally(None, n, in_period if entry.occurred_on in count.period else 0, whole)


def _counted(yardstick: Yardstick, entry: EntryFacts) -> tuple[int, int]:
    """Return what is summed, and that of a share's whole (nought for what has none)."""
    times = entry.sign * entry.occasions
    part = entry.quantities.get(yardstick.quantity_id or 0, 0)
    if yardstick.kind == "share" and yardstick.whole_id:
        return entry.sign * part, entry.sign * entry.quantities.get(yardstick.whole_id, 0)
    if yardstick.kind == "share":  # of all occasions: those with at least one
        return (times if part > 0 else 0), times
    if yardstick.sums_quantity:
        return entry.sign * part, 0
    return times * (entry.minutes or 0) if yardstick.kind == "hours" else times, 0


def gathered(count: Count, tallies: Mapping[int, Iterable[Tally]]) -> dict[int, ByDay]:
    """Return tallies by area and day; the days of a slot are one where only the slot matters."""
    found: dict[int, ByDay] = {}
    for area_id, some in tallies.items():
        for tally in some:
            put(found.setdefault(area_id, {}), count, tally)
    return found


def put(days: ByDay, count: Count, tally: Tally) -> None:
    """Add a tally to those of its area."""
    day = _day(count, tally.day)
    where = (day, tally.place)
    held = days.get(where)
    if held is None:
        days[where] = tally._replace(day=day)
        return
    n, new, whole = held.n + tally.n, held.n_in_period + tally.n_in_period, held.whole + tally.whole
    days[where] = Tally(day, n, new, whole, tally.place)


def _day(count: Count, day: date | None) -> date | None:
    """Return the first day of the slot that a day lies in, where no place has days of its own."""
    yardstick = count.yardstick
    if day is None or yardstick.rule not in IN_SLOTS or yardstick.over_prioritised:
        return day
    slots = yardstick.slots(count.window)
    position = bisect_right(slots, day, key=lambda slot: slot.starts) - 1
    return slots[position].starts if position >= 0 and day in slots[position] else day
