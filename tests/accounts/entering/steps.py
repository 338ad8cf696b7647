"""What the tests of the door share: somebody with an app, and the code it shows."""

from dataclasses import dataclass
from datetime import datetime

from django.test import Client
from django.urls import reverse

from lofte.accounts.entering import otp, second
from lofte.accounts.models import User
from tests.cast import PASSWORD

SECRET = b"en hemlighet i appen"
DOOR = reverse("accounts:sign-in")
SECOND = reverse("accounts:second-step")
MOMENT = "2026-05-01T12:00"


@dataclass(frozen=True)
class App:
    """A connected app, and the recovery codes that came with it."""

    recovery: list[str]

    def shows(self, at: datetime) -> str:
        return otp.code(SECRET, otp.step_at(at))


def connected(user: User, at: datetime) -> App:
    """Connect an app some time ago, so that the code of this moment is not used yet."""
    long_ago = datetime.fromtimestamp(at.timestamp() - 3600, tz=at.tzinfo)
    typed = otp.code(SECRET, otp.step_at(long_ago))
    return App(second.connect(user=user, secret=SECRET, typed=typed, at=long_ago))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def give_password(client: Client, user: User, **more: str) -> str:
    """Pass the first step; return where it led."""
    return client.post(DOOR, {"username": user.email, "password": PASSWORD, **more})["Location"]
