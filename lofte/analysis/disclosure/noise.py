"""A table of noise for the cell key method: as much chance as its spread allows, and no more."""

import numpy as np

from lofte.analysis import checking
from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.disclosure.keyed import LAST_ROW, N_KEYS, PTable, p_table
from lofte.analysis.disclosure.primary import LEAST
from lofte.analysis.errors import OutOfRange

ENOUGH = 1e-12  # of the two moments
STEPS = 200


def noise(*, variance: float = 2.0, greatest: int = 5, least: int = LEAST) -> PTable:
    """Return a table of changes with mean nought, one variance, and no small count left.

    Parameters
    ----------
    variance : float
        Of the change, for counts that are not held in by nought and the small counts.
    greatest : int
        The greatest change, up or down.
    least : int
        No count from 1 to ``least - 1`` comes out.

    Returns
    -------
    PTable

    Raises
    ------
    OutOfRange
        If no change of mean nought and that variance fits between ``-greatest`` and ``greatest``.

    Notes
    -----
    For each count the distribution of greatest entropy with mean nought and the variance (Giessing 2016):
    the chance of j is proportional to exp(a j + b j^2). Where nought and the small counts leave no room for
    the variance, the least variance that there is room for stands instead. Chances are told in 256ths, which
    moves means by less than 0.05 and variances by less than 0.2.

    References
    ----------
    docs/methods/disclosure.md; Giessing (2016), doi 10.1007/978-3-319-45381-1_18; Marley & Leaver
    (2011), A method for confidentialising user-defined tables, ISI.

    Examples
    --------
    >>> table = noise(variance=2.0, greatest=5, least=4)
    >>> sorted(set((2 + table.changes[2]).tolist()))  # what two becomes
    [0, 4]
    >>> float(table.changes[400].mean())
    0.0
    """
    spread = checking.positive("variance", variance)
    most = checking.one_whole("greatest", greatest, low=1, high=100)
    small = checking.one_whole("least", least, low=1, high=100)
    if spread >= most * most or small > most + 1:
        raise OutOfRange("variance", f"does not fit with changes of at most {most} and nothing below {small}")
    changes = np.zeros((LAST_ROW + 1, N_KEYS), np.int64)
    for count in range(1, LAST_ROW + 1):
        if count > small + most:  # nothing holds it in: as the one before
            changes[count] = changes[count - 1]
            continue
        steps = np.arange(-min(most, count), most + 1)
        steps = steps[(count + steps == 0) | (count + steps >= small)]
        changes[count] = np.repeat(steps, _in_keys(_chances(steps, spread), steps))
    return p_table(changes, name=f"noise {spread:g}/{most}/{small}")


def _chances(steps: IntArray, variance: float) -> FloatArray:
    """Return the chances of greatest entropy with mean nought and the variance, or the nearest there is."""
    if not (steps < 0).any() or not (steps > 0).any():
        raise OutOfRange("greatest", "leaves a small count no way both up and down")
    below, above = -int(steps[steps < 0].max()), int(steps[steps > 0].min())
    least_variance = 0.0 if 0 in steps else float(below * above)
    greatest_variance = float(-steps.min() * steps.max())
    if not least_variance < variance < greatest_variance:
        ends = np.array([-below, above] if variance <= least_variance else [steps.min(), steps.max()])
        chances = np.zeros(len(steps))
        chances[np.searchsorted(steps, ends)] = np.array([ends[1], -ends[0]]) / (ends[1] - ends[0])
        return chances
    return _newton(steps.astype(np.float64), variance)


def _newton(steps: FloatArray, variance: float) -> FloatArray:
    """Solve for the two weights: the dual of the entropy is convex, and Newton with halved steps finds it."""
    facts = np.vstack([steps, steps * steps])
    goal = np.array([0.0, variance])
    at = np.zeros(2)
    for _ in range(STEPS):
        chances = _exponential(at @ facts)
        off = facts @ chances - goal
        if np.abs(off).max() < ENOUGH:
            break
        curve = (facts * chances) @ facts.T - np.outer(facts @ chances, facts @ chances)
        step = np.linalg.solve(curve + 1e-14 * np.eye(2), off)
        size = 1.0
        while _dual(at - size * step, facts, goal) > _dual(at, facts, goal) and size > 1e-10:
            size /= 2
        at = at - size * step
    return _exponential(at @ facts)


def _exponential(weights: FloatArray) -> FloatArray:
    raw = np.exp(weights - weights.max())
    chances: FloatArray = raw / raw.sum()
    return chances


def _dual(at: FloatArray, facts: FloatArray, goal: FloatArray) -> float:
    weights = at @ facts
    return float(np.log(np.exp(weights - weights.max()).sum()) + weights.max() - at @ goal)


def _in_keys(chances: FloatArray, steps: IntArray) -> IntArray:
    """Share the 256 keys out; what rounding leaves goes to the likeliest step."""
    n: IntArray = np.rint(chances * N_KEYS).astype(np.int64)
    n[np.argmax(chances - 1e-9 * np.abs(steps))] += N_KEYS - n.sum()
    return n
