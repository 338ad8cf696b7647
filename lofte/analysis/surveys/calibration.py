"""Calibration: weights as near as can be to those that were, whose sums are those of the population."""

from dataclasses import replace
from functools import partial

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import DoesNotSettle, Impossible
from lofte.analysis.surveys.bends import Bend, Method, bend
from lofte.analysis.surveys.designs import Survey

MOST_ROUNDS = 100
MOST_HALVINGS = 40
SETTLED = 1e-10  # of a total's own size
SAME_DIRECTION = 1e-10  # columns nearer than that are one


def calibrate(
    asked: Survey,
    auxiliary: npt.ArrayLike,
    totals: npt.ArrayLike,
    *,
    method: Method = "linear",
    bounds: tuple[float, float] | None = None,
) -> Survey:
    """Return the survey with weights whose sums over `auxiliary` are the population's totals.

    Parameters
    ----------
    asked : Survey
    auxiliary : float array, shape (n, p)
        What is known of each answer: columns of 1 and 0 for sorts, numbers such as an income; a column of
        ones where the size of the population is known. Columns may depend on each other.
    totals : float array, shape (p,)
        The sum of each column over the whole population.
    method : {"linear", "raking", "logit", "truncated"}
        How far a weight may go. Linear is the regression estimator and may give weights below 0;
        raking keeps them above; logit and truncated keep the factor within `bounds`.
    bounds : (float, float), optional
        The least factor and the greatest, about 1; for logit and truncated. They are counted from the base
        weights: let these add up to the population first.

    Returns
    -------
    Survey
        ``weights`` and ``factors`` changed; figures made of it count the gain of calibration.

    Raises
    ------
    Impossible
        Totals that contradict each other.
    DoesNotSettle
        No weights within the bounds reach the totals, or none above 0.
    OutOfRange, WrongShape, NotFinite
        For what the arguments say.

    Notes
    -----
    w = d F(x'λ), λ by Newton's method with halved steps. Calibration mends what the auxiliary variables
    explain: who does not answer for other reasons stays missing. Few answers in a sort make great factors.

    References
    ----------
    Deville & Särndal (1992), J. Am. Stat. Assoc. 87:376-382; Deville, Särndal & Sautory (1993), J. Am. Stat.
    Assoc. 88:1013-1020; docs/methods/surveys.md

    Examples
    --------
    Ten answers, six of them from men; the population has as many women:

    >>> import numpy as np
    >>> from lofte.analysis import calibrate, survey
    >>> is_man = np.array([1, 1, 1, 1, 1, 1, 0, 0, 0, 0])
    >>> even = calibrate(survey(np.ones(10)), np.stack((is_man, 1 - is_man), axis=1), [500, 500])
    >>> np.round(even.weights[[0, 9]], 2)
    array([ 83.33, 125.  ])
    """
    given = checking.floats("auxiliary", auxiliary, ndim=2)
    checking.same_length("auxiliary", given, "weights", asked.weights)
    wanted = checking.floats("totals", totals)
    checking.same_length("totals", wanted, "auxiliary's columns", given.T)
    again = partial(solved, columns=given, totals=wanted, by=bend(method, bounds))
    weights = again(asked.base)
    weights.setflags(write=False)
    return replace(asked, weights=weights, auxiliary=given, again=again)


def solved(base: FloatArray, *, columns: FloatArray, totals: FloatArray, by: Bend) -> FloatArray:
    """Return base weights times the factors that reach the totals."""
    size = np.maximum(np.abs(columns).T @ base, np.abs(totals))
    size[size == 0] = 1.0
    scaled = columns / size  # so that every total is about 1
    goal = totals / size
    _refuse_contradictions(scaled[base > 0], goal)
    multiplier = np.zeros(columns.shape[1])
    factor, slope = by.at(scaled @ multiplier)
    off = goal - scaled.T @ (base * factor)
    for _ in range(MOST_ROUNDS):
        if np.abs(off).max() <= SETTLED:
            return np.asarray(base * factor)
        matrix = scaled.T @ (scaled * (base * slope)[:, np.newaxis])
        step = np.linalg.lstsq(matrix, off, rcond=SAME_DIRECTION)[0]
        for halving in range(MOST_HALVINGS):
            tried = multiplier + step * 0.5**halving
            factor, slope = by.at(scaled @ tried)
            left = goal - scaled.T @ (base * factor)
            if left @ left < off @ off:
                break
        else:
            break
        multiplier, off = tried, left
    worst = int(np.argmax(np.abs(off)))
    raise DoesNotSettle(
        "totals", f"are not reached within the bounds: column {worst} stays {off[worst] * size[worst]:g} away"
    )


def _refuse_contradictions(columns: FloatArray, goal: FloatArray) -> None:
    """Columns that depend on each other must have totals that do so in the same way."""
    square = columns.T @ columns
    largest = np.sqrt(np.diag(square))
    empty = (largest == 0) & (goal != 0)
    if empty.any():
        raise Impossible("totals", f"ask for something in column {int(np.argmax(empty))}, where all have 0")
    values, directions = np.linalg.eigh(square)
    free = directions[:, values <= SAME_DIRECTION * max(values.max(), np.finfo(float).tiny)]
    if free.size and np.abs(free.T @ goal).max() > 1e-7:
        raise Impossible("totals", "contradict each other: columns that add up to the same have other totals")
