"""What is agreed to be free, and that nothing becomes free afterwards."""

from datetime import date

import pytest

from lofte.periods.breaks import Breaks, Free, Stretch, due_day, is_week_between
from lofte.periods.calendar import parse

SUMMER = Stretch(date(2026, 6, 29), date(2026, 8, 10), "Sommaruppehåll", date(2026, 3, 2))
SPRING = Stretch(date(2026, 1, 8), date(2026, 6, 12), "Vårterminen", date(2025, 5, 1))
AUTUMN = Stretch(date(2026, 8, 17), date(2026, 12, 19), "Höstterminen", date(2025, 5, 1))
TUESDAY = 1


def is_free(breaks: Breaks, key: str) -> bool:
    return breaks.excuse(parse(key)) is not None


def test_with_nothing_agreed_everything_is_owed() -> None:
    assert not any(is_free(Breaks(), f"2026-W{week:02d}") for week in range(1, 54))


def test_weeks_of_summer_are_free_each_year_and_no_others() -> None:
    breaks = Breaks(weeks=(28, 31))

    assert [week for week in range(1, 53) if is_free(breaks, f"2027-W{week:02d}")] == [28, 29, 30, 31]
    assert breaks.excuse(parse("2030-W29")) == Free("weeks")


@pytest.mark.parametrize(("year", "last"), [(2020, 53), (2021, 52), (2026, 53)])
def test_weeks_over_new_year_hold_week_53_where_there_is_one(year: int, last: int) -> None:
    breaks = Breaks(weeks=(52, 1))

    found = [week for week in range(1, last + 1) if is_free(breaks, f"{year}-W{week:02d}")]

    assert found == [1, *range(52, last + 1)]
    assert is_week_between(53, 51, 1)


def test_the_week_of_christmas_is_owed_though_it_holds_holidays() -> None:
    assert not is_free(Breaks(on_holidays=True), "2026-W52")


def test_a_tuesday_that_is_a_holiday_is_free_where_holidays_are() -> None:
    new_year = parse("2030-W01")  # Tuesday 1 January 2030

    assert Breaks(weekday=TUESDAY, on_holidays=True).excuse(new_year) == Free("holiday", "Nyårsdagen")
    assert Breaks(weekday=TUESDAY).excuse(new_year) is None
    assert not is_free(Breaks(weekday=TUESDAY, on_holidays=True), "2030-W02")


def test_midsummer_eve_is_free_like_a_holiday() -> None:
    assert Breaks(weekday=4, on_holidays=True).excuse(parse("2026-W25")) == Free("holiday", "midsommarafton")
    assert is_free(Breaks(on_holidays=True), "2026-06-19")


def test_a_month_is_free_when_a_break_takes_most_of_it() -> None:
    breaks = Breaks(stretches=(SUMMER,))

    assert breaks.excuse(parse("2026-07")) == Free("break", "Sommaruppehåll")
    assert not is_free(breaks, "2026-06")
    assert not is_free(breaks, "2026-08")


def test_outside_the_terms_is_free_between_terms_that_are_known() -> None:
    breaks = Breaks(terms=(SPRING, AUTUMN))

    assert is_free(breaks, "2026-W30")
    assert not is_free(breaks, "2026-W34")
    assert not is_free(breaks, "2026-W24")  # the term ends on its Thursday
    assert not is_free(breaks, "2027-W03")  # nobody has said when the next term begins
    assert not is_free(breaks, "2026-W01")


def test_where_no_term_is_known_everything_is_owed() -> None:
    assert not is_free(Breaks(terms=()), "2026-W30")


def test_nothing_is_free_before_it_was_agreed() -> None:
    late = Breaks(weeks=(28, 31), agreed_on=date(2026, 7, 14))
    later = Stretch(SUMMER.starts, SUMMER.ends, "Sent", date(2026, 7, 7))

    assert [week for week in range(27, 33) if is_free(late, f"2026-W{week}")] == [30, 31]
    assert [week for week in range(26, 34) if is_free(Breaks(stretches=(later,)), f"2026-W{week}")] == [
        29,
        30,
        31,
        32,
    ]


def test_a_term_that_was_decided_afterwards_frees_nothing() -> None:
    decided_late = Stretch(AUTUMN.starts, AUTUMN.ends, "", date(2026, 8, 1))

    assert not is_free(Breaks(terms=(SPRING, decided_late)), "2026-W30")


@pytest.mark.parametrize("key", ["2020-W53", "2024-02", "2026-W53", "2024-02-29", "2026-Q4"])
def test_the_due_day_is_the_last_such_day_and_lies_in_the_slot(key: str) -> None:
    slot = parse(key)

    days = [due_day(slot, weekday) for weekday in range(7)]

    assert all(day in slot for day in days)
    if slot.n_days >= 7:
        assert [day.weekday() for day in days] == list(range(7))
