"""What came after a cut: which of it a target counts, and where. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lofte.work.judging import Count
from lofte.work.yardsticks import EntryFacts, Yardstick


@dataclass(frozen=True)
class LateEntry:
    """A piece of work, or a reversal of one (`sign` -1), that came after the cut."""

    facts: EntryFacts
    sign: int
    occasions: int
    amounts: Mapping[int, int]  # by quantity


@dataclass(frozen=True)
class LateWork:
    """What a target counts of it: how much its figure would move in each place; "" where none is named."""

    target_id: int
    places: Mapping[str, int]


@dataclass(frozen=True)
class LateCame:
    """What came to an activity: entries added and taken back, and what that does to each of its targets."""

    n_added: int
    n_taken_back: int
    is_before: bool  # some of it is of days before the period: the figure runs from an earlier day
    targets: Sequence[LateWork]


def came(counts: Sequence[Count], late: Iterable[LateEntry]) -> LateCame | None:
    """Return what came to an activity, whose targets are counted so; None when nothing did."""
    late = list(late)
    by_target: dict[int, list[LateEntry]] = {}
    for count in counts:  # the windows of one target share no day
        by_target.setdefault(count.yardstick.target_id, []).extend(o for o in late if is_counted(count, o))
    found = {id(one): one for entries in by_target.values() for one in entries}
    if not found:
        return None
    signs = [one.sign for one in found.values()]
    yardsticks = {count.yardstick.target_id: count.yardstick for count in counts}
    return LateCame(
        n_added=signs.count(1),
        n_taken_back=signs.count(-1),
        is_before=any(one.facts.occurred_on < counts[0].period.starts for one in found.values()),
        targets=[LateWork(key, _places(yardsticks[key], by_target[key])) for key in by_target],
    )


def is_counted(count: Count, one: LateEntry) -> bool:
    """Say whether a count that is made anew would take the entry in."""
    return one.facts.occurred_on in count.days and count.yardstick.left_out(one.facts) is None


def _places(yardstick: Yardstick, counted: Sequence[LateEntry]) -> dict[str, int]:
    if not yardstick.grounds:
        return {"": sum(_size(yardstick, one) for one in counted)}
    return {
        ground.name: sum(
            _size(yardstick, one) for one in counted if ground.holds(one.facts.area_id, one.facts.occurred_on)
        )
        for ground in yardstick.grounds
    }


def _size(yardstick: Yardstick, one: LateEntry) -> int:
    quantity_id = yardstick.whole_id if yardstick.kind == "share" else yardstick.quantity_id
    return one.sign * (one.occasions if quantity_id is None else one.amounts.get(quantity_id, 0))
