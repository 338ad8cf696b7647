"""A text is taken out of the live tables, what is released, its pages and the database's own files."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from lofte.base import audit, guards
from lofte.publication import documents
from lofte.publication.actions import chained, render_again
from lofte.publication.redacting import journal, live
from lofte.publication.redacting.live import Found
from lofte.released import tombs
from lofte.released.models import Opening, Redaction, Release
from lofte.released.sealed import seal
from lofte.released.tombs import GROUNDS

SCHEMA = "lofte/redaction/1"
SHORTEST = 4  # letters: shorter words stand inside others


class Refused(Exception):
    """A redaction that cannot be made."""

    code = "refused"


class TooShort(Refused):
    code = "too_short"


class UnknownGround(Refused):
    code = "ground"


class ReferenceMissing(Refused):
    """A decision is found again by its number in the register, and by who took it."""

    code = "reference"


class SaysItself(Refused):
    """The reference or the office holds the very text that is to go."""

    code = "says_itself"


class InsideTheHash(Refused):
    """A release holds the text where nothing can go: of the first form, or as an organisation's name."""

    code = "inside_the_hash"

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(", ".join(map(str, numbers)))
        self.numbers = numbers


@dataclass(frozen=True)
class Decision:
    """On what ground, and where the decision is found."""

    ground: str
    reference: str
    office: str
    decided_on: date


@dataclass(frozen=True)
class Places:
    """Where the text stands, or stood."""

    live: list[Found]
    released: list[tuple[Release, list[Opening]]]
    key: str = ""  # of the redaction, once it is made

    @property
    def n(self) -> int:
        return sum(one.n_rows for one in self.live) + sum(len(found) for _, found in self.released)


def preview(text: str) -> Places:
    """Return all places from which the text would go."""
    _check_text(text)
    return Places(live.sweep(text, is_rehearsal=True), _released(text))


def redact(*, text: str, decision: Decision, at: datetime, key: str = "") -> Places:
    """Take a text away everywhere. The journal is written before the tables are: nothing is half known."""
    _check_text(text)
    check(decision, text)
    if connection.vendor == "sqlite":
        _run("PRAGMA secure_delete = ON")  # what goes is written over, not only forgotten
    with transaction.atomic():
        found = Places(live.sweep(text, is_rehearsal=True), _released(text))
        if not key:
            key = secrets.token_hex(16)
            journal.append(_line(key, text, decision))
        connection.check_constraints()  # nothing may wait when a guard is taken down
        guards.take_down(using="default", plan=[key])
        office, reference = decision.office, decision.reference
        tomb = tombs.fixed(reference=reference, office=office, decided_on=decision.decided_on)
        live.sweep(text, tomb=tomb)
        guards.put_up(using="default")
        for release, openings in found.released:
            _entomb(release, openings, text, decision, at)
        _end_sessions(text)
        made = Redaction.objects.create(
            key=key,
            ground=decision.ground,
            reference=decision.reference,
            office=decision.office,
            decided_on=decision.decided_on,
            n_places=found.n,
            at=at,
        )
        audit.record("text.redacted", target=made, by_id=None, at=at, ground=decision.ground, n=found.n)
        if found.released:  # pages are made of what is released and of nothing else
            render_again(at=at, only={release.partnership_slug for release, _ in found.released})
    leave_no_trace()
    return replace(found, key=key)


def replay(*, at: datetime) -> int:
    """Take away again what a restored backup brought back; return how many redactions were played."""
    lines = journal.unplayed()
    for line in lines:
        released = Opening.objects.order_by("pk").values_list("text", flat=True)
        every = list(dict.fromkeys([*released, *live.texts()]))  # read to the end: no statement stands open
        text = journal.found(line, every)
        day = date.fromisoformat(line.decided_on)
        decision = Decision(line.ground, line.reference, line.office, day)
        if text is not None:
            redact(text=text, decision=decision, at=at, key=line.key)
            continue
        words = {"ground": line.ground, "reference": line.reference, "office": line.office}
        Redaction.objects.create(key=line.key, **words, decided_on=day, n_places=0, at=at)
    return len(lines)


def _check_text(text: str) -> None:
    if len(text.strip()) < SHORTEST or text != text.strip():
        raise TooShort
    # One engine finds capitals for small letters too: what was found is looked at again.
    rows = Release.objects.filter(canonical__contains=text).order_by("number")
    if inside := [one.number for one in rows if text in one.canonical]:
        raise InsideTheHash(inside)


def check(decision: Decision, text: str) -> None:
    """Refuse a decision that cannot be found again, or that says the very text."""
    if decision.ground not in {one.code for one in GROUNDS}:
        raise UnknownGround
    if not decision.reference.strip() or not decision.office.strip():
        raise ReferenceMissing
    if text in decision.reference or text in decision.office:
        raise SaysItself


def _line(key: str, text: str, decision: Decision) -> journal.Line:
    return journal.Line(
        key=key,
        length=len(text),
        sum=journal.sum_of(key, text),
        ground=decision.ground,
        reference=decision.reference,
        office=decision.office,
        decided_on=decision.decided_on.isoformat(),
    )


def _released(text: str) -> list[tuple[Release, list[Opening]]]:
    """Return the releases whose texts hold it; what was left by an earlier tombstone belongs to it too."""
    found: dict[int, tuple[Release, list[Opening]]] = {}
    rows = Opening.objects.filter(text__contains=text).select_related("release").order_by("pk")
    for one in (row for row in rows if text in row.text):
        found.setdefault(one.release_id, (one.release, []))[1].append(one)
    return list(found.values())


def _entomb(release: Release, openings: list[Opening], text: str, decision: Decision, at: datetime) -> None:
    """Write the tombstone, and delete what opened the commitments."""
    document = documents.of(release)
    over, address, places = release, document.address, {one.pk: one.pointer for one in openings}
    if release.kind == Release.Kind.REDACTION:
        content = document.body["content"]
        over = Release.objects.get(sha256=content["of"]["sha256"])
        address = content["of"]["address"]
        places = {one.pk: content["removed"][int(one.pointer.split("/")[3])]["pointer"] for one in openings}
    body = {
        "schema": SCHEMA,
        "simulated": release.is_simulated,
        "content": {
            "of": {"number": over.number, "sha256": over.sha256, "address": address},
            "ground": decision.ground,
            "decided_on": decision.decided_on.isoformat(),
            "reference": decision.reference,
            "office": decision.office,
            "removed": [_removed(one, places[one.pk], over, text) for one in openings],
        },
    }
    which = {"partnership_slug": release.partnership_slug, "promise_slug": release.promise_slug, "period": ""}
    kind = Release.Kind.REDACTION
    version = Release.objects.filter(**which, kind=kind).count() + 1
    chained(seal(body), at=at, kind=kind, version=version, **which)
    Opening.objects.filter(pk__in=[one.pk for one in openings]).delete()


def _removed(one: Opening, pointer: str, over: Release, text: str) -> dict[str, Any]:
    gone = tombs.gone_at(pointer)
    left = one.text.replace(text, gone)
    told = documents.commitments(over)[pointer]
    return {"pointer": pointer, "commitment": told, "instead": "" if left == gone else left}


def _end_sessions(text: str) -> None:
    """A sitting that holds the text ends."""
    for one in Session.objects.order_by("pk"):
        if any(text in found for found in live.strings(one.get_decoded())):
            one.delete()


def leave_no_trace() -> None:
    """Let what went leave the database's own files too, where no transaction stands around."""
    if connection.in_atomic_block:
        return
    _run("VACUUM")
    if connection.vendor == "sqlite":
        _run("PRAGMA wal_checkpoint(TRUNCATE)")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
