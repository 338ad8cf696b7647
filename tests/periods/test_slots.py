"""Slots: each week belongs to exactly one period, by its Thursday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.periods.calendar import parse, tertials
from lofte.periods.slots import slots, week_of


def test_2020_has_53_weeks_and_2021_has_52() -> None:
    assert len(slots("week", date(2020, 1, 1), date(2021, 1, 1))) == 53
    assert len(slots("week", date(2021, 1, 1), date(2022, 1, 1))) == 52


def test_the_first_days_of_january_can_belong_to_the_year_before() -> None:
    assert week_of(date(2021, 1, 3)).key == "2020-W53"
    assert slots("week", date(2021, 1, 1), date(2022, 1, 1))[0].key == "2021-W01"


@given(st.integers(1995, 2060))
def test_the_tertials_of_a_year_share_its_weeks_between_them(year: int) -> None:
    whole = parse(str(year))
    shared = [
        week for part in tertials(whole.starts, whole.ends) for week in slots("week", part.starts, part.ends)
    ]

    assert shared == slots("week", whole.starts, whole.ends)


@pytest.mark.parametrize(
    ("per", "keys"),
    [
        ("month", ["2021-11", "2021-12", "2022-01", "2022-02"]),
        ("quarter", ["2022-Q1"]),
        ("tertial", ["2022-T1"]),
        ("term", ["2022-VT"]),
        ("year", ["2022"]),
    ],
)
def test_a_month_or_longer_belongs_to_where_it_begins(per: str, keys: list[str]) -> None:
    assert [slot.key for slot in slots(per, date(2021, 10, 15), date(2022, 3, 1))] == keys


def test_a_day_belongs_to_itself() -> None:
    assert [slot.key for slot in slots("day", date(2021, 2, 27), date(2021, 3, 2))] == [
        "2021-02-27",
        "2021-02-28",
        "2021-03-01",
    ]


def test_a_night_is_no_slot() -> None:
    with pytest.raises(ValueError, match="night"):
        slots("night", date(2021, 1, 1), date(2022, 1, 1))
