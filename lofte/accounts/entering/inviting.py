"""Invitations are made, taken back, and used once; whoever comes gets an account without a role."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lofte.accounts import actions
from lofte.accounts.models import Invite, Organisation, Partnership, User
from lofte.base import audit

HOLDS = timedelta(days=14)
TOKEN_BYTES = 32  # 256 bits: nobody guesses one


class NotOpen(Exception):
    """The address opens nothing: unknown, used, taken back or too old. Which, is nobody's business."""


def _sum(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *, partnership: Partnership, organisation: Organisation, kind: str, by: User, at: datetime
) -> tuple[Invite, str]:
    """Make an invitation; return the token of its address, which is kept nowhere."""
    if not partnership.memberships.filter(organisation=organisation).exists():
        raise actions.NotAMember
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = Invite.objects.create(
        sum=_sum(token),
        partnership=partnership,
        organisation=organisation,
        kind=kind,
        made_by=by,
        made_at=at,
        expires_at=at + HOLDS,
    )
    audit.record("invite.made", target=row, by_id=by.pk, at=at, kind=kind)
    return row, token


def _open(at: datetime) -> QuerySet[Invite]:
    return Invite.objects.filter(used_at=None, revoked_at=None, expires_at__gt=at)


def opened(token: str, at: datetime) -> Invite:
    """Return the invitation that the address opens."""
    row = _open(at).select_related("partnership", "organisation").filter(sum=_sum(token)).first()
    if row is None:
        raise NotOpen
    return row


@transaction.atomic
def revoke(row: Invite, *, by: User, at: datetime) -> None:
    """Take an invitation back that nobody has used."""
    if Invite.objects.filter(pk=row.pk, used_at=None, revoked_at=None).update(revoked_at=at):
        audit.record("invite.revoked", target=row, by_id=by.pk, at=at)


@transaction.atomic
def join(token: str, *, email: str, name: str, title: str, password: str, at: datetime) -> User:
    """Make an account of an invitation. `actions.AddressTaken` leaves the invitation open."""
    row = opened(token, at)
    user = actions.admit(email=email, name=name, title=title, password=password, by_id=None, at=at)
    _use(row, user, at)
    return user


@transaction.atomic
def accept(token: str, *, user: User, at: datetime) -> None:
    """Let somebody who has an account take an invitation."""
    _use(opened(token, at), user, at)


def _use(row: Invite, user: User, at: datetime) -> None:
    """Use it up; of two who come in the same moment one is turned away."""
    if not _open(at).filter(pk=row.pk).update(used_by=user, used_at=at):
        raise NotOpen
    audit.record("invite.used", target=row, by_id=user.pk, at=at)
