"""Overlaps: opened when work comes twice, settled by a person; until then only what came first counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import User
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import viewer_of
from lofte.base import audit, guards
from lofte.work.admitting import NotYours, Refused, check_words
from lofte.work.deliveries import clashing, reach, writing
from lofte.work.deliveries.clashing import Cell
from lofte.work.deliveries.facts import Work, from_json
from lofte.work.models import Delivery, Entry, Overlap

WAITS = "Väntar: samma arbete kan ha kommit två gånger"
SETTLED = "Överlapp avgjort: det andra räknas"


class AlreadySettled(Refused):
    """Somebody else has settled the overlap."""

    code = "already_settled"


class BothNeedReason(Refused):
    """Both count only when somebody says why they are different work."""

    code = "both_need_reason"
    field = "reason"


def open_for(delivery: Delivery, waiting: Mapping[Cell, Sequence[Work]], *, at: datetime) -> list[Overlap]:
    """Keep delivered work that overlaps with the log out of it, until a person has settled it."""
    return Overlap.objects.bulk_create(
        [
            _overlap(cell, delivery.organisation_id, [work.as_json() for work in works], at, delivery)
            for cell, works in waiting.items()
        ],
        batch_size=writing.BATCH,
    )


def _overlap(
    cell: Cell,
    organisation_id: int,
    waiting: list[dict[str, object]],
    at: datetime,
    delivery: Delivery | None,
) -> Overlap:
    return Overlap(
        organisation_id=organisation_id,
        kind_of_work_id=cell.kind_id,
        state=cell.state,
        area_id=cell.area_id,
        area_set_id=cell.area_set_id,
        starts=cell.starts,
        ends=cell.ends,
        delivery=delivery,
        waiting=waiting,
        opened_at=at,
    )


def catch(entry: Entry, *, at: datetime) -> bool:
    """Let a new entry wait when delivered work of the same kind, place and time counts already."""
    cell = clashing.against(entry)
    if cell is None:
        return False
    writing.take_back(Entry.objects.whole(Purpose.ACTING).filter(pk=entry.pk), reason=WAITS, at=at)
    overlap = (
        Overlap.objects.whole(Purpose.ACTING)
        .select_for_update()
        .filter(
            organisation=entry.organisation_id,
            kind_of_work=cell.kind_id,
            state=cell.state,
            area=cell.area_id,
            starts=cell.starts,
            ends=cell.ends,
            delivery=None,
            settled_as="",
        )
        .order_by("pk")
        .first()
    )
    if overlap is None:
        overlap = _overlap(cell, entry.organisation_id, [], at, None)
    overlap.waiting = [*overlap.waiting, {"entry": entry.pk}]
    overlap.save()
    audit.record("entry.waits", target=entry, by_id=None, at=at, overlap=overlap.pk)
    return True


def settle(overlap: Overlap, *, settled_as: str, reason: str, by: User, at: datetime) -> Overlap:
    """Let what came first, what came later, or both count; what is taken back stays on record."""
    if not reach.overlaps(viewer_of(by, timezone.localdate(at))).filter(pk=overlap.pk).exists():
        raise NotYours
    if settled_as == Overlap.Settled.BOTH and not reason.strip():
        raise BothNeedReason
    check_words(reason, "reason")
    with transaction.atomic():
        guards.take_turn(Entry)  # before other locks, as everybody who writes entries
        locked = Overlap.objects.whole(Purpose.ACTING).select_for_update().get(pk=overlap.pk)
        if locked.settled_as:
            raise AlreadySettled
        if settled_as == Overlap.Settled.LATER:
            [first] = clashing.first_sides([locked]).values()
            writing.take_back(first, reason=SETTLED, at=at)
        if settled_as != Overlap.Settled.FIRST:
            _let_count(locked, at=at)
        locked.settled_as, locked.settled_at, locked.settled_by = settled_as, at, by
        locked.reason = reason.strip()
        locked.save()
        audit.record("overlap.settled", target=locked, by_id=by.pk, at=at, settled_as=settled_as)
    return locked


def settle_all(delivery: Delivery, *, settled_as: str, reason: str, by: User, at: datetime) -> list[Overlap]:
    """Settle everything that waits of a delivery in the same way."""
    with transaction.atomic():
        guards.take_turn(Entry)  # before other locks, as everybody who writes entries
        seen = reach.overlaps(viewer_of(by, timezone.localdate(at)))
        rows = seen.filter(delivery=delivery, settled_as="").order_by("pk")
        return [settle(row, settled_as=settled_as, reason=reason, by=by, at=at) for row in rows]


def _let_count(overlap: Overlap, *, at: datetime) -> None:
    entries = [kept["entry"] for kept in overlap.waiting if "entry" in kept]
    if entries:
        writing.write_anew(Entry.objects.whole(Purpose.ACTING).filter(pk__in=entries), at=at)
    if overlap.delivery is not None:
        works = [from_json(kept) for kept in overlap.waiting if "entry" not in kept]
        keys = (uuid5(overlap.delivery.key, f"overlap-{overlap.pk}-{n}") for n in range(len(works)))
        writing.write(zip(keys, works, strict=True), delivery=overlap.delivery, at=at)


def close_for(deliveries: Iterable[Delivery], *, by: User, at: datetime) -> None:
    """Close what waits of deliveries that are replaced: it is not waited for any more."""
    rows = Overlap.objects.whole(Purpose.ACTING).filter(delivery__in=list(deliveries), settled_as="")
    rows.update(settled_as=Overlap.Settled.REPLACED, settled_at=at, settled_by=by)
