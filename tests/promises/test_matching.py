"""Names as documents write them are found among the partnership's own, ÅÄÖ and scanning slips included."""

import pytest

from lofte.accounts.models import Organisation
from lofte.base.keys import search_key, sort_key
from lofte.places.models import AreaSet
from lofte.promises.matching import OrganisationBook, PlaceBook
from tests.cast import Cast


def add_set(cast: Cast, name: str) -> AreaSet:
    return AreaSet.objects.create(
        partnership=cast.partnership,
        slug=f"s{AreaSet.objects.count()}",
        name=name,
        search_key=search_key(name),
        sort_key=sort_key(name),
    )


@pytest.mark.parametrize(
    "written",
    ["Öxnehaga", "ÖXNEHAGA", "öxnehaga", "  Öxnehaga ", "O\u0308xnehaga", "Öxnehagas", "stadsdelen Öxnehaga"],
)
def test_a_place_is_found_however_it_is_written(cast: Cast, written: str) -> None:
    wanted = add_set(cast, "Öxnehaga")

    found = PlaceBook(cast.partnership).find([written])

    assert found.sets == (wanted,)
    assert found.unmatched == ()


def test_one_letter_lost_in_scanning_is_the_same_place(cast: Cast) -> None:
    wanted = add_set(cast, "Österängen")

    assert PlaceBook(cast.partnership).find(["Osterängen"]).sets == (wanted,)


def test_another_place_is_not_a_slip_of_the_pen(cast: Cast) -> None:
    found = PlaceBook(cast.partnership).find(["Söder", "Nordra", "Norra torget"])

    assert found.sets == ()
    assert found.unmatched == ("Söder", "Nordra", "Norra torget")


def test_a_place_with_a_like_name_is_another_place(cast: Cast) -> None:
    add_set(cast, "Österängen")

    assert PlaceBook(cast.partnership).find(["Västerängen"]).unmatched == ("Västerängen",)


def test_the_rest_of_the_municipality_is_the_complement_where_there_is_one(cast: Cast) -> None:
    book = PlaceBook(cast.partnership)

    assert book.find(["övriga Lillköpings kommun"]).sets == (cast.rest,)
    assert book.find(["resten av kommunen"]).sets == (cast.rest,)


def test_the_whole_municipality_is_found_by_its_everyday_name(cast: Cast) -> None:
    whole = add_set(cast, "Lillköping")

    assert PlaceBook(cast.partnership).find(["hela kommunen"]).sets == (whole,)


@pytest.mark.parametrize(
    "written",
    ["samtliga av kommunen prioriterade områden", "de prioriterade områdena", "prioriterade stadsdelar"],
)
def test_prioritised_areas_are_the_dated_list(cast: Cast, written: str) -> None:
    found = PlaceBook(cast.partnership).find([written])

    assert found.over_prioritised
    assert found.unmatched == ()


def test_another_partnerships_sets_are_not_found(cast: Cast) -> None:
    assert PlaceBook(cast.other_partnership).find(["Norra"]).sets == ()


def test_a_party_is_found_by_name_and_the_lone_police_by_their_everyday_word(cast: Cast) -> None:
    book = OrganisationBook(cast.partnership)

    assert book.party("Lillköpings kommun", "municipality") == cast.municipality
    assert book.party("Lillköping kommun", "municipality") == cast.municipality
    assert book.party("Polisen", "police") == cast.police
    assert book.party("Lokalpolisområdet", "police") == cast.police
    assert book.party("Lokalpolisområde Södra Skogsbygden", "police") is None  # may be another's: it is asked
    assert book.party("Storköpings kommun", "municipality") is None


def test_recipients_are_those_named_after_sharing(cast: Cast) -> None:
    book = OrganisationBook(cast.partnership)

    assert book.recipients("en bild som ska delas mellan polis, kommun och Lillbo.") == [
        cast.police,
        cast.municipality,
        cast.housing,
    ]
    assert book.recipients("Polisen gör en bild. Den delas med Lillbo.") == [cast.housing]
    assert book.recipients("Kommunen gör en bild.") == []


def test_one_of_two_landlords_is_meant_only_when_named(cast: Cast) -> None:
    other = Organisation.objects.create(slug="storbo", name="Storbo", short_name="Storbo", kind="housing")
    cast.partnership.memberships.create(organisation=other, position=9)
    book = OrganisationBook(cast.partnership)

    assert book.for_kinds(["housing"], "Storbo ska laga lampor", []) == [other]
    assert book.for_kinds(["housing"], "Bostadsbolagen ska laga lampor", []) == []
