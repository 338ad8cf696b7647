"""A document becomes a draft: its rows, each with its place in the text, and the questions it leaves."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lofte import reader
from lofte.accounts import held, reaching
from lofte.accounts.models import Organisation, Partnership, User
from lofte.accounts.reaching import Choice
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.periods.calendar import Period, parse
from lofte.promises.actions.asking import ask
from lofte.promises.actions.foundation import agreement_in, programme_in
from lofte.promises.marking import find_span
from lofte.promises.matching import OrganisationBook, PlaceBook
from lofte.promises.models import (
    Activity,
    ActivityParty,
    FocusArea,
    KindOfWork,
    Promise,
    PromiseParty,
    PromisePoint,
    Quantity,
    Signature,
    SourceDocument,
    Target,
    TargetPlace,
    TargetRecipient,
)
from lofte.promises.rules import edition_slug, first_free, is_paced
from lofte.promises.suggesting import occasion_code
from lofte.promises.titles import headed, promise_title, suggested
from lofte.reader.draft import Activity as ReadActivity
from lofte.reader.draft import Draft
from lofte.reader.draft import Target as ReadTarget
from lofte.reader.particulars import particulars
from lofte.screening import identifiers

DOCUMENT_LEVEL_CHOSEN = "document.level_chosen"
DOCUMENT_NOT_SHARED = "document.not_shared"
RHYTHMS = {
    "week": Promise.Rhythm.TERTIAL,
    "month": Promise.Rhythm.TERTIAL,
    "quarter": Promise.Rhythm.QUARTER,
    "tertial": Promise.Rhythm.TERTIAL,
    "half_year": Promise.Rhythm.HALF_YEAR,
    "year": Promise.Rhythm.YEAR,
    "end": Promise.Rhythm.END,
}


@dataclass
class Reception:
    """What is at hand while a draft is written down."""

    draft: Draft
    promise: Promise
    organisations: OrganisationBook
    places: PlaceBook
    kinds: dict[str, KindOfWork]
    quantities: dict[tuple[str, str], Quantity]
    parties: list[Organisation] = field(default_factory=list)
    shared_with: list[Organisation] = field(default_factory=list)
    points: list[PromisePoint] = field(default_factory=list)
    rows: list[tuple[ReadActivity, Activity, list[tuple[ReadTarget, Target]]]] = field(default_factory=list)


def receive_document(
    *,
    partnership: Partnership,
    name: str,
    data: bytes,
    choice: Choice | None = None,
    by: User,
    at: datetime,
) -> Promise:
    """Read a document and keep it as a draft; `reader.Unreadable` when it cannot be read."""
    return keep_draft(
        partnership=partnership,
        name=name,
        data=data,
        draft=reader.read_guarded(data, name),
        choice=choice,
        by=by,
        at=at,
    )


@transaction.atomic
def keep_draft(
    *,
    partnership: Partnership,
    name: str,
    data: bytes,
    draft: Draft,
    choice: Choice | None = None,
    by: User,
    at: datetime,
) -> Promise:
    """Write down a reading: the document, the draft of a promise, and every question it leaves.

    The document reaches as far as was chosen; when nothing was, it stays in the organisation of its reader.
    """
    document = SourceDocument.objects.create(
        partnership=partnership,
        organisation=choice.circle.organisation if choice else _organisation_of(by, partnership, at),
        name=name[:200],
        content=data,
        sha256=hashlib.sha256(data).hexdigest(),
        text=draft.text,
        reading=draft.as_dict() | {"personal": sorted({one.kind for one in identifiers(draft.text)})},
        received_at=at,
        received_by=by,
    )
    if choice is not None:
        reaching.choose(document, choice, verb=DOCUMENT_LEVEL_CHOSEN, by=by, at=at)
    promise = _promise(partnership, document, draft, at)
    reception = Reception(
        draft=draft,
        promise=promise,
        organisations=OrganisationBook(partnership),
        places=PlaceBook(partnership),
        kinds={kind.code: kind for kind in KindOfWork.objects.all()},
        quantities={
            (one.kind_of_work.code, one.code): one
            for one in Quantity.objects.select_related("kind_of_work").order_by("pk")
        },
    )
    unknown = _keep_frame(reception)
    titles = headed(draft, {code: kind.name for code, kind in reception.kinds.items()})
    for position, (activity, title) in enumerate(zip(draft.activities, titles, strict=True), start=1):
        _keep_activity(reception, activity, title, position)
    n_questions = ask(promise, draft, reception.rows, unknown)
    audit.record(
        "promise.received",
        target=promise,
        by_id=by.pk,
        at=at,
        n_activities=len(draft.activities),
        n_questions=n_questions,
    )
    return promise


def _organisation_of(by: User, partnership: Partnership, at: datetime) -> Organisation | None:
    roles = held.having(timezone.localdate(at), Right.PREPARE).filter(user=by, partnership=partnership)
    role = roles.select_related("organisation").order_by("pk").first()
    return role.organisation if role else None


def _promise(partnership: Partnership, document: SourceDocument, draft: Draft, at: datetime) -> Promise:
    period = _window(draft, timezone.localdate(at))
    taken = (
        Promise.objects.whole(Purpose.ACTING).filter(partnership=partnership).values_list("slug", flat=True)
    )
    based_on = " · ".join(draft.based_on)
    return Promise.objects.create(
        partnership=partnership,
        slug=first_free(edition_slug(period.starts, period.ends), taken),
        title=promise_title(draft.title, period)[:200],
        starts=period.starts,
        ends=period.ends,
        extends_text=(draft.extends or "")[:300],
        agreement=agreement_in(partnership, draft.based_on),
        programme=programme_in(partnership, draft.based_on),
        purpose="\n\n".join(draft.purpose),
        grounds="\n\n".join([*draft.grounds, *([based_on] if based_on and not draft.grounds else [])]),
        rhythm=RHYTHMS.get(draft.follow_up.rhythm or "", Promise.Rhythm.TERTIAL),
        channels=list(draft.follow_up.channels),
        document=document,
        signed_on=draft.agreed_on,
        signed_at=(draft.signed_at or "")[:100],
        is_simulated=partnership.is_simulated,
    )


def _window(draft: Draft, today: date) -> Period:
    """Return the promise's time, or this year where the document says none: then it is asked about."""
    if draft.period is None:
        return parse(str(draft.agreed_on.year if draft.agreed_on else today.year))
    # An impossible last day is read as none, and asked about.
    last: date | None = draft.period.end
    last = last if last is not None else date(draft.period.start.year, 12, 31)
    return Period(draft.period.start, last + timedelta(days=1))


def _keep_frame(reception: Reception) -> tuple[str, ...]:
    """Write parties, headlines, focus areas and signatures; return the parties that nobody knows."""
    draft, promise = reception.draft, reception.promise
    found = [(party, reception.organisations.party(party.name, party.kind)) for party in draft.parties]
    reception.parties = list(dict.fromkeys(one for _, one in found if one is not None))
    PromiseParty.objects.bulk_create(
        PromiseParty(promise=promise, organisation=one, position=n) for n, one in enumerate(reception.parties)
    )
    reception.shared_with = reception.organisations.recipients(" ".join(a.text for a in draft.activities))
    reception.points = [
        PromisePoint.objects.create(
            promise=promise,
            position=n,
            text=point.text,
            reasons="\n\n".join(point.reasons),
            **_where(draft, point.text),
        )
        for n, point in enumerate(draft.promises)
    ]
    FocusArea.objects.bulk_create(
        FocusArea(promise=promise, position=n, title=title[:200]) for n, title in enumerate(draft.focus_areas)
    )
    Signature.objects.bulk_create(
        Signature(
            promise=promise,
            position=n,
            name=one.name[:120],
            title=(one.role or "")[:160],
            organisation=_signing(reception, one.party, one.role),
        )
        for n, one in enumerate(draft.signatories)
    )
    return tuple(party.name for party, one in found if one is None)


def _signing(reception: Reception, party: str | None, role: str | None) -> Organisation | None:
    """Match the party of a signature by its name, else by what the office is called."""
    words = " ".join(part for part in (party, role) if part)
    kind = "police" if "polis" in words.casefold() else "municipality" if "kommun" in words.casefold() else ""
    return next((one for one in reception.parties if one.kind == kind), None)


def _where(draft: Draft, words: str) -> dict[str, int]:
    """Find a headline in the text: the draft says its words, not where they stand."""
    found = find_span(draft.text, words)
    return {} if found is None else {"source_start": found[0], "source_end": found[1]}


def _keep_activity(reception: Reception, read: ReadActivity, title: str, position: int) -> None:
    in_range = read.promise is not None and read.promise < len(reception.points)
    activity = Activity.objects.create(
        promise=reception.promise,
        point=reception.points[read.promise] if in_range and read.promise is not None else None,
        position=position,
        title=title,
        text=read.text,
        source_start=read.source.start,
        source_end=read.source.end,
    )
    _keep_parties(reception, activity, read)
    kept = [
        (target, _keep_target(reception, activity, target, read, n)) for n, target in enumerate(read.targets)
    ]
    reception.rows.append((read, activity, kept))


def _keep_parties(reception: Reception, activity: Activity, read: ReadActivity) -> None:
    responsible = reception.organisations.for_kinds(read.responsible, read.text, reception.parties)
    helping = reception.organisations.for_kinds(read.contributing, read.text, reception.parties)
    ActivityParty.objects.bulk_create(
        [
            *(ActivityParty(activity=activity, organisation=one) for one in responsible),
            *(
                ActivityParty(activity=activity, organisation=one, part=ActivityParty.Part.CONTRIBUTING)
                for one in helping
                if one not in responsible
            ),
        ]
    )


def _keep_target(
    reception: Reception, activity: Activity, read: ReadTarget, around: ReadActivity, position: int
) -> Target:
    suggestion = suggested(reception.draft, read, around)
    found = reception.places.find(read.places or around.places)
    is_qualitative = read.kind == Target.Kind.QUALITATIVE
    target = Target.objects.create(
        activity=activity,
        position=position,
        kind=read.kind,
        comparator=read.comparator or "",
        value=None if is_qualitative or read.value is None else read.value,
        upper=read.upper,
        unit=(read.unit or "")[:80],
        per=read.per or "",
        each_place=True if found.over_prioritised and read.each_place is None else read.each_place,
        over_prioritised_areas=found.over_prioritised,
        minimum_minutes=read.minimum_minutes,
        kind_of_work=reception.kinds.get(suggestion.kind),
        quantity=reception.quantities.get((suggestion.kind, suggestion.quantity)),
        whole=reception.quantities.get((suggestion.kind, suggestion.whole)),
        only_own_entries=suggestion.only_own,
        **_particulars(reception, read, around),
        unmatched_places=list(found.unmatched),
        source_start=read.source.start,
        source_end=read.source.end,
        **_own_window(reception.promise, read),
    )
    TargetPlace.objects.bulk_create(
        TargetPlace(target=target, area_set=one, position=n) for n, one in enumerate(found.sets)
    )
    _keep_recipients(reception, target, around)
    return target


def _particulars(reception: Reception, read: ReadTarget, around: ReadActivity) -> dict[str, Any]:
    """Return what only some kinds of targets say, as the same words say it."""
    found = particulars(read.kind, around.text)
    clock_from, clock_to = found.clock or (None, None)
    return {
        "held": found.pace if is_paced(read.kind, read.per or "") else "",
        "weekdays": "".join(str(day) for day in found.weekdays),
        "clock_from": clock_from,
        "clock_to": clock_to,
        "skips_holidays": found.skips_holidays,
        "occasion_kind": reception.kinds.get(occasion_code(found.occasion)),
        "reads_as": found.reads_as,
        "direction": found.direction,
    }


def _own_window(promise: Promise, read: ReadTarget) -> dict[str, date]:
    """Return the target's own dates where they are not the whole promise's."""
    if read.period is None:
        return {}
    last: date | None = read.period.end
    starts, ends = read.period.start, promise.ends if last is None else last + timedelta(days=1)
    return {} if (starts, ends) == (promise.starts, promise.ends) else {"starts": starts, "ends": ends}


def _keep_recipients(reception: Reception, target: Target, around: ReadActivity) -> None:
    if target.kind != Target.Kind.CADENCE or target.kind_of_work is None:
        return
    if not target.kind_of_work.has_recipients:
        return
    recipients = reception.organisations.recipients(around.text) or reception.shared_with
    TargetRecipient.objects.bulk_create(
        TargetRecipient(target=target, organisation=one) for one in recipients
    )
