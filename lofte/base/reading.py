"""What a staff page shows, declared at its view: each time it is shown, the trail gets one line.

A view that shows nothing protected says so. A house test refuses one that says neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from lofte.base import audit, grounds

View = Callable[..., HttpResponseBase]
NO_KEY = 0  # a list: no one thing
SHOWN = frozenset({200, 422})  # 422: a form shown again stands on the page that it belongs to


@dataclass(frozen=True)
class Read:
    """What is read: the line's verb, the kind of thing, and which part of the address holds its key."""

    verb: str
    thing: str
    key: str = ""


NOTHING = "nothing protected"


def reads(verb: str, thing: str, key: str = "") -> Callable[[View], View]:
    """Declare what a view shows: `reads("promise.read", "promises.Promise", "promise_id")`.

    A list has no key. The line is written before the answer leaves: what cannot be noted is not shown.
    """
    read = Read(verb, thing, key)

    def declare(view: View) -> View:
        @wraps(view)
        def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            answer = view(request, *args, **kwargs)
            if answer.status_code in SHOWN and request.method != "HEAD":
                _note(request, read, kwargs)
            return answer

        noted.read = read  # type: ignore[attr-defined]
        return noted

    return declare


def shows_nothing(view: View) -> View:
    """Declare that a view shows nothing protected: forms without content, one's own keys, open ground."""
    view.read = NOTHING  # type: ignore[attr-defined]
    return view


def showing(request: HttpRequest, target: Model, **facts: Any) -> None:
    """Say which thing a page shows, where its address holds no key; `facts` as in `audit.record`."""
    request.shown = (target, facts)  # type: ignore[attr-defined]


def _note(request: HttpRequest, read: Read, kwargs: dict[str, Any]) -> None:
    ground, at = grounds.here(), timezone.now()
    by_id = ground.by_id if ground else None
    target, facts = getattr(request, "shown", (None, {}))
    if target is not None:
        audit.record(read.verb, target=target, by_id=by_id, at=at, **facts)
        return
    audit.record_by_key(
        read.verb, thing=read.thing, key=int(kwargs[read.key]) if read.key else NO_KEY, by_id=by_id, at=at
    )
