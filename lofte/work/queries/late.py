"""Entries that came into the log after a moment, for days that somebody had counted already."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from lofte.accounts.sight import Purpose
from lofte.periods.calendar import Period
from lofte.work.facts import EntryFacts
from lofte.work.models import Entry
from lofte.work.queries.entries import facts_of_all
from lofte.work.yardsticks import Rule, Yardstick


def late_entries(yardsticks: Sequence[Yardstick], *, days: Period, since: datetime) -> list[EntryFacts]:
    """Return what was written after `since` for those days, whatever the number of targets: three queries.

    What was written and taken back after it is left out: both together moved nothing.
    """
    found = list(_written(yardsticks, days, since).order_by("pk"))
    taken_back = {row.reverses_id for row in found if row.reverses_id} & {row.pk for row in found}
    return facts_of_all(
        [row for row in found if row.pk not in taken_back and row.reverses_id not in taken_back]
    )


def _written(yardsticks: Sequence[Yardstick], days: Period, since: datetime) -> QuerySet[Entry]:
    owed = [one for one in yardsticks if one.rule is Rule.OCCASIONS]  # what happened moves the figure too
    kinds = {one.kind_of_work_id for one in yardsticks if one.kind_of_work_id is not None}
    kinds |= {one.occasion_kind_id for one in owed if one.occasion_kind_id is not None}
    doers = [one.organisations for one in yardsticks] + [one.everybody for one in owed]
    activities = {one.activity_id for one in yardsticks if one.kind_of_work_id is None}
    return Entry.objects.whole(Purpose.COUNTING).filter(
        Q(kind_of_work__in=kinds) | Q(activity__in=activities),
        organisation__in=frozenset().union(*doers),
        occurred_on__gte=days.starts,
        occurred_on__lt=days.ends,
        logged_at__gt=since,
    )
