"""The answer to a request: a decision text with how to appeal, and the copies, fixed as one document."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import User
from lofte.base import audit
from lofte.base.wording import day_long
from lofte.publication import pdf
from lofte.records.registering import fixing, plain_words, requests, rules
from lofte.records.registering.fixing import Entry, File, Home
from lofte.records.registering.models import (
    Answer,
    Covered,
    DocumentRequest,
    RegisteredDocument,
    diarienummer,
)
from lofte.records.registering.plain_words import SIMULATED
from lofte.records.registering.rules import Run

Outcome = Covered.Outcome


class NotJudged(requests.Refused):
    """A document is still to be judged."""

    code = "not_judged"


@dataclass(frozen=True)
class Ruling:
    """Who decides, and how."""

    decided_by: str
    is_formal: bool
    reasons: str
    court: str
    series: str


@transaction.atomic
def answer(request: DocumentRequest, ruling: Ruling, *, by: User, at: datetime) -> Answer:
    """Answer: fix the decision and the copies. The documents themselves are not touched."""
    held = DocumentRequest.objects.select_for_update().get(pk=request.pk)
    if requests.is_closed(held):
        raise requests.Closed
    covered = list(held.covered.select_related("document").order_by("document__number", "pk"))
    if any(one.outcome == Outcome.OPEN for one in covered):
        raise NotJudged
    home = Home(held.partnership, held.organisation)
    number = diarienummer(*fixing.next_number(ruling.series, held.organisation, at))
    files = _files(held, covered, ruling, number, timezone.localdate(at))
    entry = Entry(
        kind=RegisteredDocument.Kind.ANSWER,
        direction=RegisteredDocument.Direction.DRAWN_UP,
        title=f"Svar på begäran {held.document.diarienummer}",
        dated_on=timezone.localdate(at),
        series=ruling.series,
        counterpart="enskild",
    )
    made = Answer.objects.create(
        request=held,
        document=fixing.fix(entry, files, home=home, by=by, at=at),
        is_formal=ruling.is_formal,
        is_whole=all(one.outcome == Outcome.WHOLE for one in covered),
        decided_by=ruling.decided_by.strip(),
    )
    DocumentRequest.objects.filter(pk=held.pk).update(answered_at=at)
    audit.record("request.answered", target=held, by_id=by.pk, at=at, n=len(covered))
    return made


def _files(
    request: DocumentRequest, covered: Sequence[Covered], ruling: Ruling, number: str, day: date
) -> list[File]:
    is_simulated = _is_simulated(request, covered)
    lines = decision(request, covered, ruling, number, day)
    words = plain_words.marked("\n".join(lines), is_simulated=is_simulated)
    facts = {
        "diarienummer": number,
        "request": request.document.diarienummer,
        "decided_by": ruling.decided_by,
        "is_formal": ruling.is_formal,
        "documents": [_facts(one) for one in covered],
    }
    shown = [Run(words, is_masked=False)]
    printed = paper("Svar på begäran", shown, request, day, is_simulated=is_simulated)
    content = fixing.content(facts | plain_words.mark(is_simulated=is_simulated))
    found = [content, fixing.text(words), File("pdf", "svar.pdf", "application/pdf", printed)]
    for one in covered:
        found += _copies(one, request, day)
    return found


def _is_simulated(request: DocumentRequest, covered: Sequence[Covered]) -> bool:
    """Whether anything of it is made up: an answer that tells of it says so."""
    return request.partnership.is_simulated or any(
        plain_words.is_marked(requests.text_of(one.document)) for one in covered
    )


def _facts(one: Covered) -> dict[str, Any]:
    return {
        "diarienummer": one.document.diarienummer,
        "sha256": one.document.sha256,
        "outcome": one.outcome,
        "section": one.section,
        "masks": [[span.start, span.end, span.section] for span in rules.merged(requests.spans(one))],
    }


def _copies(one: Covered, request: DocumentRequest, day: date) -> Iterator[File]:
    """Yield the copy of a document as text and PDF; a file that is given out whole goes as it came in."""
    if one.outcome == Outcome.REFUSED:
        return
    name = f"kopia-{one.document.series}-{one.document.year}-{one.document.number}".lower()
    if text := requests.text_of(one.document):
        shown = rules.runs(text, requests.spans(one) if one.outcome == Outcome.PART else [])
        is_simulated = request.partnership.is_simulated or plain_words.is_marked(text)
        words = plain_words.marked("".join(run.words for run in shown), is_simulated=is_simulated)
        yield File("copy", f"{name}.txt", "text/plain; charset=utf-8", words.encode())
        title = f"Kopia av {one.document.diarienummer}"
        printed = paper(title, shown, request, day, is_simulated=is_simulated)
        yield File("copy", f"{name}.pdf", "application/pdf", printed)
    if one.outcome == Outcome.WHOLE:
        for kept in one.document.files.filter(role="original").order_by("position"):
            yield File("copy", kept.name, kept.media_type, bytes(kept.content))


def paper(
    title: str, shown: Sequence[Run], request: DocumentRequest, day: date, *, is_simulated: bool
) -> bytes:
    """Set runs of words on paper: where words are masked the paper holds the mask alone."""
    lines = [
        [{"words": run.words, "masked": run.is_masked} for run in line] for line in rules.lines_of(shown)
    ]
    data = {
        "title": title,
        "author": request.organisation.name,
        "language": "sv",
        "day": [day.year, day.month, day.day],
        "simulated": SIMULATED if is_simulated else "",
        "address": settings.BASE_URL,
        "kicker": f"{request.organisation.name} · {request.document.diarienummer} · {day_long(day, 'sv')}",
        "lines": lines,
    }
    return pdf.compiled("plain.typ", data, day)


def decision(
    request: DocumentRequest, covered: Sequence[Covered], ruling: Ruling, number: str, day: date
) -> Iterator[str]:
    """Yield the lines of the decision, in Swedish: it is the authority's own paper."""
    yield f"{request.organisation.name}, {day_long(day, 'sv')}"
    yield f"{'Beslut' if ruling.is_formal else 'Besked'} {number}"
    yield f"Begäran {request.document.diarienummer}, som kom in {day_long(request.received_on, 'sv')}"
    yield ""
    if not covered:
        yield "Vi har ingen handling som din begäran gäller."
    for one in covered:
        yield f"{one.document.diarienummer}, {one.document.title}: {_said(one)}"
    if ruling.reasons.strip():
        yield from ("", "Skäl", ruling.reasons.strip())
    yield from ("", f"Beslutat av: {ruling.decided_by.strip()}")
    if all(one.outcome == Outcome.WHOLE for one in covered) and covered:
        return
    yield ""
    yield from _appeal(ruling, request, number) if ruling.is_formal else _ask_for_decision()


def _said(one: Covered) -> str:
    if one.outcome == Outcome.REFUSED:
        return f"lämnas inte ut ({one.section})."
    if one.outcome == Outcome.PART:
        sections = dict.fromkeys(span.section for span in requests.spans(one))
        return f"lämnas ut, men vissa uppgifter är maskerade ({', '.join(sections)})."
    return "lämnas ut."


def _ask_for_decision() -> Iterator[str]:
    yield "Om du inte är nöjd"
    yield (
        "Det här är ett besked från den som har prövat din begäran. Du kan begära att myndigheten prövar den"
        " och ger dig ett skriftligt beslut. Det beslutet går att överklaga."
    )
    yield "Vill du ha ett sådant beslut?"


def _appeal(ruling: Ruling, request: DocumentRequest, number: str) -> Iterator[str]:
    yield "Hur du överklagar"
    yield f"Beslutet kan överklagas till {ruling.court}."
    yield (
        "Överklagandet ska vara skriftligt. Skicka det till"
        f" {request.organisation.name}, som skickar det vidare till domstolen. Skriv"
        f" vilket beslut du överklagar ({number}), hur du vill att det ska ändras och"
        f" varför. Det ska ha kommit in till {request.organisation.name} inom tre veckor från den dag då du"
        " fick del av beslutet."
    )
