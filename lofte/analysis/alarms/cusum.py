"""CUSUM: small lasting rises added up until they are too much for chance."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.alarms.farrington import LARGEST
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import OutOfRange, WrongShape
from lofte.analysis.sources import Sources, classes


@dataclass(frozen=True)
class Cusum:
    """`sums`, the least count that gives an alarm (`upper`), and `alarm`; shape (n_series, n_weeks)."""

    sums: FloatArray
    upper: FloatArray
    alarm: npt.NDArray[np.bool_]
    reference: float
    limit: float


def cusum(
    counts: npt.ArrayLike,
    expected: npt.ArrayLike,
    *,
    source: Sources,
    reference: float = 1.04,
    limit: float = 2.26,
    begin_again: bool = True,
) -> Cusum:
    """Return one-sided cumulative sums of what is above the expected.

    Parameters
    ----------
    counts : whole numbers, shape (n_series, n_weeks)
        Weekly counts in a row.
    expected : float array, shape (n_series,) or (n_series, n_weeks)
        The mean while nothing is the matter, above 0: of a quiet time, or a range's ``expected`` for each
        week.
    source : SourceClass, or one for each series
        What is counted.
    reference, limit : float
        What is taken off each week, and the sum at which it is an alarm, in standard deviations. 1.04 and
        2.26 are meant for series with a mean about 1 (Rossi et al. 1999).
    begin_again : bool
        Start from 0 after an alarm. Without it one great outbreak keeps the alarm on for years.

    Returns
    -------
    Cusum

    Raises
    ------
    OutOfRange
        If something expected, the reference or the limit is not above 0.
    WrongShape
        If counts and expected do not fit together.

    Notes
    -----
    S(t) = max(0, S(t - 1) + (y(t) - m) / sqrt(m) - k), an alarm where S >= h. Finds drifts that no single
    week shows; says nothing of which week it began.

    References
    ----------
    docs/methods/alarms.md; Page (1954), Biometrika 41:100-115; Rossi, Lampugnani & Marchi (1999), Statistics
    in Medicine 18:2111-2122.

    Examples
    --------
    >>> from lofte.analysis import SourceClass, cusum
    >>> found = cusum([[1, 1, 3, 3, 3]], [1.0], source=SourceClass.REPORTED)
    >>> found.sums.round(2), found.alarm[0]
    (array([[0.  , 0.  , 0.96, 1.92, 2.88]]), array([False, False, False, False,  True]))
    """
    y = checking.whole("counts", counts, ndim=2, high=LARGEST).astype(np.float64)
    classes(source, len(y))
    mean = _means(expected, y)
    k, h = checking.positive("reference", reference), checking.positive("limit", limit)
    sd = np.sqrt(mean)
    above = (y - mean) / sd - k
    sums, upper = np.empty_like(y), np.empty_like(y)
    before = np.zeros(len(y))
    for t in range(y.shape[1]):
        upper[:, t] = np.maximum(np.ceil(mean[:, t] + sd[:, t] * (h + k - before)), 0)
        sums[:, t] = np.maximum(before + above[:, t], 0)
        before = np.where(sums[:, t] >= h, 0.0, sums[:, t]) if begin_again else sums[:, t]
    alarm = sums >= h
    for array in (sums, upper, alarm):
        array.setflags(write=False)
    return Cusum(sums, upper, alarm, k, h)


def _means(expected: npt.ArrayLike, y: FloatArray) -> FloatArray:
    per_week = np.ndim(expected) == y.ndim
    given = checking.floats("expected", expected, ndim=2 if per_week else 1)
    if given.min() <= 0:
        raise OutOfRange("expected", f"holds {given.min():g}: a rise over nothing has no size")
    if given.shape != (y.shape if per_week else y.shape[:1]):
        raise WrongShape("expected", f"has shape {given.shape}, and counts have {y.shape}")
    return np.broadcast_to(given if per_week else given[:, None], y.shape)
