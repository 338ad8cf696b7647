"""Hours: the week as 7 days by 24 hours, smoothed round the corner from Sunday night to Monday morning."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.aoristic import CELLS
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import OutOfRange, WrongShape

WIDEST = 24.0  # hours; a wider kernel leaves nothing of a day


@dataclass(frozen=True)
class Hours:
    """Incidents by weekday and hour: `counts` and `smoothed` (7, 24), Monday first, both sum to `n`."""

    counts: FloatArray
    smoothed: FloatArray
    n: float
    weekday: int  # of the highest smoothed cell, Monday is 0
    hour: int

    def share(self, *, weekdays: list[int], first: int, after: int) -> float:
        """Return the share of incidents on some weekdays from hour `first` until before hour `after`."""
        if not self.n:
            raise OutOfRange("counts", "has no incidents to take a share of")
        return float(self.counts[weekdays, first:after].sum() / self.n)


def hours(counts: npt.ArrayLike, *, bandwidth: float = 1.0, days: float = 0.0) -> Hours:
    """Return the table of the week, raw and smoothed.

    Parameters
    ----------
    counts : float array, shape (168,)
        Incidents (or aoristic weights) in each hour of the week, Monday 00-01 first.
    bandwidth : float
        Standard deviation of the kernel in hours, along the week; 0 smooths nothing.
    days : float
        Standard deviation in days, between the same hour of different weekdays; 0 keeps the days apart.

    Returns
    -------
    Hours
        The smoothed table has the same sum as the raw one.

    Raises
    ------
    WrongShape
        If there are not 168 cells.
    OutOfRange
        If a count is negative, or a bandwidth is wider than a day (a week for ``days``).

    Notes
    -----
    A normal kernel wrapped round the week: the weight of a cell ``d`` hours away is the sum over all turns of
    exp(-(d + 168 k)^2 / (2 bandwidth^2)), scaled to sum to 1. Sunday 23-24 and Monday 00-01 are neighbours.
    The smoothed table is a picture: judge differences on the counts.

    References
    ----------
    docs/methods/season.md; Fisher (1993), Statistical Analysis of Circular Data, section 2.2.

    Examples
    --------
    >>> from lofte.analysis import hours
    >>> week = np.zeros(168)
    >>> week[167] = 10  # all on Sunday between 23 and 24
    >>> table = hours(week, bandwidth=1.0)
    >>> table.weekday, table.hour, table.smoothed[0, 0].round(2), table.smoothed.sum().round(9)
    (6, 23, np.float64(2.42), np.float64(10.0))
    """
    given = checking.floats("counts", counts)
    if len(given) != CELLS:
        raise WrongShape("counts", f"has {len(given)} cells, and a week has {CELLS} hours")
    if given.min() < 0:
        raise OutOfRange("counts", f"holds {given.min():g}, and nothing happens less than never")
    along = _kernel("bandwidth", bandwidth, CELLS, WIDEST)
    across = _kernel("days", days, 7, 7.0)
    smoothed = _turned(_turned(given, along).reshape(7, 24), across)
    smoothed *= given.sum() / smoothed.sum() if given.any() else 1.0  # takes the last rounding away
    top = int(np.argmax(smoothed))
    table = given.reshape(7, 24).copy()
    for array in (table, smoothed):
        array.setflags(write=False)
    return Hours(table, smoothed, float(given.sum()), top // 24, top % 24)


def _kernel(argument: str, width: float, n: int, widest: float) -> FloatArray:
    given = checking.one_number(argument, width)
    if not 0 <= given <= widest:
        raise OutOfRange(argument, f"is {given:g}, and lies between 0 and {widest:g}")
    if given == 0:
        alone: FloatArray = np.eye(n)[0]
        return alone
    turns = np.arange(n)[:, None] + n * np.arange(-8, 9)
    weights = np.exp(-0.5 * (turns / given) ** 2).sum(axis=1)
    scaled: FloatArray = weights / weights.sum()
    return scaled


def _turned(table: FloatArray, kernel: FloatArray) -> FloatArray:
    """Convolve round the first axis."""
    n = len(kernel)
    circle = kernel[(np.arange(n)[:, None] - np.arange(n)) % n]
    found: FloatArray = circle @ table
    return found
