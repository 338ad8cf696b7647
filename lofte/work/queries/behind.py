"""The entries behind a sum: the same joins and conditions, row by row, and only as a viewer sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from lofte.accounts.viewers import Viewer
from lofte.work.judging import Count
from lofte.work.models import Entry
from lofte.work.queries.sums import Sql, conditions_of, joins_of, on_their_days, rows_of, within
from lofte.work.yardsticks import Ground


@dataclass(frozen=True)
class Near:
    """Where work could have been counted and was not: whose, and in which areas."""

    organisations: frozenset[int]
    areas: frozenset[int]
    kind_of_work_id: int | None


@dataclass(frozen=True)
class Seen:
    """Which entries a viewer sees one by one: all of some organisations, and those that were shared."""

    organisations: frozenset[int]
    shared: Sql

    @classmethod
    def by(cls, viewer: Viewer) -> "Seen":
        keys = Entry.sight.shares(viewer).exclude(key=None).values("key")
        return cls(Entry.sight.organisations(viewer), Sql(*keys.query.sql_with_params()))

    @property
    def condition(self) -> Sql:
        theirs = within("e.organisation_id IN", self.organisations or frozenset({0}))
        return Sql(f"({theirs.text} OR e.id IN ({self.shared.text}))", (*theirs.params, *self.shared.params))


def counted_entries(count: Count, ground: Ground | None, seen: Seen, *, skip: int, at_most: int) -> list[int]:
    """Return the keys of the seen entries that a count holds (at one place), the latest first."""
    if not (count.yardstick.areas and count.yardstick.organisations and count.days.n_days):
        return []
    pieces = [Sql("SELECT e.id"), *_behind(count, ground), _also(seen.condition), _page(skip, at_most)]
    return [row[0] for row in rows_of(pieces)]


def counted_unseen(count: Count, ground: Ground | None, seen: Seen) -> list[tuple[int, int]]:
    """Return how many entries a count holds that are not seen one by one, by organisation.

    What was taken back and what took it back are none: the figure holds neither.
    """
    if not (count.yardstick.areas and count.yardstick.organisations and count.days.n_days):
        return []
    pieces = [_BY_WHOM, *_behind(count, ground), _not(seen.condition), _GROUPED]
    return [(row[0], row[1]) for row in rows_of(pieces)]


_BY_WHOM = Sql("SELECT e.organisation_id, SUM(e.sign)")
_GROUPED = Sql("GROUP BY e.organisation_id HAVING SUM(e.sign) > 0 ORDER BY e.organisation_id")


def _also(condition: Sql) -> Sql:
    return Sql(f"AND {condition.text}", condition.params)


def _not(condition: Sql) -> Sql:
    return Sql(f"AND NOT {condition.text}", condition.params)


def near_entries(count: Count, near: Near, seen: Seen, *, skip: int, at_most: int) -> list[int]:
    """Return the keys of seen entries of the same work that a count does not hold, the latest first."""
    if not (near.areas and near.organisations):
        return []
    pieces = [Sql("SELECT e.id"), *_beside(count, near), _also(seen.condition), _page(skip, at_most)]
    return [row[0] for row in rows_of(pieces)]


def _beside(count: Count, near: Near) -> list[Sql]:
    of_kind = Sql("AND e.kind_of_work_id = %s", (near.kind_of_work_id,))
    of_activity = Sql("AND e.activity_id = %s", (count.yardstick.activity_id,))
    pieces = [
        Sql("FROM work_entry e WHERE e.sign = 1"),
        Sql("AND e.occurred_on >= %s AND e.occurred_on < %s", (count.window.starts, count.cut)),
        Sql("AND NOT EXISTS (SELECT 1 FROM work_entry b WHERE b.reverses_id = e.id)"),
        of_activity if near.kind_of_work_id is None else of_kind,
        within("AND e.area_id IN", near.areas),
        within("AND e.organisation_id IN", near.organisations),
    ]
    if count.yardstick.areas and count.yardstick.organisations and count.days.n_days:
        pieces += [Sql("AND e.id NOT IN (SELECT e.id"), *_behind(count, None), Sql(")")]
    return pieces


def _behind(count: Count, ground: Ground | None) -> Iterable[Sql]:
    yield Sql("FROM work_entry e")
    yield from joins_of(count.yardstick)
    yield from conditions_of(count)
    if ground is not None:
        yield within("AND e.area_id IN", ground.areas)
    yield from on_their_days([ground] if ground is not None else count.yardstick.grounds)


def _page(skip: int, at_most: int) -> Sql:
    # Within a day by the random key: the order of writing is the writers' own.
    return Sql("ORDER BY e.occurred_on DESC, e.key DESC, e.id DESC LIMIT %s OFFSET %s", (at_most, skip))
