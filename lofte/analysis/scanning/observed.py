"""The likeliest cylinder about each place, and from them the clusters that do not overlap."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.scanning import passes
from lofte.analysis.scanning.chance import Cells
from lofte.analysis.scanning.passes import Net
from lofte.analysis.scanning.plan import Plan, judged
from lofte.analysis.scanning.zones import Zones

HELD = 1 << 22  # numbers kept at a time, one for each centre and count
DECIMALS = 9  # of a ratio that tell two apart


@dataclass(frozen=True)
class Cylinder:
    """A zone in a window of time: steps `0..n_steps - 1` of a centre, days `first` to `last`."""

    centre: int
    n_steps: int
    first: int
    last: int
    cases: int
    size: int
    value: float


@dataclass(frozen=True)
class Seen:
    """The observed cases: where and when each was."""

    places: Cells
    days: Cells
    rows: IntArray | None = None  # of the cases among what was given, where others were given too

    def counts(self, n_places: int, first: int, last: int) -> IntArray:
        inside = (self.days >= first) & (self.days <= last)
        return np.bincount(self.places[inside], minlength=n_places).astype(np.int64)


def clusters(plan: Plan, seen: Seen, *, by_c: bool) -> Iterator[Cylinder]:
    """Yield the likeliest cylinders, each the likeliest of its centre, none overlapping one before it."""
    found = _of_layers(plan, seen) if plan.ground is None else _separable(plan, plan.ground, seen, by_c)
    values, cases, _ = found
    is_taken = np.zeros(len(values), dtype=bool)
    oldest = plan.course.n_days - plan.course.n_before if plan.course.to_end else 0
    there = seen.counts(len(values), oldest, plan.course.n_days)
    for alike in _alike(values, cases):
        free = [one for one in alike if not _must_overlap(plan, one, int(cases[one]), there, is_taken)]
        told = [_told(plan, seen, found, centre) for centre in free]
        # Of circles that say the same the least one: the others hold places without a case besides.
        for cylinder in sorted(told, key=lambda one: (one.n_steps, one.last - one.first, one.centre)):
            start = plan.zones.starts[cylinder.centre]
            zone = plan.zones.places[start : start + cylinder.n_steps]
            if not is_taken[zone].any():
                is_taken[zone] = True
                yield cylinder


def _must_overlap(
    plan: Plan, centre: int, needed: int, there: IntArray, is_taken: npt.NDArray[np.bool_]
) -> bool:
    """Tell whether a circle that holds so many cases takes a place that is taken: cheaper than to find it."""
    if is_taken[centre]:
        return True
    mine = plan.zones.places[plan.zones.starts[centre] : plan.zones.starts[centre + 1]]
    taken = is_taken[mine]
    return bool(taken.any() and there[mine[: int(taken.argmax())]].sum() < needed)


def _alike(values: FloatArray, cases: IntArray) -> Iterator[list[int]]:
    """Yield the centres with the greatest value, then those with the next: ties together."""
    rounded = np.round(values, DECIMALS)
    order = np.lexsort((np.arange(len(values)), -cases, -rounded))
    order = order[values[order] > 0]
    ends = np.flatnonzero((np.diff(rounded[order]) != 0) | (np.diff(cases[order]) != 0)) + 1
    for first, behind in pairwise([0, *ends.tolist(), len(order)]):
        yield order[first:behind].tolist()


Found = tuple[FloatArray, IntArray, IntArray]  # ratio, cases, size of each centre's likeliest


def _separable(plan: Plan, ground: Net, seen: Seen, by_c: bool) -> Found:
    n = ground.n_places
    values, cases, sizes = np.zeros(n), np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    limit = int(ground.zones.sums(seen.counts(n, 0, plan.course.n_days)).max(initial=0))
    step = max(1, HELD // (limit + 1))
    for low in range(0, n, step):
        high = min(low + step, n)
        part = _some(ground, low, high)
        least = passes.empty(limit, high - low)
        if by_c:
            passes.by_events(part, plan.course, seen.places, seen.days, least, per_centre=True)
        else:
            _each_by_numpy(part, plan, seen, least)
        rows, counts, found = judged(plan, least)
        lasts = _likeliest(rows, found)
        at = rows[lasts] + low
        values[at], cases[at], sizes[at] = found[lasts], counts[lasts], least[rows[lasts], counts[lasts]]
    return values, cases, sizes


def _likeliest(rows: npt.NDArray[np.intp], values: FloatArray) -> npt.NDArray[np.intp]:
    """Return where the greatest value of each row stands, the last of those alike; rows rise."""
    if not len(rows):
        return rows
    begins = np.flatnonzero(np.append(True, np.diff(rows) != 0))
    greatest = np.maximum.reduceat(values, begins)
    number = np.cumsum(np.append(0, np.diff(rows) != 0))
    best = np.flatnonzero(values >= greatest[number] - 10.0**-DECIMALS)
    last: npt.NDArray[np.intp] = best[np.append(np.diff(number[best]) != 0, True)]
    return last


def _some(ground: Net, low: int, high: int) -> Net:
    """Return the net of centres `low` to `high - 1` alone."""
    zones = ground.zones
    first, behind = zones.starts[low], zones.starts[high]
    cut = Zones(
        zones.starts[low : high + 1] - first, zones.places[first:behind], zones.is_whole[first:behind]
    )
    return replace(ground, zones=cut, inside=ground.inside[first:behind])


def _each_by_numpy(ground: Net, plan: Plan, seen: Seen, least: IntArray) -> None:
    centre = np.repeat(np.arange(len(least)), np.diff(ground.zones.starts))
    whole = ground.zones.is_whole
    for end in plan.course.ends:
        for back, window in enumerate(plan.course.windows(end).tolist()):
            counts = seen.counts(ground.n_places, end - back, end)
            if counts.any():
                cases = ground.zones.sums(counts)
                some = whole & (cases > 0)
                np.minimum.at(least, (centre[some], cases[some]), ground.inside[some] * window)


def _of_layers(plan: Plan, seen: Seen) -> Found:
    """Return the same where every window has sizes of its own."""
    zones = plan.zones
    n = len(zones.starts) - 1
    values, cases, sizes = np.zeros(n), np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    centre = np.repeat(np.arange(n), np.diff(zones.starts))
    for first, last, ground in plan.layers():
        counts = zones.sums(seen.counts(n, first, last))
        some = np.flatnonzero(zones.is_whole & (counts >= plan.min_cases))
        found = plan.score.values(counts[some], ground.inside[some])
        lasts = _likeliest(centre[some], found)
        at = centre[some][lasts]
        better = found[lasts] > values[at] + 10.0**-DECIMALS
        at, steps = at[better], some[lasts[better]]
        values[at], cases[at], sizes[at] = found[lasts[better]], counts[steps], ground.inside[steps]
    return values, cases, sizes


def _told(plan: Plan, seen: Seen, found: Found, centre: int) -> Cylinder:
    """Return which steps and days the likeliest cylinder of a centre has: the fewest, then the shortest."""
    values, cases, sizes = found
    start, behind = plan.zones.starts[centre], plan.zones.starts[centre + 1]
    mine = plan.zones.places[start:behind]
    step_of = np.full(len(plan.zones.starts) - 1, -1)
    step_of[mine] = np.arange(len(mine))
    oldest = plan.course.n_days - plan.course.n_before if plan.course.to_end else 0
    near = np.flatnonzero((step_of[seen.places] >= 0) & (seen.days >= oldest))
    there, column = np.unique(seen.days[near], return_inverse=True)
    days = there.astype(np.int64)
    wide = len(days) + 1
    cells = step_of[seen.places[near]] * wide + column.reshape(-1) + 1
    before = (
        np.bincount(cells, minlength=len(mine) * wide).reshape(len(mine), wide).cumsum(axis=0).cumsum(axis=1)
    )
    whole = plan.zones.is_whole[start:behind, np.newaxis]
    best = (len(mine), 0, 0)
    for firsts, end, last in _windows(plan, days):
        fits = before[:, [end]] - before[:, firsts] == cases[centre]
        fits &= whole
        fits &= _sizes(plan, mine, start, days[firsts], last) == sizes[centre]
        steps, which = np.nonzero(fits)
        if len(steps):
            lengths = (last - days[firsts])[which]
            best = min(
                best, *((int(step), int(long), -last) for step, long in zip(steps, lengths, strict=True))
            )
    n_steps, length, last_day = best[0] + 1, best[1], -best[2]
    return Cylinder(
        centre,
        n_steps,
        last_day - length,
        last_day,
        int(cases[centre]),
        int(sizes[centre]),
        float(values[centre]),
    )


def _windows(plan: Plan, days: IntArray) -> Iterator[tuple[IntArray, int, int]]:
    """Yield windows that begin, and end if they may, with a case: first rows, row behind, last day."""
    for end in [len(days)] if plan.course.to_end else range(1, len(days) + 1):
        last = plan.course.n_days - 1 if plan.course.to_end else int(days[end - 1])
        firsts = np.flatnonzero(days[:end] > last - plan.course.n_before)
        if len(firsts):
            yield firsts, end, last


def _sizes(plan: Plan, mine: Cells, start: int, first: IntArray, last: int) -> IntArray:
    """Return the size of each step about one centre in each window, shape (n_steps, n_windows)."""
    if plan.ground is not None:
        windows = plan.course.day_sums[last + 1] - plan.course.day_sums[first]
        inside: IntArray = plan.ground.inside[start : start + len(mine), np.newaxis] * windows
        return inside
    assert plan.weights is not None  # noqa: S101
    running = np.cumsum(np.cumsum(plan.weights[mine], axis=0), axis=1)
    running = np.concatenate((np.zeros((len(mine), 1), dtype=np.int64), running), axis=1)
    return np.asarray(running[:, [last + 1]] - running[:, first])
