"""A person is found by name or by what points at them; a place or firm with a person's name is not."""

import pytest

from lofte.screening import find, masked


def found(text: str, kind: str) -> list[str]:
    return [text[one.start : one.end] for one in find(text) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pratade med Kevin utanför.", "Kevin"),
        ("Ahmed Hassan öppnade.", "Ahmed Hassan"),
        ("KEVIN EXEMPELSSON stod det.", "KEVIN EXEMPELSSON"),
        ("kevin och alexandra", "kevin"),
        ("Björn säger att grinden är öppen.", "Björn"),
        ("Familjen Ek vill ha lampor.", "Ek"),
        ("Enligt F. Påhittad är det lugnt.", "F. Påhittad"),
        ("Han kallas Räven av de andra.", "Räven"),
        ("Ingrid af Ekenstam kom.", "Ingrid af Ekenstam"),
        ("Kevins moped stod kvar.", "Kevins"),
    ],
)
def test_a_person_is_found_by_name(text: str, name: str) -> None:
    assert found(text, "name")[0] in name


@pytest.mark.parametrize(
    "text",
    [
        "Erik Dahlbergs gata, Anna Lindhs plats och Karl XII:s gata",
        "Kristine kyrka, Sofia kyrka, S:t Lars församling, Per Brahegymnasiet",
        "Anderssons Bygg AB och Clas Ohlson",
        "Stormen Hans, restaurang Maria, operation Linda",
        "Nora kommun, i Vilhelmina, norr om Östmark",
        "Björn sågs vid sjön. Sten kastades. Liv och rörelse.",
        "SSG, BOS 120 och EST",
    ],
)
def test_what_bears_a_persons_name_is_no_person(text: str) -> None:
    assert find(text) == ()


def test_a_name_that_is_a_place_here_asks_for_more_than_its_capital() -> None:
    here = frozenset({"kim"})

    assert find("Kim är lugnt.", places=here) == ()
    assert len(find("Kim berättade allt.", places=here)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "killen i lägenhet 3",
        "Grannen ovanför",
        "rektorns son",
        "hon som bor på tredje våningen",
        "Mannen på Solgatan 4",
        "lgh 1203",
        "Ägaren till kiosken",
    ],
)
def test_a_person_is_found_by_a_description(text: str) -> None:
    assert found(f"Det var {text.lower()} igen.", "described") == [text.lower()]


@pytest.mark.parametrize("text", ["En man i 30-årsåldern", "Klass 8B deltog", "Hus 3 har ny port"])
def test_anybody_and_anywhere_are_no_description(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    "text", ["https://www.instagram.com/kim_05/", "t.me/natt_05", "@nattugglan_04", "insta: kim.ek"]
)
def test_links_and_handles_of_social_media_are_found(text: str) -> None:
    assert len(found(f"Filmen ligger hos {text} nu", "link")) == 1


def test_an_offices_own_page_and_number_lead_to_no_person() -> None:
    assert (
        find("facebook.com/polisenjonkoping, https://www.jonkoping.se/a, 0771-11 22 33, 020-50 50 50") == ()
    )


def test_what_is_masked_is_not_found_again_and_the_rest_stands() -> None:
    text = "Kevin (070-174 06 05) bor i lägenhet 3, killen i port 2 också."

    assert masked(text) == "[borttaget] ([borttaget]) bor i [borttaget], [borttaget] också."
    assert find(masked(text)) == ()
