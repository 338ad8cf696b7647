"""The frame of a draft: time, words, parties, headlines, focus areas, signatures; begun from nothing too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lofte.accounts import walls
from lofte.accounts.models import Organisation, Partnership, User
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.promises.actions.drafts import BackwardsPeriod, demand_members, held_open
from lofte.promises.actions.foundation import agreement_named, programme_named
from lofte.promises.models import (
    Activity,
    FocusArea,
    Promise,
    PromiseParty,
    PromisePoint,
    Signature,
    SourceDocument,
)
from lofte.promises.rules import edition_slug, first_free


@dataclass(frozen=True)
class Heading:
    """What stands at the top of a promise. `ends` is left out."""

    title: str
    starts: date
    ends: date
    rhythm: str = Promise.Rhythm.TERTIAL
    extends_text: str = ""
    purpose: str = ""
    grounds: str = ""
    channels: tuple[str, ...] = ()
    agreement_id: int | None = None
    programme_id: int | None = None
    other_agreement: str = ""  # by name, where it is not in the list
    other_programme: str = ""


@dataclass(frozen=True)
class Signed:
    """One line of the signatures."""

    name: str
    title: str
    organisation: Organisation | None = None


def free_slug(partnership_id: int, starts: date, ends: date, but: int | None = None) -> str:
    """Return the first free address for a promise of this time."""
    rows = (
        Promise.objects.whole(Purpose.ACTING).filter(partnership_id=partnership_id).values_list("pk", "slug")
    )
    return first_free(edition_slug(starts, ends), [slug for key, slug in rows if key != but])


@transaction.atomic
def new_promise(
    *,
    partnership: Partnership,
    title: str,
    starts: date,
    ends: date,
    parties: Sequence[Organisation],
    by: User,
    at: datetime,
) -> Promise:
    """Begin a draft from nothing."""
    if ends <= starts:
        raise BackwardsPeriod
    members = demand_members(partnership.pk, parties)
    promise = Promise.objects.create(
        partnership=partnership,
        slug=free_slug(partnership.pk, starts, ends),
        title=title,
        starts=starts,
        ends=ends,
        is_simulated=partnership.is_simulated,
    )
    _write_parties(promise, members)
    audit.record("promise.begun", target=promise, by_id=by.pk, at=at)
    return promise


@transaction.atomic
def change_heading(*, promise: Promise, heading: Heading, by: User, at: datetime) -> Promise:
    """Write what stands at the top; a draft's address follows its time."""
    held = held_open(promise.pk)
    if heading.ends <= heading.starts:
        raise BackwardsPeriod
    for column in ("title", "starts", "ends", "rhythm", "extends_text", "purpose", "grounds"):
        setattr(held, column, getattr(heading, column))
    held.channels = list(heading.channels)
    _lean_on(held, heading)
    held.slug = free_slug(held.partnership_id, held.starts, held.ends, but=held.pk)
    held.save()
    audit.record("promise.heading_changed", target=held, by_id=by.pk, at=at)
    return held


def _lean_on(promise: Promise, heading: Heading) -> None:
    """Write the agreement and the programme; a name that was written goes before the list."""
    promise.agreement_id, promise.programme_id = heading.agreement_id, heading.programme_id
    if heading.other_agreement:
        promise.agreement = agreement_named(promise.partnership, heading.other_agreement)
    if heading.other_programme:
        promise.programme = programme_named(promise.partnership, heading.other_programme)


@transaction.atomic
def set_parties(*, promise: Promise, organisations: Sequence[Organisation], by: User, at: datetime) -> None:
    """Write who promises together."""
    held = held_open(promise.pk)
    members = demand_members(held.partnership_id, organisations)
    held.parties.all().delete()
    _write_parties(held, members)
    audit.record("promise.parties_set", target=held, by_id=by.pk, at=at, n_parties=len(members))


def _write_parties(promise: Promise, organisations: Sequence[Organisation]) -> None:
    PromiseParty.objects.bulk_create(
        PromiseParty(promise=promise, organisation=one, position=n) for n, one in enumerate(organisations)
    )


@transaction.atomic
def set_points(
    *, promise: Promise, points: Sequence[tuple[int | None, str, str]], by: User, at: datetime
) -> None:
    """Write the headlines as (key or None, words, reasons), in order; one that is left out is taken away."""
    held = held_open(promise.pk)
    known = {point.pk: point for point in held.points.all()}
    kept = {key for key, _, _ in points if key in known}
    held.points.exclude(pk__in=kept).delete()
    for position, (key, text, reasons) in enumerate(points):
        point = known.get(key) if key is not None else None
        point = point or PromisePoint(promise=held)
        point.position, point.text, point.reasons = position, text, reasons
        point.save()
    _hang_loose_activities(held)
    audit.record("promise.points_set", target=held, by_id=by.pk, at=at, n_points=len(points))


def _hang_loose_activities(promise: Promise) -> None:
    """Where there is one headline only, every activity stands under it."""
    points = list(promise.points.all()[:2])
    if len(points) == 1:
        Activity.objects.filter(promise=promise, point=None).update(point=points[0])


@transaction.atomic
def set_focus_areas(*, promise: Promise, titles: Sequence[str], by: User, at: datetime) -> None:
    """Write the focus areas in order."""
    held = held_open(promise.pk)
    held.focus_areas.all().delete()
    FocusArea.objects.bulk_create(
        FocusArea(promise=held, position=n, title=title) for n, title in enumerate(titles)
    )
    audit.record("promise.focus_areas_set", target=held, by_id=by.pk, at=at, n_areas=len(titles))


@transaction.atomic
def set_signatures(
    *,
    promise: Promise,
    signed: Sequence[Signed],
    signed_on: date | None,
    signed_at: str,
    by: User,
    at: datetime,
) -> None:
    """Write who signed, in office, where and when."""
    held = held_open(promise.pk)
    held.signed_on, held.signed_at = signed_on, signed_at
    held.save(update_fields=["signed_on", "signed_at"])
    demand_members(held.partnership_id, [one.organisation for one in signed if one.organisation])
    held.signatures.all().delete()
    Signature.objects.bulk_create(
        Signature(promise=held, position=n, name=one.name, title=one.title, organisation=one.organisation)
        for n, one in enumerate(signed)
    )
    audit.record("promise.signatures_set", target=held, by_id=by.pk, at=at, n_signatures=len(signed))


@transaction.atomic
def discard(*, promise: Promise, by: User, at: datetime) -> None:
    """Throw a draft away, and its document where no other promise was read from it."""
    held = held_open(promise.pk)
    document_id = held.document_id
    audit.record("promise.discarded", target=held, by_id=by.pk, at=at)
    held.delete()
    with walls.lifted():  # also where another organisation has kept it: with the draft it goes
        _drop_document(document_id)


def _drop_document(document_id: int | None) -> None:
    if document_id and not Promise.objects.whole(Purpose.ACTING).filter(document_id=document_id).exists():
        SourceDocument.objects.whole(Purpose.ACTING).filter(pk=document_id).delete()
