"""What an organisation hands over to its e-archive, as a folder that needs no Löfte to be read."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import Organisation, User
from lofte.base import audit
from lofte.base.models import SealedBatch
from lofte.records.archiving.mets import HELD, SCHEMA, Package, Part, described, events
from lofte.records.archiving.models import ArchivePackage
from lofte.records.models import ClearingDecision, RegisteredDocument
from lofte.records.registering.fixing import fixed_between
from lofte.released.models import Page, Release

HERE = Path(__file__).parent
JSON, PDF = "application/json", "application/pdf"
RELEASE = "released.Release"
README = """{title}
{line}

Paketet innehåller det som {name} har antagit, publicerat och diariefört i Löfte
från och med {starts} till och med {last}. Det är gjort {made} med Löfte {version}.

METS.xml                    alla filer med storlek och kontrollsumma (SHA-256), efter E-ARK SIP 2.1.0
metadata/preservation/      samma kontrollsummor som PREMIS 3.0, och när paketet gjordes
schemas/                    METS-schemat. Schemat för PREMIS 3.0 finns på www.loc.gov/standards/premis/,
                            tilläggen till METS (CSIP 2.1.0) på earkcsip.dilcis.eu
{held}/data/handlingar/     diarieförda handlingar, en mapp för varje, med handling.json
{held}/data/publicerat/     publicerade löften och uppföljningar som inte är diarieförda: JSON och PDF
{held}/data/gallring.json   organisationens gallringsbeslut
{held}/data/spar.json       spårets förseglingar: kontrollsummor över vad som gjordes, utan personer

Texten är UTF-8. Kontrollera en fil med: sha256sum FIL
Namn på den som har undertecknat eller godkänt står i det som är publicerat. Vem som loggade arbete,
anteckningar och konton är inte med.
"""


class FolderTaken(Exception):
    """Something lies where the package should."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder


class WrongWayRound(Exception):
    """The time ends before it begins."""


class NotOver(Exception):
    """What is not over can still change."""


@dataclass(frozen=True)
class Asked:
    """What is handed over: an organisation's documents between two days, the last one left out."""

    organisation: Organisation
    starts: date
    ends: date
    at: datetime
    by: User | None = None  # none: the operator, at the command line


def gathered(asked: Asked) -> Package:
    """Return the package with every file in it but METS.xml; the same rows give the same bytes."""
    name = f"lofte-{asked.organisation.slug}-{asked.starts}-{asked.ends}"
    held = [*_documents(asked), *_released(asked), _decisions(asked), _seals(asked)]
    schema = Part(SCHEMA, "application/xml", (HERE / SCHEMA).read_bytes())
    files = [_readme(asked, name), schema, *sorted(held, key=lambda part: part.path)]
    made_at = timezone.localtime(asked.at)
    told = events(name, made_at, version("lofte"), files)
    return Package(
        name=name,
        label=f"{asked.organisation.name}, medborgarlöften {asked.starts} till {asked.ends}",
        organisation=asked.organisation.name,
        version=version("lofte"),
        made_at=made_at,
        parts=[told, *files],
    )


def write(asked: Asked, out: Path) -> Path:
    """Write the package into an empty folder, with a line in the trail; return where it lies."""
    package, parts = whole(asked)
    top = out / package.name
    if top.exists():
        raise FolderTaken(top)
    for part in parts:
        path = top / part.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part.content)
    note(asked, parts)
    return top


def whole(asked: Asked) -> tuple[Package, list[Part]]:
    """Return the package and every file of it, METS.xml last."""
    if asked.ends <= asked.starts:
        raise WrongWayRound
    if asked.ends > timezone.localdate(asked.at):
        raise NotOver
    package = gathered(asked)
    return package, [*package.parts, Part("METS.xml", "application/xml", described(package))]


@transaction.atomic
def note(asked: Asked, parts: Sequence[Part]) -> ArchivePackage:
    """Let it stand among the organisation's packages, and in the trail."""
    days = {"starts": asked.starts.isoformat(), "ends": asked.ends.isoformat()}
    by_id = asked.by.pk if asked.by else None
    n_files = len(parts) - 1  # METS.xml lists the others
    audit.record("archive.exported", target=asked.organisation, by_id=by_id, at=asked.at, n=n_files, **days)
    return ArchivePackage.objects.create(
        organisation=asked.organisation,
        starts=asked.starts,
        ends=asked.ends,
        n_files=n_files,
        sha256=parts[-1].sha256,
        made_by=asked.by,
        made_at=asked.at,
    )


def _documents(asked: Asked) -> Iterator[Part]:
    for document in fixed_between(asked.organisation, asked.starts, asked.ends).prefetch_related("files"):
        folder = f"{HELD}/data/handlingar/{document.year}-{document.series}-{document.number:05}"
        files = sorted(document.files.all(), key=lambda file: file.position)
        yield _json(f"{folder}/handling.json", _card(document, [file.name for file in files]))
        for file in files:
            path = f"{folder}/{file.position:02}-{_harmless(file.name)}"
            yield Part(path, file.media_type, bytes(file.content))


def _card(document: RegisteredDocument, files: list[str]) -> dict[str, Any]:
    return {
        "diarienummer": document.diarienummer,
        "nummer_i_eget_system": document.other_number,
        "slag": document.kind,
        "riktning": document.direction,
        "rubrik": document.title,
        "datum": document.dated_on.isoformat(),
        "sekretessmarkering": document.secrecy,
        "faststalld": document.fixed_at.isoformat(),
        "kontrollsumma": document.sha256,
        "filer": files,
    }


def _released(asked: Asked) -> Iterator[Part]:
    """What its partnerships have released and it has not registered, as JSON, with the pages' PDF."""
    slugs = asked.organisation.memberships.values_list("partnership__slug", flat=True)
    registered = RegisteredDocument.objects.filter(organisation=asked.organisation, thing=RELEASE)
    rows = Release.objects.filter(
        partnership_slug__in=list(slugs),
        released_at__gte=begins(asked.starts),
        released_at__lt=begins(asked.ends),
    )
    for row in rows.exclude(pk__in=registered.values("thing_key")).order_by("partnership_slug", "number"):
        what = f"{row.period}-v{row.version}" if row.period else f"lofte-v{row.version}"
        folder = f"{HELD}/data/publicerat/{row.partnership_slug}/{row.number:05}-{row.promise_slug}-{what}"
        yield Part(f"{folder}/innehall.json", JSON, row.canonical.encode())
        at = f"/{row.partnership_slug}/loften/{row.promise_slug}/"
        page = f"{at}{row.period}/v{row.version}.pdf" if row.period else f"{at.rstrip('/')}.pdf"
        for found in Page.objects.filter(path=page, media_type=PDF).order_by("pk"):
            yield Part(f"{folder}/lasbar.pdf", PDF, bytes(found.body))


def _decisions(asked: Asked) -> Part:
    rows = ClearingDecision.objects.filter(organisation=asked.organisation).order_by("pk")
    found = [
        {
            "vad": row.plan,
            "gallras_efter_dagar": row.keeps_days,
            "forst_efter_leverans": row.after_delivery,
            "diarienummer": row.reference,
            "beslutat_av": row.decided_by,
            "beslutat": row.decided_on.isoformat(),
        }
        for row in rows.filter(recorded_at__lt=begins(asked.ends))
    ]
    return _json(f"{HELD}/data/gallring.json", found)


def _seals(asked: Asked) -> Part:
    rows = SealedBatch.objects.filter(sealed_at__gte=begins(asked.starts), sealed_at__lt=begins(asked.ends))
    found = [
        {
            "nummer": row.number,
            "antal_rader": row.n_rows,
            "forra": row.previous,
            "kontrollsumma": row.sha256,
            "forseglad": row.sealed_at.isoformat(),
        }
        for row in rows.order_by("number")
    ]
    return _json(f"{HELD}/data/spar.json", found)


def _readme(asked: Asked, title: str) -> Part:
    words = README.format(
        title=title,
        line="=" * len(title),
        name=asked.organisation.name,
        starts=asked.starts,
        last=date.fromordinal(asked.ends.toordinal() - 1),
        made=timezone.localdate(asked.at),
        version=version("lofte"),
        held=HELD,
    )
    return Part("documentation/LAS-MIG.txt", "text/plain", words.encode())


def _json(path: str, body: Any) -> Part:
    return Part(path, JSON, json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n")


def begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _harmless(name: str) -> str:
    """Return a file's name with nothing that leads elsewhere or that a file system minds."""
    kept = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in name)
    return kept.lstrip(".") or "fil"
