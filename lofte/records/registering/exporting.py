"""The register as a file for the registrar's own system; its columns stand in docs/registering.md."""

import csv
import json
from collections.abc import Iterable
from io import StringIO

from lofte.base.cells import harmless
from lofte.records.registering.models import RegisteredDocument

COLUMNS = (
    "diarienummer",
    "nummer_i_eget_system",
    "slag",
    "riktning",
    "rubrik",
    "fran_eller_till",
    "datum",
    "organisation",
    "sekretess",
    "lofte",
    "faststalld",
    "sha256",
)


def cells(one: RegisteredDocument) -> tuple[str, ...]:
    return (
        one.diarienummer,
        one.other_number,
        one.kind,
        one.direction,
        one.title,
        one.counterpart,
        one.dated_on.isoformat(),
        one.organisation.name,
        one.secrecy,
        one.promise_slug,
        one.fixed_at.isoformat(timespec="seconds"),
        one.sha256,
    )


def as_csv(documents: Iterable[RegisteredDocument]) -> bytes:
    sheet = StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in cells(one)] for one in documents)
    return sheet.getvalue().encode("utf-8-sig")


def as_json(documents: Iterable[RegisteredDocument]) -> bytes:
    rows = [dict(zip(COLUMNS, cells(one), strict=True)) for one in documents]
    return json.dumps({"handlingar": rows}, ensure_ascii=False, indent=1).encode()
