"""How much more there is inside than chance would put there: likelihood ratios against "as everywhere"."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from lofte.analysis.checking import FloatArray, IntArray

Model = Literal["permutation", "poisson", "bernoulli", "expectation"]
ALIKE = 1e-9  # two ratios nearer than this are one: what is left is rounding


@dataclass(frozen=True)
class Score:
    """The likelihood ratio of a cylinder from whole numbers: its cases, and its size.

    The size is what the expectation is proportional to: cases of the zone times cases of the window
    (permutation), people times days (Poisson), points (Bernoulli), baseline (expectation).
    """

    model: Model
    n_cases: int
    whole: float  # the size of everything
    expected_in_all: float  # what the whole is expected to hold: `n_cases`, but for the model `expectation`

    def expected(self, sizes: IntArray) -> FloatArray:
        found: FloatArray = sizes.astype(np.float64) * (self.expected_in_all / self.whole)
        return found

    def values(self, cases: IntArray, sizes: IntArray) -> FloatArray:
        """Return the logarithm of each likelihood ratio; 0 where there is no more than expected."""
        c, e = cases.astype(np.float64), self.expected(sizes)
        found: FloatArray = np.zeros(len(c))
        is_more = c > e * (1 + ALIKE)
        c, e = c[is_more], e[is_more]
        if self.model == "expectation":
            found[is_more] = c * np.log(c / e) + e - c
            return found
        ratio = c * np.log(c / e) + _times_log(self.n_cases - c, self.n_cases - e)
        if self.model == "bernoulli":
            points = sizes[is_more].astype(np.float64)
            others = self.whole - self.n_cases
            inside, expected = points - c, points - e
            ratio += _times_log(inside, expected) + _times_log(others - inside, others - expected)
        found[is_more] = ratio
        return found


def _times_log(count: FloatArray, expected: FloatArray) -> FloatArray:
    """Return count × log(count ÷ expected), which is 0 for none."""
    found = np.zeros(len(count))
    some = count > 0
    found[some] = count[some] * np.log(count[some] / expected[some])
    return found
