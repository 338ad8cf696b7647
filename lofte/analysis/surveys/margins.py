"""What is known of the whole population: how many it has of each sort."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import Empty, Impossible, WrongKind

AS_GOOD_AS = 1e-9  # of a total: margins counted from the same register agree to the last person


@dataclass(frozen=True)
class Margin:
    """How many the population has of each sort, and which sort each answer is of.

    Attributes
    ----------
    name : str
        For what is said when it cannot be met: "ålder".
    sorts : int array, shape (n,)
        Of each answer, from 0.
    totals : float array, shape (n_sorts,)
        Of each sort in the population.
    """

    name: str
    sorts: npt.ArrayLike
    totals: npt.ArrayLike


@dataclass(frozen=True)
class Checked:
    """A margin whose numbers hold."""

    name: str
    sorts: IntArray
    totals: FloatArray

    def off(self, weights: FloatArray) -> FloatArray:
        """Return what each sort's weights must be multiplied by."""
        sums = np.bincount(self.sorts, weights, minlength=len(self.totals))
        needed: FloatArray = np.divide(self.totals, sums, out=np.ones(len(sums)), where=sums > 0)
        return needed

    def refuse_gaps(self, weights: FloatArray) -> None:
        """Say which sort the population has and no weight stands for."""
        gaps = (np.bincount(self.sorts, weights, minlength=len(self.totals)) == 0) & (self.totals > 0)
        for sort in np.flatnonzero(gaps).tolist():
            raise Impossible(
                f"margins[{self.name}]",
                f"has {self.totals[sort]:g} of sort {sort}, of which none answered: put sorts together",
            )


def checked(margins: Sequence[Margin], n: int) -> list[Checked]:
    """Return the margins as numbers, or say which of them no weights can meet."""
    given: tuple[object, ...] = tuple(margins)
    if not given:
        raise Empty("margins", "holds none, and at least one is needed")
    if not all(isinstance(one, Margin) for one in given):
        raise WrongKind("margins", "holds something that is no Margin")
    found = [_one(margin, n) for margin in margins]
    first = found[0]
    for other in found[1:]:
        if abs(other.totals.sum() - first.totals.sum()) > AS_GOOD_AS * first.totals.sum():
            raise Impossible(
                "margins",
                f"do not add up to the same: {first.name} to {first.totals.sum():g}, {other.name} to "
                f"{other.totals.sum():g}",
            )
    return found


def columns(margins: list[Checked]) -> FloatArray:
    """Return a column of ones and noughts for every sort of every margin, shape (n, n_sorts in all)."""
    return np.concatenate([np.eye(len(one.totals))[one.sorts] for one in margins], axis=1)


def _one(margin: Margin, n: int) -> Checked:
    argument = f"margins[{margin.name}]"
    totals = checking.floats(argument, margin.totals)
    if totals.min() < 0 or totals.sum() <= 0:
        raise Impossible(argument, "has a total below 0, or nobody at all")
    sorts = checking.whole(argument, margin.sorts, high=len(totals) - 1)
    checking.same_length(argument, sorts, "weights", np.empty(n))
    answered = np.bincount(sorts, minlength=len(totals))
    for sort in np.flatnonzero((answered > 0) & (totals == 0)).tolist():
        raise Impossible(argument, f"has nobody of sort {sort}, of which {answered[sort]} answered")
    return Checked(margin.name, sorts, totals)
