"""Restricted links are made, opened, and taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lofte.accounts.models import Organisation, RestrictedLink, User
from lofte.base import audit, secret_addresses

LONGEST = timedelta(days=366)


@transaction.atomic
def make(
    *, scope: str, organisation: Organisation, codes: Sequence[str], lasts: timedelta, by: User, at: datetime
) -> tuple[RestrictedLink, str]:
    """Make a link; return the token of its address, which is kept nowhere."""
    token, total = secret_addresses.drawn()
    row = RestrictedLink.objects.create(
        sum=total,
        scope=scope,
        organisation=organisation,
        codes=sorted(codes),
        made_by=by,
        made_at=at,
        expires_at=at + min(lasts, LONGEST),
    )
    audit.record("link.made", target=row, by_id=by.pk, at=at, scope=scope, codes=row.codes)
    return row, token


def _open(at: datetime) -> QuerySet[RestrictedLink]:
    return RestrictedLink.objects.filter(revoked_at=None, expires_at__gt=at, made_by__is_active=True)


def opened(token: str, *, scope: str, at: datetime) -> RestrictedLink:
    """Return the link that the address is, for this one thing."""
    rows = _open(at).select_related("organisation", "made_by")
    return secret_addresses.found(rows, token, scope=scope)


def note_opened(row: RestrictedLink, *, at: datetime) -> None:
    """Note that the link was opened; nobody is known behind it, so the line names the link alone."""
    audit.record("link.opened", target=row, by_id=None, at=at)


@transaction.atomic
def note_used(row: RestrictedLink, *, at: datetime) -> None:
    """Note that something was handed in through the link."""
    RestrictedLink.objects.filter(pk=row.pk).update(used_at=at)
    audit.record("link.used", target=row, by_id=None, at=at)


@transaction.atomic
def revoke(row: RestrictedLink, *, by: User, at: datetime) -> None:
    """Take a link back."""
    if RestrictedLink.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=at):
        audit.record("link.revoked", target=row, by_id=by.pk, at=at)
