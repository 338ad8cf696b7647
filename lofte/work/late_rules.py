"""What came after a cut: which of it a target counts, and where. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lofte.work import contributions, late_occasions
from lofte.work.facts import EntryFacts
from lofte.work.judging import Count, shown
from lofte.work.late_occasions import Sums
from lofte.work.yardsticks import Yardstick


@dataclass(frozen=True)
class Sized:
    """An entry, and what it adds to a count (or takes from it)."""

    entry: EntryFacts
    n: int


@dataclass(frozen=True)
class LateWork:
    """What a target counts of it: how much its figure would move in each place; "" where none is named."""

    target_id: int
    places: Mapping[str, float]
    occasions: Mapping[str, float] = field(default_factory=dict)  # how many more of what something is owed at


@dataclass(frozen=True)
class LateCame:
    """What came to an activity: entries added and taken back, and what that does to each of its targets."""

    n_added: int
    n_taken_back: int
    is_before: bool  # some of it is of days before the period: the figure runs from an earlier day
    targets: Sequence[LateWork]


def came(
    counts: Sequence[Count], late: Sequence[EntryFacts], sums: Mapping[int, Sums] | None = None
) -> LateCame | None:
    """Return what came to an activity, whose targets are counted so; None when nothing did.

    `sums` are what the log adds up to now for the targets that owe something at occasions, by target.
    """
    yardsticks = {count.yardstick.target_id: count.yardstick for count in counts}
    by_target: dict[int, list[Sized]] = {key: [] for key in yardsticks}
    at_occasions: dict[int, LateWork] = {}
    found: dict[int, EntryFacts] = {}
    for count in counts:  # the windows of one target share no day
        key = count.yardstick.target_id
        if sums is not None and key in sums:
            moved = late_occasions.moved(count, sums[key], late)
            at_occasions[key] = LateWork(key, moved.done, moved.occasions)
            found |= {id(entry): entry for entry in moved.entries}
            continue
        by_target[key].extend(_sized(count, late))
    found |= {id(one.entry): one.entry for sized in by_target.values() for one in sized}
    if not found:
        return None
    signs = [entry.sign for entry in found.values()]
    return LateCame(
        n_added=signs.count(1),
        n_taken_back=signs.count(-1),
        is_before=any(entry.occurred_on < counts[0].period.starts for entry in found.values()),
        targets=[
            at_occasions.get(key) or LateWork(key, _places(yardsticks[key], sized))
            for key, sized in by_target.items()
        ],
    )


def _sized(count: Count, late: Iterable[EntryFacts]) -> Iterable[Sized]:
    """Yield what a count that is made anew would take in."""
    for entry in late:
        tally = contributions.of(count, entry)
        if tally is not None:
            yield Sized(entry, tally.whole if count.yardstick.kind == "share" else tally.n)


def _places(yardstick: Yardstick, counted: Sequence[Sized]) -> dict[str, float]:
    if not yardstick.grounds:
        return {"": shown(yardstick, sum(one.n for one in counted))}
    return {
        ground.name: shown(
            yardstick,
            sum(one.n for one in counted if ground.holds(one.entry.area_id, one.entry.occurred_on)),
        )
        for ground in yardstick.grounds
    }
