"""Which judge a rule has. Pure."""

from collections.abc import Sequence

from lofte.work.judging import sums
from lofte.work.judging.counts import Count, Reasons, Tallies, stopped
from lofte.work.judging.milestones import milestone
from lofte.work.judging.occasions import occasions
from lofte.work.judging.slotted import slotted
from lofte.work.outcomes import Outcome
from lofte.work.yardsticks import IN_SLOTS, Rule


def judge(count: Count, found: Sequence[Tallies], reasons: Reasons) -> Outcome:
    """Return the outcome of a target whose rule can be applied, from the sums that its count asks for."""
    return stopped(count, _judged(count, found, reasons))


def _judged(count: Count, found: Sequence[Tallies], reasons: Reasons) -> Outcome:
    rule = count.yardstick.rule
    if rule in IN_SLOTS:
        return slotted(count, found[0], reasons)
    if rule is Rule.OCCASIONS:
        return occasions(count, found[0], found[1])
    if rule is Rule.MILESTONE:
        return milestone(count, found[0])
    return sums.share(count, found[0]) if rule is Rule.SHARE else sums.summed(count, found[0])
