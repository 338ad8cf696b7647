"""The second step: one-time codes and recovery codes; who must have one, and when guessing is stopped."""

import hashlib
import logging
import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lofte.accounts.entering import otp, sealing
from lofte.accounts.models import OneTimeCodes, RecoveryCode, User, WrongCodes
from lofte.accounts.viewers import viewer_of
from lofte.base import audit

N_RECOVERY_CODES = 10
RECOVERY_BYTES = 10  # 80 bits: too many to try, so that a plain sum keeps them
MOST_WRONG = 8  # wrong codes before the second step is closed
CLOSED_FOR = timedelta(hours=1)

logger = logging.getLogger(__name__)


class WrongCode(Exception):
    """The code is not the one that opens now, or has been used."""


class TooManyCodes(Exception):
    """So many wrong codes have been tried that none is looked at for a while."""


@dataclass(frozen=True)
class Standing:
    """What a person has for a second step."""

    has_codes: bool
    n_passkeys: int
    n_recovery: int
    is_demanded: bool

    @property
    def is_there(self) -> bool:
        return self.has_codes or self.n_passkeys > 0


def standing(user: User, at: datetime) -> Standing:
    """Return what the person has, and whether a role demands one."""
    return Standing(
        has_codes=OneTimeCodes.objects.filter(user=user).exists(),
        n_passkeys=user.passkeys.count(),
        n_recovery=user.recovery_codes.filter(used_at=None).count(),
        is_demanded=is_demanded(user, at),
    )


def is_demanded(user: User, at: datetime) -> bool:
    """Return whether a role that the person holds must not be reached by a password alone."""
    return viewer_of(user, timezone.localdate(at)).must_step_twice


@transaction.atomic
def connect(*, user: User, secret: bytes, typed: str, at: datetime) -> list[str]:
    """Connect an app that has shown a right code; return the recovery codes, which are seen this once."""
    step = otp.matching_step(secret, typed, at=at, after=0)
    if step is None:
        raise WrongCode
    row, _ = OneTimeCodes.objects.update_or_create(
        user=user, defaults={"sealed_secret": sealing.seal(secret), "last_step": step, "made_at": at}
    )
    audit.record("second_step.connected", target=user, by_id=user.pk, at=at, row=row.pk)
    return renew_recovery(user=user, at=at)


@transaction.atomic
def disconnect(*, user: User, at: datetime) -> None:
    """Take the app away, and the recovery codes with it."""
    OneTimeCodes.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    audit.record("second_step.disconnected", target=user, by_id=user.pk, at=at)


@transaction.atomic
def take_away(*, user: User, by_id: int | None, at: datetime) -> None:
    """Take every second step away from somebody who has lost them all; the password stays."""
    OneTimeCodes.objects.filter(user=user).delete()
    WrongCodes.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    user.passkeys.all().delete()
    audit.record("second_step.taken_away", target=user, by_id=by_id, at=at)


@transaction.atomic
def renew_recovery(*, user: User, at: datetime) -> list[str]:
    """Make new recovery codes; the old ones open nothing any more."""
    codes = [_written(secrets.token_bytes(RECOVERY_BYTES)) for _ in range(N_RECOVERY_CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, sum=_sum(code)) for code in codes)
    audit.record("recovery_codes.made", target=user, by_id=user.pk, at=at, n=len(codes))
    return codes


def enter_code(*, user: User, typed: str, at: datetime) -> str:
    """Take a one-time or a recovery code, each once; return which it was: `code` or `recovery`.

    What is wrong is counted and kept also though it raises, so it stands outside the transaction.
    """
    with transaction.atomic():
        tries = _tries(user, at)
        if tries.n >= MOST_WRONG:
            raise TooManyCodes
        how = _opened_by(user, "".join(typed.split()), at)
        tries.n = 0 if how else tries.n + 1
        tries.save(update_fields=["n"])
        if not how:
            audit.record("second_step.refused", target=user, by_id=None, at=at)
    if not how:
        raise WrongCode
    return how


def _tries(user: User, at: datetime) -> WrongCodes:
    WrongCodes.objects.get_or_create(user=user, defaults={"n": 0, "since": at})
    row = WrongCodes.objects.select_for_update().get(user=user)
    if at - row.since > CLOSED_FOR:
        row.n, row.since = 0, at
        row.save(update_fields=["n", "since"])
    return row


def _opened_by(user: User, typed: str, at: datetime) -> str:
    if typed.isdecimal():
        return "code" if _is_code(user, typed, at) else ""
    used = user.recovery_codes.filter(sum=_sum(typed), used_at=None).update(used_at=at)
    if used:
        audit.record("recovery_codes.used", target=user, by_id=user.pk, at=at)
    return "recovery" if used else ""


def _is_code(user: User, typed: str, at: datetime) -> bool:
    row = OneTimeCodes.objects.select_for_update().filter(user=user).first()
    if row is None:
        return False
    try:
        secret = sealing.opened(row.sealed_secret)
    except sealing.SealBroken:  # the recovery codes need no seal, so that they still open
        logger.exception("one-time codes were sealed with another LOFTE_SECRET_KEY")
        return False
    step = otp.matching_step(secret, typed, at=at, after=row.last_step)
    if step is None:
        return False
    row.last_step = step
    row.save(update_fields=["last_step"])
    return True


def _written(raw: bytes) -> str:
    text = b32encode(raw).decode("ascii").lower()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def _sum(code: str) -> str:
    bare = code.replace("-", "").lower()
    return hashlib.sha256(bare.encode()).hexdigest()
