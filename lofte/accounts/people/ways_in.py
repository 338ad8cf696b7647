"""Organisations' own sign-ins as an administrator sees them: whether they work, and where they answer."""

from dataclasses import dataclass

from django.db.models import Count

from lofte.accounts.entering import secrets_elsewhere, via
from lofte.accounts.models import IdentityProvider, Partnership


@dataclass(frozen=True)
class WayIn:
    """A provider, where it answers, how many accounts it opens, and whether its secret can be read here."""

    provider: IdentityProvider
    answers_at: str
    n_accounts: int
    lacks_secret: bool


def ways_in(where: Partnership) -> list[WayIn]:
    """Return the sign-ins of a partnership's organisations, whoever described them: one query."""
    rows = (
        IdentityProvider.objects.filter(organisation__memberships__partnership=where)
        .select_related("organisation")
        .annotate(n_accounts=Count("identities"))
        .order_by("name", "pk")
    )
    return [WayIn(row, via.answers_at(row), row.n_accounts, _lacks_secret(row)) for row in rows]


def _lacks_secret(row: IdentityProvider) -> bool:
    try:
        secrets_elsewhere.read(row.secret)
    except secrets_elsewhere.SecretMissing:
        return True
    return False
