"""How what is promised spreads over its time: evenly, by the season, or through stated points. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

from lofte.periods.calendar import Period

MONTHS = 12


@dataclass(frozen=True)
class Point:
    """So much is to be done before the day (left out)."""

    day: date
    done: Fraction


@dataclass(frozen=True)
class Pace:
    """Twelve weights of months, or points in order of time; without either, evenly by the day."""

    months: tuple[int, ...] = ()
    points: tuple[Point, ...] = ()

    def over(self, window: Period, promised: Fraction) -> "Pace":
        """Let the stated points that lie within a window begin at nought and end in what is promised."""
        if not self.points:
            return self
        inside = (point for point in self.points if window.starts < point.day < window.ends)
        ends = Point(window.ends, promised)
        return replace(self, points=(Point(window.starts, Fraction(0)), *inside, ends))

    def share(self, window: Period, cut: date) -> Fraction:
        """Return how much of what falls due in the window falls due before the cut, from nought to one."""
        day = min(max(cut, window.starts), window.ends)
        whole = self._due(window.starts, window.ends)
        if whole == 0:  # a place that is owed nothing by its season: evenly
            return Fraction((day - window.starts).days, window.n_days)
        return self._due(window.starts, day) / whole

    def _due(self, starts: date, ends: date) -> Fraction:
        if self.points:
            return _between(self.points, ends) - _between(self.points, starts)
        if self.months:
            return _weighed(self.months, starts, ends)
        return Fraction((ends - starts).days)


EVEN = Pace()


def _between(points: Sequence[Point], day: date) -> Fraction:
    """Return what is to be done before a day: a straight line from point to point."""
    for before, after in pairwise(points):
        if before.day <= day <= after.day:
            share = Fraction((day - before.day).days, (after.day - before.day).days)
            return before.done + share * (after.done - before.done)
    return points[0].done if day < points[0].day else points[-1].done


def _weighed(months: Sequence[int], starts: date, ends: date) -> Fraction:
    """Return the weights of the days between; a month's weight is its days' in equal parts."""
    total, day = Fraction(0), starts
    while day < ends:
        n_days = monthrange(day.year, day.month)[1]
        following = date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)
        stop = min(following, ends)
        total += Fraction(months[day.month - 1] * (stop - day).days, n_days)
        day = stop
    return total


def wrong_points(points: Sequence[Point], *, window: Period, promised: Fraction) -> str:
    """Say what is wrong with stated points, as a code; "" when they rise to what is promised.

    A point on the window's last day must be the promised number itself.
    """
    ordered = sorted(points, key=lambda point: point.day)
    if len({point.day for point in ordered}) < len(ordered):
        return "same_day"
    if any(not window.starts < point.day <= window.ends for point in ordered):
        return "outside"
    if any(after.done < before.done for before, after in pairwise(ordered)):
        return "falling"
    if any(point.done > promised for point in ordered):
        return "too_much"
    if ordered and ordered[-1].day == window.ends and ordered[-1].done != promised:
        return "other_end"
    return ""
