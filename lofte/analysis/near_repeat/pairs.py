"""Pairs of points nearer than a reach, by a hash of square cells; each pair once, sorted by band."""

from ctypes import c_int64
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from lofte.analysis.cells import Halves, halves
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import TooLarge
from lofte.analysis.kernels import LIBRARY, pointer

MOST_PAIRS = 250_000_000  # 2 GB: above it a shorter reach is meant
CANDIDATES = 1_000_000  # pairs that numpy weighs at a time


class Metric(Enum):
    """How far two places lie apart."""

    EUCLIDEAN = "euclidean"
    MANHATTAN = "manhattan"


@dataclass(frozen=True)
class Pairs:
    """Near pairs by band, each once. ``order`` sorts the points; the rest speaks of sorted points.

    Band ``b`` holds the pairs ``ends[b - 1]`` to ``ends[b]`` of ``firsts`` and ``partners``.
    """

    order: IntArray
    ends: IntArray
    firsts: npt.NDArray[np.int32]
    partners: npt.NDArray[np.int32]

    @property
    def n(self) -> int:
        return len(self.order)

    @property
    def by_band(self) -> IntArray:
        """How many pairs each band has, shape (n_bands,)."""
        return np.diff(self.ends, prepend=0)

    def of_band(self, band: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        part = slice(self.ends[band - 1] if band else 0, self.ends[band])
        return self.firsts[part], self.partners[part]


def near(x: FloatArray, y: FloatArray, edges: FloatArray, metric: Metric, *, by_c: bool) -> Pairs:
    """Return all pairs with edges[0] <= distance < edges[-1], by band."""
    cells = halves(x, y, float(edges[-1]))
    east, north = x[cells.order], y[cells.order]
    starts = np.zeros((len(edges) - 1) * len(x) + 1, dtype=np.int64)
    if by_c:
        partners = _by_c(east, north, cells, edges, metric, starts)
    else:
        partners = _by_numpy(east, north, cells, edges, metric, starts)
    owners = np.tile(np.arange(len(x), dtype=np.int32), len(edges) - 1)
    firsts = np.repeat(owners, np.diff(starts))
    return Pairs(cells.order, starts[:: len(x)][1:].copy(), firsts, partners)


def _by_c(  # noqa: PLR0917  a task gets what it needs by place
    x: FloatArray, y: FloatArray, cells: Halves, edges: FloatArray, metric: Metric, starts: IntArray
) -> npt.NDArray[np.int32]:
    assert LIBRARY is not None  # noqa: S101  asked before
    edges = np.ascontiguousarray(edges)
    asked = (
        c_int64(len(x)),
        pointer(x, np.float64),
        pointer(y, np.float64),
        *(pointer(end, np.int64) for end in (cells.same_end, cells.next_start, cells.next_end)),
        c_int64(len(edges) - 1),
        pointer(edges, np.float64),
        c_int64(metric is Metric.MANHATTAN),
    )
    LIBRARY.lofte_pairs(*asked, pointer(starts[1:], np.int64), None)
    np.cumsum(starts, out=starts)
    partners = np.empty(_held(int(starts[-1])), dtype=np.int32)
    cursors = starts[:-1].copy()
    LIBRARY.lofte_pairs(*asked, pointer(cursors, np.int64), pointer(partners, np.int32))
    return partners


def _by_numpy(  # noqa: PLR0917  a task gets what it needs by place
    x: FloatArray, y: FloatArray, cells: Halves, edges: FloatArray, metric: Metric, starts: IntArray
) -> npt.NDArray[np.int32]:
    n, found, n_found = len(x), [], 0
    for i, j in cells.candidates(CANDIDATES):
        apart = distances(x[i] - x[j], y[i] - y[j], metric)
        band = np.searchsorted(edges, apart, side="right") - 1
        kept = (band >= 0) & (band < len(edges) - 1)
        found.append((band[kept] * n + i[kept], j[kept].astype(np.int32)))
        n_found = _held(n_found + len(found[-1][1]))
    slots = np.concatenate([slot for slot, _ in found]) if found else np.empty(0, dtype=np.int64)
    partners = np.concatenate([j for _, j in found]) if found else np.empty(0, dtype=np.int32)
    starts[1:] = np.cumsum(np.bincount(slots, minlength=len(starts) - 1))
    return partners[np.lexsort((partners, slots))]


def distances(dx: FloatArray, dy: FloatArray, metric: Metric) -> FloatArray:
    """Return how far apart, rounded as the C loop rounds."""
    apart: FloatArray = np.abs(dx) + np.abs(dy) if metric is Metric.MANHATTAN else np.sqrt(dx * dx + dy * dy)
    return apart


def _held(n_pairs: int) -> int:
    if n_pairs > MOST_PAIRS:
        raise TooLarge("space", f"reaches {n_pairs} pairs, and {MOST_PAIRS} are held: choose a shorter reach")
    return n_pairs
