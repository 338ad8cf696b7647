"""Loess on a row of equally spaced values: the smoother that STL is made of, with its jumps and its edges."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from lofte.analysis.checking import FloatArray, IntArray

NEAR, FAR = 0.001, 0.999  # of the reach: nearer counts whole, farther not at all
LEAST_SPREAD = 0.001  # of the row's length; with less there is no slope to speak of


@dataclass(frozen=True)
class Loess:
    """Where a smoother looks and what it weighs; the same for all rows of one length.

    `at` (n_points,) are the places smoothed at, `seen` (n_points, n_seen) the places looked at from each, and
    `kernel` their weights. `below`, `share` (n_out,) interpolate between the points.
    """

    at: FloatArray
    seen: IntArray
    kernel: FloatArray
    below: IntArray
    share: FloatArray
    degree: int
    n: int

    def smooth(self, rows: FloatArray, weights: FloatArray | None = None) -> FloatArray:
        """Return smoothed rows, shape (m, n_out), of rows (m, n) with weights of the same shape."""
        points = self._at_points(rows, weights)
        if len(self.share) == len(self.at) and not self.share.any():
            return points[:, self.below]
        following = np.minimum(self.below + 1, len(self.at) - 1)
        low = points[:, self.below]
        return low + self.share * (points[:, following] - low)

    def _at_points(self, rows: FloatArray, weights: FloatArray | None) -> FloatArray:
        if weights is None:
            plain: FloatArray = np.einsum("pk,mpk->mp", self.plain, rows[:, self.seen])
            return plain
        near = weights[:, self.seen]
        total = np.einsum("pk,mpk->mp", self.kernel, near)
        some = np.where(total > 0, total, 1.0)
        weighed = near * rows[:, self.seen]
        found: FloatArray = np.einsum("pk,mpk->mp", self.kernel, weighed) / some
        if self.degree:
            centre = np.einsum("pk,mpk->mp", self.kernel_away, near) / some
            spread = np.einsum("pk,mpk->mp", self.kernel_away_squared, near) / some - centre**2
            tilt = np.einsum("pk,mpk->mp", self.kernel_away, weighed) / some - centre * found
            found += _slope(self, centre, spread) * tilt
        if (total <= 0).any():  # nothing near is believed: what was there stays
            there = np.clip(self.at, 0, self.n - 1).astype(np.int64)
            found = np.where(total > 0, found, rows[:, there])
        return found

    @cached_property
    def away(self) -> FloatArray:
        away: FloatArray = self.seen - self.at[:, None]
        return away

    @cached_property
    def kernel_away(self) -> FloatArray:
        moved: FloatArray = self.kernel * self.away
        return moved

    @cached_property
    def kernel_away_squared(self) -> FloatArray:
        return self.kernel_away * self.away

    @cached_property
    def plain(self) -> FloatArray:
        """Return what each place seen counts when all are believed: a straight line stays as it is."""
        shares = self.kernel / self.kernel.sum(axis=1, keepdims=True)
        if not self.degree:
            even: FloatArray = shares
            return even
        centre = (shares * self.away).sum(axis=1)
        spread = (shares * self.away**2).sum(axis=1) - centre**2
        slope = _slope(self, centre, spread)
        tilted: FloatArray = shares * (slope[:, None] * (self.away - centre[:, None]) + 1)
        return tilted


def _slope(loess: Loess, centre: FloatArray, spread: FloatArray) -> FloatArray:
    """Return how much what is seen tilts, its middle `centre` away; not at all without spread."""
    sloped = spread > (LEAST_SPREAD * (loess.n - 1)) ** 2
    slope: FloatArray = np.divide(-centre, spread, out=np.zeros(spread.shape), where=sloped)
    return slope


@lru_cache(maxsize=64)
def loess(n: int, window: int, degree: int, jump: int, *, beyond: bool = False) -> Loess:
    """Return the smoother of rows of `n`, with an odd `window`; `beyond` adds a place before and after."""
    points = np.arange(0, n, min(jump, max(n - 1, 1)))
    half = (window + 1) // 2
    reach = min(window, n)
    left = np.clip(points - half + 1, 0, n - reach)
    if points[-1] != n - 1:  # the last place looks at what the last point looks at
        points, left = np.append(points, n - 1), np.append(left, left[-1])
    if beyond:
        points = np.concatenate([[-1], points, [n]])
        left = np.concatenate([[0], left, [n - reach]])
    seen = left[:, None] + np.arange(reach)
    out = np.arange(points[0], points[-1] + 1)
    below = np.searchsorted(points, out, side="right") - 1
    gaps = np.append(np.diff(points), 1)
    share = (out - points[below]) / gaps[below]
    return Loess(points.astype(np.float64), seen, _kernel(points, seen, window, n), below, share, degree, n)


def _kernel(points: IntArray, seen: IntArray, window: int, n: int) -> FloatArray:
    """Return tricube weights; a window wider than the row reaches as much farther as it is wider, halved."""
    reach = np.maximum(points - seen[:, 0], seen[:, -1] - points) + max(window - n, 0) // 2
    away = np.abs(seen - points[:, None])
    of_reach = away / np.maximum(reach, 1)[:, None]
    weights: npt.NDArray[np.float64] = (1 - of_reach**3) ** 3
    weights[of_reach <= NEAR] = 1.0
    weights[of_reach > FAR] = 0.0
    return weights
