"""Likely doubles: one event told twice is the commonest false cluster."""

from typing import Any

import numpy as np

from lofte.analysis import checking
from lofte.analysis.checking import IntArray
from lofte.analysis.errors import TooLarge, WrongShape
from lofte.analysis.scanning.places import Distance, places
from lofte.analysis.scanning.zones import zones

MOST = 10_000_000  # pairs that are listed


def likely_doubles(
    x: Any,
    y: Any,
    day: Any,
    *,
    radius: float,
    days: int,
    category: Any = None,
    distance: Distance = Distance.SWEREF,
) -> IntArray:
    """Return the pairs of events that may be one told twice: near, soon after, of the same category.

    Parameters
    ----------
    x, y : float array, shape (n,)
        Metres of SWEREF 99 TM, or what `distance` says.
    day : int array, shape (n,)
        Whole days (any day may be 0).
    radius : float
        Metres; 0 for the very same place.
    days : int
        How many days later the second may be; 0 for the same day.
    category : int array, shape (n,), optional
        Only events of one category are doubles of each other.
    distance : Distance

    Returns
    -------
    int64 array, shape (n_pairs, 2)
        Rows, the lesser first; sorted.

    Raises
    ------
    AnalysisError
        What is wrong with which argument. More than ``MOST`` pairs are `TooLarge`.

    References
    ----------
    docs/methods/scan.md

    Examples
    --------
    >>> likely_doubles([450_700, 450_710, 452_000], [6_404_400] * 3, [5, 6, 5], radius=25, days=1)
    array([[0, 1]])
    """
    near = checking.one_number("radius", radius)
    if near < 0:
        checking.positive("radius", near)
    soon = checking.one_whole("days", days)
    ground = places(x, y, distance)
    when = checking.whole("day", day, low=-(2**31), high=2**31)
    kinds = np.zeros(len(when), dtype=np.int64)
    if category is not None:
        kinds = np.unique(checking.whole("category", category, low=-(2**62)), return_inverse=True)[1]
    for name, array in (("day", when), ("category", kinds)):
        if len(array) != len(ground.place_of):
            raise WrongShape(name, f"has {len(array)} rows, and x has {len(ground.place_of)}")
    about = zones(ground, np.zeros(len(ground.at), dtype=np.int64), near, 0)
    return _pairs(
        ground.place_of.astype(np.int64), when - when.min(), kinds, about.starts, about.places, soon=soon
    )


def _pairs(
    place: IntArray, when: IntArray, kinds: IntArray, starts: IntArray, near: Any, *, soon: int
) -> IntArray:
    """Look, about every event and in every place near it, for those of its kind that came soon after."""
    wide = int(when.max()) + 2 * soon + 2
    key = (place * (int(kinds.max()) + 1) + kinds) * wide + when + soon
    order = np.argsort(key, kind="stable")
    keys = key[order]
    n_near = np.diff(starts)[place]
    begins = np.cumsum(n_near) - n_near
    at = np.repeat(starts[place] - begins, n_near) + np.arange(n_near.sum())
    one = np.repeat(np.arange(len(place)), n_near)
    wanted = (near[at].astype(np.int64) * (int(kinds.max()) + 1) + kinds[one]) * wide + when[one] + soon
    low = np.searchsorted(keys, wanted - soon, "left")
    counts = np.searchsorted(keys, wanted + soon, "right") - low
    if counts.sum() > 2 * MOST:
        raise TooLarge("radius", f"and days make {int(counts.sum()) // 2} pairs, and {MOST} are listed")
    first = np.cumsum(counts) - counts
    other = order[np.repeat(low - first, counts) + np.arange(counts.sum())]
    mine = np.repeat(one, counts)
    pairs = np.column_stack((mine, other))[mine < other]
    return np.asarray(pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))], dtype=np.int64)
