"""Invitations are made, taken back, and used once; whoever comes gets an account without a role."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lofte.accounts import actions
from lofte.accounts.entering.one_time import OneTime
from lofte.accounts.models import Invite, Organisation, Partnership, User
from lofte.base import audit, secret_addresses

HOLDS = timedelta(days=14)


@transaction.atomic
def invite(
    *, partnership: Partnership, organisation: Organisation, kind: str, by: User, at: datetime
) -> tuple[Invite, str]:
    """Make an invitation; return the token of its address, which is kept nowhere."""
    if not partnership.memberships.filter(organisation=organisation).exists():
        raise actions.NotAMember
    token, total = secret_addresses.drawn()
    row = Invite.objects.create(
        sum=total,
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
    rows = Invite.objects.filter(used_at=None, revoked_at=None, expires_at__gt=at)
    return rows.select_related("partnership", "organisation")


@transaction.atomic
def revoke(row: Invite, *, by: User, at: datetime) -> None:
    """Take an invitation back that nobody has used."""
    if Invite.objects.filter(pk=row.pk, used_at=None, revoked_at=None).update(revoked_at=at):
        audit.record("invite.revoked", target=row, by_id=by.pk, at=at)


_addresses = OneTime(_open, "invite.used")
opened, join, accept = _addresses.opened, _addresses.join, _addresses.accept
