"""Who did it can be erased from the trail, and the seal still holds: the sum that stays tells nothing."""

from collections.abc import Collection
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


@transaction.atomic
def erase_who(
    thing: str,
    keys: Collection[int],
    *,
    verbs: Collection[str],
    own_verbs: Collection[str] = (),
    ground: models.Model,
    by_id: int | None,
    at: datetime,
) -> int:
    """Empty whoever did these verbs to some things of a kind; return how many lines. `ground` as above.

    `own_verbs` are emptied where they were done by one who did the others to the same thing.
    """
    rows = AuditEvent.objects.filter(target_type=thing, target_id__in=keys).exclude(by_id=None).order_by("pk")
    columns = "pk", "salt", "by_id"
    did = list(rows.filter(verb__in=verbs).values_list("target_id", *columns))
    found = [line for _, *line in did]
    if did and own_verbs:
        who = {(of, person_id) for of, _, _, person_id in did}
        too = rows.filter(verb__in=own_verbs).values_list("target_id", *columns)
        found += [line for of, *line in too if (of, line[-1]) in who]
    for key, salt, person_id in found:
        AuditEvent._base_manager.filter(pk=key).update(
            by_id=None, salt="", by_sum=sum_of_who(salt, person_id)
        )
    if found:
        audit.record(ERASED, target=ground, by_id=by_id, at=at, n=len(found))
    return len(found)


def _of(person_id: int) -> "models.QuerySet[AuditEvent, tuple[int, str]]":
    return AuditEvent.objects.filter(by_id=person_id).order_by("pk").values_list("pk", "salt")
