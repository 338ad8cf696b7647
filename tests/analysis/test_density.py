"""Densities on a grid against the exact sum, inside and at the edge, and what is refused."""

from math import erf
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import Grid, SourceClass, errors, kde
from lofte.analysis.kernels import without_c

GRID = Grid(451_200, 6_401_200, 20, 70, 80)


def exact(x: Any, y: Any, widths: Any) -> np.ndarray:
    """Return the sum of kernels per square kilometre, cell by cell, without any grid in between."""
    east, north = GRID.centres()
    out = np.zeros(GRID.shape)
    for a, b, h in zip(x, y, np.broadcast_to(widths, len(x)), strict=True):
        across, along = np.exp(-0.5 * ((east - a) / h) ** 2), np.exp(-0.5 * ((north - b) / h) ** 2)
        out += 1e6 * np.outer(along, across) / (2 * np.pi * h * h)
    return out


def incidents(n: int, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return 450_000 + rng.normal(2000, 500, n), 6_400_000 + rng.normal(2000, 500, n)


def shown(x: Any, y: Any, **more: Any) -> Any:
    told: dict[str, Any] = {"bandwidth": 60, "cell": 20, "grid": GRID, "source": SourceClass.REPORTED}
    return kde(x, y, **(told | more))


@settings(max_examples=8, deadline=None)
@given(n=st.integers(1, 40), seed=st.integers(0, 1000), bandwidth=st.sampled_from([60.0, 150.0]))
def test_no_cell_errs_by_more_than_two_in_a_thousand_of_the_highest(
    n: int, seed: int, bandwidth: float
) -> None:
    x, y = incidents(n, seed)  # some beyond the grid's edge: what they throw over it counts

    found = shown(x, y, bandwidth=bandwidth)

    assert np.abs(found.values - exact(x, y, bandwidth)).max() <= 0.002 * exact(x, y, bandwidth).max()


def test_adaptive_bandwidths_err_no_more() -> None:
    x, y = incidents(300)

    found = shown(x, y, bandwidth=100, adaptive=True)

    right = exact(x, y, found.bandwidths)
    assert np.abs(found.values - right).max() <= 0.002 * right.max()
    assert found.bandwidths.min() < 90
    assert found.bandwidths.max() > 110


def test_at_the_shore_the_density_is_divided_by_the_share_of_the_kernel_on_land() -> None:
    x, y = incidents(300)
    land = np.ones(GRID.shape, dtype=bool)
    land[:, :30] = False

    found = shown(x, y, bandwidth=150, land=land)

    on_land = (x > 451_800) & (x < 452_600) & (y > 6_401_200) & (y < 6_402_800)
    (east, north), root = GRID.centres(), 150 * np.sqrt(2)
    across = np.array([erf((452_600 - at) / root) - erf((451_800 - at) / root) for at in east]) / 2
    along = np.array([erf((6_402_800 - at) / root) - erf((6_401_200 - at) / root) for at in north]) / 2
    right = exact(x[on_land], y[on_land], 150) / np.outer(along, across)
    assert (found.n, found.n_left_out) == (on_land.sum(), 300 - on_land.sum())
    assert np.nanmax(np.abs(found.values - right)) <= 0.002 * right[land].max()
    assert np.isnan(found.values[:, :30]).all()


def test_c_and_numpy_agree_to_the_last_digit_and_so_do_shuffled_rows() -> None:
    x, y = incidents(200)

    by_c = shown(x, y).values
    with without_c():
        by_numpy = shown(x[::-1], y[::-1]).values

    assert (by_c == by_numpy).all()


def test_a_whole_map_holds_all_its_incidents() -> None:
    x, y = incidents(50)

    found = kde(x, y, bandwidth=100, cell=25, source=SourceClass.REPORTED)

    assert found.values.sum() * 0.025**2 == pytest.approx(50, rel=0.01)


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"x": [np.nan]}, errors.NotFinite),
        ({"x": [], "y": []}, errors.Empty),
        ({"x": [6_401_500], "y": [451_500]}, errors.OutsideSweden),
        ({"x": [14.2], "y": [57.8]}, errors.OutsideSweden),
        ({"x": [700_000]}, errors.Empty),
        ({"bandwidth": 50}, errors.OutOfRange),
        ({"bandwidth": -1}, errors.OutOfRange),
        ({"source": SourceClass.DISCOVERED}, errors.WrongSource),
        ({"land": np.ones((3, 3), dtype=bool)}, errors.WrongShape),
        ({"land": np.zeros(GRID.shape, dtype=bool)}, errors.Empty),
        ({"grid": None, "cell": 0.001, "bandwidth": 300}, errors.TooLarge),
    ],
)
def test_what_cannot_be_shown_is_refused(
    changed: dict[str, Any], refusal: type[errors.AnalysisError]
) -> None:
    asked: dict[str, Any] = {"x": [451_500], "y": [6_401_500]} | changed

    with pytest.raises(refusal):
        shown(**asked)
