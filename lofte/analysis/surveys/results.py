"""Figures of a survey: none without the number of answers and its interval."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Literal

from lofte.analysis.errors import Empty, OutOfRange

Variance = Literal["linearised", "jackknife"]


@dataclass(frozen=True, kw_only=True)
class Estimate(ABC):
    """What every figure of a survey carries. It is no number: it is told whole, or not at all.

    Attributes
    ----------
    low, high : float
        The ends of the interval.
    n : int
        Answers that it rests on.
    effective_n : float
        Answers of equal weight, drawn one by one, that would tell as much.
    standard_error : float
    design_effect : float
        Variance over that of as many answers drawn one by one.
    freedom : int
        Degrees of freedom of the standard error.
    confidence : float
    variance : str
        How the standard error was found.
    """

    low: float
    high: float
    n: int
    effective_n: float
    standard_error: float
    design_effect: float
    freedom: int
    confidence: float
    variance: Variance

    def __post_init__(self) -> None:
        if self.n < 1:
            raise Empty("n", "is 0: a figure rests on answers")
        if not self.low <= self._middle() <= self.high:
            raise OutOfRange("low", "and high do not enclose the figure")

    def __str__(self) -> str:
        return f"{self._middle():.4g} ({self.low:.4g}–{self.high:.4g}, n {self.n})"

    def __format__(self, how: str) -> str:
        if how:
            raise TypeError("A figure of a survey is told whole: str() gives it with interval and n.")
        return str(self)

    @abstractmethod
    def _middle(self) -> float:
        """Return the figure itself."""


@dataclass(frozen=True, kw_only=True)
class SurveyShare(Estimate):
    """A share of the population, from 0 to 1, with Wilson's interval on the effective number of answers."""

    share: float

    def _middle(self) -> float:
        return self.share

    def __str__(self) -> str:
        return f"{100 * self.share:.0f} % ({100 * self.low:.0f}–{100 * self.high:.0f} %, n {self.n})"


@dataclass(frozen=True, kw_only=True)
class SurveyMean(Estimate):
    """A mean of the population with Student's interval."""

    mean: float

    def _middle(self) -> float:
        return self.mean


@dataclass(frozen=True, kw_only=True)
class SurveyTotal(Estimate):
    """A total of the population with Student's interval."""

    total: float

    def _middle(self) -> float:
        return self.total
