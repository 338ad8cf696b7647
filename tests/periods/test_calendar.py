"""Periods by their names, against the calendar on the wall."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.periods.calendar import Period, UnknownPeriod, parse, tertial_of, tertials


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-2022", date(2021, 1, 1), date(2022, 12, 31)),
        ("2021-T1", date(2021, 1, 1), date(2021, 4, 30)),
        ("2021-T2", date(2021, 5, 1), date(2021, 8, 31)),
        ("2021-T3", date(2021, 9, 1), date(2021, 12, 31)),
        ("2021-Q2", date(2021, 4, 1), date(2021, 6, 30)),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31)),
        ("2021-VT", date(2021, 1, 1), date(2021, 6, 30)),
        ("2021-HT", date(2021, 7, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-W14", date(2021, 4, 5), date(2021, 4, 11)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2021-03-31", date(2021, 3, 31), date(2021, 3, 31)),
    ],
)
def test_a_period_has_its_days(key: str, first: date, last: date) -> None:
    period = parse(key)

    assert (period.starts, period.last_day, period.key) == (first, last, key)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "21",
        "1899",
        "2021-T4",
        "2021-Q0",
        "2021-13",
        "2021-00",
        "2021-W54",
        "2021-W53",
        "2021-02-29",
        "2022-2021",
        "2021-t1",
        "2021 T1",
    ],
)
def test_what_names_no_period_is_refused(key: str) -> None:
    with pytest.raises(UnknownPeriod):
        parse(key)


@given(st.dates(date(1990, 1, 1), date(2080, 12, 31)))
def test_every_day_lies_in_its_own_tertial(day: date) -> None:
    assert day in tertial_of(day)


def test_the_tertials_of_a_promise_follow_on_one_another() -> None:
    found = tertials(date(2021, 1, 1), date(2023, 1, 1))

    assert [period.key for period in found] == [f"{y}-T{t}" for y in (2021, 2022) for t in (1, 2, 3)]
    assert all(a.ends == b.starts for a, b in itertools.pairwise(found))


def test_the_end_is_left_out() -> None:
    april = parse("2021-04")

    assert date(2021, 4, 30) in april
    assert date(2021, 5, 1) not in april
    assert april.n_days == 30


def test_an_overlap_is_what_both_hold_or_nothing() -> None:
    assert parse("2021").overlap(parse("2020-W53")) == Period(date(2021, 1, 1), date(2021, 1, 4))
    assert parse("2021").overlap(parse("2022")) is None
