"""A follow-up's whole content as it will be read: what the parties approve, and nothing more."""

import re
from collections.abc import Iterable
from datetime import UTC, date, timedelta
from itertools import groupby
from typing import Any

from lofte.accounts.models import Organisation
from lofte.followup import fixed_texts, queries, sample_content
from lofte.followup.models import FollowUp, FollowUpLine
from lofte.promises.models import Promise
from lofte.released.canonical import dump, plain, sha256
from lofte.released.sealed import Sealed, keyed, seal

FINER = re.compile(r"\d{4}-(?:W\d\d|\d\d-\d\d)")  # a week or a day: finer than what is told of police work


def of(followup: FollowUp) -> dict[str, Any]:
    """Return the content: the same for the preview, the approval and the release."""
    promise = followup.promise
    lines = queries.lines(followup)
    first = lines[0].figures if lines else {}
    content = {
        "partnership": {
            "slug": promise.partnership.slug,
            "name": promise.partnership.name,
            "municipality": promise.partnership.municipality_name,
        },
        "promise": promise_reference(promise),
        "period": {
            "key": followup.period,
            "starts": followup.starts.isoformat(),
            "last_day": (followup.ends - timedelta(days=1)).isoformat(),
        },
        "version": followup.version,
        "reason": followup.reason,
        "simulated": bool(first.get("simulated", promise.is_simulated)),
        "counted_at": followup.cut_at.astimezone(UTC).isoformat(timespec="seconds"),
        "counted_through": first.get("counted_through"),
        "compared_with": first.get("compared_with"),
        "lead": {"sv": followup.lead_sv, "en": followup.lead_en},
        "activities": [activity(line) for line in lines],
        "sample": sample_content.of(followup),
        "method": fixed_texts.METHOD,
    }
    found: dict[str, Any] = plain(content)
    return found


def sealed(followup: FollowUp, content: dict[str, Any] | None = None) -> Sealed:
    """Return the content in its frozen form: the same commitments each time, until it is released."""
    return seal(content or of(followup), keyed(followup.seal_key), "/content")


def checksum(followup: FollowUp) -> str:
    """Return the checksum that an approval holds: of the frozen form, so that it outlives a text."""
    return sha256(dump(sealed(followup).frozen))


def promise_reference(promise: Promise) -> dict[str, Any]:
    """Name a promise, its days and its parties."""
    parties = promise.parties.select_related("organisation").order_by("position", "pk")
    return {
        "slug": promise.slug,
        "title": promise.title,
        "starts": promise.starts.isoformat(),
        "last_day": (promise.ends - timedelta(days=1)).isoformat(),
        "parties": [party(row.organisation) for row in parties],
    }


def party(organisation: Organisation) -> dict[str, str]:
    return {
        "slug": organisation.slug,
        "name": organisation.name,
        "short_name": organisation.short_name,
        "kind": organisation.kind,
    }


def activity(line: FollowUpLine) -> dict[str, Any]:
    """Return one activity as it is published."""
    figures = line.figures
    kept = (
        "number",
        "title",
        "text",
        "point",
        "responsible",
        "contributing",
        "own_effort",
        "in_words",
        "stopped",
    )
    return {
        **{key: figures[key] for key in kept},
        "name": figures["name"],
        "status": None if figures["in_words"] and not figures["stopped"] else line.status,
        "sentence": {"sv": line.text_sv, "en": line.text_en},
        "comment": {"sv": line.comment_sv, "en": line.comment_en},
        "change": figures["change"],
        "after_cut": figures.get("after_cut", []),  # a draft made before there was such a thing has none
        "targets": [
            _target(number, found, figures) for number, found in enumerate(figures["targets"], start=1)
        ],
    }


def _target(number: int, found: dict[str, Any], figures: dict[str, Any]) -> dict[str, Any]:
    facts, outcome = found["facts"], found["outcome"]
    is_withheld = bool(found["withheld"])
    kept = ("kind", "comparator", "value", "upper", "per", "each_place", "minimum_minutes", "sign")
    return {
        "number": number,
        **{key: facts[key] for key in kept},
        "unit": unit_of(facts),
        "persons": facts["is_persons"],
        "areas": facts["places"],
        "of": facts["whole"] if facts["kind"] == "share" else None,
        "description": found["description"],
        "starts": outcome["starts"],
        "last_day": _last_day(outcome["ends"]),
        "counted_through": _last_day(outcome["cut"]),
        "status": _status(facts, outcome, is_withheld=is_withheld),
        "why": "withheld" if is_withheld else outcome["why"],
        "places": [] if is_withheld or facts["kind"] == "qualitative" else _places(outcome, found),
        "forecast": None if is_withheld else _together(outcome, found),
        "share": None if is_withheld else outcome["share"],
        "slots": _slots(facts, outcome),
        "reached": _reached(facts, outcome),
        "measured": outcome.get("measured"),
        "closed": [_closed(window, found) for window in outcome["closed"] if not facts["is_persons"]],
        "pace": found.get("pace", {"kind": "even", "months": [], "points": []}),
        "revisions": found.get("revisions", []),
        "definition": found["definition"],
        "source": _source(facts, figures),
        "marks": {"done": "attested", "expected": "recomputable", "status": "recomputable"},
    }


def unit_of(facts: dict[str, Any]) -> dict[str, str]:
    """Name what a target's figures are figures of."""
    known = facts.get("particulars") or {}
    if facts["kind"] == "hours":
        sv, en = facts["one"]["sv"], facts["many"]["en"]
        return {"sv": f"timmar {sv}".strip(), "en": f"hours of {en}" if en else "hours"}
    if facts["kind"] == "indicator" and known:
        return dict(known["series_unit"])
    if known.get("rule") == "occasions":
        return dict(known["occasion_many"])
    return dict(facts["part"] if facts["kind"] == "share" else facts["many"])


def _source(facts: dict[str, Any], figures: dict[str, Any]) -> dict[str, str]:
    """Say where a figure comes from: of a measurement, who measured."""
    measured_by = (facts.get("particulars") or {}).get("source", "")
    if measured_by:
        return {"sv": f"{measured_by}.", "en": f"{measured_by}."}
    return fixed_texts.source([p["name"] for p in figures["responsible"]])


def _status(facts: dict[str, Any], outcome: dict[str, Any], *, is_withheld: bool) -> str | None:
    if facts["kind"] == "qualitative":
        return None
    return "cannot_be_judged" if is_withheld else outcome["status"]


def _last_day(left_out: str) -> str:
    return (date.fromisoformat(left_out) - timedelta(days=1)).isoformat()


def _places(outcome: dict[str, Any], target: dict[str, Any]) -> list[dict[str, Any]]:
    kept = ("place", "done", "promised", "expected", "in_period", "status", "share")
    facts = target["facts"]
    forecasts = {line["place"]: line for line in target.get("forecasts", ())}
    shown = [
        {key: line[key] for key in kept} | {"forecast": _forecast(line, forecasts.get(line["place"]))}
        for line in outcome["places"]
    ]
    if facts["kind"] == "share":  # what is promised is a share too, and a period alone has none
        shown = [
            line | {"promised": None, "promised_share": line["promised"], "in_period": None} for line in shown
        ]
    # Of persons only the sum that has passed disclosure control is said, not what a single period added.
    return [line | {"in_period": None} for line in shown] if facts["is_persons"] else shown


def _forecast(line: dict[str, Any], found: dict[str, Any] | None) -> dict[str, Any] | None:
    """Where a line will probably end, as it was foreseen when it was counted."""
    if found is None or line["promised"] is None:
        return None
    kept = ("kind", "low", "high", "lowest", "highest", "chance", "expected", "known_on", "before", "method")
    return {key: found[key] for key in kept} | {"earlier_years": found["n_years"]}


def _together(outcome: dict[str, Any], found: dict[str, Any]) -> dict[str, Any] | None:
    """Where all places together will probably end, where they are judged together and each has a line."""
    if any(not line["place"] for line in outcome["places"]):
        return None  # all together are a line
    line = next((line for line in found.get("forecasts", ()) if not line["place"]), None)
    return line and _forecast({"promised": line["goal"]}, line)


def _closed(window: dict[str, Any], target: dict[str, Any]) -> dict[str, Any]:
    return {
        "starts": window["starts"],
        "last_day": _last_day(window["ends"]),
        "status": window["status"],
        "places": _places(window, target | {"forecasts": ()}),
    }


def _reached(facts: dict[str, Any], outcome: dict[str, Any]) -> str | None:
    """A day; of police work alone a month."""
    day: str | None = outcome["reached_on"]
    return day[:7] if day and facts["is_police"] else day


def _slots(facts: dict[str, Any], outcome: dict[str, Any]) -> list[dict[str, Any]]:
    if facts["is_police"] and any(FINER.fullmatch(slot["key"]) for slot in outcome["slots"]):
        return list(_months(outcome["slots"]))
    return [
        {"slot": slot["key"], "place": slot["place"], "state": slot["state"], "reason": slot["reason"]}
        for slot in outcome["slots"]
    ]


def _months(slots: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Police work week by week becomes months: how many of the weeks whose Thursday lies there."""
    for (place, month), found in groupby(slots, key=lambda slot: (slot["place"], _month_of(slot))):
        states = [slot["state"] for slot in found]
        n_met, n_judged = states.count("met"), states.count("met") + states.count("missed")
        state = "coming" if not n_judged else "met" if n_met == n_judged else "missed"
        yield {"slot": month, "place": place, "state": state, "reason": "", "met": n_met, "of": n_judged}


def _month_of(slot: dict[str, Any]) -> str:
    first = date.fromisoformat(slot["starts"])
    last = date.fromisoformat(slot["ends"])
    return (first + (last - first) / 2).isoformat()[:7]
