"""Tests of interaction in one figure: modified Knox, Mantel, Jacquez. All deal the times anew."""

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking, neighbours, planes, sources, streams
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import OutOfRange
from lofte.analysis.kernels import have_c
from lofte.analysis.near_repeat import dealing
from lofte.analysis.near_repeat.bands import Bands
from lofte.analysis.near_repeat.counting import Counting, counts_of
from lofte.analysis.near_repeat.dealing import Nearness
from lofte.analysis.near_repeat.pairs import Metric
from lofte.analysis.near_repeat.table import not_all_alike, sorted_events
from lofte.analysis.planes import Plane
from lofte.analysis.sources import Sources

ROUNDING = 1e-12  # a replicate so little below the observed figure is a tie


@dataclass(frozen=True)
class ModifiedKnox:
    """Pairs at most so far apart in space and time, against what each event's own neighbours let one expect.

    ``p_poisson`` is the chance of more pairs than were seen by Poisson with mean ``expected``, as published;
    ``p_poisson_as_many`` that of as many or more. ``p`` and ``p_pairs`` come from the replicates.
    """

    statistic: float
    p: float
    pairs: int
    p_pairs: float
    expected: float
    p_poisson: float
    p_poisson_as_many: float
    near_in_space: int
    near_in_time: int
    n: int
    n_replicates: int
    seed: int


@dataclass(frozen=True)
class Interaction:
    """One figure, and the chance of as great a one were times and places unconnected."""

    statistic: float
    p: float
    n: int
    n_replicates: int
    seed: int


def modified_knox(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    days: npt.ArrayLike,
    *,
    within_metres: float,
    within_days: float,
    source: Sources,
    seed: int,
    n_replicates: int = 999,
    plane: Plane = Plane.SWEREF_99_TM,
    executor: Executor | None = None,
) -> ModifiedKnox:
    """Return Knox's count for one distance and time, and Baker's, which allows for dense places and days.

    Parameters
    ----------
    x, y, days : float arrays, shape (n,)
        As in `knox`.
    within_metres, within_days : float
        Pairs **at most** so far apart, ends included, as the test was published; `knox` has bands [a, b).
    source, seed, n_replicates, plane, executor
        As in `knox`.

    Returns
    -------
    ModifiedKnox

    Raises
    ------
    AnalysisError
        As `knox`.

    References
    ----------
    Knox 1964, Applied Statistics 13:25-29; Baker 2004, Journal of Applied Statistics 31:457-463;
    docs/methods/near-repeat.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass, modified_knox
    >>> x = 450_000 + np.array([0, 0, 40, 3000, 3050, 9000])
    >>> y = 6_400_000 + np.array([0, 0, 30, 0, 0, 5000])
    >>> days = np.array([1, 3, 4, 50, 52, 100])
    >>> reported = SourceClass.REPORTED
    >>> found = modified_knox(x, y, days, within_metres=50, within_days=3, source=reported, seed=7)
    >>> found.pairs, round(found.statistic, 6)
    (4, 2.6)
    """
    east, north, when = _checked(x, y, days, source, seed, n_replicates, plane)
    far = _just_above(checking.positive("within_metres", within_metres))
    late = _just_above(checking.positive("within_days", within_days))
    space, time = Bands(np.array([0, far]), "m"), Bands(np.array([0, late]), "days")
    counting = Counting.of(east, north, when, space, time, Metric.EUCLIDEAN, by_c=have_c())
    pairs = counting.pairs
    in_space = np.bincount(pairs.firsts, minlength=pairs.n) + np.bincount(pairs.partners, minlength=pairs.n)
    in_time = dealing.near_in_time(when[pairs.order], late)
    count = int(counts_of(counting)[0, 0])
    told = streams.spread(dealing.modified, n_replicates, executor, counting, seed, in_space, in_time)
    drawn, products = (np.concatenate([part[at] for part in told]) for at in (0, 1))
    own = int(in_space @ in_time)
    scale = 2 * (len(when) - 1)  # whole numbers: T = pairs - own / scale, compared without rounding
    greater = (drawn * scale - products) >= count * scale - own
    both, n = len(pairs.firsts), len(when)
    expected = both * (int(in_time.sum()) / 2) / (n * (n - 1) / 2)
    return ModifiedKnox(
        statistic=count - own / scale,
        p=_share_with_own(greater),
        pairs=count,
        p_pairs=_share_with_own(drawn >= count),
        expected=expected,
        p_poisson=float(scipy.special.pdtrc(count, expected)),
        p_poisson_as_many=float(scipy.special.pdtrc(count - 1, expected)) if count else 1.0,
        near_in_space=both,
        near_in_time=int(in_time.sum()) // 2,
        n=n,
        n_replicates=n_replicates,
        seed=seed,
    )


def mantel(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    days: npt.ArrayLike,
    *,
    source: Sources,
    seed: int,
    space_constant: float = 1.0,
    space_power: float = -1.0,
    time_constant: float = 1.0,
    time_power: float = -1.0,
    n_replicates: int = 999,
    plane: Plane = Plane.SWEREF_99_TM,
    executor: Executor | None = None,
) -> Interaction:
    """Return the correlation of all pairs' nearness in space and time: (distance + constant) ^ power.

    Parameters
    ----------
    x, y, days : float arrays, shape (n,)
        As in `knox`.
    space_constant, space_power, time_constant, time_power : float
        The constants, above 0, keep pairs in one place or on one day finite.
    source, seed, n_replicates, plane, executor
        As in `knox`.

    Returns
    -------
    Interaction

    Raises
    ------
    AnalysisError
        As `knox`; OutOfRange for a power of 0.

    Notes
    -----
    All n (n - 1) / 2 pairs are weighed in every replicate: some seconds at n = 1 000, minutes at 5 000. The
    constants decide what is near; `knox` says it in metres and days.

    References
    ----------
    Mantel 1967, Cancer Research 27:209-220; docs/methods/near-repeat.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass, mantel
    >>> x = 450_000 + np.array([0, 0, 40, 3000, 3050, 9000])
    >>> y = 6_400_000 + np.array([0, 0, 30, 0, 0, 5000])
    >>> days = np.array([1, 3, 4, 50, 52, 100])
    >>> round(mantel(x, y, days, source=SourceClass.REPORTED, seed=7).statistic, 6)
    0.413734
    """
    east, north, when = _checked(x, y, days, source, seed, n_replicates, plane)
    nearness = Nearness(
        checking.positive("space_constant", space_constant),
        _power("space_power", space_power),
        checking.positive("time_constant", time_constant),
        _power("time_power", time_power),
    )
    moments = dealing.moments(east, north, when, nearness)
    [observed] = dealing.products(east, north, when[None], nearness)
    told = streams.spread(
        dealing.mantels, n_replicates, executor, east, north, when, nearness, seed, have_c()
    )
    r = (np.concatenate([[observed], *told]) - moments[0]) / moments[1]
    return Interaction(float(r[0]), _share_with_own(r[1:] >= r[0] - ROUNDING), len(when), n_replicates, seed)


def jacquez(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    days: npt.ArrayLike,
    *,
    k: int,
    source: Sources,
    seed: int,
    n_replicates: int = 999,
    plane: Plane = Plane.SWEREF_99_TM,
    executor: Executor | None = None,
) -> Interaction:
    """Return how often one of an event's k nearest in space is one of its k nearest in time too.

    Parameters
    ----------
    x, y, days : float arrays, shape (n,)
        As in `knox`.
    k : int
        From 1 to n - 1. Of equally near ones in space, the earlier counts; in time, the one before.
    source, seed, n_replicates, plane, executor
        As in `knox`.

    Returns
    -------
    Interaction

    Raises
    ------
    AnalysisError
        As `knox`.

    References
    ----------
    Jacquez 1996, Statistics in Medicine 15:1935-1949; docs/methods/near-repeat.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass, jacquez
    >>> x = 450_000 + np.array([0, 0, 40, 3000, 3050, 9000])
    >>> y = 6_400_000 + np.array([0, 0, 30, 0, 0, 5000])
    >>> days = np.array([1, 3, 4, 50, 52, 100])
    >>> jacquez(x, y, days, k=1, source=SourceClass.REPORTED, seed=7).statistic
    4.0
    """
    east, north, when = _checked(x, y, days, source, seed, n_replicates, plane)
    order = np.argsort(when, kind="stable")
    east, north, when = east[order], north[order], when[order]
    beside = neighbours.nearest_neighbours(east, north, k, plane=Plane.OTHER)
    owners = np.repeat(np.arange(len(when)), k)
    low, high = dealing.windows(when, k)
    ranks = np.arange(len(when))[None]
    [observed] = dealing.shared(ranks, owners, beside.members, low, high)
    told = streams.spread(
        dealing.jacquez, n_replicates, executor, owners, beside.members, low, high, seed, have_c()
    )
    greater = np.concatenate(told) >= observed
    return Interaction(float(observed), _share_with_own(greater), len(when), n_replicates, seed)


def _checked(  # noqa: PLR0917  a task gets what it needs by place
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    days: npt.ArrayLike,
    source: Sources,
    seed: int,
    n_replicates: int,
    plane: Plane,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    east, north = planes.points(x, y, plane, least=3)
    when = checking.floats("days", days, least=3)
    checking.same_length("days", when, "x", east)
    sources.reported_only(source, len(east))
    checking.one_whole("n_replicates", n_replicates, low=1)
    streams.checked_seed(seed)
    not_all_alike(east, north, when)
    return sorted_events(east, north, when)


def _power(argument: str, power: float) -> float:
    given = checking.one_number(argument, power)
    if given == 0:
        raise OutOfRange(argument, "is 0, and makes all pairs alike")
    return given


def _just_above(number: float) -> float:
    return float(np.nextafter(number, np.inf))


def _share_with_own(greater: npt.NDArray[np.bool_]) -> float:
    return float((1 + np.count_nonzero(greater)) / (1 + len(greater)))
