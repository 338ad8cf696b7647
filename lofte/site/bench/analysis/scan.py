"""Scans beside what a zone step costs at best on this machine, with the C path and without."""

from collections.abc import Iterator
from ctypes import c_int64
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from lofte.analysis import Scan, SourceClass, scan
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.kernels import LIBRARY, have_c, pointer, without_c
from lofte.analysis.scanning import passes
from lofte.analysis.scanning.places import Distance, places
from lofte.analysis.scanning.zones import zones
from lofte.site.bench.analysis.measuring import Took, exponent, in_turn, path, took
from lofte.site.bench.rows import Goal, Row, compared

RADIUS, WINDOW, REPLICATES, DAYS = 1000.0, 28, 999, 364
SIDE = 12_000.0  # metres of the town
ABREAST = 32  # replicates of a zone step: as many 16-bit counts as 64 bytes hold
# SaTScan 10.3.2 is not to be had here. On another machine of two cores, the same sizes, both cores at work:
SATSCAN = {
    2000: "SaTScan 10.3.2 elsewhere: 2.8 s of CPU",
    50_000: "SaTScan 10.3.2 elsewhere: 51 s of CPU",
    0: "SaTScan 10.3.2 elsewhere, 999 replicates: 676 s of CPU",
}


@dataclass(frozen=True)
class Town:
    """Incidents spread evenly over places and days."""

    x: FloatArray
    y: FloatArray
    day: IntArray


def rows(*, full: bool) -> Iterator[Row]:
    small = town(2000, 1000)
    yield against_the_limit(small, 5)
    yield without(small)
    yield growth((1000, 2000, 4000) if not full else (2000, 5000, 10_000))
    if full:
        yield against_the_limit(town(50_000, 4000), 2)
        yield retrospective(small)


def town(n: int, n_places: int) -> Town:
    rng = np.random.default_rng(7)
    east, north = 450_000 + rng.uniform(0, SIDE, n_places), 6_400_000 + rng.uniform(0, SIDE, n_places)
    at = rng.integers(0, n_places, n)
    return Town(east[at], north[at], np.append(rng.integers(0, DAYS, n - 1), DAYS - 1))


def scanned(of: Town, n_replicates: int = REPLICATES, **more: Any) -> Scan:
    return scan(
        of.x,
        of.y,
        of.day,
        source=SourceClass.REPORTED,
        seed=7,
        radius=RADIUS,
        window=WINDOW,
        n_replicates=n_replicates,
        **more,
    )


def against_the_limit(of: Town, rounds: int) -> Row:
    """All that a scan takes, beside its zone steps at best."""
    n = len(of.x)
    n_steps, n_places, n_sizes = _steps(of)
    n_looked = n_steps * WINDOW * REPLICATES // ABREAST
    limit, ours = in_turn(partial(_limit, n_looked, n_places, n_sizes), partial(scanned, of), rounds=rounds)
    per_step = ours.cpu * 1e6 / n_looked
    return compared(
        "prospective permutation scan, against the limit",
        size=f"{n} incidents, {n_places} places, {WINDOW} days, {RADIUS:.0f} m, {REPLICATES} replicates",
        ours=ours.cpu,
        theirs=limit.cpu,
        unit="ms of CPU",
        goal=Goal("<=", 2),
        are_equal=_is_sound(ours, n),
        note=f"{n_looked / 1e6:.3g} M zone steps of {ABREAST} replicates: {per_step:.2f} ns each, all else "
        f"included, at best {limit.cpu * 1e6 / n_looked:.2f} (two rows of 64 bytes read, one added, "
        f"one written); path {path()}, one thread; {SATSCAN[n]}",
    )


def _steps(of: Town) -> tuple[int, int, int]:
    """Return how many zones there are, and over how many places and sizes."""
    ground = places(of.x, of.y, Distance.SWEREF)
    cases = np.bincount(ground.place_of)
    found = passes.net(zones(ground, cases, RADIUS, len(of.x) // 2), cases)
    return len(found.thin.places), len(ground.at), len(found.sizes)


def _limit(n_looked: int, n_places: int, n_sizes: int) -> None:
    counts, best = (np.zeros((n, ABREAST), dtype=np.int16) for n in (n_places, n_sizes))
    if not have_c() or LIBRARY is None:
        _limit_by_numpy(n_looked, counts, best)
        return
    LIBRARY.lofte_scan_limit(
        c_int64(n_looked),
        c_int64(n_places),
        c_int64(n_sizes),
        pointer(counts, np.int16),
        pointer(best, np.int16),
    )


def _limit_by_numpy(n_looked: int, counts: Any, best: Any) -> None:
    """The same loads and stores, a whole table at a time."""
    for _ in range(0, n_looked, len(best)):
        rows = counts[: len(best)]
        np.maximum(best[: len(rows)], rows + rows, out=best[: len(rows)])


def _is_sound(ours: Took, n: int) -> bool:
    """No peer is here to agree with: the likeliest cluster of a town without any is seldom unlikely."""
    found: Scan = ours.result
    return found.n_cases == n and len(found.maxima) == REPLICATES and found.clusters[0].p > 0.001


def without(of: Town) -> Row:
    many = 64
    ours = took(partial(scanned, of, many), rounds=3)
    with without_c():
        theirs = took(partial(scanned, of, many), rounds=1, warm=False)
    ratio = theirs.cpu / ours.cpu
    return Row(
        name="prospective permutation scan, without C",
        size=f"{len(of.x)} incidents, {many} replicates",
        ours=round(ours.cpu, 2),
        theirs=round(theirs.cpu, 1),
        unit="ms of CPU",
        ratio=float(f"{ratio:.4g}"),
        goal=">= 1",
        holds=bool(ratio >= 1 and (ours.result.maxima == theirs.result.maxima).all()),
        note=f"path {path()} against numpy alone: the same integers",
    )


def growth(sizes: tuple[int, ...]) -> Row:
    """How CPU time grows with the incidents, at two to a place."""
    taken = [took(partial(scanned, town(n, n // 2)), rounds=2) for n in sizes]
    grows = exponent(sizes, [one.cpu for one in taken])
    told = ", ".join(f"{n}: {one.cpu:.0f}" for n, one in zip(sizes, taken, strict=True))
    return Row(
        name="prospective permutation scan, growth",
        size=f"{sizes[0]} to {sizes[-1]} incidents, two to a place, {REPLICATES} replicates",
        ours=float(f"{grows:.3g}"),
        theirs=2.0,
        unit="exponent",
        ratio=float(f"{grows / 2:.3g}"),
        goal="<= 1.1",
        holds=grows / 2 <= 1.1,
        note=f"zones within {RADIUS:.0f} m grow with the square of the places; ms of CPU: {told}",
    )


def retrospective(of: Town) -> Row:
    many = 99
    ours = took(partial(scanned, of, many, kind="retrospective"), rounds=1)
    found = ours.result
    return compared(
        "retrospective permutation scan",
        size=f"{len(of.x)} incidents, {DAYS} days, windows of 1 to {WINDOW}, {many} replicates",
        ours=ours.cpu / many,
        theirs=676_000 / 999,
        unit="ms of CPU a replicate",
        goal=Goal("<=", 1 / 40),
        are_equal=found.n_cases == len(of.x),
        note=f"the other figure is a printed one: {SATSCAN[0]}; follows the cases; path {path()}",
    )
