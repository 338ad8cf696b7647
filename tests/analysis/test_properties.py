"""What must not matter: the order of rows, where the town lies, how areas are numbered."""

from datetime import date
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import (
    Grid,
    SourceClass,
    alarm_round,
    cube,
    cusum,
    difference_in_differences,
    ears,
    farrington,
    farrington_flexible,
    kde,
    synthetic_control,
    windows,
)
from lofte.analysis.columns import mapped

REPORTED = SourceClass.REPORTED
WEEK = date(2026, 11, 16)
seeds = st.integers(0, 2**31)


def chance(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


@settings(max_examples=3, deadline=None)
@given(seed=seeds)
def test_series_in_another_order_have_the_same_ranges_and_alarms(seed: int) -> None:
    rng = chance(seed)
    counts = rng.poisson(rng.gamma(1, 4, (12, 1)), (12, 4 * 53))
    counts[rng.integers(0, 12), -1] += 40
    turned = rng.permutation(12)
    for method in (farrington, farrington_flexible):
        first = method(counts, week=WEEK, source=REPORTED, years=3)
        second = method(counts[turned], week=WEEK, source=REPORTED, years=3)

        assert np.allclose(first.expected[turned], second.expected, rtol=1e-9)
        assert (first.alarm[turned] == second.alarm).all()
        assert set(turned[alarm_round(second).standing]) == set(alarm_round(first).standing)


@settings(max_examples=3, deadline=None)
@given(seed=seeds)
def test_neither_ears_nor_cusum_look_at_other_series(seed: int) -> None:
    counts = chance(seed).poisson(3, (9, 30))
    turned = chance(seed).permutation(9)

    assert (
        ears(counts[turned], source=REPORTED, method="C3").alarm
        == ears(counts, source=REPORTED, method="C3").alarm[turned]
    ).all()
    assert (
        cusum(counts[turned], np.full(9, 3.0), source=REPORTED).sums
        == cusum(counts, np.full(9, 3.0), source=REPORTED).sums[turned]
    ).all()


@settings(max_examples=3, deadline=None)
@given(seed=seeds)
def test_areas_numbered_in_another_way_had_the_same_effect(seed: int) -> None:
    rng = chance(seed)
    counts, treated = 2 + rng.poisson(9, (8, 6)), np.arange(8) < 2
    turned = rng.permutation(8)
    asked: dict[str, Any] = {"source": REPORTED, "seed": 1, "n_replicates": 99}  # all choices of two of eight
    first = difference_in_differences(counts, treated, 3, **asked)
    second = difference_in_differences(counts[turned], treated[turned], 3, **asked)
    blend = synthetic_control(counts[0], counts[1:], 3, source=REPORTED)
    other = synthetic_control(counts[0], counts[1:][turned[turned > 0] - 1], 3, source=REPORTED)

    assert np.isclose(first.effect.ratio, second.effect.ratio)
    assert first.p_permutation == second.p_permutation
    assert np.isclose(blend.error_before, other.error_before, atol=1e-7)


@settings(max_examples=6, deadline=None)
@given(seed=seeds)
def test_a_cube_of_shuffled_rows_and_renumbered_areas_has_the_same_counts(seed: int) -> None:
    rng = chance(seed)
    rows = {
        "x": rng.integers(450_000, 460_000, 200).astype("<i4"),
        "y": np.full(200, 6_400_000, "<i4"),
        "area": rng.integers(0, 5, 200).astype("<u2"),
        "week_number": rng.integers(2900, 2904, 200).astype("<u2"),
        "category": rng.integers(0, 3, 200).astype("<u2"),
        "hour_of_week": rng.integers(0, 168, 200).astype("u1"),
        "signed_class": np.ones(200, "i1"),
    }
    order, names = rng.permutation(200), rng.permutation(5)
    other = {name: column[order] for name, column in rows.items()}
    other["area"] = names[other["area"]].astype("<u2")
    room: dict[str, Any] = {"n_areas": 5, "n_categories": 3, "first_week": 2900, "n_weeks": 4}

    first, second = (
        windows(cube([mapped(one)], **room), [2900], [2903], source=REPORTED) for one in (rows, other)
    )

    assert (first == second[:, names]).all()


@settings(max_examples=3, deadline=None)
@given(seed=seeds, east=st.integers(0, 500), north=st.integers(0, 500))
def test_a_town_that_is_moved_has_the_same_density(seed: int, east: int, north: int) -> None:
    rng = chance(seed)
    x, y = 450_000 + rng.integers(0, 1000, 60), 6_400_000 + rng.integers(0, 1000, 60)
    dx, dy, turned = 1000 * east // 4, 1000 * north, rng.permutation(60)
    asked: dict[str, Any] = {"bandwidth": 200.0, "cell": 50.0, "source": REPORTED}

    here = kde(x, y, grid=Grid(450_000, 6_400_000, 50.0, 20, 20), **asked)
    there = kde(
        x[turned] + dx, y[turned] + dy, grid=Grid(450_000 + dx, 6_400_000 + dy, 50.0, 20, 20), **asked
    )

    assert (here.values == there.values).all()
