"""Trend: a window of weeks beside the one before, the same weeks last year, and the mean of earlier years."""

from collections.abc import Sequence
from ctypes import c_int64
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.columns import same_weeks_before
from lofte.analysis.cubes import Cells, Cube
from lofte.analysis.errors import OutOfRange, WrongKind
from lofte.analysis.kernels import LIBRARY, have_c, pointer
from lofte.analysis.sources import SourceClass

MOST_YEARS = 5
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Trend:
    """Counts of the whole map, shape (n_areas, n_categories) each; no percentage, not without its past."""

    source: SourceClass
    version: str  # digest of the data it was counted from
    starts: int  # week number
    ends: int  # the first week number after
    now: Counts
    previous: Counts
    last_year: Counts
    mean: npt.NDArray[np.float64]  # of the same weeks in `n_years` earlier years
    n_years: int

    def against_previous(self) -> Counts:
        return self.now - self.previous

    def against_last_year(self) -> Counts:
        return self.now - self.last_year

    def against_mean(self) -> npt.NDArray[np.float64]:
        return self.now - self.mean


def windows(
    kept: Cube, starts: Sequence[int] | Counts, ends: Sequence[int] | Counts, *, source: SourceClass
) -> Counts:
    """Return the counts of the whole map in any windows of weeks.

    Parameters
    ----------
    kept : Cube
        By weeks.
    starts, ends : int array, shape (n_windows,)
        Week numbers; the end is left out of the window.
    source : SourceClass
        One class; the classes are never added up.

    Returns
    -------
    int array, shape (n_windows, n_areas, n_categories)

    Raises
    ------
    OutOfRange
        A window that is empty or reaches outside the cube's weeks: what was not kept is not nought.

    References
    ----------
    docs/methods/cubes.md

    Examples
    --------
    >>> from lofte.analysis import cube, events
    >>> rows = events([0, 0, 1], [2900, 2901, 2902], [13] * 3, [0] * 3, x=[450_700] * 3, y=[6_404_400] * 3,
    ...               source=SourceClass.REPORTED)
    >>> kept = cube([rows], n_areas=2, n_categories=1, first_week=2900, n_weeks=4)
    >>> windows(kept, [2900, 2902], [2902, 2904], source=SourceClass.REPORTED)[:, :, 0]
    array([[2, 0],
           [0, 1]])
    """
    if kept.by != "week_number":
        raise WrongKind("kept", "is not a cube by weeks")
    cells = kept.counts(source=source)
    first, last = kept.extent.first, kept.extent.first + kept.extent.n_slots
    begins = checking.whole("starts", starts, low=first, high=last - 1) - first
    stops = checking.whole("ends", ends, low=first + 1, high=last) - first
    checking.same_length("ends", stops, "starts", begins)
    if (stops <= begins).any():
        raise OutOfRange("ends", f"is not after starts at {int(np.argmax(stops <= begins))}")
    found = _by_c(cells, begins, stops) if have_c() and not kept.is_wide else _by_numpy(cells, begins, stops)
    found.flags.writeable = False
    return found


def trend(kept: Cube, *, starts: int, n_weeks: int, n_years: int, source: SourceClass) -> Trend:
    """Compare a window with the one before it, the same weeks last year, and the mean of earlier years.

    Parameters
    ----------
    kept : Cube
        By weeks.
    starts : int
        The window's first week number.
    n_weeks : int
        How long it is.
    n_years : int
        How many earlier years make the mean: 3 to 5 are meant, 1 to 5 are taken; last year is one of them.
    source : SourceClass
        One class, without default.

    Returns
    -------
    Trend

    Raises
    ------
    OutOfRange
        A window or an earlier year that the cube has no room for.

    Notes
    -----
    The same weeks are those of the same ISO week number. A difference of counts is no finding: small counts
    move by chance. Ask for a rate ratio or an alarm before anything is claimed.

    References
    ----------
    docs/methods/cubes.md

    Examples
    --------
    Three incidents this week, one the week before, two in the same week last year, none the year before.

    >>> from lofte.analysis import cube, events
    >>> rows = events([0] * 6, [2968] * 3 + [2967] + [2916] * 2, [13] * 6, [0] * 6, x=[450_700] * 6,
    ...               y=[6_404_400] * 6, source=SourceClass.REPORTED)
    >>> kept = cube([rows], n_areas=1, n_categories=1, first_week=2860, n_weeks=120)
    >>> found = trend(kept, starts=2968, n_weeks=1, n_years=2, source=SourceClass.REPORTED)
    >>> found.against_previous().item(), found.against_last_year().item(), found.against_mean().item()
    (2, 1, 2.0)
    """
    checking.one_whole("n_weeks", n_weeks, low=1)
    checking.one_whole("n_years", n_years, low=1, high=MOST_YEARS)
    years = same_weeks_before(starts, n_years)
    begins = np.array([starts, starts - n_weeks, *years], dtype=np.int64)
    counts = windows(kept, begins, begins + n_weeks, source=source)
    mean = counts[2:].sum(axis=0) / n_years if n_years > 1 else counts[2].astype(np.float64)
    mean.flags.writeable = False
    return Trend(
        source=source,
        version=kept.version,
        starts=starts,
        ends=starts + n_weeks,
        now=counts[0],
        previous=counts[1],
        last_year=counts[2],
        mean=mean,
        n_years=n_years,
    )


def _by_c(cells: Cells, begins: Counts, stops: Counts) -> Counts:
    assert LIBRARY is not None  # noqa: S101  asked before
    out = np.empty((len(begins), *cells.shape[1:]), dtype=np.int64)
    LIBRARY.lofte_windows(
        c_int64(out[0].size),
        pointer(cells, np.uint16),
        c_int64(len(begins)),
        pointer(begins, np.int64),
        pointer(stops, np.int64),
        pointer(out, np.int64),
    )
    return out


def _by_numpy(cells: Cells, begins: Counts, stops: Counts) -> Counts:
    sums = [cells[a:b].sum(axis=0, dtype=np.int64) for a, b in zip(begins, stops, strict=True)]
    return np.stack(sums)
