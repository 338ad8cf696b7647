"""Keys as addresses, forms and files show them: nobody can tell from two of them what was written between.

A row's key says in which order rows were written, and by what it leaps how much others wrote meanwhile. What
is shown instead is a permutation of it under the site's key, another for each kind of row: four rounds of
Feistel's over 64 bits. It hides the order; it opens nothing, for whoever comes with one is still asked what
they may see. With another site's key the addresses are others.
"""

import re
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

HALF = 32  # bits
LOW = (1 << HALF) - 1
ROUNDS = (0, 1, 2, 3)
LARGEST = 2**63 - 1  # what a column of keys holds
DIGITS = 16
SHOWN = f"[0-9a-f]{{{DIGITS}}}"


class Of(StrEnum):
    """Whose keys are hidden: a row of one kind is never shown as one of another is."""

    ENTRY = "entry"
    SHARE = "share"
    LINE = "line"  # of the trail


class NoKey(ValueError):
    """What came is the shown form of no key."""


@cache
def _secret(of: str, site_key: str) -> bytes:
    return blake2b(f"{of} {site_key}".encode(), person=b"lofte hidden key").digest()


def _mixed(half: int, turn: int, of: str) -> int:
    words = half.to_bytes(HALF // 8) + bytes([turn])
    secret = _secret(of, settings.SECRET_KEY)
    return int.from_bytes(blake2b(words, digest_size=HALF // 8, key=secret).digest())


def shown(key: int, of: str) -> str:
    """Return what is shown for the key of a row of that kind."""
    left, right = key >> HALF, key & LOW
    for turn in ROUNDS:
        left, right = right, left ^ _mixed(right, turn, of)
    return f"{left << HALF | right:0{DIGITS}x}"


def key_of(written: str, of: str) -> int:
    """Return the key behind what was shown."""
    if re.fullmatch(SHOWN, written) is None:
        raise NoKey
    both = int(written, 16)
    left, right = both >> HALF, both & LOW
    for turn in reversed(ROUNDS):
        left, right = right ^ _mixed(left, turn, of), left
    key = left << HALF | right
    if key > LARGEST:
        raise NoKey
    return key


class EntryKey:
    """`<entry:pk>` in an address: the view gets the key, `reverse` takes it."""

    regex = SHOWN
    of = Of.ENTRY

    def to_python(self, value: str) -> int:
        return key_of(value, self.of)

    def to_url(self, value: int) -> str:
        return shown(int(value), self.of)


class ShareKey(EntryKey):
    """`<share:share_id>` in an address."""

    of = Of.SHARE


class HiddenKeyField(forms.RegexField):
    """A key in a form, as it is shown; cleaned, it is the key."""

    def __init__(self, *, of: Of, **given: Any) -> None:
        super().__init__(rf"^{SHOWN}\Z", **given)
        self.of = of
        self.error_messages["invalid"] = gettext_lazy("Skriv nyckeln som den står i postens adress.")

    def clean(self, value: Any) -> int | None:
        """Return the key, or None where nothing was written."""
        written = super().clean(value)
        try:
            return key_of(written, self.of) if written else None
        except NoKey as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error
