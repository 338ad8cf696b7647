"""A document is registered and fixed in one step: a number in its series, and its bytes once and for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from lofte.accounts.models import Organisation, Partnership, User
from lofte.base import audit, guards
from lofte.base.keys import search_key
from lofte.records.registering.models import FixedFile, RegisteredDocument
from lofte.released import tombs
from lofte.released.canonical import dump, sha256


@dataclass(frozen=True)
class File:
    """Bytes that are fixed."""

    role: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Entry:
    """What the register says of a document."""

    kind: str
    direction: str
    title: str
    dated_on: date
    series: str
    counterpart: str = ""
    other_number: str = ""
    secrecy: str = ""
    promise_slug: str = ""
    thing: str = ""
    thing_key: int | None = None


@dataclass(frozen=True)
class Home:
    """Whose register, in which partnership."""

    partnership: Partnership
    organisation: Organisation


class RegisteredAlready(Exception):
    """The same thing stands in the register."""


def content(body: Any) -> File:
    """Write a body down in its one form."""
    return File("content", "innehall.json", "application/json", dump(body).encode())


def text(words: str) -> File:
    return File("text", "text.txt", "text/plain; charset=utf-8", words.encode())


def next_number(series: str, organisation: Organisation, at: datetime) -> tuple[str, int, int]:
    """Return the next number. It holds to the end of the transaction, for writers take turns."""
    guards.take_turn(RegisteredDocument)
    kept, year = series.strip().upper(), timezone.localdate(at).year
    rows = RegisteredDocument.objects.filter(organisation=organisation, series=kept, year=year)
    return kept, year, (rows.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def fix(entry: Entry, files: Sequence[File], *, home: Home, by: User, at: datetime) -> RegisteredDocument:
    """Register a document and fix its bytes; numbers have no gaps, for writers take turns."""
    series, year, number = next_number(entry.series, home.organisation, at)
    ours = RegisteredDocument.objects.filter(organisation=home.organisation)
    if entry.thing_key is not None and ours.filter(thing=entry.thing, thing_key=entry.thing_key).exists():
        raise RegisteredAlready
    sums = [(one, sha256(one.content)) for one in files]
    made = RegisteredDocument.objects.create(
        partnership=home.partnership,
        organisation=home.organisation,
        series=series,
        year=year,
        number=number,
        other_number=entry.other_number.strip(),
        kind=entry.kind,
        direction=entry.direction,
        title=entry.title,
        counterpart=entry.counterpart.strip(),
        dated_on=entry.dated_on,
        secrecy=entry.secrecy,
        promise_slug=entry.promise_slug,
        thing=entry.thing,
        thing_key=entry.thing_key,
        search_key=search_key(" ".join([entry.title, entry.counterpart, entry.other_number, *_words(files)])),
        sha256=sealed([(one.role, one.name, total) for one, total in sums]),
        fixed_at=at,
    )
    for position, (one, total) in enumerate(sums, start=1):
        FixedFile.objects.create(
            document=made,
            position=position,
            role=one.role,
            name=one.name[:200],
            media_type=one.media_type,
            content=one.content,
            sha256=total,
        )
    audit.record("document.fixed", target=made, by_id=by.pk, at=at, kind=entry.kind)
    return made


def _words(files: Sequence[File]) -> list[str]:
    return [one.content.decode() for one in files if one.role == "text"]


def sealed(files: Sequence[tuple[str, str, str]]) -> str:
    """Return the sum over a document's files in order: one more, fewer or other gives another."""
    return sha256(dump([list(one) for one in files]))


def is_unaltered(document: RegisteredDocument) -> bool:
    """Whether every file still is what was fixed, but for what was taken away on a decision."""
    files = list(document.files.order_by("position"))
    told = [(one.role, one.name, one.sha256) for one in files]
    return sealed(told) == document.sha256 and all(
        tombs.is_fixed(one.content) or sha256(bytes(one.content)) == one.sha256 for one in files
    )


def fixed_between(organisation: Organisation, starts: date, ends: date) -> QuerySet[RegisteredDocument]:
    """Return an organisation's documents dated in a period (its end left out), in the order of the register.

    Their bytes are `document.files.order_by("position")`.
    """
    found = RegisteredDocument.objects.filter(
        organisation=organisation, dated_on__gte=starts, dated_on__lt=ends
    )
    return found.order_by("year", "series", "number", "pk")
