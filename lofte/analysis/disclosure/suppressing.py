"""Complementary suppression: further cells are hidden until the audit finds nothing to work out."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.disclosure.auditing import Audit, Known, audited, known
from lofte.analysis.disclosure.patterns import Patterns
from lofte.analysis.disclosure.primary import LEAST
from lofte.analysis.disclosure.tables import BoolArray, Linked, which
from lofte.analysis.errors import OutOfRange, WrongShape


@dataclass(frozen=True)
class Suppression:
    """Which cells are not shown, and what a reader can still work out of them."""

    hidden: BoolArray  # shape (n_cells,): the primary ones and those that go with them
    primary: BoolArray
    audit: Audit  # of all hidden cells

    @property
    def complementary(self) -> BoolArray:
        """Return the cells that are hidden for the sake of others."""
        found: BoolArray = self.hidden & ~self.primary
        return found


def suppress(
    cells: Linked,
    primary: npt.ArrayLike,
    *,
    least_width: int = LEAST,
    keep: npt.ArrayLike | None = None,
    together: npt.ArrayLike | None = None,
    at_least: npt.ArrayLike | None = None,
    at_most: npt.ArrayLike | None = None,
) -> Suppression:
    """Return which cells to hide so that no primary one can be worked out, nor pinned too narrowly.

    Parameters
    ----------
    cells : Linked
        What `table` or `linked` made.
    primary : bool array, shape (n_cells,)
        What must not be shown, as `small_cells` tells.
    least_width : int
        How far apart the least and greatest that a reader can think of must lie for each primary cell.
    keep : bool array, shape (n_cells,), optional
        Cells that must be shown, or are out already.
    together : whole numbers, shape (n_cells,), optional
        Cells with the same number are shown or hidden together: a part and its whole, say.
    at_least, at_most : whole numbers, shape (n_cells,), optional
        What a reader knows anyhow.

    Returns
    -------
    Suppression
        Its audit finds every primary cell at least `least_width` wide, and no cell that is hidden for
        another's sake can be worked out to the number, but where it is hidden together with others.

    Raises
    ------
    CannotHide
        If the kept cells give a primary one away whatever else is hidden.
    OutOfRange
        If a cell is both primary and kept.
    AnalysisError
        If an argument has the wrong shape or kind.

    Notes
    -----
    Few and small cells are chosen, one primary cell after the other, by a linear program each; then those
    that turned out to be unneeded are shown again. The choice is good, not the least possible. It does not
    depend on the order of rows, but where two cells are alike in everything.

    References
    ----------
    docs/methods/disclosure.md; Kelly, Golden & Assad (1992), Networks 22:397-417; Fischetti & Salazar (2000),
    Management Science 46:1424-1438.

    Examples
    --------
    >>> from lofte.analysis import small_cells, table
    >>> town = table([[2, 9, 7], [5, 6, 8]])
    >>> out = suppress(town, small_cells(town))
    >>> np.where(out.hidden, -1, town.counts).reshape(town.shape)
    array([[-1, -1,  7, 18],
           [-1, -1,  8, 19],
           [ 7, 15, 15, 37]])
    >>> out.audit.is_clean
    True
    """
    must = which("primary", primary, cells)
    kept = np.zeros(cells.n_cells, bool) if keep is None else which("keep", keep, cells)
    groups = _groups(cells, together)
    if (_whole_groups(must, groups) & kept).any():
        raise OutOfRange("keep", "holds a cell that is primary, or goes with one")
    width = checking.one_whole("least_width", least_width, low=1)
    task = _Task(cells, must, _whole_groups(kept, groups), groups, known(cells, at_least, at_most), width)
    hidden = task.hidden()
    seen = audited(cells, hidden, hidden, task.by, width)
    for array in (hidden, must):
        array.setflags(write=False)
    return Suppression(hidden, must, seen)


def _groups(cells: Linked, together: npt.ArrayLike | None) -> IntArray:
    if together is None:
        return np.arange(cells.n_cells)
    given = checking.whole("together", together)
    if len(given) != cells.n_cells:
        raise WrongShape("together", f"has {len(given)} rows, and the table has {cells.n_cells} cells")
    numbered: IntArray = np.unique(given, return_inverse=True)[1].astype(np.int64)
    return numbered


def _whole_groups(some: BoolArray, groups: IntArray) -> BoolArray:
    """Return the cells, and those that go together with them."""
    is_in = np.zeros(int(groups.max()) + 1, bool)
    is_in[groups[some]] = True
    found: BoolArray = is_in[groups]
    return found


@dataclass(frozen=True)
class _Task:
    cells: Linked
    primary: BoolArray
    kept: BoolArray
    groups: IntArray
    by: Known
    width: int

    def hidden(self) -> BoolArray:
        patterns = Patterns(self.cells, self.by, self.kept)
        order = np.lexsort((patterns.cost, self.cells.counts))
        hidden = _whole_groups(self.primary, self.groups)
        for narrow in self._narrow(hidden, order):
            hidden |= _whole_groups(patterns.around(narrow, hidden, self.width), self.groups)
        return self._without_needless(hidden, patterns.cost)

    def _narrow(self, hidden: BoolArray, order: IntArray) -> Iterator[int]:
        """Yield the primary cells that are still too narrow, one at a time, while `hidden` grows."""
        waiting = list(order[self.primary[order]])
        while waiting:
            seen = self._audit(hidden, waiting)
            still = set(seen.narrow.tolist())
            waiting = [cell for cell in waiting if cell in still]
            if waiting:
                yield waiting.pop(0)

    def _audit(self, hidden: BoolArray, wanted: list[int]) -> Audit:
        asked = np.zeros(self.cells.n_cells, bool)
        asked[wanted] = True
        return audited(self.cells, hidden, asked, self.by, self.width)

    def _without_needless(self, hidden: BoolArray, cost: FloatArray) -> BoolArray:
        """Show again, dearest first, what is not needed to keep every primary cell wide."""
        needed = _whole_groups(self.primary, self.groups)
        extra = np.unique(self.groups[hidden & ~needed])
        costs = np.bincount(self.groups, weights=cost)[extra]
        shown = True
        while shown:  # what is shown can make another needless
            shown = False
            for group in extra[np.argsort(-costs, kind="stable")]:
                fewer = hidden & (self.groups != group)
                if (fewer != hidden).any() and self._is_clean(fewer):
                    hidden, shown = fewer, True
        return hidden

    def _is_clean(self, hidden: BoolArray) -> bool:
        return audited(self.cells, hidden, self.primary, self.by, self.width).is_clean
