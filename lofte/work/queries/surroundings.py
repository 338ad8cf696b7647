"""Targets become yardsticks: a fixed number of queries, however many targets."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Any

from lofte.accounts.models import Membership
from lofte.periods.breaks import Breaks
from lofte.periods.calendar import Period
from lofte.periods.pacing import EVEN, Pace, Point
from lofte.places.models import AreaSet, Containment, PrioritisedArea
from lofte.promises import revising
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    PromiseParty,
    Target,
    TargetPlace,
    TargetPoint,
    TargetRecipient,
    TargetSpot,
)
from lofte.work.models import MissedSlot
from lofte.work.queries import agreed
from lofte.work.rules import exact
from lofte.work.yardsticks import Ground, Spot, Yardstick


@dataclass(frozen=True)
class _Surroundings:
    """What a number of targets lean on, fetched together."""

    activities: Mapping[int, Activity]
    places: Mapping[int, Sequence[tuple[int, str]]]
    recipients: Mapping[int, set[int]]
    points: Mapping[int, Sequence[Point]]
    activity_parties: Mapping[int, set[int]]
    promise_parties: Mapping[int, set[int]]
    members: Mapping[int, set[int]]
    cases: frozenset[int]
    areas_by_set: Mapping[int, set[int]]
    areas_by_partnership: Mapping[int, set[int]]
    prioritised: Mapping[int, Sequence[tuple[int, str, Period]]]
    breaks: Mapping[int, Breaks]
    spots: Mapping[int, Sequence[Spot]]


def yardsticks(targets: Sequence[Target], *, cut: date | None = None) -> list[Yardstick]:
    """Return the targets as counting sees them, in their order, as they read at a cut (or last)."""
    found = revising.versions(targets, cut)
    made = iter(read_as([version.target for versions in found for version in versions]))
    return [reduce(_after, (replace(next(made), since=one.since) for one in versions)) for versions in found]


def _after(before: Yardstick, yardstick: Yardstick) -> Yardstick:
    return replace(yardstick, before=before)


def read_as(targets: Sequence[Target]) -> list[Yardstick]:
    """Return targets as counting sees them, with the very words they are handed in with."""
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
        points=_points(keys),
        activity_parties=_grouped(ActivityParty.objects.filter(activity__in=activities), "activity_id"),
        promise_parties=_grouped(PromiseParty.objects.filter(promise__in=promises), "promise_id"),
        members=_grouped(Membership.objects.filter(partnership__in=partnerships), "partnership_id"),
        cases=frozenset(
            KindOfWork.objects.filter(states=KindOfWork.States.CASE).values_list("pk", flat=True)
        ),
        areas_by_set=by_set,
        areas_by_partnership=by_partnership,
        prioritised=_prioritised(partnerships),
        breaks=agreed.breaks(keys, partnerships),
        spots=_spots(keys),
    )


def _spots(keys: Sequence[int]) -> dict[int, list[Spot]]:
    found: dict[int, list[Spot]] = defaultdict(list)
    rows = TargetSpot.objects.filter(target__in=keys).order_by("position", "pk")
    for target_id, place_id, name in rows.values_list("target_id", "place_id", "place__name"):
        found[target_id].append(Spot(place_id, name))
    return found


def _grouped(rows: Any, key: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for group, organisation_id in rows.values_list(key, "organisation_id"):
        found[group].add(organisation_id)
    return found


def _points(target_ids: Iterable[int]) -> dict[int, list[Point]]:
    found: dict[int, list[Point]] = defaultdict(list)
    rows = TargetPoint.objects.filter(target__in=target_ids).order_by("ends", "pk")
    for target_id, ends, done in rows.values_list("target_id", "ends", "done"):
        found[target_id].append(Point(ends, exact(done)))
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
        recipients=_recipients(target, around),
        stopped_on=activity.stopped_on,
        breaks=around.breaks.get(target.pk),
        pace=_pace(target, around),
        everybody=frozenset(everybody),
        spots=_spots_of(target, around),
        **_terms(target),
    )


def _terms(target: Target) -> dict[str, Any]:
    """Return what only some kinds of targets say."""
    has_clock = target.clock_from is not None and target.clock_to is not None
    return {
        "unit": target.unit,
        "held": target.held,
        "weekdays": frozenset(int(day) for day in target.weekdays),
        "clock": (target.clock_from, target.clock_to) if has_clock else None,
        "skips_holidays": target.skips_holidays,
        "occasion_kind_id": target.occasion_kind_id,
        "indicator_id": target.indicator_id,
        "reads_as": target.reads_as,
        "direction": target.direction,
        "baseline": target.baseline,
        "baseline_on": target.baseline_on,
    }


def _pace(target: Target, around: _Surroundings) -> Pace:
    if target.pace == Target.Pace.SEASON:
        return Pace(months=tuple(target.month_weights))
    if target.pace != Target.Pace.POINTS:
        return EVEN
    if target.is_copy:
        return Pace(points=tuple(Point(one.ends, exact(one.done)) for one in target.points.all()))
    return Pace(points=tuple(around.points.get(target.pk, ())))


def _spots_of(target: Target, around: _Surroundings) -> tuple[Spot, ...]:
    if target.is_copy:
        return tuple(Spot(one.place_id, one.place.name) for one in target.spots.all())
    return tuple(around.spots.get(target.pk, ()))


def _recipients(target: Target, around: _Surroundings) -> frozenset[int]:
    if target.is_copy:
        return frozenset(one.organisation_id for one in target.recipients.all())
    return frozenset(around.recipients.get(target.pk, ()))


def _places(target: Target, around: _Surroundings) -> Sequence[tuple[int, str]]:
    if target.is_copy:
        return [(one.area_set_id, one.area_set.name) for one in target.places.all()]
    return around.places.get(target.pk, ())


def _grounds(target: Target, partnership_id: int, whole: Period, around: _Surroundings) -> tuple[Ground, ...]:
    if not target.over_prioritised_areas:
        return tuple(
            Ground(set_id, name, frozenset(around.areas_by_set.get(set_id, ())))
            for set_id, name in _places(target, around)
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
