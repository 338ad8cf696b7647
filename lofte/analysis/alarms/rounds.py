"""Rounds: the week's alarms of all series together, and how many of them chance alone would give."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.alarms.farrington import Ranges
from lofte.analysis.checking import IntArray
from lofte.analysis.errors import WrongKind
from lofte.analysis.false_discoveries import Discoveries, benjamini_hochberg


@dataclass(frozen=True)
class Round:
    """The week's alarms. `standing` are the series whose alarm stands in the batch, the strongest first.

    `by_chance` is how many of the `n_alarms` single ones chance alone would give where nothing has happened.
    """

    standing: IntArray
    n_series: int
    n_judged: int
    n_alarms: int
    by_chance: float
    discoveries: Discoveries


def alarm_round(ranges: Ranges, *, share: float = 0.05) -> Round:
    """Return which of the week's alarms stand when all series that were looked at are counted in.

    Parameters
    ----------
    ranges : Ranges
        What `farrington` or `farrington_flexible` said of all series of the week: all, not the striking ones.
    share : float
        Of the alarms that stand, the expected share that is false, at most.

    Returns
    -------
    Round
        ``standing`` holds rows of the ranges.

    Raises
    ------
    OutOfRange
        If the share is none.

    Notes
    -----
    Benjamini and Hochberg's rule over all series. Series without cases enough give no alarm, but they are
    looked at and count in the batch, so the rule is on the safe side. ``by_chance`` is alpha times the series
    that have cases enough: 580 of 11 600 at alpha 0.05, 12 at 0.001. The chances of `farrington_flexible` are
    somewhat too small far out in the tail: in simulation 12 % of what stood was false at a share of 0.05.

    References
    ----------
    docs/methods/alarms.md; Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B
    57:289-300.

    Examples
    --------
    >>> from datetime import date
    >>> from lofte.analysis import SourceClass, alarm_round, farrington
    >>> weeks = np.tile(4 + np.arange(6 * 52 + 1) % 3, (100, 1))
    >>> weeks[7, -1] = 30
    >>> ranges = farrington(weeks, week=date(2026, 11, 16), source=SourceClass.REPORTED)
    >>> found = alarm_round(ranges)
    >>> found.standing, found.n_alarms, found.by_chance
    (array([7]), 1, 0.1)
    """
    if not isinstance(ranges, Ranges):
        raise WrongKind("ranges", "are not what farrington returns")
    checking.share("share", share)
    p: npt.NDArray[np.float64] = np.where(ranges.enough, ranges.p, 1.0)
    found = benjamini_hochberg(p, share=share)
    stands = np.flatnonzero(found.stands & ranges.alarm)
    standing = stands[np.lexsort((stands, -ranges.score[stands], p[stands]))]
    standing.setflags(write=False)
    n_judged = int(ranges.enough.sum())
    return Round(standing, len(p), n_judged, int(ranges.alarm.sum()), n_judged * ranges.alpha, found)
