"""Forecasts of many lines: those of the same weeks and as many earlier years are made together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lofte.analysis.course import Earlier, Weeks, course
from lofte.analysis.forecast import Forecast, Goal, forecasts
from lofte.analysis.parts import PartForecast, share_forecast
from lofte.analysis.spreads import FloatArray, negative_binomial
from lofte.periods.calendar import Period
from lofte.work.histories import NOW, Line, earlier_years, window_weeks

FEWEST = 10  # things done: fewer, without earlier years, say too little
EARLIEST, EARLIEST_ALONE = 28, 56  # days from the window's first: with earlier years, and without
FEWEST_SLOTS = 4  # slots that are over
ANYTHING = Goal()


@dataclass(frozen=True)
class Case:
    """What is known of one line at a cut."""

    counts: FloatArray
    weeks: Weeks
    earlier: Earlier
    goal: Goal = ANYTHING

    @property
    def done(self) -> int:
        return round(float(self.counts.sum()))


@dataclass(frozen=True)
class Look:
    """From where a line is looked at: a window of its stretches, a cut, and the day that the log was read.

    `moment` is the column of how the log stood then; `owed` is of each day of the window, where days differ.
    Of places that come and go earlier years say nothing (`is_alone`).
    """

    window: Period
    cut: date
    at: date
    stretch: int = 0
    moment: int = NOW
    owed: FloatArray | None = None
    is_alone: bool = False

    @property
    def n_days(self) -> int:
        """Return the days so far on which anything was owed."""
        n_days = (self.cut - self.window.starts).days
        return n_days if self.owed is None else int((self.owed[: max(n_days, 0)] > 0).sum())


def case(line: Line, look: Look, late: Sequence[float]) -> Case | None:
    """Return what is known of a line; None when it is too little. `late`: how much is logged late."""
    weeks = window_weeks(look.window, cut=look.cut, at=look.at, late=late, owed=look.owed)
    counts = np.where(weeks.seen > 0, line.counts(look.stretch, len(weeks.when), look.moment), 0.0)
    before = line.years_before(look.stretch, look.moment)[: 0 if look.is_alone else None]
    earlier = earlier_years(before, look.window.starts)
    is_alone = not earlier.counts.shape[1]
    if look.n_days < (EARLIEST_ALONE if is_alone else EARLIEST) or (is_alone and counts.sum() < FEWEST):
        return None
    return Case(counts, weeks, earlier)


def told(cases: Sequence[Case]) -> list[Forecast]:
    """Return each case's forecast, in their order."""
    found: dict[int, Forecast] = {}
    groups: dict[tuple[bytes, bytes, bytes, int], list[int]] = {}
    for position, one in enumerate(cases):
        weeks = one.weeks
        key = weeks.when.tobytes(), weeks.inside.tobytes(), weeks.seen.tobytes(), one.earlier.counts.shape[1]
        groups.setdefault(key, []).append(position)
    for positions in groups.values():
        some = [cases[position] for position in positions]
        earlier = Earlier(np.concatenate([one.earlier.counts for one in some]), some[0].earlier.when)
        counts = np.array([one.counts for one in some])
        made = forecasts(counts, some[0].weeks, earlier, [one.goal for one in some])
        found |= dict(zip(positions, made, strict=True))
    return [found[position] for position in range(len(cases))]


def told_share(whole: Case, *, n_part: int, n_whole: int, goal: Goal) -> PartForecast:
    """Return the forecast of a share whose whole is the case."""
    mean, variance = course(whole.counts[None, :], whole.weeks, whole.earlier).to_come()
    return share_forecast(n_part, n_whole, negative_binomial(mean, np.maximum(variance, mean)), goal)
