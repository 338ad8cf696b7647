"""Every kind of target says itself in one sentence, in both languages."""

# ruff: noqa: E501  (a sentence is compared whole, on one line)

from datetime import date
from typing import Any

import pytest

from lofte.promises.models import Target
from lofte.promises.sentences import SPEAKERS, TargetFacts, describe_target

PATROL = {"one": "fotpatrull", "many": "fotpatruller", "one_en": "foot patrol", "many_en": "foot patrols"}
PICTURE = {"one": "lägesbild", "one_en": "situation picture"}
USERS = {
    "part": "förstagångsanvändare",
    "part_en": "first-time users",
    "whole": "upptäckta brott",
    "whole_en": "offences found",
}
TWO = ("Råslätt", "Öxnehaga")

CASES: list[tuple[dict[str, Any], str, str]] = [
    (
        {"kind": "count", "comparator": ">=", "value": 800, "per": "year", "places": TWO, "each_place": True, **PATROL},
        "Minst 800 fotpatruller om året under 2021–2022, i vart och ett av Råslätt och Öxnehaga.",
        "At least 800 foot patrols a year during 2021–2022, in each of Råslätt and Öxnehaga.",
    ),
    (
        {"kind": "count", "comparator": "=", "value": 104, "per": "period", "places": TWO, "each_place": False},
        "Precis 104 tillfällen sammanlagt under 2021–2022, i Råslätt och Öxnehaga tillsammans.",
        "Exactly 104 occasions in total during 2021–2022, in Råslätt and Öxnehaga together.",
    ),
    (
        {"kind": "count", "comparator": ">=", "value": 8, "places": TWO, **PATROL},
        "Minst 8 fotpatruller under 2021–2022, i Råslätt och Öxnehaga (i varje eller sammanlagt är inte avgjort).",
        "At least 8 foot patrols during 2021–2022, in Råslätt and Öxnehaga (in each or together is not settled).",
    ),
    (
        {"kind": "count", "comparator": ">=", "value": 800, "per": "period", "is_seasonal": True, **PATROL},
        "Minst 800 fotpatruller sammanlagt under 2021–2022, fördelat efter säsong.",
        "At least 800 foot patrols in total during 2021–2022, spread by the season.",
    ),
    (
        {"kind": "count", "comparator": ">=", "value": 800, "per": "period", "points": ((date(2021, 5, 1), 200.0), (date(2022, 1, 1), 450.0)), **PATROL},
        "Minst 800 fotpatruller sammanlagt under 2021–2022, delmål 200 till och med 30\N{NO-BREAK SPACE}april 2021 och 450 till och med 31\N{NO-BREAK SPACE}december 2021.",
        "At least 800 foot patrols in total during 2021–2022, interim points 200 by 30\N{NO-BREAK SPACE}April 2021 and 450 by 31\N{NO-BREAK SPACE}December 2021.",
    ),
    (
        {"kind": "count", "comparator": "between", "value": 20, "upper": 30, "unit": "skolbesök", "per": "term"},
        "Mellan 20 och 30 skolbesök varje termin under 2021–2022.",
        "Between 20 and 30 skolbesök every school term during 2021–2022.",
    ),
    (
        {"kind": "count", "comparator": "~", "value": 1, "minimum_minutes": 20, "ends": date(2022, 1, 1), **PATROL},
        "Ungefär 1 fotpatrull på minst 20 minuter under 2021.",
        "About 1 foot patrol of at least 20 minutes during 2021.",
    ),
    (
        {"kind": "count", "comparator": "<=", "value": 20, "unit": "ärenden", "per": "period", "counted_state": "closed"},
        "Högst 20 ärenden sammanlagt under 2021–2022, räknade när de avslutas.",
        "At most 20 ärenden in total during 2021–2022, counted when closed.",
    ),
    (
        {"kind": "hours", "comparator": ">=", "value": 600.5, "per": "year", **PATROL},
        "Minst 600,5 timmar fotpatrull om året under 2021–2022.",
        "At least 600.5 hours of foot patrol a year during 2021–2022.",
    ),
    (
        {"kind": "rate", "comparator": ">=", "value": 2, "per": "week", **PATROL},
        "Minst 2 fotpatruller i veckan under 2021–2022.",
        "At least 2 foot patrols a week during 2021–2022.",
    ),
    (
        {"kind": "cadence", "comparator": "=", "value": 1, "per": "week", "places": TWO[:1], "recipients": ("Polisen", "Vätterhem"), **PICTURE},
        "Lägesbild varje vecka, i Råslätt, delat med Polisen och Vätterhem.",
        "Situation picture every week, in Råslätt, shared with Polisen and Vätterhem.",
    ),
    (
        {"kind": "cadence", "comparator": "=", "value": 0.5, "per": "week", **PICTURE},
        "Lägesbild varannan vecka.",
        "Situation picture every other week.",
    ),
    (
        {"kind": "cadence", "comparator": ">=", "value": 3, "per": "month", **PICTURE},
        "Lägesbild minst 3 gånger i månaden.",
        "Situation picture at least 3 times a month.",
    ),
    (
        {"kind": "cadence", "value": 1, "per": "week", "each_place": True, "over_prioritised": True, **PICTURE},
        "Lägesbild varje vecka, i vart och ett av de prioriterade områdena.",
        "Situation picture every week, in each prioritised area.",
    ),
    (
        {"kind": "share", "comparator": ">=", "value": 20, "places": TWO[:1], **USERS},
        "Av alla upptäckta brott ska minst 20\N{NO-BREAK SPACE}% vara förstagångsanvändare under 2021–2022, i Råslätt.",
        "Of all offences found, at least 20% are to be first-time users during 2021–2022, in Råslätt.",
    ),
    (
        {"kind": "share", "comparator": ">=", "value": 20, "unit": "procent"},
        "Minst 20\N{NO-BREAK SPACE}%, vad det är en andel av är inte avgjort.",
        "At least 20%, of what is not settled.",
    ),
    (
        {"kind": "coverage", "value": 12, "unit": "skolor", "per": "term"},
        "Samtliga 12 skolor varje termin.",
        "All 12 skolor every school term.",
    ),
    (
        {"kind": "slot", "unit": "öppet kontor", "comparator": "=", "value": 1, "per": "week"},
        "På fast tid: öppet kontor, precis 1 gång i veckan.",
        "At a fixed time: öppet kontor, exactly 1 time a week.",
    ),
    (
        {"kind": "milestone", "one": "översyn", "one_en": "review", "places": ("Juneporten",)},
        "Översyn: klart senast den 31\N{NO-BREAK SPACE}december 2022, i Juneporten.",
        "Review: ready by 31\N{NO-BREAK SPACE}December 2022, in Juneporten.",
    ),
    (
        {"kind": "milestone"},
        "Klart senast den 31\N{NO-BREAK SPACE}december 2022.",
        "Ready by 31\N{NO-BREAK SPACE}December 2022.",
    ),
    (
        {"kind": "on_demand"},
        "Görs när det behövs eller någon ber om det.",
        "Done when needed or asked for.",
    ),
    (
        {"kind": "follow_on", "value": 5, "unit": "dagar"},
        "Inom 5 dagar efter varje tillfälle.",
        "Within 5 days after every occasion.",
    ),
    (
        {"kind": "follow_on", "value": 48, "unit": "timmar"},
        "Inom 48 timmar efter varje tillfälle.",
        "Within 48 hours after every occasion.",
    ),
    (
        {"kind": "follow_on", "value": 1, "unit": "vecka"},
        "Inom 1 vecka efter varje tillfälle.",
        "Within 1 week after every occasion.",
    ),
    (
        {"kind": "follow_on", "value": 5, "unit": "arbetsdagar"},
        "Inom 5 arbetsdagar efter varje tillfälle.",
        "Within 5 arbetsdagar after every occasion.",
    ),
    (
        {"kind": "indicator", "comparator": "<=", "value": 20, "unit": "procent"},
        "Mätetalet ska vara högst 20\N{NO-BREAK SPACE}% vid utgången av 2021–2022.",
        "The indicator is to be at most 20% by the end of 2021–2022.",
    ),
    (
        {"kind": "qualitative"},
        "Redovisas i ord, utan siffra.",
        "Told in words, without a figure.",
    ),
    (
        {"kind": "qualitative", "sign": "Gruppen träffas."},
        "Redovisas i ord; uppfyllt när: Gruppen träffas.",
        "Told in words; fulfilled when: Gruppen träffas.",
    ),
]  # fmt: skip


def facts(**values: Any) -> TargetFacts:
    return TargetFacts(**({"starts": date(2021, 1, 1), "ends": date(2023, 1, 1)} | values))


@pytest.mark.parametrize(("values", "swedish", "english"), CASES, ids=[c[0]["kind"] for c in CASES])
def test_a_target_says_itself_in_both_languages(values: dict[str, Any], swedish: str, english: str) -> None:
    target = facts(**values)

    assert describe_target(target, "sv") == swedish
    assert describe_target(target, "en") == english


def test_no_kind_of_target_is_without_a_sentence() -> None:
    assert set(SPEAKERS) == set(Target.Kind.values)


@pytest.mark.parametrize("per", Target.Per.values)
@pytest.mark.parametrize("kind", Target.Kind.values)
def test_every_kind_can_be_said_with_every_rhythm_and_without_a_number(kind: str, per: str) -> None:
    for value in (None, 0.5, 1, 7):
        for language in ("sv", "en"):
            said = describe_target(facts(kind=kind, per=per, value=value, comparator=">="), language)

            assert said.endswith(".")
            assert "  " not in said
            assert "None" not in said


def test_a_time_that_is_not_whole_years_is_said_from_day_to_day() -> None:
    target = facts(
        kind="count", value=3, comparator=">=", starts=date(2021, 3, 1), ends=date(2021, 6, 1), **PATROL
    )

    assert "under 1\N{NO-BREAK SPACE}mars 2021 till 31\N{NO-BREAK SPACE}maj 2021" in describe_target(
        target, "sv"
    )


def test_large_numbers_are_written_as_swedes_and_britons_write_them() -> None:
    target = facts(kind="count", value=1234, comparator=">=", **PATROL)

    assert describe_target(target, "sv").startswith("Minst 1\N{NO-BREAK SPACE}234 fotpatruller")
    assert describe_target(target, "en").startswith("At least 1,234 foot patrols")
