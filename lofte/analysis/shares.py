"""Shares with their interval."""

from dataclasses import dataclass
from math import sqrt

from lofte.analysis import checking
from lofte.analysis.errors import OutOfRange

Z_95 = 1.959963984540054  # the 97.5 % point of the normal distribution: two-sided 95 %


@dataclass(frozen=True)
class Interval:
    """A share with its interval, all from 0 to 1."""

    share: float
    low: float
    high: float


def wilson(part: int, whole: int) -> Interval | None:
    """Return a share with its 95 % Wilson score interval.

    Parameters
    ----------
    part, whole : int
        Counts, with 0 ≤ `part` ≤ `whole`.

    Returns
    -------
    Interval or None
        Share, low and high from 0 to 1; None when `whole` is 0: a share of nothing is unknown.

    Raises
    ------
    OutOfRange, WrongKind
        If `part` is negative or greater than `whole`, or one of them is no whole number.

    References
    ----------
    Wilson (1927), J. Am. Stat. Assoc. 22:209-212; Newcombe (1998), Stat. Med. 17:857-872, table I.

    Examples
    --------
    >>> found = wilson(81, 263)
    >>> round(found.low, 4), round(found.high, 4)
    (0.2553, 0.3662)
    >>> wilson(0, 0) is None
    True
    """
    checking.one_whole("whole", whole)
    if checking.one_whole("part", part) > whole:
        raise OutOfRange("part", f"is {part} of {whole}, which is no share")
    if whole == 0:
        return None
    share = part / whole
    spread = Z_95 * sqrt(share * (1 - share) / whole + Z_95**2 / (4 * whole**2))
    scale = 1 + Z_95**2 / whole
    middle = share + Z_95**2 / (2 * whole)
    low = 0.0 if part == 0 else (middle - spread) / scale
    high = 1.0 if part == whole else (middle + spread) / scale
    return Interval(share=share, low=low, high=high)
