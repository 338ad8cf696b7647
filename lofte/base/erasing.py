"""Who did it can be erased from the trail, and the seal still holds: the sum that stays tells nothing."""

from datetime import datetime

from django.db import models, transaction

from lofte.base import audit
from lofte.base.models import AuditEvent
from lofte.base.sealed_sums import sum_of_who
from lofte.base.trail_checking import ERASED

AT_ONCE = 500  # rows


@transaction.atomic
def erase_person(person_id: int, *, ground: models.Model, by_id: int | None, at: datetime) -> int:
    """Empty a person out of every line; return how many. `ground` is the decision, which the new line names.

    The check of the trail compares how many lines are emptied with how many these lines tell of.
    """
    n_rows = 0
    while rows := list(_of(person_id)[:AT_ONCE]):
        for key, salt in rows:
            AuditEvent._base_manager.filter(pk=key).update(
                by_id=None, salt="", by_sum=sum_of_who(salt, person_id)
            )
        n_rows += len(rows)
    if n_rows:
        audit.record(ERASED, target=ground, by_id=by_id, at=at, n=n_rows)
    return n_rows


def _of(person_id: int) -> "models.QuerySet[AuditEvent, tuple[int, str]]":
    return AuditEvent.objects.filter(by_id=person_id).order_by("pk").values_list("pk", "salt")
