"""Activities of a draft: added, changed, moved, taken away, and confirmed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from lofte.accounts.models import Organisation, User
from lofte.base import audit
from lofte.promises.actions.drafts import demand_members, held_open, touched
from lofte.promises.models import Activity, ActivityParty, Promise, PromisePoint


@dataclass(frozen=True)
class ActivityWords:
    """An activity as it is written: who answers for it, and who helps."""

    title: str
    text: str
    point: PromisePoint | None = None
    responsible: tuple[Organisation, ...] = ()
    contributing: tuple[Organisation, ...] = ()


class ForeignPoint(Exception):
    """A headline of another promise."""

    def __init__(self, point_id: int) -> None:
        super().__init__(f"point {point_id}")
        self.point_id = point_id


@transaction.atomic
def add_activity(*, promise: Promise, words: ActivityWords, by: User, at: datetime) -> Activity:
    """Write a new activity, last in the promise."""
    held = held_open(promise.pk)
    last = held.activities.aggregate(last=Max("position"))["last"] or 0
    activity = Activity(promise=held, position=last + 1)
    _write(activity, words)
    audit.record("activity.added", target=activity, by_id=by.pk, at=at)
    return activity


@transaction.atomic
def change_activity(*, activity: Activity, words: ActivityWords, by: User, at: datetime) -> Activity:
    """Write an activity anew; it is to be confirmed again."""
    held_open(activity.promise_id)
    _write(activity, words)
    touched(activity)
    audit.record("activity.changed", target=activity, by_id=by.pk, at=at)
    return activity


def _write(activity: Activity, words: ActivityWords) -> None:
    if words.point is not None and words.point.promise_id != activity.promise_id:
        raise ForeignPoint(words.point.pk)
    partnership_id = activity.promise.partnership_id
    responsible = demand_members(partnership_id, words.responsible)
    helping = demand_members(partnership_id, words.contributing)
    activity.title, activity.text, activity.point = words.title, words.text, words.point
    activity.save(update_fields=None if activity._state.adding else ["title", "text", "point"])
    activity.parties.all().delete()
    _write_parties(activity, responsible, [one for one in helping if one not in responsible])


def _write_parties(
    activity: Activity, responsible: Sequence[Organisation], contributing: Sequence[Organisation]
) -> None:
    part = ActivityParty.Part
    ActivityParty.objects.bulk_create(
        [
            *(
                ActivityParty(activity=activity, organisation=one, part=part.RESPONSIBLE)
                for one in responsible
            ),
            *(
                ActivityParty(activity=activity, organisation=one, part=part.CONTRIBUTING)
                for one in contributing
            ),
        ]
    )


@transaction.atomic
def remove_activity(*, activity: Activity, by: User, at: datetime) -> None:
    """Take an activity out of the draft."""
    held_open(activity.promise_id)
    audit.record("activity.removed", target=activity, by_id=by.pk, at=at)
    activity.delete()


@transaction.atomic
def move_activity(*, activity: Activity, step: int, by: User, at: datetime) -> None:
    """Move an activity one step up (-1) or down (1); at the end it stays where it is."""
    held = held_open(activity.promise_id)
    rows = list(held.activities.order_by("position", "pk"))
    here = next(n for n, row in enumerate(rows) if row.pk == activity.pk)
    there = min(max(here + step, 0), len(rows) - 1)
    rows.insert(there, rows.pop(here))
    for position, row in enumerate(rows, start=1):
        row.position = position
    Activity.objects.bulk_update(rows, ["position"])
    audit.record("activity.moved", target=activity, by_id=by.pk, at=at, position=there + 1)


@transaction.atomic
def confirm_activity(*, activity: Activity, by: User, at: datetime) -> Activity:
    """Say that an activity is read right."""
    held_open(activity.promise_id)
    activity.confirmed_at, activity.confirmed_by = at, by
    activity.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record("activity.confirmed", target=activity, by_id=by.pk, at=at)
    return activity
