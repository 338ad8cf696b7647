"""The space-time permutation scan: emerging clusters from the cases alone, no population needed."""

from concurrent.futures import Executor
from typing import Any, Literal

import numpy as np

from lofte.analysis import checking, sources
from lofte.analysis.checking import IntArray
from lofte.analysis.errors import AllAlike, OutOfRange, TooLarge
from lofte.analysis.scanning import passes, running
from lofte.analysis.scanning.chance import permuted
from lofte.analysis.scanning.doubles import likely_doubles
from lofte.analysis.scanning.observed import Seen
from lofte.analysis.scanning.passes import Course
from lofte.analysis.scanning.places import Distance, Places, places
from lofte.analysis.scanning.plan import Plan, by_events_is_cheaper
from lofte.analysis.scanning.results import Scan
from lofte.analysis.scanning.running import Settings, Told
from lofte.analysis.scanning.scores import Score
from lofte.analysis.scanning.zones import zones
from lofte.analysis.sources import Sources

DAYS_OF_WEEK = 7


def scan(
    x: Any,
    y: Any,
    day: Any,
    *,
    source: Sources,
    seed: int,
    radius: float | None,
    window: int,
    kind: Literal["prospective", "retrospective"] = "prospective",
    first_day: int | None = None,
    last_day: int | None = None,
    share: float = 0.5,
    min_cases: int = 2,
    strata: Any = None,
    centres: tuple[Any, Any] | None = None,
    category: Any = None,
    doubles: tuple[float, int] = (25.0, 0),
    distance: Distance = Distance.SWEREF,
    n_replicates: int = 999,
    n_clusters: int = 20,
    run_every: float = 1.0,
    executor: Executor | None = None,
) -> Scan:
    """Find where and when there were more incidents than place and time by themselves explain.

    Parameters
    ----------
    x, y : float array, shape (n,)
        Where each incident was: metres of SWEREF 99 TM (east, north), or what `distance` says.
    day : int array, shape (n,)
        When: whole days counted from any day. The order of the rows is of no matter.
    source : SourceClass, or int array, shape (n,)
        Only what the public reported is taken.
    seed : int
        Of the Monte Carlo replicates; the same seed gives the same figures everywhere.
    radius : float or None
        The greatest zone, in metres; None for no limit but `share`. Fixed before the data are seen.
    window : int
        The longest cluster, in days; at most half of the study. Fixed before the data are seen.
    kind : "prospective" or "retrospective"
        Clusters that still go on on the last day, or any.
    first_day, last_day : int, optional
        The study. Without them the first and the last day with an incident: give `last_day` when today had
        none.
    share : float
        The most of all incidents that a zone may hold, up to 0.5.
    min_cases : int
        Fewer are no cluster, neither in the data nor in the replicates.
    strata : "weekday" or int array, shape (n,), optional
        Days are dealt out anew only among incidents of one stratum: "weekday" keeps the weekday of each, for
        patterns of the week that differ by place.
    centres : (float array, float array), optional
        East and north of further places that zones are drawn about, with or without incidents. Without them
        zones are drawn about the places of the incidents.
    category : int array, shape (n,), optional
        For the doubles alone: a different category is a different event.
    doubles : (float, int)
        Two incidents within so many metres and days may be one told twice. They are counted, not taken out.
    distance : Distance
    n_replicates : int
        999 give p to 0.001. More for smaller p, or `p_gumbel`.
    n_clusters : int
        The most clusters that are told.
    run_every : float
        Days between two runs, for the recurrence interval.
    executor : Executor, optional
        Of `concurrent.futures`, or dask's; the figures are the same.

    Returns
    -------
    Scan
        Clusters that do not overlap, the likeliest first, whatever their p.

    Raises
    ------
    AnalysisError
        What is wrong with which argument.

    Notes
    -----
    A zone with N_z of the N incidents and a window with N_w of them should hold N_z × N_w ÷ N. The statistic
    is c ln(c/e) + (N - c) ln((N - c)/(N - e)). The null hypothesis is that days are dealt out at random among
    the incidents: any pattern of place alone or of time alone is taken for granted. It reacts to a lack
    elsewhere too, and sees nothing that rises everywhere at once.

    References
    ----------
    Kulldorff, Heffernan, Hartman, Assunção & Mostashari (2005), PLoS Medicine 2(3):e59; docs/methods/scan.md

    Examples
    --------
    A year of incidents spread over a town, and eight more in its last week about one place:

    >>> import numpy as np
    >>> from lofte.analysis import SourceClass
    >>> town = np.random.default_rng(7)
    >>> x = np.append(town.integers(450_000, 458_000, 400), [452_000, 452_040, 452_080, 452_010] * 2)
    >>> y = np.append(town.integers(6_400_000, 6_408_000, 400), [6_403_000, 6_403_050] * 4)
    >>> day = np.append(town.integers(0, 364, 400), [363, 363, 362, 361, 360, 361, 362, 363])
    >>> found = scan(x, y, day, source=SourceClass.REPORTED, seed=1, radius=1000, window=28)
    >>> first = found.clusters[0]
    >>> first.cases, round(first.expected, 2), round(first.statistic, 2), first.p
    (8, 0.22, 21.2, 0.001)
    >>> first.first_day, first.last_day, first.recurrence_interval
    (360, 363, 1000.0)
    """
    chosen = running.settings(
        radius=radius, share=share, min_cases=min_cases, n_replicates=n_replicates, n_clusters=n_clusters,
        seed=seed, executor=executor, run_every=run_every,
    )  # fmt: skip
    if kind not in ("prospective", "retrospective"):
        raise OutOfRange("kind", f"is {kind!r}, and prospective or retrospective is meant")
    ground = places(x, y, distance, centres)
    n = len(ground.place_of)
    if n > running.MOST_CASES:
        raise TooLarge("x", f"holds {n} incidents, and {running.MOST_CASES} are held")
    sources.reported_only(source, n)
    days, first, n_days = running.days_of(day, first_day, last_day)
    checking.same_length("day", days, "x", ground.place_of)
    if days.min() == days.max():
        raise AllAlike("day", "is the same for all: no time stands against another")
    pairs = likely_doubles(
        x, y, days, radius=doubles[0], days=doubles[1], category=category, distance=distance
    )
    seen = Seen(ground.place_of, days.astype(np.int32))
    longest = running.window_of(window, n_days)
    labels = _strata(strata, days, first)
    now = kind == "prospective"
    plan = _plan(ground, seen, chosen, n_days, longest=longest, strata=labels, now=now)
    return running.run(plan, seen, chosen, Told(ground, False, kind, first, n_days, pairs))


def _strata(strata: Any, days: IntArray, first: int) -> IntArray | None:
    if strata is None:
        return None
    if isinstance(strata, str):
        if strata != "weekday":
            raise OutOfRange("strata", f"is {strata!r}, and 'weekday' or a number for each incident is meant")
        return np.asarray((days + first) % DAYS_OF_WEEK, dtype=np.int64)
    labels = checking.whole("strata", strata, low=-(2**62))
    checking.same_length("strata", labels, "day", days)
    return labels


def _plan(
    ground: Places,
    seen: Seen,
    chosen: Settings,
    n_days: int,
    *,
    longest: int,
    strata: IntArray | None,
    now: bool,
) -> Plan:
    n = len(seen.places)
    cases = seen.counts(len(ground.at), 0, n_days)
    round_ones = zones(ground, cases, chosen.radius, int(chosen.share * n))
    sums = np.concatenate(([0], np.cumsum(np.bincount(seen.days, minlength=n_days))))
    course = Course(n_days, longest, sums, now)
    sized = passes.net(round_ones, cases)
    oldest = n_days - longest if now else 0
    return Plan(
        zones=round_ones,
        course=course,
        score=Score("permutation", n, float(n) * n, float(n)),
        chance=permuted(seen.places, seen.days, strata, oldest),
        min_cases=chosen.min_cases,
        ground=sized,
        weights=None,
        most=int(sized.sizes.max(initial=0)),
        event_driven=by_events_is_cheaper(sized, course, n),
    )
