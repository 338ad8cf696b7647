"""Secret addresses: 256 random bits in the address, and of them the sum alone is kept."""

import hashlib
import secrets
from typing import TypeVar

from django.db.models import Model, QuerySet

TOKEN_BYTES = 32  # 256 bits: nobody guesses one, and its sum needs no salt

Row = TypeVar("Row", bound=Model)


class NotOpen(Exception):
    """The address opens nothing: unknown, used, taken back or too old. Which, is nobody's business."""


def drawn() -> tuple[str, str]:
    """Return a new token for an address, and the sum that is kept of it."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, sum_of(token)


def sum_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def found(rows: "QuerySet[Row]", token: str, **more: str) -> Row:
    """Return the row, of those that are open, that the address is."""
    row = rows.filter(sum=sum_of(token), **more).first()
    if row is None:
        raise NotOpen
    return row
