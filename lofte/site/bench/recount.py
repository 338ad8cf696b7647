"""Run by the bench `counting` on a database of its own: fifty targets recounted, fifty statements by hand."""

import json
import sys
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection

from lofte.site.bench.timing import side_by_side
from lofte.work import benching

ROUNDS = 5


def cold(act: Callable[[], object]) -> Callable[[], object]:
    """Return the act begun on a new connection, with nothing kept from before."""

    def begun() -> object:
        benching.forget()
        return act()

    return begun


def recount(n_entries: int) -> None:
    """Build the log, hold the figures against one another, time both, and print what came of it."""
    call_command("migrate", interactive=False, verbosity=0)
    targets = benching.build(n_entries)
    benching.settle()
    statements = benching.by_hand(targets)
    are_equal = benching.ours(targets) == benching.theirs(statements)
    ours, theirs = side_by_side(
        cold(lambda: benching.ours(targets)), cold(lambda: benching.theirs(statements)), rounds=ROUNDS
    )
    found = {"ours": ours, "theirs": theirs, "are_equal": are_equal, "engine": connection.display_name}
    json.dump({**found, "n_targets": len(targets)}, sys.stdout)
