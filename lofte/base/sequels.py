"""What follows when something has been done, on a floor above the one that did it: neither knows the other.

A floor registers in its AppConfig.ready(), by the verb of the audit line and the path of a function:

    sequels.register("promise.adopted", "lofte.publication.actions.follow_adoption")

and the action says `sequels.follow("promise.adopted", promise, by=by, at=at)`. The function is called when
the transaction has been committed: a draft that could not be adopted has no sequel.
"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils.module_loading import import_string

_paths: dict[str, dict[str, None]] = {}  # a verb's paths, a set that keeps its order


def register(verb: str, path: str) -> None:
    """Let a floor follow a verb; once however often it is said."""
    _paths.setdefault(verb, {})[path] = None


def follow(verb: str, target: models.Model, *, by: Any, at: datetime) -> None:
    """Call what follows the verb, when the transaction is committed."""
    for path in _paths.get(verb, {}):
        transaction.on_commit(partial(import_string(path), target, by=by, at=at))
