"""One thing by a day. Pure."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from lofte.work import rules
from lofte.work.judging.counts import Count, Line, Tallies, blank, judged_lines, worst
from lofte.work.outcomes import Outcome, PlaceOutcome


def milestone(count: Count, tallies: Tallies) -> Outcome:
    """Judge whether it is there, and whether it came in time."""
    lines = judged_lines(count, tallies)
    days = [_reached_on(line, count.yardstick.promised) for line in lines]
    places = tuple(
        PlaceOutcome(
            place=line.name,
            area_set_id=line.area_set_id,
            done=line.n,
            promised=float(count.yardstick.promised),
            expected=None,
            in_period=sum(t.n for t in line.tallies if t.day is not None and t.day in count.period),
            status=rules.milestone_status(day, window=count.window, cut=count.cut),
        )
        for line, day in zip(lines, days, strict=True)
    )
    reached = [day for day in days if day is not None]
    return replace(
        blank(count),
        status=worst(places),
        places=places,
        reached_on=max(reached) if reached and len(reached) == len(days) else None,
        n_in_period=sum(place.in_period for place in places),
    )


def _reached_on(line: Line, promised: Fraction) -> date | None:
    n_so_far = 0
    for day, n in sorted((t.day, t.n) for t in line.tallies if t.day is not None):
        n_so_far += n
        if n > 0 and n_so_far >= promised:
            return day
    return None
