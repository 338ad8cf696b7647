"""Which slots are owed: on which weekdays, every other week; and time limits in days."""

from datetime import date

import pytest

from lofte.periods.calendar import parse
from lofte.work.rhythms import Rhythm, days_within, owed


def n_owed(rhythm: Rhythm, period: str = "2021") -> int:
    days = parse(period)
    return len(owed(rhythm, days.starts, days.ends))


@pytest.mark.parametrize(
    ("rhythm", "n"),
    [
        (Rhythm("week"), 52),
        (Rhythm("week", step=2), 26),
        (Rhythm("night"), 365),
        (Rhythm("week", weekdays=frozenset({5, 6})), 105),  # 53 Fridays and 52 Saturdays: 2021 began on one
        (Rhythm("", weekdays=frozenset({5})), 53),
        # 1 January, 2 April (Good Friday) and 24–25 December: of those only two are Fridays and holidays
        (Rhythm("", weekdays=frozenset({5}), skips_holidays=True), 51),
        (Rhythm("month", weekdays=frozenset({2})), 12),  # on a Tuesday every month
        (Rhythm(""), 1),
    ],
)
def test_a_year_owes_so_many(rhythm: Rhythm, n: int) -> None:
    assert n_owed(rhythm) == n


def test_every_other_week_is_two_weeks_that_owe_one_thing() -> None:
    first, *_, last = owed(Rhythm("week", step=2), date(2020, 1, 1), date(2021, 1, 1))

    assert (first.starts, first.ends, first.key) == (date(2019, 12, 30), date(2020, 1, 13), "2020-W01")
    assert (last.key, last.n_days) == ("2020-W53", 7)  # the odd week out is owed alone


@pytest.mark.parametrize(
    ("value", "unit", "n"),
    [
        (14, "dagar", 14),
        (2, "veckor", 14),
        (24, "timmar", 1),
        (25, "timmar", 2),
        (1, "månad", 31),
        (3, "", 3),
    ],
)
def test_a_time_limit_is_never_harsher_in_days_than_it_was_promised(value: int, unit: str, n: int) -> None:
    assert days_within(value, unit) == n
