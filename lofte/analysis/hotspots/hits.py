"""Judging a map of hot spots on what happened next, against "the same places as last year"."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking, sources
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import AllAlike, Empty, OutOfRange
from lofte.analysis.sources import Sources


@dataclass(frozen=True)
class HitRates:
    """What the first so many cells of a map hold, worst cell first; arrays have the shape (n,).

    ``order`` is the cells by falling score. Cells that score the same share what they hold by area, so their
    order in the file changes nothing. ``rri`` is NaN where none was before or no earlier period is
    given.
    """

    order: npt.NDArray[np.int64]
    covered: FloatArray
    hits: FloatArray
    pai: FloatArray
    pei: FloatArray
    rri: FloatArray


@dataclass(frozen=True)
class Reached:
    """One map at one share of the area."""

    hits: float
    pai: float
    pei: float


@dataclass(frozen=True)
class Comparison:
    """A map and the naive one, both at the same share of the area. ``is_better`` says which hit more."""

    covering: float
    shown: Reached
    same_as_last_year: Reached
    is_better: bool


def hit_rates(
    scores: npt.ArrayLike,
    after: npt.ArrayLike,
    areas: npt.ArrayLike,
    *,
    source: Sources,
    before: npt.ArrayLike | None = None,
) -> HitRates:
    """Return PAI, PEI and RRI of a map on the next period, for every number of cells taken.

    Parameters
    ----------
    scores : float array, shape (n,)
        What the map says of each cell; higher is worse.
    after : int array, shape (n,)
        Incidents of the **next** period, not of the one that made the map.
    areas : float array, shape (n,)
        Of the cells, in any unit.
    source : SourceClass, or one for each cell
        What was counted: reported incidents alone.
    before : int array, shape (n,), optional
        Incidents of the period that made the map, for RRI.

    Returns
    -------
    HitRates
        PAI: share of hits by share of area. PEI: hits by the most that cells of this area could hold.
        RRI: after by before in the cells taken, against the whole.

    Raises
    ------
    WrongSource
        If something was not reported by the public.
    Empty
        If nothing happened in the next period.
    AnalysisError
        NotFinite, WrongShape, WrongKind, OutOfRange: for what the arguments say.

    References
    ----------
    Chainey, Tompson & Uhlig 2008, Security Journal 21:4-28 (PAI); Hunt 2016 (PEI); Levine 2008, Security
    Journal 21:295-302 (RRI); docs/methods/hit-rates.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, hit_rates
    >>> found = hit_rates([3, 2, 1], [6, 3, 0], [1, 1, 1], source=SourceClass.REPORTED)
    >>> found.pai.tolist(), found.pei.tolist()
    ([2.0, 1.5, 1.0], [1.0, 1.0, 1.0])
    """
    score, happened, area = _checked("scores", scores, after, areas, source)
    order = np.argsort(-score, kind="stable")
    covered = np.cumsum(area[order]) / area.sum()
    curve = _curve(score, happened, area)
    hits = np.interp(covered, *curve) / happened.sum()
    most = np.interp(covered, *_curve(happened / area, happened, area)) / happened.sum()
    rri = np.full(len(score), np.nan)
    if before is not None:
        earlier = checking.whole("before", before).astype(np.float64)
        checking.same_length("before", earlier, "scores", score)
        held = np.interp(covered, *_curve(score, earlier, area))
        some = held > 0
        rri[some] = (hits[some] * earlier.sum()) / held[some]
    arrays = (covered, hits, hits / covered, hits / most, rri)
    for array in arrays:
        array.flags.writeable = False
    return HitRates(order, *arrays)


def compare_with_last_year(
    scores: npt.ArrayLike,
    last_year: npt.ArrayLike,
    after: npt.ArrayLike,
    areas: npt.ArrayLike,
    *,
    source: Sources,
    covering: float = 0.05,
) -> Comparison:
    """Return what a map hits next, beside what "the same places as last year" hits on as much area.

    Parameters
    ----------
    scores, after, areas, source
        As in `hit_rates`.
    last_year : int array, shape (n,)
        Incidents of the same season last year: the naive map.
    covering : float
        Share of the area that both may take; a part of a cell counts by its area.

    Returns
    -------
    Comparison

    Raises
    ------
    AllAlike
        If the map, or last year, says the same of all cells.
    AnalysisError
        As `hit_rates`.

    References
    ----------
    docs/methods/hit-rates.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, compare_with_last_year
    >>> found = compare_with_last_year(
    ...     [3, 2, 1, 0], [0, 5, 1, 1], [6, 3, 0, 1], [1] * 4, source=SourceClass.REPORTED, covering=0.25)
    >>> round(found.shown.hits, 2), round(found.same_as_last_year.hits, 2), found.is_better
    (0.6, 0.3, True)
    """
    part = checking.share("covering", covering)
    score, happened, area = _checked("scores", scores, after, areas, source)
    naive = checking.whole("last_year", last_year).astype(np.float64)
    checking.same_length("last_year", naive, "scores", score)
    for argument, map_of in (("scores", score), ("last_year", naive / area)):
        if (map_of == map_of[0]).all():
            raise AllAlike(argument, "say the same of all cells: there is no map")
    most = float(np.interp(part, *_curve(happened / area, happened, area)))
    shown, last = (
        float(np.interp(part, *_curve(map_of, happened, area))) for map_of in (score, naive / area)
    )
    total = float(happened.sum())
    told = [Reached(hit / total, hit / total / part, hit / most) for hit in (shown, last)]
    return Comparison(part, told[0], told[1], shown > last)


def _checked(
    argument: str, scores: npt.ArrayLike, after: npt.ArrayLike, areas: npt.ArrayLike, source: Sources
) -> tuple[FloatArray, FloatArray, FloatArray]:
    score, area = checking.floats(argument, scores), checking.floats("areas", areas)
    happened = checking.whole("after", after).astype(np.float64)
    checking.same_length("after", happened, argument, score)
    checking.same_length("areas", area, argument, score)
    sources.reported_only(source, len(score))
    if (area <= 0).any():
        raise OutOfRange("areas", "holds a cell without area")
    if happened.sum() == 0:
        raise Empty("after", "holds no incident: nothing could be hit")
    return score, happened, area


def _curve(score: FloatArray, held: FloatArray, area: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return share of area and what it holds, by falling score, straight inside cells that score the same."""
    levels, of_level = np.unique(-score, return_inverse=True)
    covered = np.cumsum(np.bincount(of_level, weights=area, minlength=len(levels))) / area.sum()
    upto = np.cumsum(np.bincount(of_level, weights=held, minlength=len(levels)))
    return np.concatenate([[0.0], covered]), np.concatenate([[0.0], upto])
