"""How a floor above says that a thing of its own is out: by a function's path, for no model is loaded yet.

outside.register("followup.FollowUp", "lofte.followup.out.followup")
"""

from typing import Any

from django.utils.module_loading import import_string

_paths: dict[str, str] = {}


def register(label: str, path: str) -> None:
    """Let a floor say how it is known that a thing of this model is out."""
    _paths[label] = path


def is_out(thing: Any) -> bool:
    """Say whether a thing has been released; what no floor speaks of never is."""
    path = _paths.get(thing._meta.label)
    return bool(path and import_string(path)(thing))
