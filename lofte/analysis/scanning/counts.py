"""Scans of counts by area: against people (Poisson), or against what a model expects (expectation-based)."""

from concurrent.futures import Executor
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from lofte.analysis import checking, sources
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import Empty, NoPopulation, OutOfRange, TooLarge, WrongShape
from lofte.analysis.scanning import passes, running
from lofte.analysis.scanning.chance import Thrown
from lofte.analysis.scanning.observed import Seen
from lofte.analysis.scanning.passes import Course
from lofte.analysis.scanning.places import Distance, Places, places
from lofte.analysis.scanning.plan import Plan, by_events_is_cheaper
from lofte.analysis.scanning.results import Scan
from lofte.analysis.scanning.running import Settings, Told
from lofte.analysis.scanning.scores import Score
from lofte.analysis.scanning.zones import zones
from lofte.analysis.sources import SourceClass

UNITS = 1 << 40  # that fractions of a population or a baseline are counted in: 12 digits
When = Literal["prospective", "retrospective"]


def poisson_scan(
    x: Any,
    y: Any,
    cases: Any,
    population: Any,
    *,
    source: SourceClass,
    seed: int,
    radius: float | None,
    window: int | None = None,
    kind: When = "prospective",
    first_day: int = 0,
    share: float = 0.5,
    min_cases: int = 2,
    distance: Distance = Distance.SWEREF,
    n_replicates: int = 999,
    n_clusters: int = 20,
    run_every: float = 1.0,
    executor: Executor | None = None,
) -> Scan:
    """Find areas, and days, with more cases than their share of the people.

    Parameters
    ----------
    x, y : float array, shape (n_areas,)
        The middle of each area: metres of SWEREF 99 TM, or what `distance` says.
    cases : int array, shape (n_areas,) or (n_areas, n_days)
        Cases by area: purely spatial; or by area and day: in space and time.
    population : float array, shape (n_areas,)
        People of each area, or its expected cases in any unit. The same on every day.
    source : SourceClass
        What the cases are; only what the public reported is taken.
    radius, seed, share, min_cases, distance, n_replicates, n_clusters, run_every, executor
        As of `scan`; `share` is of the population.
    window : int, optional
        The longest cluster in days, where there are days.
    kind : "prospective" or "retrospective"
        Where there are days: clusters that still go on on the last, or any.
    first_day : int
        The number of the first column.

    Returns
    -------
    Scan

    Raises
    ------
    AnalysisError
        What is wrong with which argument; `NoPopulation` where an area has cases and nobody lives.

    Notes
    -----
    Of C cases a zone with the share q of people × days should hold qC. The statistic is that of `scan`; in
    each replicate all C cases fall on people and days at random.

    References
    ----------
    Kulldorff (1997), Communications in Statistics A 26:1481-1496; Kulldorff (2001), JRSS A 164:61-72;
    docs/methods/scan.md

    Examples
    --------
    >>> x, y = [450_000, 451_000, 458_000, 459_000], [6_400_000] * 4
    >>> found = poisson_scan(
    ...     x, y, [9, 8, 2, 1], [1000, 1000, 1000, 1000], source=SourceClass.REPORTED, seed=1, radius=2000
    ... )
    >>> first = found.clusters[0]
    >>> first.zone, first.cases, first.expected, round(first.statistic, 4)
    (array([0, 1]), 17, 10.0, 5.4088)
    """
    chosen = running.settings(
        radius=radius, share=share, min_cases=min_cases, n_replicates=n_replicates, n_clusters=n_clusters,
        seed=seed, executor=executor, run_every=run_every,
    )  # fmt: skip
    ground, counts = _areas(x, y, cases, distance, source)
    people = units("population", checking.floats("population", population))
    checking.same_length("population", people, "x", ground.place_of)
    _peopled("population", people, counts.sum(axis=1))
    n, n_days = int(counts.sum()), counts.shape[1]
    course, when = _course(n_days, window, kind)
    weights = _by_place(ground, people[:, np.newaxis])[:, 0]
    total = int(weights.sum())
    edges = np.cumsum(weights)
    oldest = 0 if not course.to_end else n_days - course.n_before
    score = Score("poisson", n, float(total) * n_days, float(n))
    plan = _plan(ground, weights, course, score, Thrown(edges, 1, n_days, n, oldest), chosen=chosen)
    assert plan.ground is not None  # noqa: S101
    plan = replace(plan, event_driven=by_events_is_cheaper(plan.ground, course, n))
    return running.run(
        plan, _seen(ground, counts), chosen, Told(ground, True, when, first_day, n_days, NO_PAIRS)
    )


def expectation_scan(
    x: Any,
    y: Any,
    cases: Any,
    expected: Any,
    *,
    source: SourceClass,
    seed: int,
    radius: float | None,
    window: int | None = None,
    kind: When = "prospective",
    first_day: int = 0,
    share: float = 0.5,
    min_cases: int = 2,
    distance: Distance = Distance.SWEREF,
    n_replicates: int = 999,
    n_clusters: int = 20,
    run_every: float = 1.0,
    executor: Executor | None = None,
) -> Scan:
    """Find areas, and days, with more cases than a model expects there: a rise everywhere is seen too.

    Parameters
    ----------
    x, y, source, seed, radius, window, kind, first_day, share, min_cases, distance : see `poisson_scan`
        `share` is of all that is expected.
    n_replicates, n_clusters, run_every, executor : see `poisson_scan`
    cases : int array, shape (n_areas,) or (n_areas, n_days)
    expected : float array, of the same shape
        What the model expects, taken as known: its own error is not in p.

    Returns
    -------
    Scan

    Raises
    ------
    AnalysisError
        What is wrong with which argument; `NoPopulation` where there are cases and none is expected.

    Notes
    -----
    The statistic of c cases where b are expected is c ln(c/b) + b - c. In each replicate every area and day
    has its own Poisson number; more spread than that (which is usual) makes p too small.

    References
    ----------
    Neill (2006), Detection of spatial and spatio-temporal clusters, CMU-CS-06-142; Neill, Moore, Sabhnani &
    Daniel (2005), KDD; docs/methods/scan.md

    Examples
    --------
    >>> x, y = [450_000, 451_000, 458_000, 459_000], [6_400_000] * 4
    >>> cases = [[2, 3, 9, 8], [2, 2, 7, 9], [1, 2, 2, 1], [3, 2, 1, 2]]
    >>> expected = [[2.0] * 4] * 4
    >>> found = expectation_scan(
    ...     x, y, cases, expected, source=SourceClass.REPORTED, seed=1, radius=2000, window=2
    ... )
    >>> first = found.clusters[0]
    >>> first.zone, first.first_day, first.cases, first.expected, round(first.statistic, 3)
    (array([0, 1]), 2, 33, 8.0, 21.763)
    """
    chosen = running.settings(
        radius=radius, share=share, min_cases=min_cases, n_replicates=n_replicates, n_clusters=n_clusters,
        seed=seed, executor=executor, run_every=run_every,
    )  # fmt: skip
    ground, counts = _areas(x, y, cases, distance, source)
    given = checking.floats("expected", expected, ndim=np.ndim(expected))
    if given.shape != np.shape(cases):
        raise WrongShape("expected", f"has the shape {given.shape}, and cases has {np.shape(cases)}")
    in_all = float(given.sum())
    baseline = units("expected", given.reshape(counts.shape), keep=False)
    _peopled("expected", baseline.ravel(), counts.ravel())
    n_days = counts.shape[1]
    course, when = _course(n_days, window, kind)
    weights = _by_place(ground, baseline)
    total = int(weights.sum())
    oldest = 0 if not course.to_end else n_days - course.n_before
    chance = Thrown(np.cumsum(weights.ravel()), n_days, 1, 0, oldest, _poisson(in_all))
    score = Score("expectation", int(counts.sum()), float(total), in_all)
    plan = _plan(ground, weights.sum(axis=1), course, score, chance, chosen=chosen)
    if n_days > 1:
        plan = replace(plan, ground=None, weights=weights)
    return running.run(
        plan, _seen(ground, counts), chosen, Told(ground, True, when, first_day, n_days, NO_PAIRS)
    )


NO_PAIRS: IntArray = np.empty((0, 2), dtype=np.int64)


def units(argument: str, weights: FloatArray, *, keep: bool = True) -> IntArray:
    """Return weights as whole numbers: as they are if they are, else in parts of ``UNITS``."""
    if weights.min() < 0:
        raise OutOfRange(argument, f"holds {weights.min():g}")
    total = float(weights.sum())
    if total <= 0:
        raise NoPopulation(argument, "is nought everywhere")
    if keep and total < UNITS and (weights == np.floor(weights)).all():
        return weights.astype(np.int64)
    parts = np.rint(weights / total * UNITS).astype(np.int64)
    return np.where(weights > 0, np.maximum(parts, 1), 0)


def _areas(x: Any, y: Any, cases: Any, distance: Distance, source: SourceClass) -> tuple[Places, IntArray]:
    ground = places(x, y, distance)
    counts = checking.whole("cases", cases, ndim=1 if np.ndim(cases) < 2 else 2)
    checking.same_length("cases", counts, "x", ground.place_of)
    sources.reported_only(source, len(counts))
    if not counts.sum():
        raise Empty("cases", "has none: there is nothing to look for")
    if counts.sum() > running.MOST_CASES:
        raise TooLarge("cases", f"holds {counts.sum()}, and {running.MOST_CASES} are held")
    return ground, counts.reshape(len(counts), -1)


def _peopled(argument: str, people: IntArray, cases: IntArray) -> None:
    bad = (people == 0) & (cases > 0)
    if bad.any():
        raise NoPopulation(argument, f"is nought at {int(np.argmax(bad))}, where there are cases")


def _course(n_days: int, window: int | None, kind: When) -> tuple[Course, Any]:
    if kind not in ("prospective", "retrospective"):
        raise OutOfRange("kind", f"is {kind!r}, and prospective or retrospective is meant")
    if n_days > running.MOST_DAYS:
        raise TooLarge("cases", f"has {n_days} days, and {running.MOST_DAYS} are held")
    days = np.arange(n_days + 1, dtype=np.int64)
    if n_days == 1:
        return Course(1, 1, days, True), "spatial"
    if window is None:
        raise Empty("window", "is not given, and the cases have days")
    return Course(n_days, running.window_of(window, n_days), days, kind == "prospective"), kind


def _by_place(ground: Places, table: IntArray) -> IntArray:
    """Add up areas that lie in one place."""
    added = np.zeros((len(ground.at), table.shape[1]), dtype=np.int64)
    np.add.at(added, ground.place_of, table)
    return added


def _seen(ground: Places, counts: IntArray) -> Seen:
    area, day = np.nonzero(counts)
    many = counts[area, day]
    return Seen(np.repeat(ground.place_of[area], many), np.repeat(day, many).astype(np.int32))


def _plan(
    ground: Places, weights: IntArray, course: Course, score: Score, chance: Thrown, *, chosen: Settings
) -> Plan:
    round_ones = zones(ground, weights, chosen.radius, int(chosen.share * int(weights.sum())))
    sized = passes.net(round_ones, weights)
    return Plan(round_ones, course, score, chance, chosen.min_cases, sized, None, None)


def _poisson(mean: float) -> FloatArray:
    """Return the chance of 0, 1, 2, … or fewer, as far as it is below 1."""
    if mean > running.MOST_CASES:
        raise TooLarge("expected", f"sums to {mean:g}, and {running.MOST_CASES} are held")
    top = int(mean + 12 * np.sqrt(mean) + 30)
    numbers = np.arange(1, top + 1)
    logs = np.concatenate(([0.0], np.cumsum(np.log(mean / numbers)))) - mean
    return np.cumsum(np.exp(logs))
