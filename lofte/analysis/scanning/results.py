"""What a scan found, and how often chance alone would have found as much."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.scanning.scores import ALIKE, Model

Kind = Literal["prospective", "retrospective", "spatial"]
EULER = 0.5772156649015329


@dataclass(frozen=True)
class Cluster:
    """A round zone and a time in which there was more than chance explains, or not: `p` tells.

    Attributes
    ----------
    zone : int64 array
        What lies inside: rows of the areas that were given, or of the points (at any time) where points were.
    events : int64 array
        Rows of the cases inside the zone and the days; empty where counts by area were given.
    centre : int
        The row of an area or point in the middle.
    radius : float
        From the centre to the farthest place inside, in metres (`Distance.PLANE`: in its own unit).
    first_day, last_day : int
        Both inside.
    n_places : int
        Distinct places inside.
    cases : int
    expected : float
        Under the null hypothesis.
    statistic : float
        Logarithm of the likelihood ratio.
    p : float
        Share of replicates whose greatest statistic is as great or greater, itself counted in.
    p_gumbel : float
        From the Gumbel distribution with the mean and spread of the replicates: for p below what the
        replicates can tell. NaN with fewer than ``FEWEST_FOR_TAIL`` replicates.
    recurrence_interval : float
        Days between two such clusters by chance alone, 1/p × days between runs; NaN unless prospective.
    recurrence_gumbel : float
        The same from `p_gumbel`.
    n_doubles : int
        Pairs of cases inside that may be one event told twice.
    """

    zone: IntArray
    events: IntArray
    centre: int
    radius: float
    first_day: int
    last_day: int
    n_places: int
    cases: int
    expected: float
    statistic: float
    p: float
    p_gumbel: float
    recurrence_interval: float
    recurrence_gumbel: float
    n_doubles: int

    @property
    def ratio(self) -> float:
        """Return observed over expected."""
        return self.cases / self.expected


@dataclass(frozen=True)
class Scan:
    """All clusters that do not overlap, likeliest first, and what they were judged by."""

    clusters: tuple[Cluster, ...]
    model: Model
    kind: Kind
    n_cases: int
    n_places: int
    n_zones: int
    first_day: int
    last_day: int
    n_doubles: int  # pairs among all cases that may be one event told twice
    n_replicates: int
    seed: int
    maxima: FloatArray  # shape (n_replicates,): the greatest statistic of each


FEWEST_FOR_TAIL = 99  # replicates that a tail is fitted to


def chance_of(statistic: float, maxima: FloatArray) -> float:
    """Return the rank p of a statistic: replicates that tie with it count against it."""
    as_great = maxima >= statistic - ALIKE * max(1.0, statistic)
    return float((1 + as_great.sum()) / (1 + len(maxima)))


def tail_by(maxima: FloatArray) -> Callable[[float], float]:
    """Return the chance of as much by a Gumbel distribution of the same mean and spread (Abrams 2010)."""
    spread = maxima.std(ddof=1) if len(maxima) >= FEWEST_FOR_TAIL else 0.0
    if spread == 0:
        return lambda _: float("nan")
    scale = spread * np.sqrt(6) / np.pi
    middle = maxima.mean() - EULER * scale
    return lambda statistic: float(-np.expm1(-np.exp(-(statistic - middle) / scale)))


def fixed(array: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    array.setflags(write=False)
    return array
