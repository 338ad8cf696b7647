"""Kernel densities on a grid: a picture of where reported incidents lie, not a test."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from lofte.analysis import checking, planes, sources
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import Empty, OutOfRange, WrongKind, WrongShape
from lofte.analysis.hotspots.grids import UNIT, Grid, between, spread_in_parts, spread_out
from lofte.analysis.kernels import have_c
from lofte.analysis.planes import Plane
from lofte.analysis.sources import Sources

REACH = 4.5  # bandwidths: beyond it a Gaussian holds 4 in 100 000
LEAST_CELLS = 3.0  # cells to a bandwidth: with fewer the grid errs by more than 0.2 % of the maximum
WIDEST = 4.0  # an adaptive bandwidth is at most so many times the stated one, and at least a fourth of it
STEP = 1.2  # between the bandwidths that are worked out; those between are interpolated by four of them
SQUARE_KILOMETRE = 1e6


@dataclass(frozen=True)
class Density:
    """Incidents per square kilometre in the middle of each cell, shape (n_rows, n_columns).

    NaN off the land. ``n`` incidents were counted, and ``n_left_out`` lay off the land or beyond the reach of
    the grid. ``bandwidths`` are those of the counted incidents, in the order given, where they are adaptive.
    """

    values: FloatArray
    grid: Grid
    bandwidth: float
    n: int
    n_left_out: int
    bandwidths: FloatArray | None


def kde(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    *,
    bandwidth: float,
    cell: float,
    source: Sources,
    grid: Grid | None = None,
    land: npt.ArrayLike | None = None,
    adaptive: bool = False,
    plane: Plane = Plane.SWEREF_99_TM,
) -> Density:
    """Return the Gaussian kernel density of incidents on a grid.

    Parameters
    ----------
    x, y : float arrays, shape (n,)
        East and north in metres of SWEREF 99 TM.
    bandwidth : float
        Standard deviation of the kernel in metres: 150 to 300 in towns. It decides what is seen; state it.
    cell : float
        Metres; at most a third of the bandwidth.
    source : SourceClass, or one for each incident
        Reported incidents alone.
    grid : Grid, optional
        By default all incidents with three bandwidths around them.
    land : bool array, shape (n_rows, n_columns), optional
        Where incidents can happen, on the grid given. Then the land is all there is: the density is divided
        by the share of the kernel on land, and what lies off it is left out and told.
    adaptive : bool
        Abramson: narrower where it is dense (the square root of a first density), geometric mean as stated,
        a fourth to four times of it and never below three cells.
    plane : Plane

    Returns
    -------
    Density
        Within 0.2 % of its maximum of the exact sum.

    Raises
    ------
    WrongSource
        If something was not reported by the public.
    Empty
        If no incident lies on the land, or within reach of the grid.
    AnalysisError
        NotFinite, WrongShape, OutsideSweden, OutOfRange, TooLarge: for what the arguments say.

    References
    ----------
    Silverman 1986; Wand 1994, J Comp Graph Stat 3:433-445 (binning); Diggle 1985, Applied Statistics
    34:138-147 (boundary); Abramson 1982, Annals of Statistics 10:1217-1223; docs/methods/density.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, kde
    >>> shown = kde([450_010.0], [6_400_010.0], bandwidth=100, cell=20, source=SourceClass.REPORTED)
    >>> round(float(shown.values.max()), 2)  # one incident: 1 / (2 pi 0.1^2) in its middle
    15.92
    """
    east, north = planes.points(x, y, plane)
    sources.reported_only(source, len(east))
    width, side = checking.positive("bandwidth", bandwidth), checking.positive("cell", cell)
    if width < LEAST_CELLS * side:
        raise OutOfRange(
            "cell", f"is {side:g}, and the bandwidth of {width:g} needs cells of a third at most"
        )
    if grid is None and land is not None:
        raise WrongShape("land", "lies on a grid: hand it in too")
    over = grid or Grid.around(east, north, side, 3 * width)
    if over.cell != side:
        raise OutOfRange("grid", f"has cells of {over.cell:g}, and {side:g} is said")
    shore = None if land is None else _land(land, over)
    columns, rows = _kept(*over.places(east, north), over, shore, width * (WIDEST if adaptive else 1))
    canvas = _Canvas(over, shore, REACH * width * (WIDEST if adaptive else 1) / side)
    if adaptive:
        widths = _abramson(canvas, columns, rows, width)
        values = canvas.by_widths(columns, rows, widths)
    else:
        widths, values = None, canvas.evenly(columns, rows, width)
    values *= SQUARE_KILOMETRE / side**2
    for array in (values, *(() if widths is None else (widths,))):
        array.flags.writeable = False
    return Density(values, over, width, len(columns), int(len(east) - len(columns)), widths)


def _land(given: npt.ArrayLike, grid: Grid) -> npt.NDArray[np.bool_]:
    land = np.asarray(given)
    if land.dtype != np.bool_:
        raise WrongKind("land", f"holds {land.dtype}, not true and false")
    if land.shape != grid.shape:
        raise WrongShape("land", f"has the shape {land.shape}, and the grid {grid.shape}")
    if not land.any():
        raise Empty("land", "is nowhere")
    return land


def _kept(
    columns: FloatArray, rows: FloatArray, grid: Grid, land: npt.NDArray[np.bool_] | None, width: float
) -> tuple[FloatArray, FloatArray]:
    """Return the places that count: on land, or within reach of the grid where no land is given."""
    if land is None:
        margin = REACH * width / grid.cell
        near = (columns > -margin) & (columns < grid.n_columns - 1 + margin)
        near &= (rows > -margin) & (rows < grid.n_rows - 1 + margin)
    else:
        column, row = np.rint(columns).astype(np.int64), np.rint(rows).astype(np.int64)
        inside = (column >= 0) & (column < grid.n_columns) & (row >= 0) & (row < grid.n_rows)
        near = np.zeros(len(columns), dtype=np.bool_)
        near[inside] = land[row[inside], column[inside]]
    if not near.any():
        raise Empty("x", "and y hold nothing " + ("within reach of the grid" if land is None else "on land"))
    return (columns, rows) if near.all() else (columns[near], rows[near])


class _Canvas:
    """The grid with room for the kernel around it: what runs over one side does not come in at the other."""

    def __init__(self, grid: Grid, land: npt.NDArray[np.bool_] | None, reach: float) -> None:
        self.grid, self.land = grid, land
        self.margin = int(np.ceil(reach)) + 3
        self.shape = tuple(scipy.fft.next_fast_len(n + 2 * self.margin, real=True) for n in grid.shape)

    def evenly(self, columns: FloatArray, rows: FloatArray, width: float) -> FloatArray:
        nodes = spread_out(columns + self.margin, rows + self.margin, self.shape, by_c=have_c())
        spectrum = scipy.fft.rfft2(nodes * UNIT**-2.0, overwrite_x=True)
        return np.maximum(self._finished(self._back(spectrum, width), width), 0)

    def by_widths(self, columns: FloatArray, rows: FloatArray, widths: FloatArray) -> FloatArray:
        """Work out a ladder of bandwidths, each incident on the four rungs around its own (cubic weights)."""
        lowest = widths.min()
        at = np.log(widths / lowest) / np.log(STEP)
        first = np.floor(at).astype(np.int64) - 1
        t = at - np.floor(at)
        before, after, last = t + 1, t - 1, t - 2
        shares = [
            -t * after * last / 6,
            before * after * last / 2,
            -before * t * last / 2,
            before * t * after / 6,
        ]
        total = np.zeros(self.grid.shape)
        for rung in range(-1, int(first.max()) + 4):
            parts = sum(share * (first + at == rung) for at, share in enumerate(shares))
            on = np.flatnonzero(parts)
            if len(on):
                nodes = self._nodes(columns[on], rows[on], parts[on])
                width = float(lowest * STEP**rung)
                total += self._finished(self._back(scipy.fft.rfft2(nodes), width), width)
        return np.maximum(total, 0)

    def _nodes(self, columns: FloatArray, rows: FloatArray, parts: FloatArray) -> FloatArray:
        return spread_in_parts(columns + self.margin, rows + self.margin, self.shape, parts)

    def _back(self, spectrum: npt.NDArray[np.complex128], width: float) -> FloatArray:
        along, across = (self._kernel(n, width) for n in self.shape)
        spectrum *= scipy.fft.fft(along).real[:, None]  # an even kernel has a real spectrum
        spectrum *= scipy.fft.rfft(across).real[None, :]
        whole: FloatArray = scipy.fft.irfft2(spectrum, s=self.shape, overwrite_x=True)
        margin, (n_rows, n_columns) = self.margin, self.grid.shape
        return whole[margin : margin + n_rows, margin : margin + n_columns].copy()

    def _kernel(self, n: int, width: float) -> FloatArray:
        steps = np.arange(n)
        apart = np.minimum(steps, n - steps) * self.grid.cell / width
        kernel: FloatArray = np.exp(-0.5 * apart**2) * self.grid.cell / (width * np.sqrt(2 * np.pi))
        return kernel

    def _finished(self, values: FloatArray, width: float) -> FloatArray:
        """Divide by the share of the kernel on land; NaN off the land."""
        if self.land is None:
            return values
        shore = np.zeros(self.shape)
        margin, (n_rows, n_columns) = self.margin, self.grid.shape
        shore[margin : margin + n_rows, margin : margin + n_columns] = self.land
        on_land = self._back(scipy.fft.rfft2(shore), width)
        divided: FloatArray = np.divide(values, on_land, out=np.full(values.shape, np.nan), where=self.land)
        return divided


def _abramson(canvas: _Canvas, columns: FloatArray, rows: FloatArray, width: float) -> FloatArray:
    pilot = canvas.evenly(columns, rows, width)
    found = np.maximum(between(np.nan_to_num(pilot), columns, rows), np.nanmax(pilot) * 1e-9)
    mean = np.exp(np.log(found).mean())
    cell = canvas.grid.cell
    factors = np.clip(np.sqrt(mean / found), 1 / WIDEST, WIDEST)
    widths: FloatArray = np.maximum(width * factors, LEAST_CELLS * cell)
    return widths
