"""A released follow-up as rows for a spreadsheet: semicolons, decimal commas and a mark of the encoding."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from lofte.base.cells import harmless
from lofte.charts.words import SV
from lofte.promises.differing import in_language
from lofte.publication.columns import OPEN_DATA
from lofte.publication.documents import Document

Plain = dict[str, Any]
BOM = "\N{BYTE ORDER MARK}"  # without it, spreadsheets read å as Ã¥
UNSAID = "inte sagt"
NOWHERE: Plain = dict.fromkeys(
    ("place", "done", "promised", "expected", "in_period", "status", "share", "forecast")
)


def csv_of(document: Document) -> bytes:
    """Return every target's outcome, a row for each place."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.name for column in OPEN_DATA)
    for row in rows(document):
        writer.writerow(_cell(row[column.name]) for column in OPEN_DATA)
    return (BOM + sheet.getvalue()).encode("utf-8")


def _cell(value: Any) -> str:
    """Write a value so that a spreadsheet takes it for what it is, and never for a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    return str(harmless(str(value)))


def rows(document: Document) -> Iterable[Plain]:
    """Yield the rows as the columns name them."""
    content = document.body["content"]
    for activity in content["activities"]:
        head = {
            "samverkan": content["partnership"]["slug"],
            "lofte": content["promise"]["slug"],
            "period": content["period"]["key"],
            "version": content["version"],
            "aktivitet": activity["number"],
            "rubrik": activity["title"],
            "ansvarar": ", ".join(party["name"] for party in activity["responsible"]),
            "mening": activity["sentence"]["sv"],
            "kommentar": activity["comment"]["sv"],
            "simulerat": "ja" if document.is_simulated else "nej",
        }
        for target in activity["targets"] or [None]:
            yield from ({**head, **row} for row in _of_target(target))
    yield from (_of_sample(document, part) for part in content.get("sample", {"parts": []})["parts"])


def _of_sample(document: Document, part: Plain) -> Plain:
    """One organisation's entries as the other party found them: a share, of no activity."""
    content = document.body["content"]
    answers = part["answers"]
    return {
        **dict.fromkeys((column.name for column in OPEN_DATA), ""),
        "samverkan": content["partnership"]["slug"],
        "lofte": content["promise"]["slug"],
        "period": content["period"]["key"],
        "version": content["version"],
        "ansvarar": part["organisation"]["name"],
        "slag": "sample",
        "enhet": "procent",
        "andel_vad": "loggade poster som stämde av dem som kontrollerades och gick att avgöra",
        "andel_del": answers["agrees"],
        "andel_av": answers["agrees"] + answers["differs"] + answers["not_there"],
        "andel": part["share"],
        "andel_lag": part["low"],
        "andel_hog": part["high"],
        "kalla": part["checked_by"]["name"],
        "markning": "attested",
        "mening": part["said"]["sv"],
        "simulerat": "ja" if document.is_simulated else "nej",
    }


def _of_target(target: Plain | None) -> Iterable[Plain]:
    if target is None:
        yield _outcome(None, NOWHERE)
        return
    for line in target["places"] or [{**NOWHERE, "status": target["status"]}]:
        yield {**_rule(target), **_outcome(target, line)}


def _rule(target: Plain) -> Plain:
    definition = target["definition"] or {"counts": {"sv": ""}, "counts_not": {"sv": ""}}
    return {
        "mal": target["number"],
        "slag": target["kind"],
        "malvarde": target["description"]["sv"],
        "enhet": "procent" if target["kind"] == "share" else target["unit"]["sv"],
        "varfor": target["why"],
        "raknas": definition["counts"]["sv"],
        "raknas_inte": definition["counts_not"]["sv"],
        "fran": target["starts"],
        "till": target["last_day"],
        "raknat_till": target["counted_through"],
        "kalla": target["source"]["sv"],
        "markning": target["marks"]["done"],
        "klart": target["reached"],
        "delmal": _interim(target.get("pace")),
        "tecken": target.get("sign", ""),
        **_revised(target.get("revisions", [])),
        **_measured(target.get("measured") or {}),
    }


def _interim(pace: Plain | None) -> str:
    """Write points as day and number, a season as its twelve weights."""
    if pace is None:
        return ""
    points = (f"{one['last_day']} {_cell(one['done'])}" for one in pace["points"])
    return ", ".join(points) or " ".join(str(weight) for weight in pace["months"])


def _revised(revisions: list[Plain]) -> Plain:
    last: Plain = revisions[-1] if revisions else {"applies_from": "", "before": {"sv": ""}, "reason": ""}
    return {
        "andrad_fran": last["applies_from"],
        "tidigare": last["before"]["sv"],
        "andrat": "; ".join(
            f"{one.what}: {one.now or UNSAID} (förut {one.before or UNSAID})"
            for one in in_language(last.get("changes", []), "sv")
        ),
        "andrad_varfor": last["reason"],
    }


def _measured(found: Plain) -> Plain:
    return {
        "matt_varde": found.get("value"),
        "matt_den": found.get("measured_on"),
        "utgangslage": found.get("baseline"),
        "forandring": found.get("change"),
    }


_NO_RULE = dict.fromkeys(
    ("mal", "slag", "malvarde", "enhet", "varfor", "raknas", "raknas_inte", "fran", "till", "raknat_till"), ""
) | dict.fromkeys(
    (
        "kalla",
        "markning",
        "klart",
        *_measured({}),
        "delmal",
        "tecken",
        "andrad_fran",
        "tidigare",
        "andrat",
        "andrad_varfor",
    ),
    "",
)


def _outcome(target: Plain | None, line: Plain) -> Plain:
    is_share = target is not None and target["kind"] == "share"
    is_number = target is not None and target["kind"] in {
        "count",
        "hours",
    }  # of a share or a rhythm it is no sum
    found = line["forecast"] or {}
    forecast = found if is_number and found.get("kind", "number") in {"number", "average"} else {}
    return {
        **({} if target else _NO_RULE),
        "omrade": line["place"],
        "gjort": None if is_share else line["done"],
        "lovat": line["promised"],
        "vantat": line["expected"],
        "i_perioden": line["in_period"],
        "slut_lag": forecast.get("low"),
        "slut_hog": forecast.get("high"),
        **_share(target if is_share else None, line),
        "lage": SV.status.get(line["status"], ""),
        "lagekod": line["status"],
    }


def _share(target: Plain | None, line: Plain) -> Plain:
    share = line["share"] or dict.fromkeys(("part", "whole", "share", "low", "high"))
    return {
        "andel_vad": f"{target['unit']['sv']} av {target['of']['sv']}" if target else "",
        "andel_del": share["part"],
        "andel_av": share["whole"],
        "andel": share["share"],
        "andel_lag": share["low"],
        "andel_hog": share["high"],
        "andel_lovad": target["value"] if target else None,
    }
