"""Bench `replay`: entries queued in phones, handed in while the server is killed: each is one row."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lofte.site.bench.counting import WITH_POSTGRESQL
from lofte.site.bench.pages import BenchBroken
from lofte.site.bench.rows import Goal, Row, compared

EXACTLY = Goal("<=", 1)
N_ENTRIES = 240
N_ENTRIES_FULL = 10_000
CLIENTS = {"SQLite": 8, "PostgreSQL": 32}
_REPLAY = (
    "import os, sys\n"
    "os.environ['LOFTE_DATABASE_URL'] = os.environ.pop('LOFTE_TEST_DATABASE_URL', '')\n"
    "import django; django.setup()\n"
    "from lofte.site.bench.replaying import replay; replay(*map(int, sys.argv[1:]))"
)


@dataclass(frozen=True)
class _Try:
    engine: str
    around: tuple[str, ...]


def rows(*, full: bool) -> Iterator[Row]:
    """Replay on SQLite, then on a PostgreSQL of its own where Debian's is installed."""
    n_entries = N_ENTRIES_FULL if full else N_ENTRIES
    yield _row(_Try("SQLite", ()), n_entries)
    if WITH_POSTGRESQL.is_file() and any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        yield _row(_Try("PostgreSQL", (str(WITH_POSTGRESQL),)), n_entries)
    else:
        print("PostgreSQL: not installed, not measured", file=sys.stderr)


def _row(tried: _Try, n_entries: int) -> Row:
    found = _replayed(tried, n_entries)
    return compared(
        f"replay {tried.engine}",
        size=f"{n_entries} entries, {CLIENTS[tried.engine]} clients",
        ours=found["n_rows"],
        theirs=n_entries,
        unit="rows",
        goal=EXACTLY,
        are_equal=found["is_exact"],
        note=(
            f"server killed {found['n_kills']} times, and {found['n_deaths']} times after commit, before its "
            f"answer; {found['n_again']} handed in again; {found['seconds']:.0f} s; stated for 10 000"
        ),
    )


def _replayed(tried: _Try, n_entries: int) -> dict[str, Any]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_"))}
    with tempfile.TemporaryDirectory(prefix="lofte-bench-") as home:
        surroundings = {"LOFTE_HOME": home, "DJANGO_SETTINGS_MODULE": "lofte.site.bench.replay_settings"}
        surroundings["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        done = subprocess.run(
            [*tried.around, sys.executable, "-c", _REPLAY, str(n_entries), str(CLIENTS[tried.engine])],
            env=kept | surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BenchBroken(done.stderr.strip()[-400:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found
