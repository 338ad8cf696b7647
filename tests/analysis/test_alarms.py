"""Expected ranges and alarms, against printed figures and against what must not matter."""

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import (
    AnalysisError,
    Level,
    SourceClass,
    alarm_round,
    cusum,
    ears,
    farrington,
    farrington_flexible,
    negative_binomial_thresholds,
    power_thresholds,
)
from lofte.analysis.alarms import fitting
from lofte.analysis.alarms.baseline import baseline, weeks_back
from lofte.analysis.errors import Empty, NotFinite, OutOfRange, WrongKind, WrongShape

WEEK = date(2026, 11, 16)
REPORTED = SourceClass.REPORTED
METHODS = (farrington, farrington_flexible)


def series(n: int, *, seed: int = 7, years: int = 6) -> npt.NDArray[np.int64]:
    rng = np.random.default_rng(seed)
    means = rng.gamma(2, 2, (n, 1)) * np.exp(rng.normal(0, 0.3, n)[:, None] * np.linspace(-1, 1, years * 52))
    return rng.poisson(means)


@pytest.mark.parametrize(
    ("power", "lower", "upper", "p", "score"),
    [  # printed by R surveillance's own tests of its threshold functions
        (1, 1.3073128, 8.6926872, 0.0907246, 0.8124165),
        (1 / 2, 1.9891097, 9.3744842, 0.1189986, 0.6857951),
        (2 / 3, 1.8084477, 9.1154825, 0.1094727, 0.7289546),
    ],
)
def test_farringtons_thresholds_are_those_printed(
    power: float, lower: float, upper: float, p: float, score: float
) -> None:
    found = power_thresholds([8], [5], [0.2], [1], alpha=0.05, power=power)

    told = [found.lower[0], found.upper[0], found.p[0], found.score[0]]
    assert told == pytest.approx([lower, upper, p, score], abs=6e-8)


@pytest.mark.parametrize(
    ("at_upper_end", "phi", "lower", "upper", "p"),
    [  # from the same tests, methods "muan" and "nbPlugin"
        (True, 1.5, 8, 24, 0.8597797),
        (True, 1, 9, 22, 0.9093099),
        (False, 1.5, 1, 10, 0.03763657),
        (False, 1, 2, 9, 0.01369527),
    ],
)
def test_noufailys_thresholds_are_those_printed(
    at_upper_end: bool, phi: float, lower: int, upper: int, p: float
) -> None:
    found = negative_binomial_thresholds(
        [11], [5], [np.log(2)], [phi], alpha=0.05, mean_at_its_upper_end=at_upper_end
    )

    assert [found.lower[0], found.upper[0]] == [lower, upper]
    assert found.p[0] == pytest.approx(p, abs=6e-8)


@settings(max_examples=20, deadline=None)
@given(mean=st.floats(0.01, 500), phi=st.floats(1, 20), alpha=st.floats(1e-4, 0.4))
def test_a_quantile_is_the_first_count_that_reaches_its_chance(mean: float, phi: float, alpha: float) -> None:
    upper = negative_binomial_thresholds([0], [mean], [0], [phi], alpha=alpha).upper
    reached = 1 - negative_binomial_thresholds(upper + 1, [mean], [0], [phi], alpha=alpha).p[0]
    before = 1 - negative_binomial_thresholds(upper, [mean], [0], [phi], alpha=alpha).p[0]

    assert reached >= 1 - alpha - 1e-9
    assert upper[0] == 0 or before <= 1 - alpha + 1e-9


def test_the_same_week_of_earlier_years_is_the_one_nearest_to_the_date() -> None:
    assert [weeks_back(date(2011, 1, 3), years) for years in (1, 2, 3, 4)] == [52, 104, 157, 209]
    assert weeks_back(date(2024, 2, 29), 1) == 52


def test_the_flexible_baseline_is_seven_weeks_and_nine_periods_of_five() -> None:
    base = baseline(WEEK, years=4, half_window=3, n_periods=10, left_out=26)

    of_a_year = np.bincount(base.period[base.weeks < -3 * 52 - 4])
    assert list(of_a_year) == [7] + [5] * 9
    assert base.weeks.max() == -27
    assert base.reach == 4 * 52 + 4  # 2022 was a year of 52 weeks and the date moved by five days


def test_the_fit_is_the_one_that_least_squares_iterate_to() -> None:
    rng = np.random.default_rng(7)
    weeks = np.linspace(-0.5, 0.5, 60)
    periods = np.eye(3)[np.arange(60) // 5 % 3]
    design = fitting.Design(periods, weeks[:, None], np.array([0.6]), np.zeros(1))
    counts = rng.poisson(np.exp(1 + 0.8 * weeks), (1, 60)).astype(float)
    weights = rng.uniform(0.5, 1.5, (1, 60))

    found = fitting.fit(counts, weights, design)

    whole = np.column_stack([periods, weeks])
    score = whole.T @ (weights[0] * (counts[0] - found.means[0]))  # nothing is left in any direction
    work = weights[0] * found.means[0]
    spread = np.linalg.inv(whole.T @ (work[:, None] * whole))
    ahead = np.array([1, 0, 0, 0.6])
    assert score == pytest.approx(np.zeros(4), abs=1e-6)
    assert found.variances[0] == pytest.approx(ahead @ spread @ ahead)
    assert found.slope_variances[0, 0] == pytest.approx(spread[3, 3])
    assert found.leverages[0] == pytest.approx(np.einsum("ij,jk,ik->i", whole, spread, whole) * work)
    assert found.leverages[0].sum() == pytest.approx(4)


@pytest.mark.parametrize("method", METHODS)
def test_each_series_is_judged_as_if_it_were_alone(method: Any) -> None:
    counts = series(40)
    order = np.random.default_rng(1).permutation(40)

    together = method(counts, week=WEEK, source=REPORTED, alpha=0.05)
    turned = method(counts[order], week=WEEK, source=REPORTED, alpha=0.05)
    alone = [method(counts[[k]], week=WEEK, source=REPORTED, alpha=0.05).upper[0] for k in range(5)]

    assert turned.upper == pytest.approx(together.upper[order], rel=1e-12)
    assert (turned.alarm == together.alarm[order]).all()
    assert together.upper[:5] == pytest.approx(alone, rel=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_a_series_without_cases_expects_none_and_stays_silent(method: Any) -> None:
    counts = np.zeros((2, 6 * 52), dtype=np.int64)
    counts[1, -1] = 3

    found = method(counts, week=WEEK, source=REPORTED)

    assert list(found.expected) == [0, 0]
    assert list(found.level) == [Level.EXPECTED, Level.MORE]
    assert list(found.p) == [1, 0]
    assert not found.alarm.any()  # three cases are not the five that an alarm needs


@pytest.mark.parametrize("method", METHODS)
def test_far_fewer_than_usual_is_told_too(method: Any) -> None:
    counts = np.full((1, 6 * 52), 40)
    counts[0, -1] = 5

    assert method(counts, week=WEEK, source=REPORTED).level[0] == Level.FEWER


@pytest.mark.parametrize("method", METHODS)
def test_a_single_week_long_ago_does_not_run_away_with_the_trend(method: Any) -> None:
    counts = np.zeros((2, 6 * 52), dtype=np.int64)
    counts[0, -5 * 52 - 1] = 4
    counts[1, -52] = 4

    found = method(counts, week=WEEK, source=REPORTED)

    assert np.isfinite(found.upper).all()
    assert (found.expected < 1).all()


@pytest.mark.parametrize("method", METHODS)
def test_a_known_effect_is_not_taken_for_an_alarm(method: Any) -> None:
    rng = np.random.default_rng(7)
    holiday = (np.arange(6 * 52) % 13 == 12).astype(float)  # four times a year, and in the last week
    counts = rng.poisson(6 * np.exp(1.0 * holiday), (30, 6 * 52))

    blind = method(counts, week=WEEK, source=REPORTED, alpha=0.01)
    told = method(counts, week=WEEK, source=REPORTED, alpha=0.01, effects=holiday[:, None])

    assert blind.alarm.mean() > 0.3
    assert told.alarm.mean() < 0.1
    assert told.expected.mean() == pytest.approx(6 * np.e, rel=0.1)


def test_a_batch_counts_its_looks() -> None:
    counts = np.random.default_rng(7).poisson(5, (400, 6 * 52))
    counts[17, -1] = 40

    ranges = farrington(counts, week=WEEK, source=REPORTED, alpha=0.05)
    found = alarm_round(ranges)

    assert found.standing[0] == 17
    assert len(found.standing) <= 3
    assert found.by_chance == pytest.approx(20)
    assert 5 <= found.n_alarms <= 40


def test_c3_remembers_two_units() -> None:
    counts = [[1, 3, 1, 3, 1, 3, 2, 2, 2, 5, 5, 4]]

    by_two = ears(counts, source=REPORTED, method="C2", alpha=0.001)
    by_three = ears(counts, source=REPORTED, method="C3", alpha=0.001)

    assert not by_two.alarm[0, -1]
    assert by_three.alarm[0, -1]


def test_a_cusum_begins_again_after_an_alarm() -> None:
    counts = [[1, 50, 1, 1]]

    again = cusum(counts, [1.0], source=REPORTED)
    on = cusum(counts, [1.0], source=REPORTED, begin_again=False)

    assert list(again.alarm[0]) == [False, True, False, False]
    assert list(on.alarm[0]) == [False, True, True, True]


def bad(**changed: Any) -> dict[str, Any]:
    return {"counts": np.ones((1, 312), dtype=np.int64), "week": WEEK, "source": REPORTED} | changed


@pytest.mark.parametrize(
    ("arguments", "argument", "error"),
    [
        (bad(counts=np.ones((1, 100), dtype=int)), "counts", Empty),
        (bad(counts=np.full((1, 312), np.nan)), "counts", NotFinite),
        (bad(counts=np.full((1, 312), -1)), "counts", OutOfRange),
        (bad(counts=np.full((1, 312), 0.5)), "counts", WrongKind),
        (bad(counts=np.ones(312, dtype=int)), "counts", WrongShape),
        (bad(counts=np.ones((0, 312), dtype=int)), "counts", Empty),
        (bad(week="2026-11-16"), "week", WrongKind),
        (bad(alpha=0), "alpha", OutOfRange),
        (bad(alpha=np.nan), "alpha", NotFinite),
        (bad(years=0), "years", OutOfRange),
        (bad(half_window=40), "half_window", OutOfRange),
        (bad(effects=np.ones((5, 1))), "effects", WrongShape),
        (bad(effects=np.full((312, 1), np.inf)), "effects", NotFinite),
        (bad(source=[1, 1]), "source", WrongShape),
        (bad(enough=(-1, 4)), "enough", OutOfRange),
        (bad(enough=(5, 0)), "enough", OutOfRange),
        (bad(reading="R"), "reading", WrongKind),
    ],
)
@pytest.mark.parametrize("method", METHODS)
def test_bad_input_is_refused_by_name(
    method: Any, arguments: dict[str, Any], argument: str, error: Any
) -> None:
    with pytest.raises(error) as refused:
        method(**arguments)

    assert refused.value.argument == argument


@pytest.mark.parametrize(
    "act",
    [
        lambda: ears([[1, 2, 3]], source=REPORTED),
        lambda: ears([[1] * 20], source=REPORTED, method="C4"),  # type: ignore[arg-type]
        lambda: ears([[1] * 20], source=REPORTED, least_sd=-1),
        lambda: cusum([[1, 2]], [0.0], source=REPORTED),
        lambda: cusum([[1, 2]], [1.0, 2.0], source=REPORTED),
        lambda: cusum([[1, 2]], [[1.0]], source=REPORTED),
        lambda: power_thresholds([1], [1], [0], [0.5], alpha=0.05),
        lambda: power_thresholds([1], [1], [0], [1], alpha=0.05, power=0.3),
        lambda: negative_binomial_thresholds([1], [-1], [0], [1], alpha=0.05),
        lambda: alarm_round([0.1]),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_judged_is_refused(act: Any) -> None:
    with pytest.raises(AnalysisError):
        act()
