"""What the floor costs before anything is asked: its import, and drawing the replicates."""

import os
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

import numpy as np

from lofte.analysis import streams
from lofte.analysis.kernels import have_c, without_c
from lofte.site.bench.analysis.measuring import exponent, memory_of, path, took
from lofte.site.bench.rows import Goal, Row, compared

HEAVY = ("pandas", "statsmodels", "sklearn", "libpysal", "esda", "numba", "scipy.stats")


def rows(*, full: bool) -> Iterator[Row]:
    yield _import_time()
    yield _import_memory()
    yield from _shuffles(n=50_000 if full else 10_000)


def _import_time() -> Row:
    times = [_seconds("import lofte.analysis") for _ in range(5)]
    bare = [_seconds("pass") for _ in range(5)]
    ours = (min(times) - min(bare)) * 1000
    heavy = _run(f"import sys, lofte.analysis; print([m for m in {HEAVY} if m in sys.modules])")
    return compared(
        "import of the floor",
        size="a fresh interpreter, its own start taken off",
        ours=ours,
        theirs=300,
        unit="ms",
        goal=Goal("<=", 1),
        are_equal=heavy == "[]",
        note=f"goal 300 ms; heavy libraries imported: {heavy}",
    )


def _import_memory() -> Row:
    return compared(
        "memory of the floor",
        size="a fresh interpreter",
        ours=memory_of("import lofte.analysis"),
        theirs=80,
        unit="MB",
        goal=Goal("<=", 1),
        are_equal=True,
        note="goal 80 MB",
    )


def _shuffles(*, n: int) -> Iterator[Row]:
    """Ours are seeded one by one, so that they can be shared out; numpy's come from one stream."""
    order, starts = streams.strata_of(None, n)
    rng = np.random.default_rng(7)
    theirs = took(lambda: [rng.permutation(order) for _ in range(64)])
    ours = took(lambda: streams.shuffles(7, 0, 64, order, starts))
    half = took(lambda: streams.shuffles(7, 0, 64, order[: n // 4], np.array([0, n // 4])))
    grows = exponent([n / 4, n], [half.wall, ours.wall])
    equal = bool(have_c())
    with without_c():
        equal = equal and bool((streams.shuffles(7, 0, 4, order, starts) == ours.result[:4]).all())
    yield compared(
        "shuffles, one stream a replicate",
        size=f"64 of {n} events",
        ours=ours.wall,
        theirs=theirs.wall,
        unit="ms",
        goal=Goal("<=", 2),
        are_equal=equal,
        note=f"against numpy's Generator.permutation; path {path()}; grows with n^{grows:.2f}",
    )


def _run(code: str) -> str:
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=surroundings
    )
    return done.stdout.strip()


def _seconds(code: str) -> float:
    starts = perf_counter()
    _run(code)
    return perf_counter() - starts
