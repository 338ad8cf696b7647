"""Did the work help? From the strongest design to the weakest, and what can be seen before it begins."""

from lofte.analysis.effects.differences import DifferenceInDifferences, difference_in_differences
from lofte.analysis.effects.displacement import Displacement, Quotients, wdd, wdq
from lofte.analysis.effects.planned import Plan, judged
from lofte.analysis.effects.planning import (
    LeastChange,
    Picked,
    least_change,
    least_seen_fall,
    power_of_fall,
    regression_to_mean,
)
from lofte.analysis.effects.synthetic import SyntheticControl, synthetic_control

__all__ = [
    "DifferenceInDifferences",
    "Displacement",
    "LeastChange",
    "Picked",
    "Plan",
    "Quotients",
    "SyntheticControl",
    "difference_in_differences",
    "judged",
    "least_change",
    "least_seen_fall",
    "power_of_fall",
    "regression_to_mean",
    "synthetic_control",
    "wdd",
    "wdq",
]
