"""Where each kind of work is likely done; and the outlines by which a phone knows its area."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from lofte.accounts.viewers import Viewer
from lofte.places.models import Area
from lofte.work import field
from lofte.work.models import Entry

N_OURS = 200  # of the organisation's entries are looked through
COARSE = 0.0004  # degrees: some thirty metres, less than a phone's own error in a street
DECIMALS = 5  # one metre


def likely(viewer: Viewer, on: date, mine: Iterable[Entry]) -> dict[int, list[int]]:
    """Return each kind's areas: where I did it last, where it is promised, where we did it last."""
    ours = field.entries(viewer).filter(sign=1).select_related(None).prefetch_related(None)
    pairs = [(entry.kind_of_work_id, entry.area_id) for entry in mine]
    pairs += field.promised_areas(viewer, on)
    pairs += ours.values_list("kind_of_work_id", "area_id")[:N_OURS]
    found: dict[int, list[int]] = {}
    for kind_id, area_id in pairs:
        areas = found.setdefault(kind_id, [])
        if area_id not in areas and len(areas) < field.N_SUGGESTED:
            areas.append(area_id)
    return found


def outlines(areas: Sequence[Area]) -> list[dict[str, Any]]:
    """Return the areas' borders, simplified; the small come first, so that the first hit is the finest."""
    shapes = [(area, shape(area.geometry)) for area in areas]
    shapes.sort(key=lambda pair: (pair[1].area, pair[0].pk))
    return [
        {
            "id": area.pk,
            "name": area.name,
            "whole": area.kind == Area.Kind.KOMMUN,
            "label": [round(area.label_lon, DECIMALS), round(area.label_lat, DECIMALS)],
            "rings": _rings(outline),
        }
        for area, outline in shapes
    ]


def _rings(outline: Any) -> list[list[list[float]]]:
    """Return every ring of every part: a point lies inside when it lies inside an odd number of them."""
    simple = shapely.set_precision(outline.simplify(COARSE, preserve_topology=True), 10**-DECIMALS)
    parts = getattr(simple, "geoms", [simple])
    rings = [ring for part in parts if part.geom_type == "Polygon" for ring in mapping(part)["coordinates"]]
    return [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring] for ring in rings]
