"""The standing cast: two partnerships that do not exist, their people, and three squares of ground."""

from dataclasses import dataclass
from datetime import date

from lofte.accounts.actions import give_first_rights
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


def _organisation(slug: str, name: str, kind: Organisation.Kind) -> Organisation:
    return Organisation(slug=slug, name=name, short_name=name, kind=kind)


def _person(name: str, title: str) -> User:
    user = User(email=f"{name.split(maxsplit=1)[0].lower()}@example.org", name=name, title=title)
    user.set_password(PASSWORD)
    return user


def _square(code: str, name: str, *, west: float, width: float = 0.1, parent: Area | None) -> Area:
    south, north, east = 57.0, 57.1, west + width
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return Area(
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


def _set(partnership: Partnership, position: int, slug: str, name: str, whole: Area | None = None) -> AreaSet:
    return AreaSet(
        partnership=partnership,
        slug=slug,
        name=name,
        is_complement=whole is not None,
        whole=whole,
        search_key=search_key(name),
        sort_key=sort_key(name),
        position=position,
    )


def assembled() -> Cast:
    """Make the cast: one statement a table, for half the tests begin here."""
    here, there = Partnership.objects.bulk_create(
        [
            Partnership(slug="lillkoping", name="Lillköping", municipality_name="Lillköping"),
            Partnership(slug="storkoping", name="Storköping", municipality_name="Storköping"),
        ]
    )
    give_first_rights(here, there)
    kinds = Organisation.Kind
    police, municipality, housing, elsewhere = Organisation.objects.bulk_create(
        [
            _organisation("polisen-lillkoping", "Polisen Lillköping", kinds.POLICE),
            _organisation("lillkopings-kommun", "Lillköpings kommun", kinds.MUNICIPALITY),
            _organisation("lillbo", "Lillbo", kinds.HOUSING),
            _organisation("storkopings-kommun", "Storköpings kommun", kinds.MUNICIPALITY),
        ]
    )
    Membership.objects.bulk_create(
        Membership(partnership=where, organisation=who, position=position, signs=who is not housing)
        for where, position, who in (
            (here, 0, police),
            (here, 1, municipality),
            (here, 2, housing),
            (there, 0, elsewhere),
        )
    )

    whole = _square("9901", "Lillköping", west=14.0, width=0.3, parent=None)
    whole.save()
    north, south, west = Area.objects.bulk_create(
        [
            _square("9901R001", "Norra", west=14.0, parent=whole),
            _square("9901R002", "Södra", west=14.1, parent=whole),
            _square("9901R003", "Västra", west=14.2, parent=whole),
        ]
    )
    north_set, south_set, rest = AreaSet.objects.bulk_create(
        [
            _set(here, 0, "norra", "Norra"),
            _set(here, 1, "sodra", "Södra"),
            _set(here, 2, "ovriga-kommunen", "övriga kommunen", whole),
        ]
    )
    AreaSetMember.objects.bulk_create(
        AreaSetMember(area_set=named, area=area)
        for named, area in ((north_set, north), (south_set, south), (rest, north), (rest, south))
    )
    Containment.objects.bulk_create(
        Containment(area_set=holding, area=area)
        for holding, area in ((north_set, north), (south_set, south), (rest, west))
    )

    coordinator, officer, partner, police_approver, municipality_approver, outsider = (
        User.objects.bulk_create(
            [
                _person("Kim Samordnare", "samordnare"),
                _person("Pia Polis", "kommunpolis"),
                _person("Bo Bosson", "områdesvärd"),
                _person("Lia Polischef", "lokalpolisområdeschef"),
                _person("Mo Direktör", "kommundirektör"),
                _person("Ute Utomstående", "samordnare"),
            ]
        )
    )
    post = Role.Kind
    Role.objects.bulk_create(
        Role(user=user, kind=kind, organisation=organisation, partnership=where, starts=SINCE)
        for user, kind, organisation, where in (
            (coordinator, post.COORDINATOR, municipality, here),
            (officer, post.FIELD, police, here),
            (partner, post.FIELD, housing, here),
            (police_approver, post.APPROVER, police, here),
            (municipality_approver, post.APPROVER, municipality, here),
            (outsider, post.COORDINATOR, elsewhere, there),
        )
    )
    return Cast(
        partnership=here,
        other_partnership=there,
        police=police,
        municipality=municipality,
        housing=housing,
        coordinator=coordinator,
        officer=officer,
        partner=partner,
        police_approver=police_approver,
        municipality_approver=municipality_approver,
        outsider=outsider,
        whole=whole,
        north_area=north,
        south_area=south,
        west_area=west,
        north=north_set,
        south=south_set,
        rest=rest,
    )
