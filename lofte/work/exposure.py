"""Exposure: on how much of a window work is owed, day by day: free weeks and areas that come and go. Pure."""

from collections.abc import Iterable

import numpy as np

from lofte.analysis.spreads import FloatArray
from lofte.periods.calendar import Period
from lofte.work.yardsticks import Ground, Rule, Yardstick


def owed_days(yardstick: Yardstick, ground: Ground | None, window: Period, days: Period) -> FloatArray:
    """Return for each of `days` how much is owed on it: 1, or as many as the areas that are prioritised then.

    `window` is the target's own time; the weeks that belong to it may reach beyond it, as `days` do. Of a
    pace, days that are agreed to be free owe nothing.
    """
    grounds = [ground] if ground is not None else list(yardstick.grounds)
    found = np.ones(days.n_days)
    if any(one.days for one in grounds):
        found = sum((_marked(one.days or (days,), days) for one in grounds), np.zeros(days.n_days))
    if yardstick.rule is not Rule.AVERAGE:
        return found
    slots = [slot for slot in yardstick.slots(window) if ground is None or ground.holds_day(slot.starts)]
    return found * _marked(slots, days)


def _marked(periods: Iterable[Period], days: Period) -> FloatArray:
    """Return 1 for each day that lies in one of the periods."""
    found = np.zeros(days.n_days)
    for period in periods:
        first = max((period.starts - days.starts).days, 0)
        found[first : max((period.ends - days.starts).days, 0)] = 1.0
    return found
