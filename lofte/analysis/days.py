"""Known days: school terms and holidays as the share of each week that they take up."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import Empty, NotSorted, WrongKind

DAYS = 7
Span = tuple[date, date]


def days(kinds: Sequence[Sequence[Span]], *, week: date, n_weeks: int) -> FloatArray:
    """Return the share of each week that lies in spans of days, one column for each kind of them.

    Parameters
    ----------
    kinds : sequence of sequences of (starts, ends)
        For each kind (school holidays, public holidays, a campaign) its spans; ``ends`` is the first day
        after. Days that two spans of one kind share count once. Which days they are, the user says: no
        calendar is built in.
    week : date
        The first day of the last week, as in `farrington`.
    n_weeks : int
        Weeks in all, ``week`` included.

    Returns
    -------
    float array, shape (n_weeks, n_kinds)
        0 to 1, in sevenths; handed to `farrington` as ``effects``.

    Raises
    ------
    Empty
        Without any kind, or where a kind has no day in any of the weeks: nothing could be learnt of it.
    NotSorted
        Where a span ends before it starts.
    WrongKind
        Where something is no day.

    References
    ----------
    docs/methods/season.md

    Examples
    --------
    Christmas holidays from Wednesday the 23rd to 10 January:

    >>> from datetime import date
    >>> from lofte.analysis import days
    >>> days([[(date(2026, 12, 23), date(2027, 1, 11))]], week=date(2027, 1, 11), n_weeks=5).round(2).T
    array([[0.  , 0.71, 1.  , 1.  , 0.  ]])
    """
    n = checking.one_whole("n_weeks", n_weeks, low=1, high=100_000)
    first = _day("week", week) - timedelta(days=DAYS * (n - 1))
    if not kinds:
        raise Empty("kinds", "holds no kind of days")
    return np.column_stack([_shares(spans, first, n) for spans in kinds])


def _shares(spans: Sequence[Span], first: date, n_weeks: int) -> FloatArray:
    taken = np.zeros(n_weeks * DAYS)
    for starts, ends in spans:
        if _day("kinds", ends) < _day("kinds", starts):
            raise NotSorted("kinds", f"has a span that ends on {ends}, before it starts on {starts}")
        taken[max((starts - first).days, 0) : max((ends - first).days, 0)] = 1.0
    if not taken.any():
        raise Empty("kinds", "has one without a day in any of the weeks")
    shares: FloatArray = taken.reshape(n_weeks, DAYS).mean(axis=1)
    return shares


def _day(argument: str, given: object) -> date:
    if not isinstance(given, date):
        raise WrongKind(argument, f"has {given!r}, which is no day")
    return given
