"""Seasons of long series, and days that are known beforehand."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from lofte.analysis import AnalysisError, days, stl


def made_up(n: int = 96) -> Any:
    rng = np.random.default_rng(7)
    months = np.arange(n)
    return 20 + 0.1 * months + 3 * np.sin(months * np.pi / 6) + rng.normal(0, 1, n)


def test_the_parts_sum_to_the_series() -> None:
    series = made_up()

    parts = stl(series, period=12, season_window=7, robust=True)

    assert parts.season + parts.trend + parts.remainder == pytest.approx(series)


def test_each_series_is_taken_apart_as_if_it_were_alone() -> None:
    many = np.stack([made_up() * scale for scale in (1, 2, 5)] * 4)

    together = stl(many, period=12, season_window="periodic", robust=True)
    alone = stl(many[4], period=12, season_window="periodic", robust=True)

    assert together.trend[4] == pytest.approx(alone.trend, abs=1e-10)
    assert together.trend[3:6] == pytest.approx(together.trend[:3], abs=1e-10)


def test_a_level_moves_the_trend_and_nothing_else() -> None:
    series = made_up()

    low = stl(series, period=12, season_window=7)
    high = stl(series + 1000, period=12, season_window=7)

    assert high.season == pytest.approx(low.season, abs=1e-8)
    assert high.trend == pytest.approx(low.trend + 1000, abs=1e-8)


def test_a_single_outlier_is_not_believed() -> None:
    series = made_up()
    series[50] += 40

    parts = stl(series, period=12, season_window="periodic", robust=True)

    assert parts.weights[50] == 0
    assert parts.remainder[50] > 30


def test_known_days_are_shares_of_weeks() -> None:
    autumn = (date(2026, 10, 26), date(2026, 11, 2))
    twice = (date(2026, 10, 28), date(2026, 10, 30))
    all_saints = (date(2026, 10, 31), date(2026, 11, 1))

    found = days([[autumn, twice], [all_saints]], week=date(2026, 11, 2), n_weeks=3)

    assert found == pytest.approx(np.array([[0, 0], [1, 1 / 7], [0, 0]]))


@pytest.mark.parametrize(
    "act",
    [
        lambda: stl([1.0] * 20, period=12, season_window=7),
        lambda: stl([np.nan] * 40, period=12, season_window=7),
        lambda: stl(made_up(), period=12, season_window=8),
        lambda: stl(made_up(), period=12, season_window="often"),  # type: ignore[arg-type]
        lambda: stl(made_up(), period=12, season_window=7, degrees=(2, 1, 1)),
        lambda: stl(made_up(), period=12, season_window=7, jumps=(1, 1)),  # type: ignore[arg-type]
        lambda: stl(made_up(), period=1, season_window=7),
        lambda: days([], week=date(2026, 11, 2), n_weeks=3),
        lambda: days([[(date(2020, 1, 1), date(2020, 1, 2))]], week=date(2026, 11, 2), n_weeks=3),
        lambda: days([[(date(2026, 11, 2), date(2026, 11, 1))]], week=date(2026, 11, 2), n_weeks=3),
        lambda: days([[("a", "b")]], week=date(2026, 11, 2), n_weeks=3),  # type: ignore[list-item]
    ],
)
def test_what_has_no_season_and_is_no_day_is_refused(act: Any) -> None:
    with pytest.raises(AnalysisError):
        act()
