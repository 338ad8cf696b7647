"""Forecasts in words: how much, how sure, what is needed, when we know, and what was said before."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lofte.followup.facts import TargetFacts, Words
from lofte.followup.foreseeing import beside, sentence
from lofte.followup.foreseen_places import ends, sure, tenths
from lofte.work.foreseen import Foreseen

CUT = date(2021, 5, 1)
FACTS = TargetFacts(
    kind="count",
    starts=date(2021, 1, 1),
    ends=date(2022, 1, 1),
    many=Words("fotpatruller", "foot patrols"),
    prepositions={"Råslätt": "på", "Öxnehaga": "på", "Huskvarna": "i"},
)
NUMBER = Foreseen(
    place="",
    area_set_id=None,
    kind="number",
    low=693,
    high=827,
    lowest=660,
    highest=870,
    chance=0.27,
    goal=800,
    so_far=14.2,
    needed=16.8,
    expected=262.0,
    expected_by_rule=263.0,
    n_years=3,
    known_on=date(2021, 10, 25),
)


def said(*lines: Foreseen, facts: TargetFacts = FACTS) -> str:
    return sentence(lines, facts, CUT, "sv")


def test_a_number_is_told_with_how_sure_it_is_what_it_takes_and_when_we_know() -> None:
    assert said(NUMBER) == (
        "Med nuvarande takt blir det troligen 690–830. Det är osäkert om 800 nås."
        " Det behövs 17 i veckan från och med nu; hittills har det varit 14."
        " Svaret vet vi troligen i slutet av oktober."
    )
    assert sentence([NUMBER], FACTS, CUT, "en") == (
        "At the present pace it will probably be 690–830. It is uncertain whether 800 will be reached."
        " It takes 17 a week from now on; so far it has been 14."
        " The answer will probably be known at the end of October."
    )


@pytest.mark.parametrize(
    ("chance", "n_years", "expected"),
    [
        (0.99, 3, "800 nås med all sannolikhet."),
        (0.99, 0, "Det mesta talar för att 800 nås (9 av 10)."),
        (0.84, 3, "Det mesta talar för att 800 nås (8 av 10)."),
        (0.79, 3, "Det är osäkert om 800 nås."),
        (0.21, 3, "Det är osäkert om 800 nås."),
        (0.15, 3, "Det mesta talar mot att 800 nås (2 av 10)."),
        (0.01, 3, "800 nås knappast."),
        (0.01, 0, "Det mesta talar mot att 800 nås (1 av 10)."),
    ],
)
def test_no_more_is_said_than_is_known(chance: float, n_years: int, expected: str) -> None:
    assert expected in said(replace(NUMBER, chance=chance, n_years=n_years))


def test_what_is_almost_certain_needs_no_pace() -> None:
    assert "behövs" not in said(replace(NUMBER, chance=0.97, needed=0.2))


def test_a_limit_holds_or_does_not() -> None:
    limit = replace(NUMBER, is_cap=True, goal=900, chance=0.97, needed=None, expected=None)

    assert said(limit).startswith(
        "Med nuvarande takt blir det troligen 690–830. Gränsen 900 håller med all sannolikhet."
    )


def test_what_is_reached_is_not_asked_about_again() -> None:
    assert said(replace(NUMBER, is_reached=True, chance=1.0, is_known=True)) == (
        "Med nuvarande takt blir det troligen 690–830."
    )


def test_places_are_told_together_and_those_behind_with_what_it_takes() -> None:
    lines = [
        replace(NUMBER, place="Råslätt", low=790, high=870, chance=0.9, needed=14.0, so_far=15.0),
        replace(NUMBER, place="Öxnehaga", known_on=date(2021, 11, 8)),
        replace(NUMBER, place="Huskvarna", low=800, high=861, chance=0.91, needed=13.0, so_far=15.0),
    ]

    assert said(*lines) == (
        "Med nuvarande takt blir det troligen 790–870 på Råslätt, 690–830 på Öxnehaga"
        " och 800–870 i Huskvarna."
        " Det mesta talar för att 800 nås på Råslätt och i Huskvarna."
        " Det är osäkert om 800 nås på Öxnehaga."
        " På Öxnehaga behövs det 17 i veckan från och med nu; hittills har det varit 14."
        " Svaret vet vi troligen i början av november."
    )


def test_of_many_places_the_picture_tells_the_ranges() -> None:
    lines = [replace(NUMBER, place=f"Plats {n}", chance=0.9, needed=1.0, is_known=True) for n in range(6)]

    assert said(*lines).startswith("Det mesta talar för att 800 nås i Plats 0, Plats 1,")


def test_a_late_season_is_said_where_it_changes_the_picture() -> None:
    assert "Så som tidigare år har fördelat sig borde det vara 210 nu." in said(
        replace(NUMBER, expected=210.4)
    )
    assert "fördelat" not in said(NUMBER)


def test_a_small_pace_has_a_decimal() -> None:
    assert "Det behövs 1,4 i veckan från och med nu; hittills har det varit 0,8." in said(
        replace(NUMBER, needed=1.4, so_far=0.8)
    )


def test_a_rhythm_and_a_share_are_foreseen_in_their_own_words() -> None:
    slots = Foreseen("", None, "slots", 42, 50, 40, 51, 0.0, 52, is_known=True)
    share = Foreseen("", None, "share", 16.2, 27.9, 13, 31, 0.61, 20)

    assert said(slots) == "Fortsätter det så här blir 42–50 av 52 gjorda."
    assert said(share) == (
        "Fortsätter det så här blir andelen till slut 16–28 procent. Det är osäkert om 20 procent nås."
    )


def test_nothing_foreseen_is_nothing_said() -> None:
    assert said() == ""


def published(place: str, *before: dict[str, Any]) -> dict[str, Any]:
    return {"place": place, "forecast": {"before": list(before)}}


FROZEN = {
    "through": "2020-04-30",
    "ends": "2021-01-01",
    "low": 690,
    "high": 830,
    "became": 812,
    "is_frozen": True,
}


def test_a_past_forecast_stands_beside_what_it_became() -> None:
    again = FROZEN | {"through": "2019-08-31", "became": 850, "is_frozen": False}

    found = beside([published("", again, FROZEN)], "sv")

    assert found is not None
    assert found.said == ("I april 2020 trodde vi 690–830; det blev 812. 1 av 2 tidigare prognoser höll.")
    assert found.rows == (
        ("Alla tillsammans", "augusti 2019, i efterhand", "690–830", "850", "nej"),
        ("Alla tillsammans", "april 2020", "690–830", "812", "ja"),
    )
    assert len(found.header) == len(found.rows[0])


def test_of_several_places_the_last_forecast_of_the_same_time_is_told() -> None:
    running = FROZEN | {"through": "2021-04-30", "ends": "2022-01-01", "became": None}

    found = beside([published("Råslätt", running), published("Ekhagen", running | {"low": 750})], "en")

    assert found is not None
    assert found.said == "In April 2021 we expected Råslätt 690–830 and Ekhagen 750–830."
    assert found.rows[0] == ("Råslätt", "April 2021", "690–830", "not yet", "")


def test_nothing_foreseen_before_is_nothing_beside() -> None:
    assert beside([published("Råslätt"), {"place": "", "forecast": None}], "sv") is None


def test_the_chance_in_tenths_is_never_none_and_never_all() -> None:
    assert [tenths(replace(NUMBER, chance=chance)) for chance in (0.0, 0.04, 0.5, 0.97, 1.0)] == [
        1,
        1,
        5,
        9,
        9,
    ]
    assert sure(replace(NUMBER, chance=0.8)) == "probably"
    assert ends(771, 877) == (770, 880)
    assert ends(12, 31) == (12, 31)
