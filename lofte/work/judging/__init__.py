"""From what the log adds up to, to a target's outcome: one judge for each rule. Pure."""

from lofte.work.judging.counts import Count, Reasons, Tallies, Tally, cannot_judge, shown, stopped
from lofte.work.judging.judges import judge
from lofte.work.judging.measured import Measurement, judge_measured

__all__ = [
    "Count",
    "Measurement",
    "Reasons",
    "Tallies",
    "Tally",
    "cannot_judge",
    "judge",
    "judge_measured",
    "shown",
    "stopped",
]
