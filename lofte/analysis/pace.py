"""Pace: where a number will probably end if the work goes on as it has."""

from dataclasses import dataclass
from math import ceil, floor, sqrt

EIGHTY_PERCENT = 1.2816  # of a normal distribution lies within so many standard deviations
FEWEST = 10  # fewer things done: the pace says too little
EARLIEST = 0.2  # of the time: before that the pace says too little


@dataclass(frozen=True)
class Total:
    """A total's probable range, whole numbers, both ends included."""

    low: int
    high: int


def probable_total(done: int, *, n_days: int, of_days: int) -> Total | None:
    """Return the range that holds the final number eight times in ten, if the pace holds.

    Parameters
    ----------
    done : int
        Things done so far.
    n_days, of_days : int
        Days passed, of all the days there are.

    Returns
    -------
    Total or None
        None when the time is out, or when too little is known: under ``FEWEST`` things or ``EARLIEST`` of
        the time.

    Notes
    -----
    What comes is taken as Poisson with a rate that is itself known only from what was done (a gamma): its
    mean is m = done (1 - f) / f for the passed share f, its variance m / f. Work in waves spreads wider.

    References
    ----------
    docs/methods/forecast.md; Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.6.

    Examples
    --------
    >>> probable_total(271, n_days=120, of_days=365)
    Total(low=771, high=877)
    """
    if done < FEWEST or n_days < EARLIEST * of_days or n_days >= of_days:
        return None
    passed = n_days / of_days
    coming = done * (1 - passed) / passed
    spread = EIGHTY_PERCENT * sqrt(coming / passed)
    return Total(done + floor(max(coming - spread, 0)), done + ceil(coming + spread))
