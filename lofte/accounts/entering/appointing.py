"""An identity provider is described in a file, checked whole, and kept; its secret stays where it lies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lofte.accounts.entering import arriving, fetching, saml, secrets_elsewhere
from lofte.accounts.entering.refused import Refused
from lofte.accounts.models import IdentityProvider, Organisation
from lofte.base import audit

TEXTS = ("slug", "name", "protocol", "issuer")
MAY = ("client_id", "metadata", "secret", "certificate", "vouches_for", "assurance")
CHOICES = ("allows_new_accounts", "is_active")
KNOWN = {*TEXTS, *MAY, *CHOICES, "organisation", "attributes"}


class Misdescribed(Exception):
    """The description lacks something, or says something that is not known."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@transaction.atomic
def describe(told: Mapping[str, Any], *, by_id: int | None, at: datetime) -> IdentityProvider:
    """Make a provider, or change the one with this slug."""
    unknown = set(told) - KNOWN
    if unknown:
        raise Misdescribed(min(unknown))
    organisation = Organisation.objects.filter(slug=told.get("organisation", "")).first()
    if organisation is None:
        raise Misdescribed("organisation")
    row = IdentityProvider.objects.filter(slug=_text(told, "slug")).first() or IdentityProvider()
    if row.pk and row.issuer != told.get("issuer"):
        raise Misdescribed("issuer")  # the keys of another issuer's persons would open these accounts
    row.organisation = organisation
    for name in TEXTS:
        setattr(row, name, _text(told, name))
    for name in MAY:
        setattr(row, name, str(told.get(name, "")).strip())
    row.attributes = _attributes(told.get("attributes", {}))
    row.allows_new_accounts = told.get("allows_new_accounts") is True
    row.is_active = told.get("is_active", True) is True
    _demand_usable(row)
    row.save()
    audit.record("provider.described", target=row, by_id=by_id, at=at, is_active=row.is_active)
    return row


def _text(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    if not isinstance(found, str) or not found.strip():
        raise Misdescribed(name)
    return found.strip()


def _attributes(given: Any) -> dict[str, str]:
    may = {*arriving.LONGEST, "scope"}
    if (
        not isinstance(given, dict)
        or not set(given) <= may
        or not all(isinstance(v, str) for v in given.values())
    ):
        raise Misdescribed("attributes")
    return given


def _demand_usable(row: IdentityProvider) -> None:
    """Refuse what could only fail at the door."""
    if row.protocol not in IdentityProvider.Protocol.values:
        raise Misdescribed("protocol")
    if arriving.words(row)["key"] in arriving.AFFILIATIONS and not row.vouches_for:
        raise Misdescribed("vouches_for")
    try:
        secrets_elsewhere.read(row.secret)
    except secrets_elsewhere.SecretMissing as fault:
        raise Misdescribed("secret") from fault
    if row.protocol == IdentityProvider.Protocol.OIDC:
        _demand_oidc(row)
    else:
        _demand_saml(row)


def _demand_oidc(row: IdentityProvider) -> None:
    if not row.client_id or row.metadata:
        raise Misdescribed("client_id" if not row.client_id else "metadata")
    try:
        fetching.demand_safe(row.issuer)
    except fetching.UnsafeAddress as fault:
        raise Misdescribed("issuer") from fault


def _demand_saml(row: IdentityProvider) -> None:
    try:
        saml.their_side(row.metadata, row.issuer)
    except Refused as fault:
        raise Misdescribed("metadata") from fault
