"""An account is closed: nobody comes in with it any more, and what was signed stays signed."""

from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from lofte.accounts import giving
from lofte.accounts.models import OneTimeCodes, Role, SignedIn, User, WrongCodes
from lofte.base import audit


class ClosedAlready(Exception):
    """The account is closed."""


@transaction.atomic
def close(user: User, *, on: date, by_id: int | None, at: datetime) -> None:
    """End every role from a day on, every sign-in at once, and take every way in away.

    Raises `giving.LastAdministrator` where nobody would be left in a partnership who gives roles. The name
    stays, since signatures, approvals and answers point at it.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_active:
        raise ClosedAlready
    for role in locked.roles.filter(Q(ends=None) | Q(ends__gt=on)).order_by("pk"):
        giving.check_administrators(role)
        _end(role, on=on, by_id=by_id, at=at)
    sittings = SignedIn.objects.filter(user=locked)
    Session.objects.filter(session_key__in=list(sittings.values_list("session_key", flat=True))).delete()
    sittings.delete()
    OneTimeCodes.objects.filter(user=locked).delete()
    WrongCodes.objects.filter(user=locked).delete()
    for way in (locked.recovery_codes, locked.passkeys, locked.identities):
        way.all().delete()
    locked.set_unusable_password()
    locked.is_active = False
    locked.save(update_fields=["password", "is_active"])
    audit.record("user.closed", target=locked, by_id=by_id, at=at)


def _end(role: Role, *, on: date, by_id: int | None, at: datetime) -> None:
    facts = {"kind": role.kind, "user": role.user_id}
    if role.awaits or role.starts >= on:
        audit.record("role.withdrawn", target=role, by_id=by_id, at=at, **facts)
        role.delete()
        return
    role.ends = on
    role.save(update_fields=["ends"])
    audit.record("role.ended", target=role, by_id=by_id, at=at, **facts)
