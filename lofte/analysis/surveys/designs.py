"""Who answered a survey, with what weight, and how they were drawn."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import OutOfRange, WrongShape

Weighing = Callable[[FloatArray], FloatArray]


@dataclass(frozen=True)
class Survey:
    """Answers to a survey: what each weighs, and how they were drawn.

    Attributes
    ----------
    weights : float array, shape (n,)
        Whom each answer stands for: `base` before calibration, else what calibration made of it.
    base : float array, shape (n,)
        As given to `survey`.
    strata, clusters : int64 array, shape (n,)
        Numbered from 0. Without clusters each answer is one of its own.
    left_over : float array, shape (n_strata,)
        Share of each stratum's clusters that was not drawn: 1 where the population is much larger.
    auxiliary : float array, shape (n, p), or None
        What the weights were calibrated on.
    again : callable or None
        Calibrates other base weights in the same way: the jackknife asks it.
    """

    weights: FloatArray
    base: FloatArray
    strata: IntArray
    clusters: IntArray
    left_over: FloatArray
    auxiliary: FloatArray | None = None
    again: Weighing | None = None

    @property
    def n(self) -> int:
        return len(self.weights)

    @property
    def factors(self) -> FloatArray:
        """Return what calibration did to each weight: above 1 stands for more than before."""
        changed: FloatArray = self.weights / self.base
        return changed

    @property
    def design_effect(self) -> float:
        return design_effect(self.weights)

    @property
    def effective_n(self) -> float:
        return effective_n(self.weights)

    @property
    def stratum_of(self) -> IntArray:
        """Return the stratum of each cluster, shape (n_clusters,)."""
        found = np.zeros(int(self.clusters.max()) + 1, dtype=np.int64)
        found[self.clusters] = self.strata
        return found

    @property
    def freedom(self) -> int:
        """Return the degrees of freedom of a variance: clusters less strata."""
        return int(self.clusters.max()) + 1 - len(self.left_over)


def survey(
    weights: npt.ArrayLike,
    *,
    strata: npt.ArrayLike | None = None,
    clusters: npt.ArrayLike | None = None,
    population: npt.ArrayLike | None = None,
) -> Survey:
    """Return the answers of a survey by their weights and the way they were drawn.

    Parameters
    ----------
    weights : float array, shape (n,)
        One over the chance of being asked; all 1 where everybody had the same.
    strata : int array, shape (n,), optional
        Groups that were drawn from separately.
    clusters : int array, shape (n,), optional
        What was drawn first (schools, houses), all or some of whose people were asked. Labels may come back
        in another stratum and are then other clusters.
    population : float array, shape (n,), optional
        How many clusters (without them: people) the own stratum has in all. Without it the population is
        taken as so large that the share drawn does not matter.

    Returns
    -------
    Survey

    Raises
    ------
    OutOfRange
        A weight of 0 or below, a stratum with a single cluster, more drawn than there are.
    NotFinite, WrongShape, WrongKind, Empty
        For what the arguments say.

    Notes
    -----
    Chance is counted between clusters of a stratum, as if they had been drawn with replacement; what is drawn
    inside a cluster is contained in that. Who does not answer at random is not mended by any of it.

    References
    ----------
    Särndal, Swensson & Wretman (1992), Model Assisted Survey Sampling; docs/methods/surveys.md

    Examples
    --------
    >>> from lofte.analysis import survey
    >>> asked = survey([1, 1, 1, 3])
    >>> asked.n, asked.effective_n
    (4, 3.0)
    """
    base = weights_of(weights)
    n = len(base)
    of_stratum = _labels("strata", strata, n, np.zeros(n, dtype=np.int64))
    of_cluster = _labels("clusters", clusters, n, np.arange(n))
    pairs = np.stack((of_stratum, of_cluster), axis=1)
    numbered = np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)
    found = Survey(base, base, of_stratum, numbered, np.ones(int(of_stratum.max()) + 1))
    drawn = np.bincount(found.stratum_of)
    if drawn.min() < 2:
        raise OutOfRange(
            "clusters" if clusters is not None else "strata", "leave a stratum with a single one"
        )
    return replace(found, left_over=_left_over(population, of_stratum, drawn))


def design_effect(weights: npt.ArrayLike) -> float:
    """Return how many times more variance unequal weights give than equal ones, by Kish.

    Parameters
    ----------
    weights : float array, shape (n,)

    Returns
    -------
    float
        n Σw² / (Σw)²: 1 where all are equal.

    Raises
    ------
    OutOfRange
        A weight of 0 or below.

    Notes
    -----
    It holds for what has nothing to do with the weights; the true one stands with each figure.

    References
    ----------
    Kish (1965), Survey Sampling, 11.7; Kish (1992), Journal of Official Statistics 8:183-200.

    Examples
    --------
    >>> from lofte.analysis import design_effect
    >>> round(design_effect([1, 1, 1, 3]), 4)
    1.3333
    """
    given = weights_of(weights)
    return float(len(given) * (given @ given) / given.sum() ** 2)


def effective_n(weights: npt.ArrayLike) -> float:
    """Return how many equally weighted answers would tell as much: n over Kish's design effect.

    Parameters
    ----------
    weights : float array, shape (n,)

    Returns
    -------
    float
        From 1 to n.

    Raises
    ------
    OutOfRange
        A weight of 0 or below.

    References
    ----------
    Kish (1965), Survey Sampling, 11.7; docs/methods/surveys.md

    Examples
    --------
    >>> from lofte.analysis import effective_n
    >>> round(effective_n([10, 1, 1, 1, 1, 1, 1, 1, 1, 1]), 6)
    3.311927
    """
    given = weights_of(weights)
    return float(given.sum() ** 2 / (given @ given))


def weights_of(given: npt.ArrayLike) -> FloatArray:
    weights = checking.floats("weights", given).copy()
    if weights.min() <= 0:
        raise OutOfRange("weights", f"holds {weights.min():g}: who answered stands for somebody")
    weights.setflags(write=False)
    return weights


def _labels(argument: str, given: Any, n: int, otherwise: IntArray) -> IntArray:
    if given is None:
        return otherwise
    labels = checking.whole(argument, given, low=-(2**62))
    if len(labels) != n:
        raise WrongShape(argument, f"has {len(labels)} rows, and weights has {n}")
    return np.unique(labels, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _left_over(population: Any, strata: IntArray, drawn: IntArray) -> FloatArray:
    if population is None:
        return np.ones(len(drawn))
    given = checking.floats("population", population)
    checking.same_length("population", given, "weights", strata)
    of_stratum = np.zeros(len(drawn))
    of_stratum[strata] = given
    if (of_stratum[strata] != given).any():
        raise OutOfRange("population", "differs between answers of one stratum")
    if (of_stratum < drawn).any():
        raise OutOfRange("population", "is less than what was drawn of it")
    found: FloatArray = 1 - drawn / of_stratum
    return found
