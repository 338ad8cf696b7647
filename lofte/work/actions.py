"""Work goes into the log, is taken back by an entry of its own, and a missed slot gets its reason."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from lofte.accounts import walls
from lofte.accounts.models import Organisation, User
from lofte.accounts.sight import Purpose
from lofte.base import audit, guards
from lofte.base.inserting import Belonging, insert_together
from lofte.periods.calendar import Period
from lofte.places.models import Area, Place
from lofte.promises.models import Activity, KindOfWork
from lofte.work.admitting import Draft, Refused, acting_in, admit, check_words
from lofte.work.deliveries import clashing, overlaps
from lofte.work.deliveries.writing import opposite
from lofte.work.models import Entry, EntryNote, EntryQuantity, EntryRecipient, MissedSlot

logger = logging.getLogger(__name__)

MAX_REASON = 200  # letters


class ReasonMissing(Refused):
    """Nothing is taken back or missed without a reason."""

    code = "reason_missing"
    field = "reason"


class KeyTaken(Refused):
    """Somebody else's entry carries the key."""

    code = "key_taken"


class AlreadyReversed(Refused):
    """An entry is taken back once, and what takes back is not taken back."""

    code = "already_reversed"


class Delivered(Refused):
    """What an office has delivered is mended by a later delivery, not piece by piece."""

    code = "delivered"


class SlotNotOver(Refused):
    """A slot that can still be met has not been missed."""

    code = "slot_not_over"

    def __init__(self, ends: date) -> None:
        super().__init__(ends)
        self.ends = ends


def log(
    *,
    key: UUID,
    kind: KindOfWork,
    organisation: Organisation,
    area: Area,
    occurred_on: date,
    by: User,
    at: datetime,
    minutes: int | None = None,
    quantities: Mapping[str, int] | None = None,
    recipients: Collection[Organisation] = (),
    activity: Activity | None = None,
    place: Place | None = None,
    state: str = Entry.State.DONE.value,
    checks: Collection[str] = (),
    note: str = "",
    is_simulated: bool = False,
) -> Entry:
    """Write a piece of work, or return the one that has been written with this key.

    `quantities` are numbers by their code, `checks` the codes of the checklist's lines that hold.
    """
    draft = Draft(
        key=key,
        kind=kind,
        organisation=organisation,
        area=area,
        occurred_on=occurred_on,
        minutes=minutes,
        quantities=quantities or {},
        recipients=recipients,
        activity=activity,
        place=place,
        state=state,
        checks=checks,
        note=note,
    )
    return put(draft, by=by, at=at, is_simulated=is_simulated)


def put(draft: Draft, *, by: User, at: datetime, is_simulated: bool = False) -> Entry:
    """Put a draft in the log, as `log` does. Work in a partnership of simulated data is simulated itself."""
    try:
        is_simulated |= any(one.is_simulated for one in admit(draft, by=by, at=at))
        try:
            with transaction.atomic():
                return _write(draft, by=by, at=at, is_simulated=is_simulated)
        except IntegrityError:  # the key's, or another fault
            earlier = _written_before(draft, by)
            if earlier is None:
                raise
            return earlier
    except Refused as refusal:
        logger.info("entry refused: %s", refusal.code)
        raise


def _write(draft: Draft, *, by: User, at: datetime, is_simulated: bool) -> Entry:
    entry = Entry(
        key=draft.key,
        kind_of_work=draft.kind,
        organisation=draft.organisation,
        area=draft.area,
        place=draft.place,
        activity=draft.activity,
        occurred_on=draft.occurred_on,
        started_at=draft.started_at,
        minutes=draft.length,
        state=draft.state,
        checks=sorted(draft.checks),
        logged_at=at,
        is_simulated=is_simulated,
    )
    by_code = {quantity.code: quantity for quantity in draft.kind.quantities.all()}
    numbers = [EntryQuantity(quantity=by_code[code], value=n) for code, n in draft.quantities.items()]
    shared = [EntryRecipient(organisation=organisation) for organisation in draft.recipients]
    note = EntryNote(entered_by=by, on_behalf_of=draft.on_behalf_of, text=draft.note)
    line = audit.line("entry.logged", target=entry, by_id=by.pk, at=at, kind=draft.kind.code)
    of_entry = [Belonging("entry_id", rows) for rows in (numbers, shared, [note])]
    if insert_together(entry, [*of_entry, Belonging("target_id", [line])], clashing.deliveries_near(entry)):
        overlaps.catch(entry, at=at)
    return entry


def _written_before(draft: Draft, by: User) -> Entry | None:
    """Return the entry that carries the key, if any: sent twice, it is written once."""
    entry = with_key(draft.key)
    if entry is not None and (entry.organisation_id != draft.organisation.pk or not wrote(by, entry)):
        raise KeyTaken
    return entry


def with_key(key: UUID) -> Entry | None:
    """Return the entry that carries a key, whoever's it is: a key is taken once in the whole log."""
    with walls.lifted():
        return Entry.objects.whole(Purpose.ACTING).filter(key=key).first()


def wrote(user: User, entry: Entry) -> bool:
    """Tell whether it was the person who wrote the entry; yes too when that has been purged."""
    with walls.lifted():  # another's note that is not seen would pass for one that was purged
        note = EntryNote.objects.whole(Purpose.ACTING).filter(entry=entry).first()
    return note is None or note.entered_by_id in {None, user.pk}


def reverse(entry: Entry, *, reason: str, by: User, at: datetime) -> Entry:
    """Take an entry back by one that repeats every fact of it with the opposite sign; both stay."""
    try:
        acting_in(by, entry.organisation_id, at)
        check_reason(reason)
        if entry.delivery_id is not None:
            raise Delivered
        with transaction.atomic():
            return _write_reversal(entry, reason=reason.strip(), by=by, at=at)
    except Refused as refusal:
        logger.info("reversal refused: %s", refusal.code)
        raise


def check_reason(reason: str) -> None:
    """Refuse no reason, a story, or one that seems to speak of a person."""
    if not reason.strip() or len(reason.strip()) > MAX_REASON:
        raise ReasonMissing
    check_words(reason, "reason")


def _write_reversal(entry: Entry, *, reason: str, by: User, at: datetime) -> Entry:
    guards.take_turn(Entry)  # before the row's own lock: two who wait for each other never end
    locked = Entry.objects.whole(Purpose.ACTING).select_for_update().get(pk=entry.pk)
    if locked.sign < 0 or Entry.objects.whole(Purpose.ACTING).filter(reverses=locked).exists():
        raise AlreadyReversed
    reversal = opposite(locked, reason=reason, at=at)
    reversal.save()
    EntryQuantity.objects.bulk_create(
        EntryQuantity(entry=reversal, quantity_id=row.quantity_id, value=row.value)
        for row in locked.quantities.whole(Purpose.ACTING)
    )
    EntryRecipient.objects.bulk_create(
        EntryRecipient(entry=reversal, organisation_id=row.organisation_id)
        for row in locked.recipients.whole(Purpose.ACTING)
    )
    EntryNote.objects.create(entry=reversal, entered_by=by)
    audit.record("entry.reversed", target=reversal, by_id=by.pk, at=at, reverses=locked.pk)
    return reversal


def change(entry: Entry, draft: Draft, *, reason: str, by: User, at: datetime) -> Entry:
    """Take an entry back and write it anew, both or neither; the same key again changes nothing."""
    earlier = with_key(draft.key)
    if earlier is not None:
        return put(draft, by=by, at=at)
    with transaction.atomic():
        reverse(entry, reason=reason, by=by, at=at)
        return put(draft, by=by, at=at, is_simulated=entry.is_simulated)


@dataclass(frozen=True)
class Missed:
    """A slot that was missed, before its reason is written."""

    activity: Activity
    slot: Period
    reason: str


def say_why_missed(missed: Missed, *, by: User, at: datetime, today: date) -> MissedSlot:
    """Write why a slot was missed, or write it better: the last reason is the one that stands."""
    try:
        check_reason(missed.reason)
        if missed.slot.ends > today:
            raise SlotNotOver(missed.slot.ends)
    except Refused as refusal:
        logger.info("missed slot refused: %s", refusal.code)
        raise
    with transaction.atomic():
        row, _ = MissedSlot.objects.update_or_create(
            activity=missed.activity,
            starts=missed.slot.starts,
            defaults={
                "ends": missed.slot.ends,
                "reason": missed.reason.strip(),
                "said_by": by,
                "said_at": at,
            },
        )
        audit.record("slot.missed_explained", target=row, by_id=by.pk, at=at, slot=missed.slot.key)
    return row
