"""Clock times: over midnight, and on the two nights of the year that are not 24 hours long."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.periods import clock

SPRING = date(2026, 3, 29)  # at 02.00 the clock is moved to 03.00
AUTUMN = date(2026, 10, 25)  # at 03.00 it is moved back to 02.00
DAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "minutes"),
    [
        (DAY, time(14), time(14, 30), 30),
        (DAY, time(22), time(1, 30), 210),
        (DAY, time(23, 59), time(0), 1),
        (DAY, time(20), time(8), 720),
        (SPRING, time(1, 30), time(3, 30), 60),
        (AUTUMN, time(1, 30), time(3, 30), 180),
        (date(2026, 3, 28), time(23, 30), time(3, 30), 180),
        (date(2026, 10, 24), time(23, 30), time(3, 30), 300),
        (AUTUMN, time(2, 10), time(2, 40), 30),
        (AUTUMN, time(2, 45), time(2, 15), 30),  # from the first hour of two into the second
        (date(2024, 2, 29), time(23), time(1), 120),
        (date(2025, 12, 31), time(23), time(1), 120),
    ],
)
def test_the_length_is_what_passed(day: date, begins: time, ends: time, minutes: int) -> None:
    assert clock.minutes(day, begins, ends) == minutes
    assert clock.end_of(day, begins, minutes) == ends


@pytest.mark.parametrize(
    ("begins", "ends"), [(time(14), time(13, 30)), (time(14), time(14)), (time(8), time(7))]
)
def test_an_end_before_its_begin_is_no_night(begins: time, ends: time) -> None:
    with pytest.raises(clock.EndBeforeBegin):
        clock.minutes(DAY, begins, ends)


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (SPRING, time(2, 30), time(4)),
        (SPRING, time(1), time(2, 15)),
        (date(2026, 3, 28), time(22), time(2, 59)),
    ],
)
def test_the_hour_that_was_skipped_is_no_time(day: date, begins: time, ends: time) -> None:
    with pytest.raises(clock.NoSuchTime):
        clock.minutes(day, begins, ends)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.times(), st.integers(1, 700))
def test_an_end_made_of_a_length_gives_the_length_back_on_a_common_day(
    day: date, begins: time, lasted: int
) -> None:
    if day.month in {3, 10}:  # the nights that differ stand above
        return
    begins = begins.replace(second=0, microsecond=0, tzinfo=None)

    assert clock.minutes(day, begins, clock.end_of(day, begins, lasted)) == lasted
