"""An account is closed: nobody comes in with it any more, and what was signed stays signed."""

from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet

from lofte.accounts import giving
from lofte.accounts.models import OneTimeCodes, Partnership, Role, SignedIn, User, WrongCodes
from lofte.base import audit


class ClosedAlready(Exception):
    """The account is closed."""


def running(user: User, on: date) -> QuerySet[Role]:
    """Return the roles that the person has on a day or will have."""
    return Role.objects.filter(Q(ends=None) | Q(ends__gt=on), user=user)


def is_elsewhere(user: User, partnership: Partnership, on: date) -> bool:
    """Return whether the person has a role in another partnership, where others decide."""
    return running(user, on).exclude(partnership=partnership).exists()


@transaction.atomic
def close_in(partnership: Partnership, user: User, *, on: date, by_id: int, at: datetime) -> bool:
    """Close the account of somebody in a partnership; with a role elsewhere, only the roles here end.

    Returns whether it was closed.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if is_elsewhere(user, partnership, on):
        _end_all(running(user, on).filter(partnership=partnership), on=on, by_id=by_id, at=at)
        return False
    close(user, on=on, by_id=by_id, at=at)
    return True


@transaction.atomic
def close(user: User, *, on: date, by_id: int | None, at: datetime) -> None:
    """End every role from a day on, every sign-in at once, and take every way in away.

    Raises `giving.LastAdministrator` where nobody would be left in a partnership who gives roles. The name
    stays, since signatures, approvals and answers point at it.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not locked.is_active:
        raise ClosedAlready
    _end_all(running(locked, on), on=on, by_id=by_id, at=at)
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


def _end_all(roles: QuerySet[Role], *, on: date, by_id: int | None, at: datetime) -> None:
    """End the roles; who else ends an administrator's role in the same moment waits."""
    where = Partnership.objects.filter(pk__in=list(roles.values_list("partnership", flat=True)))
    list(where.select_for_update().order_by("pk"))
    for role in roles.order_by("pk"):
        giving.check_administrators(role, on)
        _end(role, on=on, by_id=by_id, at=at)


def _end(role: Role, *, on: date, by_id: int | None, at: datetime) -> None:
    facts = {"kind": role.kind, "user": role.user_id}
    if role.awaits or role.starts >= on:
        audit.record("role.withdrawn", target=role, by_id=by_id, at=at, **facts)
        role.delete()
        return
    role.ends = on
    role.save(update_fields=["ends"])
    audit.record("role.ended", target=role, by_id=by_id, at=at, **facts)
