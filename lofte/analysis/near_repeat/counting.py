"""Counting the pairs of Knox's table, as they are and with the times dealt anew."""

from ctypes import c_int64
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import streams
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.kernels import LIBRARY, pointer
from lofte.analysis.near_repeat.bands import Bands
from lofte.analysis.near_repeat.pairs import Metric, Pairs, near

LONGEST = 32_767  # days: whole numbers below it fit a lane of 16 bits, and so do their differences
AT_A_TIME = 1_000_000  # pairs whose times numpy compares at once


@dataclass(frozen=True)
class Counting:
    """What a worker needs. Points are sorted as the pairs are; finite edges of time above 0 are counted.

    ``whole`` holds all pairs by band of time where the last band of space has no end, else nothing: it is
    the same however the times are dealt. ``n_left`` bands of space are counted for it alone.
    """

    pairs: Pairs
    times: npt.NDArray[Any]
    edges: npt.NDArray[Any]
    from_nought: bool
    to_infinity: bool
    whole: IntArray | None
    n_left: int
    by_c: bool

    @classmethod
    def of(  # noqa: PLR0917  a task gets what it needs by place
        cls,
        east: FloatArray,
        north: FloatArray,
        when: FloatArray,
        space: Bands,
        time: Bands,
        metric: Metric,
        *,
        by_c: bool,
    ) -> "Counting":
        inner, n_left = space.finite, 0
        if space.is_open and inner[0] > 0:
            inner, n_left = np.insert(inner, 0, 0.0), 1
        pairs = near(east, north, inner, metric, by_c=by_c)
        times, edges = _narrow(when[pairs.order], time.finite[time.finite > 0])
        whole = _all_pairs(when, time) if space.is_open else None
        return cls(pairs, times, edges, time.edges[0] == 0, time.is_open, whole, n_left, by_c)

    def by_band(self, below: IntArray) -> IntArray:
        """Return counts by band from counts below each edge, shape (n_replicates, n_space, n_time)."""
        ends = [below]
        if self.from_nought:
            ends.insert(0, np.zeros((*below.shape[:2], 1), dtype=np.int64))
        if self.to_infinity:
            near_by = self.pairs.by_band[None, :, None]
            ends.append(np.broadcast_to(near_by, (*below.shape[:2], 1)))
        upto = np.concatenate(ends, axis=2)
        counts: IntArray = upto[:, :, 1:] - upto[:, :, :-1]
        if self.whole is None:
            return counts
        beyond = self.whole - counts.sum(axis=1)
        with_rest: IntArray = np.concatenate([counts[:, self.n_left :], beyond[:, None, :]], axis=1)
        return with_rest


def counts_of(counting: Counting) -> IntArray:
    """Return the table as it is, shape (n_space, n_time)."""
    observed: IntArray = counting.by_band(_below(counting, counting.times)[None])[0]
    return observed


def replicates(first: int, n_replicates: int, counting: Counting, seed: int) -> IntArray:
    """Return the tables of replicates, shape (n_replicates, n_space, n_time)."""
    if counting.by_c:
        return counting.by_band(_below_by_c(first, n_replicates, counting, seed))
    order, starts = streams.strata_of(None, counting.pairs.n)
    below = np.empty((n_replicates, len(counting.pairs.ends), len(counting.edges)), dtype=np.int64)
    for r in range(n_replicates):
        [dealt] = streams.shuffles(seed, first + r, 1, order, starts, by_c=False)
        below[r] = _below(counting, counting.times[dealt])
    return counting.by_band(below)


def _below_by_c(first: int, n_replicates: int, counting: Counting, seed: int) -> IntArray:
    assert LIBRARY is not None  # noqa: S101  asked before
    pairs, kind = counting.pairs, counting.times.dtype
    loop = LIBRARY.lofte_knox_days if kind == np.int16 else LIBRARY.lofte_knox_times
    out = np.zeros((n_replicates, len(pairs.ends), len(counting.edges)), dtype=np.int64)
    failed = loop(
        *map(c_int64, (seed, first, n_replicates, pairs.n)),
        pointer(counting.times, kind),
        c_int64(len(pairs.ends)),
        pointer(pairs.ends, np.int64),
        pointer(pairs.firsts, np.int32),
        pointer(pairs.partners, np.int32),
        c_int64(len(counting.edges)),
        pointer(counting.edges, kind),
        pointer(out, np.int64),
    )
    if failed:
        raise MemoryError
    return out


def _below(counting: Counting, times: npt.NDArray[Any]) -> IntArray:
    """Return pairs nearer than each edge of time by band of distance, with numpy."""
    out = np.zeros((len(counting.pairs.ends), len(counting.edges)), dtype=np.int64)
    for band in range(len(out)):
        firsts, partners = counting.pairs.of_band(band)
        for at in range(0, len(firsts), AT_A_TIME):
            part = slice(at, at + AT_A_TIME)
            apart = np.abs(times[firsts[part]] - times[partners[part]])
            out[band] += [np.count_nonzero(apart < edge) for edge in counting.edges]
    return out


def _narrow(when: FloatArray, edges: FloatArray) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return times and edges as narrow as they can be without changing an answer.

    Between whole numbers, nearer than 7.5 is nearer than 8.
    """
    since = when - when.min()
    if (when != np.floor(when)).any() or since.max() >= LONGEST:
        return when, edges
    return since.astype(np.int16), np.minimum(np.ceil(edges), LONGEST).astype(np.int16)


def _all_pairs(when: FloatArray, time: Bands) -> IntArray:
    """Return all pairs by band of time, near or far."""
    sorted_times, n = np.sort(when), len(when)
    below = [_pairs_nearer(sorted_times, edge) for edge in time.finite]
    return np.diff([*below, n * (n - 1) // 2] if time.is_open else below)


def _pairs_nearer(times: FloatArray, edge: float) -> int:
    """Return pairs of sorted times nearer than an edge."""
    return int((nearer_until(times, edge) - np.arange(len(times)) - 1).sum()) if edge > 0 else 0


def nearer_until(times: FloatArray, edge: float) -> IntArray:
    """Return for each of sorted times the first later one not nearer, by the difference as rounded."""
    at = np.searchsorted(times, times + edge, side="left")
    padded = np.append(times, np.inf)
    while (short := padded[at] - times < edge).any():
        at += short
    while (over := times[at - 1] - times >= edge).any():
        at -= over
    return at
