"""The entries behind a line: those that it counts with what each adds, and those near it with why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lofte.accounts.models import Membership, Organisation
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.periods.calendar import Period
from lofte.promises.models import Target
from lofte.work import belonging, contributions, counting, queries
from lofte.work.facts import EntryFacts, LeftOut
from lofte.work.judging import Count, shown
from lofte.work.models import Entry
from lofte.work.rules import Unjudged
from lofte.work.yardsticks import Ground

ON_A_PAGE = 50


@dataclass(frozen=True)
class Row:
    """An entry and what it adds (None where that is more than one number), or why it is not counted."""

    entry: Entry
    adds: float | None = None
    left_out: LeftOut | None = None


Found = tuple[list[Row], list[tuple[int, int]]]


@dataclass(frozen=True)
class Behind:
    """A page of the entries behind a line."""

    place: str
    window: Period
    rows: Sequence[Row]
    unseen: Sequence[tuple[Organisation, int]]  # how many entries more, seen by their own organisation alone
    has_more: bool
    unjudged: Unjudged | None


@dataclass(frozen=True)
class Asked:
    """Which line, as of when, and which page of it: the counted entries, or those near them."""

    target: Target
    period: Period
    cut: date
    area_set_id: int | None = None
    are_near: bool = False
    page: int = 1


def of(asked: Asked, viewer: Viewer) -> Behind:
    """Return the entries that the viewer sees, and how many there are of others: the queries do not grow."""
    (yardstick,) = queries.yardsticks([asked.target], cut=asked.cut)
    *_, count = counting.counts_of(yardstick, asked.period, asked.cut)
    ground = next((one for one in yardstick.grounds if one.area_set_id == asked.area_set_id), None)
    name = ground.name if ground is not None else ""
    unjudged = yardstick.unjudged()
    if unjudged is not None:
        return Behind(name, count.window, [], [], has_more=False, unjudged=unjudged)
    seen = queries.Seen.by(viewer)
    found, unseen = _near(count, asked, seen) if asked.are_near else _counted(count, ground, asked, seen)
    return Behind(
        name, count.window, found[:ON_A_PAGE], _named(unseen), len(found) > ON_A_PAGE, unjudged=None
    )


def _named(unseen: Sequence[tuple[int, int]]) -> list[tuple[Organisation, int]]:
    names = Organisation.objects.in_bulk([key for key, _ in unseen])
    return [(names[key], n) for key, n in unseen]


def _counted(count: Count, ground: Ground | None, asked: Asked, seen: queries.Seen) -> Found:
    keys = queries.counted_entries(count, ground, seen, skip=_skip(asked), at_most=ON_A_PAGE + 1)
    entries = _entries(keys)
    rows = [
        Row(entry, adds=_adds(count, facts))
        for entry, facts in zip(entries, queries.facts_of_all(entries), strict=True)
    ]
    return rows, queries.counted_unseen(count, ground, seen)


def _adds(count: Count, facts: EntryFacts) -> float | None:
    if count.yardstick.kind == "share":
        return None
    added = contributions.of(count, facts)
    return shown(count.yardstick, added.n) if added is not None else 0


def _near(count: Count, asked: Asked, seen: queries.Seen) -> Found:
    members = Membership.objects.filter(partnership=asked.target.activity.promise.partnership_id)
    near = queries.Near(
        organisations=frozenset(members.values_list("organisation_id", flat=True)),
        areas=count.yardstick.elsewhere,
        kind_of_work_id=count.yardstick.kind_of_work_id,
    )
    keys = queries.near_entries(count, near, seen, skip=_skip(asked), at_most=ON_A_PAGE + 1)
    entries = _entries(keys)
    rows = [
        Row(entry, left_out=count.yardstick.left_out(facts, count.days) or LeftOut.DAY)
        for entry, facts in zip(entries, queries.facts_of_all(entries), strict=True)
    ]
    return rows, []  # a figure tells nothing of what it does not hold: others' stays with them


def _skip(asked: Asked) -> int:
    return (asked.page - 1) * ON_A_PAGE


def _entries(keys: Sequence[int]) -> list[Entry]:
    """Return entries in the order of their keys, without the part that speaks of people."""
    rows = (
        Entry.objects.whole(Purpose.CHOSEN)
        .select_related("kind_of_work", "area", "place", "organisation", "reversed_by")
        .prefetch_related(belonging.numbers(Purpose.CHOSEN))
        .in_bulk(keys)
    )
    return [rows[key] for key in keys]
