"""Least and greatest counts by linear programs, each proven by a table of whole numbers."""

from dataclasses import dataclass

import numpy as np
import scipy

from lofte.analysis.checking import FloatArray, IntArray
from lofte.analysis.disclosure.tables import BoolArray
from lofte.analysis.disclosure.views import UNBOUNDED, View
from lofte.analysis.errors import DoesNotSettle

NEARLY = 1e-5  # so near to a whole number that it is tried as one; the trial is exact


@dataclass
class _Seen:
    """The least and greatest that some whole table has shown, and the limits they cannot pass."""

    least: IntArray
    greatest: IntArray
    low: IntArray
    high: IntArray


def by_programs(seen: View, wanted: BoolArray) -> tuple[IntArray, IntArray]:
    """Return the least and greatest of each wanted unknown; of the others, what was met on the way.

    One program answers for one unknown of each part, since parts say nothing of each other, and what it finds
    for the others often spares theirs.
    """
    parts, matrix = seen.parts(), seen.matrix().astype(np.float64)
    total = int(seen.truth.sum())
    beyond = 16 * total + 1000
    limits = np.column_stack([seen.low, np.minimum(seen.high, beyond)])
    found = _Seen(seen.truth.copy(), seen.truth.copy(), limits[:, 0].copy(), limits[:, 1].copy())
    while True:
        goal, chosen = _next(found, wanted, parts)
        if not chosen:
            break
        answer = _solved(goal, matrix, seen, limits)
        for unknown, direction in chosen:
            mine = parts == parts[unknown]
            counts = _whole(answer, seen, mine)
            if counts is None:
                alone = np.where(np.arange(seen.n) == unknown, float(direction), 0.0)
                counts = _whole(_solved(alone, matrix, seen, limits, whole=True), seen, mine)
            if counts is None:
                raise DoesNotSettle("hidden", "gives a program whose answer is no table of whole numbers")
            found.least[mine] = np.minimum(found.least, counts)[mine]
            found.greatest[mine] = np.maximum(found.greatest, counts)[mine]
            _closed(found, unknown, direction)
    # What can be greater than all the hidden counts together is held down by nothing that is shown.
    return found.least, np.where(found.greatest > total, UNBOUNDED, found.greatest)


def _next(found: _Seen, wanted: BoolArray, parts: IntArray) -> tuple[FloatArray, list[tuple[int, int]]]:
    """Choose one unknown of each part whose least (+1: made small) or greatest (-1) is not yet sure."""
    goal, chosen = np.zeros(len(parts)), []
    for direction, is_open in ((1, found.least > found.low), (-1, found.greatest < found.high)):
        places = np.flatnonzero(wanted & is_open)
        for place in places[np.unique(parts[places], return_index=True)[1]]:
            if not goal[parts == parts[place]].any():
                goal[place] = direction
                chosen.append((int(place), direction))
    return goal, chosen


def _closed(found: _Seen, unknown: int, direction: int) -> None:
    if direction > 0:
        found.low[unknown] = found.least[unknown]
    else:
        found.high[unknown] = found.greatest[unknown]


def _solved(
    goal: FloatArray,
    matrix: "scipy.sparse.csr_array",
    seen: View,
    limits: IntArray,
    *,
    whole: bool = False,
) -> FloatArray:
    answer = scipy.optimize.linprog(
        goal,
        A_eq=matrix,
        b_eq=seen.rest,
        bounds=limits,
        method="highs",
        integrality=np.ones(seen.n) if whole else None,
    )
    if answer.x is None:
        raise DoesNotSettle("hidden", f"gives a program without an answer: {answer.message}")
    solution: FloatArray = answer.x
    return solution


def _whole(answer: FloatArray, seen: View, mine: BoolArray) -> IntArray | None:
    """Return the truth with one part as the program has it, or nothing where that is no whole table."""
    counts = np.where(mine, np.rint(answer), seen.truth).astype(np.int64)
    if (np.abs(answer - counts)[mine] > NEARLY).any():
        return None
    return counts if seen.holds(counts) else None
