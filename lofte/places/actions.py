"""Areas come in, sets are made, and what each set contains is worked out once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from shapely.geometry import shape

from lofte.accounts.models import Partnership
from lofte.base import audit
from lofte.base.keys import search_key, sort_key
from lofte.places.models import Area, AreaSet, AreaSetMember, Containment, PrioritisedArea
from lofte.places.queries import same_days

ASCII = str.maketrans("åäöÅÄÖéÉ", "aaoAAOeE")


class NameTaken(Exception):
    """The partnership has a set with this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingInside(Exception):
    """A set without a single area in it."""


class ForeignArea(Exception):
    """An area that does not belong to the partnership."""

    def __init__(self, area_id: int) -> None:
        super().__init__(f"area {area_id}")
        self.area_id = area_id


class AlreadyPrioritised(Exception):
    """An area that is prioritised on some of the same days by another row."""

    def __init__(self, priority_id: int) -> None:
        super().__init__(f"priority {priority_id}")
        self.priority_id = priority_id


class InUse(Exception):
    """A set that a promise, a priority or something else leans on."""

    def __init__(self, area_set_id: int) -> None:
        super().__init__(f"area set {area_set_id}")
        self.area_set_id = area_set_id


class EndsBeforeStart(Exception):
    """A dated row that ends before it begins."""


def import_area(
    *,
    code: str,
    kind: str,
    name: str,
    version_year: int,
    geometry: Mapping[str, Any],
    attribution: str,
    parent: Area | None = None,
) -> Area:
    """Write an area with its label point, or bring the one with this code and version up to date."""
    point = shape(geometry).representative_point()
    area, _ = Area.objects.update_or_create(
        code=code,
        version_year=version_year,
        defaults={
            "kind": kind,
            "name": name,
            "geometry": dict(geometry),
            "attribution": attribution,
            "parent": parent,
            "label_lon": round(point.x, 5),
            "label_lat": round(point.y, 5),
            "search_key": search_key(name),
            "sort_key": sort_key(name),
        },
    )
    return area


def compute_containment(area_set: AreaSet) -> int:
    """Work out which areas lie in the set, and return how many.

    A union holds its members and all their parts; a complement holds the whole's parts that no member covers.
    The whole itself belongs to no complement: work logged on the whole municipality is not work in its rest.
    """
    children = _children_by_parent()
    named = set(area_set.members.values_list("area_id", flat=True))
    inside = _with_parts(named, children)
    if area_set.is_complement and area_set.whole_id is not None:
        inside = _with_parts({area_set.whole_id}, children) - inside - {area_set.whole_id}
    Containment.objects.filter(area_set=area_set).delete()
    Containment.objects.bulk_create(Containment(area_set=area_set, area_id=key) for key in sorted(inside))
    return len(inside)


def _children_by_parent() -> dict[int, list[int]]:
    children: dict[int, list[int]] = {}
    for key, parent in Area.objects.exclude(parent=None).values_list("pk", "parent_id"):
        if parent is not None:
            children.setdefault(parent, []).append(key)
    return children


def _with_parts(keys: set[int], children: Mapping[int, Sequence[int]]) -> set[int]:
    inside, waiting = set(), list(keys)
    while waiting:
        key = waiting.pop()
        if key not in inside:
            inside.add(key)
            waiting.extend(children.get(key, ()))
    return inside


@transaction.atomic
def make_area_set(
    *,
    partnership: Partnership,
    name: str,
    areas: Iterable[Area],
    by_id: int | None,
    at: datetime,
    complement_of: Area | None = None,
    position: int = 0,
) -> AreaSet:
    """Make a set of areas, or with `complement_of` the rest of a whole without them."""
    members = list(areas)
    if AreaSet.objects.filter(partnership=partnership, search_key=search_key(name)).exists():
        raise NameTaken(name)
    if not members and complement_of is None:
        raise NothingInside
    made = AreaSet.objects.create(
        partnership=partnership,
        name=name,
        slug=_free_slug(partnership, name),
        is_complement=complement_of is not None,
        whole=complement_of,
        search_key=search_key(name),
        sort_key=sort_key(name),
        position=position,
    )
    AreaSetMember.objects.bulk_create(AreaSetMember(area_set=made, area=area) for area in members)
    n_areas = compute_containment(made)
    audit.record("area_set.made", target=made, by_id=by_id, at=at, n_areas=n_areas)
    return made


def _free_slug(partnership: Partnership, name: str) -> str:
    stem = slugify(name.translate(ASCII))[:40] or "omrade"
    taken = set(AreaSet.objects.filter(partnership=partnership).values_list("slug", flat=True))
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken
    )


@transaction.atomic
def remove_area_set(*, area_set: AreaSet, by_id: int | None, at: datetime) -> None:
    """Take away a set that nothing leans on: one that was made by mistake."""
    audit.record("area_set.removed", target=area_set, by_id=by_id, at=at)
    try:
        area_set.delete()
    except ProtectedError as refusal:
        raise InUse(area_set.pk) from refusal


@transaction.atomic
def prioritise(
    *,
    partnership: Partnership,
    area_set: AreaSet,
    starts: date,
    ends: date | None,
    decision: str,
    by_id: int | None,
    at: datetime,
) -> PrioritisedArea:
    """Write that the municipality has prioritised an area, from and to, by which decision."""
    if area_set.partnership_id != partnership.pk:
        raise ForeignArea(area_set.pk)
    if ends is not None and ends <= starts:
        raise EndsBeforeStart
    Partnership.objects.select_for_update().get(pk=partnership.pk)  # two at once: the second sees the first
    earlier = same_days(area_set, starts, ends).first()
    if earlier is not None:
        raise AlreadyPrioritised(earlier.pk)
    made = PrioritisedArea.objects.create(
        partnership=partnership, area_set=area_set, starts=starts, ends=ends, decision=decision
    )
    audit.record("area.prioritised", target=made, by_id=by_id, at=at)
    return made


@transaction.atomic
def end_priority(
    *, priority: PrioritisedArea, ends: date, by_id: int | None, at: datetime
) -> PrioritisedArea:
    """Write the first day when an area is no longer prioritised."""
    if ends <= priority.starts:
        raise EndsBeforeStart
    Partnership.objects.select_for_update().get(pk=priority.partnership_id)
    other = same_days(priority.area_set, priority.starts, ends).exclude(pk=priority.pk).first()
    if other is not None:
        raise AlreadyPrioritised(other.pk)
    priority.ends = ends
    priority.save(update_fields=["ends"])
    audit.record("area.priority_ended", target=priority, by_id=by_id, at=at)
    return priority
