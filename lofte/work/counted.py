"""Days that a floor above has counted already: whoever logs work on one is told so, and nothing is refused.

A floor registers in its AppConfig.ready(), by the path of a function:

    counted.register("lofte.followup.frozen.sentences")

`sentences(entry, promise_ids)` yields what is to be said of an entry that counts to those promises. No model
can be loaded so early: the entry is only handed through.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.utils.module_loading import import_string

from lofte.periods.calendar import Period

_paths: dict[str, None] = {}  # a set that keeps its order
_period_paths: dict[str, None] = {}


def register(path: str) -> None:
    """Let a floor say it, by the path of its function; once however often it is said."""
    _paths[path] = None


def register_periods(path: str) -> None:
    """Let a floor say which periods of some promises it has counted, by the path of its function."""
    _period_paths[path] = None


def periods(promise_ids: Collection[int]) -> list[Period]:
    """Return the periods of these promises that are counted already: what comes now comes after the cut."""
    return [one for path in _period_paths for one in import_string(path)(promise_ids)] if promise_ids else []


def sentences(entry: Any, promise_ids: Collection[int]) -> list[str]:
    """Return what is to be said of an entry that counts to these promises."""
    return [said for path in _paths for said in _asker(path)(entry, promise_ids)] if promise_ids else []


def _asker(path: str) -> Callable[[Any, Collection[int]], Iterable[str]]:
    asker: Callable[[Any, Collection[int]], Iterable[str]] = import_string(path)
    return asker
