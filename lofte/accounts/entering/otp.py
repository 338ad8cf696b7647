"""One-time codes by the clock (RFC 6238): six figures, a new code every half minute. No Django."""

import hashlib
import hmac
from base64 import b32encode
from datetime import datetime
from urllib.parse import quote, urlencode

STEP = 30  # seconds that a code is shown
FIGURES = 6
SECRET_LENGTH = 20  # bytes: as long as the sum it is used with (RFC 4226, section 4)
LEEWAY = 1  # steps: a clock may go half a minute wrong


def step_at(moment: datetime) -> int:
    """Return the number of the half minute."""
    return int(moment.timestamp()) // STEP


def code(secret: bytes, step: int, figures: int = FIGURES) -> str:
    """Return the code of a half minute."""
    # SHA-1 is what authenticator apps know; as a keyed sum it is sound.
    total = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = total[-1] & 0x0F
    number = int.from_bytes(total[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**figures:0{figures}d}"


def matching_step(secret: bytes, typed: str, *, at: datetime, after: int) -> int | None:
    """Return the half minute that the code belongs to; one no later than `after` has been used."""
    now = step_at(at)
    found = None
    for step in range(now - LEEWAY, now + LEEWAY + 1):
        if hmac.compare_digest(code(secret, step).encode(), typed.encode()) and step > after:
            found = step
    return found


def key_text(secret: bytes) -> str:
    """Return the secret as apps take it when it is typed."""
    return b32encode(secret).decode("ascii")


def address(secret: bytes, *, issuer: str, account: str) -> str:
    """Return the address that the QR code holds."""
    label = quote(f"{issuer}:{account}", safe="@:")
    return f"otpauth://totp/{label}?{urlencode({'secret': key_text(secret), 'issuer': issuer})}"
