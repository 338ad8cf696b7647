"""The standing cast: two partnerships that do not exist, their people, and three squares of ground."""

from dataclasses import dataclass
from datetime import date

import pytest

from lofte.accounts.models import Membership, Organisation, Partnership, Role, User
from lofte.base.keys import search_key, sort_key
from lofte.places.models import Area, AreaSet, AreaSetMember, Containment

PASSWORD = "en stubbe vid ån"
SINCE = date(2019, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Everybody and everything that most tests need. `outsider` coordinates another partnership."""

    partnership: Partnership
    other_partnership: Partnership
    police: Organisation
    municipality: Organisation
    housing: Organisation
    coordinator: User
    officer: User
    partner: User
    police_approver: User
    municipality_approver: User
    outsider: User
    whole: Area  # the municipality: the three squares side by side
    north_area: Area
    south_area: Area
    west_area: Area
    north: AreaSet  # "Norra"
    south: AreaSet  # "Södra"
    rest: AreaSet  # "övriga kommunen": the whole but north and south


def _organisation(slug: str, name: str, kind: Organisation.Kind, *partnerships: Partnership) -> Organisation:
    signs = kind in {Organisation.Kind.POLICE, Organisation.Kind.MUNICIPALITY}
    made = Organisation.objects.create(slug=slug, name=name, short_name=name, kind=kind)
    for partnership in partnerships:
        position = partnership.memberships.count()
        Membership.objects.create(partnership=partnership, organisation=made, position=position, signs=signs)
    return made


def _person(
    name: str, title: str, *, kind: Role.Kind, organisation: Organisation, where: Partnership
) -> User:
    address = f"{name.split(maxsplit=1)[0].lower()}@example.org"
    user = User.objects.create_user(address, name, PASSWORD)
    user.title = title
    user.save()
    Role.objects.create(user=user, partnership=where, organisation=organisation, kind=kind, starts=SINCE)
    return user


def _square(code: str, name: str, *, west: float, width: float = 0.1, parent: Area | None) -> Area:
    south, north, east = 57.0, 57.1, west + width
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Area.objects.create(
        code=code,
        kind=Area.Kind.REGSO if parent else Area.Kind.KOMMUN,
        name=name,
        version_year=2025,
        parent=parent,
        geometry={"type": "Polygon", "coordinates": [ring]},
        label_lon=west + width / 2,
        label_lat=57.05,
        search_key=search_key(name),
        sort_key=sort_key(name),
        attribution="påhittat",
    )


def _set(partnership: Partnership, slug: str, name: str, *, named: list[Area], holds: list[Area]) -> AreaSet:
    whole = None if named == holds else named[0].parent
    made = AreaSet.objects.create(
        partnership=partnership,
        slug=slug,
        name=name,
        is_complement=whole is not None,
        whole=whole,
        search_key=search_key(name),
        sort_key=sort_key(name),
        position=partnership.area_sets.count(),
    )
    AreaSetMember.objects.bulk_create(AreaSetMember(area_set=made, area=area) for area in named)
    Containment.objects.bulk_create(Containment(area_set=made, area=area) for area in holds)
    return made


@pytest.fixture
def cast(db: None) -> Cast:
    """Put the cast on stage."""
    return assembled()


def assembled() -> Cast:
    """Make the cast, for a fixture of another scope."""
    here = Partnership.objects.create(slug="lillkoping", name="Lillköping", municipality_name="Lillköping")
    there = Partnership.objects.create(slug="storkoping", name="Storköping", municipality_name="Storköping")
    kinds = Organisation.Kind
    police = _organisation("polisen-lillkoping", "Polisen Lillköping", kinds.POLICE, here)
    municipality = _organisation("lillkopings-kommun", "Lillköpings kommun", kinds.MUNICIPALITY, here)
    housing = _organisation("lillbo", "Lillbo", kinds.HOUSING, here)
    elsewhere = _organisation("storkopings-kommun", "Storköpings kommun", kinds.MUNICIPALITY, there)

    whole = _square("9901", "Lillköping", west=14.0, width=0.3, parent=None)
    north = _square("9901R001", "Norra", west=14.0, parent=whole)
    south = _square("9901R002", "Södra", west=14.1, parent=whole)
    west = _square("9901R003", "Västra", west=14.2, parent=whole)
    post = Role.Kind
    return Cast(
        partnership=here,
        other_partnership=there,
        police=police,
        municipality=municipality,
        housing=housing,
        coordinator=_person(
            "Kim Samordnare", "samordnare", kind=post.COORDINATOR, organisation=municipality, where=here
        ),
        officer=_person("Pia Polis", "kommunpolis", kind=post.FIELD, organisation=police, where=here),
        partner=_person("Bo Bosson", "områdesvärd", kind=post.FIELD, organisation=housing, where=here),
        police_approver=_person(
            "Lia Polischef", "lokalpolisområdeschef", kind=post.APPROVER, organisation=police, where=here
        ),
        municipality_approver=_person(
            "Mo Direktör", "kommundirektör", kind=post.APPROVER, organisation=municipality, where=here
        ),
        outsider=_person(
            "Ute Utomstående", "samordnare", kind=post.COORDINATOR, organisation=elsewhere, where=there
        ),
        whole=whole,
        north_area=north,
        south_area=south,
        west_area=west,
        north=_set(here, "norra", "Norra", named=[north], holds=[north]),
        south=_set(here, "sodra", "Södra", named=[south], holds=[south]),
        rest=_set(here, "ovriga-kommunen", "övriga kommunen", named=[north, south], holds=[west]),
    )
