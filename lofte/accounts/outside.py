"""How a floor above says which things of its own are out: by a function's path, for no model is loaded yet.

outside.register("followup.FollowUp", "lofte.followup.out.followups")
"""

from collections.abc import Sequence
from typing import Any

from django.utils.module_loading import import_string

_paths: dict[str, str] = {}


def register(label: str, path: str) -> None:
    """Let a floor say how it is known which things of this model are out."""
    _paths[label] = path


def is_out(thing: Any) -> bool:
    """Say whether a thing has been released; what no floor speaks of never is."""
    return thing.pk in of([thing])


def of(things: Sequence[Any]) -> frozenset[int]:
    """Return the keys of those things of one model that have been released: a few queries, however many."""
    path = _paths.get(things[0]._meta.label) if things else None
    return frozenset(import_string(path)(things)) if path else frozenset()
