"""Baseline: which weeks of earlier years a week is judged by, and which part of the year each belongs to."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from lofte.analysis.checking import IntArray

DAYS = 7


@dataclass(frozen=True)
class Baseline:
    """`weeks` before the judged one (negative, rising), and the `period` of each: 0 is the same season."""

    weeks: IntArray
    period: IntArray

    @property
    def n_periods(self) -> int:
        return int(self.period.max()) + 1

    @property
    def reach(self) -> int:
        """Return how many weeks of history it needs."""
        return -int(self.weeks[0])


def weeks_back(week: date, years: int) -> int:
    """Return how many weeks lie between a week and the one nearest to the same date, some years before."""
    try:
        then = week.replace(year=week.year - years)
    except ValueError:  # 29 February
        then = date(week.year - years, 3, 1)
    return round((week - then).days / DAYS)


def baseline(week: date, *, years: int, half_window: int, n_periods: int, left_out: int) -> Baseline:
    """Return the weeks to learn from.

    With one period these are `half_window` weeks on each side of the same date in each of the years. With
    more, all weeks since then: those windows are period 0, and the weeks between two windows are shared out
    evenly over the other periods. The `left_out` weeks before the judged one are never learnt from: an
    outbreak under way would be taken for the usual.
    """
    centres = [-weeks_back(week, back) for back in range(years, -1, -1)]
    weeks: list[IntArray] = []
    periods: list[IntArray] = []
    for centre, following in pairwise(centres):
        window = np.arange(centre - half_window, centre + half_window + 1)
        weeks.append(window)
        periods.append(np.zeros(len(window), dtype=np.int64))
        if n_periods > 1:
            between = np.arange(centre + half_window + 1, following - half_window)
            weeks.append(between)
            periods.append(1 + np.arange(len(between)) * (n_periods - 1) // len(between))
    if n_periods > 1:
        weeks.append(np.arange(-half_window, 0))
        periods.append(np.zeros(half_window, dtype=np.int64))
    all_weeks, all_periods = np.concatenate(weeks), np.concatenate(periods)
    kept = all_weeks < -left_out
    return Baseline(all_weeks[kept], all_periods[kept])
