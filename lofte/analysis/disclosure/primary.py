"""The primary rule: cells that point at people by themselves."""

from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.disclosure.tables import BoolArray, Linked
from lofte.analysis.errors import OutOfRange, WrongShape

LEAST = 4  # one, two or three can know each other


def small_cells(
    cells: Linked,
    *,
    least: int = LEAST,
    persons: npt.ArrayLike | None = None,
    least_persons: int = LEAST,
    largest: npt.ArrayLike | None = None,
    greatest_share: float = 0.75,
) -> BoolArray:
    """Return the cells that must not be shown, whatever stands beside them.

    Parameters
    ----------
    cells : Linked
        What `table` or `linked` made.
    least : int
        Counts from 1 to ``least - 1`` are small. Nought is not: see `all_alike` for what noughts tell.
    persons : whole numbers, shape (n_cells,), optional
        How many different persons or addresses are behind each count. Fewer than `least_persons` are few,
        however large the count.
    least_persons : int
        How many different persons or addresses must be behind a count.
    largest : numbers, shape (n_cells,), optional
        How much of each count the one behind most of it, or the few that are thought of, stands for.
    greatest_share : float
        A cell where `largest` is more than this share of the count is dominated.

    Returns
    -------
    bool array, shape (n_cells,)

    Raises
    ------
    OutOfRange
        If nobody is behind a count above 0 or somebody behind 0, or a contribution is more than its count.
    AnalysisError
        If an argument has the wrong shape or kind.

    References
    ----------
    docs/methods/disclosure.md; Hundepool et al. (2012), Statistical Disclosure Control, ch. 4.

    Examples
    --------
    >>> from lofte.analysis import table
    >>> small_cells(table([0, 2, 9, 30]), persons=[0, 2, 3, 25, 30], largest=[0, 1, 3, 24, 24])
    array([False,  True,  True,  True, False])
    """
    checking.one_whole("least", least, low=1)
    found = (cells.counts > 0) & (cells.counts < least)
    if persons is not None:
        found |= _few(cells, persons, checking.one_whole("least_persons", least_persons, low=1))
    if largest is not None:
        found |= _dominated(cells, largest, checking.share("greatest_share", greatest_share, open_ends=False))
    return found


def all_alike(cells: Linked) -> BoolArray:
    """Return the cells that are all of a sum above nought: everybody in that group is told to be alike.

    "8 of 8" says of each of the eight what a share of most would not, and so does the nought beside it. No
    hiding of small counts stops it: whether it tells anything worth keeping is for a person to say.

    Parameters
    ----------
    cells : Linked
        What `table` or `linked` made.

    Returns
    -------
    bool array, shape (n_cells,)
        True for a cell above 0 that is the whole of a sum of at least two cells.

    References
    ----------
    docs/methods/disclosure.md

    Examples
    --------
    >>> from lofte.analysis import table
    >>> all_alike(table([[8, 0], [3, 6], [1, 2]])).reshape(4, 3)
    array([[ True, False, False],
           [False, False, False],
           [False, False, False],
           [False, False, False]])
    """
    found = np.zeros(cells.n_cells, dtype=bool)
    parts = cells.sign > 0
    totals = np.zeros(cells.n_sums, dtype=np.int64)
    totals[cells.sum_of[~parts]] = cells.counts[cells.cell[~parts]]
    n_parts = np.bincount(cells.sum_of[parts], minlength=cells.n_sums)
    rows, at = cells.sum_of[parts], cells.cell[parts]
    found[at[(totals[rows] > 0) & (n_parts[rows] > 1) & (cells.counts[at] == totals[rows])]] = True
    return found


def _few(cells: Linked, persons: npt.ArrayLike, least: int) -> BoolArray:
    given: IntArray = checking.whole("persons", persons)
    _beside("persons", given, cells)
    if ((given == 0) != (cells.counts == 0)).any():
        raise OutOfRange("persons", "are none where something is counted, or some where nothing is")
    return (given > 0) & (given < least)


def _dominated(cells: Linked, largest: npt.ArrayLike, greatest_share: float) -> BoolArray:
    given: FloatArray = checking.floats("largest", largest)
    _beside("largest", given, cells)
    if (given < 0).any() or (given > cells.counts).any():
        raise OutOfRange("largest", "is negative or more than the whole count")
    return (cells.counts > 0) & (given > greatest_share * cells.counts)


def _beside(argument: str, given: npt.NDArray[Any], cells: Linked) -> None:
    if len(given) != cells.n_cells:
        raise WrongShape(argument, f"has {len(given)} rows, and the table has {cells.n_cells} cells")
