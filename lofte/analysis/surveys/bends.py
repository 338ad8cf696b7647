"""How far a weight may go from what it was: four distances of Deville and Särndal."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import OutOfRange

Method = Literal["linear", "raking", "logit", "truncated"]
METHODS = ("linear", "raking", "logit", "truncated")
FARTHEST = 50.0  # exponents beyond would make factors of 10^21: no weights


@dataclass(frozen=True)
class Bend:
    """The factor of a weight as a function of u = x'λ, and its slope."""

    method: Method
    low: float
    high: float

    def at(self, u: FloatArray) -> tuple[FloatArray, FloatArray]:
        if self.method == "linear":
            return 1 + u, np.ones(len(u))
        if self.method == "raking":
            grown = np.exp(np.clip(u, -FARTHEST, FARTHEST))
            return grown, grown
        if self.method == "truncated":
            inside = (1 + u > self.low) & (1 + u < self.high)
            return np.clip(1 + u, self.low, self.high), inside.astype(np.float64)
        return self._logit(u)

    def _logit(self, u: FloatArray) -> tuple[FloatArray, FloatArray]:
        low, high = self.low, self.high
        steep = (high - low) / ((1 - low) * (high - 1))
        grown = np.exp(np.clip(steep * u, -FARTHEST, FARTHEST))
        below = (high - 1) + (1 - low) * grown
        factor = (low * (high - 1) + high * (1 - low) * grown) / below
        slope = steep * (high - low) * (high - 1) * (1 - low) * grown / below**2
        return factor, slope


def bend(method: Method, bounds: tuple[float, float] | None) -> Bend:
    if method not in METHODS:
        raise OutOfRange("method", f"is {method!r}, and one of {', '.join(METHODS)} is meant")
    if method in ("linear", "raking"):
        if bounds is not None:
            raise OutOfRange("bounds", f"are not kept by {method}: take logit or truncated")
        return Bend(method, -np.inf, np.inf)
    if bounds is None or len(bounds) != 2:
        raise OutOfRange("bounds", f"must be two for {method}: the least factor and the greatest")
    low, high = checking.one_number("bounds", bounds[0]), checking.one_number("bounds", bounds[1])
    if not 0 <= low < 1 < high:
        raise OutOfRange("bounds", f"are {low:g} and {high:g}, and 1 lies between two factors of 0 or more")
    return Bend(method, low, high)
