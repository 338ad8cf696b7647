"""What the phone takes with it: everything that one person can choose when logging."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.html import strip_tags

from lofte.accounts.viewers import Viewer
from lofte.places.models import Area
from lofte.promises.models import KindOfWork
from lofte.work import field, words, writers
from lofte.work.admitting import MAX_QUANTITY
from lofte.work.models import Entry
from lofte.work.phone import asked, where
from lofte.work.templatetags.work import counts, counts_not, kind_name, quantity_name

Facts = dict[str, Any]


def pack(viewer: Viewer, today: date) -> Facts:
    """Return it as JSON can carry it: as many queries however much is logged."""
    areas = list(field.areas(viewer).defer("geometry"))
    mine = list(field.mine(viewer)[: field.N_RECENT])
    ours = list(field.organisations(viewer))
    return {
        "account": viewer.user_id,
        "name": viewer.name,
        "areas": [{"id": area.pk, "name": area.name, "key": area.search_key} for area in areas],
        "ground": stamp(areas),
        "places": list(field.places(viewer).values("id", "name", "area_id")),
        "organisations": [{"id": one.pk, "name": one.name} for one in ours],
        "writers": " ".join(strip_tags(said) for said in writers.sentences(ours)),
        "members": list(field.members(viewer).values("id", "name")),
        "people": list(field.colleagues(viewer, today).values("id", "name")),
        "activities": list(field.activities(viewer, today).values("id", "title")),
        "kinds": _kinds(viewer, today, areas, mine),
        "usual": [_usual(row) for row in field.usual_of(mine)],
        "asked": asked.here(viewer, today),
    }


def stamp(areas: Sequence[Area]) -> str:
    """Say which ground the phone should hold: another when an area comes, goes or is drawn anew."""
    known = repr([(area.pk, area.code, area.version_year) for area in areas])
    return sha256(known.encode()).hexdigest()[:16]


def _kinds(viewer: Viewer, today: date, areas: Sequence[Area], mine: Sequence[Entry]) -> list[Facts]:
    found = field.kinds(viewer, today)
    promised = {kind.pk for kind in found.promised}
    rows = KindOfWork.objects.prefetch_related("quantities").in_bulk(
        [kind.pk for kind in (*found.promised, *found.others)]
    )
    likely = where.likely(viewer, today, mine)
    fallback = [area.pk for area in areas if area.kind == Area.Kind.KOMMUN]
    lasted = {entry.kind_of_work_id: entry.minutes for entry in reversed(mine)}
    return [
        _kind(rows[kind.pk], kind.pk in promised, likely.get(kind.pk, fallback))
        | {"minutes": lasted.get(kind.pk) or kind.usual_minutes}
        for kind in (*found.promised, *found.others)
    ]


def _kind(kind: KindOfWork, is_promised: bool, areas: Sequence[int]) -> Facts:
    return {
        "code": kind.code,
        "name": kind_name(kind),
        "promised": is_promised,
        "counts": counts(kind),
        "counts_not": counts_not(kind),
        "case": kind.states == KindOfWork.States.CASE,
        "shared": kind.has_recipients,
        "areas": list(areas),
        "numbers": _numbers(kind),
        "checks": [_check(row) for row in kind.checklist],
    }


def _numbers(kind: KindOfWork) -> list[Facts]:
    return [
        {
            "name": f"quantity_{quantity.code}",
            "label": quantity_name(quantity).capitalize(),
            "asked": quantity.is_asked,
            "first": (1 if quantity.part_of_id is None else 0) if quantity.is_asked else "",
            "most": MAX_QUANTITY,
        }
        for quantity in sorted(kind.quantities.all(), key=lambda row: (row.position, row.pk))
    ]


def _check(row: Mapping[str, Any]) -> Facts:
    key = "text_en" if words.language() == "en" else "text"
    return {"code": row["code"], "label": row.get(key) or row["text"], "asked": row.get("required", True)}


def _usual(row: field.Usual) -> Facts:
    entry = row.entry
    pairs: list[tuple[str, int | None]] = [("area", entry.area_id), ("organisation", entry.organisation_id)]
    pairs += [("place", entry.place_id), ("activity", entry.activity_id), ("minutes", entry.minutes)]
    pairs += [("recipients", one.organisation_id) for one in entry.recipients.all()]
    pairs += [(f"quantity_{one.quantity.code}", one.value) for one in entry.quantities.all()]
    facts = [entry.place.name if entry.place else entry.area.name]
    if entry.minutes:
        facts.append(words.minutes(entry.minutes))
    return {
        "kind": entry.kind_of_work.code,
        "one_press": row.is_one_press,
        "facts": ", ".join(facts),
        "fields": [[name, str(value)] for name, value in pairs if value is not None],
    }
