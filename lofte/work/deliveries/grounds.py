"""Where delivered work can lie: what a partnership calls a place, and each of its areas."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from lofte.base.keys import search_key
from lofte.places.models import Area, AreaSet, Containment


@dataclass(frozen=True)
class Ground:
    """A place that a figure can speak of: it is written on one area, and holds all of them."""

    code: str  # "s12" or "a34"
    name: str
    area_id: int
    area_set_id: int | None  # where it is more than its area
    extent: frozenset[int]


class Grounds:
    """The grounds of some partnerships: three queries."""

    def __init__(self, partnership_ids: Collection[int]) -> None:
        sets = AreaSet.objects.filter(partnership__in=partnership_ids).order_by("position", "pk")
        self._sets = list(sets)
        held: dict[int, list[int]] = defaultdict(list)
        for set_id, area_id in Containment.objects.filter(area_set__in=self._sets).values_list(
            "area_set_id", "area_id"
        ):
            held[set_id].append(area_id)
        self._held = held
        wholes = [one.whole_id for one in self._sets if one.whole_id]
        inside = Q(pk__in=[area for some in held.values() for area in some]) | Q(pk__in=wholes)
        self.areas = {area.pk: area for area in Area.objects.filter(inside).order_by("sort_key", "pk")}

    @cached_property
    def all(self) -> Mapping[str, Ground]:
        """Return every ground by its code: places as they are promised first, then areas of other names."""
        found = {f"s{one.pk}": self._of_set(one) for one in self._sets if self._held[one.pk]}
        named = {(ground.name, ground.area_set_id) for ground in found.values()}
        for area in self.areas.values():
            if (area.name, None) not in named:
                found[f"a{area.pk}"] = Ground(f"a{area.pk}", area.name, area.pk, None, frozenset({area.pk}))
        return found

    def _of_set(self, one: AreaSet) -> Ground:
        held = self._held[one.pk]
        area_id = min(held, key=self._preference)
        return Ground(f"s{one.pk}", one.name, area_id, one.pk if len(held) > 1 else None, frozenset(held))

    def _preference(self, area_id: int) -> tuple[bool, int, str, int]:
        """Prefer the whole municipality, then what lies in fewest sets: its figure goes nowhere else."""
        area = self.areas[area_id]
        return (
            area.kind != Area.Kind.KOMMUN,
            sum(area_id in held for held in self._held.values()),
            area.sort_key,
            area_id,
        )

    def of_sets(self, set_ids: Iterable[int]) -> list[Ground]:
        return [self.all[code] for key in dict.fromkeys(set_ids) if (code := f"s{key}") in self.all]

    def whole(self) -> Ground | None:
        """Return the ground of work that is promised nowhere in particular."""
        for area in self.areas.values():
            if area.kind == Area.Kind.KOMMUN:
                return next((one for one in self.all.values() if one.area_id == area.pk), None)
        return next(iter(self.all.values()), None)

    def named(self, word: str) -> Ground | None:
        """Return what a file calls by its name or an area's code."""
        key = search_key(word)
        for ground in self.all.values():
            if search_key(ground.name) == key:
                return ground
        by_code = {search_key(area.code): area for area in self.areas.values()}
        area = by_code.get(key)
        return self._ground_of(area) if area is not None else None

    def _ground_of(self, area: Area) -> Ground:
        one = frozenset({area.pk})
        return next((g for g in self.all.values() if g.extent == one), None) or Ground(
            f"a{area.pk}", area.name, area.pk, None, one
        )


def extents(set_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return what the sets hold: one query."""
    held: dict[int, set[int]] = defaultdict(set)
    rows = Containment.objects.filter(area_set__in=set(set_ids))
    for set_id, area_id in rows.values_list("area_set_id", "area_id"):
        held[set_id].add(area_id)
    return {key: frozenset(areas) for key, areas in held.items()}
