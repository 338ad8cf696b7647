"""Aoristic weights: what happened some time between two moments is shared out over the hours between."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import NotSorted, OutOfRange
from lofte.analysis.sources import Sources, classes

CELLS = 168  # hours of a week, Monday 00-01 first
HOUR, WEEK = 60, 7 * 24 * 60  # in minutes
LONGEST = 53 * WEEK  # minutes; what is longer is a wrong year, and says nothing of an hour
AT_A_TIME = 2048  # rows of minutes held at once: about 3 MB


def aoristic(
    starts: npt.ArrayLike,
    ends: npt.ArrayLike,
    *,
    source: Sources,
    groups: npt.ArrayLike | None = None,
    n_groups: int = 1,
) -> FloatArray:
    """Return how many incidents fell in each hour of the week, where only from and to are known.

    Parameters
    ----------
    starts, ends : whole numbers, shape (n,)
        Minutes by the local clock since 00:00 of some Monday (of the same one for both). The incident
        happened at or after the start and before the end; where they are the same it happened in that minute.
    source : SourceClass, or one for each incident
        Where the incidents come from. All classes are counted: choose before.
    groups : whole numbers, shape (n,), optional
        The row that each incident is counted in, 0 to ``n_groups - 1``: an area, a category.
    n_groups : int
        Rows of the result when ``groups`` is given.

    Returns
    -------
    float array, shape (168,), or (n_groups, 168) with ``groups``
        Cell ``24 * weekday + hour``, Monday is 0. The cells of a row sum to the number of its incidents.

    Raises
    ------
    NotSorted
        Where an end lies before its start.
    OutOfRange
        Where an interval is longer than 53 weeks, or a group has no row.
    AnalysisError
        Lengths that differ, fractions, what is missing.

    Notes
    -----
    Each cell gets (minutes of the interval in it) / (minutes of the interval). Minutes are added up as whole
    numbers for all intervals of one length and divided once, so the order of the rows makes no difference at
    all. The weights take every minute between to be equally likely: an interval over the night says little,
    and none of it says when within it people are at home.

    References
    ----------
    docs/methods/season.md; Ratcliffe (2000), International Journal of Geographical Information Science
    14:669-679; Ratcliffe & McCullagh (1998), ibid. 12:751-764.

    Examples
    --------
    A break-in between Monday 22:30 and Tuesday 00:30: a quarter, a half and a quarter.

    >>> from lofte.analysis import SourceClass, aoristic
    >>> weights = aoristic([22 * 60 + 30], [24 * 60 + 30], source=SourceClass.REPORTED)
    >>> weights[22:26]
    array([0.25, 0.5 , 0.25, 0.  ])
    """
    first, last = _interval(starts, ends)
    classes(source, len(first))
    if groups is None:
        found: FloatArray = _weights(first, last, np.zeros(len(first), dtype=np.int64), 1)[0]
        return found
    rows = checking.one_whole("n_groups", n_groups, low=1)
    member = checking.whole("groups", groups, least=0, high=rows - 1)
    checking.same_length("groups", member, "starts", first)
    return _weights(first, last, member, rows)


def _interval(starts: npt.ArrayLike, ends: npt.ArrayLike) -> tuple[IntArray, IntArray]:
    first = checking.whole("starts", starts, least=0, low=-(2**40), high=2**40)
    last = checking.whole("ends", ends, least=0, low=-(2**40), high=2**40)
    checking.same_length("ends", last, "starts", first)
    length = last - first
    if (length < 0).any():
        raise NotSorted("ends", f"lies before its start at {int(np.argmax(length < 0))}")
    if (length > LONGEST).any():
        raise OutOfRange(
            "ends", f"lies more than 53 weeks after its start at {int(np.argmax(length > LONGEST))}"
        )
    return first, last + (length == 0)  # a moment is the minute that begins there


def _weights(first: IntArray, last: IntArray, member: IntArray, n_groups: int) -> FloatArray:
    """Add whole minutes up by group and length, and divide each such row by its length."""
    length = last - first
    keys, row = np.unique(member * (LONGEST + 1) + length, return_inverse=True)
    found = np.zeros((n_groups, CELLS))
    order = np.argsort(row, kind="stable")
    edges = np.searchsorted(row[order], np.arange(0, len(keys) + AT_A_TIME, AT_A_TIME))
    for k, (low, high) in enumerate(pairwise(edges)):
        chosen, at = order[low:high], k * AT_A_TIME
        here = keys[at : at + AT_A_TIME]
        minutes = _minutes(first[chosen], last[chosen], row[chosen] - at, len(here))
        np.add.at(found, here // (LONGEST + 1), minutes / (here % (LONGEST + 1))[:, None])
    return found


def _minutes(first: IntArray, last: IntArray, row: IntArray, n_rows: int) -> IntArray:
    """Return whole minutes in each cell, shape (n_rows, 168), for intervals that end after they start."""
    from_start = _up_to(first % WEEK, row, n_rows)
    whole_weeks = np.bincount(row, weights=last // WEEK - first // WEEK, minlength=n_rows).astype(np.int64)
    return _up_to(last % WEEK, row, n_rows) - from_start + HOUR * whole_weeks[:, None]


def _up_to(moment: IntArray, row: IntArray, n_rows: int) -> IntArray:
    """Return minutes of each cell that lie between Monday 00:00 and the moments of a row."""
    cell, part = moment // HOUR, moment % HOUR
    at = row * CELLS + cell
    size = n_rows * CELLS
    parts = np.bincount(at, weights=part, minlength=size).astype(np.int64).reshape(n_rows, CELLS)
    ending = np.bincount(at, minlength=size).reshape(n_rows, CELLS)
    after: IntArray = ending.sum(axis=1, keepdims=True) - np.cumsum(ending, axis=1)  # moments in later cells
    return parts + HOUR * after
