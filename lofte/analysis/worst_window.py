"""The most in any window: how unusual is the worst run of weeks in a long series?"""

import numpy as np
import scipy

from lofte.analysis import checking
from lofte.analysis.errors import OutOfRange


def most_in_a_window(
    *, n_periods: int, window: int, rate: float, most: int, as_ptools: bool = False
) -> float:
    """Return the chance that some window of a Poisson series holds so many or more, by Naus' approximation.

    Parameters
    ----------
    n_periods : int
        Length of the series; at least two windows.
    window : int
        Periods side by side; the window slides continuously.
    rate : float
        Expected count of one period, the same throughout.
    most : int
        The greatest count seen in any window; 3 or more.
    as_ptools : bool
        Give what R's ptools prints, to compare with it: ``rate`` is then that of a window, the exponent is
        ``n_periods - window``, and the last term of Naus' fourth sum is missing.

    Returns
    -------
    float
        From 0 to 1.

    Raises
    ------
    OutOfRange
        If the series is shorter than two windows, or ``most`` below 3.
    AnalysisError
        WrongKind, NotFinite: for what the arguments say.

    Notes
    -----
    "Six in two weeks, when 1.2 are usual" is less strange than it sounds when one has looked all year. The
    rate is taken as known and even: season makes the worst window less strange than this says.

    References
    ----------
    Naus 1982, Journal of the American Statistical Association 77:177-183; docs/methods/hit-rates.md

    Examples
    --------
    >>> from lofte.analysis import most_in_a_window
    >>> round(most_in_a_window(n_periods=104, window=2, rate=0.6, most=6), 4)
    0.2667
    """
    checking.one_whole("window", window, low=1)
    checking.one_whole("most", most, low=3)
    checking.one_whole("n_periods", n_periods, low=1)
    mean = checking.positive("rate", rate) * window
    if n_periods < 2 * window:
        raise OutOfRange("n_periods", f"is {n_periods}, and two windows take {2 * window}")
    if as_ptools:
        two, three = _two_windows(most, rate), _three_windows(most, rate, n_of_fourth=most - 2)
        exponent: float = n_periods - window
    else:
        two, three, exponent = _two_windows(most, mean), _three_windows(most, mean), n_periods / window - 2
    if two <= 0 or three <= 0:
        return 1.0
    return float(np.clip(1 - two * (three / two) ** exponent, 0, 1))


def _exactly(k: int, mean: float) -> float:
    return float(np.exp(k * np.log(mean) - mean - scipy.special.gammaln(k + 1))) if k >= 0 else 0.0


def _upto(k: int, mean: float) -> float:
    return float(scipy.special.pdtr(k, mean)) if k >= 0 else 0.0


def _two_windows(k: int, mean: float) -> float:
    """Return the chance that no window within two reaches k."""
    at, upto = _exactly(k, mean), _upto
    return (
        upto(k - 1, mean) ** 2
        - (k - 1) * at * _exactly(k - 2, mean)
        - (k - 1 - mean) * at * upto(k - 3, mean)
    )


def _three_windows(k: int, mean: float, n_of_fourth: int | None = None) -> float:
    """Return the chance that no window within three reaches k."""
    at, below = _exactly(k, mean), _upto(k - 1, mean)
    first = 2 * at * below * ((k - 1) * _upto(k - 2, mean) - mean * _upto(k - 3, mean))
    second = (
        0.5
        * at**2
        * (
            (k - 1) * (k - 2) * _upto(k - 3, mean)
            - 2 * (k - 2) * mean * _upto(k - 4, mean)
            + mean**2 * _upto(k - 5, mean)
        )
    )
    third = sum(_exactly(2 * k - r, mean) * _upto(r - 1, mean) ** 2 for r in range(1, k))
    fourth = sum(
        _exactly(2 * k - r, mean)
        * _exactly(r, mean)
        * ((r - 1) * _upto(r - 2, mean) - mean * _upto(r - 3, mean))
        for r in range(2, k if n_of_fourth is None else n_of_fourth + 1)
    )
    return below**3 - first + second + third - fourth
