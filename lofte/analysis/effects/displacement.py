"""Did the work help, and did the trouble only move? Counts before and after, in four kinds of areas."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.errors import OutOfRange, WrongShape
from lofte.analysis.sources import Sources, all_reported

PrePost = npt.ArrayLike  # two counts: before, after
_NONE = (0, 0)


@dataclass(frozen=True)
class Displacement:
    """Incidents more (above 0) or fewer (below 0) than without the work, what moved counted in."""

    estimate: float  # local + displaced
    error: float  # standard error
    z: float
    p: float  # two-sided
    low: float
    high: float
    local: float  # in the treated areas, against their controls
    local_error: float
    displaced: float  # round about them, against theirs
    displaced_error: float


@dataclass(frozen=True)
class Quotients:
    """The older measures. They have no standard error: what chance alone would give is not told."""

    gross: float  # GE: fall in the treated areas; above 0 is fewer
    net: float  # NE: the same as shares of the control areas
    success: float  # the quotient's denominator: below 0 is a success
    buffer: float  # its numerator: below 0 is a spread of the benefit
    quotient: float  # WDQ: above 0 spread, below 0 displacement, below -1 more displaced than gained
    total_net: float  # TNE: incidents prevented in treated areas and round about them


def wdd(
    treated: PrePost,
    control: PrePost,
    displaced: PrePost = _NONE,
    displaced_control: PrePost = _NONE,
    *,
    source: Sources,
    lengths: tuple[float, float] = (1.0, 1.0),
    sizes: tuple[float, float, float, float] = (1.0, 1.0, 1.0, 1.0),
    confidence: float = 0.95,
) -> Displacement:
    """Return the weighted displacement difference with its standard error.

    Parameters
    ----------
    treated, control : two counts each
        Incidents before and after where the work was done, and in areas like it where it was not.
    displaced, displaced_control : two counts each, optional
        The same round about the treated areas, and in areas like those.
    source : SourceClass
        Must be reported by the public.
    lengths : two numbers
        How long the times before and after are, in any unit.
    sizes : four numbers
        How large the four areas are (residents, dwellings), in the order of the arguments.
    confidence : float
        Of the interval.

    Returns
    -------
    Displacement
        With ``lengths`` and ``sizes`` at 1, in incidents; else in incidents per unit of both.

    Raises
    ------
    AnalysisError
        If a count is negative or broken, everything is 0, or something was not reported by the public.

    Notes
    -----
    The areas are compared by differences, so the counts of treated and control must be of a size. Counts vary
    more than by chance alone (var > mean): then the error is too small.

    References
    ----------
    Wheeler & Ratcliffe 2018, Crime Science 7:11. docs/methods/effect.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, wdd
    >>> found = wdd((207, 110), (308, 318), (178, 157), (150, 140), source=SourceClass.REPORTED)
    >>> round(found.estimate), round(found.error, 2), round(found.low), round(found.high)
    (-118, 39.6, -196, -40)
    """
    names = ("treated", "control", "displaced", "displaced_control")
    given = (treated, control, displaced, displaced_control)
    counts = np.array([_pair(name, pair) for name, pair in zip(names, given, strict=True)])
    all_reported(source)
    if not counts.any():
        raise OutOfRange("treated", "and all other counts are 0: there is nothing to compare")
    weights = np.outer(_scale("sizes", sizes, 4), _scale("lengths", lengths, 2))
    rates, variances = counts * weights, counts * weights**2
    changes = rates[:, 1] - rates[:, 0]
    spread = NormalDist().inv_cdf(0.5 + checking.share("confidence", confidence) / 2)
    local, moved = float(changes[0] - changes[1]), float(changes[2] - changes[3])
    error = float(np.sqrt(variances.sum()))
    z = (local + moved) / error
    return Displacement(
        estimate=local + moved,
        error=error,
        z=z,
        p=2 * NormalDist().cdf(-abs(z)),
        low=local + moved - spread * error,
        high=local + moved + spread * error,
        local=local,
        local_error=float(np.sqrt(variances[:2].sum())),
        displaced=moved,
        displaced_error=float(np.sqrt(variances[2:].sum())),
    )


def wdq(treated: PrePost, displaced: PrePost, control: PrePost, *, source: Sources) -> Quotients:
    """Return the weighted displacement quotient and its companions.

    Parameters
    ----------
    treated, displaced, control : two counts each
        Incidents before and after where the work was done, round about it, and where neither holds.
    source : SourceClass
        Must be reported by the public.

    Returns
    -------
    Quotients

    Raises
    ------
    AnalysisError
        If a control count is 0, or the treated areas changed exactly as the control areas did: the quotient
        is not defined then. Use `wdd`, which is.

    References
    ----------
    Bowers & Johnson 2003, J Quant Criminol 19:275; Guerette 2009, POP Center tool guide 10, appendix B.
    docs/methods/effect.md

    Examples
    --------
    >>> from lofte.analysis import SourceClass, wdq
    >>> found = wdq((200, 120), (100, 95), (300, 300), source=SourceClass.REPORTED)
    >>> round(found.quotient, 4), found.gross, found.total_net
    (0.0625, 80.0, 85.0)
    """
    all_reported(source)
    rb, ra = _pair("treated", treated)
    db, da = _pair("displaced", displaced)
    cb, ca = _pair("control", control)
    if cb == 0 or ca == 0:
        raise OutOfRange(
            "control", "has no incident before or after, and the quotient divides by both: use wdd"
        )
    success, buffer = ra / ca - rb / cb, da / ca - db / cb
    if ra * cb == rb * ca:
        raise OutOfRange(
            "treated", "changed just as the control did, and the quotient divides by that: use wdd"
        )
    return Quotients(
        gross=float(rb - ra),
        net=float(rb / cb - ra / ca),
        success=float(success),
        buffer=float(buffer),
        quotient=float(buffer / success),
        total_net=float(rb * ca / cb - ra + db * ca / cb - da),
    )


def _pair(name: str, given: PrePost) -> npt.NDArray[np.int64]:
    counts = checking.whole(name, given)
    if len(counts) != 2:
        raise WrongShape(name, f"has {len(counts)} counts, and two are meant: before and after")
    return counts


def _scale(name: str, given: tuple[float, ...], n: int) -> checking.FloatArray:
    numbers = checking.floats(name, given)
    if len(numbers) != n:
        raise WrongShape(name, f"has {len(numbers)} numbers, and {n} are meant")
    if (numbers <= 0).any():
        raise OutOfRange(name, "holds 0 or less")
    return 1 / numbers
