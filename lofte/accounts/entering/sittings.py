"""Being signed in: a new session key each time, a list of where, and ending one or all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from lofte.accounts.models import SignedIn, User
from lofte.base import audit

BACKEND = "django.contrib.auth.backends.ModelBackend"
HALF = "halfway"  # somebody whose password was right and whose second step is to come
FIRST_STEP_HOLDS = timedelta(minutes=10)
ENTERED, SEEN = "entered_at", "seen_at"
STEPPED = "second_step_given"
FRESH_FOR = timedelta(minutes=30)  # how long after signing in the ways to sign in can be changed
SEEN_EVERY = timedelta(hours=1)
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad"}
SYSTEMS |= {"Windows": "Windows", "CrOS": "Chromebook", "Mac OS": "Mac", "Linux": "Linux"}
HOW = SignedIn.How
BY_TWO_STEPS = frozenset({HOW.CODE, HOW.RECOVERY, HOW.PASSKEY, HOW.DEMO})  # a demonstration asks for none


@dataclass(frozen=True)
class Halfway:
    """Somebody between the first step and the second."""

    user: User
    wanted: str


def enter(request: HttpRequest, user: User, *, how: str, at: datetime, is_assured: bool = False) -> None:
    """Sign the person in: the session gets a new key, and what it held before of another is gone.

    `is_assured` says that the second step was taken elsewhere.
    """
    request.session.pop(HALF, None)
    login(request, user, backend=BACKEND)
    request.session[ENTERED] = request.session[SEEN] = at.isoformat()
    request.session[STEPPED] = is_assured or how in BY_TWO_STEPS
    request.session.save()
    browser, system = device(request.headers.get("User-Agent", ""))
    with transaction.atomic():
        SignedIn.objects.create(
            user=user,
            session_key=str(request.session.session_key),
            browser=browser,
            system=system,
            how=how,
            began_at=at,
            seen_at=at,
        )
        audit.record("user.signed_in", target=user, by_id=user.pk, at=at, how=how)


def stop_halfway(request: HttpRequest, user: User, *, wanted: str, at: datetime) -> None:
    """Remember who has passed the first step; nobody is signed in by that."""
    request.session.cycle_key()
    request.session[HALF] = {"user": user.pk, "password": user.password, "at": at.isoformat(), "next": wanted}


def has_stepped(request: HttpRequest) -> bool:
    """Return whether this sign-in has taken a second step."""
    return bool(request.session.get(STEPPED))


def go_back_halfway(request: HttpRequest, user: User, *, wanted: str, at: datetime) -> None:
    """Sign out somebody who signed in without a second step, to where that step is to come."""
    SignedIn.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    stop_halfway(request, user, wanted=wanted, at=at)


def halfway(request: HttpRequest, at: datetime) -> Halfway | None:
    """Return who has passed the first step a short while ago, with the password that is still theirs."""
    kept: dict[str, Any] = request.session.get(HALF) or {}
    since = parse_datetime(kept.get("at", ""))
    if since is None or at - since > FIRST_STEP_HOLDS:
        return None
    user = User.objects.filter(pk=kept["user"], password=kept["password"], is_active=True).first()
    return Halfway(user, kept["next"]) if user else None


def is_fresh(request: HttpRequest, at: datetime) -> bool:
    """Return whether the person signed in a short while ago."""
    entered = parse_datetime(request.session.get(ENTERED, ""))
    return entered is not None and at - entered <= FRESH_FOR


def device(agent: str) -> tuple[str, str]:
    """Return browser and system in plain words, of what a browser says about itself."""
    return _known(agent, BROWSERS), _known(agent, SYSTEMS)


def _known(agent: str, words: dict[str, str]) -> str:
    return next((word for sign, word in words.items() if sign in agent), "")


def of(user: User, at: datetime) -> list[SignedIn]:
    """Return where the person is signed in, newest first; what has ended by itself is cleared away."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    user.signed_in.exclude(session_key__in=alive).delete()
    return list(user.signed_in.order_by("-seen_at", "-pk"))


@transaction.atomic
def end(rows: Sequence[SignedIn], *, by: User, at: datetime) -> None:
    """End these: whoever sits there is signed out at the next click."""
    keys = [row.session_key for row in rows]
    Session.objects.filter(session_key__in=keys).delete()
    SignedIn.objects.filter(session_key__in=keys).delete()
    if keys:
        audit.record("user.sessions_ended", target=by, by_id=by.pk, at=at, n=len(keys))


@transaction.atomic
def keep_only(request: HttpRequest, user: User, *, at: datetime) -> None:
    """End every other sign-in after a new password, and give this one a new key."""
    before = request.session.session_key
    update_session_auth_hash(request, user)
    request.session.save()
    end(list(user.signed_in.exclude(session_key=before)), by=user, at=at)
    user.signed_in.filter(session_key=before).update(session_key=request.session.session_key)
    audit.record("user.password_changed", target=user, by_id=user.pk, at=at)


def note_seen(request: HttpRequest, at: datetime) -> None:
    """Note once an hour that a session is in use."""
    seen = parse_datetime(request.session.get(SEEN, ""))
    if seen is None or at - seen < SEEN_EVERY:
        return
    request.session[SEEN] = at.isoformat()
    SignedIn.objects.filter(session_key=request.session.session_key).update(seen_at=at)
