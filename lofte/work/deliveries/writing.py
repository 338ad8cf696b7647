"""Many entries at once, and many taken back at once: a handful of statements however many there are."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from lofte.accounts.sight import Purpose
from lofte.work import belonging
from lofte.work.deliveries.facts import Work
from lofte.work.models import Delivery, Entry, EntryNote, EntryQuantity, EntryRecipient

BATCH = 2000  # rows in one statement


def write(works: Iterable[tuple[UUID, Work]], *, delivery: Delivery, at: datetime) -> list[Entry]:
    """Put delivered work in the log, each under its key. Who typed it stands in the delivery's note alone."""
    rows = list(works)
    entries = Entry.objects.bulk_create(
        [_entry(key, work, delivery, at) for key, work in rows], batch_size=BATCH
    )
    EntryQuantity.objects.bulk_create(
        [
            EntryQuantity(entry=entry, quantity_id=quantity_id, value=value)
            for entry, (_, work) in zip(entries, rows, strict=True)
            for quantity_id, value in work.quantities
        ],
        batch_size=BATCH,
    )
    return entries


def _entry(key: UUID, work: Work, delivery: Delivery, at: datetime) -> Entry:
    return Entry(
        key=key,
        kind_of_work_id=work.kind_id,
        organisation_id=delivery.organisation_id,
        area_id=work.area_id,
        area_set_id=work.area_set_id,
        delivery=delivery,
        occurred_on=work.day,
        started_at=work.started_at,
        minutes=work.minutes,
        state=work.state,
        occasions=work.occasions,
        logged_at=at,
        is_simulated=delivery.is_simulated,
    )


def opposite(entry: Entry, *, reason: str, at: datetime) -> Entry:
    """Return the entry that takes another back: every fact of it, with the opposite sign."""
    return Entry(
        key=uuid5(entry.key, "reversal"),
        sign=-1,
        reverses=entry,
        reversal_reason=reason,
        logged_at=at,
        **_facts(entry),
    )


def _facts(entry: Entry) -> dict[str, Any]:
    """Return all of an entry but what it was called, when it was written and what it takes back."""
    own = {"id", "key", "sign", "reverses", "reversal_reason", "logged_at"}
    return {
        field.attname: getattr(entry, field.attname)
        for field in Entry._meta.concrete_fields
        if field.name not in own
    }


def take_back(entries: QuerySet[Entry], *, reason: str, at: datetime) -> int:
    """Take every entry back, each by one of its own with the reason; return how many there were."""
    rows = list(entries.order_by("pk").prefetch_related(*belonging.whole(Purpose.ACTING)))
    _copy(rows, [opposite(entry, reason=reason, at=at) for entry in rows])
    return len(rows)


def write_anew(entries: QuerySet[Entry], *, at: datetime) -> int:
    """Write entries that were taken back once more, with all that belongs to them; return how many."""
    rows = list(
        entries.order_by("pk").prefetch_related(*belonging.whole(Purpose.ACTING)).select_related("note")
    )
    again = [Entry(key=uuid5(entry.key, "counted"), logged_at=at, **_facts(entry)) for entry in rows]
    _copy(rows, again)
    EntryNote.objects.bulk_create(
        [_note(first.note, then) for first, then in zip(rows, again, strict=True) if hasattr(first, "note")],
        batch_size=BATCH,
    )
    return len(rows)


def _note(note: EntryNote, entry: Entry) -> EntryNote:
    said = {
        field.attname: getattr(note, field.attname)
        for field in EntryNote._meta.concrete_fields
        if field.name not in {"id", "entry"}
    }
    return EntryNote(entry=entry, **said)


def _copy(rows: Sequence[Entry], copies: Sequence[Entry]) -> None:
    """Write copies of entries with the quantities and recipients of the first."""
    Entry.objects.bulk_create(copies, batch_size=BATCH)
    pairs = list(zip(rows, copies, strict=True))
    EntryQuantity.objects.bulk_create(
        [
            EntryQuantity(entry=copy, quantity_id=row.quantity_id, value=row.value)
            for entry, copy in pairs
            for row in entry.quantities.all()
        ],
        batch_size=BATCH,
    )
    EntryRecipient.objects.bulk_create(
        [
            EntryRecipient(entry=copy, organisation_id=row.organisation_id)
            for entry, copy in pairs
            for row in entry.recipients.all()
        ],
        batch_size=BATCH,
    )
