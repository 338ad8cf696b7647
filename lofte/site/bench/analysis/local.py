"""Gi* with conditional permutation beside esda, its z-values equal first."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from lofte.analysis import Plane, SourceClass, getis_ord, nearest_neighbours
from lofte.analysis.kernels import without_c
from lofte.site.bench.analysis.measuring import exponent, faster, memory_of, peer, took, version
from lofte.site.bench.rows import Goal, Row, compared

OURS = """
import numpy as np
from lofte.analysis import Plane, SourceClass, getis_ord, nearest_neighbours
rng = np.random.default_rng(7)
x, y, values = rng.uniform(0, 1e4, {n}), rng.uniform(0, 1e4, {n}), rng.poisson(3, {n})
getis_ord(values, nearest_neighbours(x, y, 8, plane=Plane.OTHER), source=SourceClass.REPORTED, seed=7)
"""
THEIRS = """
import numpy as np, esda, libpysal
rng = np.random.default_rng(7)
x, y, values = rng.uniform(0, 1e4, {n}), rng.uniform(0, 1e4, {n}), rng.poisson(3, {n}) * 1.0
beside = libpysal.weights.KNN.from_array(np.column_stack([x, y]), k=8)
esda.G_Local(values, beside, star=True, transform="B", permutations=999, n_jobs=1)
"""


def rows(*, full: bool) -> Iterator[Row]:
    esda, libpysal = peer("esda"), peer("libpysal")
    if esda is None or libpysal is None:
        return
    n = 10_000 if full else 2_000
    yield _against(esda, libpysal, n)
    if not full:
        return
    yield compared(
        "memory of Gi*",
        size=f"{n} places, 8 neighbours, 999 replicates, a fresh interpreter each",
        ours=memory_of(OURS.format(n=n)),
        theirs=memory_of(THEIRS.format(n=n)),
        unit="MB",
        goal=Goal("<=", 1 / 3),
        are_equal=True,
        note=version("esda"),
    )


def _places(n: int) -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(7)
    return rng.uniform(0, 1e4, n), rng.uniform(0, 1e4, n), rng.poisson(3, n).astype(float)


def _ours(n: int) -> Any:
    x, y, values = _places(n)
    beside = nearest_neighbours(x, y, 8, plane=Plane.OTHER)
    return partial(getis_ord, values, beside, source=SourceClass.REPORTED, seed=7)


def _against(esda: Any, libpysal: Any, n: int) -> Row:
    x, y, values = _places(n)
    beside = libpysal.weights.KNN.from_array(np.column_stack([x, y]), k=8)
    ask = partial(esda.G_Local, values, beside, star=True, transform="B", n_jobs=1)
    few = libpysal.weights.KNN.from_array(np.column_stack([x[:200], y[:200]]), k=8)
    esda.G_Local(values[:200], few, star=True, transform="B", n_jobs=1, permutations=9)  # numba compiles
    theirs = took(partial(ask, permutations=999), rounds=1, warm=False)
    ours = took(_ours(n))
    with without_c():
        numpy_alone = took(_ours(n), rounds=1, warm=False)
    equal = bool(np.allclose(ours.result.z, theirs.result.Zs, atol=1e-9))
    grows = exponent([n / 4, n], [took(_ours(n // 4)).wall, ours.wall])
    numba = "" if peer("numba") is not None else ", without numba"
    return faster(
        "Gi* with permutations",
        size=f"{n} places, 8 neighbours, 999 replicates",
        ours=ours,
        theirs=theirs,
        times=3,
        are_equal=equal,
        note=f"{version('esda')}, one job{numba}, neighbours made beforehand on both sides; "
        f"{numpy_alone.wall:.0f} ms with numpy alone; grows with n^{grows:.2f}",
    )
