"""A promise tried before it is signed, against figures worked out by hand."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from lofte.periods.calendar import parse
from lofte.work.weighing.rules import Finding, History, Tried, findings, season

YEAR, TWO_YEARS = parse("2027"), parse("2027-2028")
DECEMBER, APRIL = date(2026, 12, 1), date(2026, 4, 1)
EVEN_50 = (50,) * 12


def tried(value: float | None = 800, **given: Any) -> Tried:
    exact = None if value is None else Fraction(str(value))
    more: dict[str, Any] = {"kind": "count", "comparator": ">=", "per": "period", "window": YEAR}
    return Tried(value=exact, **(more | given))


def by_code(of: Tried, *histories: History, **given: Any) -> dict[str, Finding]:
    return {one.code: one for one in findings(of, histories, **given)}


def test_eight_hundred_a_year_is_fifteen_a_week_and_four_areas_make_3_200() -> None:
    found = by_code(tried(each_place=True, places=("A", "B", "C", "D")))

    assert round(float(found["a_week"].facts["n"]), 1) == 15.3  # 800 / 52.18
    assert found["in_all"].facts == {"n_places": 4, "total": 3200}


@pytest.mark.parametrize(
    ("target", "code", "n"),
    [
        (tried(24), "a_month", 2),
        (tried(3, per="tertial"), "seldom", None),  # nine a year
        (tried(15, per="week"), "a_week", 15),
        (tried(1600, window=TWO_YEARS), "a_week", Fraction(800 * 1461 * 28, 1461 * 731) * Fraction(731, 800)),
    ],
)
def test_a_number_is_said_as_weeks_or_months(target: Tried, code: str, n: Any) -> None:
    found = by_code(target)

    assert code in found
    if code == "a_week" and target.per == "week":
        assert found[code].facts["n"] == n


def test_a_number_for_two_years_is_half_as_much_a_year() -> None:
    found = by_code(tried(1600, window=TWO_YEARS))

    assert round(float(found["a_year"].facts["yearly"])) == 799  # 731 days are 2.001 years


def test_a_number_without_a_period_over_two_years_is_unclear_and_so_are_places_nobody_settled() -> None:
    found = by_code(tried(per="", window=TWO_YEARS, places=("A", "B")))

    assert found["period_unclear"].is_warning
    assert found["places_unclear"].facts == {"n": 800, "total": 1600}


def test_the_last_two_years_are_told_and_800_is_too_high_for_them() -> None:
    log = History("", DECEMBER, (51,) * 11 + (49,) + (58,) * 11 + (62,))  # 610 and 700

    found = by_code(tried(850), log)

    assert (found["two_years"].facts["low"], found["two_years"].facts["high"]) == (610, 700)
    assert found["too_high"].facts["times"] == Fraction(850, 700)  # 1.21 of the best year
    assert "too_high" not in by_code(tried(840), log)  # exactly a fifth more
    assert "too_low" not in found


def test_what_last_year_reached_in_july_is_too_low() -> None:
    log = History("", DECEMBER, EVEN_50)  # 350 by the end of July

    assert by_code(tried(350), log)["too_low"].facts == {"month": 7}
    assert "too_low" not in by_code(tried(351), log)


def test_the_months_are_those_of_the_calendar_wherever_the_log_ends() -> None:
    log = History(
        "", APRIL, (0, 0, 0, 0, 0, 0, 0, 90, 10, 0, 0, 0)
    )  # May … April; 90 in December, 10 in January

    assert log.by_month()[0] == (1, 10)
    assert log.month_reached(Fraction(10)) == 1
    assert log.month_reached(Fraction(11)) == 12


def test_a_log_of_five_months_is_said_as_a_year_and_one_of_two_as_nothing() -> None:
    some = by_code(tried(), History("", DECEMBER, (50,) * 5))
    two = by_code(tried(), History("", DECEMBER, (50, 50)))

    assert (some["some_months"].facts["n_months"], some["some_months"].facts["low"]) == (5, 600)
    assert two["nothing"].is_warning


def test_of_many_places_the_least_and_the_most_are_told_and_the_short_ones_named() -> None:
    places = ("A", "B", "C")
    logs = [History(name, DECEMBER, (n,) * 12) for name, n in zip(places, (10, 50, 90), strict=True)]

    found = findings(tried(each_place=True, places=places), logs)

    assert [one.facts["place"] for one in found if one.code == "one_year"] == ["A", "C"]
    assert [one.facts["places"] for one in found if one.code == "too_high"] == [("A", "B")]


def test_a_cap_that_the_log_passes_is_told() -> None:
    log = History("", DECEMBER, EVEN_50)

    assert by_code(tried(500, comparator="<="), log)["over_cap"].facts["n"] == 600
    assert "over_cap" not in by_code(tried(600, comparator="<="), log)


def test_an_uneven_year_gives_weights_of_a_hundred_and_an_even_one_is_not_told() -> None:
    summer = (10, 10, 10, 10, 20, 20, 0, 0, 10, 10, 0, 0)
    log = History("", DECEMBER, summer)

    assert season(log) == (10, 10, 10, 10, 20, 20, 0, 0, 10, 10, 0, 0)
    assert by_code(tried(100), log)["uneven"].facts["most"] == 5
    assert "uneven" not in by_code(tried(600), History("", DECEMBER, EVEN_50))
    assert "uneven" not in by_code(tried(100, is_even=False), log)
    assert season(History("", DECEMBER, (1,) * 11)) == ()


@pytest.mark.parametrize(
    ("kept", "codes"),
    [
        ((12, 52), {"kept", "seldom_kept"}),
        ((47, 52), {"kept"}),
        ((46, 52), {"kept", "seldom_kept"}),
        ((0, 52), {"nothing"}),
        (None, set()),
    ],
)
def test_a_cadence_is_held_against_the_occasions_that_were_kept(
    kept: tuple[int, int] | None, codes: set[str]
) -> None:
    assert set(by_code(tried(1, kind="cadence", per="week"), kept=kept)) == codes


def test_a_share_of_few_cannot_be_told_from_others() -> None:
    """Wilson: 3 of 17 is 6.2–41.0 %; 10 of 52 is 10.8–31.9 %, wider than twenty points."""
    log = History("", DECEMBER, (0,) * 11 + (10,), (4,) * 11 + (8,))  # 52 in the year

    found = by_code(tried(20, kind="share", is_persons=True), log)

    facts = found["share_unsure"].facts
    assert (facts["n"], round(facts["low"], 1), round(facts["high"], 1)) == (17, 6.2, 41.0)
    assert (round(facts["year_low"], 1), round(facts["year_high"], 1)) == (10.8, 31.9)
    assert found["share_hidden"].facts == {"n": 3}  # a fifth of 17
    assert round(float(found["share_was"].facts["share"]), 1) == 19.2


def test_a_share_of_many_is_told_without_a_warning() -> None:
    log = History("", DECEMBER, (20,) * 12, (100,) * 12)

    assert set(by_code(tried(20, kind="share", is_persons=True), log)) == {"share_was"}


def test_nothing_logged_is_told_for_every_kind() -> None:
    for kind in ("count", "hours", "share"):
        assert "nothing" in by_code(tried(20, kind=kind), History("", DECEMBER, (0,) * 24, (0,) * 24))
        assert "nothing" in by_code(tried(20, kind=kind))
