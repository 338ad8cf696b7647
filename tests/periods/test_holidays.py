"""Holidays: against the dates of almanacs, not against the library that finds them."""

from datetime import date, timedelta

import pytest

from lofte.periods.holidays import YearTooEarly, days_off, eves, public_holidays

# Easter Day, Midsummer Day and All Saints' Day as they stand in Swedish almanacs.
ALMANAC = {
    2004: ("04-11", "06-26", "11-06"),
    2005: ("03-27", "06-25", "11-05"),
    2008: ("03-23", "06-21", "11-01"),
    2011: ("04-24", "06-25", "11-05"),
    2019: ("04-21", "06-22", "11-02"),
    2020: ("04-12", "06-20", "10-31"),
    2021: ("04-04", "06-26", "11-06"),
    2024: ("03-31", "06-22", "11-02"),
    2026: ("04-05", "06-20", "10-31"),
    2038: ("04-25", "06-26", "11-06"),
}


def named(year: int) -> dict[str, date]:
    return {name: day for day, name in public_holidays(year).items()}


@pytest.mark.parametrize("year", ALMANAC)
def test_the_feasts_that_move_are_where_the_almanac_has_them(year: int) -> None:
    easter, midsummer, all_saints = (date.fromisoformat(f"{year}-{day}") for day in ALMANAC[year])

    found = public_holidays(year)

    assert found[easter] == "Påskdagen"
    assert found[easter - timedelta(days=2)] == "Långfredagen"
    assert found[easter + timedelta(days=1)] == "Annandag påsk"
    assert "Kristi himmelsfärdsdag" in found[easter + timedelta(days=39)]
    assert found[easter + timedelta(days=49)] == "Pingstdagen"
    assert found[midsummer] == "Midsommardagen"
    assert found[all_saints] == "Alla helgons dag"


def test_whit_monday_was_one_until_2004_and_the_national_day_is_one_from_2005() -> None:
    assert named(2004)["Annandag pingst"] == date(2004, 5, 31)
    assert "Annandag pingst" not in named(2005)
    assert date(2004, 6, 6) not in public_holidays(2004)
    assert named(2005)["Nationaldagen"] == date(2005, 6, 6)


def test_a_day_that_is_two_holidays_has_both_names() -> None:
    assert public_holidays(2008)[date(2008, 5, 1)] == "Första maj / Kristi himmelsfärdsdag"


def test_a_usual_sunday_is_no_holiday() -> None:
    assert date(2026, 6, 14) not in public_holidays(2026)
    assert len(public_holidays(2026)) == 13


@pytest.mark.parametrize("year", range(2004, 2040))
def test_the_eve_of_midsummer_is_the_day_before_it(year: int) -> None:
    midsummer = named(year)["Midsommardagen"]

    assert list(eves(year)) == [midsummer - timedelta(days=1), date(year, 12, 24), date(year, 12, 31)]


def test_the_eves_are_no_public_holidays_and_are_days_off() -> None:
    assert public_holidays(2026).keys().isdisjoint(eves(2026))
    assert days_off(2026)[date(2026, 12, 24)] == "julafton"
    assert list(days_off(2026)) == sorted(days_off(2026))


def test_they_are_named_in_english_too() -> None:
    assert public_holidays(2026, "en")[date(2026, 12, 25)] == "Christmas Day"
    assert eves(2026, "en")[date(2026, 6, 19)] == "Midsummer Eve"


def test_what_was_before_the_feasts_moved_is_not_asked_for() -> None:
    with pytest.raises(YearTooEarly):
        public_holidays(1952)


def test_what_is_done_with_a_year_stays_with_the_one_who_does_it() -> None:
    public_holidays(2026).clear()

    assert public_holidays(2026)
