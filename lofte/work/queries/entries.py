"""The entries themselves, as counting sees them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from lofte.accounts.sight import Purpose
from lofte.periods.calendar import Period
from lofte.work.facts import EntryFacts
from lofte.work.models import Entry, EntryQuantity, EntryRecipient
from lofte.work.yardsticks import Yardstick


def facts_of(entry: Entry) -> EntryFacts:
    """Return what counting looks at in an entry: two queries."""
    return facts_of_all([entry])[0]


def facts_of_all(entries: Collection[Entry]) -> list[EntryFacts]:
    """Return what counting looks at in entries, in their order: two queries."""
    quantities: dict[int, dict[int, int]] = defaultdict(dict)
    numbers = EntryQuantity.objects.whole(Purpose.COUNTING).filter(entry__in=entries)
    for entry_id, quantity_id, value in numbers.values_list("entry_id", "quantity_id", "value"):
        quantities[entry_id][quantity_id] = value
    recipients: dict[int, set[int]] = defaultdict(set)
    shared = EntryRecipient.objects.whole(Purpose.COUNTING).filter(entry__in=entries)
    for entry_id, organisation_id in shared.values_list("entry_id", "organisation_id"):
        recipients[entry_id].add(organisation_id)
    return [
        EntryFacts(
            kind_of_work_id=entry.kind_of_work_id,
            organisation_id=entry.organisation_id,
            area_id=entry.area_id,
            activity_id=entry.activity_id,
            occurred_on=entry.occurred_on,
            minutes=entry.minutes,
            state=entry.state,
            quantities=quantities.get(entry.pk, {}),
            recipients=frozenset(recipients.get(entry.pk, ())),
            occasions=entry.occasions,
            sign=entry.sign,
            started_at=entry.started_at,
            place_id=entry.place_id,
        )
        for entry in entries
    ]


@dataclass(frozen=True)
class Stretch:
    """The log from one of its entries on: their keys, and what counting looks at in those after it."""

    keys: Mapping[int, UUID]
    newer: Sequence[tuple[int, EntryFacts]]


def stretch(since: int, *, at_most: int) -> Stretch | None:
    """Return the log from an entry on, or None when it is longer than that; one query when none is new."""
    rows = list(Entry.objects.whole(Purpose.COUNTING).filter(pk__gte=since).order_by("pk")[: at_most + 2])
    if len(rows) > at_most + 1:
        return None
    newer = [row for row in rows if row.pk > since]
    facts = facts_of_all(newer) if newer else []
    return Stretch(
        keys={row.pk: row.key for row in rows},
        newer=[(row.pk, fact) for row, fact in zip(newer, facts, strict=True)],
    )


def keys_of(entry_ids: Collection[int]) -> dict[int, UUID]:
    """Return the keys of entries by their place in the log."""
    return dict(Entry.objects.whole(Purpose.COUNTING).filter(pk__in=entry_ids).values_list("pk", "key"))


def has_occasion(yardstick: Yardstick, facts: EntryFacts) -> bool:
    """Say whether something happened in the area that the work was done at, or followed on."""
    within = yardstick.within
    since = (
        yardstick.whole.starts
        if within is None
        else max(yardstick.whole.starts, facts.occurred_on - timedelta(days=within))
    )
    return (
        Entry.objects.whole(Purpose.COUNTING)
        .filter(
            kind_of_work=yardstick.occasion_kind_id,
            organisation__in=yardstick.everybody,
            area__in=next(
                (one.areas for one in yardstick.grounds if facts.area_id in one.areas), {facts.area_id}
            ),
            occurred_on__gte=since,
            occurred_on__lte=facts.occurred_on,
            sign=1,
            reversed_by=None,
        )
        .exists()
    )


def some_entries(yardstick: Yardstick, days: Period, *, at_most: int) -> list[int]:
    """Return the keys of some entries of those days that a target would count, taken back ones left out."""
    rows = Entry.objects.whole(Purpose.COUNTING).filter(
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
