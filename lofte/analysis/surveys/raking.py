"""Raking: margin after margin is made to fit, until all do; and weights that stand out are cut."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray
from lofte.analysis.errors import DoesNotSettle, OutOfRange
from lofte.analysis.surveys import margins as known
from lofte.analysis.surveys.designs import Survey
from lofte.analysis.surveys.margins import Checked, Margin

MOST_ROUNDS = 1000
SETTLED = 1e-10  # of each total


def rake(asked: Survey, margins: Sequence[Margin], *, most: float | None = None) -> Survey:
    """Return the survey with weights that add up to the population by every margin.

    Parameters
    ----------
    asked : Survey
    margins : sequence of Margin
        Age, sex, area … each with the population's count of every sort. All must add up to the same.
    most : float, optional
        No weight above so many times their mean (5 is usual): those are cut and the rest raked again.

    Returns
    -------
    Survey

    Raises
    ------
    Impossible
        Margins that add up to different populations; a sort that the population has and nobody answered for,
        or the other way round.
    DoesNotSettle
        Margins that these answers cannot meet together, or not with so low a `most`.
    OutOfRange, WrongShape, NotFinite, Empty
        For what the arguments say.

    Notes
    -----
    Iterative proportional fitting: the same weights as `calibrate(method="raking")` on the same sorts,
    found without a matrix. Of sorts that cross (young men, old women) only the margins are met.

    References
    ----------
    Deming & Stephan (1940), Annals of Mathematical Statistics 11:427-444; Deville, Särndal & Sautory (1993),
    J. Am. Stat. Assoc. 88:1013-1020; for `most`: DeBell & Krosnick (2009), ANES technical report nes012427.

    Examples
    --------
    >>> import numpy as np
    >>> from lofte.analysis import Margin, rake, survey
    >>> age, sex = [0, 0, 0, 1, 1, 1, 1, 1], [0, 1, 0, 1, 0, 0, 0, 1]
    >>> even = rake(survey(np.ones(8)), [Margin("age", age, [400, 400]), Margin("sex", sex, [390, 410])])
    >>> bool(np.isclose(even.weights.sum(), 800)), round(even.effective_n, 1)
    (True, 6.9)
    """
    checked = known.checked(margins, asked.n)
    if most is not None and checking.one_number("most", most) <= 1:
        raise OutOfRange("most", f"is {most:g}: some weight lies above their mean")
    again = partial(raked, margins=checked, most=most)
    weights = again(asked.base)
    weights.setflags(write=False)
    return replace(asked, weights=weights, auxiliary=known.columns(checked), again=again)


def raked(base: FloatArray, *, margins: list[Checked], most: float | None) -> FloatArray:
    for margin in margins:
        margin.refuse_gaps(base)
    weights = base.copy()
    ceiling = np.inf if most is None else most * margins[0].totals.sum() / np.count_nonzero(base)
    for _ in range(MOST_ROUNDS):
        for margin in margins:
            weights *= margin.off(weights)[margin.sorts]
        if not np.isfinite(weights).all():
            break
        is_cut = weights.max() > ceiling * (1 + SETTLED)
        if not is_cut and _off(margins, weights) <= SETTLED:
            return weights
        np.minimum(weights, ceiling, out=weights)
    raise DoesNotSettle(
        "margins" if most is None else "most",
        f"cannot all be met by these answers: {_off(margins, weights):.2g} of a total is left after "
        f"{MOST_ROUNDS} rounds",
    )


def _off(margins: list[Checked], weights: FloatArray) -> float:
    """Return the greatest share that a sort lacks or has too much."""
    return max(float(np.abs(margin.off(weights)[margin.totals > 0] - 1).max()) for margin in margins)


def trim(asked: Survey, *, most: float) -> Survey:
    """Return the survey with weights of at most so many times their mean; the others share what is cut.

    Parameters
    ----------
    asked : Survey
    most : float
        Times the mean; above 1.

    Returns
    -------
    Survey
        The weights add up to the same; margins that held before hold nearly. `rake(most=...)` keeps them.

    Raises
    ------
    OutOfRange
        If `most` is 1 or below.

    Notes
    -----
    Cutting trades a little bias for less variance; with `most` far below 3 the weights no longer mend much.

    References
    ----------
    Potter (1990), Proceedings of the Survey Research Methods Section, ASA, 225-230; docs/methods/surveys.md

    Examples
    --------
    >>> from lofte.analysis import survey, trim
    >>> trim(survey([1, 1, 1, 1, 6]), most=2).weights
    array([1.5, 1.5, 1.5, 1.5, 4. ])
    """
    if checking.one_number("most", most) <= 1:
        raise OutOfRange("most", f"is {most:g}: some weight lies above their mean")
    weights = trimmed(asked.weights, most)
    weights.setflags(write=False)
    again = partial(_again, asked=asked, most=most)
    return replace(asked, weights=weights, again=again)


def trimmed(weights: FloatArray, most: float) -> FloatArray:
    cut = weights.copy()
    total = weights.sum()
    ceiling = most * total / np.count_nonzero(weights)
    while cut.max() > ceiling * (1 + SETTLED):
        is_high = cut >= ceiling
        cut[is_high] = ceiling
        cut[~is_high] *= (total - is_high.sum() * ceiling) / cut[~is_high].sum()
    return cut


def _again(base: FloatArray, *, asked: Survey, most: float) -> FloatArray:
    return trimmed(base if asked.again is None else asked.again(base), most)
