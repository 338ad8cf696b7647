"""Forecasts in words: how much, how sure, what is needed, when we know, and what was said before."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lofte.followup.facts import Particulars, TargetFacts, Words
from lofte.followup.foreseeing import Outlook, beside, brief, sentence
from lofte.followup.foreseen_places import ends, sure, tenths
from lofte.work.foreseen import Foreseen, Unforeseen
from lofte.work.outcomes import Outcome, PlaceOutcome

CUT = date(2021, 5, 1)
OUTCOME = Outcome(7, "count", "behind", date(2021, 1, 1), date(2022, 1, 1), CUT)
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
    return sentence(Outlook(lines), facts, OUTCOME, "sv")


def in_english(*lines: Foreseen, facts: TargetFacts = FACTS) -> str:
    return sentence(Outlook(lines), facts, OUTCOME, "en")


def test_a_number_is_told_with_how_sure_it_is_what_it_takes_and_when_we_know() -> None:
    assert said(NUMBER) == (
        "Med nuvarande takt blir det troligen 690–830. Det är osäkert om 800 nås."
        " Det behövs 17 i veckan från och med nu; hittills har det varit 14."
        " Svaret vet vi troligen i slutet av oktober."
    )
    assert in_english(NUMBER) == (
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


def particular(kind: str, **known: Any) -> TargetFacts:
    events = {"occasion_many": Words("evenemang", "events")}
    return replace(FACTS, kind=kind, per="week", particulars=Particulars(**events | known))


def test_an_average_is_told_as_so_many_a_week() -> None:
    pace = replace(NUMBER, kind="average", goal=780, n_slots=52, so_far=14.2, needed=15.4, known_on=None)

    assert said(pace, facts=particular("rate")).startswith(
        "Med nuvarande takt blir det troligen i genomsnitt 13,3–16 i veckan."
        " Det är osäkert om 15 i veckan nås."
        " Det behövs 15 i veckan från och med nu; hittills har det varit 14."
    )
    assert in_english(pace, facts=particular("rate")).startswith(
        "At the present pace it will probably be 13.3–16 a week on average."
        " It is uncertain whether 15 a week will be reached."
    )


def test_where_one_is_missed_what_is_told_is_whether_the_rest_will_be_met() -> None:
    slots = Foreseen("", None, "slots", 48, 51, 46, 51, 0.0, 52, of=52, is_known=True, chance_of_rest=0.86)

    assert said(slots) == (
        "Fortsätter det så här blir 48–51 av 52 gjorda."
        " Det mesta talar för att alla som är kvar blir gjorda (9 av 10)."
    )
    assert in_english(slots).endswith("Most speaks for all that are left being done (9 in 10).")


def test_as_many_as_the_target_asks_is_told_as_a_number() -> None:
    covered = Foreseen("", None, "slots", 8, 12, 7, 12, 0.6, 10, of=12)

    assert said(covered) == ("Fortsätter det så här blir 8–12 av 12 gjorda. Det är osäkert om 10 nås.")


def test_a_limit_in_each_week_holds_so_many_times() -> None:
    limit = Foreseen("", None, "slots", 48, 51, 46, 51, 0.1, 52, of=52, is_known=True)

    assert said(limit, facts=replace(FACTS, comparator="<=")).startswith(
        "Fortsätter det så här hålls gränsen 48–51 av 52."
    )


@pytest.mark.parametrize(
    ("kind", "sv", "en"),
    [
        (
            "on_demand",
            "Fortsätter det så här blir det till slut gjort vid 71–93 procent av alla evenemang.",
            "If it goes on like this, it will have been done at 71–93 per cent of all events.",
        ),
        (
            "follow_on",
            "Fortsätter det så här kommer det till slut i tid efter 71–93 procent av alla evenemang.",
            "If it goes on like this, it will have come in time after 71–93 per cent of all events.",
        ),
    ],
)
def test_what_is_owed_at_occasions_is_a_share_of_those_that_come(kind: str, sv: str, en: str) -> None:
    answered = Foreseen("", None, "answered", 71.4, 92.3, 60, 100, 0.55, 80, more_low=3, more_high=9)

    assert said(answered, facts=particular(kind)) == (
        f"{sv} Det är osäkert om 80 procent nås. Troligen blir det 3–9 evenemang till."
    )
    assert in_english(answered, facts=particular(kind)).startswith(en)


def test_few_occasions_more_are_told_as_at_most_so_many() -> None:
    answered = Foreseen("", None, "answered", 80, 100, 70, 100, 0.9, 100, more_low=0, more_high=1)
    one = particular("follow_on", occasion_one=Words("kampanj", "campaign"))

    assert said(answered, facts=one).endswith("Troligen blir det högst 1 kampanj till.")
    assert in_english(answered, facts=one).endswith("Probably at most 1 more campaign will come.")


def test_a_forecast_that_leans_on_a_list_of_areas_says_so() -> None:
    assert said(replace(NUMBER, follows_list=True)).endswith(
        "Prognosen räknar med att listan över prioriterade områden inte ändras."
    )


@pytest.mark.parametrize(
    ("cut", "left"),
    [
        (date(2021, 5, 1), "ungefär åtta månader"),
        (date(2021, 11, 1), "ungefär nio veckor"),
        (date(2021, 12, 20), "tolv dagar"),
        (date(2021, 12, 31), "en dag"),
    ],
)
def test_of_what_happens_once_no_chance_is_told_only_how_long_is_left(cut: date, left: str) -> None:
    told = sentence(Outlook(why_none=Unforeseen.ONCE), FACTS, replace(OUTCOME, cut=cut), "sv")

    assert told.replace("\N{NO-BREAK SPACE}", " ") == (
        f"Det ska vara klart senast den 31 december 2021: det är {left} kvar."
        " Någon prognos görs inte: det händer en gång."
    )


@pytest.mark.parametrize("why", list(Unforeseen))
def test_why_nothing_is_foreseen_is_told_in_words(why: Unforeseen) -> None:
    sv, en = (sentence(Outlook(why_none=why), FACTS, OUTCOME, language) for language in ("sv", "en"))

    assert "procent" not in sv
    assert sv.endswith(".")
    assert en.endswith(".")
    assert sv != en


def test_a_list_has_room_for_one_sentence_of_the_places_that_are_behind() -> None:
    lines = [
        replace(NUMBER, place="Råslätt", low=790, high=870, chance=0.9),
        replace(NUMBER, place="Öxnehaga"),
    ]
    behind = replace(
        OUTCOME,
        places=(
            PlaceOutcome("Råslätt", 1, 300, 800, 267, 300, "on_track"),
            PlaceOutcome("Öxnehaga", 2, 200, 800, 267, 200, "behind"),
        ),
    )

    assert brief(Outlook(lines), FACTS, behind, "sv") == (
        "Med nuvarande takt blir det troligen 690–830; det är osäkert om 800 nås."
    )
    assert brief(Outlook([NUMBER]), FACTS, OUTCOME, "en") == (
        "At the present pace it will probably be 690–830; it is uncertain whether 800 will be reached."
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


def test_a_share_foreseen_before_is_told_in_per_cent() -> None:
    share = FROZEN | {"low": 16.2, "high": 27.9, "became": 21.4, "kind": "share"}

    found = beside([published("", share)], "sv")

    assert found is not None
    assert found.said == "I april 2020 trodde vi 16–28 procent; det blev 21,4 procent."
    assert found.rows[0][2:] == ("16–28 procent", "21,4 procent", "ja")


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
