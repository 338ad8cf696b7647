"""From a plan and what was seen to a result: clusters, replicates, chances."""

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import numpy as np

from lofte.analysis import checking, streams
from lofte.analysis.checking import IntArray
from lofte.analysis.errors import OutOfRange, TooLarge
from lofte.analysis.kernels import have_c
from lofte.analysis.scanning import observed
from lofte.analysis.scanning.observed import Cylinder, Seen
from lofte.analysis.scanning.passes import LANES
from lofte.analysis.scanning.places import Places
from lofte.analysis.scanning.plan import Plan, maxima
from lofte.analysis.scanning.results import Cluster, Kind, Scan, chance_of, fixed, tail_by

MOST_DAYS = 20_000  # of a study: longer ones have another unit than days
MOST_CASES = 10_000_000


@dataclass(frozen=True)
class Settings:
    """What every scan asks besides its cases."""

    radius: float | None
    share: float
    min_cases: int
    n_replicates: int
    n_clusters: int
    seed: int
    run_every: float
    executor: Executor | None


def settings(
    *,
    radius: float | None,
    share: float,
    min_cases: int,
    n_replicates: int,
    n_clusters: int,
    seed: int,
    executor: Executor | None,
    run_every: float = 1.0,
) -> Settings:
    checking.share("share", share)
    if share > 0.5:
        raise OutOfRange(
            "share", f"is {share:g}: a zone with more than half is no cluster, the rest is a gap"
        )
    return Settings(
        None if radius is None else checking.positive("radius", radius),
        share,
        checking.one_whole("min_cases", min_cases, low=1),
        checking.one_whole("n_replicates", n_replicates, low=1),
        checking.one_whole("n_clusters", n_clusters, low=1),
        streams.checked_seed(seed),
        checking.positive("run_every", run_every),
        executor,
    )


@dataclass(frozen=True)
class Told:
    """What a result says of the data besides the clusters."""

    ground: Places
    is_areas: bool  # whether rows are areas with counts, or points with events
    kind: Kind
    first_day: int
    n_days: int
    doubles: IntArray


def run(plan: Plan, seen: Seen, chosen: Settings, told: Told) -> Scan:
    """Look at what was seen, then at the replicates, and say how likely each cluster is by chance."""
    by_c = have_c()
    cylinders: list[Cylinder] = []
    for one in observed.clusters(plan, seen, by_c=by_c):
        cylinders.append(one)
        if len(cylinders) == chosen.n_clusters:
            break
    parts = streams.spread(maxima, chosen.n_replicates, chosen.executor, plan, chosen.seed, by_c, lanes=LANES)
    greatest = np.concatenate(parts)
    fixed(greatest)
    tail = tail_by(greatest)
    return Scan(
        tuple(
            _cluster(one, plan, seen, chosen, told, chances=(chance_of(one.value, greatest), tail(one.value)))
            for one in cylinders
        ),
        plan.score.model,
        told.kind,
        len(seen.places),
        len(told.ground.at),
        int(plan.zones.is_whole.sum()),
        told.first_day,
        told.first_day + told.n_days - 1,
        len(told.doubles),
        chosen.n_replicates,
        chosen.seed,
        greatest,
    )


def _cluster(
    one: Cylinder, plan: Plan, seen: Seen, chosen: Settings, told: Told, *, chances: tuple[float, float]
) -> Cluster:
    start = plan.zones.starts[one.centre]
    zone = plan.zones.places[start : start + one.n_steps]
    is_inside = np.zeros(len(told.ground.at), dtype=bool)
    is_inside[zone] = True
    in_time = (seen.days >= one.first) & (seen.days <= one.last)
    events = np.flatnonzero(is_inside[seen.places] & in_time)
    at = told.ground.at
    squared = float(((at[zone[-1]] - at[one.centre]) ** 2).sum())
    p, tail = chances
    every = chosen.run_every if told.kind == "prospective" else float("nan")
    if seen.rows is not None:
        events = seen.rows[events]
    rows = np.flatnonzero(is_inside[told.ground.place_of])
    fixed(rows)
    fixed(events)
    return Cluster(
        zone=rows,
        events=events[:0] if told.is_areas else events,
        centre=int(told.ground.first[one.centre]),
        radius=told.ground.metres(squared),
        first_day=told.first_day + one.first,
        last_day=told.first_day + one.last,
        n_places=one.n_steps,
        cases=one.cases,
        expected=float(plan.score.expected(np.array([one.size]))[0]),
        statistic=one.value,
        p=p,
        p_gumbel=tail,
        recurrence_interval=every / p,
        recurrence_gumbel=every / tail if tail > 0 else float("inf") if tail == 0 else float("nan"),
        n_doubles=_inside(told.doubles, events),
    )


def _inside(pairs: IntArray, events: IntArray) -> int:
    """Return how many pairs have both among some events."""
    if not len(pairs) or not len(events):
        return 0
    is_there = np.zeros(max(int(pairs.max()), int(events.max())) + 1, dtype=bool)
    is_there[events] = True
    return int(is_there[pairs].all(axis=1).sum())


def days_of(day: Any, first_day: int | None, last_day: int | None) -> tuple[IntArray, int, int]:
    """Return days counted from the first of the study, the first, and how many days there are."""
    given = checking.whole("day", day, low=-(2**31), high=2**31)
    first = (
        int(given.min()) if first_day is None else checking.one_whole("first_day", first_day, low=-(2**31))
    )
    last = int(given.max()) if last_day is None else checking.one_whole("last_day", last_day, low=-(2**31))
    if given.min() < first or given.max() > last:
        raise OutOfRange("day", f"holds {given.min()} to {given.max()}, and the study is {first} to {last}")
    if last - first + 1 > MOST_DAYS:
        raise TooLarge("day", f"spans {last - first + 1} days, and {MOST_DAYS} are held: is the unit days?")
    return given - first, first, last - first + 1


def window_of(window: int, n_days: int) -> int:
    """Return the longest window; at most half of the study, for more would be a lack before it."""
    longest = checking.one_whole("window", window, low=1)
    if 2 * longest > n_days:
        raise OutOfRange("window", f"of {longest} days is more than half of the {n_days} days of the study")
    return longest
