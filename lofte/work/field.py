"""What the log pages read: what I usually do and where, what can be logged, and what has been."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from lofte.accounts import held
from lofte.accounts.models import Organisation, User
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.places.models import Area, AreaSet, Containment, Place
from lofte.promises import revising
from lofte.promises.models import Activity, KindOfWork, Target
from lofte.work import belonging
from lofte.work.models import Entry

N_USUAL = 3  # kinds that are offered as one press: what a thumb reaches
N_RECENT = 60  # of my entries are looked through for them
N_SHOWN = 100  # entries on the list of what was logged last
N_SUGGESTED = 6  # areas offered before the list of all
LARGEST_SET = 4  # areas: a set with more is "the rest of the municipality", not somewhere to walk


@dataclass(frozen=True)
class Usual:
    """Something I have done before. `is_one_press`: nothing in it has to be asked anew."""

    entry: Entry
    is_one_press: bool


def partnership_ids(viewer: Viewer) -> tuple[int, ...]:
    """Return the partnerships in which the viewer logs."""
    return viewer.partnership_ids(Right.LOG)


def organisations(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations the viewer logs for."""
    keys = {o for p in partnership_ids(viewer) for o in viewer.organisation_ids(p, Right.LOG)}
    return Organisation.objects.filter(pk__in=keys).order_by("name", "pk")


def entries(viewer: Viewer) -> QuerySet[Entry]:
    """Return the log of the viewer's organisations, the latest first."""
    keys = [organisation.pk for organisation in organisations(viewer)]
    return (
        Entry.objects.seen_by(viewer)
        .filter(organisation__in=keys)
        .select_related("kind_of_work", "area", "place", "organisation", "activity__promise", "reverses")
        .prefetch_related(*belonging.whole(Purpose.CHOSEN), "reversed_by")
        .order_by("-logged_at", "-pk")
    )


def mine(viewer: Viewer) -> QuerySet[Entry]:
    """Return what the viewer did, as logged by whom ever, and nobody has taken back."""
    own = Q(note__entered_by=viewer.user_id, note__on_behalf_of=None)
    return entries(viewer).filter(own | Q(note__on_behalf_of=viewer.user_id), sign=1, reversed_by=None)


def usual(viewer: Viewer) -> list[Usual]:
    """Return my last kinds of work, each as I did it last."""
    return usual_of(mine(viewer)[:N_RECENT])


def usual_of(recent: Iterable[Entry]) -> list[Usual]:
    """Return the last kinds among some entries, each as it was done last."""
    found: dict[int, Entry] = {}
    for entry in recent:
        if len(found) < N_USUAL:
            found.setdefault(entry.kind_of_work_id, entry)
    asked = set(
        KindOfWork.objects.filter(pk__in=found, quantities__is_asked=True).values_list("pk", flat=True)
    )
    return [Usual(entry, _is_one_press(entry, asked)) for entry in found.values()]


def _is_one_press(entry: Entry, asked: Collection[int]) -> bool:
    kind = entry.kind_of_work
    must_tick = any(row.get("required", True) for row in kind.checklist)
    return kind.pk not in asked and not must_tick and kind.states == KindOfWork.States.DONE


@dataclass(frozen=True)
class Kinds:
    """What can be logged: what the promises ask of my organisation first, and all the rest."""

    promised: Sequence[KindOfWork]
    others: Sequence[KindOfWork]


def kinds(viewer: Viewer, on: date) -> Kinds:
    """Return the kinds of work, those of my organisation's promised activities first."""
    ours = [organisation.pk for organisation in organisations(viewer)]
    targets = (
        _targets(viewer, on)
        .filter(Q(activity__parties=None) | Q(activity__parties__organisation__in=ours))
        .order_by("activity__promise__starts", "activity__position", "position", "pk")
    )
    read = revising.in_force(list(targets), on + timedelta(days=1))
    promised_ids = list(dict.fromkeys(one.kind_of_work_id for one in read if one.kind_of_work_id))
    every = {kind.pk: kind for kind in KindOfWork.objects.order_by("position", "pk")}
    promised = [kind for key in promised_ids if (kind := every.get(key or 0))]
    return Kinds(promised, [kind for key, kind in every.items() if key not in promised_ids])


def _targets(viewer: Viewer, on: date) -> QuerySet[Target]:
    return Target.objects.filter(
        activity__promise__partnership__in=partnership_ids(viewer),
        activity__promise__adopted_on__isnull=False,
        activity__promise__starts__lte=on,
        activity__promise__ends__gt=on,
        activity__stopped_on=None,
    )


def activities(viewer: Viewer, *days: date) -> QuerySet[Activity]:
    """Return the activities of promises in force on one of the days, where the viewer logs."""
    in_force = [Q(promise__starts__lte=day, promise__ends__gt=day) for day in days]
    return (
        Activity.objects.filter(
            reduce(or_, in_force),
            promise__partnership__in=partnership_ids(viewer),
            promise__adopted_on__isnull=False,
        )
        .select_related("promise")
        .order_by("promise__starts", "position", "pk")
    )


def colleagues(viewer: Viewer, on: date) -> QuerySet[User]:
    """Return those who do work for the viewer's organisations: for them the viewer can log."""
    ours = [organisation.pk for organisation in organisations(viewer)]
    where = viewer.partnership_ids(Right.LOG_FOR_OTHERS)
    doing = held.having(on, Right.LOG).filter(organisation__in=ours, partnership__in=where)
    people = User.objects.filter(pk__in=doing.values("user"), is_active=True)
    return people.exclude(pk=viewer.user_id).order_by("name", "pk")


def members(viewer: Viewer) -> QuerySet[Organisation]:
    """Return everybody in the viewer's partnerships: those a product can be shared with."""
    return (
        Organisation.objects.filter(memberships__partnership__in=partnership_ids(viewer))
        .distinct()
        .order_by("name", "pk")
    )


def places(viewer: Viewer) -> QuerySet[Place]:
    return Place.objects.filter(partnership__in=partnership_ids(viewer)).order_by("sort_key", "pk")


def areas(viewer: Viewer) -> QuerySet[Area]:
    """Return every area of the viewer's partnerships, the wholes included."""
    ours = AreaSet.objects.filter(partnership__in=partnership_ids(viewer))
    return (
        Area.objects.filter(Q(containment__area_set__in=ours) | Q(pk__in=ours.values("whole")))
        .distinct()
        .order_by("sort_key", "pk")
    )


def suggested_areas(viewer: Viewer, kind: KindOfWork, on: date, every: Iterable[Area]) -> list[Area]:
    """Return where this is likely done: where I did it last, where it is promised, where we did it last."""
    by_key = {area.pk: area for area in every}
    mine_last = [entry.area_id for entry in mine(viewer).filter(kind_of_work=kind)[:N_RECENT]]
    ours_last = entries(viewer).filter(kind_of_work=kind, sign=1).values_list("area_id", flat=True)[:N_RECENT]
    keys = list(dict.fromkeys([*mine_last[:N_USUAL], *_promised_areas(viewer, kind, on), *ours_last]))
    if not keys and _targets(viewer, on).filter(kind_of_work=kind, places__isnull=False).exists():
        keys = _named_areas(viewer)
    found = [by_key[key] for key in keys if key in by_key][:N_SUGGESTED]
    if found:
        return found
    wholes = [area for area in by_key.values() if area.kind == Area.Kind.KOMMUN]
    return wholes or list(by_key.values())[:N_SUGGESTED]


def _named_areas(viewer: Viewer) -> list[int]:
    """Return the areas of the partnerships' small sets: those that people speak of by name."""
    sets: dict[int, list[int]] = {}
    rows = (
        Containment.objects.filter(
            area_set__partnership__in=partnership_ids(viewer), area_set__is_complement=False
        )
        .order_by("area_set__position", "area_set__pk", "area__sort_key", "pk")
        .values_list("area_set", "area")
    )
    for set_id, area_id in rows:
        sets.setdefault(set_id, []).append(area_id)
    return list(
        dict.fromkeys(area for inside in sets.values() if len(inside) <= LARGEST_SET for area in inside)
    )


def promised_areas(viewer: Viewer, on: date) -> list[tuple[int, int]]:
    """Return each kind with the areas it is promised in, where a target names few enough to walk in."""
    sets: dict[tuple[int, int], list[int]] = {}
    rows = (
        _targets(viewer, on)
        .filter(places__area_set__is_complement=False)
        .exclude(kind_of_work=None)
        .order_by("places__position", "places__pk", "places__area_set__containment__area__sort_key")
        .values_list("kind_of_work", "places__area_set", "places__area_set__containment__area")
    )
    for kind_id, set_id, area_id in rows:
        if area_id is not None:
            sets.setdefault((kind_id or 0, set_id), []).append(area_id)
    return [
        (kind_id, area)
        for (kind_id, _), inside in sets.items()
        if len(inside) <= LARGEST_SET
        for area in inside
    ]


def _promised_areas(viewer: Viewer, kind: KindOfWork, on: date) -> list[int]:
    sets: dict[int, list[int]] = {}
    rows = (
        _targets(viewer, on)
        .filter(kind_of_work=kind, places__area_set__is_complement=False)
        .order_by("places__position", "places__pk", "places__area_set__containment__area__sort_key")
        .values_list("places__area_set", "places__area_set__containment__area")
    )
    for set_id, area_id in rows:
        if area_id is not None:
            sets.setdefault(set_id, []).append(area_id)
    return [area for inside in sets.values() if len(inside) <= LARGEST_SET for area in inside]
