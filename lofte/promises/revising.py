"""Targets as they read on a day: what was promised, and each revision that has begun to hold by then."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db.models import Field

from lofte.accounts.models import Organisation
from lofte.places.models import AreaSet, Place
from lofte.promises.models import (
    KindOfWork,
    Quantity,
    RevisionPlace,
    Target,
    TargetPlace,
    TargetPoint,
    TargetRecipient,
    TargetRevision,
    TargetSpot,
)
from lofte.situation.models import Indicator

NOT_TERMS = frozenset({"id", "activity", "position", "unmatched_places", "source_start", "source_end"})
Facts = dict[str, Any]


def columns() -> list["Field[Any, Any]"]:
    """Return the columns of a target that say what is promised."""
    return [column for column in Target._meta.concrete_fields if column.name not in NOT_TERMS]


def facts_of(target: Target) -> Facts:
    """Return all that a target says as plain facts; what hangs on it is best fetched with it."""
    return {
        **{column.attname: _plain(getattr(target, column.attname)) for column in columns()},
        "places": [[one.area_set_id, one.area_set.name] for one in target.places.all()],
        "spots": [one.place_id for one in target.spots.all()],
        "recipients": sorted(one.organisation_id for one in target.recipients.all()),
        "points": [[one.ends.isoformat(), _plain(one.done)] for one in target.points.all()],
    }


def are_alike(one: Facts, other: Facts) -> bool:
    """Judge whether two targets say the same; in which order their places are named changes nothing."""
    return _in_order(one) == _in_order(other)


def _in_order(facts: Facts) -> Facts:
    return {**facts, "places": sorted(facts["places"]), "spots": sorted(facts.get("spots", ()))}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date | time) else value


@dataclass(frozen=True)
class _Known:
    """The rows that revised targets point at, fetched together."""

    kinds: Mapping[int, KindOfWork]
    quantities: Mapping[int, Quantity]
    sets: Mapping[int, AreaSet]
    spots: Mapping[int, Place]
    organisations: Mapping[int, Organisation]
    indicators: Mapping[int, Indicator]


def revisions_of(targets: Iterable[Target]) -> dict[int, list[TargetRevision]]:
    """Return the targets' revisions by target, in order of time: one query."""
    found: dict[int, list[TargetRevision]] = {}
    rows = TargetRevision.objects.filter(target__in=[one.pk for one in targets])
    for row in rows.order_by("applies_from", "pk"):
        found.setdefault(row.target_id, []).append(row)
    return found


@dataclass(frozen=True)
class Version:
    """A target as it reads from a day on; what was promised has no first day."""

    target: Target
    since: date | None = None


def versions(
    targets: Sequence[Target],
    cut: date | None = None,
    found: Mapping[int, Sequence[TargetRevision]] | None = None,
) -> list[list[Version]]:
    """Return of each target all that it has read as, the last in force when the days before the cut count.

    Without a cut every revision is among them. A revised one is a copy that is never saved. The number of
    queries does not grow with the targets.
    """
    found = revisions_of(targets) if found is None else found
    begun = {
        key: [row for row in rows if cut is None or row.applies_from < cut] for key, rows in found.items()
    }
    known = _known([row.after for rows in begun.values() for row in rows])
    return [
        [
            Version(one),
            *(Version(as_revised(one, row.after, known), row.applies_from) for row in begun.get(one.pk, ())),
        ]
        for one in targets
    ]


def in_force(targets: Sequence[Target], cut: date | None = None) -> list[Target]:
    """Return the targets as they read when the days before the cut count."""
    return [found[-1].target for found in versions(targets, cut)]


def read(target: Target, facts: Facts) -> Target:
    """Return a copy of a target that says what the facts say."""
    return as_revised(target, facts, _known([facts]))


def _known(facts: Sequence[Facts]) -> _Known:
    if not facts:
        return _Known({}, {}, {}, {}, {}, {})
    kinds = {one.get(name) for one in facts for name in ("kind_of_work_id", "occasion_kind_id")}
    quantities = {one[name] for one in facts for name in ("quantity_id", "whole_id")}
    return _Known(
        KindOfWork.objects.in_bulk(kinds - {None}),
        Quantity.objects.in_bulk(quantities - {None}),
        AreaSet.objects.in_bulk({key for one in facts for key, _ in one["places"]}),
        Place.objects.in_bulk({key for one in facts for key in one.get("spots", ())}),
        Organisation.objects.in_bulk({key for one in facts for key in one["recipients"]}),
        Indicator.objects.in_bulk({one.get("indicator_id") for one in facts} - {None}),
    )


def as_revised(target: Target, facts: Facts, known: _Known) -> Target:
    """Return a copy of a target that says what the facts say, with its rows at hand; a newer column stays."""
    made = copy(target)
    made.is_copy = True
    for column in columns():
        if column.attname in facts:
            setattr(made, column.attname, column.to_python(facts[column.attname]))
    made.kind_of_work = known.kinds.get(made.kind_of_work_id or 0)
    if "occasion_kind_id" in facts:
        made.occasion_kind = known.kinds.get(made.occasion_kind_id or 0)
    if "indicator_id" in facts:
        made.indicator = known.indicators.get(made.indicator_id or 0)
    made.quantity = known.quantities.get(made.quantity_id or 0)
    made.whole = known.quantities.get(made.whole_id or 0)
    made.unmatched_places = []
    made._prefetched_objects_cache = {  # type: ignore[attr-defined]  # where Django keeps fetched rows
        "places": [
            TargetPlace(target=made, area_set=known.sets[key], position=n)
            for n, (key, _) in enumerate(facts["places"])
            if key in known.sets
        ],
        "spots": [
            TargetSpot(target=made, place=known.spots[key], position=n)
            for n, key in enumerate(facts.get("spots", ()))
            if key in known.spots
        ],
        "recipients": [
            TargetRecipient(target=made, organisation=known.organisations[key])
            for key in facts["recipients"]
            if key in known.organisations
        ],
        "points": [
            TargetPoint(target=made, ends=date.fromisoformat(day), done=Decimal(done))
            for day, done in facts["points"]
        ],
    }
    return made


def keep_places(revision: TargetRevision) -> None:
    """Write which places a revision leans on."""
    RevisionPlace.objects.bulk_create(
        RevisionPlace(revision=revision, area_set_id=key, position=n)
        for n, (key, _) in enumerate(revision.after["places"])
    )
