"""Targets of a draft: added, changed and taken away, with their places and recipients."""

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import Max

from lofte.accounts.models import Organisation, User
from lofte.base import audit
from lofte.periods.calendar import Period
from lofte.periods.pacing import MONTHS, Point, wrong_points
from lofte.places.models import AreaSet, Place
from lofte.promises.actions.drafts import BackwardsPeriod, demand_members, demand_sets, held_open, touched
from lofte.promises.models import (
    Activity,
    KindOfWork,
    Promise,
    Quantity,
    Target,
    TargetPlace,
    TargetPoint,
    TargetRecipient,
    TargetSpot,
)
from lofte.situation.models import Indicator


class ForeignQuantity(Exception):
    """A quantity that does not belong to the chosen kind of work."""

    def __init__(self, quantity_id: int) -> None:
        super().__init__(f"quantity {quantity_id}")
        self.quantity_id = quantity_id


class OutsidePromise(Exception):
    """A target whose time is not within its promise's."""


class WrongPace(Exception):
    """Interim points that do not rise within the target's time to what is promised, or no months to weigh."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ForeignPlace(Exception):
    """A place, or a series of measurements, that belongs to another partnership."""


@dataclass(frozen=True)
class TargetTerms:
    """A target as it is written. `ends` is left out; without dates it holds for the whole promise."""

    kind: str
    comparator: str = ""
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    per: str = ""
    each_place: bool | None = None
    minimum_minutes: int | None = None
    starts: date | None = None
    ends: date | None = None
    kind_of_work: KindOfWork | None = None
    quantity: Quantity | None = None
    whole: Quantity | None = None
    counted_state: str = ""
    only_own_entries: bool = False
    over_prioritised_areas: bool = False
    sign: str = ""
    places: tuple[AreaSet, ...] = ()
    recipients: tuple[Organisation, ...] = ()
    pace: str = Target.Pace.EVEN.value
    month_weights: tuple[int, ...] = ()
    points: tuple[tuple[date, Decimal], ...] = ()  # each day left out, and how much is done before it
    held: str = ""
    weekdays: str = ""
    clock_from: time | None = None
    clock_to: time | None = None
    skips_holidays: bool = False
    spots: tuple[Place, ...] = ()
    occasion_kind: KindOfWork | None = None
    indicator: Indicator | None = None
    reads_as: str = ""
    direction: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None


_COLUMNS = (
    "kind",
    "comparator",
    "value",
    "upper",
    "unit",
    "per",
    "each_place",
    "minimum_minutes",
    "starts",
    "ends",
    "kind_of_work",
    "quantity",
    "whole",
    "counted_state",
    "only_own_entries",
    "over_prioritised_areas",
    "sign",
    "pace",
    "held",
    "weekdays",
    "clock_from",
    "clock_to",
    "skips_holidays",
    "occasion_kind",
    "indicator",
    "reads_as",
    "direction",
    "baseline",
    "baseline_on",
)


@transaction.atomic
def add_target(*, activity: Activity, terms: TargetTerms, by: User, at: datetime) -> Target:
    """Write a new target, last in its activity."""
    held = held_open(activity.promise_id)
    last = activity.targets.aggregate(last=Max("position"))["last"]
    target = Target(activity=activity, position=0 if last is None else last + 1)
    _write(held, target, terms)
    touched(activity)
    audit.record("target.added", target=target, by_id=by.pk, at=at)
    return target


@transaction.atomic
def change_target(*, target: Target, terms: TargetTerms, by: User, at: datetime) -> Target:
    """Write a target anew; its activity is to be confirmed again."""
    held = held_open(target.activity.promise_id)
    _write(held, target, terms)
    touched(target.activity)
    audit.record("target.changed", target=target, by_id=by.pk, at=at)
    return target


@transaction.atomic
def remove_target(*, target: Target, by: User, at: datetime) -> None:
    """Take a target out of its activity."""
    held_open(target.activity.promise_id)
    touched(target.activity)
    audit.record("target.removed", target=target, by_id=by.pk, at=at)
    target.delete()


def terms_of(target: Target, **changes: Any) -> TargetTerms:
    """Return what a target says, with something else in it; what hangs on it is best fetched with it."""
    said = {column: getattr(target, column) for column in _COLUMNS} | {
        "places": tuple(one.area_set for one in target.places.all()),
        "recipients": tuple(one.organisation for one in target.recipients.all()),
        "spots": tuple(one.place for one in target.spots.all()),
        "month_weights": tuple(target.month_weights),
        "points": tuple((one.ends, one.done) for one in target.points.all()),
    }
    return TargetTerms(**(said | changes))


def as_written(promise: Promise, target: Target, terms: TargetTerms) -> Target:
    """Return a copy of a target that says what is written, refused like what is saved; it is never saved."""
    places, recipients = _demanded(promise, terms)
    made = copy(target)
    made.is_copy = True
    _take(made, terms)
    made._prefetched_objects_cache = {  # type: ignore[attr-defined]  # where Django keeps fetched rows
        "places": [TargetPlace(target=made, area_set=one, position=n) for n, one in enumerate(places)],
        "recipients": [TargetRecipient(target=made, organisation=one) for one in recipients],
        "spots": [TargetSpot(target=made, place=one, position=n) for n, one in enumerate(terms.spots)],
        "points": [TargetPoint(target=made, ends=ends, done=done) for ends, done in terms.points],
    }
    return made


def _take(target: Target, terms: TargetTerms) -> None:
    for column in _COLUMNS:
        setattr(target, column, getattr(terms, column))
    target.month_weights = list(terms.month_weights)
    target.unmatched_places = []


def _demanded(promise: Promise, terms: TargetTerms) -> tuple[list[AreaSet], list[Organisation]]:
    """Refuse what a target cannot say; return its places and recipients."""
    _demand_dates(promise, terms)
    _demand_points(promise, terms)
    for quantity in (terms.quantity, terms.whole):
        if quantity is not None and quantity.kind_of_work != terms.kind_of_work:
            raise ForeignQuantity(quantity.pk)
    _demand_special(promise, terms)
    places = demand_sets(promise.partnership_id, terms.places)
    return places, demand_members(promise.partnership_id, terms.recipients)


def _write(promise: Promise, target: Target, terms: TargetTerms) -> None:
    places, recipients = _demanded(promise, terms)
    _take(target, terms)
    target.save()
    target.places.all().delete()
    TargetPlace.objects.bulk_create(
        TargetPlace(target=target, area_set=one, position=n) for n, one in enumerate(places)
    )
    target.recipients.all().delete()
    TargetRecipient.objects.bulk_create(
        TargetRecipient(target=target, organisation=one) for one in recipients
    )
    target.spots.all().delete()
    TargetSpot.objects.bulk_create(
        TargetSpot(target=target, place=one, position=n) for n, one in enumerate(terms.spots)
    )
    target.points.all().delete()
    TargetPoint.objects.bulk_create(
        TargetPoint(target=target, ends=ends, done=done) for ends, done in terms.points
    )


def _demand_points(promise: Promise, terms: TargetTerms) -> None:
    if terms.pace == Target.Pace.SEASON and len(terms.month_weights) != MONTHS:
        raise WrongPace("months")
    if terms.pace != Target.Pace.POINTS:
        return
    window = Period(terms.starts or promise.starts, terms.ends or promise.ends)
    points = [Point(day, Fraction(done)) for day, done in terms.points]
    wrong = wrong_points(points, window=window, promised=Fraction(terms.value or 0))
    if wrong or not points:
        raise WrongPace(wrong or "no_points")


def _demand_special(promise: Promise, terms: TargetTerms) -> None:
    series = () if terms.indicator is None else (terms.indicator,)
    if any(one.partnership_id != promise.partnership_id for one in (*terms.spots, *series)):
        raise ForeignPlace


def _demand_dates(promise: Promise, terms: TargetTerms) -> None:
    if terms.starts and terms.ends and terms.ends <= terms.starts:
        raise BackwardsPeriod
    inside = (
        (terms.starts is None or promise.starts <= terms.starts < promise.ends),
        (terms.ends is None or promise.starts < terms.ends <= promise.ends),
    )
    if not all(inside):
        raise OutsidePromise
