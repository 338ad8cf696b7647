"""How a number spreads over its time, against figures worked out by hand."""

from datetime import date
from fractions import Fraction

import pytest

from lofte.periods.calendar import Period, parse
from lofte.periods.pacing import EVEN, Pace, Point, wrong_points

YEAR = parse("2021")
MAY, JULY, SEPTEMBER = date(2021, 5, 1), date(2021, 7, 1), date(2021, 9, 1)
SUMMER_OFF = Pace(months=(1, 1, 1, 1, 2, 2, 0, 0, 1, 1, 1, 1))  # twelve in all
PROMISED = Fraction(800)
STATED = (Point(MAY, Fraction(200)), Point(SEPTEMBER, Fraction(600)))


@pytest.mark.parametrize(
    ("cut", "share"),
    [
        (date(2020, 6, 1), 0),
        (MAY, Fraction(4, 12)),
        (date(2021, 6, 16), Fraction(7, 12)),  # 4 + 2 + half of 2
        (JULY, Fraction(8, 12)),
        (SEPTEMBER, Fraction(8, 12)),  # nothing falls due in July and August
        (date(2022, 3, 1), 1),
    ],
)
def test_a_season_weighs_the_months_and_the_days_of_a_month_alike(cut: date, share: Fraction) -> None:
    assert SUMMER_OFF.share(YEAR, cut) == share


def test_a_season_over_two_years_comes_twice() -> None:
    assert SUMMER_OFF.share(parse("2021-2022"), MAY) == Fraction(4, 24)
    assert SUMMER_OFF.share(parse("2021-2022"), date(2022, 5, 1)) == Fraction(16, 24)


def test_a_place_that_its_season_owes_nothing_is_owed_evenly() -> None:
    summer = Period(JULY, SEPTEMBER)  # 62 days

    assert SUMMER_OFF.share(summer, date(2021, 8, 1)) == Fraction(31, 62)


@pytest.mark.parametrize(
    ("cut", "done"),
    [
        (YEAR.starts, 0),
        (date(2021, 3, 2), Fraction(200 * 60, 120)),  # half of the 120 days to 1 May
        (MAY, 200),
        (JULY, 200 + Fraction(400 * 61, 123)),  # 61 of the 123 days from 1 May to 1 September
        (SEPTEMBER, 600),
        (date(2021, 11, 1), 600 + Fraction(200 * 61, 122)),
        (YEAR.ends, 800),
    ],
)
def test_between_stated_points_the_way_is_straight(cut: date, done: Fraction) -> None:
    pace = Pace(points=STATED).over(YEAR, PROMISED)

    assert PROMISED * pace.share(YEAR, cut) == done


def test_a_place_that_joins_later_is_owed_from_then_on_alone() -> None:
    pace = Pace(points=STATED).over(YEAR, PROMISED)
    from_may = Period(MAY, YEAR.ends)

    assert pace.share(from_may, MAY) == 0
    assert pace.share(from_may, SEPTEMBER) == Fraction(400, 600)


def test_points_of_another_window_are_no_points_of_this() -> None:
    next_year = parse("2022")

    pace = Pace(points=STATED).over(next_year, PROMISED)

    assert pace.share(next_year, date(2022, 5, 1)) == EVEN.share(next_year, date(2022, 5, 1))


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ([(MAY, 200), (SEPTEMBER, 600)], ""),
        ([(SEPTEMBER, 600), (MAY, 200)], ""),  # in whichever order they are written
        ([(YEAR.ends, 800)], ""),
        ([(YEAR.ends, 700)], "other_end"),
        ([(MAY, 200), (MAY, 300)], "same_day"),
        ([(YEAR.starts, 0)], "outside"),
        ([(date(2022, 2, 1), 200)], "outside"),
        ([(MAY, 300), (SEPTEMBER, 200)], "falling"),
        ([(MAY, 900)], "too_much"),
    ],
)
def test_points_rise_within_the_time_to_what_is_promised(points: list[tuple[date, int]], code: str) -> None:
    stated = [Point(day, Fraction(done)) for day, done in points]

    assert wrong_points(stated, window=YEAR, promised=PROMISED) == code
