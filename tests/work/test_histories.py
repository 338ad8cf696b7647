"""Weeks of the log as arrays: whole years, weeks that are partly inside or seen, and what is logged late."""

from datetime import date, timedelta

import numpy as np
import pytest

from lofte.periods.calendar import Period, parse
from lofte.work.histories import LATE, Line, Week, earlier_years, stretches, window_weeks

YEAR = parse("2021")
NOBODY_LATE = (0.0,) * len(LATE)


def week(stretch: int, number: int, n: int, *, late: tuple[int, ...] = (0, 0, 0), area: int = 1) -> Week:
    return Week(area, stretch, number, n, late, (n,))


def test_a_year_is_52_weeks_and_a_day_and_each_is_seen_to_the_cut() -> None:
    weeks = window_weeks(YEAR, cut=date(2021, 1, 11), at=date(2021, 1, 11), late=NOBODY_LATE)

    assert len(weeks.when) == 53
    assert weeks.inside[[0, 51, 52]] == pytest.approx([1, 1, 1 / 7])
    assert weeks.seen[:3] == pytest.approx([1, 3 / 7, 0])
    assert weeks.when[0] == pytest.approx(2021 + 3.5 / 365.25)


def test_work_that_is_logged_late_is_not_all_seen_yet() -> None:
    cut = date(2021, 3, 5)  # nine whole weeks

    weeks = window_weeks(YEAR, cut=cut, at=cut, late=(0.4, 0.2, 0.0))

    assert weeks.seen[0] == 1  # older than the latest that is logged late
    assert weeks.seen[8] == pytest.approx(0.6, abs=0.01)  # of the last week six of ten are there
    assert weeks.seen[7] == pytest.approx(0.7)  # ten days old, between a week's and two weeks'


def test_later_on_all_of_it_is_seen() -> None:
    weeks = window_weeks(YEAR, cut=date(2021, 3, 5), at=date(2021, 5, 1), late=(0.4, 0.2, 0.0))

    assert weeks.seen[:9] == pytest.approx(np.ones(9))


def test_a_year_is_whole_when_the_log_began_before_it_or_with_it() -> None:
    before = [week(1, n, 3) for n in range(52)]

    assert Line([*before]).years_before(0).shape == (1, 52)
    assert Line([*before, week(2, 40, 3)]).years_before(0).shape == (1, 52)  # begun in October
    assert Line([*before, week(2, 2, 3), week(2, 40, 3)]).years_before(0).shape == (2, 52)
    assert Line([week(2, 2, 3)]).years_before(0).shape == (0, 52)  # a year without anything between


def test_a_year_is_looked_at_with_what_stood_in_the_log_then() -> None:
    line = Line([Week(1, 1, 0, 5, (0, 0, 0), (2,))])

    assert line.counts(1, 1)[0] == 5
    assert line.counts(1, 1, moment=0)[0] == 2


def test_how_late_work_is_logged_is_told_by_a_year_of_it() -> None:
    starts = stretches(YEAR)
    weeks = [week(1, n, 10, late=(4, 2, 1)) for n in range(52)]

    assert Line(weeks).late_shares(starts, date(2021, 1, 10)) == pytest.approx((0.4, 0.2, 0.1))
    assert Line(weeks[:30]).late_shares(starts, date(2021, 12, 30)) == (0, 0, 0)  # too long ago
    assert Line([week(1, 30, 10, late=(4, 2, 1))]).late_shares(starts, date(2021, 1, 10)) == (0, 0, 0)


def test_only_the_areas_of_a_line_are_in_it() -> None:
    line = Line.of([week(0, 0, 2), week(0, 0, 5, area=2)], frozenset({2}))

    assert line.total(0) == 5


def test_earlier_years_lie_year_by_year_before_the_window() -> None:
    earlier = earlier_years(np.ones((2, 52)), date(2021, 1, 1))

    assert earlier.when[[0, 52]] == pytest.approx([2019 + 3.5 / 365.25, 2020 + 3.5 / 365.25])
    assert stretches(Period(date(2020, 2, 29), date(2021, 2, 28)))[1] == date(2019, 2, 28)
    assert stretches(YEAR)[4] + timedelta(days=365) == date(2018, 1, 1)
