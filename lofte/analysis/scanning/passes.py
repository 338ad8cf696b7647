"""The loops of a scan: over all zones, for the greatest counts of 64 replicates side by side."""

from ctypes import c_int64
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis.checking import IntArray
from lofte.analysis.errors import TooLarge
from lofte.analysis.kernels import LIBRARY, pointer
from lofte.analysis.scanning.zones import Zones

LANES = 64  # replicates side by side: a register's row or two of counts
NONE = np.iinfo(np.int64).max  # the size of what was not seen
BYTE = np.iinfo(np.uint8).max  # cases that an 8-bit lane holds: half as wide, and nearly twice as fast
SHORT = np.iinfo(np.int16).max  # cases that a 16-bit lane holds; above, 32 bits are used
LONG = np.iinfo(np.int32).max
Cells = npt.NDArray[np.int32]


@dataclass(frozen=True)
class Net:
    """Zones with their sizes, and of the steps that take something the rank of the size among all sizes.

    A step that does not close its ring has the rank behind the last: a row that nobody reads.
    """

    zones: Zones
    n_places: int
    inside: IntArray  # shape (n_steps,): the size of each zone, -1 where its ring is open
    thin: Zones  # without the steps to places where no case can be
    ranks: npt.NDArray[np.int32]  # of the steps of `thin`
    sizes: IntArray  # shape (n_ranks,), rising


def net(zones: Zones, weights: IntArray) -> Net:
    """Return zones with the sizes that `weights`, shape (n_places,), give them."""
    inside = zones.sums(weights)
    thin, kept = _thin(zones, weights)
    numbers = inside[kept]
    whole = numbers[thin.is_whole]
    top = int(whole.max(initial=0))
    if top < 4 * len(inside) + 1000:
        is_there = np.zeros(top + 1, dtype=bool)
        is_there[whole] = True
        sizes = np.flatnonzero(is_there).astype(np.int64)
        ranks = (np.cumsum(is_there, dtype=np.int32) - 1)[np.minimum(numbers, top)]
    else:
        sizes, back = np.unique(whole, return_inverse=True)
        ranks = np.zeros(len(numbers), dtype=np.int32)
        ranks[thin.is_whole] = back
    ranks = np.where(thin.is_whole, ranks, len(sizes)).astype(np.int32)
    return Net(zones, len(weights), np.where(zones.is_whole, inside, -1), thin, ranks, sizes)


def _thin(zones: Zones, weights: IntArray) -> tuple[Zones, IntArray]:
    """Leave out steps that take nothing; the step before such a one closes the ring in its stead."""
    takes = weights[zones.places] > 0
    kept = np.flatnonzero(takes)
    if len(kept) in (0, len(takes)):
        return (zones, kept) if len(kept) else (Zones(zones.starts * 0, zones.places[:0], takes[:0]), kept)
    whole = np.logical_or.reduceat(zones.is_whole, kept)
    before = np.concatenate(([0], np.cumsum(takes)))
    return Zones(before[zones.starts], zones.places[kept], whole), kept


def empty(limit: int, rows: int = LANES) -> IntArray:
    return np.full((rows, limit + 1), NONE, dtype=np.int64)


def greatest(
    ground: Net, windows: IntArray, offsets: IntArray, cells: Cells, least: IntArray, *, by_c: bool
) -> None:
    """Note in `least`, shape (lanes, limit + 1), the least size at which each lane saw each count.

    Parameters
    ----------
    ground : Net
    windows : int64 array, shape (n_windows,)
        Sizes of windows, each of which holds the one before.
    offsets : int64 array, shape (n_windows + 1,)
        ``cells[offsets[w]:offsets[w + 1]]`` come in with window w.
    cells : int32 array
        ``place * LANES + lane`` of each case.
    least : int64 array, shape (LANES, limit + 1)
        Changed. A count above that of every lesser zone is noted with zone size times window size; no lane
        counts above the limit.
    by_c : bool
        What `have_c` said.
    """
    limit = least.shape[1] - 1
    if limit > LONG:
        raise TooLarge("n", f"of {limit} cases in one window is above 2^31")
    if not by_c:
        _greatest_by_numpy(ground, windows, offsets, cells, least)
        return
    assert LIBRARY is not None  # noqa: S101  asked before
    done = _loop_for(ground, cells, limit)(
        c_int64(len(ground.thin.starts) - 1),
        pointer(ground.thin.starts, np.int64),
        pointer(ground.thin.places, np.int32),
        pointer(ground.ranks, np.int32),
        c_int64(len(ground.sizes)),
        pointer(ground.sizes, np.int64),
        c_int64(ground.n_places),
        c_int64(len(windows)),
        pointer(windows, np.int64),
        pointer(offsets, np.int64),
        pointer(cells, np.int32),
        c_int64(limit),
        pointer(least, np.int64),
    )
    if done:
        raise MemoryError


def _loop_for(ground: Net, cells: Cells, limit: int) -> Any:
    """Return the loop with the narrowest lanes that hold every count."""
    assert LIBRARY is not None  # noqa: S101  asked before
    if limit > SHORT:
        return LIBRARY.lofte_scan_long
    if limit > BYTE:
        # A zone holds fewer in the longest window than of all days: that costs one pass of many to know.
        limit = LIBRARY.lofte_scan_most(
            c_int64(len(ground.thin.starts) - 1),
            pointer(ground.thin.starts, np.int64),
            pointer(ground.thin.places, np.int32),
            c_int64(ground.n_places),
            c_int64(len(cells)),
            pointer(cells, np.int32),
        )
        if limit < 0:
            raise MemoryError
    return LIBRARY.lofte_scan_short if limit > BYTE else LIBRARY.lofte_scan_byte


def _greatest_by_numpy(
    ground: Net, windows: IntArray, offsets: IntArray, cells: Cells, least: IntArray
) -> None:
    used = int((cells % LANES).max(initial=0)) + 1
    counts = np.zeros(ground.n_places * LANES, dtype=np.int64)
    by_rank = np.argsort(ground.ranks, kind="stable")
    begins = np.searchsorted(ground.ranks[by_rank], np.arange(len(ground.sizes)))
    n_real = int(np.searchsorted(ground.ranks[by_rank], len(ground.sizes)))
    lanes = np.arange(used)
    for w, window in enumerate(windows.tolist()):
        if offsets[w] == offsets[w + 1] or not len(begins):
            continue
        np.add.at(counts, cells[offsets[w] : offsets[w + 1]], 1)
        for lane in lanes:
            sums = ground.thin.sums(counts[lane::LANES])[by_rank[:n_real]]
            best = np.maximum.reduceat(sums, begins)
            seen = np.maximum.accumulate(np.concatenate(([0], best)))
            is_more = best > seen[:-1]
            np.minimum.at(least[lane], best[is_more], ground.sizes[is_more] * window)


@dataclass(frozen=True)
class Course:
    """Days 0 to n - 1, how many of them a window holds at most, and what each weighs."""

    n_days: int
    n_before: int
    day_sums: IntArray  # shape (n_days + 1,): what lies before each day
    to_end: bool  # only windows that end with the last day

    def windows(self, end: int) -> IntArray:
        """Return the sizes of the windows that end with day `end`, the shortest first."""
        firsts = np.arange(end, max(end - self.n_before, -1), -1)
        found: IntArray = self.day_sums[end + 1] - self.day_sums[firsts]
        return found

    @property
    def ends(self) -> range:
        return range(self.n_days - 1 if self.to_end else 0, self.n_days)


def by_windows(
    ground: Net, course: Course, cells: Cells, days: Cells, least: IntArray, *, by_c: bool
) -> None:
    """Look at every window: for each last day, the windows that end there. Days come newest first."""
    for end in course.ends:
        windows = course.windows(end)
        edges = np.arange(end, end - len(windows) - 1, -1)
        offsets = np.searchsorted(-days, -edges, "left").astype(np.int64)
        part = np.ascontiguousarray(cells[offsets[0] : offsets[-1]])
        greatest(ground, windows, offsets - offsets[0], part, least, by_c=by_c)


def by_events(
    ground: Net, course: Course, places: Cells, days: Cells, least: IntArray, *, per_centre: bool
) -> None:
    """Look at the windows that begin and end with a case: in C, for one set of cases."""
    assert LIBRARY is not None  # noqa: S101  asked before
    done = LIBRARY.lofte_scan_events(
        c_int64(len(ground.zones.starts) - 1),
        pointer(ground.zones.starts, np.int64),
        pointer(ground.zones.places, np.int32),
        pointer(ground.inside, np.int64),
        c_int64(ground.n_places),
        c_int64(len(places)),
        pointer(places, np.int32),
        pointer(days, np.int32),
        c_int64(course.n_days),
        c_int64(course.n_before),
        pointer(course.day_sums, np.int64),
        c_int64(course.to_end),
        c_int64(per_centre),
        c_int64(least.shape[1] - 1),
        pointer(least, np.int64),
    )
    if done:
        raise MemoryError
