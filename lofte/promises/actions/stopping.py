"""An activity of an adopted promise is stopped: the one thing that may change after adoption."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import User
from lofte.accounts.sight import Purpose
from lofte.base import audit, sequels
from lofte.promises.actions.adopting import NotAdopted
from lofte.promises.models import Activity, Promise


class AlreadyStopped(Exception):
    """An activity is stopped once."""

    def __init__(self, activity_id: int) -> None:
        super().__init__(f"activity {activity_id}")
        self.activity_id = activity_id


class StoppedOutside(Exception):
    """A day when the promise does not hold, or one that has not come."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class ReasonMissing(Exception):
    """An activity is not stopped without a word."""


@transaction.atomic
def stop_activity(*, activity: Activity, stopped_on: date, why: str, by: User, at: datetime) -> Activity:
    """Write when and why an activity stopped; what is logged on it stays, and no more is expected of it."""
    promise = Promise.objects.whole(Purpose.ACTING).select_for_update().get(pk=activity.promise_id)
    held = Activity.objects.get(pk=activity.pk)
    if not promise.is_adopted:
        raise NotAdopted
    if held.stopped_on is not None:
        raise AlreadyStopped(held.pk)
    if not promise.starts <= stopped_on < promise.ends or stopped_on > timezone.localdate(at):
        raise StoppedOutside(stopped_on)
    if not why.strip():
        raise ReasonMissing
    held.stopped_on, held.stopped_why = stopped_on, why.strip()
    held.save(update_fields=["stopped_on", "stopped_why"])
    audit.record("activity.stopped", target=held, by_id=by.pk, at=at, stopped_on=stopped_on.isoformat())
    sequels.follow("activity.stopped", promise, by=by, at=at)
    return held
