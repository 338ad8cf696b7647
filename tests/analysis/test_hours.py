"""The week by hours, and intervals shared out over them."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import AnalysisError, SourceClass, aoristic, hours

REPORTED = SourceClass.REPORTED
WEEK = 7 * 24 * 60


def by_hand(start: int, end: int) -> npt.NDArray[np.float64]:
    """Walk through every minute."""
    minutes = np.arange(start, max(end, start + 1))
    return np.bincount(minutes % WEEK // 60, minlength=168) / len(minutes)


@settings(max_examples=15, deadline=None)
@given(
    intervals=st.lists(
        st.tuples(st.integers(-2 * WEEK, 2 * WEEK), st.integers(0, 3 * WEEK)), min_size=1, max_size=4
    )
)
def test_each_cell_gets_its_minutes(intervals: list[tuple[int, int]]) -> None:
    starts = [start for start, _ in intervals]
    ends = [start + length for start, length in intervals]

    found = aoristic(starts, ends, source=REPORTED)

    assert found == pytest.approx(sum(map(by_hand, starts, ends)), abs=1e-12)
    assert found.sum() == pytest.approx(len(intervals), abs=1e-12)


def test_the_order_of_the_rows_makes_no_difference_at_all() -> None:
    rng = np.random.default_rng(7)
    starts, lengths = rng.integers(0, 60 * WEEK, 5000), rng.integers(0, 2 * WEEK, 5000)
    groups = rng.integers(0, 4, 5000)
    turned = rng.permutation(5000)

    one = aoristic(starts, starts + lengths, source=REPORTED, groups=groups, n_groups=4)
    other = aoristic(
        starts[turned], (starts + lengths)[turned], source=REPORTED, groups=groups[turned], n_groups=4
    )

    assert (one == other).all()
    assert one.sum(axis=1) == pytest.approx(np.bincount(groups), abs=1e-9)
    first = groups == 0
    assert one[0] == pytest.approx(
        aoristic(starts[first], (starts + lengths)[first], source=REPORTED), abs=1e-9
    )


def test_no_incident_is_no_weight() -> None:
    assert not aoristic([], [], source=REPORTED).any()


def test_smoothing_goes_round_the_corner_and_loses_nothing() -> None:
    rng = np.random.default_rng(7)
    week = rng.poisson(3, 168).astype(float)

    found = hours(week, bandwidth=2.0, days=0.7)
    turned = hours(np.roll(week, 24), bandwidth=2.0, days=0.7)

    assert found.smoothed.sum() == pytest.approx(week.sum())
    assert turned.smoothed == pytest.approx(
        np.roll(found.smoothed, 1, axis=0)
    )  # a week that begins a day earlier
    assert (hours(week, bandwidth=0).smoothed == week.reshape(7, 24)).all()


def test_a_share_is_of_the_raw_counts() -> None:
    week = np.zeros((7, 24))
    week[4, 22:] = 3
    week[0, 8] = 2

    assert hours(week.ravel()).share(weekdays=[4, 5], first=22, after=24) == pytest.approx(6 / 8)


@pytest.mark.parametrize(
    "act",
    [
        lambda: aoristic([10], [5], source=REPORTED),
        lambda: aoristic([0], [60 * WEEK], source=REPORTED),
        lambda: aoristic([0, 1], [5], source=REPORTED),
        lambda: aoristic([0.5], [5], source=REPORTED),
        lambda: aoristic([np.nan], [5], source=REPORTED),
        lambda: aoristic([0], [5], source=REPORTED, groups=[1], n_groups=1),
        lambda: aoristic([0], [5], source=[9]),
        lambda: hours(np.ones(24)),
        lambda: hours(-np.ones(168)),
        lambda: hours(np.ones(168), bandwidth=30),
        lambda: hours(np.ones(168), days=-1),
        lambda: hours(np.zeros(168)).share(weekdays=[1], first=0, after=24),
    ],
)
def test_what_is_no_interval_and_no_week_is_refused(act: Any) -> None:
    with pytest.raises(AnalysisError):
        act()
