"""A grid of square cells over a plane, and points spread over its nodes."""

from ctypes import c_int64
from dataclasses import dataclass

import numpy as np

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.errors import TooLarge
from lofte.analysis.kernels import LIBRARY, pointer

MOST_CELLS = 40_000_000  # 320 MB of densities; a finer grid shows nothing more
UNIT = 2**15  # weights are whole numbers of this, so that sums know no rounding and no order


@dataclass(frozen=True)
class Grid:
    """Cells of ``cell`` metres from the south-west corner; row 0 is the southernmost."""

    west: float
    south: float
    cell: float
    n_columns: int
    n_rows: int

    def __post_init__(self) -> None:
        checking.one_number("west", self.west)
        checking.one_number("south", self.south)
        checking.positive("cell", self.cell)
        checking.one_whole("n_columns", self.n_columns, low=1)
        checking.one_whole("n_rows", self.n_rows, low=1)
        if self.n_columns * self.n_rows > MOST_CELLS:
            raise TooLarge("cell", f"gives {self.n_columns * self.n_rows} cells, and {MOST_CELLS} are held")

    @classmethod
    def around(cls, x: FloatArray, y: FloatArray, cell: float, margin: float) -> "Grid":
        """Return the grid that holds all points with a margin, its corner on a whole cell."""
        west, south = (np.floor((at.min() - margin) / cell) * cell for at in (x, y))
        n_columns, n_rows = (
            np.ceil((x.max() + margin - west) / cell),
            np.ceil((y.max() + margin - south) / cell),
        )
        return cls(float(west), float(south), cell, max(1, int(n_columns)), max(1, int(n_rows)))

    @property
    def shape(self) -> tuple[int, int]:
        return self.n_rows, self.n_columns

    def centres(self) -> tuple[FloatArray, FloatArray]:
        """Return x of the columns and y of the rows, in the middle of the cells."""
        return _along(self.west, self.cell, self.n_columns), _along(self.south, self.cell, self.n_rows)

    def places(self, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return column and row of points, 0 in the middle of the first cell, fractions between middles."""
        return (x - self.west) / self.cell - 0.5, (y - self.south) / self.cell - 0.5


def _along(start: float, cell: float, n: int) -> FloatArray:
    middles: FloatArray = start + (np.arange(n, dtype=np.float64) + 0.5) * cell
    return middles


def spread_out(columns: FloatArray, rows: FloatArray, shape: tuple[int, int], *, by_c: bool) -> IntArray:
    """Return points spread over four by four nodes each, in units of 2^-30; two nodes to spare on all sides.

    Cubic weights (Lagrange) keep three moments, so a smooth kernel over the nodes errs by the fourth.
    """
    out = np.zeros(shape, dtype=np.int64)
    if by_c:
        assert LIBRARY is not None  # noqa: S101  asked before
        asked = (pointer(columns, np.float64), pointer(rows, np.float64), c_int64(shape[1]))
        LIBRARY.lofte_bin(c_int64(len(columns)), *asked, pointer(out, np.int64))
        return out
    column, across = _weights(columns)
    row, along = _weights(rows)
    for v in range(4):
        for u in range(4):
            np.add.at(out, (row + v, column + u), along[:, v] * across[:, u])
    return out


def spread_in_parts(
    columns: FloatArray, rows: FloatArray, shape: tuple[int, int], weights: FloatArray
) -> FloatArray:
    """Return points of unequal weights spread over four by four nodes each."""
    column, across = _weights(columns)
    row, along = _weights(rows)
    out = np.zeros(shape[0] * shape[1])
    for v in range(4):
        for u in range(4):
            parts = weights * along[:, v] * across[:, u] / UNIT**2
            out += np.bincount((row + v) * shape[1] + column + u, weights=parts, minlength=len(out))
    return out.reshape(shape)


def between(surface: FloatArray, columns: FloatArray, rows: FloatArray) -> FloatArray:
    """Return a smooth surface at points between its nodes, by the same weights."""
    column, across = _weights(columns)
    row, along = _weights(rows)
    found = np.zeros(len(column))
    for v in range(4):
        for u in range(4):
            at = surface[
                np.clip(row + v, 0, surface.shape[0] - 1), np.clip(column + u, 0, surface.shape[1] - 1)
            ]
            found += along[:, v] * across[:, u] * at / UNIT**2
    return found


def _weights(at: FloatArray) -> tuple[IntArray, IntArray]:
    """Return the first of four nodes and their weights, whole numbers that sum to ``UNIT``, shape (n, 4)."""
    node = np.floor(at)
    t = at - node
    weights = np.empty((len(at), 4), dtype=np.int64)
    low, high = t + 1, t - 1
    weights[:, 0] = np.rint(t * high * (t - 2) * (-UNIT / 6))
    weights[:, 2] = np.rint(low * t * (t - 2) * (-UNIT / 2))
    weights[:, 3] = np.rint(low * t * high * (UNIT / 6))
    weights[:, 1] = UNIT - weights[:, 0] - weights[:, 2] - weights[:, 3]
    return node.astype(np.int64) - 1, weights
