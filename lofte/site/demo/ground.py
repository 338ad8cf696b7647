"""What the demonstration stands on: organisations, areas and invented people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from shapely import set_precision, union_all
from shapely.geometry import mapping, shape

from lofte.accounts.actions import give_first_rights
from lofte.accounts.models import Membership, Organisation, Partnership, Role, User
from lofte.base.keys import search_key, sort_key
from lofte.places import actions
from lofte.places.models import Area, AreaSet, MapLayer, Place

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Party:
    """An organisation as the demonstration knows it."""

    slug: str
    name: str
    short_name: str
    kind: str
    signs: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    name: str
    title: str
    party: str
    role: str


@dataclass(frozen=True)
class Setting:
    """One partnership of the demonstration, before anything has been promised in it."""

    slug: str
    name: str
    municipality: str
    code: str
    kind: str
    version_year: int
    geo: str
    parties: Sequence[Party]
    people: Sequence[Person]
    area_sets: Mapping[str, Sequence[str]]
    complements: Mapping[str, Sequence[str]]
    prioritised: Sequence[str]
    prioritised_from: date
    decision: str
    places: Mapping[str, str]


@dataclass(frozen=True)
class Ground:
    """The rows that a setting became."""

    partnership: Partnership
    parties: Mapping[str, Organisation]
    people: Mapping[str, User]
    area_sets: Mapping[str, AreaSet]
    areas: Mapping[str, Area]


def lay(setting: Setting, at: datetime) -> Ground:
    """Make a partnership with its parties, people, areas and sets."""
    partnership = Partnership.objects.create(
        slug=setting.slug, name=setting.name, municipality_name=setting.municipality, is_simulated=True
    )
    give_first_rights(partnership)
    parties = {
        party.slug: _party(partnership, position, party) for position, party in enumerate(setting.parties)
    }
    people = {person.role: _person(partnership, parties, setting.slug, person) for person in setting.people}
    areas, whole = _areas(setting)
    _water(partnership, setting)
    area_sets = _area_sets(partnership, setting, areas, whole, at)
    for name in setting.prioritised:
        actions.prioritise(
            partnership=partnership,
            area_set=area_sets[name],
            starts=setting.prioritised_from,
            ends=None,
            decision=setting.decision,
            by_id=None,
            at=at,
        )
    for name, area in setting.places.items():
        Place.objects.create(
            partnership=partnership,
            name=name,
            area=areas[area],
            search_key=search_key(name),
            sort_key=sort_key(name),
        )
    return Ground(partnership, parties, people, area_sets, areas)


def _party(partnership: Partnership, position: int, party: Party) -> Organisation:
    organisation = Organisation.objects.create(
        slug=party.slug, name=party.name, short_name=party.short_name, kind=party.kind
    )
    Membership.objects.create(
        partnership=partnership, organisation=organisation, position=position, signs=party.signs
    )
    return organisation


def _person(partnership: Partnership, parties: Mapping[str, Organisation], home: str, person: Person) -> User:
    address = f"{person.role}@{home}.invalid"  # .invalid can never be anybody's address
    user = User.objects.create_user(email=address, name=person.name)
    user.title, user.is_demo = person.title, True
    user.save(update_fields=["title", "is_demo"])
    kind = person.role.split("-")[0]
    Role.objects.create(
        user=user,
        partnership=partnership,
        organisation=parties[person.party],
        kind=kind,
        starts=date(2018, 1, 1),
    )
    return user


def read_geojson(name: str) -> dict[str, Any]:
    """Read one of the maps that ship with the demonstration."""
    read: dict[str, Any] = json.loads((HERE / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))
    return read


def _areas(setting: Setting) -> tuple[dict[str, Area], Area]:
    collection = read_geojson(setting.geo)
    whole_shape = union_all([shape(feature["geometry"]) for feature in collection["features"]])
    whole = actions.import_area(
        code=setting.code,
        kind=Area.Kind.KOMMUN,
        name=setting.municipality,
        version_year=setting.version_year,
        geometry=mapping(set_precision(whole_shape, 0.00001)),
        attribution=collection["attribution"],
    )
    areas = {
        feature["properties"]["name"]: actions.import_area(
            code=feature["properties"]["code"],
            kind=setting.kind,
            name=feature["properties"]["name"],
            version_year=setting.version_year,
            geometry=feature["geometry"],
            attribution=collection["attribution"],
            parent=whole,
        )
        for feature in collection["features"]
    }
    return areas, whole


def _water(partnership: Partnership, setting: Setting) -> None:
    collection = read_geojson(f"{setting.geo}-vatten")
    MapLayer.objects.create(
        partnership=partnership,
        kind=MapLayer.Kind.WATER,
        geometry=collection["features"][0]["geometry"],
        attribution=collection["attribution"],
    )


def _area_sets(
    partnership: Partnership, setting: Setting, areas: Mapping[str, Area], whole: Area, at: datetime
) -> dict[str, AreaSet]:
    made = {}
    wanted = {**setting.area_sets, **setting.complements}
    for position, (name, members) in enumerate(wanted.items()):
        made[name] = actions.make_area_set(
            partnership=partnership,
            name=name,
            areas=[areas[member] for member in members] or [whole],
            complement_of=whole if name in setting.complements else None,
            position=position,
            by_id=None,
            at=at,
        )
    return made
