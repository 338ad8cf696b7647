"""The C loops fed what nobody means, against numpy: empty, alone, at the widths of lanes, alike, huge.

`test_kernels.py` runs it again with the loops built under sanitizers.
"""

import os
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from lofte.analysis import (
    AnalysisError,
    Cube,
    Grid,
    Metric,
    Neighbours,
    SourceClass,
    bernoulli_scan,
    cube,
    expectation_scan,
    getis_ord,
    hour_cube,
    kde,
    knox,
    local_moran,
    poisson_scan,
    scan,
    streams,
    windows,
)
from lofte.analysis.columns import mapped
from lofte.analysis.kernels import have_c, without_c
from lofte.analysis.near_repeat.pairs import near

N_CASES = int(os.environ.get("ODD_SHAPES", "300"))  # of each question
REPLICATES = (1, 2, 31, 32, 33, 63, 64, 65)
Numbers = npt.NDArray[Any]
Ask = Callable[[], list[Numbers]]
Rng = np.random.Generator


def _places(rng: Rng, n: int) -> tuple[Numbers, Numbers]:
    """Return places: in one spot, in a row, on a lattice with many alike, far apart, or anywhere."""
    kind = rng.integers(0, 5)
    steps = rng.integers(0, (1, 4, 4, 2, 1000)[kind], (2, n)) * (1, 100, 37, 600_000, 1)[kind]
    steps[1] *= kind != 1
    return 450_000.0 + steps[0], 6_400_000.0 + steps[1]


def _events(rng: Rng, most: int = 40) -> tuple[Numbers, Numbers, Numbers]:
    n = int(rng.integers(1, most))
    days = rng.integers(0, rng.choice([1, 2, 7, 63, 64, 65, 130]), n)
    return *_places(rng, n), days


def _shuffles(rng: Rng) -> Ask:
    n = int(rng.choice([0, 1, 2, 3, 31, 64, 200]))
    labels = rng.integers(0, rng.choice([1, 3, 300]), n) if n and rng.random() < 0.5 else None
    seed, first = int(rng.choice([0, 7, 2**63 - 1])), int(rng.choice([0, 5, 2**40]))
    order, starts = streams.strata_of(labels, n)
    taken = rng.integers(0, np.diff(starts) + 1)
    many = int(rng.choice([0, 1, 3]))
    return lambda: [
        streams.shuffles(seed, first, many, order, starts),
        streams.draws(seed, first, many, order[: starts[-1]], starts, taken=taken),
    ]


def _scan(rng: Rng) -> Ask:
    x, y, days = _events(rng)
    more: dict[str, Any] = {
        "window": int(rng.choice([1, 2, 7, 64, 200])),
        "radius": [None, 0.5, 100.0, 150.0, 1e6][rng.integers(0, 5)],
        "strata": [None, "weekday"][rng.integers(0, 2)],
        "n_replicates": int(rng.choice(REPLICATES)),
        "kind": ["prospective", "retrospective"][rng.integers(0, 2)],
    }
    return lambda: _told(scan(x, y, days, source=SourceClass.REPORTED, seed=3, **more))


def _scan_by_area(rng: Rng) -> Ask:
    n, n_days = int(rng.integers(1, 12)), int(rng.choice([1, 2, 9]))
    x, y = _places(rng, n)
    cases = rng.poisson(rng.choice([0.1, 1.0, 3.0, 1500.0 if n_days < 9 else 1.0]), (n, n_days))
    over: dict[str, Any] = {"window": int(rng.choice([1, 3])), "kind": "prospective"} if n_days > 1 else {}
    given: dict[str, Any] = {"source": SourceClass.REPORTED, "seed": 4, "radius": 900.0, **over}
    given["n_replicates"] = int(rng.choice([1, 31, 33]))
    told = cases if n_days > 1 else cases[:, 0]
    people, expected = rng.integers(0, 50, n), np.maximum(told, 0.5) * rng.uniform(0.5, 1.5)
    if rng.random() < 0.5:
        return lambda: _told(poisson_scan(x, y, told, people, **given))
    return lambda: _told(expectation_scan(x, y, told, expected, **given))


def _bernoulli(rng: Rng) -> Ask:
    x, y, days = _events(rng)
    cases = rng.random(len(x)) < rng.choice([0.05, 0.3, 0.5, 0.9])
    given: dict[str, Any] = {"source": SourceClass.REPORTED, "seed": 5, "radius": 400.0}
    given["n_replicates"] = int(rng.choice(REPLICATES))
    return lambda: _told(bernoulli_scan(x, y, cases, days, window=3, kind="prospective", **given))


def _told(found: Any) -> list[Numbers]:
    return [found.maxima, *(np.array([one.cases, one.first_day, one.last_day]) for one in found.clusters)]


def _knox(rng: Rng) -> Ask:
    x, y, days = _events(rng)
    if rng.random() < 0.1:  # more pairs in one band than a 16-bit count is trusted with
        x, y, days = np.full(270, 450_000.0), np.full(270, 6_400_000.0), rng.integers(0, 3, 270)
        x[0] += 5
    since = float(rng.choice([0, 32_765, 32_767, 32_768, 1e9]))
    days = np.where(np.arange(len(days)) == 0, 0, days + since + rng.choice([0.0, 0.25]))
    more: dict[str, Any] = {
        "space": [[0, 50], [0, 1, 100, 101], [40, 200, np.inf], [0, 1e7]][rng.integers(0, 4)],
        "time": [[0, 1], [0, 2, 7, 63], [3, 32_766.5, np.inf], [0, 40_000]][rng.integers(0, 4)],
        "metric": list(Metric)[rng.integers(0, 2)],
        "n_replicates": int(rng.choice(REPLICATES)),
    }

    def ask() -> list[Numbers]:
        table = knox(x, y, days, source=SourceClass.REPORTED, seed=6, **more)
        return [table.observed, table.mean, table.median, table.p]

    return ask


def _pairs(rng: Rng) -> Ask:
    x, y = _places(rng, int(rng.integers(1, 60)))
    edges = np.array([[0.0, 1.0], [0.0, 37.0, 100.0], [100.0, 600_000.0]][rng.integers(0, 3)])
    metric = list(Metric)[rng.integers(0, 2)]

    def ask() -> list[Numbers]:
        found = near(x, y, edges, metric, by_c=have_c())
        return [found.order, found.ends, found.firsts, found.partners]

    return ask


def _density(rng: Rng) -> Ask:
    n_columns, n_rows = (int(side) for side in rng.choice([1, 2, 3, 17], 2))
    grid = Grid(450_000, 6_400_000, 50.0, n_columns, n_rows)
    n = int(rng.choice([1, 2, 33]))
    x = 450_000 + rng.uniform(-600, 50.0 * n_columns + 600, n).round(rng.integers(-2, 9))
    y = 6_400_000 + rng.uniform(-600, 50.0 * n_rows + 600, n).round(rng.integers(-2, 9))
    land = rng.random((n_rows, n_columns)) < 0.7 if rng.random() < 0.4 else None
    more: dict[str, Any] = {"bandwidth": float(rng.choice([150.0, 400.0])), "cell": 50.0, "land": land}
    return lambda: [kde(x, y, grid=grid, source=SourceClass.REPORTED, **more).values]


def _local(rng: Rng) -> Ask:
    n = int(rng.integers(3, 40))
    n_each = np.full(n, n - 1) if rng.random() < 0.2 else rng.integers(0, n, n)
    members = [np.sort(rng.permutation(np.delete(np.arange(n), i))[:k]) for i, k in enumerate(n_each)]
    values = rng.poisson(2, n) * float(rng.choice([1.0, 0.1, 2.0**40, 1e-12]))
    starts = np.concatenate([[0], np.cumsum(n_each)])
    many = int(rng.choice(REPLICATES))
    which = (getis_ord, local_moran)[rng.integers(0, 2)]

    def ask() -> list[Numbers]:
        beside = Neighbours(starts, np.concatenate(members).astype(np.int64))
        found = which(values, beside, source=SourceClass.REPORTED, seed=8, n_replicates=many)
        return [found.p_more, found.p_less]

    return ask


def _cube(rng: Rng) -> Ask:
    n = int(rng.choice([1, 2, 25, 1023, 1024, 1025, 2049]))
    rows: dict[str, Numbers] = {
        "x": np.full(n, 450_000, "<i4"),
        "y": np.full(n, 6_400_000, "<i4"),
        "area": rng.integers(0, 3, n).astype("<u2"),
        "week_number": rng.integers(2900, 2904, n).astype("<u2"),
        "category": rng.integers(0, 2, n).astype("<u2"),
        "hour_of_week": rng.integers(0, 168, n).astype("u1"),
        "signed_class": (rng.integers(1, 4, n) * np.where(rng.random(n) < rng.choice([0, 0.01, 0.4]), -1, 1)),
    }
    rows["signed_class"] = rows["signed_class"].astype("i1")
    if rng.random() < 0.3:
        rows["area"][rng.integers(0, n)] = rng.choice([3, 65_535])
    if rng.random() < 0.2:
        rows["week_number"][rng.integers(0, n)] = rng.choice([0, 2899, 2904, 65_535])
    given, by_hour, is_wide = mapped(rows), rng.random() < 0.3, rng.random() < 0.5
    cut = sorted(rng.integers(0, 5, 2).tolist())

    def ask() -> list[Numbers]:
        kept = _counted(by_hour, is_wide)
        refused = np.array(_added(kept, given))
        cells = [kept.counts(source=source).copy() for source in SourceClass]
        if by_hour or is_wide:
            return [refused, *cells]
        sums = windows(kept, [2900 + cut[0]], [2900 + max(cut[1], cut[0] + 1)], source=SourceClass.REPORTED)
        return [refused, *cells, sums]

    return ask


def _counted(by_hour: bool, is_wide: bool) -> Cube:
    if by_hour:
        return hour_cube([], n_areas=3, n_categories=2, is_wide=is_wide)
    return cube([], n_areas=3, n_categories=2, first_week=2900, n_weeks=4, is_wide=is_wide)


def _added(kept: Cube, given: Any) -> str:
    """Add, and tell of the kind of refusal: which of several bad rows is named first may differ."""
    try:
        kept.add(given)
    except AnalysisError as refusal:
        return type(refusal).__name__
    return "added"


def _windows(rng: Rng) -> Ask:
    n_areas = int(rng.choice([1, 2047, 2048, 2049, 4100]))
    n = int(rng.choice([1, 500]))
    rows = {
        **{name: np.zeros(n, kind) for name, kind in (("x", "<i4"), ("y", "<i4"), ("category", "<u2"))},
        "area": rng.integers(0, n_areas, n).astype("<u2"),
        "week_number": rng.integers(10, 14, n).astype("<u2"),
        "hour_of_week": np.zeros(n, "u1"),
        "signed_class": np.ones(n, "i1"),
    }
    rows["x"] += 450_000
    rows["y"] += 6_400_000
    kept = cube([mapped(rows)], n_areas=n_areas, n_categories=1, first_week=10, n_weeks=4)
    starts = rng.integers(10, 13, 3)
    ends = starts + rng.integers(1, 2, 3)
    return lambda: [windows(kept, starts, ends, source=SourceClass.REPORTED)]


@pytest.mark.parametrize(
    "make",
    [_shuffles, _scan, _scan_by_area, _bernoulli, _knox, _pairs, _density, _local, _cube, _windows],
    ids=lambda make: make.__name__.strip("_"),
)
def test_c_and_numpy_answer_or_refuse_alike(make: Callable[[Rng], Ask]) -> None:
    n_answered = 0
    for seed in range(N_CASES):
        ask = make(np.random.default_rng([2026, seed]))
        by_c = _answer(ask)
        with without_c():
            by_numpy = _answer(ask)
        alike = _are_alike(by_c, by_numpy)
        assert alike, f"case {seed}: {by_c} by C and {by_numpy} by numpy"
        n_answered += not isinstance(by_c, str)
    assert n_answered > N_CASES / 5


def _answer(ask: Ask) -> list[Numbers] | str:
    try:
        return ask()
    except AnalysisError as refusal:
        return str(refusal)


def _are_alike(one: list[Numbers] | str, other: list[Numbers] | str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and one == other
    return len(one) == len(other) and all(
        np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in zip(one, other, strict=True)
    )
