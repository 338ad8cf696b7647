"""A request is taken in, gathers documents, and each is judged by a person: whole, in part or not at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lofte.accounts.models import User
from lofte.base import audit
from lofte.records.registering import fixing, rules
from lofte.records.registering.fixing import Entry, Home
from lofte.records.registering.models import Asker, Covered, DocumentRequest, Mask, RegisteredDocument
from lofte.screening import find


class Refused(Exception):
    """Something that cannot be done with a request as it stands."""

    code = "refused"


class Closed(Refused):
    code = "closed"


class NothingFound(Refused):
    code = "nothing_found"


class SuggestionsLeft(Refused):
    code = "suggestions_left"


class MasksDoNotFit(Refused):
    """Whole with masks, or in part without."""

    code = "masks_do_not_fit"


class GroundMissing(Refused):
    """Nothing is hidden without a section of law."""

    code = "ground_missing"


class NoText(Refused):
    code = "no_text"


@dataclass(frozen=True)
class Asked:
    """What came in."""

    words: str
    received_on: date
    way: str
    series: str
    reach: str = ""


@transaction.atomic
def receive(asked: Asked, *, home: Home, by: User, at: datetime) -> DocumentRequest:
    """Register a request; who asks stands apart from what is fixed."""
    facts = {"asked": asked.words, "received_on": asked.received_on.isoformat(), "way": asked.way}
    entry = Entry(
        kind=RegisteredDocument.Kind.REQUEST,
        direction=RegisteredDocument.Direction.RECEIVED,
        title="Begäran om handlingar",
        dated_on=asked.received_on,
        series=asked.series,
        counterpart="enskild",
    )
    document = fixing.fix(entry, [fixing.content(facts), fixing.text(asked.words)], home=home, by=by, at=at)
    made = DocumentRequest.objects.create(
        partnership=home.partnership,
        organisation=home.organisation,
        document=document,
        received_on=asked.received_on,
        way=asked.way,
        asked=asked.words,
    )
    if asked.reach.strip():
        Asker.objects.create(request=made, reach=asked.reach.strip())
    audit.record("request.received", target=made, by_id=by.pk, at=at)
    return made


def is_closed(request: DocumentRequest) -> bool:
    """Answered in whole, or by the authority's decision: after that nothing is changed."""
    return any(one.is_formal or one.is_whole for one in request.answers.all())


def _open(request: DocumentRequest) -> DocumentRequest:
    found = DocumentRequest.objects.select_for_update().get(pk=request.pk)
    if is_closed(found):
        raise Closed
    return found


def text_of(document: RegisteredDocument) -> str:
    """Return the text that was fixed; none where the file could not be read."""
    found = document.files.filter(role="text").order_by("position").first()
    return bytes(found.content).decode() if found else ""


@transaction.atomic
def collect(
    request: DocumentRequest, documents: Iterable[RegisteredDocument], *, by: User, at: datetime
) -> None:
    """Let the request cover documents; screening marks what a person should look at."""
    _open(request)
    for document in documents:
        made, is_new = Covered.objects.get_or_create(request=request, document=document)
        if not is_new:
            continue
        marks = [
            Mask(covered=made, starts_at=one.start, ends_at=one.end, found=one.kind)
            for one in find(text_of(document))
        ]
        Mask.objects.bulk_create(marks, ignore_conflicts=True)
        audit.record(
            "request.collected", target=request, by_id=by.pk, at=at, document=document.pk, n=len(marks)
        )


@transaction.atomic
def drop(covered: Covered, *, by: User, at: datetime) -> None:
    """Let the request no longer cover a document."""
    request = _open(covered.request)
    audit.record("request.dropped", target=request, by_id=by.pk, at=at, document=covered.document_id)
    covered.delete()


@transaction.atomic
def mask(
    covered: Covered, places: Sequence[tuple[int, int]], section: str, *, by: User, at: datetime
) -> None:
    """Hide stretches of the text on a ground; one that was suggested is accepted by that."""
    _open(covered.request)
    if not places:
        raise NothingFound
    for start, end in places:
        Mask.objects.update_or_create(
            covered=covered, starts_at=start, ends_at=end, defaults={"section": section}
        )
    _judged_anew(covered)
    audit.record("request.masked", target=covered.request, by_id=by.pk, at=at, n=len(places))


@transaction.atomic
def unmask(one: Mask, *, by: User, at: datetime) -> None:
    """Take a mask or a suggestion away."""
    request = _open(one.covered.request)
    _judged_anew(one.covered)
    audit.record("request.unmasked", target=request, by_id=by.pk, at=at)
    one.delete()


def _judged_anew(covered: Covered) -> None:
    """What was decided of a document falls when its masks change."""
    Covered.objects.filter(pk=covered.pk).update(outcome=Covered.Outcome.OPEN, section="")


@transaction.atomic
def judge(covered: Covered, outcome: str, section: str, *, by: User, at: datetime) -> None:
    """Decide of one document. Nothing leaves while a suggestion waits for a person's eye."""
    request = _open(covered.request)
    masks = list(covered.masks.all())
    if outcome != Covered.Outcome.REFUSED:
        if any(not one.section for one in masks):
            raise SuggestionsLeft
        if outcome == Covered.Outcome.PART and not text_of(covered.document):
            raise NoText
        if (outcome == Covered.Outcome.PART) != bool(masks):
            raise MasksDoNotFit
    kept = section if outcome == Covered.Outcome.REFUSED else ""
    Covered.objects.filter(pk=covered.pk).update(outcome=outcome, section=kept)
    audit.record("request.judged", target=request, by_id=by.pk, at=at, outcome=outcome)


def spans(covered: Covered) -> list[rules.Span]:
    """Return what is hidden of a document, in the order of its text."""
    rows = covered.masks.exclude(section="").order_by("starts_at", "ends_at")
    return [rules.Span(one.starts_at, one.ends_at, one.section) for one in rows]
