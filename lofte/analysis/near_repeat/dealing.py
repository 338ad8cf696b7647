"""The figures of one-figure tests with the times dealt anew, replicate by replicate."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import streams
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import AllAlike
from lofte.analysis.near_repeat.counting import Counting, nearer_until, replicates

AT_A_TIME = 200_000  # pairs held at once


@dataclass(frozen=True)
class Nearness:
    """(distance + constant) ^ power, in space and in time."""

    space_constant: float
    space_power: float
    time_constant: float
    time_power: float

    def of_space(self, apart: FloatArray) -> FloatArray:
        return _raised(apart + self.space_constant, self.space_power)

    def of_time(self, apart: FloatArray) -> FloatArray:
        return _raised(apart + self.time_constant, self.time_power)


def near_in_time(when: FloatArray, edge: float) -> IntArray:
    """Return how many others happened nearer in time than the edge, for each event."""
    n, order = len(when), np.argsort(when, kind="stable")
    until, at = nearer_until(when[order], edge), np.arange(n)
    begun = np.bincount(at + 1, minlength=n + 1) - np.bincount(until, minlength=n + 1)
    near = np.empty(n, dtype=np.int64)
    near[order] = (until - at - 1) + np.cumsum(begun)[:n]
    return near


def modified(  # noqa: PLR0917  a task gets what it needs by place
    first: int, n_replicates: int, counting: Counting, seed: int, in_space: IntArray, in_time: IntArray
) -> tuple[IntArray, IntArray]:
    """Return pairs near in both, and the product of each event's own numbers, shapes (n_replicates,)."""
    drawn = replicates(first, n_replicates, counting, seed)[:, 0, 0]
    order, starts = streams.strata_of(None, len(in_time))
    products = np.empty(n_replicates, dtype=np.int64)
    for r in range(n_replicates):
        [dealt] = streams.shuffles(seed, first + r, 1, order, starts, by_c=counting.by_c)
        products[r] = in_space @ in_time[dealt]
    return drawn, products


def moments(east: FloatArray, north: FloatArray, when: FloatArray, nearness: Nearness) -> tuple[float, float]:
    """Return what turns a sum of products into a correlation: what it is under none, and its scale."""
    n_pairs = len(when) * (len(when) - 1) / 2
    sums = np.zeros(4)
    for rows, later in _blocks(len(when)):
        space = nearness.of_space(_apart(east, north, rows))[later]
        time = nearness.of_time(np.abs(when[rows, None] - when[None, rows.start :]))[later]
        sums += [space.sum(), np.vdot(space, space), time.sum(), np.vdot(time, time)]
    spread = (sums[1] - sums[0] ** 2 / n_pairs) * (sums[3] - sums[2] ** 2 / n_pairs)
    if spread <= 0:
        raise AllAlike("x", "and days give all pairs the same nearness")
    return float(sums[0] * sums[2] / n_pairs), float(np.sqrt(spread))


def mantels(  # noqa: PLR0917  a task gets what it needs by place
    first: int,
    n_replicates: int,
    east: FloatArray,
    north: FloatArray,
    when: FloatArray,
    nearness: Nearness,
    seed: int,
    by_c: bool,
) -> FloatArray:
    order, starts = streams.strata_of(None, len(when))
    dealt = streams.shuffles(seed, first, n_replicates, order, starts, by_c=by_c)
    return products(east, north, when[dealt], nearness)


def products(east: FloatArray, north: FloatArray, dealt: FloatArray, nearness: Nearness) -> FloatArray:
    """Return the sum over pairs of nearness in space times nearness in time, shape (n_replicates,)."""
    sums = np.zeros(len(dealt))
    for rows, later in _blocks(len(east)):
        space = np.where(later, nearness.of_space(_apart(east, north, rows)), 0.0)
        for r, when in enumerate(dealt):
            time = nearness.of_time(np.abs(when[rows, None] - when[None, rows.start :]))
            sums[r] += np.vdot(space, time)
    return sums


def jacquez(  # noqa: PLR0917  a task gets what it needs by place
    first: int,
    n_replicates: int,
    owners: IntArray,
    members: IntArray,
    low: IntArray,
    high: IntArray,
    seed: int,
    by_c: bool,
) -> IntArray:
    order, starts = streams.strata_of(None, len(low))
    out = np.empty(n_replicates, dtype=np.int64)
    for r in range(n_replicates):
        ranks = streams.shuffles(seed, first + r, 1, order, starts, by_c=by_c)
        [out[r]] = shared(ranks, owners, members, low, high)
    return out


def shared(
    ranks: npt.NDArray[np.integer[Any]], owners: IntArray, members: IntArray, low: IntArray, high: IntArray
) -> IntArray:
    """Return how many neighbours in space lie in the owner's window of time too, shape (n_replicates,)."""
    mine, theirs = ranks[:, owners], ranks[:, members]
    counted: IntArray = np.count_nonzero((theirs >= low[mine]) & (theirs <= high[mine]), axis=1)
    return counted


def windows(when: FloatArray, k: int) -> tuple[IntArray, IntArray]:
    """Return the first and last rank of each event with its k nearest in time; ``when`` rises."""
    at = np.arange(len(when))
    low, high = at.copy(), at.copy()
    padded = np.concatenate([[-np.inf], when, [np.inf]])
    for _ in range(k):
        before = when - padded[low]  # padded is one ahead: the one before the window
        after = padded[high + 2] - when
        low, high = np.where(before <= after, low - 1, low), np.where(before <= after, high, high + 1)
    return low, high


def _blocks(n: int) -> list[tuple[slice, npt.NDArray[np.bool_]]]:
    """Return blocks of rows, against all columns from the first of them on, and which cells are pairs."""
    blocks, start = [], 0
    while start < n - 1:
        rows = slice(start, min(n - 1, start + max(1, AT_A_TIME // (n - start))))
        blocks.append((rows, np.arange(start, n)[None, :] > np.arange(start, rows.stop)[:, None]))
        start = rows.stop
    return blocks


def _apart(east: FloatArray, north: FloatArray, rows: slice) -> FloatArray:
    dx = east[rows, None] - east[None, rows.start :]
    dy = north[rows, None] - north[None, rows.start :]
    apart: FloatArray = np.sqrt(dx * dx + dy * dy)
    return apart


def _raised(base: FloatArray, power: float) -> FloatArray:
    raised: FloatArray = 1 / base if power == -1 else base**power
    return raised
