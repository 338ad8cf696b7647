"""Passkeys: the browser's authenticator signs a challenge, and with it that its owner was there."""

import json
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from lofte.accounts.models import Passkey, User
from lofte.base import audit

LONGEST = 20_000  # characters of an answer: an honest one has two thousand

MALFORMED = (ValueError, KeyError, TypeError, IndexError, AttributeError, struct.error)


class NotSigned(Exception):
    """The answer is not signed by a passkey that is known here, for this site and this challenge."""


@dataclass(frozen=True)
class Asked:
    """What the browser is asked for, and what has to be remembered until it answers."""

    options: str  # JSON for navigator.credentials
    state: dict[str, Any]


def are_possible() -> bool:
    """Return whether browsers make passkeys for this address: it must be a name, and safe."""
    parts = urlsplit(settings.BASE_URL)
    host = parts.hostname or ""
    is_number = not host.strip("0123456789.") or ":" in host
    return not is_number and (parts.scheme == "https" or host == "localhost")


def _server() -> Fido2Server:
    host = urlsplit(settings.BASE_URL).hostname or ""
    party = PublicKeyCredentialRpEntity(name="Löfte", id=host)
    return Fido2Server(party, verify_origin=lambda origin: origin == settings.BASE_URL)


def ask_for_new(user: User) -> Asked:
    """Ask the browser for a new passkey for this person."""
    known = [AttestedCredentialData(bytes(row.public_part)) for row in user.passkeys.order_by("pk")]
    entity = PublicKeyCredentialUserEntity(
        id=user.pk.to_bytes(8, "big"), name=user.email, display_name=user.name
    )
    options, state = _server().register_begin(
        entity,
        known,
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(json.dumps(dict(options.public_key)), dict(state))


def ask_for_signature() -> Asked:
    """Ask the browser for a signature by whichever passkey its owner chooses."""
    options, state = _server().authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return Asked(json.dumps(dict(options.public_key)), dict(state))


@transaction.atomic
def add(*, user: User, state: dict[str, Any], answer: str, name: str, at: datetime) -> Passkey:
    """Keep the open part of a new passkey."""
    try:
        made = _server().register_complete(state, _read(answer))
    except MALFORMED as fault:
        raise NotSigned from fault
    if made.credential_data is None:
        raise NotSigned
    credential = websafe_encode(made.credential_data.credential_id)
    if Passkey.objects.filter(credential=credential).exists():
        raise NotSigned
    row = Passkey.objects.create(
        user=user,
        name=name,
        credential=credential,
        public_part=bytes(made.credential_data),
        counter=made.counter,
        made_at=at,
    )
    audit.record("passkey.added", target=row, by_id=user.pk, at=at)
    return row


@transaction.atomic
def remove(*, passkey: Passkey, at: datetime) -> None:
    """Take a passkey away."""
    audit.record("passkey.removed", target=passkey, by_id=passkey.user_id, at=at)
    passkey.delete()


@transaction.atomic
def owner(*, state: dict[str, Any], answer: str, at: datetime) -> User:
    """Return whose passkey has signed; its counter must grow, else somebody has a copy of it."""
    read = _read(answer)
    wanted = Passkey.objects.select_for_update(of=("self",)).select_related("user")
    row = wanted.filter(credential=str(read.get("id", ""))).first()
    if row is None or not row.user.is_active:
        raise NotSigned
    try:
        _server().authenticate_complete(state, [AttestedCredentialData(bytes(row.public_part))], read)
        counter = AuthenticationResponse.from_dict(read).response.authenticator_data.counter
    except MALFORMED as fault:
        raise NotSigned from fault
    if counter <= row.counter and (counter or row.counter):
        raise NotSigned
    row.counter, row.used_at = counter, at
    row.save(update_fields=["counter", "used_at"])
    return row.user


def _read(answer: str) -> dict[str, Any]:
    try:
        read = json.loads(answer[:LONGEST])
    except ValueError as fault:
        raise NotSigned from fault
    if not isinstance(read, dict):
        raise NotSigned
    return read
