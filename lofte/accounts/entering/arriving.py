"""Somebody arrives from an organisation's own sign-in: its key says who that is here, never an address."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lofte.accounts.models import Identity, IdentityProvider, User
from lofte.base import audit

# Sweden Connect, attribute specification: organisational affiliation, `uid@orgnr`, taken whole.
ORG_AFFILIATION = "urn:oid:1.2.752.201.3.1"
ORG_AFFILIATION_CLAIM = "https://id.oidc.se/claim/orgAffiliation"
AFFILIATIONS = {ORG_AFFILIATION, ORG_AFFILIATION_CLAIM}
WORDS = {
    "saml": {
        "key": ORG_AFFILIATION,
        "name": "urn:oid:2.16.840.1.113730.3.1.241",
        "email": "urn:oid:0.9.2342.19200300.100.1.3",
        "title": "urn:oid:2.5.4.12",
    },
    "oidc": {
        "key": ORG_AFFILIATION_CLAIM,
        "name": "name",
        "email": "email",
        "title": "title",
    },
}
LONGEST = {"key": 300, "name": 120, "email": 254, "title": 120}


class NoKey(Exception):
    """The provider does not say who it is, in the way that is agreed."""


class WrongTenant(Exception):
    """The provider speaks of somebody in an organisation that it does not vouch for."""


class Unknown(Exception):
    """Nobody here has this key, and the provider may not make accounts."""


class AddressTaken(Exception):
    """Somebody here has the e-mail address: an address alone ties nobody to anybody."""


class Closed(Exception):
    """The account is closed."""


class Another(Exception):
    """The key is tied to another person here."""


@dataclass(frozen=True)
class Person:
    """Somebody as the provider tells."""

    key: str
    name: str
    email: str
    title: str


def words(provider: IdentityProvider) -> dict[str, str]:
    """Return what the provider calls each thing."""
    own = {word: name for word, name in provider.attributes.items() if word in LONGEST}
    return WORDS[provider.protocol] | own


def person(provider: IdentityProvider, told: Mapping[str, Any]) -> Person:
    """Read the provider's words; its key is taken whole, and must be of the organisation it vouches for."""
    names = words(provider)
    keys = [key for key in _values(told.get(names["key"])) if key]
    ours = [key for key in keys if not provider.vouches_for or key.endswith(f"@{provider.vouches_for}")]
    if not keys:
        raise NoKey
    if not ours:
        raise WrongTenant
    if len(ours) > 1 or len(ours[0]) > LONGEST["key"]:
        raise NoKey
    rest = {word: _first(told.get(names[word]))[: LONGEST[word]] for word in ("name", "email", "title")}
    return Person(key=ours[0], **rest)


def _values(given: Any) -> list[str]:
    return [str(one).strip() for one in given] if isinstance(given, list) else [str(given or "").strip()]


def _first(given: Any) -> str:
    return next((one for one in _values(given) if one), "")


@transaction.atomic
def arrive(*, provider: IdentityProvider, come: Person, at: datetime) -> User:
    """Return who that is here; make an account without any role where the provider may."""
    tie = Identity.objects.select_related("user").filter(provider=provider, key=come.key).first()
    if tie is None:
        user = _made(provider, come, at)
        tie = Identity.objects.create(provider=provider, key=come.key, user=user, made_at=at, used_at=at)
        audit.record("identity.tied", target=tie, by_id=user.pk, at=at, provider=provider.pk)
    if not tie.user.is_active:
        raise Closed
    tie.used_at = at
    tie.save(update_fields=["used_at"])
    return tie.user


def _made(provider: IdentityProvider, come: Person, at: datetime) -> User:
    if not provider.allows_new_accounts:
        raise Unknown
    unnamed = hashlib.sha256(f"{provider.slug}\n{come.key}".encode()).hexdigest()[:20]
    email = (come.email or f"{unnamed}@konto.invalid").lower()
    if User.objects.filter(email=email).exists():
        raise AddressTaken
    user = User.objects.create_user(email=email, name=come.name or email.partition("@")[0])
    user.title = come.title
    user.save(update_fields=["title"])
    audit.record("user.admitted", target=user, by_id=None, at=at, provider=provider.pk)
    return user


@transaction.atomic
def tie(*, provider: IdentityProvider, come: Person, user: User, at: datetime) -> Identity:
    """Tie the key to somebody who is signed in here already."""
    row, is_new = Identity.objects.get_or_create(
        provider=provider, key=come.key, defaults={"user": user, "made_at": at, "used_at": at}
    )
    if row.user_id != user.pk:
        raise Another
    if is_new:
        audit.record("identity.tied", target=row, by_id=user.pk, at=at, provider=provider.pk)
    return row


@transaction.atomic
def untie(*, identity: Identity, at: datetime) -> None:
    """Let the provider sign the person in no more."""
    audit.record(
        "identity.untied", target=identity, by_id=identity.user_id, at=at, provider=identity.provider_id
    )
    identity.delete()
