"""A judgement is planned before its figures are opened, and computes what was planned."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.effects.displacement import Displacement, wdd
from lofte.analysis.errors import Empty, NotSorted, OutOfRange, WrongKind
from lofte.analysis.sources import Sources


@dataclass(frozen=True)
class Plan:
    """What will be judged, where and when. Areas and periods are row and column numbers of the counts."""

    outcome: str  # what is counted, in words
    treated: tuple[int, ...]
    control: tuple[int, ...]
    displaced: tuple[int, ...] = ()  # round about the treated
    displaced_control: tuple[int, ...] = ()
    before: tuple[int, int] = (0, 0)  # first period and the one after the last
    after: tuple[int, int] = (0, 0)

    def digest(self) -> str:
        """Return the SHA-256 of the plan as canonical JSON: two plans with the same digest are the same."""
        told = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return sha256(told.encode()).hexdigest()


def judged(
    plan: Plan, counts: npt.ArrayLike, *, source: Sources, fixed_at: datetime, opened_at: datetime
) -> Displacement:
    """Return the weighted displacement difference of a plan, from all areas' counts.

    Parameters
    ----------
    plan : Plan
        Fixed before the counts were opened.
    counts : int array, shape (n_areas, n_periods)
        Incidents.
    source : SourceClass
        Must be reported by the public.
    fixed_at, opened_at : aware datetime
        When the plan was fixed, and when its outcome was first looked at.

    Returns
    -------
    Displacement
        Times of different length are set right; the areas are compared as they are.

    Raises
    ------
    NotSorted
        If the plan was fixed after the outcome was opened: what was chosen knowing the answer is no test.
    AnalysisError
        If areas overlap or lie outside the counts, or a time is empty.

    References
    ----------
    docs/methods/effect.md

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from lofte.analysis import Plan, SourceClass, judged
    >>> plan = Plan("skadegörelse", treated=(0,), control=(1,), before=(0, 2), after=(2, 4))
    >>> found = judged(plan, [[9, 11, 5, 4], [10, 10, 11, 10]], source=SourceClass.REPORTED,
    ...     fixed_at=datetime(2026, 1, 1, tzinfo=UTC), opened_at=datetime(2026, 9, 1, tzinfo=UTC))
    >>> found.estimate, round(found.p, 3)
    (-12.0, 0.151)
    """
    if fixed_at.tzinfo is None or opened_at.tzinfo is None:
        raise WrongKind("fixed_at", "and opened_at need a time zone")
    if fixed_at >= opened_at:
        raise NotSorted("fixed_at", "lies after the outcome was opened: what is chosen then is no test")
    given = checking.whole("counts", counts, ndim=2)
    groups = (plan.treated, plan.control, plan.displaced, plan.displaced_control)
    _apart(groups, len(given))
    spans = [_span("before", plan.before, given.shape[1]), _span("after", plan.after, given.shape[1])]
    if plan.before[1] > plan.after[0]:
        raise NotSorted("plan", "has a time after that begins in the time before")
    pairs = [tuple(int(given[list(rows), a:b].sum()) for a, b in spans) for rows in groups]
    return wdd(*pairs, source=source, lengths=_lengths(spans))


def _lengths(spans: list[tuple[int, int]]) -> tuple[float, float]:
    """The time before is the unit, so that what comes out is incidents of as long a time."""
    before, after = (b - a for a, b in spans)
    return 1.0, after / before


def _apart(groups: tuple[tuple[int, ...], ...], n_areas: int) -> None:
    named = [area for rows in groups for area in rows]
    if not groups[0] or not groups[1]:
        raise Empty("plan", "names no treated area, or no control")
    if len(set(named)) != len(named):
        raise OutOfRange("plan", "names an area twice")
    if bool(groups[2]) != bool(groups[3]):
        raise Empty("plan", "needs controls for the areas round about as well, or neither")
    if not all(0 <= area < n_areas for area in named):
        raise OutOfRange("plan", f"names an area that is none of the {n_areas}")


def _span(name: str, span: tuple[int, int], n_periods: int) -> tuple[int, int]:
    starts, ends = span
    if not 0 <= starts < ends <= n_periods:
        raise OutOfRange(
            "plan", f"has a time {name} of {starts} to {ends}, and there are {n_periods} periods"
        )
    return int(np.int64(starts)), int(np.int64(ends))
