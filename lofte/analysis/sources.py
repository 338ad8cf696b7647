"""Where a figure comes from: reported by the public, discovered by own effort, or effort itself.

The class follows every figure and has no default. What own effort discovers rises when more is looked for;
fed back as if it showed where trouble is, it sends effort to where effort was (Lum & Isaac 2016; Ensign et
al. 2018).
"""

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from lofte.analysis import checking
from lofte.analysis.errors import OutOfRange, WrongShape, WrongSource


class SourceClass(IntEnum):
    """Kept as a small whole number beside every incident."""

    REPORTED = 1
    DISCOVERED = 2
    ACTIVITY = 3


Sources = SourceClass | npt.ArrayLike


def classes(source: Sources, n: int) -> npt.NDArray[np.int64]:
    """Return one class for each of ``n`` incidents, whether one was given for all or one for each."""
    if isinstance(source, SourceClass):
        return np.full(n, int(source), dtype=np.int64)
    given = checking.whole("source", source, least=0)
    if len(given) != n:
        raise WrongShape("source", f"has {len(given)} rows, and there are {n} incidents")
    if n and not np.isin(given, list(SourceClass)).all():
        raise OutOfRange("source", "holds something else than 1 reported, 2 discovered, 3 activity")
    return given


def reported_only(source: Sources, n: int) -> None:
    """Refuse the question where something was not reported by the public.

    Raises
    ------
    WrongSource
        Clusters, hot spots, near repeats, harm and effects are asked of reported incidents alone.
    """
    other = classes(source, n) != SourceClass.REPORTED
    if other.any():
        raise WrongSource(
            "source",
            f"{int(other.sum())} of {n} were not reported by the public: what own effort finds shows where "
            "effort was, so this is asked of reported incidents alone",
        )


def all_reported(source: Sources) -> None:
    """The same, where counts come ready made: one class for all of them, or one for each."""
    reported_only(source, 1 if isinstance(source, SourceClass) else int(np.size(source)))
