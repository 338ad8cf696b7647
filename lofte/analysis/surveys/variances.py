"""The variance of a survey's figure: by linearising it, or by leaving out some of the answers at a time."""

from collections.abc import Callable

import numpy as np

from lofte.analysis import checking, streams
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import AnalysisError, DoesNotSettle, OutOfRange
from lofte.analysis.surveys.designs import Survey

Figure = Callable[[FloatArray], float]  # of weights


def linearised(asked: Survey, influence: FloatArray) -> float:
    """Return the variance of a figure whose change with each weight is `influence`, shape (n,).

    What calibration explains of the influence varies no longer: only residuals of the regression on the
    auxiliary variables count, with the calibrated weights (Deville & Särndal 1992, 3.4).
    """
    if asked.auxiliary is not None:
        influence = influence - _explained(asked.auxiliary, asked.base, influence)
    sums = np.bincount(asked.clusters, asked.weights * influence).astype(np.float64)
    return float(_spread_in_strata(asked, sums) @ asked.left_over)


def _explained(columns: FloatArray, base: FloatArray, influence: FloatArray) -> FloatArray:
    """Return the regression of the influence on the columns, which may depend on each other."""
    weighted = columns * base[:, np.newaxis]
    size = np.sqrt((weighted * columns).sum(axis=0))
    size[size == 0] = 1.0
    square = weighted.T @ columns / np.outer(size, size)
    slopes = np.linalg.lstsq(square, weighted.T @ influence / size, rcond=1e-10)[0] / size
    explained: FloatArray = columns @ slopes
    return explained


def _spread_in_strata(asked: Survey, sums: FloatArray) -> FloatArray:
    """Return n/(n-1) times the sum of squares about the mean, of the clusters of each stratum."""
    strata = asked.stratum_of
    drawn = np.bincount(strata)
    means = np.bincount(strata, sums) / drawn
    squares = np.bincount(strata, (sums - means[strata]) ** 2)
    spread: FloatArray = drawn / (drawn - 1) * squares
    return spread


def jackknife(asked: Survey, figure: Figure, groups: int | None, seed: int | None) -> float:
    """Return the variance of a figure from its values without each cluster, or without each group of them."""
    if groups is None:
        return _without_each(asked, figure)
    checking.one_whole("groups", groups, low=2, high=int(asked.clusters.max()) + 1)
    if seed is None:
        raise OutOfRange("seed", "is missing: groups are dealt out by chance that can be repeated")
    return _without_groups(asked, figure, groups, streams.checked_seed(seed))


def _without_each(asked: Survey, figure: Figure) -> float:
    strata = asked.stratum_of
    drawn = np.bincount(strata)
    values = np.zeros(len(strata))
    for cluster, stratum in enumerate(strata.tolist()):
        grown = np.where(asked.strata == stratum, drawn[stratum] / (drawn[stratum] - 1), 1.0)
        values[cluster] = _value(asked, figure, np.where(asked.clusters == cluster, 0.0, grown))
    means = np.bincount(strata, values) / drawn
    squares = np.bincount(strata, (values - means[strata]) ** 2)
    return float(((drawn - 1) / drawn * squares) @ asked.left_over)


def _without_groups(asked: Survey, figure: Figure, groups: int, seed: int) -> float:
    """The delete-a-group jackknife of Kott 2001, extended for strata with fewer clusters than groups."""
    strata = asked.stratum_of
    drawn = np.bincount(strata)
    group_of = _dealt(strata, groups, seed)
    values = np.zeros(groups)
    for group in range(groups):
        is_out = group_of == group
        n_out = np.bincount(strata, is_out, minlength=len(drawn))
        many = drawn / np.maximum(drawn - n_out, 1)
        few = np.sqrt(groups / ((groups - 1) * drawn * (drawn - 1)))
        is_many = drawn >= groups
        out = np.where(is_many, 0.0, 1 - (drawn - 1) * few)[strata]
        rest = np.where(n_out == 0, 1.0, np.where(is_many, many, 1 + few))[strata]
        values[group] = _value(asked, figure, np.where(is_out, out, rest)[asked.clusters])
    left = float(np.average(asked.left_over, weights=drawn))
    return float((groups - 1) / groups * ((values - values.mean()) ** 2).sum() * left)


def _dealt(strata: IntArray, groups: int, seed: int) -> IntArray:
    """Deal the clusters out, stratum after stratum, in an order of chance."""
    order, starts = streams.strata_of(strata, len(strata))
    shuffled = streams.shuffles(seed, 0, 1, order, starts)[0]
    dealt = np.zeros(len(strata), dtype=np.int64)
    dealt[shuffled] = np.arange(len(strata)) % groups
    return dealt


def _value(asked: Survey, figure: Figure, times: FloatArray) -> float:
    # Weights below nothing come only where few clusters meet many groups: none of these may be calibrated.
    base = np.maximum(asked.base * times, 0.0)
    if asked.again is None:
        return figure(base)
    try:
        return figure(asked.again(base))
    except AnalysisError as refused:
        raise DoesNotSettle(
            "variance", f"by the jackknife leaves out answers that calibration cannot do without: {refused}"
        ) from refused
