"""What is where: areas and sets of a partnership, found by name."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from lofte.accounts.models import Organisation
from lofte.base.keys import search_key
from lofte.places.models import Area, AreaSet, Containment, MapLayer, Place, PrioritisedArea


def area_sets(partnership_id: int) -> QuerySet[AreaSet]:
    """Return a partnership's area sets in the order they are shown, their areas fetched with them."""
    containment = Prefetch("containment", queryset=Containment.objects.select_related("area").order_by("pk"))
    return (
        AreaSet.objects.filter(partnership_id=partnership_id)
        .prefetch_related(containment)
        .order_by("position", "sort_key", "pk")
    )


def areas(partnership_id: int) -> QuerySet[Area]:
    """Return the areas that belong to a partnership: those that any of its sets holds, or their wholes."""
    return (
        Area.objects.filter(containment__area_set__partnership_id=partnership_id)
        .distinct()
        .order_by("sort_key", "pk")
    )


def search_areas(partnership_id: int, text: str) -> QuerySet[Area]:
    """Return the partnership's areas whose name holds the text, whatever its case."""
    return areas(partnership_id).filter(search_key__contains=search_key(text))


def places(partnership_id: int) -> QuerySet[Place]:
    return (
        Place.objects.filter(partnership_id=partnership_id).select_related("area").order_by("sort_key", "pk")
    )


def find_set(partnership_id: int, name: str) -> AreaSet | None:
    """Return the set with this name, spelled with any case and spacing."""
    return (
        AreaSet.objects.filter(partnership_id=partnership_id, search_key=search_key(name))
        .order_by("pk")
        .first()
    )


def prioritised(partnership_id: int) -> QuerySet[PrioritisedArea]:
    """Return the dated list of prioritised areas, oldest first."""
    return (
        PrioritisedArea.objects.filter(partnership_id=partnership_id)
        .select_related("area_set")
        .order_by("starts", "area_set__sort_key", "pk")
    )


def same_days(area_set: AreaSet, starts: date, ends: date | None) -> QuerySet[PrioritisedArea]:
    """Return the rows by which a set is prioritised on some of these days, oldest first."""
    rows = PrioritisedArea.objects.filter(area_set=area_set).filter(Q(ends=None) | Q(ends__gt=starts))
    return (rows if ends is None else rows.filter(starts__lt=ends)).order_by("starts", "pk")


def contained(area_set_ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the area keys in each set: one query."""
    found: dict[int, set[int]] = {key: set() for key in area_set_ids}
    for set_id, area_id in Containment.objects.filter(area_set_id__in=found).values_list(
        "area_set_id", "area_id"
    ):
        found[set_id].add(area_id)
    return found


def map_layers(partnership_id: int) -> QuerySet[MapLayer]:
    return MapLayer.objects.filter(partnership_id=partnership_id).order_by("kind", "pk")


def local_names() -> list[str]:
    """Return the names of all areas, places and organisations, in one query."""
    areas = Area.objects.order_by().values_list("name", flat=True)
    places = Place.objects.order_by().values_list("name", flat=True)
    organisations = Organisation.objects.order_by().values_list("name", flat=True)
    return list(areas.union(places, organisations))
