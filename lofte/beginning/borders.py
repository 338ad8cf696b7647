"""Finer borders for a partnership's areas, and districts of its own, from a file that was seen drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from shapely import union_all
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from lofte.accounts.models import Partnership, User
from lofte.base import audit
from lofte.base.keys import search_key
from lofte.beginning import municipalities
from lofte.beginning.geojson import LONGEST_CODE, Border, Faulty
from lofte.places import actions as places
from lofte.places import queries
from lofte.places.models import Area, AreaSet, Containment

SAME = 0.5  # of the larger of the two: a border that shares less than this is another area's
INSIDE = 0.95  # of a new area: what lies so far within another is a part of it


@dataclass(frozen=True)
class Laid:
    """An area of the file beside what is here: the area that it draws anew, or the one it lies within."""

    border: Border
    redraws: Area | None
    within: Area | None = None


def lay_out(borders: Sequence[Border], where: Partnership) -> list[Laid]:
    """Say what each area of the file would become, or which cannot be taken in."""
    known = list(queries.areas(where.pk))
    grounds = {area.pk: shape(area.geometry) for area in known}
    by_code = {area.code: area for area in known}
    taken = set(AreaSet.objects.filter(partnership=where).values_list("search_key", flat=True))
    laid = [_laid(one, where, by_code, grounds, taken) for one in borders]
    codes = [one.redraws.code if one.redraws else _own_code(one.border, where) for one in laid]
    for one, code in zip(laid, codes, strict=True):
        if codes.count(code) > 1:
            raise Faulty("twice", one.border.name)
    return laid


def _laid(
    one: Border,
    where: Partnership,
    by_code: dict[str, Area],
    grounds: dict[int, BaseGeometry],
    taken: set[str],
) -> Laid:
    area = by_code.get(one.code) or by_code.get(_own_code(one, where))
    if area is None:
        if search_key(one.name) in taken or Area.objects.filter(code=_own_code(one, where)).exists():
            raise Faulty("taken", one.name)
        if grounds and not any(one.ground.intersects(ground) for ground in grounds.values()):
            raise Faulty("outside", one.name)
        return Laid(one, None, _within(one, by_code, grounds))
    there = grounds[area.pk]
    shared = one.ground.intersection(there).area
    if shared < SAME * max(one.ground.area, there.area):
        raise Faulty("moved", one.name)
    if Containment.objects.filter(area=area).exclude(area_set__partnership=where).exists():
        raise Faulty("shared", one.name)
    return Laid(one, area)


def _within(one: Border, by_code: dict[str, Area], grounds: dict[int, BaseGeometry]) -> Area | None:
    """Return the smallest area that the new one lies in."""
    around = [
        area
        for area in by_code.values()
        if grounds[area.pk].intersection(one.ground).area >= INSIDE * one.ground.area
    ]
    return min(around, key=lambda area: (grounds[area.pk].area, area.pk), default=None)


def _own_code(one: Border, where: Partnership) -> str:
    """Return the code of a district of the partnership's own: never one that another could have."""
    stem = slugify((one.code or one.name).translate(places.ASCII)) or "omrade"
    return f"{where.slug}-{stem}"[:LONGEST_CODE]


@transaction.atomic
def lay(borders: Sequence[Border], *, source: str, where: Partnership, by: User, at: datetime) -> int:
    """Write the borders; what is new becomes a place to promise for, and counts where it lies."""
    Partnership.objects.select_for_update().get(pk=where.pk)  # two at once: the second sees the first
    laid = lay_out(borders, where)
    for one in laid:
        _write(one, source, where, by, at)
    _draw_wholes([one.redraws for one in laid if one.redraws], where)
    if any(one.redraws is None for one in laid):
        for area_set in AreaSet.objects.filter(partnership=where).order_by("pk"):
            places.compute_containment(area_set)
    audit.record("areas.redrawn", target=where, by_id=by.pk, at=at, n_areas=len(laid))
    return len(laid)


def _write(one: Laid, source: str, where: Partnership, by: User, at: datetime) -> None:
    area = places.import_area(
        code=one.redraws.code if one.redraws else _own_code(one.border, where),
        kind=one.redraws.kind if one.redraws else Area.Kind.DISTRICT,
        name=one.redraws.name if one.redraws else one.border.name,
        version_year=one.redraws.version_year if one.redraws else municipalities.YEAR,
        geometry=one.border.geometry,
        attribution=source,
        parent=one.redraws.parent if one.redraws else one.within,
    )
    if one.redraws is None:
        places.make_area_set(
            partnership=where,
            name=area.name,
            areas=[area],
            by_id=by.pk,
            at=at,
            position=where.area_sets.count(),
        )


def _draw_wholes(redrawn: Sequence[Area], where: Partnership) -> None:
    """Draw the municipality anew where all its parts are, and it is this partnership's alone."""
    keys = {one.pk for one in redrawn}
    for whole in {one.parent for one in redrawn if one.parent and one.parent.kind == Area.Kind.KOMMUN}:
        others = Containment.objects.filter(area=whole).exclude(area_set__partnership=where)
        parts = list(whole.parts.filter(kind=Area.Kind.REGSO).order_by("pk"))
        if others.exists() or not {part.pk for part in parts} <= keys:
            continue
        whole.geometry = mapping(union_all([shape(part.geometry) for part in parts]))
        whole.save(update_fields=["geometry"])
