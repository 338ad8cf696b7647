"""The entries themselves, as counting sees them."""

from lofte.periods.calendar import Period
from lofte.work.models import Entry
from lofte.work.yardsticks import EntryFacts, Yardstick


def facts_of(entry: Entry) -> EntryFacts:
    """Return what counting looks at in an entry: two queries."""
    return EntryFacts(
        kind_of_work_id=entry.kind_of_work_id,
        organisation_id=entry.organisation_id,
        area_id=entry.area_id,
        activity_id=entry.activity_id,
        occurred_on=entry.occurred_on,
        minutes=entry.minutes,
        state=entry.state,
        quantities=frozenset(entry.quantities.values_list("quantity_id", flat=True)),
        recipients=frozenset(entry.recipients.values_list("organisation_id", flat=True)),
    )


def some_entries(yardstick: Yardstick, days: Period, *, at_most: int) -> list[int]:
    """Return the keys of some entries of those days that a target would count, taken back ones left out."""
    rows = Entry.objects.filter(
        organisation__in=yardstick.organisations,
        area__in=yardstick.areas,
        occurred_on__gte=days.starts,
        occurred_on__lt=days.ends,
        sign=1,
        reversed_by=None,
    )
    is_own = yardstick.only_own or yardstick.kind_of_work_id is None
    rows = rows.filter(activity=yardstick.activity_id) if is_own else rows
    if yardstick.kind_of_work_id is not None:
        rows = rows.filter(kind_of_work=yardstick.kind_of_work_id)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:at_most])
