"""What came after a cut where something is owed at occasions: new ones, and what answers them. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lofte.work import contributions
from lofte.work.causes import Seen
from lofte.work.facts import EntryFacts
from lofte.work.judging import Count, Tallies, Tally
from lofte.work.judging.occasions import occasions

ByDay = Counter[tuple[int, date]]  # how much, by area and day


@dataclass(frozen=True)
class Sums:
    """What the log adds up to: the work, and what happened."""

    work: Tallies
    happened: Tallies


@dataclass(frozen=True)
class Moved:
    """How many more occasions were answered, and how many more there are, in each place; by which entries."""

    done: Mapping[str, float]
    occasions: Mapping[str, float]
    entries: Sequence[EntryFacts]


def moved(count: Count, now: Sums, late: Sequence[EntryFacts]) -> Moved:
    """Return the difference between a count now and one without what came late."""
    own, happened = count.asks
    before = Sums(_without(own, now.work, late), _without(happened, now.happened, late))
    is_then, is_now = (_lines(count, one) for one in (before, now))
    places = dict.fromkeys([*is_then, *is_now])
    nothing = (0.0, 0.0)
    steps = {
        place: [b - a for a, b in zip(is_then.get(place, nothing), is_now.get(place, nothing), strict=True)]
        for place in places
    }
    seen = Seen(count.yardstick, None, _days(before.happened, now.happened))
    return Moved(
        done={place: done for place, (done, _) in steps.items()},
        occasions={place: n for place, (_, n) in steps.items()},
        entries=[one for one in late if _counts(own, happened, seen, one)],
    )


def _counts(own: Count, happened: Count, seen: Seen, entry: EntryFacts) -> bool:
    """Say whether an entry is looked at: as an occasion, or as work that one lies behind."""
    if contributions.of(happened, entry) is not None:
        return True
    return contributions.of(own, entry) is not None and seen.look(entry).left_out is None


def _lines(count: Count, sums: Sums) -> dict[str, tuple[float, float]]:
    """Return how many were answered and how many there are, by place: one place alone is named too."""
    names = [ground.name for ground in count.yardstick.grounds]
    alone = names[0] if len(names) == 1 else ""
    found = occasions(count, sums.work, sums.happened)
    return {line.place or alone: (line.done, line.promised or 0) for line in found.places}


def _without(count: Count, tallies: Tallies, late: Sequence[EntryFacts]) -> Tallies:
    """Return sums as they were before some of their entries came."""
    found: ByDay = Counter()
    for area_id, some in tallies.items():
        for tally in some:
            if tally.day is not None:
                found[area_id, tally.day] += tally.n
    for entry in late:
        added = contributions.of(count, entry)
        if added is not None and added.day is not None:
            found[entry.area_id, added.day] -= added.n
    left: dict[int, list[Tally]] = {}
    for (area_id, day), n in sorted(found.items()):
        if n:
            left.setdefault(area_id, []).append(Tally(day, n, 0, 0))
    return left


def _days(*both: Tallies) -> dict[int, list[date]]:
    """Return the days of all occasions, area by area."""
    found: dict[int, set[date]] = {}
    for tallies in both:
        for area_id, some in tallies.items():
            found.setdefault(area_id, set()).update(tally.day for tally in some if tally.day is not None)
    return {area_id: sorted(days) for area_id, days in found.items()}
