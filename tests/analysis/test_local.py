"""Local statistics against published figures, C against numpy, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from math import erfc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import (
    Neighbours,
    Plane,
    SourceClass,
    errors,
    getis_ord,
    local_moran,
    nearest_neighbours,
    neighbours_within,
)
from lofte.analysis.kernels import without_c

REPORTED = SourceClass.REPORTED
# The worked example of Getis and Ord that PySAL publishes.
TOY = neighbours_within([10, 20, 40, 15, 30, 30], [10, 10, 10, 20, 20, 25], 15, plane=Plane.OTHER)
VALUES = [2, 3, 3.2, 5, 8, 7]
maps = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 6)), min_size=6, max_size=30
).filter(lambda rows: len({row[:2] for row in rows}) > 1 and len({row[2] for row in rows}) > 1)


def test_the_published_z_values_are_reached() -> None:
    gi = getis_ord(VALUES, TOY, source=REPORTED, seed=1, itself=False)
    star = getis_ord(VALUES, TOY, source=REPORTED, seed=1)

    assert gi.z.round(7).tolist() == pytest.approx(
        [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941], abs=1e-7
    )
    assert star.z.round(7).tolist() == pytest.approx(
        [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331], abs=1e-7
    )


@settings(max_examples=10, deadline=None)
@given(rows=maps, fraction=st.sampled_from([0.0, 0.1]))
def test_c_and_numpy_draw_the_same_and_the_order_of_cells_changes_nothing(
    rows: list[tuple[int, int, int]], fraction: float
) -> None:
    x, y, values = np.array(rows, dtype=float).T
    values = values + fraction
    turned = np.random.default_rng(len(rows)).permutation(len(rows))
    beside = neighbours_within(x, y, 5, plane=Plane.OTHER)
    moved = neighbours_within(x[turned] + 7, y[turned] - 3, 5, plane=Plane.OTHER)
    if not len(beside.members):
        return

    by_c = getis_ord(values, beside, source=REPORTED, seed=3, n_replicates=30)
    with without_c():
        by_numpy = getis_ord(values, beside, source=REPORTED, seed=3, n_replicates=30)
    other = getis_ord(values[turned], moved, source=REPORTED, seed=3, n_replicates=30)

    assert (by_c.p_more == by_numpy.p_more).all()
    assert (by_c.p_less == by_numpy.p_less).all()
    assert (by_c.p_more[turned] == other.p_more).all()
    assert np.allclose(by_c.z[turned], other.z, equal_nan=True)


@settings(max_examples=10, deadline=None)
@given(rows=maps, k=st.integers(1, 5))
def test_the_nearest_are_those_found_by_looking_at_all(rows: list[tuple[int, int, int]], k: int) -> None:
    x, y, _ = np.array(rows, dtype=float).T
    square = (x[:, None] - x) ** 2 + (y[:, None] - y) ** 2
    np.fill_diagonal(square, np.inf)

    found = nearest_neighbours(x, y, k, plane=Plane.OTHER)

    assert (found.members.reshape(-1, k) == np.sort(np.argsort(square, axis=1, kind="stable")[:, :k])).all()


def test_permutations_have_the_mean_and_spread_of_the_analytic_z() -> None:
    rng = np.random.default_rng(4)
    x, y, values = rng.uniform(0, 100, 60), rng.uniform(0, 100, 60), rng.poisson(4, 60)

    found = getis_ord(
        values, nearest_neighbours(x, y, 8, plane=Plane.OTHER), source=REPORTED, seed=5, n_replicates=4000
    )
    gi = getis_ord(
        values, nearest_neighbours(x, y, 8, plane=Plane.OTHER), source=REPORTED, seed=5, itself=False
    )

    # The mid p of a sum of eight draws lies near the normal one.
    middle = (found.p_more + (1 - found.p_less)) / 2
    assert np.abs(middle - (1 - _normal(gi.z))).max() < 0.05


def test_a_hot_corner_is_found_and_stands_over_the_whole_map() -> None:
    column, row = np.meshgrid(np.arange(20.0), np.arange(20.0))
    x, y = 450_000 + 100 * column.ravel(), 6_400_000 + 100 * row.ravel()
    values = np.random.default_rng(1).poisson(3, 400) + 9 * ((column < 4) & (row < 4)).ravel()

    with ThreadPoolExecutor(2) as both:
        shared = getis_ord(
            values, neighbours_within(x, y, 150), source=REPORTED, seed=2, n_replicates=4999, executor=both
        )
    found = getis_ord(values, neighbours_within(x, y, 150), source=REPORTED, seed=2, n_replicates=4999)
    moran = local_moran(values, neighbours_within(x, y, 150), source=REPORTED, seed=2, n_replicates=4999)

    assert (found.p == shared.p).all()
    stands = found.discoveries.stands.reshape(20, 20)
    assert stands[:3, :3].all()
    assert stands[6:, 6:].sum() <= 2
    assert moran.statistic.reshape(20, 20)[:3, :3].min() > 1


def test_what_cannot_be_counted_on_is_refused() -> None:
    with pytest.raises(errors.AllAlike):
        getis_ord([1] * 6, TOY, source=REPORTED, seed=1)
    with pytest.raises(errors.WrongSource):
        getis_ord(VALUES, TOY, source=SourceClass.DISCOVERED, seed=1)
    with pytest.raises(errors.WrongShape):
        getis_ord(VALUES[:5], TOY, source=REPORTED, seed=1)
    with pytest.raises(errors.OutOfRange):
        getis_ord([-1, *VALUES[1:]], TOY, source=REPORTED, seed=1)
    with pytest.raises(errors.OutOfRange):
        nearest_neighbours([450_000, 450_001], [6_400_000] * 2, 2)
    with pytest.raises(errors.OutOfRange):
        Neighbours(np.array([0, 1, 2]), np.array([0, 0]))


def _normal(z: np.ndarray) -> np.ndarray:
    return np.array([erfc(-one / np.sqrt(2)) / 2 for one in z])
