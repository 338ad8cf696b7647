"""Conditional permutations: each place keeps its own value, and the others' are dealt anew around it.

A replicate draws its places once and every place of the map uses them, itself left out. Each p is exact;
together they rise and fall with the same draws, as p-values from one calibration sample do, and for those
Benjamini and Hochberg's rule holds (Bates et al. 2023, Annals of Statistics 51:149-178).
"""

from concurrent.futures import Executor
from ctypes import c_int64
from dataclasses import dataclass

import numpy as np

from lofte.analysis import streams
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.kernels import LIBRARY, have_c, pointer
from lofte.analysis.neighbours import Neighbours

BITS = 61  # sums of values as whole numbers stay below 2^61


@dataclass(frozen=True)
class Around:
    """Places by rising value: their values as whole numbers, numbers of neighbours, and sums over them."""

    values: IntArray
    n_each: IntArray
    sums: IntArray
    by_c: bool


def tails(
    y: FloatArray, beside: Neighbours, seed: int, n_replicates: int, executor: Executor | None
) -> tuple[IntArray, IntArray]:
    """Return in how many replicates the sum over neighbours is at least, and at most, the observed one."""
    counted = as_whole(y, len(beside.members))
    order = np.argsort(counted, kind="stable")  # of its own, so that the order of rows changes nothing
    around = Around(counted[order], beside.n_each[order], beside.sums(counted)[order], have_c())
    told = streams.spread(_tails, n_replicates, executor, around, seed)
    at_least, at_most = np.empty(len(y), dtype=np.int64), np.empty(len(y), dtype=np.int64)
    at_least[order], at_most[order] = np.sum(told, axis=0)
    return at_least, at_most


def as_whole(y: FloatArray, n_terms: int) -> IntArray:
    """Return the values as whole numbers, scaled by a power of two: sums of them know no rounding."""
    room = BITS - int(np.ceil(np.log2(max(2, n_terms)))) - int(np.frexp(np.abs(y).max())[1])
    shift = min(room, 0) if (y == np.floor(y)).all() else room
    return np.rint(np.ldexp(y, shift)).astype(np.int64)


def _tails(first: int, n_replicates: int, around: Around, seed: int) -> IntArray:
    if around.by_c:
        return _by_c(first, n_replicates, around, seed)
    out = np.zeros((2, len(around.values)), dtype=np.int64)
    for r in range(first, first + n_replicates):
        drawn = _drawn(seed, r, len(around.values) - 1, int(around.n_each.max()))
        passed = np.searchsorted(np.sort(drawn), np.arange(len(around.values)))
        sums = _sums(around.values, drawn)[passed]
        mine = np.take_along_axis(sums, around.n_each[:, None], axis=1)[:, 0]
        out += [mine >= around.sums, mine <= around.sums]
    return out


def _by_c(first: int, n_replicates: int, around: Around, seed: int) -> IntArray:
    assert LIBRARY is not None  # noqa: S101  asked before
    out = np.zeros((2, len(around.values)), dtype=np.int64)
    most = int(around.n_each.max())
    failed = LIBRARY.lofte_local(
        *map(c_int64, (seed, first, n_replicates, len(around.values))),
        pointer(around.values, np.int64),
        pointer(around.n_each, np.int64),
        pointer(around.sums, np.int64),
        c_int64(most),
        c_int64(bool((around.n_each == most).all())),
        pointer(out[0], np.int64),
        pointer(out[1], np.int64),
    )
    if failed:
        raise MemoryError
    return out


def _drawn(seed: int, replicate: int, n_others: int, most: int) -> IntArray:
    """Return the places that a replicate draws, shape (most,): the first steps of Fisher and Yates."""
    below = np.arange(n_others, n_others - most, -1).astype(np.uint64)
    steps = np.arange(most) + streams.high_half(streams.words(seed, replicate, most), below).astype(np.int64)
    moved: dict[int, int] = {}
    drawn = np.empty(most, dtype=np.int64)
    for m, j in enumerate(steps.tolist()):
        drawn[m] = moved.get(j, j)
        moved[j] = moved.get(m, m)
    return drawn


def _sums(values: IntArray, drawn: IntArray) -> IntArray:
    """Return sums of the first so many drawn: row s once s drawn places are passed."""
    ranks = np.argsort(np.argsort(drawn))
    passed = np.arange(len(drawn) + 1)[:, None] > ranks[None, :]
    taken = np.where(passed, values[drawn], values[drawn + 1])
    nought = np.zeros((len(drawn) + 1, 1), dtype=np.int64)
    return np.concatenate([nought, np.cumsum(taken, axis=1)], axis=1)
