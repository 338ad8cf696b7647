"""Chance that can be repeated: a stream of its own for every replicate, the same on every machine and thread.

Replicate ``r`` of an analysis with seed ``s`` draws from Philox4x64-10 (Salmon et al. 2011, "Parallel random
numbers: as easy as 1, 2, 3") keyed by ``(s, r)``. What a replicate draws depends on nothing else, so the
replicates can be shared out as one likes: the integers that come home are the same.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from ctypes import c_int64
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.errors import OutOfRange
from lofte.analysis.kernels import LIBRARY, have_c, pointer

LANES = 32  # replicates side by side in a register's row of 16-bit counts
CHUNK = (
    64  # replicates a task gets at least: handing one over costs about 2 ms where it goes to another process
)
Words = npt.NDArray[np.uint64]
Order = npt.NDArray[np.int32]
Result = TypeVar("Result")


def words(seed: int, replicate: int, n: int) -> Words:
    """Return the first ``n`` 64-bit words of a replicate's stream, shape (n,)."""
    key = np.array([seed, replicate], dtype=np.uint64)
    drawn: Words = np.random.Philox(key=key).random_raw(n)
    return drawn


def strata_of(labels: npt.ArrayLike | None, n: int) -> tuple[Order, npt.NDArray[np.int64]]:
    """Return the events by stratum, shape (n,), and where each stratum starts, shape (n_strata + 1,)."""
    if labels is None:
        return np.arange(n, dtype=np.int32), np.array([0, n], dtype=np.int64)
    given = checking.whole("strata", labels, low=-(2**62))
    order = np.argsort(given, kind="stable").astype(np.int32)
    edges = np.flatnonzero(np.diff(given[order])) + 1
    return order, np.concatenate(([0], edges, [n])).astype(np.int64)


def shuffles(
    seed: int,
    first: int,
    n_replicates: int,
    order: Order,
    starts: npt.NDArray[np.int64],
    *,
    by_c: bool | None = None,
) -> Order:
    """Return shuffled copies of ``order``, one row a replicate: Fisher and Yates inside each stratum.

    Parameters
    ----------
    seed : int
        Of the analysis, 0 to 2^63 - 1.
    first, n_replicates : int
        Replicates ``first`` to ``first + n_replicates - 1``.
    order : int32 array, shape (n,)
        What is shuffled, the strata lying side by side.
    starts : int64 array, shape (n_strata + 1,)
        Where each stratum starts, and ``n``.
    by_c : bool, optional
        What `have_c` said, in a worker.

    Returns
    -------
    int32 array, shape (n_replicates, n)
    """
    if have_c() if by_c is None else by_c:
        return _shuffles_by_c(seed, first, n_replicates, order, starts)
    return _shuffles_by_numpy(seed, first, n_replicates, order, starts)


def _shuffles_by_c(
    seed: int, first: int, n_replicates: int, order: Order, starts: npt.NDArray[np.int64]
) -> Order:
    assert LIBRARY is not None  # noqa: S101  asked before
    out = np.empty((n_replicates, len(order)), dtype=np.int32)
    LIBRARY.lofte_shuffles(
        *map(c_int64, (seed, first, n_replicates, len(order))),
        pointer(order, np.int32),
        c_int64(len(starts) - 1),
        pointer(starts, np.int64),
        pointer(out, np.int32),
    )
    return out


def _shuffles_by_numpy(
    seed: int,
    first: int,
    n_replicates: int,
    order: Order,
    starts: npt.NDArray[np.int64],
    *,
    taken: npt.NDArray[np.int64] | None = None,
) -> Order:
    """All replicates step together: the swaps of one replicate follow on each other, those of two do not."""
    sizes = np.diff(starts)
    lasts = np.maximum(sizes - (sizes if taken is None else taken), 1)  # the first place needs no swap
    steps = [
        start + np.arange(size - 1, last - 1, -1)
        for start, size, last in zip(starts[:-1], sizes, lasts, strict=True)
    ]
    at = np.concatenate(steps) if steps else np.empty(0, dtype=np.int64)
    base = np.repeat(starts[:-1], np.maximum(sizes - lasts, 0))
    below = (at - base + 1).astype(np.uint64)
    out = np.tile(order, (n_replicates, 1))
    drawn = np.empty((n_replicates, len(at)), dtype=np.int64)
    for r in range(n_replicates):
        drawn[r] = base + high_half(words(seed, first + r, len(at)), below).astype(np.int64)
    rows = np.arange(n_replicates)
    for k, i in enumerate(at):
        j = drawn[:, k]
        kept = out[:, i].copy()
        out[:, i] = out[rows, j]
        out[rows, j] = kept
    return out


def draws(
    seed: int,
    first: int,
    n_replicates: int,
    order: Order,
    starts: npt.NDArray[np.int64],
    *,
    taken: npt.NDArray[np.int64],
    by_c: bool | None = None,
) -> Order:
    """Return what a shuffle puts last: ``taken[k]`` of stratum k, drawn without replacement.

    With one stratum the rows are the ends of those of `shuffles`, at the cost of what is taken alone.

    Parameters
    ----------
    seed, first, n_replicates, order, starts, by_c
        As of `shuffles`.
    taken : int64 array, shape (n_strata,)
        How many of each stratum.

    Returns
    -------
    int32 array, shape (n_replicates, taken.sum())
    """
    n_taken = int(taken.sum())
    if not (have_c() if by_c is None else by_c):
        ends = [
            np.arange(end - some, end) for end, some in zip(starts[1:].tolist(), taken.tolist(), strict=True)
        ]
        shuffled = _shuffles_by_numpy(seed, first, n_replicates, order, starts, taken=taken)
        return np.ascontiguousarray(shuffled[:, np.concatenate(ends)])
    assert LIBRARY is not None  # noqa: S101  asked before
    out = np.empty((n_replicates, n_taken), dtype=np.int32)
    done = LIBRARY.lofte_draws(
        *map(c_int64, (seed, first, n_replicates, len(order))),
        pointer(order, np.int32),
        c_int64(len(starts) - 1),
        pointer(starts, np.int64),
        pointer(taken, np.int64),
        c_int64(n_taken),
        pointer(out, np.int32),
    )
    if done:
        raise MemoryError
    return out


def high_half(left: Words, right: Words) -> Words:
    """Return the high 64 bits of the 128-bit product of each pair."""
    low32 = np.uint64(0xFFFFFFFF)
    half = np.uint64(32)
    a, b = left >> half, left & low32
    c, d = right >> half, right & low32
    middle = b * c + ((b * d) >> half)
    other = a * d + (middle & low32)
    high: Words = a * c + (middle >> half) + (other >> half)
    return high


def checked_seed(seed: int) -> int:
    return checking.one_whole("seed", seed, low=0, high=2**63 - 1)


def ranges(n_replicates: int, executor: Executor | None, *, lanes: int = LANES) -> Iterator[tuple[int, int]]:
    """Share out replicates 0 to n - 1 as (first, how many): whole lanes, no more tasks than are worth it."""
    if n_replicates < 0:
        raise OutOfRange("n_replicates", f"is {n_replicates}")
    size = n_replicates if executor is None else max(CHUNK, -(-n_replicates // 16))
    size = max(lanes, -(-size // lanes) * lanes)
    for first in range(0, n_replicates, size):
        yield first, min(size, n_replicates - first)


def spread(
    task: Callable[..., Result], n_replicates: int, executor: Executor | None, *args: Any, lanes: int = LANES
) -> list[Result]:
    """Call ``task(first, how_many, *args)`` for every range, here or elsewhere, and return all in order.

    Any `concurrent.futures.Executor` will do, `distributed.Client.get_executor()` among them. What the task
    returns must not depend on how the replicates were shared out.
    """
    shares = list(ranges(n_replicates, executor, lanes=lanes))
    if executor is None:
        return [task(first, n, *args) for first, n in shares]
    waiting = [executor.submit(task, first, n, *args) for first, n in shares]
    return [one.result() for one in waiting]
