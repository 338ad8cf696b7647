"""What becomes a public document here: whose it is, since when, and the bytes that are fixed of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation

from lofte.accounts.models import Organisation, Partnership, Role, Share
from lofte.accounts.sight import Purpose
from lofte.base import clearing
from lofte.promises.models import Promise, SourceDocument
from lofte.publication import documents, pdf, promise_content
from lofte.records.models import ClearingDecision
from lofte.records.registering import fixing, plain_words
from lofte.records.registering.fixing import File
from lofte.records.registering.models import RegisteredDocument
from lofte.released import queries as released
from lofte.released.models import Release

Kind = RegisteredDocument.Kind


@dataclass(frozen=True)
class Thing:
    """Something that is a public document, registered or not."""

    kind: str
    key: int
    title: str
    since: date
    owners: tuple[Organisation, ...]
    promise_slug: str = ""
    direction: str = RegisteredDocument.Direction.DRAWN_UP

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.key}"

    @property
    def kind_in_words(self) -> str:
        return str(Kind(self.kind).label)


def of_partnership(partnership: Partnership, organisation: Organisation) -> list[Thing]:
    """Return what there is in a partnership, the latest first; of decisions on clearing the own alone."""
    promises = list(Promise.objects.whole(Purpose.REGISTERING).filter(partnership=partnership).order_by("pk"))
    parties = _parties(partnership)
    found = [
        *_promises(promises, parties),
        *_sources(partnership, organisation, promises, parties),
        *_releases(partnership, promises, parties),
        *_clearings(organisation),
    ]
    return sorted(found, key=lambda one: (one.since, one.name), reverse=True)


def unregistered(partnership: Partnership, organisation: Organisation) -> list[Thing]:
    """Return what is the organisation's and does not stand in its register."""
    rows = RegisteredDocument.objects.filter(organisation=organisation, thing_key__isnull=False)
    known = set(rows.values_list("thing", "thing_key"))
    found = of_partnership(partnership, organisation)
    return [one for one in found if organisation in one.owners and (one.kind, one.key) not in known]


def _parties(partnership: Partnership) -> dict[int, tuple[Organisation, ...]]:
    rows = Promise.objects.whole(Purpose.REGISTERING).filter(partnership=partnership, parties__isnull=False)
    pairs = rows.order_by("pk", "parties__position", "parties__pk").values_list("pk", "parties__organisation")
    every = Organisation.objects.in_bulk({organisation_id for _, organisation_id in pairs})
    found: dict[int, tuple[Organisation, ...]] = {}
    for key, organisation_id in pairs:
        found[key] = (*found.get(key, ()), every[organisation_id])
    return found


Parties = dict[int, tuple[Organisation, ...]]


def _promises(promises: Iterable[Promise], parties: Parties) -> Iterator[Thing]:
    for one in promises:
        if one.adopted_on:
            yield Thing(Kind.PROMISE, one.pk, one.title, one.adopted_on, parties.get(one.pk, ()), one.slug)


def _sources(
    partnership: Partnership, organisation: Organisation, promises: Iterable[Promise], parties: Parties
) -> Iterator[Thing]:
    """A document belongs to the organisation that took it in; where nobody knows, to the parties.

    Told of are the own ones, and those that are shared in the partnership.
    """
    of_document = {one.document_id: one for one in promises if one.document_id}
    taken_in = _organisations_of_people(partnership)
    stands = Share.objects.filter(thing=SourceDocument._meta.label, key=OuterRef("pk"), withdrawn_at=None)
    told = Q(organisation=organisation) | Q(organisation=None)
    told |= Q(Exists(stands.filter(partnership=partnership)))
    rows = SourceDocument.objects.whole(Purpose.REGISTERING).filter(told, partnership=partnership)
    rows = rows.order_by("pk")
    whose = Organisation.objects.in_bulk(set(rows.values_list("organisation", flat=True)) - {None})
    for key, name, received_at, by_id, of_id in rows.values_list(
        "pk", "name", "received_at", "received_by", "organisation"
    ):
        promise = of_document.get(key)
        unknown = taken_in.get(by_id or 0) or (parties.get(promise.pk, ()) if promise else ())
        owners = (whose[of_id],) if of_id in whose else unknown
        slug = promise.slug if promise else ""
        day = timezone.localdate(received_at)
        yield Thing(Kind.SOURCE, key, name, day, owners, slug, RegisteredDocument.Direction.RECEIVED)


def _organisations_of_people(partnership: Partnership) -> dict[int, tuple[Organisation, ...]]:
    rows = Role.objects.filter(partnership=partnership).select_related("organisation").order_by("pk")
    found: dict[int, dict[Organisation, None]] = {}
    for role in rows:
        found.setdefault(role.user_id, {})[role.organisation] = None
    return {person: tuple(ones) for person, ones in found.items()}


def _releases(partnership: Partnership, promises: Iterable[Promise], parties: Parties) -> Iterator[Thing]:
    by_slug = {one.slug: one for one in promises}
    """A tombstone is no document of its own: the decision behind it is."""
    rows = released.releases(partnership.slug).exclude(kind=Release.Kind.REDACTION).defer("canonical")
    for one in rows:
        promise = by_slug.get(one.promise_slug)
        title = promise.title if promise else one.promise_slug
        if one.kind == Release.Kind.FOLLOWUP:
            title = f"Uppföljning {one.period} v{one.version}: {title}"
        owners = parties.get(promise.pk, ()) if promise else ()
        day = timezone.localdate(one.released_at)
        yield Thing(Kind.RELEASE, one.pk, title, day, owners, one.promise_slug)


def _clearings(organisation: Organisation) -> Iterator[Thing]:
    for one in ClearingDecision.objects.filter(organisation=organisation).order_by("pk"):
        title = f"Gallringsbeslut {one.reference}"
        yield Thing(Kind.CLEARING, one.pk, title, one.decided_on, (organisation,))


def files(thing: Thing) -> list[File]:
    """Return what is fixed of a thing: its content, a text that can be read, and what else there is."""
    if thing.kind == Kind.PROMISE:
        return _promise_files(thing.key)
    if thing.kind == Kind.SOURCE:
        return _source_files(SourceDocument.objects.whole(Purpose.REGISTERING).get(pk=thing.key))
    if thing.kind == Kind.RELEASE:
        return _release_files(Release.objects.get(pk=thing.key))
    decision = ClearingDecision.objects.get(pk=thing.key)
    facts = {
        "what": _sort(decision),
        "reference": decision.reference,
        "decided_by": decision.decided_by,
        "decided_on": decision.decided_on.isoformat(),
        "plan": decision.plan,
        "keeps_days": decision.keeps_days,
        "after_delivery": decision.after_delivery,
    }
    return [fixing.content(facts), fixing.text(plain_words.clearing(facts))]


def _sort(decision: ClearingDecision) -> str:
    """Name what is cleared, in Swedish whoever asks; a sort that is no longer known by its code."""
    plan = clearing.plan(decision.plan)
    with translation.override("sv"):
        return str(plan.name) if plan else decision.plan


def _promise_files(key: int) -> list[File]:
    promise = Promise.objects.whole(Purpose.REGISTERING).select_related("partnership").get(pk=key)
    is_simulated = promise.is_simulated or promise.partnership.is_simulated
    body = promise_content.of(key) | plain_words.mark(is_simulated=is_simulated)
    return [fixing.content(body), fixing.text(plain_words.promise(body, is_simulated=is_simulated))]


def _source_files(source: SourceDocument) -> list[File]:
    facts = {"name": source.name, "sha256": source.sha256, "text": source.text}
    original = File("original", source.name, "application/octet-stream", bytes(source.content))
    return [fixing.content(facts), fixing.text(source.text), original]


def _release_files(release: Release) -> list[File]:
    """The released JSON itself, to the byte, and the PDF that goes with it."""
    document = documents.of(release)
    content = File("content", "innehall.json", "application/json", release.canonical.encode())
    is_simulated = document.is_simulated
    if release.kind == Release.Kind.PROMISE:
        words = plain_words.promise(document.body["content"], is_simulated=is_simulated)
        printed = pdf.promise(document, "sv")
    else:
        ground = documents.shelf(released.releases(release.partnership_slug)).promise(release.promise_slug)
        words = plain_words.followup(document.body, is_simulated=is_simulated)
        printed = pdf.followup(document, ground, "sv")
    return [content, fixing.text(words), File("pdf", "handling.pdf", "application/pdf", printed)]
