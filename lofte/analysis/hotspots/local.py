"""Where values lie high among high or low among low: Getis and Ord's Gi and Gi*, local Moran."""

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking, sources, streams
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import AllAlike, Empty, WrongShape
from lofte.analysis.false_discoveries import Discoveries, benjamini_hochberg
from lofte.analysis.hotspots.dealing import tails
from lofte.analysis.neighbours import Neighbours
from lofte.analysis.sources import Sources


@dataclass(frozen=True)
class LocalStatistics:
    """One figure for each place; arrays have the shape (n,).

    ``statistic`` is Gi, Gi* or local I. ``z`` is how many standard deviations the sum over the neighbours
    lies above what chance gives (local Moran: with the sign of the place itself). ``p_normal`` is two-sided
    by the normal law, ``p_more`` and ``p_less`` by permutation for sums as high and as low, ``p`` twice the
    lesser.
    ``discoveries`` says which places stand over the whole map. A place without neighbours has NaN and p 1.
    """

    statistic: FloatArray
    z: FloatArray
    p_normal: FloatArray
    p_more: FloatArray
    p_less: FloatArray
    p: FloatArray
    discoveries: Discoveries
    n_without_neighbours: int
    n_replicates: int
    seed: int


def getis_ord(
    values: npt.ArrayLike,
    beside: Neighbours,
    *,
    source: Sources,
    seed: int,
    itself: bool = True,
    n_replicates: int = 999,
    share: float = 0.05,
    executor: Executor | None = None,
) -> LocalStatistics:
    """Return Gi* (the place itself among its neighbours) or Gi (without it), with binary weights.

    Parameters
    ----------
    values : float array, shape (n,)
        Counts or rates, one for each place, none below 0.
    beside : Neighbours
        From `neighbours_within` or `nearest_neighbours`.
    source : SourceClass, or one for each place
        What the values count: reported incidents alone.
    seed : int
    itself : bool
        True for Gi*, False for Gi.
    n_replicates : int
        Of the conditional permutation. The least p is 2 / (n_replicates + 1): over 10 000 places take more.
    share : float
        Of the places that stand, the share that may be false.
    executor : concurrent.futures.Executor, optional

    Returns
    -------
    LocalStatistics

    Raises
    ------
    AllAlike
        If all values are the same.
    WrongSource
        If something was not reported by the public.
    AnalysisError
        Empty, NotFinite, WrongShape, OutOfRange: for what the arguments say.

    References
    ----------
    Getis & Ord 1992, Geographical Analysis 24:189-206; Ord & Getis 1995, 27:286-306; Caldas de Castro &
    Singer 2006, 38:180-208; docs/methods/local.md

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import SourceClass, getis_ord, neighbours_within
    >>> x = 450_000 + np.array([10, 20, 40, 15, 30, 30])
    >>> y = 6_400_000 + np.array([10, 10, 10, 20, 20, 25])
    >>> beside = neighbours_within(x, y, 15)
    >>> found = getis_ord([2, 3, 3.2, 5, 8, 7], beside, source=SourceClass.REPORTED, seed=7)
    >>> found.z.round(3)
    array([-1.397, -0.289,  0.651, -0.289,  1.235,  2.024])
    """
    y = _checked(values, beside, source, n_replicates, seed)
    checking.whole("values", np.floor(y), low=0)
    sums = _float_sums(y, beside) + y * itself
    z = _z(y, _float_sums(y, beside), beside) if not itself else _z_star(y, sums, beside)
    total = y.sum() - y * (not itself)
    statistic = np.divide(sums, total, out=np.full(len(y), np.nan), where=(total > 0) & (beside.n_each > 0))
    return _told(statistic, z, y, beside, seed, n_replicates, share, executor)


def local_moran(
    values: npt.ArrayLike,
    beside: Neighbours,
    *,
    source: Sources,
    seed: int,
    n_replicates: int = 999,
    share: float = 0.05,
    executor: Executor | None = None,
) -> LocalStatistics:
    """Return local Moran's I: is a place like the mean of its neighbours, above the map's mean or below?

    Parameters
    ----------
    values : float array, shape (n,)
        Counts or rates, one for each place.
    beside : Neighbours
        Weights are equal and sum to 1 in each place.
    source, seed, n_replicates, share, executor
        As in `getis_ord`.

    Returns
    -------
    LocalStatistics
        Positive I: high among high or low among low; negative: unlike its neighbours. ``p_more`` is for
        neighbours as high, whatever the place itself.

    Raises
    ------
    AnalysisError
        As `getis_ord`; values below 0 are taken.

    Notes
    -----
    ``z`` is that of the conditional permutation (the place keeps its value), by its exact mean and variance.

    References
    ----------
    Anselin 1995, Geographical Analysis 27:93-115; Sokal, Oden & Thomson 1998, 30:331-354;
    docs/methods/local.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, local_moran, neighbours_within
    >>> beside = neighbours_within([450_000, 450_010, 450_020, 450_030], [6_400_000] * 4, 10)
    >>> local_moran([1, 2, 8, 9], beside, source=SourceClass.REPORTED, seed=7).statistic
    array([0.96, 0.12, 0.12, 0.96])
    """
    y = _checked(values, beside, source, n_replicates, seed)
    sums, k = _float_sums(y, beside), beside.n_each
    deviation = y - y.mean()
    mean = np.divide(sums, k, out=np.full(len(y), np.nan), where=k > 0) - y.mean()
    statistic = deviation * mean / np.mean(deviation**2)
    z = np.sign(deviation) * _z(y, sums, beside)
    return _told(statistic, z, y, beside, seed, n_replicates, share, executor)


def _checked(
    values: npt.ArrayLike, beside: Neighbours, source: Sources, n_replicates: int, seed: int
) -> FloatArray:
    y = checking.floats("values", values, least=3)
    if len(y) != beside.n:
        raise WrongShape("beside", f"has {beside.n} places, and there are {len(y)} values")
    sources.reported_only(source, len(y))
    if (y == y[0]).all():
        raise AllAlike("values", "are the same everywhere")
    if not len(beside.members):
        raise Empty("beside", "holds no neighbour of any place")
    checking.one_whole("n_replicates", n_replicates, low=1)
    streams.checked_seed(seed)
    return y


def _float_sums(y: FloatArray, beside: Neighbours) -> FloatArray:
    owners = np.repeat(np.arange(beside.n), beside.n_each)
    sums: FloatArray = np.bincount(owners, weights=y[beside.members], minlength=beside.n).astype(np.float64)
    return sums


def _z(y: FloatArray, sums: FloatArray, beside: Neighbours) -> FloatArray:
    """Return (sum - mean) / sd when so many of the n - 1 others are drawn without putting back."""
    n, k, deviation = len(y), beside.n_each, y - y.mean()
    mean = -deviation / (n - 1)
    variance = ((deviation @ deviation) - deviation**2) / (n - 1) - mean**2
    return _over_sd(sums - k * (y.mean() + mean), variance * k * (n - 1 - k) / (n - 2))


def _z_star(y: FloatArray, sums: FloatArray, beside: Neighbours) -> FloatArray:
    n, w = len(y), beside.n_each + (beside.n_each > 0)
    return _over_sd(sums - w * y.mean(), y.var() * w * (n - w) / (n - 1))


def _over_sd(above: FloatArray, variance: FloatArray) -> FloatArray:
    z: FloatArray = np.full(len(above), np.nan)
    some = variance > 0
    z[some] = above[some] / np.sqrt(variance[some])
    return z


def _told(  # noqa: PLR0917  what both tests have
    statistic: FloatArray,
    z: FloatArray,
    y: FloatArray,
    beside: Neighbours,
    seed: int,
    n_replicates: int,
    share: float,
    executor: Executor | None,
) -> LocalStatistics:
    more, less = ((1 + tail) / (1 + n_replicates) for tail in tails(y, beside, seed, n_replicates, executor))
    alone = beside.n_each == 0
    p = np.where(alone, 1.0, np.minimum(1.0, 2 * np.minimum(more, less)))
    normal = np.where(np.isnan(z), 1.0, 2 * scipy.special.ndtr(-np.abs(z)))
    arrays = (statistic, z, normal, more, less, p)
    for array in arrays:
        array.flags.writeable = False
    found = benjamini_hochberg(p, share=share)
    return LocalStatistics(*arrays, found, int(alone.sum()), n_replicates, seed)
