"""What waits for a person: every floor may offer it to the start page, and none knows another.

A floor registers in its AppConfig.ready():

    waiting.register("lofte.followup.queries.waiting")

It names a function by its path, since no model can be loaded so early: `waiting(viewer, on)` yields the
`Item`s of that viewer on that day. `text` is a translated phrase that says what waits ("Godkänn
uppföljningen") or Swedish content that is `quoted`, `url` where it is done, `due` the last day for it or
None. `part` says where on the page it belongs: what waits for an answer, what is to be sorted out (doubles,
overlaps), what was missed without a word, what is to be done by a day, what is behind, or what this week
asks for.
The provider asks for rights itself: `viewer.partnership_ids(Right.SIGN)`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.module_loading import import_string

Part = Literal["answer", "sort", "missed", "due", "behind", "week"]


@dataclass(frozen=True)
class Item:
    """One thing that waits."""

    text: str
    url: str
    due: date | None = None
    part: Part = "answer"
    note: str = ""  # a few words more, said quietly
    more: str = ""  # a sentence more, on a line of its own


# The viewer is accounts' Viewer, which lies above this floor and is only handed through.
Provider = Callable[[Any, date], Iterable[Item]]

_paths: dict[str, None] = {}  # a set that keeps its order


def register(path: str) -> None:
    """Let a floor offer what waits, by the path of its function; once however often it is said."""
    _paths[path] = None


def items(viewer: Any, on: date) -> list[Item]:
    """Return all that waits for the viewer, the earliest day first and what has no day last."""
    found = [item for path in _paths for item in _provider(path)(viewer, on)]
    return sorted(found, key=lambda item: (item.due or date.max, item.text))


def _provider(path: str) -> Provider:
    provider: Provider = import_string(path)
    return provider
