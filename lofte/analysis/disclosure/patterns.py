"""Patterns of cells that can change together without any shown sum changing: what hides a cell."""

import numpy as np
import scipy

from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.disclosure.auditing import Known
from lofte.analysis.disclosure.tables import BoolArray, Linked
from lofte.analysis.disclosure.views import UNBOUNDED
from lofte.analysis.errors import CannotHide

HIDDEN_COST = 1e-3  # of a cell that is hidden anyhow: next to nothing, so that patterns stay short
NOUGHT_COST = 4.0  # readers often know where there can be nothing
DIFFERENCE = 1e-2  # of costs between cells alike in count, so that the choice does not hang on their order
NEARLY = 1e-6


class Patterns:
    """Finds, for one cell after the other, the cheapest cells to hide with it."""

    def __init__(self, cells: Linked, by: Known, kept: BoolArray) -> None:
        self.cells = cells
        self.cost = _costs(cells)
        self._kept = kept
        n, m = cells.n_sums, cells.n_cells
        sums = scipy.sparse.csr_array((cells.sign.astype(float), (cells.sum_of, cells.cell)), shape=(n, m))
        self._sums = scipy.sparse.hstack([sums, -sums], format="csr")
        fixed = np.where(kept, 0, 1)
        grow = np.where(by.at_most >= UNBOUNDED, np.inf, by.at_most - cells.counts)
        self._grow = np.where(kept, 0, grow)
        self._shrink = (cells.counts - by.at_least) * fixed

    def around(self, cell: int, hidden: BoolArray, width: int) -> BoolArray:
        """Return cells that, hidden, let the cell lie `width` apart: some below the truth, the rest above."""
        down = min(int(self._shrink[cell]), width // 2 if self.cells.counts[cell] > width else width)
        support = np.zeros(self.cells.n_cells, bool)
        if down:
            change = self._change(cell, hidden, -down)
            down = 0 if change is None else down
            support |= np.zeros_like(support) if change is None else change != 0
        if down < width:
            change = self._change(cell, hidden | support, width - down)
            if change is None:
                raise CannotHide(cell)
            support |= change != 0
        return support

    def _change(self, cell: int, hidden: BoolArray, amount: int) -> IntArray | None:
        """Return the cheapest change that moves the cell by the amount at least; None where there is none."""
        cost = np.where(hidden, HIDDEN_COST, 1.0) * self.cost
        n = self.cells.n_cells
        least = np.zeros(2 * n)
        most = np.concatenate([self._grow, self._shrink]).astype(float)
        least[cell if amount > 0 else n + cell] = abs(amount)
        most[n + cell if amount > 0 else cell] = 0
        if (least > most).any():
            return None
        for whole in (False, True):
            answer = scipy.optimize.linprog(
                np.concatenate([cost, cost]),
                A_eq=self._sums,
                b_eq=np.zeros(self._sums.shape[0]),
                bounds=np.column_stack([least, most]),
                method="highs",
                integrality=np.ones(2 * n) if whole else None,
            )
            if answer.x is None:
                return None
            moved = answer.x[:n] - answer.x[n:]
            if (np.abs(moved - np.rint(moved)) < NEARLY).all():
                change: IntArray = np.rint(moved).astype(np.int64)
                return change
        return None


def _costs(cells: Linked) -> FloatArray:
    """What it costs to hide each cell: more with the count, and a little by the sums that it stands in."""
    base = np.where(cells.counts == 0, NOUGHT_COST, 1 + np.log1p(cells.counts))
    totals = np.zeros(cells.n_sums)
    squares = np.zeros(cells.n_sums)
    np.add.at(totals, cells.sum_of, np.abs(cells.counts[cells.cell]))
    np.add.at(squares, cells.sum_of, np.sqrt(cells.counts[cells.cell]))
    around = np.zeros(cells.n_cells)
    np.add.at(around, cells.cell, totals[cells.sum_of] + np.sqrt(2) * squares[cells.sum_of])
    costs: FloatArray = base * (1 + DIFFERENCE * np.modf(around * 0.6180339887)[0])
    return costs
