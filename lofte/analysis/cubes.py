"""Kept counts: area × week × category and area × hour of week × category, for each source class by itself.

A cube is the one thing here that changes: rows are added to it as they come, and it tells by a digest which
rows it holds. Whoever shares a cube between threads lets one of them add.
"""

from collections.abc import Callable, Iterable
from ctypes import c_int64
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.columns import BEGINNING, GREATEST, HOURS, Events, State
from lofte.analysis.errors import OutOfRange, TooLarge, WrongKind
from lofte.analysis.kernels import LIBRARY, have_c, pointer
from lofte.analysis.sources import SourceClass

N_CLASSES = len(SourceClass)
MOST_CELLS = 2**31  # 4 GB of 16 bits: more is a mistake in a code
LANES: dict[bool, np.dtype[Any]] = {False: np.dtype(np.uint16), True: np.dtype(np.uint32)}
MOST = {False: 2**16 - 1, True: 2**32 - 1}
Cells = npt.NDArray[Any]


@dataclass(frozen=True)
class Extent:
    """What a cube has room for."""

    first: int  # week number, 0 for hours
    n_slots: int  # weeks or hours
    n_areas: int
    n_categories: int

    def array(self) -> npt.NDArray[np.int64]:
        return np.array([self.first, self.n_slots, self.n_areas, self.n_categories], dtype=np.int64)

    def shape(self) -> tuple[int, int, int, int]:
        return (N_CLASSES, self.n_slots, self.n_areas, self.n_categories)


class Cube:
    """Counts by source class, week (or hour of the week), area and category; see `cube` and `hour_cube`."""

    def __init__(self, extent: Extent, *, by: str, is_wide: bool) -> None:
        if np.prod(extent.shape(), dtype=np.float64) > MOST_CELLS:
            raise TooLarge("n_areas", f"with the rest makes more than {MOST_CELLS} cells")
        self.extent = extent
        self.by = by  # the column that is the slot
        self.is_wide = is_wide
        self._cells: Cells = np.empty(extent.shape(), dtype=LANES[is_wide])
        self._cells.fill(
            0
        )  # not np.zeros: that memory comes in small pages, one by one, while it is counted in
        self._state = State(0, BEGINNING)

    @property
    def version(self) -> str:
        """The digest of the rows it was made from, in order: what `columns.digest` says of the same rows."""
        return self._state.digest

    @property
    def n_rows(self) -> int:
        return self._state.n_rows

    def add(self, more: Events) -> None:
        """Count more rows, all or none of them.

        Parameters
        ----------
        more : Events
            Rows that take one back are counted after the others, so a correction can be handed in as it is:
            the wrong row taken back, the right row added.

        Raises
        ------
        OutOfRange
            A code outside the cube, or a cell that would fall below nought: nothing was counted.
        TooLarge
            A cell that would grow over its lane (65 535, or 4 294 967 295 if wide): nothing was counted.
        """
        if not isinstance(more, Events):
            raise WrongKind("more", f"is {type(more).__name__}, not events")
        if have_c():
            self._add_by_c(more)
        else:
            self._add_by_numpy(more)
        self._state = self._state.then(more)

    def counts(self, *, source: SourceClass) -> Cells:
        """Return the counts of one source class, shape (n_slots, n_areas, n_categories).

        A view, not to be written. It follows what is added; copy it to keep it as it is.
        """
        view: Cells = self._cells[_class(source) - 1]
        view.flags.writeable = False
        return view

    def _add_by_c(self, more: Events) -> None:
        assert LIBRARY is not None  # noqa: S101  asked before
        name = (
            f"lofte_kept_{'hours' if self.by == 'hour_of_week' else 'weeks'}{'_wide' if self.is_wide else ''}"
        )
        count: Callable[..., int] = LIBRARY[name]
        count.restype = c_int64  # type: ignore[attr-defined]
        slots = getattr(more, self.by)
        refused = count(
            pointer(self.extent.array(), np.int64),
            c_int64(len(more)),
            pointer(more.area, np.uint16),
            pointer(slots, slots.dtype),
            pointer(more.category, np.uint16),
            pointer(more.signed_class, np.int8),
            pointer(self._cells, LANES[self.is_wide]),
        )
        if refused >= 0:
            row = slice(refused, refused + 1)
            self._refuse_codes(more, row)
            self._refuse_cell(self._places(more, row)[0], below=bool(more.signed_class[refused] < 0))

    def _add_by_numpy(self, more: Events) -> None:
        self._refuse_codes(more, slice(None))
        cells, back = self._cells.reshape(-1), more.signed_class < 0
        touched, inverse = self._touched(self._places(more, slice(None)))
        grown = cells[touched].astype(np.int64) + np.bincount(inverse[~back], minlength=len(touched))
        minus = np.bincount(inverse[back], minlength=len(touched))
        over = grown > MOST[self.is_wide]
        if over.any():
            self._refuse_cell(touched[np.argmax(over)], below=False)
        if (grown < minus).any():
            self._refuse_cell(touched[np.argmax(grown < minus)], below=True)
        cells[touched] = (grown - minus).astype(cells.dtype)

    def _touched(self, places: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the cells counted in (all, where rows are many), and which of them each row is in."""
        if len(places) > self._cells.size // 16:
            return np.arange(self._cells.size), places
        return np.unique(places, return_inverse=True)

    def _places(self, more: Events, rows: slice) -> npt.NDArray[np.int64]:
        extent = self.extent
        place = np.abs(more.signed_class[rows]).astype(np.int64) - 1
        place = place * extent.n_slots + getattr(more, self.by)[rows] - extent.first
        place = place * extent.n_areas + more.area[rows]
        placed: npt.NDArray[np.int64] = place * extent.n_categories + more.category[rows]
        return placed

    def _refuse_codes(self, more: Events, rows: slice) -> None:
        extent = self.extent
        ends = {
            self.by: (extent.first, extent.first + extent.n_slots),
            "area": (0, extent.n_areas),
            "category": (0, extent.n_categories),
        }
        for name, (low, end) in ends.items():
            column = getattr(more, name)[rows]
            if len(column) and (column.min() < low or column.max() >= end):
                worst = column.min() if column.min() < low else column.max()
                raise OutOfRange(name, f"holds {worst}, and the cube has {low} to {end - 1}")

    def _refuse_cell(self, place: int, *, below: bool) -> None:
        kind, slot, area, category = np.unravel_index(int(place), self.extent.shape())
        where = f"class {kind + 1}, {self.by} {slot + self.extent.first}, area {area}, category {category}"
        if below:
            raise OutOfRange("more", f"takes back what was never counted: {where}")
        most = MOST[self.is_wide]
        raise TooLarge(
            "more", f"counts over {most}: {where}" + ("" if self.is_wide else "; a wide cube holds it")
        )


def cube(
    parts: Iterable[Events],
    *,
    n_areas: int,
    n_categories: int,
    first_week: int,
    n_weeks: int,
    is_wide: bool = False,
) -> Cube:
    """Return the kept cube of area × week × category of all parts; `Cube.add` counts what comes after.

    Parameters
    ----------
    parts : iterable of Events
        Column segments in order; each carries the source class of every row.
    n_areas, n_categories : int
        Codes below these are counted; others are refused.
    first_week, n_weeks : int
        The weeks it has room for.
    is_wide : bool
        Cells of 32 bits instead of 16: twice the memory, for sums over whole countries.

    Returns
    -------
    Cube
        3 × n_weeks × n_areas × n_categories cells, 2 (wide: 4) bytes each.

    Raises
    ------
    OutOfRange, TooLarge
        See `Cube.add`.

    References
    ----------
    docs/methods/cubes.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, events
    >>> rows = events([0, 0, 1], [2900, 2900, 2901], [13, 14, 15], [4] * 3, x=[450_700] * 3,
    ...               y=[6_404_400] * 3, source=SourceClass.REPORTED)
    >>> kept = cube([rows], n_areas=2, n_categories=5, first_week=2900, n_weeks=2)
    >>> kept.counts(source=SourceClass.REPORTED)[:, :, 4]
    array([[2, 0],
           [0, 1]], dtype=uint16)
    """
    checking.one_whole("first_week", first_week, high=GREATEST)
    checking.one_whole("n_weeks", n_weeks, low=1, high=GREATEST + 1 - first_week)
    extent = Extent(first_week, n_weeks, *_codes(n_areas, n_categories))
    return _counted(Cube(extent, by="week_number", is_wide=is_wide), parts)


def hour_cube(parts: Iterable[Events], *, n_areas: int, n_categories: int, is_wide: bool = False) -> Cube:
    """Return the kept cube of area × hour of the week (0 is Monday 00–01) × category of all parts.

    Parameters
    ----------
    parts, n_areas, n_categories, is_wide
        As of `cube`.

    Returns
    -------
    Cube
        3 × 168 × n_areas × n_categories cells.

    Raises
    ------
    OutOfRange, TooLarge
        See `Cube.add`.

    Examples
    --------
    >>> from lofte.analysis import SourceClass, events
    >>> rows = events([0, 0], [2900, 2901], [167, 167], [4, 4], x=[450_700] * 2, y=[6_404_400] * 2,
    ...               source=SourceClass.ACTIVITY)
    >>> int(hour_cube([rows], n_areas=1, n_categories=5).counts(source=SourceClass.ACTIVITY)[167, 0, 4])
    2
    """
    extent = Extent(0, HOURS, *_codes(n_areas, n_categories))
    return _counted(Cube(extent, by="hour_of_week", is_wide=is_wide), parts)


def _codes(n_areas: int, n_categories: int) -> tuple[int, int]:
    return (
        checking.one_whole("n_areas", n_areas, low=1, high=GREATEST + 1),
        checking.one_whole("n_categories", n_categories, low=1, high=GREATEST + 1),
    )


def _counted(kept: Cube, parts: Iterable[Events]) -> Cube:
    for part in parts:
        kept.add(part)
    return kept


def _class(source: SourceClass) -> SourceClass:
    if not isinstance(source, SourceClass):
        raise WrongKind("source", f"is {source!r}, and one SourceClass is meant")
    return source
