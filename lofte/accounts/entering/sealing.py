"""Secrets that must be read again are sealed with the site's key: a copy of the database opens nothing."""

import hashlib
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SealBroken(Exception):
    """The secret was sealed with another key than the site's."""


def _seal() -> Fernet:
    key = hashlib.sha256(b"lofte/sealed/" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(key))


def seal(secret: bytes) -> str:
    """Return the secret sealed."""
    return _seal().encrypt(secret).decode("ascii")


def opened(sealed: str) -> bytes:
    """Return what was sealed."""
    try:
        return _seal().decrypt(sealed.encode("ascii"))
    except InvalidToken as fault:
        raise SealBroken from fault
