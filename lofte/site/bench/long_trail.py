"""Run by the bench `audit` on a database of its own: a long trail, sealed and checked."""

import json
import random
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time
from typing import Any

from django.core.management import call_command
from django.db import connection

from lofte.base import sealing, trail_checking
from lofte.base.models import AuditEvent

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
AT_ONCE = 5000
VERBS = ("promise.read", "progress.read", "entries_behind.read", "entry.logged", "figures.exported")
ROUNDS = 3


def measure(n_rows: int) -> None:
    """Build, seal and check a quarter, then all of it; print what came of it."""
    connection.settings_dict["OPTIONS"].pop("pool", None)
    call_command("migrate", "base", interactive=False, verbosity=0)
    found: dict[str, Any] = {"engine": connection.display_name}
    _build(0, n_rows // 4)
    sealing.seal(at=BEGAN)
    found["peak_of_quarter"] = _peak(trail_checking.check)
    _build(n_rows // 4, n_rows)
    began = perf_counter()
    sealing.seal(at=BEGAN)
    found["seal"] = perf_counter() - began
    report = trail_checking.check()
    found |= {"holds": report.holds, "n": report.n_rows, "n_bare": trail_checking.bare_pass()}
    times = [(_seconds(trail_checking.check), _seconds(trail_checking.bare_pass)) for _ in range(ROUNDS)]
    found["check"], found["bare"] = (min(one) for one in zip(*times, strict=True))
    found["peak"] = _peak(trail_checking.check)
    print(json.dumps(found))


def _build(first: int, end: int) -> None:
    chance = random.Random(7)  # noqa: S311  (rows for a bench)
    for start in range(first, end, AT_ONCE):
        AuditEvent.objects.bulk_create(
            AuditEvent(
                verb=VERBS[n % len(VERBS)],
                target_type="promises.Promise",
                target_id=chance.randrange(1, 500),
                partnership_id=1 + n % 3,
                ground="coordinator",
                by_id=chance.randrange(1, 200),
                at=BEGAN + timedelta(seconds=n),
                facts={"period": "2026-T1"} if n % 5 == 4 else {},
            )
            for n in range(start, min(start + AT_ONCE, end))
        )


def _seconds(act: Callable[[], object]) -> float:
    """Return how long it took of this process: neighbours do not count."""
    began = process_time()
    act()
    return process_time() - began


def _peak(act: Callable[[], object]) -> float:
    """Return the most memory that was held meanwhile, in megabytes."""
    tracemalloc.start()
    act()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6
