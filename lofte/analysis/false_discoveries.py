"""False discoveries: of many p-values looked at together, which stand when all looks are counted in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import OutOfRange


@dataclass(frozen=True)
class Discoveries:
    """What stands of a batch of tests: `adjusted` p-values and `stands`, shape (n,)."""

    adjusted: FloatArray
    stands: npt.NDArray[np.bool_]
    n: int
    share: float  # of what stands, expected to be false, at most

    @property
    def n_standing(self) -> int:
        return int(self.stands.sum())


def benjamini_hochberg(p: npt.ArrayLike, *, share: float = 0.05) -> Discoveries:
    """Return which of many tests stand when at most a share of them may be false.

    Parameters
    ----------
    p : float array, shape (n,)
        One p-value for each test of the batch, those that came to nothing too.
    share : float
        Of those that stand, the expected share that is false, at most.

    Returns
    -------
    Discoveries
        ``adjusted`` is the least share at which a test still stands.

    Raises
    ------
    OutOfRange
        If a p-value lies outside 0 to 1.
    Empty
        If there are none.

    Notes
    -----
    Ordered p(1) <= ... <= p(n), the adjusted p(i) is the least of n p(j) / j over j >= i. It holds for
    independent tests and for those that rise together; series that overlap in place and kind do. It is a
    promise about the batch: it says nothing of a single alarm.

    References
    ----------
    Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57:289-300 (the example is its
    section 3.2: four of fifteen stand); Benjamini & Yekutieli (2001), Annals of Statistics 29:1165-1188.

    Examples
    --------
    >>> from lofte.analysis import benjamini_hochberg
    >>> p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    ...      0.6528, 0.7590, 1.0]
    >>> benjamini_hochberg(p, share=0.05).n_standing
    4
    """
    given = checking.floats("p", p)
    if given.min() < 0 or given.max() > 1:
        raise OutOfRange("p", "holds something that is no chance: below 0 or above 1")
    asked = checking.share("share", share)
    n = len(given)
    order = np.argsort(given, kind="stable")
    raised = given[order] * n / np.arange(1, n + 1)
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    stands = adjusted <= asked
    for array in (adjusted, stands):
        array.setflags(write=False)
    return Discoveries(adjusted, stands, n, asked)
