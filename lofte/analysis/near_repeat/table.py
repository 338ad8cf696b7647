"""Knox's table: how many pairs lie near in space and in time, beside what chance alone gives."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking, planes, sources, streams
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import AllAlike
from lofte.analysis.kernels import have_c
from lofte.analysis.near_repeat.bands import SAME_PLACE, Bands, bands, with_same_place
from lofte.analysis.near_repeat.counting import Counting, counts_of, replicates
from lofte.analysis.near_repeat.pairs import Metric
from lofte.analysis.planes import Plane
from lofte.analysis.sources import Sources


@dataclass(frozen=True)
class KnoxTable:
    """Pairs by band of space (rows) and time (columns); arrays have the shape (n_space, n_time).

    ``ratio`` and ``ratio_to_median`` are NaN where chance gives no pair. ``p`` is the chance of as many pairs
    or more, were times and places unconnected.
    """

    space: tuple[str, ...]
    time: tuple[str, ...]
    observed: IntArray
    mean: FloatArray
    median: FloatArray
    ratio: FloatArray
    ratio_to_median: FloatArray
    p: FloatArray
    n: int
    n_replicates: int
    seed: int

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        wide = max(map(len, self.space))
        yield " | ".join([" " * wide, *(f"{label:>24}" for label in self.time)])
        for label, *cells in zip(self.space, self.observed, self.ratio, self.p, strict=True):
            told = (f"{count} ({ratio:.2f}; p {p:.3f})" for count, ratio, p in zip(*cells, strict=True))
            yield " | ".join([f"{label:<{wide}}", *(f"{cell:>24}" for cell in told)])


def knox(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    days: npt.ArrayLike,
    *,
    space: npt.ArrayLike,
    time: npt.ArrayLike,
    source: Sources,
    seed: int,
    n_replicates: int = 999,
    metric: Metric = Metric.EUCLIDEAN,
    same_place: float = SAME_PLACE,
    plane: Plane = Plane.SWEREF_99_TM,
    executor: Executor | None = None,
) -> KnoxTable:
    """Return how many pairs of incidents lie near in space and time, and how many chance would give.

    Parameters
    ----------
    x, y : float arrays, shape (n,)
        East and north in metres of SWEREF 99 TM.
    days : float array, shape (n,)
        When, in days since any day; parts of days are welcome. They need not be sorted.
    space : float array, shape (n_space + 1,)
        Edges of the bands of distance in metres. Bands are [a, b): 100 m lies in [100, 200). The last edge
        may be infinite.
    time : float array, shape (n_time + 1,)
        Edges of the bands of time in days, likewise.
    source : SourceClass, or one for each incident
        Reported incidents alone.
    seed : int
    n_replicates : int
        Each gives the times to the places anew, at random.
    metric : Metric
        Straight, or by blocks (Manhattan).
    same_place : float
        Metres. A first band [0, same_place) is cut out of one that begins at 0, so that repeats at the same
        address stand apart from neighbours; 0 leaves the bands as they are.
    plane : Plane
        ``Plane.OTHER`` takes coordinates of other countries as they are.
    executor : concurrent.futures.Executor, optional
        Shares out the replicates; the answer is the same.

    Returns
    -------
    KnoxTable

    Raises
    ------
    AllAlike
        If all places or all times are the same.
    WrongSource
        If something was not reported by the public.
    TooLarge
        If more than 250 million pairs lie within the last finite edge.
    AnalysisError
        Empty, NotFinite, WrongShape, OutsideSweden, NotSorted, OutOfRange: for what the arguments say.

    Notes
    -----
    One cell of many says little: twenty cells at 0.05 give one by chance. Incidents dated by when they were
    found, or twice in the file, make near repeats of their own.

    References
    ----------
    Knox 1964, Applied Statistics 13:25-29; Johnson et al. 2007, J Quant Criminol 23:201-219;
    docs/methods/near-repeat.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass, knox
    >>> x = 450_000 + np.array([0, 0, 40, 3000, 3050, 9000])
    >>> y = 6_400_000 + np.array([0, 0, 30, 0, 0, 5000])
    >>> days = np.array([1, 3, 4, 50, 52, 100])
    >>> table = knox(x, y, days, space=[0, 100], time=[0, 7, 14], source=SourceClass.REPORTED, seed=7)
    >>> table.space, table.time
    (('same place [0, 0.1) m', '[0.1, 100) m'), ('[0, 7) days', '[7, 14) days'))
    >>> table.observed
    array([[1, 0],
           [3, 0]])
    """
    east, north = planes.points(x, y, plane, least=2)
    when = checking.floats("days", days, least=2)
    checking.same_length("days", when, "x", east)
    sources.reported_only(source, len(east))
    near_by = with_same_place(bands("space", space, "m"), same_place)
    near_in_time = bands("time", time, "days")
    checking.one_whole("n_replicates", n_replicates, low=1)
    streams.checked_seed(seed)
    not_all_alike(east, north, when)
    east, north, when = sorted_events(east, north, when)
    counting = Counting.of(east, north, when, near_by, near_in_time, metric, by_c=have_c())
    observed = counts_of(counting)
    drawn = np.concatenate(streams.spread(replicates, n_replicates, executor, counting, seed))
    return _table(observed, drawn, near_by, near_in_time, n=len(east), seed=seed)


def not_all_alike(east: FloatArray, north: FloatArray, when: FloatArray) -> None:
    if (east == east[0]).all() and (north == north[0]).all():
        raise AllAlike("x", "and y say that everything happened in one place")
    if (when == when[0]).all():
        raise AllAlike("days", "say that everything happened at once")


def sorted_events(
    east: FloatArray, north: FloatArray, when: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the events in an order of their own, so that the order of rows changes no replicate."""
    order = np.lexsort((north, east, when))
    return east[order], north[order], when[order]


def _table(observed: IntArray, drawn: IntArray, space: Bands, time: Bands, *, n: int, seed: int) -> KnoxTable:
    mean, median = drawn.mean(axis=0), np.median(drawn, axis=0)
    p = (1 + (drawn >= observed).sum(axis=0)) / (1 + len(drawn))
    arrays = (observed, mean, median, _over(observed, mean), _over(observed, median), p)
    for array in arrays:
        array.flags.writeable = False
    return KnoxTable(space.labels(), time.labels(), *arrays, n=n, n_replicates=len(drawn), seed=seed)


def _over(observed: IntArray, usual: FloatArray) -> FloatArray:
    ratio: FloatArray = np.divide(observed, usual, out=np.full(usual.shape, np.nan), where=usual > 0)
    return ratio
