"""Entries that came into the log after a moment, for days that somebody had counted already."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from lofte.periods.calendar import Period
from lofte.work.late_rules import LateEntry
from lofte.work.models import Entry, EntryQuantity, EntryRecipient
from lofte.work.yardsticks import EntryFacts, Yardstick


def late_entries(
    yardsticks: Iterable[Yardstick], *, days: Period, since: datetime, until: datetime | None = None
) -> list[LateEntry]:
    """Return what was written after `since` for those days, whatever the number of targets: three queries.

    What was written and taken back after it is left out: both together moved nothing.
    """
    rows = _written(list(yardsticks), days, since, until)
    quantities, recipients = _amounts(rows), _recipients(rows)
    found = list(rows.order_by("pk"))
    taken_back = {row.reverses_id for row in found if row.reverses_id} & {row.pk for row in found}
    return [
        LateEntry(
            facts=EntryFacts(
                kind_of_work_id=row.kind_of_work_id,
                organisation_id=row.organisation_id,
                area_id=row.area_id,
                activity_id=row.activity_id,
                occurred_on=row.occurred_on,
                minutes=row.minutes,
                state=row.state,
                quantities=frozenset(quantities[row.pk]),
                recipients=frozenset(recipients[row.pk]),
            ),
            sign=row.sign,
            occasions=row.occasions,
            amounts=quantities[row.pk],
        )
        for row in found
        if row.pk not in taken_back and row.reverses_id not in taken_back
    ]


def _written(
    yardsticks: list[Yardstick], days: Period, since: datetime, until: datetime | None
) -> QuerySet[Entry]:
    kinds = {one.kind_of_work_id for one in yardsticks if one.kind_of_work_id is not None}
    activities = {one.activity_id for one in yardsticks if one.kind_of_work_id is None}
    rows = Entry.objects.filter(
        Q(kind_of_work__in=kinds) | Q(activity__in=activities),
        organisation__in=frozenset().union(*(one.organisations for one in yardsticks)),
        occurred_on__gte=days.starts,
        occurred_on__lt=days.ends,
        logged_at__gt=since,
    )
    return rows if until is None else rows.filter(logged_at__lte=until)


def _amounts(rows: QuerySet[Entry]) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = defaultdict(dict)
    values = EntryQuantity.objects.filter(entry__in=rows).values_list("entry_id", "quantity_id", "value")
    for entry_id, quantity_id, value in values:
        found[entry_id][quantity_id] = value
    return found


def _recipients(rows: QuerySet[Entry]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for entry_id, organisation_id in EntryRecipient.objects.filter(entry__in=rows).values_list(
        "entry_id", "organisation_id"
    ):
        found[entry_id].add(organisation_id)
    return found
