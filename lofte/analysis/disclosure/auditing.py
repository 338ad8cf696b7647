"""The audit: what a reader can work out of the hidden cells from everything that is shown."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import IntArray
from lofte.analysis.disclosure.flows import by_flows, network
from lofte.analysis.disclosure.primary import LEAST
from lofte.analysis.disclosure.programs import by_programs
from lofte.analysis.disclosure.tables import BoolArray, Linked, read_only, which
from lofte.analysis.disclosure.views import UNBOUNDED, narrowed, view
from lofte.analysis.errors import OutOfRange, WrongShape


@dataclass(frozen=True)
class Audit:
    """For each hidden cell the least and greatest whole number that agrees with all that is shown."""

    cells: IntArray  # places of the hidden cells, rising
    low: IntArray
    high: IntArray  # UNBOUNDED where nothing holds the count down
    least_width: int

    @property
    def recoverable(self) -> IntArray:
        """Return the cells that a reader can work out exactly."""
        found: IntArray = self.cells[self.low == self.high]
        return found

    @property
    def narrow(self) -> IntArray:
        """Return the cells between whose least and greatest there is less than `least_width`."""
        found: IntArray = self.cells[self.high - self.low < self.least_width]
        return found

    @property
    def is_clean(self) -> bool:
        return not len(self.narrow)


@dataclass(frozen=True)
class Known:
    """What a reader knows of every cell before anything is published."""

    at_least: IntArray
    at_most: IntArray


def audit_suppression(
    cells: Linked,
    hidden: npt.ArrayLike,
    *,
    least_width: int = LEAST,
    at_least: npt.ArrayLike | None = None,
    at_most: npt.ArrayLike | None = None,
) -> Audit:
    """Return what can be worked out of the hidden cells.

    Parameters
    ----------
    cells : Linked
        What `table` or `linked` made, with the true counts.
    hidden : bool array, shape (n_cells,)
        The cells that are not shown.
    least_width : int
        How far apart the least and greatest that a reader can think of must lie. With 4, no cell can be told
        to be 1, 2 or 3, nor 0 to 3.
    at_least, at_most : whole numbers, shape (n_cells,), optional
        What a reader knows anyhow of each cell (0, and nothing, when left out).

    Returns
    -------
    Audit
        Both ends are reached: for each there is a table of whole numbers, checked by adding it up, that shows
        the same as the true one.

    Raises
    ------
    OutOfRange
        If the true counts lie outside what the reader is said to know.
    AnalysisError
        If an argument has the wrong shape or kind.

    Notes
    -----
    A cell is never called safe without two such tables, so neither a float nor a program's tolerance can make
    it so. The reader who is thought of knows the shown cells, the sums, and that counts are whole and not
    negative. One who is in a cell of one knows that cell too; one who knows how the cells to hide were chosen
    may know a little more.

    References
    ----------
    docs/methods/disclosure.md; Fischetti & Salazar (2000), Management Science 46:1424-1438; Buzzigoli &
    Giusti (1999), An algorithm to calculate the lower and upper bounds of the elements of an array.

    Examples
    --------
    >>> from lofte.analysis import small_cells, table
    >>> town = table([[2, 9, 7], [5, 1, 8]])
    >>> seen = audit_suppression(town, small_cells(town))
    >>> seen.cells, seen.recoverable
    (array([0, 5]), array([0, 5]))
    """
    is_hidden = which("hidden", hidden, cells)
    width = checking.one_whole("least_width", least_width, low=1)
    return audited(cells, is_hidden, is_hidden, known(cells, at_least, at_most), width)


def known(cells: Linked, at_least: npt.ArrayLike | None, at_most: npt.ArrayLike | None) -> Known:
    low, high = np.zeros(cells.n_cells, np.int64), np.full(cells.n_cells, UNBOUNDED)
    if at_least is not None:
        low = checking.whole("at_least", at_least)
    if at_most is not None:
        high = checking.whole("at_most", at_most, high=UNBOUNDED)
    for argument, given in (("at_least", low), ("at_most", high)):
        if len(given) != cells.n_cells:
            raise WrongShape(argument, f"has {len(given)} rows, and the table has {cells.n_cells} cells")
    if (cells.counts < low).any():
        raise OutOfRange("at_least", "is more than a true count")
    if (cells.counts > high).any():
        raise OutOfRange("at_most", "is less than a true count")
    return Known(low, high)


def audited(cells: Linked, hidden: BoolArray, wanted: BoolArray, by: Known, least_width: int) -> Audit:
    """Audit the wanted ones of the hidden cells."""
    seen = narrowed(view(cells, hidden, by.at_least, by.at_most))
    asked = wanted[seen.hidden]
    net = network(seen)
    low, high = by_programs(seen, asked) if net is None else by_flows(seen, net, asked)
    places, low, high = read_only(seen.hidden[asked], low[asked], high[asked])
    return Audit(places, low, high, least_width)
