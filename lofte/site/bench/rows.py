"""What a bench says: one row per comparison, with the goal it is held to."""

import operator
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Literal

_COMPARE: dict[str, Callable[[float, float], bool]] = {"<=": operator.le, ">=": operator.ge}


@dataclass(frozen=True)
class Goal:
    """What the ratio of ours to theirs must be."""

    comparator: Literal["<=", ">="]
    limit: float

    def holds(self, ratio: float) -> bool:
        return _COMPARE[self.comparator](ratio, self.limit)

    def __str__(self) -> str:
        return f"{self.comparator} {self.limit:g}"


@dataclass(frozen=True)
class Row:
    """One comparison. `holds` is false when the goal is missed, and always when the answers differ."""

    name: str
    size: str
    ours: float
    theirs: float
    unit: str
    ratio: float
    goal: str
    holds: bool
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def compared(
    name: str,
    *,
    size: str,
    ours: float,
    theirs: float,
    unit: str,
    goal: Goal,
    are_equal: bool,
    note: str = "",
) -> Row:
    """Make a row of two measurements; unequal answers make it fail whatever the speed."""
    ratio = ours / theirs if theirs else float("inf")
    return Row(
        name=name,
        size=size,
        ours=_rounded(ours),
        theirs=_rounded(theirs),
        unit=unit,
        ratio=_rounded(ratio),
        goal=str(goal),
        holds=are_equal and goal.holds(ratio),
        note=note if are_equal else f"the answers differ; {note}".rstrip("; "),
    )


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
