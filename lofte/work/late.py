"""Work that was logged after somebody had counted: kept, and told by itself until it is counted in."""

from collections.abc import Sequence
from datetime import date, datetime

from lofte.periods.calendar import Period
from lofte.promises.models import Target
from lofte.work import queries
from lofte.work.counting import counts_of
from lofte.work.judging import Count
from lofte.work.late_occasions import Sums
from lofte.work.late_rules import LateCame, came
from lofte.work.yardsticks import Rule


def since(
    targets: Sequence[Target],
    *,
    period: Period,
    cut: date,
    counted_at: datetime,
) -> dict[int, LateCame]:
    """Return what came after `counted_at` to each activity whose figures it would move.

    The figures are those of a period counted up to `cut`: the same days as `counting.outcomes` looks at.
    What has no figure (told in words, or not settled) is not moved by anything.
    """
    yardsticks = [one for one in queries.yardsticks(targets, cut=cut) if one.is_summed]
    counts = [count for one in yardsticks for count in counts_of(one, period, cut)]
    days = [count.days for count in counts if count.days.n_days]
    if not days:
        return {}
    span = Period(min(one.starts for one in days), max(one.ends for one in days))
    entries = queries.late_entries(yardsticks, days=span, since=counted_at)
    by_activity: dict[int, list[Count]] = {}
    for count in counts if entries else ():
        by_activity.setdefault(count.yardstick.activity_id, []).append(count)
    sums = _sums(counts if entries else [])
    found = {key: came(mine, entries, sums) for key, mine in by_activity.items()}
    return {key: one for key, one in found.items() if one is not None}


def _sums(counts: Sequence[Count]) -> dict[int, Sums]:
    """Return what the log adds up to now for the targets that owe something at occasions: one statement."""
    owed = [count for count in counts if count.yardstick.rule is Rule.OCCASIONS]
    summed = iter(queries.tallies([one for count in owed for one in count.asks]) if owed else ())
    return {count.yardstick.target_id: Sums(next(summed).tallies, next(summed).tallies) for count in owed}
