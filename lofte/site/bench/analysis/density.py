"""Densities beside KDEpy and scikit-learn, and beside one FFT of the grid."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import scipy

from lofte.analysis import Grid, SourceClass, kde
from lofte.analysis.kernels import without_c
from lofte.site.bench.analysis.measuring import exponent, faster, in_turn, path, peer, took, version
from lofte.site.bench.rows import Goal, Row, compared

BANDWIDTH, CELL, SIDE = 150.0, 20.0, 500
SOME = 2_500  # cells at which scikit-learn is asked; its time grows with their number


def rows(*, full: bool) -> Iterator[Row]:
    x, y = _points(100_000)
    grid = Grid(450_000, 6_400_000, CELL, SIDE, SIDE)
    ours = partial(kde, x, y, bandwidth=BANDWIDTH, cell=CELL, grid=grid, source=SourceClass.REPORTED)
    kdepy, sklearn = peer("KDEpy"), peer("sklearn.neighbors")
    if kdepy is not None:
        yield _against_kdepy(kdepy, ours, x, y, grid)
    if sklearn is not None:
        yield _against_sklearn(sklearn, ours, x, y, grid)
    yield _limit(ours, grid)


def _points(n: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(7)
    centres = rng.uniform(1500, 8500, (20, 2))
    x, y = (centres[rng.integers(0, 20, n)] + rng.normal(0, 400, (n, 2))).clip(50, 9950).T
    return 450_000 + x, 6_400_000 + y


def _exact(x: Any, y: Any, grid: Grid, rows_of: Any, columns: Any) -> Any:
    east, north = (middles[at] for middles, at in zip(grid.centres(), (columns, rows_of), strict=True))
    out = np.empty(len(east))
    for at, (a, b) in enumerate(zip(east, north, strict=True)):
        out[at] = np.exp(-0.5 * ((x - a) ** 2 + (y - b) ** 2) / BANDWIDTH**2).sum()
    return out * 1e6 / (2 * np.pi * BANDWIDTH**2)


def _is_right(values: Any, x: Any, y: Any, grid: Grid) -> bool:
    rng = np.random.default_rng(1)
    at = rng.integers(0, SIDE, (2, 60))
    return bool(np.abs(values[at[0], at[1]] - _exact(x, y, grid, *at)).max() <= 0.002 * values.max())


def _against_kdepy(kdepy: Any, ours: Any, x: Any, y: Any, grid: Grid) -> Row:
    places = np.column_stack([x, y])
    axes = grid.centres()
    nodes = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)
    estimate = kdepy.FFTKDE(bw=BANDWIDTH, kernel="gaussian").fit(places)
    mine, theirs = in_turn(ours, lambda: estimate.evaluate(nodes))
    with without_c():
        numpy_alone = took(ours)
    return faster(
        "kernel density",
        size=f"{len(x)} incidents, {SIDE} x {SIDE} cells",
        ours=mine,
        theirs=theirs,
        times=3,
        are_equal=_is_right(mine.result.values, x, y, grid),
        note=f"{version('KDEpy')} FFTKDE on the same nodes; {numpy_alone.wall:.1f} ms with numpy alone; "
        "checked against the exact sum at 60 cells",
    )


def _against_sklearn(sklearn: Any, ours: Any, x: Any, y: Any, grid: Grid) -> Row:
    east, north = grid.centres()
    rng = np.random.default_rng(2)
    asked = np.column_stack([east[rng.integers(0, SIDE, SOME)], north[rng.integers(0, SIDE, SOME)]])
    fastest = sklearn.KernelDensity(bandwidth=BANDWIDTH, kernel="epanechnikov").fit(np.column_stack([x, y]))
    theirs = took(lambda: fastest.score_samples(asked), rounds=1)
    mine = took(ours)
    times = SIDE * SIDE / SOME
    whole = type(theirs)(theirs.wall * times, theirs.cpu * times, None)
    return faster(
        "kernel density beside scikit-learn",
        size=f"{len(x)} incidents, {SIDE} x {SIDE} cells",
        ours=mine,
        theirs=whole,
        times=200,
        are_equal=_is_right(mine.result.values, x, y, grid),
        note=f"{version('scikit-learn')} at its fastest (Epanechnikov, tree), {SOME} cells, times {times:g}",
    )


def _limit(ours: Any, grid: Grid) -> Row:
    cells = np.random.default_rng(3).random((576, 576))
    mine, fft = in_turn(ours, lambda: scipy.fft.irfft2(scipy.fft.rfft2(cells), s=cells.shape), rounds=5)
    sizes = (25_000, 100_000)
    grows = exponent(
        sizes,
        [
            took(
                partial(
                    kde, *_points(n), bandwidth=BANDWIDTH, cell=CELL, grid=grid, source=SourceClass.REPORTED
                )
            ).wall
            for n in sizes
        ],
    )
    return compared(
        "kernel density beside its FFT",
        size="one FFT there and back of the padded grid",
        ours=mine.wall,
        theirs=fft.wall,
        unit="ms",
        goal=Goal("<=", 3),
        are_equal=True,
        note=f"the limit of the machine in this run; path {path()}; grows with n^{grows:.2f}",
    )
