"""Areas come in, sets contain what they should, and a Swede finds the order right."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from lofte.base.keys import sort_key
from lofte.places import actions, queries
from lofte.places.models import Area
from tests.cast import Cast

AT = datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Europe/Stockholm"))


def _names(area_set_id: int) -> set[str]:
    return set(Area.objects.filter(containment__area_set_id=area_set_id).values_list("name", flat=True))


def test_a_union_contains_its_areas_and_their_parts(cast: Cast) -> None:
    everything = actions.make_area_set(
        partnership=cast.partnership, name="Alltihop", areas=[cast.whole], by_id=None, at=AT
    )

    assert _names(everything.pk) == {"Lillköping", "Norra", "Södra", "Västra"}


def test_a_complement_contains_the_parts_that_nobody_named_and_never_the_whole(cast: Cast) -> None:
    rest = actions.make_area_set(
        partnership=cast.partnership,
        name="resten",
        areas=[cast.north_area],
        complement_of=cast.whole,
        by_id=None,
        at=AT,
    )

    assert _names(rest.pk) == {"Södra", "Västra"}


def test_the_same_name_is_refused_whatever_its_case(cast: Cast) -> None:
    with pytest.raises(actions.NameTaken):
        actions.make_area_set(
            partnership=cast.partnership, name="NORRA", areas=[cast.north_area], by_id=None, at=AT
        )


def test_a_set_without_areas_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.NothingInside):
        actions.make_area_set(partnership=cast.partnership, name="Ingenting", areas=[], by_id=None, at=AT)


def test_names_that_look_alike_in_addresses_get_addresses_of_their_own(cast: Cast) -> None:
    first = actions.make_area_set(
        partnership=cast.partnership, name="Ås", areas=[cast.north_area], by_id=None, at=AT
    )
    second = actions.make_area_set(
        partnership=cast.partnership, name="As", areas=[cast.north_area], by_id=None, at=AT
    )

    assert (first.slug, second.slug) == ("as", "as-2")


def test_an_area_is_found_in_any_case_with_swedish_letters(cast: Cast) -> None:
    found = queries.search_areas(cast.partnership.pk, "SÖDR")

    assert [area.name for area in found] == ["Södra"]


def test_swedish_names_sort_with_aring_a_umlaut_o_umlaut_last(cast: Cast) -> None:
    names = ["Öxnehaga", "Zebra", "Älvsbyn", "Åby", "Ekhagen"]

    ordered = sorted(names, key=sort_key)

    assert ordered == ["Ekhagen", "Zebra", "Åby", "Älvsbyn", "Öxnehaga"]


def test_the_database_orders_areas_as_a_swede_does(cast: Cast) -> None:
    square = {"type": "Polygon", "coordinates": [[[14, 57], [15, 57], [15, 58], [14, 58], [14, 57]]]}
    for number, name in enumerate(["Öxnehaga", "Ångby", "Zinken", "Ärla"]):
        actions.import_area(
            code=f"X{number}", kind="district", name=name, version_year=2025, geometry=square, attribution=""
        )

    found = Area.objects.filter(code__startswith="X").order_by("sort_key").values_list("name", flat=True)

    assert list(found) == ["Zinken", "Ångby", "Ärla", "Öxnehaga"]


def test_an_area_imported_twice_is_one_row_with_its_label_inside(cast: Cast) -> None:
    corner = {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 1], [1, 1], [1, 4], [0, 4], [0, 0]]]}
    for name in ("Hörnet", "Vinkeln"):
        actions.import_area(
            code="V1", kind="district", name=name, version_year=2025, geometry=corner, attribution=""
        )

    area = Area.objects.get(code="V1")
    assert area.name == "Vinkeln"
    assert area.label_lon <= 1 or area.label_lat <= 1


def test_anothers_area_set_cannot_be_prioritised(cast: Cast) -> None:
    with pytest.raises(actions.ForeignArea):
        actions.prioritise(
            partnership=cast.other_partnership,
            area_set=cast.north,
            starts=date(2026, 1, 1),
            ends=None,
            decision="KS § 1",
            by_id=None,
            at=AT,
        )


def test_a_priority_that_ends_before_it_begins_is_refused(cast: Cast) -> None:
    with pytest.raises(actions.EndsBeforeStart):
        actions.prioritise(
            partnership=cast.partnership,
            area_set=cast.north,
            starts=date(2026, 1, 1),
            ends=date(2025, 1, 1),
            decision="KS § 1",
            by_id=None,
            at=AT,
        )
