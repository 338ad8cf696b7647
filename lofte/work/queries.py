"""The counting itself: targets become yardsticks, and one statement adds up the log for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from lofte.accounts.models import Membership
from lofte.periods.calendar import Period
from lofte.places.models import AreaSet, Containment, PrioritisedArea
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    PromiseParty,
    Target,
    TargetPlace,
    TargetRecipient,
)
from lofte.work.judging import Count, Tallies, Tally
from lofte.work.models import Entry, MissedSlot
from lofte.work.yardsticks import EntryFacts, Ground, Yardstick

ARMS = 100  # counts in one statement; SQLite takes 500
OCCASIONS = "e.sign * e.occasions"


# Targets become yardsticks: a fixed number of queries, however many targets


@dataclass(frozen=True)
class _Surroundings:
    """What a number of targets lean on, fetched together."""

    activities: Mapping[int, Activity]
    places: Mapping[int, Sequence[tuple[int, str]]]
    recipients: Mapping[int, set[int]]
    activity_parties: Mapping[int, set[int]]
    promise_parties: Mapping[int, set[int]]
    members: Mapping[int, set[int]]
    cases: frozenset[int]
    areas_by_set: Mapping[int, set[int]]
    areas_by_partnership: Mapping[int, set[int]]
    prioritised: Mapping[int, Sequence[tuple[int, str, Period]]]


def yardsticks(targets: Sequence[Target]) -> list[Yardstick]:
    """Return the targets as counting sees them, in their order."""
    around = _surroundings(targets)
    return [_yardstick(target, around) for target in targets]


def _surroundings(targets: Sequence[Target]) -> _Surroundings:
    keys = [target.pk for target in targets]
    activities = Activity.objects.select_related("promise").in_bulk([t.activity_id for t in targets])
    promises = {activity.promise for activity in activities.values()}
    partnerships = {promise.partnership_id for promise in promises}
    by_set, by_partnership = _areas(partnerships)
    places = defaultdict(list)
    rows = TargetPlace.objects.filter(target__in=keys).order_by("position", "pk")
    for target_id, set_id, name in rows.values_list("target_id", "area_set_id", "area_set__name"):
        places[target_id].append((set_id, name))
    return _Surroundings(
        activities=activities,
        places=places,
        recipients=_grouped(TargetRecipient.objects.filter(target__in=keys), "target_id"),
        activity_parties=_grouped(ActivityParty.objects.filter(activity__in=activities), "activity_id"),
        promise_parties=_grouped(PromiseParty.objects.filter(promise__in=promises), "promise_id"),
        members=_grouped(Membership.objects.filter(partnership__in=partnerships), "partnership_id"),
        cases=frozenset(
            KindOfWork.objects.filter(states=KindOfWork.States.CASE).values_list("pk", flat=True)
        ),
        areas_by_set=by_set,
        areas_by_partnership=by_partnership,
        prioritised=_prioritised(partnerships),
    )


def _grouped(rows: Any, key: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for group, organisation_id in rows.values_list(key, "organisation_id"):
        found[group].add(organisation_id)
    return found


def _areas(partnership_ids: Iterable[int]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    by_set: dict[int, set[int]] = defaultdict(set)
    by_partnership: dict[int, set[int]] = defaultdict(set)
    rows = Containment.objects.filter(area_set__partnership__in=partnership_ids)
    for partnership_id, set_id, area_id in rows.values_list(
        "area_set__partnership_id", "area_set_id", "area_id"
    ):
        by_set[set_id].add(area_id)
        by_partnership[partnership_id].add(area_id)
    wholes = AreaSet.objects.filter(partnership__in=partnership_ids).exclude(whole=None)
    for partnership_id, area_id in wholes.values_list("partnership_id", "whole_id"):
        by_partnership[partnership_id].add(area_id)
    return by_set, by_partnership


def _prioritised(partnership_ids: Iterable[int]) -> dict[int, list[tuple[int, str, Period]]]:
    found: dict[int, list[tuple[int, str, Period]]] = defaultdict(list)
    rows = PrioritisedArea.objects.filter(partnership__in=partnership_ids).select_related("area_set")
    for row in rows.order_by("starts", "area_set__sort_key", "pk"):
        days = Period(row.starts, row.ends or date.max)
        found[row.partnership_id].append((row.area_set_id, row.area_set.name, days))
    return found


def _yardstick(target: Target, around: _Surroundings) -> Yardstick:
    activity = around.activities[target.activity_id]
    promise = activity.promise
    whole = Period(target.starts or promise.starts, target.ends or promise.ends)
    named = around.activity_parties.get(activity.pk)
    everybody = around.members.get(promise.partnership_id, set()) | around.promise_parties.get(
        promise.pk, set()
    )
    return Yardstick(
        target_id=target.pk,
        activity_id=activity.pk,
        kind=target.kind,
        comparator=target.comparator or ">=",
        value=target.value,
        upper=target.upper,
        per=target.per,
        whole=whole,
        each_place=target.each_place,
        grounds=_grounds(target, promise.partnership_id, whole, around),
        elsewhere=frozenset(around.areas_by_partnership.get(promise.partnership_id, ())),
        organisations=frozenset(named or everybody),
        over_prioritised=target.over_prioritised_areas,
        kind_of_work_id=target.kind_of_work_id,
        kind_is_case=target.kind_of_work_id in around.cases,
        minimum_minutes=target.minimum_minutes,
        counted_state=target.counted_state,
        only_own=target.only_own_entries or (target.kind == "milestone" and not target.kind_of_work_id),
        quantity_id=target.quantity_id,
        whole_id=target.whole_id,
        recipients=frozenset(around.recipients.get(target.pk, ())),
        stopped_on=activity.stopped_on,
    )


def _grounds(target: Target, partnership_id: int, whole: Period, around: _Surroundings) -> tuple[Ground, ...]:
    if not target.over_prioritised_areas:
        return tuple(
            Ground(set_id, name, frozenset(around.areas_by_set.get(set_id, ())))
            for set_id, name in around.places.get(target.pk, ())
        )
    days: dict[tuple[int, str], list[Period]] = defaultdict(list)
    for set_id, name, period in around.prioritised.get(partnership_id, ()):
        if period.overlap(whole):
            days[set_id, name].append(period)
    return tuple(
        Ground(set_id, name, frozenset(around.areas_by_set.get(set_id, ())), tuple(periods))
        for (set_id, name), periods in days.items()
    )


def missed_slots(activity_ids: Iterable[int]) -> dict[int, dict[date, str]]:
    """Return the reasons given for missed slots, by activity and the slot's first day."""
    found: dict[int, dict[date, str]] = defaultdict(dict)
    rows = MissedSlot.objects.filter(activity__in=set(activity_ids))
    for activity_id, starts, reason in rows.values_list("activity_id", "starts", "reason"):
        found[activity_id][starts] = reason
    return found


def facts_of(entry: Entry) -> EntryFacts:
    """Return what counting looks at in an entry: two queries."""
    return EntryFacts(
        kind_of_work_id=entry.kind_of_work_id,
        organisation_id=entry.organisation_id,
        area_id=entry.area_id,
        activity_id=entry.activity_id,
        occurred_on=entry.occurred_on,
        minutes=entry.minutes,
        state=entry.state,
        quantities=frozenset(entry.quantities.values_list("quantity_id", flat=True)),
        recipients=frozenset(entry.recipients.values_list("organisation_id", flat=True)),
    )


# The sums: each count is one arm of one statement


@dataclass(frozen=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: tuple[Any, ...] = ()


def tallies(counts: Sequence[Count]) -> list[Tallies]:
    """Add up the log for every count: one statement for sums, one for days, in hundreds."""
    found: list[dict[int, list[Tally]]] = [{} for _ in counts]
    wanted = [
        (position, count)
        for position, count in enumerate(counts)
        if count.yardstick.areas and count.yardstick.organisations and count.days.n_days
    ]
    days: dict[Any, date | None] = {None: None}
    for is_by_day in (False, True):
        arms = [_arm(position, c) for position, c in wanted if c.yardstick.is_by_day == is_by_day]
        for first in range(0, len(arms), ARMS):
            for position, area_id, day, n, new, whole in _run(arms[first : first + ARMS]):
                if day not in days:
                    days[day] = date.fromisoformat(day) if isinstance(day, str) else day
                found[position].setdefault(area_id, []).append(Tally(days[day], n, new, whole))
    return list(found)


def _run(arms: Sequence[Sql]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "\nUNION ALL\n".join(arm.text for arm in arms), [value for arm in arms for value in arm.params]
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _arm(position: int, count: Count) -> Sql:
    """Return the statement of one count: its entries' signs, times their quantity where one is counted."""
    yardstick = count.yardstick
    pieces = [
        Sql("SELECT %s AS position, e.area_id,", (position,)),
        *(_sums_by_day(yardstick) if yardstick.is_by_day else _sums(yardstick, count.period)),
        Sql("FROM work_entry e"),
        *_joins(yardstick),
        *_conditions(count),
        Sql("GROUP BY e.area_id, e.occurred_on" if yardstick.is_by_day else "GROUP BY e.area_id"),
    ]
    return Sql(
        " ".join(piece.text for piece in pieces), tuple(value for piece in pieces for value in piece.params)
    )


def _sums(yardstick: Yardstick, period: Period) -> Iterable[Sql]:
    counted, whole = _counted(yardstick)
    in_period = whole or counted
    yield Sql(f"NULL AS day, SUM({counted}) AS n,")
    yield Sql(
        f"SUM(CASE WHEN e.occurred_on >= %s AND e.occurred_on < %s THEN {in_period} ELSE 0 END) AS new,",
        (period.starts, period.ends),
    )
    yield Sql(f"SUM({whole}) AS whole" if whole else "0 AS whole")


def _sums_by_day(yardstick: Yardstick) -> Iterable[Sql]:
    counted, whole = _counted(yardstick)
    yield Sql(f"e.occurred_on AS day, SUM({counted}) AS n, 0 AS new,")
    yield Sql(f"SUM({whole}) AS whole" if whole else "0 AS whole")


def _counted(yardstick: Yardstick) -> tuple[str, str]:
    """Return the expression that is summed, and that of a share's whole ("" for what has none)."""
    if yardstick.kind == "share" and yardstick.whole_id:
        return "e.sign * COALESCE(q.value, 0)", "e.sign * COALESCE(w.value, 0)"
    if yardstick.kind == "share":  # of all occasions: those with at least one
        return f"CASE WHEN q.value > 0 THEN {OCCASIONS} ELSE 0 END", OCCASIONS
    return ("e.sign * q.value" if _sums_quantity(yardstick) else OCCASIONS), ""


def _sums_quantity(yardstick: Yardstick) -> bool:
    return yardstick.kind == "count" and yardstick.quantity_id is not None


def _joins(yardstick: Yardstick) -> Iterable[Sql]:
    if _sums_quantity(yardstick):
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


def _conditions(count: Count) -> Iterable[Sql]:
    yardstick = count.yardstick
    yield Sql("WHERE e.occurred_on >= %s AND e.occurred_on < %s", (count.days.starts, count.days.ends))
    yield _within("AND e.area_id IN", yardstick.areas)
    yield _within("AND e.organisation_id IN", yardstick.organisations)
    if yardstick.kind_of_work_id is not None:
        yield Sql("AND e.kind_of_work_id = %s", (yardstick.kind_of_work_id,))
    if yardstick.only_own:
        yield Sql("AND e.activity_id = %s", (yardstick.activity_id,))
    if yardstick.minimum_minutes is not None:
        yield Sql("AND e.minutes >= %s", (yardstick.minimum_minutes,))
    if yardstick.counted_state:
        yield Sql("AND e.state = %s", (yardstick.counted_state,))
    for organisation_id in sorted(yardstick.recipients):
        yield Sql(
            "AND EXISTS (SELECT 1 FROM work_entryrecipient r"
            " WHERE r.entry_id = e.id AND r.organisation_id = %s)",
            (organisation_id,),
        )


def _within(text: str, keys: frozenset[int]) -> Sql:
    marks = ", ".join(["%s"] * len(keys))
    return Sql(f"{text} ({marks})", tuple(sorted(keys)))


def some_entries(yardstick: Yardstick, days: Period, *, at_most: int) -> list[int]:
    """Return the keys of some entries of those days that a target would count, taken back ones left out."""
    rows = Entry.objects.filter(
        organisation__in=yardstick.organisations,
        area__in=yardstick.areas,
        occurred_on__gte=days.starts,
        occurred_on__lt=days.ends,
        sign=1,
        reversed_by=None,
    )
    is_own = yardstick.only_own or yardstick.kind_of_work_id is None
    rows = rows.filter(activity=yardstick.activity_id) if is_own else rows
    if yardstick.kind_of_work_id is not None:
        rows = rows.filter(kind_of_work=yardstick.kind_of_work_id)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:at_most])
