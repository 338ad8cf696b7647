"""First keys: made by the operator at the command line, opened once, and closed when somebody has begun.

Who can make one can read the whole database already: docs/decisions/beginning.md.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lofte.accounts.entering.one_time import OneTime
from lofte.accounts.models import Partnership
from lofte.base import audit, secret_addresses
from lofte.beginning.models import FirstKey

HOLDS = timedelta(days=1)


@transaction.atomic
def make(*, at: datetime) -> str:
    """Make a key in place of those that nobody has used; return the token of its address, kept nowhere."""
    token, total = secret_addresses.drawn()
    FirstKey.objects.filter(used_at=None).delete()
    row = FirstKey.objects.create(sum=total, is_further=not is_empty(), made_at=at, expires_at=at + HOLDS)
    audit.record("first_key.made", target=row, by_id=None, at=at)
    return token


def is_empty() -> bool:
    """Return whether nobody has begun here."""
    return not Partnership.objects.exists() and not FirstKey.objects.exclude(used_at=None).exists()


def _open(at: datetime) -> QuerySet[FirstKey]:
    """Return the keys that open: one made for an empty house opens nothing once somebody has begun."""
    rows = FirstKey.objects.filter(used_at=None, expires_at__gt=at)
    return rows if is_empty() else rows.filter(is_further=True)


_addresses = OneTime(_open, "first_key.used")
opened, join, accept = _addresses.opened, _addresses.join, _addresses.accept


def held(user_id: int) -> QuerySet[FirstKey]:
    """Return the keys by which this person may choose a municipality: used, and nothing founded yet."""
    return FirstKey.objects.filter(used_by=user_id, used_at__isnull=False, partnership=None).order_by("pk")
