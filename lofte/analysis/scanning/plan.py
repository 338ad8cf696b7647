"""What a scan looks at, made once and handed to every worker, and the greatest ratios of its replicates."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.scanning import passes
from lofte.analysis.scanning.chance import Chance, Drawn
from lofte.analysis.scanning.passes import LANES, NONE, Course, Net
from lofte.analysis.scanning.scores import Score
from lofte.analysis.scanning.zones import Zones

TOGETHER = 4 * LANES  # replicates whose cases are held at a time where every window has sizes of its own
STEP_NS = 2.0 / LANES  # of one zone and window in a sweep of all, per replicate
PAIR_NS = 2.0  # of one window that begins and ends with a case


@dataclass(frozen=True)
class Plan:
    """Zones, windows, and the model by which they are judged."""

    zones: Zones
    course: Course
    score: Score
    chance: Chance
    min_cases: int
    ground: Net | None  # sizes of the zones where the window only multiplies them
    weights: IntArray | None  # shape (n_places, n_days): where every window has sizes of its own
    most: int | None  # cases that a zone can hold at most, where that is known beforehand
    event_driven: bool = False

    def layers(self) -> Iterator[tuple[int, int, Net]]:
        """Yield (first day, last day, zones with their sizes) for every window."""
        assert self.weights is not None  # noqa: S101
        before = np.concatenate((np.zeros((len(self.weights), 1), dtype=np.int64), self.weights), axis=1)
        np.cumsum(before, axis=1, out=before)
        for end in self.course.ends:
            for first in range(end, max(end - self.course.n_before, -1), -1):
                inside = np.ascontiguousarray(before[:, end + 1] - before[:, first])
                yield first, end, passes.net(self.zones, inside)


def by_events_is_cheaper(ground: Net, course: Course, n_cases: int) -> bool:
    """Tell whether to follow the cases rather than to sweep over every window."""
    if course.to_end:
        return False
    n_steps = len(ground.zones.places)
    cases = n_cases / ground.n_places
    in_zone = cases * n_steps / ground.n_places / 2
    on_days = min(course.n_before, in_zone * course.n_before / course.n_days)
    return cases * (1 + on_days) ** 2 * PAIR_NS < course.n_days * course.n_before * STEP_NS


def maxima(first: int, n: int, plan: Plan, seed: int, by_c: bool) -> FloatArray:
    """Return the greatest log likelihood ratio of each replicate `first` to `first + n - 1`."""
    found = np.zeros(n)
    for begin in range(0, n, TOGETHER):
        chunks = range(begin, min(begin + TOGETHER, n), LANES)
        if plan.ground is None:
            _of_layers(found, first, chunks, plan, seed, by_c=by_c)
            continue
        for at in chunks:
            some = min(LANES, n - at)
            drawn = plan.chance.drawn(seed, first + at, some, by_c=by_c)
            found[at : at + some] = _best(plan, _least(plan, plan.ground, drawn, by_c))[:some]
    return found


def _of_layers(found: FloatArray, first: int, chunks: range, plan: Plan, seed: int, *, by_c: bool) -> None:
    n = len(found)
    held = [plan.chance.drawn(seed, first + at, min(LANES, n - at), by_c=by_c) for at in chunks]
    one = np.ones(1, dtype=np.int64)
    for day, end, ground in plan.layers():
        for at, (cells, days, n_most) in zip(chunks, held, strict=True):
            low, high = np.searchsorted(-days, [-end, -day + 1], "left")
            part = cells[low:high]
            least = passes.empty(_limit(plan, n_most))
            offsets = np.array([0, len(part)], dtype=np.int64)
            passes.greatest(ground, one, offsets, part, least, by_c=by_c)
            best = _best(plan, least)[: min(LANES, n - at)]
            np.maximum(found[at : at + LANES], best, out=found[at : at + LANES])


def _limit(plan: Plan, n_drawn: int) -> int:
    return n_drawn if plan.most is None else min(n_drawn, plan.most)


def _least(plan: Plan, ground: Net, drawn: Drawn, by_c: bool) -> IntArray:
    cells, days, n_most = drawn
    least = passes.empty(_limit(plan, n_most))
    if not (plan.event_driven and by_c):
        passes.by_windows(ground, plan.course, cells, days, least, by_c=by_c)
        return least
    lanes, places = cells % LANES, cells // LANES
    for lane in range(int(lanes.max(initial=-1)) + 1):
        mine = lanes == lane
        row = least[lane : lane + 1]
        passes.by_events(ground, plan.course, places[mine], days[mine], row, per_centre=False)
    return least


def judged(plan: Plan, least: IntArray) -> tuple[npt.NDArray[np.intp], IntArray, FloatArray]:
    """Return row, cases and log likelihood ratio of all that was seen with cases enough."""
    rows, cases = np.divmod(np.flatnonzero(least != NONE), least.shape[1])
    enough = cases >= plan.min_cases
    rows, cases = rows[enough], cases[enough]
    return rows, cases, plan.score.values(cases, least[rows, cases])


def _best(plan: Plan, least: IntArray) -> FloatArray:
    rows, _, values = judged(plan, least)
    best = np.zeros(len(least))
    np.maximum.at(best, rows, values)
    return best
