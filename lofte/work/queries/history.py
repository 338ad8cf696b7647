"""The log week by week, of a target's own time and the years before it, also as it was at earlier moments."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from lofte.work.histories import LATE, Week
from lofte.work.judging import Count
from lofte.work.queries.sums import Sql, counted_of, on_their_days, run, statement, statements


@dataclass(frozen=True)
class Asked:
    """A count whose days are asked for in stretches of weeks; moments are as many in all that are asked."""

    count: Count
    starts: Sequence[date]  # the first day of each stretch, the last stretch first
    moments: Sequence[datetime]
    until: datetime  # the moment of the count: what was logged after it is not there yet


def weekly(asked: Sequence[Asked]) -> list[list[Week]]:
    """Add up the log by week and area for every count: one statement, in hundreds."""
    found: list[list[Week]] = [[] for _ in asked]
    wanted = [
        (position, one)
        for position, one in enumerate(asked)
        if one.count.yardstick.areas and one.count.yardstick.organisations and one.count.days.n_days
    ]
    arms = [_arm(*one) for one in wanted]
    for some in statements(arms):
        for position, area_id, stretch, week, n, *rest in run(arms[some]):
            late, then = rest[: len(LATE)], rest[len(LATE) :]
            found[position].append(Week(area_id, stretch, week, n, tuple(late), tuple(then)))
    return found


def _arm(position: int, asked: Asked) -> Sql:
    select = [Sql("SELECT %s AS position, e.area_id,", (position,)), *_weeks(asked.starts), *_sums(asked)]
    days = on_their_days(asked.count.yardstick.grounds)
    return statement(select, asked.count, *days, group_by="e.area_id, stretch, week")


def _weeks(starts: Sequence[date]) -> Iterable[Sql]:
    """Yield the number of the stretch, and of the week within it."""
    whens = " ".join(f"WHEN e.occurred_on >= %s THEN {number}" for number in range(len(starts)))
    yield Sql(f"CASE {whens} END AS stretch,", tuple(starts))
    if connection.vendor == "postgresql":
        days = " ".join("WHEN e.occurred_on >= %s THEN CAST(%s AS date)" for _ in starts)
        week = f"(e.occurred_on - CASE {days} END) / 7 AS week,"
    else:
        days = " ".join("WHEN e.occurred_on >= %s THEN julianday(%s)" for _ in starts)
        week = f"CAST(julianday(e.occurred_on) - CASE {days} END AS INTEGER) / 7 AS week,"
    yield Sql(week, tuple(day for start in starts for day in (start, start.isoformat())))


def _sums(asked: Asked) -> Iterable[Sql]:
    counted, whole = counted_of(asked.count.yardstick)
    what = whole or counted
    until = f"CASE WHEN e.logged_at <= %s THEN {what} ELSE 0 END"
    yield Sql(f"SUM({until}) AS n", (_moment(asked.until),))
    for days in LATE:
        is_late = f"e.logged_at >= {_days_after(days)} AND e.logged_at <= %s"
        yield Sql(f", SUM(CASE WHEN {is_late} THEN {what} ELSE 0 END)", (_moment(asked.until),))
    for moment in asked.moments:
        yield Sql(f", SUM({until})", (_moment(moment),))


def _moment(moment: datetime) -> object:
    """Return a moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(moment)


def _days_after(days: int) -> str:
    if connection.vendor == "postgresql":
        return f"(e.occurred_on + {days + 1})"
    return f"date(e.occurred_on, '+{days + 1} days')"
