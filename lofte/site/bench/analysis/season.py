"""Season: STL beside statsmodels at the setting where both give R's answer; hours of from-to intervals."""

from collections.abc import Iterator
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from lofte.analysis import SourceClass, aoristic, stl
from lofte.analysis.checking import FloatArray
from lofte.site.bench.analysis.measuring import exponent, faster, in_turn, peer, took, version
from lofte.site.bench.rows import Goal, Row, compared

N_MONTHS = 468  # 39 years, as the series of CO2 that R ships
A_MILLION = 1_000_000


def rows(*, full: bool) -> Iterator[Row]:
    models = peer("statsmodels.tsa.seasonal")
    rng = np.random.default_rng(7)
    months = np.arange(N_MONTHS)
    n_series = 200 if full else 20
    shape = 6 + 0.001 * months + 0.01 * np.sin(months * np.pi / 6)
    many = shape + rng.normal(0, 0.003, (n_series, N_MONTHS))
    if models is not None:
        yield _stl(models, many[:1], "one series")
        yield _stl(models, many, f"{n_series} series")
    yield _aoristic(A_MILLION if full else A_MILLION // 5)


def _stl(models: ModuleType, many: FloatArray, size: str) -> Row:
    ours, theirs = in_turn(partial(_ours, many), lambda: [_theirs(models, one) for one in many])
    far = max(float(np.abs(ours.result[k] - theirs.result[k]).max()) for k in range(len(many)))
    return faster(
        "STL, robust",
        has_loops=False,
        size=f"{size} of {N_MONTHS} months",
        ours=ours,
        theirs=theirs,
        times=1,
        are_equal=far < 1e-9,
        note=f"{version('statsmodels')} at R's settings, one thread; ours is numpy; differ by {far:.1g}",
    )


def _ours(many: FloatArray) -> FloatArray:
    return stl(many, period=12, season_window=21, trend_window=41, robust=True).season


def _theirs(models: ModuleType, one: FloatArray) -> Any:
    model = models.STL(
        one, period=12, seasonal=21, trend=41, low_pass=13, seasonal_deg=0, robust=True,
        seasonal_jump=3, trend_jump=5, low_pass_jump=2,
    )  # fmt: skip
    return model.fit(inner_iter=1, outer_iter=15).seasonal


def _aoristic(n: int) -> Row:
    """Beside a walk through the hours of each interval, in numpy."""
    rng = np.random.default_rng(7)
    starts, ends = rng.integers(0, 50 * 10_080, n), np.empty(n, dtype=np.int64)
    ends = starts + rng.integers(0, 3 * 1440, n)
    ours = took(lambda: aoristic(starts, ends, source=SourceClass.REPORTED))
    half = took(lambda: aoristic(starts[: n // 4], ends[: n // 4], source=SourceClass.REPORTED))
    theirs = took(lambda: _walk(starts, ends), rounds=1, warm=False)
    grows = exponent([1, 4], [half.wall, ours.wall])
    return compared(
        "aoristic weights",
        size=f"{n} intervals up to three days",
        ours=ours.wall,
        theirs=theirs.wall,
        unit="ms",
        goal=Goal("<=", 0.5),
        are_equal=bool(np.allclose(ours.result, theirs.result)),
        note=f"against a walk over the hours of each interval in numpy; grows with n^{grows:.2f}",
    )


def _walk(starts: Any, ends: Any) -> FloatArray:
    last = np.maximum(ends, starts + 1)
    found = np.zeros(168)
    at = starts // 60
    while (going := at * 60 < last).any():
        low, high = np.maximum(starts, at * 60)[going], np.minimum(last, at * 60 + 60)[going]
        found += np.bincount(at[going] % 168, weights=(high - low) / (last - starts)[going], minlength=168)
        at = at + 1
    return found
