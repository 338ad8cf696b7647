"""Days that a floor above has counted already: whoever logs work on one is told so, and nothing is refused.

A floor registers in its AppConfig.ready(), by the path of a function:

    counted.register("lofte.followup.frozen.sentences")

`sentences(entry, promise_ids)` yields what is to be said of an entry that counts to those promises. No model
can be loaded so early: the entry is only handed through.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.module_loading import import_string

_paths: dict[str, None] = {}  # a set that keeps its order


def register(path: str) -> None:
    """Let a floor say it, by the path of its function; once however often it is said."""
    _paths[path] = None


def sentences(entry: Any, promise_ids: Collection[int]) -> list[str]:
    """Return what is to be said of an entry that counts to these promises."""
    return [said for path in _paths for said in _asker(path)(entry, promise_ids)] if promise_ids else []


def _asker(path: str) -> Callable[[Any, Collection[int]], Iterable[str]]:
    asker: Callable[[Any, Collection[int]], Iterable[str]] = import_string(path)
    return asker
