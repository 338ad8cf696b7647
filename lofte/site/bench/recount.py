"""Run by the bench `counting` on databases of its own: cold recounts, warm progress, saved entries."""

import json
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import connection

from lofte.site.bench.timing import side_by_side
from lofte.work import benching, benching_saves
from lofte.work.benching_saves import Desk

ROUNDS = 5
WARM_ROUNDS, WARM_REPEAT = 9, 5
SAVE_ROUNDS, SAVE_REPEAT = 9, 20
Found = dict[str, Any]


def cold(act: Callable[[], object]) -> Callable[[], object]:
    """Return the act begun on a new connection, with nothing kept from before."""

    def begun() -> object:
        benching.forget()
        return act()

    return begun


def recount(n_small: int, n_large: int, n_targets: int) -> None:
    """Build a short log and a long one, measure on both, and print what came of it."""
    connection.settings_dict["OPTIONS"].pop("pool", None)  # it would hold on to one database
    large, small = str(connection.settings_dict["NAME"]), _second()
    use(small)
    _build(n_small, benching.N_TARGETS)
    use(large)
    _build(n_large, n_targets)
    found = [_cold(), _warm(small, large), _after_a_write(small, large), _saves()]
    engine = connection.display_name
    json.dump({"engine": engine, "rows": found}, sys.stdout)


def use(name: str) -> None:
    """Go over to another database of the same server, or to another file."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _second() -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor != "postgresql":
        return f"{name}.small"
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE lofte_bench_small")
    return "lofte_bench_small"


def _build(n_entries: int, n_targets: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    benching.build(n_entries, n_targets)
    benching.settle()


def _cold() -> Found:
    targets = benching.targets()
    statements = benching.by_hand(targets)
    are_equal = benching.ours(targets) == benching.theirs(statements)
    ours, theirs = side_by_side(
        cold(lambda: benching.ours(targets)), cold(lambda: benching.theirs(statements)), rounds=ROUNDS
    )
    return {"ours": ours, "theirs": theirs, "are_equal": are_equal}


def _progress() -> benching.Figures:
    """Count the promise as a page does: its targets fetched, fifty of them."""
    return benching.ours(benching.targets(benching.N_TARGETS))


def _warm(small: str, large: str) -> Found:
    """Time progress that was counted before, on both logs in turn."""
    least = {small: float("inf"), large: float("inf")}
    for _ in range(WARM_ROUNDS):
        for name in (small, large):
            use(name)
            _progress()  # a new connection, and what is kept brought up to now
            starts = perf_counter()
            for _ in range(WARM_REPEAT):
                _progress()
            least[name] = min(least[name], (perf_counter() - starts) * 1000 / WARM_REPEAT)
    return {"ours": least[large], "theirs": least[small], "are_equal": _is_a_recount()}


def _after_a_write(small: str, large: str) -> Found:
    """Time the first progress after an entry of each kind was saved, on both logs in turn."""
    least = {small: float("inf"), large: float("inf")}
    for _ in range(ROUNDS):
        for name in (small, large):
            use(name)
            desk = benching_saves.desk()
            _progress()
            least[name] = min(least[name], sum(_written(desk)) / len(desk.kinds))
    return {"ours": least[large], "theirs": least[small], "are_equal": _is_a_recount()}


def _written(desk: Desk) -> Iterator[float]:
    for kind in desk.kinds:
        desk.save(kind)
        starts = perf_counter()
        _progress()
        yield (perf_counter() - starts) * 1000


def _is_a_recount() -> bool:
    kept = _progress()
    benching.forget()
    return kept == _progress()


def _saves() -> Found:
    desk = benching_saves.desk()
    kind = desk.kinds[benching.DRUGS]
    ours, theirs = side_by_side(
        lambda: desk.save(kind), lambda: desk.insert(kind), rounds=SAVE_ROUNDS, repeat=SAVE_REPEAT
    )
    return {"ours": ours, "theirs": theirs, "are_equal": _is_a_recount()}
