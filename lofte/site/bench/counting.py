"""Bench `counting`: fifty targets recounted cold against one statement by hand each, on both databases."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lofte.site.bench.pages import BenchBroken
from lofte.site.bench.rows import Goal, Row, compared

SPEED = Goal("<=", 1.2)
SPEED_SMALL = Goal(
    "<=", 3
)  # reading fifty targets costs the same however short the log is, and weighs more here
N_ENTRIES = 100_000
N_ENTRIES_FULL = 1_000_000
WITH_POSTGRESQL = Path(__file__).parents[3] / "house" / "with-postgresql"
_RECOUNT = (
    "import os, sys\n"
    "os.environ['LOFTE_DATABASE_URL'] = os.environ.pop('LOFTE_TEST_DATABASE_URL', '')\n"
    "import django; django.setup()\n"
    "from lofte.site.bench.recount import recount; recount(int(sys.argv[1]))"
)


def rows(*, full: bool) -> Iterator[Row]:
    """Measure on SQLite, then on a PostgreSQL of its own where Debian's is installed."""
    n_entries = N_ENTRIES_FULL if full else N_ENTRIES
    goal = SPEED if full else SPEED_SMALL
    yield _row([], n_entries, goal)
    if WITH_POSTGRESQL.is_file() and any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        yield _row([str(WITH_POSTGRESQL)], n_entries, goal)
    else:
        print("PostgreSQL: not installed, not measured", file=sys.stderr)


def _row(around: list[str], n_entries: int, goal: Goal) -> Row:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_"))}
    with tempfile.TemporaryDirectory(prefix="lofte-bench-") as home:
        surroundings = {"LOFTE_HOME": home, "DJANGO_SETTINGS_MODULE": "lofte.site.settings"}
        surroundings["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        done = subprocess.run(
            [*around, sys.executable, "-c", _RECOUNT, str(n_entries)],
            env=kept | surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BenchBroken(done.stderr.strip()[-400:])
    found = json.loads(done.stdout)
    return compared(
        f"counting {found['engine']}",
        size=f"{n_entries} entries, {found['n_targets']} targets",
        ours=found["ours"],
        theirs=found["theirs"],
        unit="ms",
        goal=goal,
        are_equal=found["are_equal"],
        note="all recounted on a new connection, against a statement by hand for each; stated for 1 000 000",
    )
