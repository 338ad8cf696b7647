"""The two documents that Löfte began with, read as the issue says they must be."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from lofte.reader import Activity, Caution, Draft, Question, read_bytes

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
FOUR = ("Råslätt", "Öxnehaga", "Österängen", "Ekhagen")


def read(beginning: str) -> Draft:
    (path,) = SEEDS.glob(f"{beginning}*.txt")
    return read_bytes(path.read_bytes(), name=path.name)


@pytest.fixture(scope="module")
def of_2019() -> Draft:
    return read("000_")


@pytest.fixture(scope="module")
def of_2021() -> Draft:
    return read("001_")


def codes(found: Sequence[Question | Caution]) -> set[str]:
    return {one.code for one in found}


def starting(draft: Draft, words: str) -> Activity:
    (found,) = [one for one in draft.activities if one.text.startswith(words)]
    return found


def test_2019_promises_two_things_in_eleven_activities(of_2019: Draft) -> None:
    assert [promise.text[:10] for promise in of_2019.promises] == ["Skapa föru", "Arbeta med"]
    assert len(of_2019.activities) == 11
    assert [one.promise for one in of_2019.activities] == [0] * 5 + [1] * 6
    assert all(promise.reasons for promise in of_2019.promises)


def test_2019_says_who_does_what(of_2019: Draft) -> None:
    doers = [one.responsible for one in of_2019.activities]

    assert doers.count(("police",)) == 5
    assert doers.count(("municipality",)) == 4
    assert set(starting(of_2019, "Kommunen ska tillsammans med polisen").responsible) == {
        "municipality",
        "police",
    }
    assert starting(of_2019, "Den strategiska säkerhetsgruppen").responsible == ()
    assert starting(of_2019, "Kommunen ska stötta föreningar").contributing == ("association",)


def test_2019_holds_no_number(of_2019: Draft) -> None:
    assert all(target.value is None for one in of_2019.activities for target in one.targets)
    assert starting(of_2019, "Kommunen ska göra en översyn").targets[0].kind == "milestone"


def test_2019_is_signed_and_leans_on_what_has_expired(of_2019: Draft) -> None:
    assert (of_2019.agreed_on, of_2019.signed_at) == (date(2019, 3, 26), "Jönköping")
    assert [(one.party, bool(one.role)) for one in of_2019.signatories] == [
        ("Lokalpolisområde Södra Vätterbygden", True),
        ("Jönköpings kommun", True),
    ]
    assert of_2019.extends == "2018 års medborgarlöften"
    assert any("tills vidare" in one for one in of_2019.based_on)
    assert any("2015-2018" in one for one in of_2019.based_on)
    assert "expired_basis" in codes(of_2019.warnings)


def test_2019_tells_how_it_came_and_how_it_is_followed(of_2019: Draft) -> None:
    assert len(of_2019.focus_areas) == 8
    assert of_2019.grounds
    assert of_2019.purpose
    assert of_2019.follow_up.rhythm == "tertial"
    assert {"polisen.se", "www.jonkoping.se"} <= set(of_2019.follow_up.channels)


def test_2021_promises_one_thing_in_twelve_activities(of_2021: Draft) -> None:
    assert [promise.places for promise in of_2021.promises] == [FOUR]
    assert len(of_2021.activities) == 12
    assert (of_2021.agreed_on, of_2021.signatories) == (None, ())
    assert of_2021.period is not None
    assert (of_2021.period.start, of_2021.period.end) == (date(2021, 1, 1), date(2022, 12, 31))


def test_2021_counts_what_it_counts(of_2021: Draft) -> None:
    read = [
        [
            (target.kind, target.comparator, target.value, target.per, target.minimum_minutes)
            for target in one.targets
        ]
        for one in of_2021.activities
    ]

    share = ("share", ">=", 20, None, None)
    assert read == [
        [("count", ">=", 800, None, None)],
        [("count", ">=", 200, None, 20)],
        [("count", ">=", 52, None, None), share],
        [("count", "=", 104, None, None), share],
        [("qualitative", None, None, None, None)],
        [("cadence", "=", 1, "week", None)],
        [("cadence", "=", 1, "month", None)],
        [("cadence", "=", 1, "tertial", None)],
        [("count", ">=", 8, "year", None)],
        [("cadence", "=", 1, "week", None)],
        [("count", "=", 20, None, None)],
        [("qualitative", None, None, None, None)],
    ]


def test_2021_says_where(of_2021: Draft) -> None:
    patrols, controls, drugs, elsewhere = of_2021.activities[:4]

    assert (patrols.places, patrols.targets[0].each_place) == (FOUR, None)
    assert (controls.places, controls.targets[0].each_place) == (FOUR, None)
    assert (drugs.places, elsewhere.places) == (("Råslätt",), FOUR[1:])
    assert of_2021.activities[6].places[-1] == "övriga Jönköpings kommun"
    assert of_2021.activities[9].places == ("samtliga av kommunen prioriterade områden",)
    assert of_2021.activities[9].targets[0].each_place is True


def test_2021_asks_all_that_a_careful_person_asks(of_2021: Draft) -> None:
    assert {
        "per_year_or_whole_period",
        "each_or_together",
        "length_or_minimum",
        "exactly_or_at_least",
        "share_of_what",
        "counted_when",
    } <= codes(of_2021.questions)
    assert {"no_signature", "vague", "effort_only", "no_baseline", "small_share"} <= codes(of_2021.warnings)
    assert [one.message.split()[0] for one in of_2021.warnings if one.code == "area_without_picture"] == [
        "Ekhagen"
    ]
