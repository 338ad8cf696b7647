"""What figures give away beside all that is out already: nested areas, shifted windows, later cuts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import IntArray
from lofte.analysis.disclosure.auditing import Audit, audited, known
from lofte.analysis.disclosure.primary import LEAST
from lofte.analysis.disclosure.tables import BoolArray, linked, read_only
from lofte.analysis.errors import Empty, WrongKind, WrongShape


@dataclass(frozen=True)
class Differences:
    """What can be worked out of pieces: what lies in exactly the same figures is one piece."""

    piece: IntArray  # shape (n_records,): the piece of each record, -1 where no figure holds it
    counts: IntArray  # shape (n_pieces,), the truth
    low: IntArray  # what a reader of all figures can work out
    high: IntArray
    small: IntArray  # pieces of 1 to least - 1 that are pinned
    given_away: IntArray  # those of them that the earlier figures had not pinned already
    figures: IntArray  # the new figures that hang together with them, rising: one of them must go
    alike: IntArray  # groups all of whose members are known to be alike

    @property
    def is_clean(self) -> bool:
        """Say whether the new figures give no small count away that was not out already."""
        return not len(self.given_away)


def published_differences(
    members: npt.ArrayLike,
    *,
    counts: npt.ArrayLike | None = None,
    is_new: npt.ArrayLike | None = None,
    groups: npt.ArrayLike | None = None,
    least: int = LEAST,
) -> Differences:
    """Return what new figures give away beside everything that was published before.

    Parameters
    ----------
    members : bool array, shape (n_records, n_figures)
        Which records each published figure counts. Records are what figures are made of: incidents, persons,
        or elementary cells (area by week, say). What was counted later, or taken back, is a record of its own
        that is in some figures and not in others.
    counts : whole numbers, shape (n_records,), optional
        How many each record stands for; one each when left out.
    is_new : bool array, shape (n_figures,), optional
        The figures that are about to be published; all, when left out.
    groups : whole numbers, shape (n_records,), optional
        Records of the same group differ in the attribute that is told of them (yes and no in one place).
    least : int
        Counts from 1 to ``least - 1`` are small.

    Returns
    -------
    Differences

    Raises
    ------
    WrongKind, WrongShape, Empty
        If an argument has the wrong kind or shape, or there are no records or figures.

    Notes
    -----
    If no piece that is small is pinned to fewer than `least` counts, then no union of pieces, and so no
    difference between figures, can be told to be small: a union of 1 to ``least - 1`` holds a piece of the
    same kind, whose greatest count is no greater. Ends are reached by whole numbers, as in
    `audit_suppression`.

    References
    ----------
    docs/methods/disclosure.md

    Examples
    --------
    The town had 20, its two districts together 18: the difference is out, and nobody had meant it.

    >>> members = np.zeros((20, 2), dtype=bool)
    >>> members[:, 0], members[:18, 1] = True, True
    >>> told = published_differences(members, is_new=np.array([False, True]))
    >>> told.counts[told.given_away], told.figures
    (array([2]), array([1]))
    """
    which = _members(members)
    n_records, n_figures = which.shape
    weights = np.ones(n_records, np.int64) if counts is None else _long("counts", counts, n_records)
    new = np.ones(n_figures, bool) if is_new is None else _flags(is_new, n_figures)
    width = checking.one_whole("least", least, low=1)
    signs, piece = _pieces(which)
    sums = np.bincount(piece[piece >= 0], weights=weights[piece >= 0], minlength=len(signs)).astype(np.int64)
    now, before = _pinned(signs, sums, width), _pinned(signs[:, ~new], sums, width)
    is_small = (sums > 0) & (sums < width)
    small = np.flatnonzero(is_small & (now.high - now.low < width))
    fresh = small[(before.high - before.low)[small] >= width]
    told = np.flatnonzero(new & _beside(signs, fresh))
    alike = _alike(piece, now, None if groups is None else _long("groups", groups, n_records))
    return Differences(*read_only(piece, sums, now.low, now.high, small, fresh, told, alike))


def _members(given: npt.ArrayLike) -> BoolArray:
    array = np.asarray(given)
    if array.dtype != np.bool_:
        raise WrongKind("members", f"holds {array.dtype}, and true or false is meant")
    if array.ndim != 2:
        raise WrongShape("members", f"has {array.ndim} dimensions, and two are meant")
    if not array.size:
        raise Empty("members", "holds no records, or no figures")
    return array


def _long(argument: str, given: npt.ArrayLike, n: int) -> IntArray:
    array = checking.whole(argument, given)
    if len(array) != n:
        raise WrongShape(argument, f"has {len(array)} rows, and there are {n} records")
    return array


def _flags(given: npt.ArrayLike, n: int) -> BoolArray:
    array = np.asarray(given)
    if array.dtype != np.bool_ or array.shape != (n,):
        raise WrongShape("is_new", f"is not one true or false for each of {n} figures")
    return array


def _pieces(which: BoolArray) -> tuple[BoolArray, IntArray]:
    """Return the figures of each piece, and the piece of each record."""
    packed = np.packbits(which, axis=1)
    _, first, of = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    signs = which[first]
    told = signs.any(axis=1)
    number = np.where(told, np.cumsum(told) - 1, -1)
    return signs[told], number[of.ravel()].astype(np.int64)


def _pinned(signs: BoolArray, counts: IntArray, width: int) -> Audit:
    """Audit the pieces beside the figures."""
    n = len(counts)
    totals = signs.astype(np.int64).T @ counts
    sums = [(n + figure, np.flatnonzero(signs[:, figure]).tolist()) for figure in range(signs.shape[1])]
    cells = linked(np.concatenate([counts, totals]), sums)
    is_piece = np.arange(cells.n_cells) < n
    return audited(cells, is_piece, is_piece, known(cells, None, None), width)


def _beside(signs: BoolArray, pieces: IntArray) -> BoolArray:
    """Return the figures that hang together with some piece, through others too."""
    found: BoolArray = np.zeros(signs.shape[1], bool)
    touched: BoolArray = np.zeros(len(signs), bool)
    before = -1
    touched[pieces] = True
    while touched.sum() > before:
        before = int(touched.sum())
        found = np.any(signs[touched], axis=0)
        touched = touched | np.any(signs[:, found], axis=1)
    return found


def _alike(piece: IntArray, now: Audit, groups: IntArray | None) -> IntArray:
    """Return the groups with somebody in them, of which every record but one is known to be nobody."""
    if groups is None:
        return np.zeros(0, np.int64)
    could_be = np.where(piece >= 0, now.high[piece] > 0, True)
    is_sure = (piece >= 0) & (now.low[piece] > 0)
    found = [
        group
        for group in np.unique(groups).tolist()
        if (groups == group).sum() > 1
        and could_be[groups == group].sum() == 1
        and is_sure[groups == group].any()
    ]
    return np.array(found, np.int64)
