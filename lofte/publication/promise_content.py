"""A promise as it is published at adoption: its own words, its readings, its parties and its ground."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from shapely.geometry import box, mapping, shape
from shapely.geometry.base import BaseGeometry

from lofte.accounts import reaching
from lofte.accounts.models import Share
from lofte.followup.content import party, promise_reference
from lofte.followup.drafting import describe
from lofte.followup.naming import english_name
from lofte.places import queries as places
from lofte.places.models import Area, AreaSet, MapLayer
from lofte.promises import history
from lofte.promises import queries as promise_queries
from lofte.promises.history import ToldRevision
from lofte.promises.models import Activity, Promise, Question, SourceDocument, Target
from lofte.released.canonical import plain

Revisions = Mapping[int, Sequence[ToldRevision]]
MARGIN = 0.2  # of the promised areas' width, around them
SIMPLIFIED = 0.0002  # degrees, some twenty metres: less than the map's line is wide
DECIMALS = 5  # about a metre


def of(promise_id: int, through: date | None = None) -> dict[str, Any]:
    """Return everything that a promise's pages say, with the revisions that hold through a day (left out)."""
    promise = promise_queries.whole_promise(promise_id)
    targets = [target for one in promise.activities.all() for target in one.targets.all()]
    revisions = history.told(promise, targets, through) if through else {}
    content = {
        "partnership": {
            "slug": promise.partnership.slug,
            "name": promise.partnership.name,
            "municipality": promise.partnership.municipality_name,
        },
        "promise": promise_reference(promise) | _frame(promise),
        "points": [{"text": one.text, "reasons": one.reasons} for one in promise.points.all()],
        "focus_areas": [one.title for one in promise.focus_areas.all()],
        "activities": [
            _activity(n, one, promise, revisions) for n, one in enumerate(promise.activities.all(), start=1)
        ],
        "questions": [_question(one) for one in promise.questions.all() if one.settled_on],
        "signatures": [
            {"name": one.name, "title": one.title, "party": one.organisation.name if one.organisation else ""}
            for one in promise.signatures.all()
        ],
        "map": _map(promise),
    }
    found: dict[str, Any] = plain(content)
    return found


def _frame(promise: Promise) -> dict[str, Any]:
    return {
        "purpose": promise.purpose,
        "grounds": promise.grounds,
        "rhythm": promise.rhythm,
        "channels": promise.channels,
        "extends": {"slug": promise.extends.slug, "title": promise.extends.title}
        if promise.extends
        else None,
        "extends_text": promise.extends_text,
        "agreement": promise.agreement.name if promise.agreement else "",
        "programme": promise.programme.name if promise.programme else "",
        "signed_on": _day(promise.signed_on),
        "signed_at": promise.signed_at,
        "adopted_on": _day(promise.adopted_on),
        "document": _document(promise),
    }


def _shares_of(document: SourceDocument | None) -> list[Share]:
    return reaching.stands(document) if document is not None else []


def _document(promise: Promise) -> dict[str, str] | None:
    """Name the document where the whole partnership sees it; one that is kept is not told of."""
    is_shared = any(one.level == Share.Level.PARTNERSHIP for one in _shares_of(promise.document))
    if promise.document is None or not is_shared:
        return None
    return {"name": promise.document.name, "sha256": promise.document.sha256}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _activity(number: int, activity: Activity, promise: Promise, revisions: Revisions) -> dict[str, Any]:
    earlier = activity.continues
    return {
        "number": number,
        "title": activity.title,
        "text": activity.text,
        "name": {"sv": activity.title, "en": english_name(activity.targets.all(), number).whole},
        "point": activity.point.text if activity.point else "",
        "responsible": [party(p.organisation) for p in activity.parties.all() if p.part == "responsible"],
        "contributing": [party(p.organisation) for p in activity.parties.all() if p.part == "contributing"],
        "continues": {"promise": earlier.promise.title, "title": earlier.title} if earlier else None,
        "targets": [
            _target(target, promise) | _revised(revisions.get(target.pk, ()))
            for target in activity.targets.all()
        ],
    }


def _revised(revisions: Sequence[ToldRevision]) -> dict[str, Any]:
    """What was promised stays; what holds instead stands beside it."""
    return {"revisions": [one.as_json() for one in revisions]} if revisions else {}


def _target(target: Target, promise: Promise) -> dict[str, Any]:
    kind, facts = target.kind_of_work, promise_queries.facts_of(target, promise)
    return {
        "kind": target.kind,
        "description": describe(target, promise),
        "comparator": target.comparator,
        "value": target.value,
        "upper": target.upper,
        "unit": {"sv": kind.many, "en": kind.many_en} if kind else {"sv": target.unit, "en": target.unit},
        "per": target.per,
        "each_place": target.each_place,
        "minimum_minutes": target.minimum_minutes,
        "starts": facts.starts.isoformat(),
        "last_day": (facts.ends - timedelta(days=1)).isoformat(),
        "places": list(facts.places),
        "sign": target.sign,
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "text": question.text,
        "answer": question.answer,
        "settled_by": question.settled_by_name,
        "settled_on": _day(question.settled_on),
        "activity": question.activity.title if question.activity else "",
    }


def _map(promise: Promise) -> dict[str, Any] | None:
    """Return the areas around those where the promise holds, cut out and simplified, with their water."""
    sets = _promised_sets(promise)
    groups: dict[int, str] = {}
    for one in _painted(sets):
        for area in _areas_of(one):
            groups.setdefault(area.pk, one.name)
    if not groups:
        return None
    every = places.areas(promise.partnership_id)
    areas = [area for area in every if area.pk in groups or area.kind != Area.Kind.KOMMUN]
    frame = _frame_around([shape(area.geometry) for area in areas if area.pk in groups])
    shown = [(area, cut) for area in areas if not (cut := _cut(area.geometry, frame)).is_empty]
    layers = MapLayer.objects.filter(partnership=promise.partnership_id).order_by("kind", "pk")
    water = next((_cut(layer.geometry, frame) for layer in layers if layer.kind == "water"), None)
    said = [*(area.attribution for area, _ in shown), *(layer.attribution for layer in layers)]
    sources = [source.removeprefix("Källa: ") for source in said if source]
    return {
        "areas": [_map_area(area, cut, groups) for area, cut in shown],
        "places": [one.name for one in sets],
        "water": _geometry(water) if water is not None and not water.is_empty else None,
        "frame": [round(side, DECIMALS) for side in frame.bounds],
        "attribution": "; ".join(dict.fromkeys(sources)),
    }


def _map_area(area: Area, cut: BaseGeometry, groups: dict[int, str]) -> dict[str, Any]:
    return {
        "code": area.code,
        "name": area.name,
        "group": groups.get(area.pk, ""),
        "label": [round(area.label_lon, DECIMALS), round(area.label_lat, DECIMALS)],
        "geometry": _geometry(cut),
    }


def _promised_sets(promise: Promise) -> list[AreaSet]:
    """The sets that the promise names, in their order, "all the rest" last."""
    named = {
        place.area_set_id
        for activity in promise.activities.all()
        for target in activity.targets.all()
        for place in target.places.all()
    }
    sets = [one for one in places.area_sets(promise.partnership_id) if one.pk in named]
    return sorted(sets, key=lambda one: one.is_complement)


def _painted(sets: list[AreaSet]) -> list[AreaSet]:
    """The sets that the map shows: the whole municipality, or all the rest of it, would hide its parts."""
    parts = [
        one
        for one in sets
        if not one.is_complement and all(area.kind != Area.Kind.KOMMUN for area in _areas_of(one))
    ]
    return parts or sets


def _areas_of(area_set: AreaSet) -> Iterable[Area]:
    return [row.area for row in area_set.containment.all()]


def _frame_around(shapes: list[BaseGeometry]) -> BaseGeometry:
    west, south = min(s.bounds[0] for s in shapes), min(s.bounds[1] for s in shapes)
    east, north = max(s.bounds[2] for s in shapes), max(s.bounds[3] for s in shapes)
    by_x, by_y = (east - west) * MARGIN, (north - south) * MARGIN
    return box(west - by_x, south - by_y, east + by_x, north + by_y)


def _cut(geometry: dict[str, Any], frame: BaseGeometry) -> BaseGeometry:
    whole = shape(geometry)
    if not whole.is_valid:
        whole = whole.buffer(0)
    return whole.intersection(frame).simplify(SIMPLIFIED)


def _geometry(cut: BaseGeometry) -> dict[str, Any]:
    """Return polygons only, with short coordinates."""
    parts = [part for part in getattr(cut, "geoms", [cut]) if part.geom_type == "Polygon"]
    polygons = [mapping(part)["coordinates"] for part in parts]
    rings = [
        [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring] for ring in polygon]
        for polygon in polygons
    ]
    return {"type": "MultiPolygon", "coordinates": rings}
