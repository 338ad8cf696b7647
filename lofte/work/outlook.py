"""Where what is behind will probably end, in a sentence each, from a floor above that can tell it.

A floor registers in its AppConfig.ready(), by the path of a function:

    outlook.register("lofte.followup.outlook.sentences")

`sentences(rows, on)` returns a sentence by the target's key, of as many rows (`cadences.Followed`) as are
handed in, with the same number of queries. No model can be loaded so early: the rows are only handed through.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.module_loading import import_string

Teller = Callable[[Sequence[Any], date], Mapping[int, str]]

_paths: dict[str, None] = {}  # a set that keeps its order


def register(path: str) -> None:
    """Let a floor tell it, by the path of its function; once however often it is said."""
    _paths[path] = None


def sentences(rows: Sequence[Any], on: date) -> dict[int, str]:
    """Return what is foreseen of each target, in the reader's language."""
    if not rows:
        return {}
    return {key: said for path in _paths for key, said in _teller(path)(rows, on).items()}


def _teller(path: str) -> Teller:
    teller: Teller = import_string(path)
    return teller
