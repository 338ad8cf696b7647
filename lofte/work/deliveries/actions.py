"""A delivery is brought: written once, with its office, in place of what it replaces."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from lofte.accounts import reaching
from lofte.accounts.models import Organisation, Partnership, User
from lofte.accounts.reaching import Choice
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import viewer_of
from lofte.base import audit, guards
from lofte.work.admitting import NotYours, Refused
from lofte.work.deliveries import clashing, facts, overlaps, reach, writing
from lofte.work.deliveries.clashing import Arrival
from lofte.work.deliveries.facts import Work
from lofte.work.models import Delivery, DeliveryNote, Entry, Overlap, Replacement

logger = logging.getLogger(__name__)

CHOSEN = "delivery.level_chosen"
NOT_SHARED = "delivery.not_shared"
REPLACED = "Ersatt av en senare leverans"


class NothingNew(Refused):
    """All that was brought is in the log already."""

    code = "nothing_new"


class KeptByOwner(Refused):
    """Its organisation has delivered for these days, and keeps that to itself: others can't replace it."""

    code = "kept_by_owner"


class ReplacedMeanwhile(Refused):
    """What was to be replaced has been replaced by another delivery."""

    code = "replaced_meanwhile"


@dataclass(frozen=True)
class Consignment:
    """A delivery before it is brought."""

    key: UUID
    organisation: Organisation
    starts: date
    ends: date
    source: str
    attesting_office: str
    way: str
    holds: str
    works: Sequence[Work]
    file_sum: str = ""


def deliver(
    brought: Consignment,
    *,
    replaces: Sequence[Delivery] = (),
    choice: Choice | None = None,
    by: User,
    at: datetime,
    link_id: int | None = None,
) -> Delivery:
    """Write a delivery and its work; what overlaps with other work waits for a person.

    It reaches as far as was chosen; when nothing was, it stays in its own organisation.

    By a restricted link it is brought on the right of the one who made the link;
    nobody is known to have typed it.
    """
    try:
        with transaction.atomic():
            return _deliver(brought, replaces, choice, by=by, at=at, link_id=link_id)
    except Refused as refusal:
        logger.info("delivery refused: %s", refusal.code)
        raise


def _deliver(
    brought: Consignment,
    replaces: Sequence[Delivery],
    choice: Choice | None,
    *,
    by: User,
    at: datetime,
    link_id: int | None,
) -> Delivery:
    viewer = viewer_of(by, timezone.localdate(at))
    if not reach.organisations(viewer).filter(pk=brought.organisation.pk).exists():
        raise NotYours
    guards.take_turn(Entry)  # before other locks, as everybody who writes entries
    Organisation.objects.select_for_update().get(
        pk=brought.organisation.pk
    )  # one delivery of theirs at a time
    known = Delivery.objects.whole(Purpose.ACTING).filter(key=brought.key).first()
    if known is not None:
        return known
    seen = Delivery.objects.seen_by(viewer).filter(pk__in=[one.pk for one in replaces])
    if seen.count() != len(replaces):
        raise KeptByOwner
    if Replacement.objects.filter(earlier__in=replaces).exists() or _has_another_sheet(brought, replaces):
        raise ReplacedMeanwhile
    if _is_same(brought.works, replaces):
        raise NothingNew
    delivery = _row(brought, at)
    if choice is not None:
        said_by = by if link_id is None else None
        reaching.choose(delivery, choice, verb=CHOSEN, by=said_by, at=at)
    _replace(delivery, replaces, by=by, at=at)
    arrival = Arrival(brought.organisation.pk, brought.source, brought.holds, [one.pk for one in replaces])
    alone, waiting = clashing.parted(brought.works, arrival)
    keys = (uuid5(brought.key, str(n)) for n in range(len(alone)))
    writing.write(zip(keys, alone, strict=True), delivery=delivery, at=at)
    overlaps.open_for(delivery, waiting, at=at)
    counts = {"works": len(brought.works), "overlaps": len(waiting), "replaced": len(replaces)}
    if link_id is not None:
        audit.record("delivery.brought", target=delivery, by_id=None, at=at, link=link_id, **counts)
        return delivery
    DeliveryNote.objects.create(delivery=delivery, entered_by=by)
    audit.record("delivery.brought", target=delivery, by_id=by.pk, at=at, **counts)
    return delivery


def _has_another_sheet(brought: Consignment, replaces: Sequence[Delivery]) -> bool:
    """Say whether somebody has typed the same week meanwhile: a week has one sheet, which is replaced."""
    if brought.way != Delivery.Way.SHEET:
        return False
    sheets = Delivery.objects.whole(Purpose.ACTING).filter(
        organisation=brought.organisation, way=brought.way, starts=brought.starts, replacement=None
    )
    return sheets.exclude(pk__in=[one.pk for one in replaces]).exists()


def _row(brought: Consignment, at: datetime) -> Delivery:
    partnerships = Partnership.objects.filter(memberships__organisation=brought.organisation)
    return Delivery.objects.create(
        key=brought.key,
        organisation=brought.organisation,
        starts=brought.starts,
        ends=brought.ends,
        source=brought.source,
        attesting_office=brought.attesting_office,
        way=brought.way,
        holds=brought.holds,
        file_sum=brought.file_sum,
        delivered_at=at,
        is_simulated=partnerships.filter(is_simulated=True).exists(),
    )


def _replace(delivery: Delivery, replaces: Sequence[Delivery], *, by: User, at: datetime) -> None:
    if not replaces:
        return
    Replacement.objects.bulk_create(Replacement(delivery=delivery, earlier=earlier) for earlier in replaces)
    writing.take_back(facts.live().filter(delivery__in=replaces), reason=REPLACED, at=at)
    overlaps.close_for(replaces, by=by, at=at)


def _is_same(works: Sequence[Work], replaces: Sequence[Delivery]) -> bool:
    """Say whether nothing would change: the log holds exactly this already, or nothing is brought at all."""
    if not replaces:
        return not works
    return Counter(works) == Counter(delivered(replaces))


def delivered(deliveries: Sequence[Delivery]) -> list[Work]:
    """Return what deliveries brought, also what waits or has been taken back since."""
    first = Entry.objects.whole(Purpose.ACTING).filter(delivery__in=deliveries, sign=1)
    waiting = [
        facts.from_json(kept)
        for row in Overlap.objects.whole(Purpose.ACTING).filter(delivery__in=deliveries).order_by("pk")
        if row.settled_as in {"", "first", "replaced"}
        for kept in row.waiting
    ]
    return [*facts.works_of(first), *waiting]
