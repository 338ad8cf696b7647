"""First keys: made by the operator at the command line, opened once, and closed when somebody has begun.

Who can make one can read the whole database already: docs/decisions/beginning.md.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lofte.accounts import actions
from lofte.accounts.models import Partnership, User
from lofte.base import audit
from lofte.beginning.models import FirstKey

HOLDS = timedelta(days=1)
TOKEN_BYTES = 32  # 256 bits: nobody guesses one


class NotOpen(Exception):
    """The address opens nothing: unknown, used, replaced, too old, or somebody has begun already."""


def _sum(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(*, at: datetime) -> str:
    """Make a key in place of those that nobody has used; return the token of its address, kept nowhere."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    FirstKey.objects.filter(used_at=None).delete()
    row = FirstKey.objects.create(
        sum=_sum(token), is_further=not is_empty(), made_at=at, expires_at=at + HOLDS
    )
    audit.record("first_key.made", target=row, by_id=None, at=at)
    return token


def is_empty() -> bool:
    """Return whether nobody has begun here."""
    return not Partnership.objects.exists() and not FirstKey.objects.exclude(used_at=None).exists()


def _open(at: datetime) -> QuerySet[FirstKey]:
    """Return the keys that open: one made for an empty house opens nothing once somebody has begun."""
    rows = FirstKey.objects.filter(used_at=None, expires_at__gt=at)
    return rows if is_empty() else rows.filter(is_further=True)


def opened(token: str, at: datetime) -> FirstKey:
    """Return the key that the address is."""
    row = _open(at).filter(sum=_sum(token)).first()
    if row is None:
        raise NotOpen
    return row


@transaction.atomic
def join(token: str, *, email: str, name: str, title: str, password: str, at: datetime) -> User:
    """Make the first administrator's account. `actions.AddressTaken` leaves the key open."""
    row = opened(token, at)
    user = actions.admit(email=email, name=name, title=title, password=password, by_id=None, at=at)
    _use(row, user, at)
    return user


@transaction.atomic
def accept(token: str, *, user: User, at: datetime) -> None:
    """Let somebody who has an account begin."""
    _use(opened(token, at), user, at)


def _use(row: FirstKey, user: User, at: datetime) -> None:
    """Use it up; of two who come in the same moment one is turned away."""
    if not _open(at).filter(pk=row.pk).update(used_by=user, used_at=at):
        raise NotOpen
    audit.record("first_key.used", target=row, by_id=user.pk, at=at)


def held(user_id: int) -> QuerySet[FirstKey]:
    """Return the keys by which this person may choose a municipality: used, and nothing founded yet."""
    return FirstKey.objects.filter(used_by=user_id, used_at__isnull=False, partnership=None).order_by("pk")
