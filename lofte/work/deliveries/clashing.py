"""Which work came twice: a figure holds a week of its ground, a row the day of its area."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from lofte.base.inserting import Question
from lofte.work.deliveries.facts import Work, live, monday_of, span
from lofte.work.deliveries.grounds import extents
from lofte.work.models import Delivery, Entry, Overlap
from lofte.work.queries.standing import deliveries_of

WEEK = timedelta(days=7)
DAY = timedelta(days=1)
Spot = tuple[int, str, int, date]  # kind, state, area, day or Monday


@dataclass(frozen=True)
class Cell:
    """What one overlap is about."""

    kind_id: int
    state: str
    area_id: int
    area_set_id: int | None
    starts: date
    ends: date


@dataclass(frozen=True)
class Arrival:
    """Who brings the work that is held against the log."""

    organisation_id: int
    source: str
    holds: str
    replaces: Collection[int] = ()


@dataclass
class Standing:
    """What already counts, by where and when: the days of rows, their weeks, and the weeks of figures."""

    row_days: set[Spot] = field(default_factory=set)
    row_weeks: set[Spot] = field(default_factory=set)
    figure_weeks: set[Spot] = field(default_factory=set)

    def cell(self, work: Work, extent: frozenset[int], *, is_figure: bool) -> Cell | None:
        """Return what a piece of work overlaps in, or None when it comes alone."""
        monday = monday_of(work.day)
        spots = [(work.kind_id, work.state, area_id, monday) for area_id in sorted(extent)]
        by_week = self.figure_weeks | self.row_weeks if is_figure else self.figure_weeks
        if any(spot in by_week for spot in spots):
            return _cell(work, monday, monday + WEEK)
        days = [(work.kind_id, work.state, area_id, work.day) for area_id in sorted(extent)]
        if not is_figure and any(spot in self.row_days for spot in days):
            return _cell(work, work.day, work.day + DAY)
        return None


def _cell(work: Work, starts: date, ends: date) -> Cell:
    return Cell(work.kind_id, work.state, work.area_id, work.area_set_id, starts, ends)


def parted(works: Sequence[Work], arrival: Arrival) -> tuple[list[Work], dict[Cell, list[Work]]]:
    """Part what comes alone from what overlaps with the log: three queries, however much there is."""
    alone: list[Work] = []
    waiting: dict[Cell, list[Work]] = defaultdict(list)
    for work, cell in zip(works, cells(works, arrival), strict=True):
        if cell is None:
            alone.append(work)
        else:
            waiting[cell].append(work)
    return alone, dict(waiting)


def cells(works: Sequence[Work], arrival: Arrival) -> list[Cell | None]:
    """Return, for each piece of work, what it overlaps in, or None when it comes alone."""
    if not works:
        return []
    standing = _standing(works, arrival)
    held = extents(work.area_set_id for work in works if work.area_set_id)
    is_figure = arrival.holds == Delivery.Holds.FIGURES
    return [
        standing.cell(work, held.get(work.area_set_id or 0, frozenset({work.area_id})), is_figure=is_figure)
        for work in works
    ]


def _standing(works: Sequence[Work], arrival: Arrival) -> Standing:
    starts, ends = span(works)
    rows = live().filter(
        organisation=arrival.organisation_id,
        kind_of_work__in={work.kind_id for work in works},
        occurred_on__gte=monday_of(starts),
        occurred_on__lt=monday_of(ends - DAY) + WEEK,
    )
    rows = rows.exclude(delivery__in=list(arrival.replaces))
    if (
        arrival.holds == Delivery.Holds.ROWS
    ):  # the same source's own rows are held against each other one by one
        rows = rows.exclude(delivery__holds=arrival.holds, delivery__source=arrival.source)
    facts = list(
        rows.values_list(
            "kind_of_work_id", "state", "area_id", "area_set_id", "occurred_on", "delivery__holds"
        )
    )
    held = extents(row[3] for row in facts if row[3])
    found = Standing()
    for kind_id, state, area_id, set_id, day, holds in facts:
        for area in held.get(set_id, frozenset({area_id})):
            spot = (kind_id, state, area, monday_of(day))
            if holds == Delivery.Holds.FIGURES:
                found.figure_weeks.add(spot)
            else:
                found.row_weeks.add(spot)
                found.row_days.add((kind_id, state, area, day))
    return found


def deliveries_near(entry: Entry) -> Question:
    """Ask whether there is anything at all that the entry could overlap with."""
    monday = monday_of(entry.occurred_on)
    return deliveries_of(entry.organisation_id, starts=monday - WEEK, ends=monday + 2 * WEEK)


def against(entry: Entry) -> Cell | None:
    """Return what a new row of the log overlaps in with delivered work that counts: one query."""
    monday = monday_of(entry.occurred_on)
    figures = Q(delivery__holds=Delivery.Holds.FIGURES, occurred_on__range=(monday, monday + WEEK - DAY)) & (
        Q(area_set=None, area=entry.area_id) | Q(area_set__containment__area=entry.area_id)
    )
    rows = Q(delivery__holds=Delivery.Holds.ROWS, occurred_on=entry.occurred_on, area=entry.area_id)
    found = (
        live()
        .filter(
            figures | rows,
            organisation=entry.organisation_id,
            kind_of_work=entry.kind_of_work_id,
            state=entry.state,
            delivery__isnull=False,
        )
        .order_by()
        .values_list("delivery__holds", flat=True)[:1]
    )
    for holds in found:
        is_figure = holds == Delivery.Holds.FIGURES
        starts, ends = (monday, monday + WEEK) if is_figure else (entry.occurred_on, entry.occurred_on + DAY)
        return Cell(entry.kind_of_work_id, entry.state, entry.area_id, entry.area_set_id, starts, ends)
    return None


def first_sides(overlaps: Iterable[Overlap]) -> Mapping[int, QuerySet[Entry]]:
    """Return, for each overlap, what counts in it now: what came first."""
    rows = list(overlaps)
    held = extents(row.area_set_id for row in rows if row.area_set_id)
    return {
        row.pk: _first_side(row, held.get(row.area_set_id or 0, frozenset({row.area_id}))) for row in rows
    }


def _first_side(overlap: Overlap, extent: frozenset[int]) -> QuerySet[Entry]:
    in_week = overlap.ends - overlap.starts == WEEK
    later = overlap.delivery
    rows = live().filter(
        Q(area_set=None, area__in=extent) | Q(area_set__containment__area__in=extent),
        organisation=overlap.organisation_id,
        kind_of_work=overlap.kind_of_work_id,
        state=overlap.state,
        occurred_on__gte=overlap.starts,
        occurred_on__lt=overlap.ends,
    )
    if later is not None:
        rows = rows.exclude(delivery=later.pk)
    if in_week and (later is None or later.holds == Delivery.Holds.ROWS):
        rows = rows.filter(delivery__holds=Delivery.Holds.FIGURES)
    elif later is None:
        rows = rows.filter(delivery__isnull=False)
    elif later.holds == Delivery.Holds.ROWS:
        rows = rows.exclude(delivery__holds=Delivery.Holds.ROWS, delivery__source=later.source)
    return live().filter(pk__in=rows.values("pk"))
