"""A draft becomes a promise when nothing is left open; an earlier promise is extended into a new draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import User
from lofte.base import audit, sequels
from lofte.promises.actions.drafts import BackwardsPeriod, held_open
from lofte.promises.actions.headings import free_slug
from lofte.promises.models import (
    Activity,
    ActivityParty,
    FocusArea,
    Promise,
    PromiseParty,
    PromisePoint,
    Target,
    TargetPlace,
    TargetRecipient,
    TargetSpot,
)
from lofte.promises.queries import whole_promise
from lofte.promises.revising import in_force
from lofte.promises.rules import NUMBERED, in_edition, is_paced, may_be_adopted_on, needs_work
from lofte.screening import identifiers


@dataclass(frozen=True)
class Reason:
    """One thing that stands in the way of adoption, and where it is mended. Without keys it is the whole."""

    code: str
    activity_id: int | None = None
    target_id: int | None = None
    question_id: int | None = None
    title: str = ""


class NotReady(Exception):
    """A draft with something left open."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = tuple(reasons)


class NotAdopted(Exception):
    """An earlier promise that is itself a draft cannot be extended."""


class TooEarly(Exception):
    """A promise cannot be adopted on a day that has not come."""


class AdoptedOutside(Exception):
    """A day long before the promise begins, or when it has ended."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


def obstacles(promise: Promise) -> list[Reason]:
    """Return everything that stands in the way of adopting a promise fetched by `queries.whole_promise`."""
    reasons = [
        Reason("open_question", question_id=one.pk, activity_id=one.activity_id, title=one.text)
        for one in promise.questions.all()
        if one.settled_on is None
    ]
    if not promise.parties.all():
        reasons.append(Reason("no_party"))
    if not promise.activities.all():
        reasons.append(Reason("no_activity"))
    if identifiers("\n".join(_words_of(promise))):
        reasons.append(Reason("personal_data", title=promise.title))
    for activity in promise.activities.all():
        reasons += _of_activity(promise, activity)
    return reasons


def _words_of(promise: Promise) -> list[str]:
    """Return what the promise's public page says of the whole."""
    points = [words for one in promise.points.all() for words in (one.text, one.reasons)]
    titles = [one.title for one in promise.focus_areas.all()]
    return [promise.title, promise.purpose, promise.grounds, *promise.channels, *points, *titles]


def _words_in(activity: Activity) -> list[str]:
    return [activity.title, activity.text, *(one.sign for one in activity.targets.all())]


def _of_activity(promise: Promise, activity: Activity) -> list[Reason]:
    codes: list[tuple[str, int | None]] = []
    if identifiers("\n".join(_words_in(activity))):
        codes.append(("personal_data", None))
    if not activity.targets.all():
        codes.append(("no_target", None))
    for target in activity.targets.all():
        codes += [(code, target.pk) for code in missing(promise, target)]
    if activity.confirmed_at is None:
        codes.append(("unconfirmed", None))
    return [Reason(code, activity_id=activity.pk, target_id=key, title=activity.title) for code, key in codes]


def missing(promise: Promise, target: Target) -> list[str]:
    """Return what a target lacks before it can be counted."""
    lacks = {"outside": not _is_inside(promise, target)}
    if needs_work(target.kind):
        is_milestone = target.kind == Target.Kind.MILESTONE  # it may lean on its activity alone
        is_case = target.kind_of_work is not None and target.kind_of_work.states == "case"
        open_places = len(target.places.all()) > 1 and target.each_place is None
        lacks |= {
            "no_kind_of_work": target.kind_of_work is None and not is_milestone,
            "no_value": target.kind in NUMBERED and target.value is None,
            "no_rhythm": target.kind in {"cadence", "rate"} and not target.per,
            "no_pace": is_paced(target.kind, target.per) and not target.held,
            "no_whole": target.kind == "share" and (target.quantity is None or target.whole is None),
            "no_place_reading": open_places and not is_milestone,
            "unknown_place": bool(target.unmatched_places),
            "no_state": is_case and target.kind == "count" and not target.counted_state,
        }
    return [code for code, is_lacking in lacks.items() if is_lacking]


def _is_inside(promise: Promise, target: Target) -> bool:
    starts_inside = target.starts is None or promise.starts <= target.starts < promise.ends
    return starts_inside and (target.ends is None or promise.starts < target.ends <= promise.ends)


@transaction.atomic
def adopt(*, promise: Promise, adopted_on: date, by: User, at: datetime) -> Promise:
    """Adopt a draft in which nothing is open; `NotReady` carries every reason why not."""
    held_open(promise.pk)
    whole = whole_promise(promise.pk)
    reasons = obstacles(whole)
    if reasons:
        raise NotReady(reasons)
    if adopted_on > timezone.localdate(at):
        raise TooEarly
    if not may_be_adopted_on(adopted_on, whole.starts, whole.ends):
        raise AdoptedOutside(adopted_on)
    whole.adopted_on, whole.adopted_by = adopted_on, by
    whole.save(update_fields=["adopted_on", "adopted_by"])
    audit.record("promise.adopted", target=whole, by_id=by.pk, at=at)
    sequels.follow("promise.adopted", whole, by=by, at=at)
    return whole


@transaction.atomic
def extend(*, promise: Promise, starts: date, ends: date, by: User, at: datetime, title: str = "") -> Promise:
    """Carry an adopted promise over into a new draft that remembers where each activity comes from."""
    if not promise.is_adopted:
        raise NotAdopted
    if ends <= starts:
        raise BackwardsPeriod
    earlier = whole_promise(promise.pk)
    draft = Promise.objects.create(
        partnership=earlier.partnership,
        slug=free_slug(earlier.partnership_id, starts, ends),
        title=title or in_edition(earlier.title, earlier.starts, earlier.ends, starts, ends),
        starts=starts,
        ends=ends,
        extends=earlier,
        extends_text=earlier.title,
        agreement=earlier.agreement,
        programme=earlier.programme,
        purpose=earlier.purpose,
        grounds=earlier.grounds,
        rhythm=earlier.rhythm,
        channels=earlier.channels,
        is_simulated=earlier.is_simulated,
    )
    points = _copy_frame(earlier, draft)
    for activity in earlier.activities.all():
        _copy_activity(activity, draft, points)
    audit.record("promise.extended", target=draft, by_id=by.pk, at=at, earlier=earlier.pk)
    return draft


def _copy_frame(earlier: Promise, draft: Promise) -> dict[int | None, PromisePoint | None]:
    PromiseParty.objects.bulk_create(
        PromiseParty(promise=draft, organisation=one.organisation, position=one.position)
        for one in earlier.parties.all()
    )
    FocusArea.objects.bulk_create(
        FocusArea(promise=draft, position=one.position, title=one.title) for one in earlier.focus_areas.all()
    )
    points: dict[int | None, PromisePoint | None] = {None: None}
    for one in earlier.points.all():
        points[one.pk] = PromisePoint.objects.create(
            promise=draft, position=one.position, text=one.text, reasons=one.reasons
        )
    return points


def _copy_activity(earlier: Activity, draft: Promise, points: dict[int | None, PromisePoint | None]) -> None:
    copy = Activity.objects.create(
        promise=draft,
        point=points[earlier.point_id],
        continues=earlier,
        position=earlier.position,
        title=earlier.title,
        text=earlier.text,
    )
    ActivityParty.objects.bulk_create(
        ActivityParty(activity=copy, organisation=one.organisation, part=one.part)
        for one in earlier.parties.all()
    )
    for target in in_force(list(earlier.targets.all())):
        _copy_target(target, copy)


def _copy_target(earlier: Target, activity: Activity) -> None:
    """Copy a target without its dates and its place in a text: the new edition has its own time."""
    places, recipients = list(earlier.places.all()), list(earlier.recipients.all())
    spots = list(earlier.spots.all())
    skipped = {"id", "activity", "starts", "ends", "source_start", "source_end"}
    columns = {
        column.name: getattr(earlier, column.name)
        for column in Target._meta.concrete_fields
        if column.name not in skipped
    }
    if earlier.pace == Target.Pace.POINTS:
        columns["pace"] = Target.Pace.EVEN  # its days are those of the earlier time
    copy = Target.objects.create(activity=activity, **columns)
    TargetPlace.objects.bulk_create(
        TargetPlace(target=copy, area_set=one.area_set, position=one.position) for one in places
    )
    TargetRecipient.objects.bulk_create(
        TargetRecipient(target=copy, organisation=one.organisation) for one in recipients
    )
    TargetSpot.objects.bulk_create(
        TargetSpot(target=copy, place=one.place, position=one.position) for one in spots
    )
