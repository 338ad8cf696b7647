"""Who lies beside whom: all within a distance, or the k nearest, by a hash of square cells."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import cells, checking, planes
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import AllAlike, OutOfRange, WrongShape
from lofte.analysis.planes import Plane

CANDIDATES = 500_000  # distances worked out at a time
HALVINGS = 30
CROWDED = 4  # times as many in a cell as are asked for: the cells are made smaller


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of point ``i`` are ``members[starts[i] : starts[i + 1]]``, rising, itself left out."""

    starts: IntArray
    members: IntArray

    def __post_init__(self) -> None:
        _well_formed(self.starts, self.members)

    @property
    def n(self) -> int:
        return len(self.starts) - 1

    @property
    def n_each(self) -> IntArray:
        """How many neighbours each point has, shape (n,)."""
        return np.diff(self.starts)

    def sums(self, values: IntArray) -> IntArray:
        """Return the sum over each point's neighbours, shape (n,)."""
        upto = np.concatenate([np.zeros(1, dtype=values.dtype), np.cumsum(values[self.members])])
        summed: IntArray = upto[self.starts[1:]] - upto[self.starts[:-1]]
        return summed


def neighbours_within(
    x: npt.ArrayLike, y: npt.ArrayLike, metres: float, *, plane: Plane = Plane.SWEREF_99_TM
) -> Neighbours:
    """Return all other points at most so far away.

    Parameters
    ----------
    x, y : float arrays, shape (n,)
        East and north in metres of SWEREF 99 TM: centres of cells or areas.
    metres : float
        Farthest distance, itself included.
    plane : Plane

    Returns
    -------
    Neighbours
        Some points may have none.

    Raises
    ------
    AnalysisError
        Empty, NotFinite, WrongShape, OutsideSweden, OutOfRange: for what the arguments say.

    References
    ----------
    docs/methods/local.md

    Examples
    --------
    >>> from lofte.analysis import neighbours_within
    >>> neighbours_within([450_000, 450_100, 450_150], [6_400_000] * 3, 100).members.tolist()
    [1, 0, 2, 1]
    """
    east, north = planes.points(x, y, plane)
    reach = checking.positive("metres", metres)
    n, found = len(east), []
    for i, j in cells.around(east, north, reach, np.arange(n), CANDIDATES):
        dx, dy = east[i] - east[j], north[i] - north[j]
        kept = (np.sqrt(dx * dx + dy * dy) <= reach) & (i != j)
        found.append((i[kept], j[kept]))
    who, members = (np.concatenate([part[end] for part in found]) for end in (0, 1))
    return _gathered(n, who, members[np.lexsort((members, who))])


def nearest_neighbours(
    x: npt.ArrayLike, y: npt.ArrayLike, k: int, *, plane: Plane = Plane.SWEREF_99_TM
) -> Neighbours:
    """Return the k nearest other points; of equally near ones the first in the arrays.

    Parameters
    ----------
    x, y : float arrays, shape (n,)
        East and north in metres of SWEREF 99 TM.
    k : int
        From 1 to n - 1.
    plane : Plane

    Returns
    -------
    Neighbours
        ``k`` each. Nearness need not be mutual.

    Raises
    ------
    AllAlike
        If all points lie in one place.
    AnalysisError
        Empty, NotFinite, WrongShape, OutsideSweden, OutOfRange: for what the arguments say.

    References
    ----------
    docs/methods/local.md

    Examples
    --------
    >>> from lofte.analysis import nearest_neighbours
    >>> nearest_neighbours([450_000, 450_100, 450_150], [6_400_000] * 3, 1).members.tolist()
    [1, 2, 1]
    """
    east, north = planes.points(x, y, plane, least=2)
    n = len(east)
    checking.one_whole("k", k, low=1)
    if k >= n:
        raise OutOfRange("k", f"is {k}, and each of {n} points has {n - 1} others")
    if (east == east[0]).all() and (north == north[0]).all():
        raise AllAlike("x", "and y say that all points lie in one place")
    reach = _first_reach(east, north, k)
    members = np.empty((n, k), dtype=np.int64)
    left = np.arange(n)
    while len(left):
        left = _settle(east, north, reach, left, members)
        reach *= 2
    return _gathered(n, np.repeat(np.arange(n), k), np.sort(members, axis=1).ravel())


def _settle(
    east: FloatArray, north: FloatArray, reach: float, asked: IntArray, members: IntArray
) -> IntArray:
    """Put down the nearest of all that have enough within reach, and return those that have not."""
    k, short = members.shape[1], []
    for i, j in cells.around(east, north, reach, asked, CANDIDATES):
        dx, dy = east[i] - east[j], north[i] - north[j]
        square = dx * dx + dy * dy
        kept = (square <= reach * reach) & (i != j)
        who, whom, square = i[kept], j[kept], square[kept]
        order = np.lexsort((whom, square, who))
        here = np.unique(i)
        firsts = np.searchsorted(who[order], here)
        enough = np.searchsorted(who[order], here, side="right") - firsts >= k
        members[here[enough]] = whom[order][firsts[enough][:, None] + np.arange(k)]
        short.append(here[~enough])
    return np.concatenate(short)


def _first_reach(east: FloatArray, north: FloatArray, k: int) -> float:
    """Return a reach that holds about enough where points lie close, so that few are looked at in vain."""
    wide = float(np.hypot(np.ptp(east), np.ptp(north)))
    reach = wide * np.sqrt((k + 1) / len(east))
    for _ in range(HALVINGS):
        keys = np.floor((east - east.min()) / reach) * (wide / reach + 3) + np.floor(
            (north - north.min()) / reach
        )
        sizes = np.unique(keys, return_counts=True)[1]
        if (sizes.astype(np.float64) ** 2).sum() / len(east) <= CROWDED * (k + 1):
            break
        reach /= 2
    return float(reach)


def _gathered(n: int, who: IntArray, members: IntArray) -> Neighbours:
    starts = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(who, minlength=n), out=starts[1:])
    for array in (starts, members):
        array.flags.writeable = False
    return Neighbours(starts, members)


def _well_formed(starts: IntArray, members: IntArray) -> None:
    checking.whole("starts", starts, least=2)
    checking.whole("members", members, least=0, high=len(starts) - 2)
    checking.rising("starts", starts, strictly=False)
    if starts[0] != 0 or starts[-1] != len(members):
        raise WrongShape("starts", "must begin at 0 and end at the number of members")
    if (members == np.repeat(np.arange(len(starts) - 1), np.diff(starts))).any():
        raise OutOfRange("members", "holds a point among its own neighbours")
