"""The Bernoulli scan: cases against others that could have been cases, point by point."""

from concurrent.futures import Executor
from typing import Any, Literal

import numpy as np

from lofte.analysis import checking, sources
from lofte.analysis.errors import AllAlike, OutOfRange
from lofte.analysis.scanning import passes, running
from lofte.analysis.scanning.chance import Labelled
from lofte.analysis.scanning.counts import NO_PAIRS
from lofte.analysis.scanning.observed import Seen
from lofte.analysis.scanning.passes import Course
from lofte.analysis.scanning.places import Distance, places
from lofte.analysis.scanning.plan import Plan
from lofte.analysis.scanning.results import Scan
from lofte.analysis.scanning.running import Told
from lofte.analysis.scanning.scores import Score
from lofte.analysis.scanning.zones import zones
from lofte.analysis.sources import Sources


def bernoulli_scan(
    x: Any,
    y: Any,
    is_case: Any,
    day: Any = None,
    *,
    source: Sources,
    seed: int,
    radius: float | None,
    window: int | None = None,
    kind: Literal["prospective", "retrospective"] = "prospective",
    first_day: int | None = None,
    last_day: int | None = None,
    share: float = 0.5,
    min_cases: int = 2,
    distance: Distance = Distance.SWEREF,
    n_replicates: int = 999,
    n_clusters: int = 20,
    run_every: float = 1.0,
    executor: Executor | None = None,
) -> Scan:
    """Find where, and when, more of the points are cases than elsewhere: break-ins that succeeded, say.

    Parameters
    ----------
    x, y : float array, shape (n,)
        Where each point is: metres of SWEREF 99 TM, or what `distance` says.
    is_case : bool array, shape (n,)
        Whether it is a case, or one of the others.
    day : int array, shape (n,), optional
        When; without it purely spatial.
    source : SourceClass, or int array, shape (n,)
        Only what the public reported is taken.
    radius, seed, window, kind, first_day, last_day, min_cases, distance, n_replicates
        As of `scan`.
    share, n_clusters, run_every, executor
        As of `scan`; `share` is of all points.

    Returns
    -------
    Scan

    Raises
    ------
    AnalysisError
        What is wrong with which argument; `AllAlike` where all points, or none, are cases.

    Notes
    -----
    The statistic is the logarithm of the likelihood with one share of cases inside and another outside, over
    that with one share everywhere. In each replicate the labels are dealt out anew among the points.

    References
    ----------
    Kulldorff (1997), Communications in Statistics A 26:1481-1496; docs/methods/scan.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass
    >>> x = 450_000 + 100 * np.arange(40)
    >>> y = np.full(40, 6_400_000)
    >>> is_case = (np.arange(40) < 10) | (np.arange(40) % 5 == 0)
    >>> found = bernoulli_scan(x, y, is_case, source=SourceClass.REPORTED, seed=1, radius=1000)
    >>> first = found.clusters[0]
    >>> first.zone.max(), first.cases, round(first.expected, 2), round(first.statistic, 3), first.p
    (np.int64(10), 11, 4.4, 13.589, 0.001)
    """
    chosen = running.settings(
        radius=radius, share=share, min_cases=min_cases, n_replicates=n_replicates, n_clusters=n_clusters,
        seed=seed, executor=executor, run_every=run_every,
    )  # fmt: skip
    if kind not in ("prospective", "retrospective"):
        raise OutOfRange("kind", f"is {kind!r}, and prospective or retrospective is meant")
    ground = places(x, y, distance)
    labels = checking.whole("is_case", is_case, high=1).astype(bool)
    checking.same_length("is_case", labels, "x", ground.place_of)
    sources.reported_only(source, len(labels))
    if labels.all() or not labels.any():
        raise AllAlike("is_case", "is the same for all points")
    days, first, n_days = np.zeros(len(labels), dtype=np.int64), 0, 1
    if day is not None:
        days, first, n_days = running.days_of(day, first_day, last_day)
        checking.same_length("day", days, "x", ground.place_of)
    longest = 1 if n_days == 1 else running.window_of(_given(window), n_days)
    course = Course(
        n_days, longest, np.arange(n_days + 1, dtype=np.int64), n_days == 1 or kind == "prospective"
    )
    table = np.zeros((len(ground.at), n_days), dtype=np.int64)
    np.add.at(table, (ground.place_of, days), 1)
    points = table.sum(axis=1)
    round_ones = zones(ground, points, chosen.radius, int(chosen.share * len(labels)))
    n, when = int(labels.sum()), days.astype(np.int32)
    plan = Plan(
        zones=round_ones,
        course=course,
        score=Score("bernoulli", n, float(len(labels)), float(n)),
        chance=Labelled(ground.place_of, when, n, n_days - longest if course.to_end else 0),
        min_cases=chosen.min_cases,
        ground=passes.net(round_ones, points) if n_days == 1 else None,
        weights=None if n_days == 1 else table,
        most=None,
    )
    told = Told(ground, False, "spatial" if n_days == 1 else kind, first, n_days, NO_PAIRS)
    seen = Seen(ground.place_of[labels], when[labels], np.flatnonzero(labels))
    return running.run(plan, seen, chosen, told)


def _given(window: int | None) -> int:
    if window is None:
        raise OutOfRange("window", "is not given, and the points have days")
    return window
