"""The sums: each count is one arm of one statement that adds up the log for all of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from typing import Any

from django.db import connection

from lofte.periods.calendar import Period
from lofte.work.judging import Count, Tally
from lofte.work.rhythms import with_leeway
from lofte.work.yardsticks import Ground, Yardstick

ARMS = 100  # counts in one statement; SQLite takes 500
PARAMETERS = 30_000  # in one statement; SQLite takes 32 766 where nothing else was built in
OCCASIONS = "e.sign * e.occasions"


class Shape(Enum):
    """What the sums of a count are grouped by, beside the area; the arms of one statement have one shape."""

    WHOLE = ""
    DAY = ", e.occurred_on"
    PLACE = ", e.occurred_on, e.place_id"

    @classmethod
    def of(cls, yardstick: Yardstick) -> "Shape":
        if yardstick.is_by_place:
            return cls.PLACE
        return cls.DAY if yardstick.is_by_day else cls.WHOLE


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: tuple[Any, ...] = ()


@dataclass
class Summed:
    """What the log adds up to for a count, through its entry `last` (nought in an empty log)."""

    tallies: dict[int, list[Tally]]
    last: int = 0


def tallies(counts: Sequence[Count]) -> list[Summed]:
    """Add up the log for every count: one statement for sums, one for days, in hundreds."""
    found = [Summed({}) for _ in counts]
    wanted = [
        (position, count)
        for position, count in enumerate(counts)
        if count.yardstick.areas and count.yardstick.organisations and count.days.n_days
    ]
    days: dict[Any, date | None] = {None: None}
    for shape in Shape:
        arms = [(p, _arm(p, c)) for p, c in wanted if Shape.of(c.yardstick) is shape]
        for some in statements([arm for _, arm in arms]):
            *rows, (_, last, *_) = run([*(arm for _, arm in arms[some]), _last(shape)])
            for position, _ in arms[some]:
                found[position].last = last or 0
            for position, area_id, day, n, new, whole, *place in rows:
                if day not in days:
                    days[day] = date.fromisoformat(day) if isinstance(day, str) else day
                tally = Tally(days[day], n, new, whole, *place)
                found[position].tallies.setdefault(area_id, []).append(tally)
    return found


def statements(arms: Sequence[Sql]) -> Iterator[slice]:
    """Share arms out on statements that both databases take, however many areas a count names."""
    first, n_parameters = 0, 0
    for position, arm in enumerate(arms):
        n_parameters += len(arm.params)
        if position > first and (position - first == ARMS or n_parameters > PARAMETERS):
            yield slice(first, position)
            first, n_parameters = position, len(arm.params)
    if arms:
        yield slice(first, len(arms))


# In the same statement as the sums, so that it sees the same log: through which entry they go.
_LAST = "SELECT -1 AS position, MAX(e.id), NULL AS day, 0 AS n, 0 AS new, 0 AS whole"


def _last(shape: Shape) -> Sql:
    place = ", NULL AS place" if shape is Shape.PLACE else ""
    return Sql(f"{_LAST}{place} FROM work_entry e")


def run(arms: Sequence[Sql]) -> list[tuple[Any, ...]]:
    """Return the rows of all arms, those of the last one last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "\nUNION ALL\n".join(arm.text for arm in arms), [value for arm in arms for value in arm.params]
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return sorted(rows, key=_is_last)


def _is_last(row: tuple[Any, ...]) -> bool:
    return bool(row[0] < 0)


def _arm(position: int, count: Count) -> Sql:
    """Return the statement of one count: its entries' signs, times their quantity where one is counted."""
    yardstick = count.yardstick
    select = [
        Sql("SELECT %s AS position, e.area_id,", (position,)),
        *(_sums_by_day(yardstick) if yardstick.is_by_day else _sums(yardstick, count.period)),
    ]
    return statement(select, count, group_by=f"e.area_id{Shape.of(yardstick).value}")


def statement(select: Iterable[Sql], count: Count, *more: Sql, group_by: str) -> Sql:
    """Return what is selected of the entries that a count counts, and for which `more` holds."""
    pieces = [
        *select,
        Sql("FROM work_entry e"),
        *joins_of(count.yardstick),
        *conditions_of(count),
        *more,
        Sql(f"GROUP BY {group_by}"),
    ]
    return Sql(
        " ".join(piece.text for piece in pieces), tuple(value for piece in pieces for value in piece.params)
    )


def _sums(yardstick: Yardstick, period: Period) -> Iterable[Sql]:
    counted, whole = counted_of(yardstick)
    in_period = whole or counted
    yield Sql(f"NULL AS day, SUM({counted}) AS n,")
    yield Sql(
        f"SUM(CASE WHEN e.occurred_on >= %s AND e.occurred_on < %s THEN {in_period} ELSE 0 END) AS new,",
        (period.starts, period.ends),
    )
    yield Sql(f"SUM({whole}) AS whole" if whole else "0 AS whole")


def _sums_by_day(yardstick: Yardstick) -> Iterable[Sql]:
    counted, whole = counted_of(yardstick)
    yield Sql(f"e.occurred_on AS day, SUM({counted}) AS n, 0 AS new,")
    place = ", e.place_id AS place" if Shape.of(yardstick) is Shape.PLACE else ""
    yield Sql((f"SUM({whole}) AS whole" if whole else "0 AS whole") + place)


def counted_of(yardstick: Yardstick) -> tuple[str, str]:
    """Return the expression that is summed, and that of a share's whole ("" for what has none)."""
    if yardstick.kind == "share" and yardstick.whole_id:
        return "e.sign * COALESCE(q.value, 0)", "e.sign * COALESCE(w.value, 0)"
    if yardstick.kind == "share":  # of all occasions: those with at least one
        return f"CASE WHEN q.value > 0 THEN {OCCASIONS} ELSE 0 END", OCCASIONS
    if yardstick.kind == "hours":  # the length of each time
        return f"{OCCASIONS} * COALESCE(e.minutes, 0)", ""
    return ("e.sign * q.value" if yardstick.sums_quantity else OCCASIONS), ""


def joins_of(yardstick: Yardstick) -> Iterable[Sql]:
    if yardstick.sums_quantity:
        yield Sql(
            "JOIN work_entryquantity q ON q.entry_id = e.id AND q.quantity_id = %s", (yardstick.quantity_id,)
        )
    if yardstick.kind == "share":
        yield Sql(
            "LEFT JOIN work_entryquantity q ON q.entry_id = e.id AND q.quantity_id = %s",
            (yardstick.quantity_id,),
        )
    if yardstick.kind == "share" and yardstick.whole_id:
        yield Sql(
            "LEFT JOIN work_entryquantity w ON w.entry_id = e.id AND w.quantity_id = %s",
            (yardstick.whole_id,),
        )


def conditions_of(count: Count) -> Iterable[Sql]:
    yardstick = count.yardstick
    yield Sql("WHERE e.occurred_on >= %s AND e.occurred_on < %s", (count.days.starts, count.days.ends))
    yield within("AND e.area_id IN", yardstick.areas)
    yield within("AND e.organisation_id IN", yardstick.organisations)
    if yardstick.kind_of_work_id is not None:
        yield Sql("AND e.kind_of_work_id = %s", (yardstick.kind_of_work_id,))
    if yardstick.only_own:
        yield Sql("AND e.activity_id = %s", (yardstick.activity_id,))
    if yardstick.minimum_minutes is not None:
        yield Sql("AND e.minutes >= %s", (yardstick.minimum_minutes,))
    if yardstick.weekdays:
        yield within(f"AND {_ISO_WEEKDAY[connection.vendor]} IN", yardstick.weekdays)
    if yardstick.clock is not None:
        yield _within_clock(*with_leeway(yardstick.clock))
    for free in _stretches(yardstick.excused(count.window)):
        yield Sql("AND NOT (e.occurred_on >= %s AND e.occurred_on < %s)", (free.starts, free.ends))
    if yardstick.spots:
        yield within("AND e.place_id IN", frozenset(spot.place_id for spot in yardstick.spots))
    if yardstick.counted_state:
        yield Sql("AND e.state = %s", (yardstick.counted_state,))
    for organisation_id in sorted(yardstick.recipients):
        yield Sql(
            "AND EXISTS (SELECT 1 FROM work_entryrecipient r"
            " WHERE r.entry_id = e.id AND r.organisation_id = %s)",
            (organisation_id,),
        )


def _stretches(periods: Iterable[Period]) -> Iterable[Period]:
    """Join periods that follow on each other: a summer is one, not ten weeks."""
    held: Period | None = None
    for period in sorted(periods, key=lambda one: one.starts):
        if held is not None and period.starts <= held.ends:
            held = Period(held.starts, max(held.ends, period.ends))
            continue
        if held is not None:
            yield held
        held = period
    if held is not None:
        yield held


_ISO_WEEKDAY = {
    "sqlite": "(CAST(STRFTIME('%%w', e.occurred_on) AS INTEGER) + 6) %% 7 + 1",
    "postgresql": "EXTRACT(ISODOW FROM e.occurred_on)",
}


def _within_clock(first: time, last: time) -> Sql:
    """Work without a clock time counts by its day alone; an evening may go on past midnight."""
    both = "AND" if first < last else "OR"
    return Sql(
        f"AND (e.started_at IS NULL OR (e.started_at >= %s {both} e.started_at < %s))",
        (_as_column(first), _as_column(last)),
    )


def _as_column(clock: time) -> Any:
    return connection.ops.adapt_timefield_value(clock)


def within(text: str, keys: frozenset[int]) -> Sql:
    marks = ", ".join(["%s"] * len(keys))
    return Sql(f"{text} ({marks})", tuple(sorted(keys)))


def on_their_days(grounds: Sequence[Ground]) -> Iterable[Sql]:
    """Keep the entries of days on which a place is one of the target's, where places come and go."""
    if any(one.days for one in grounds):
        yield _on_days(grounds)


def _on_days(grounds: Sequence[Ground]) -> Sql:
    arms, values = [], []
    for ground in grounds:
        for period in ground.days:
            inside = within("e.area_id IN", ground.areas)
            arms.append(f"({inside.text} AND e.occurred_on >= %s AND e.occurred_on < %s)")
            values += [*inside.params, period.starts, period.ends]
    return Sql(f"AND ({' OR '.join(arms)})", tuple(values))


def rows_of(pieces: Sequence[Sql]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            " ".join(piece.text for piece in pieces), [value for piece in pieces for value in piece.params]
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
