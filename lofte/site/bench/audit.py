"""Bench `audit`: the trail sealed and checked, against a bare pass over the same rows."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from lofte.site.bench.pages import BenchBroken
from lofte.site.bench.rows import Goal, Row, compared

FULL, SMALL = 1_000_000, 20_000
CHECKING = Goal("<=", 3)  # a check reads every row, and sums it
MEMORY = Goal("<=", 1.25)  # four times the rows: the same memory
WITH_POSTGRESQL = Path(__file__).parents[3] / "house" / "with-postgresql"
_TRAIL = (
    "import os, sys\n"
    "os.environ['LOFTE_DATABASE_URL'] = os.environ.pop('LOFTE_TEST_DATABASE_URL', '')\n"
    "import django; django.setup()\n"
    "from lofte.site.bench.long_trail import measure; measure(int(sys.argv[1]))"
)


def rows(*, full: bool) -> Iterator[Row]:
    """Measure on SQLite, then on a PostgreSQL of its own where Debian's is installed."""
    yield from _rows([], FULL if full else SMALL)
    if WITH_POSTGRESQL.is_file() and any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        yield from _rows([str(WITH_POSTGRESQL)], FULL if full else SMALL)
    else:
        print("PostgreSQL: not installed, not measured", file=sys.stderr)


def _rows(around: list[str], n_rows: int) -> Iterator[Row]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_"))}
    with tempfile.TemporaryDirectory(prefix="lofte-bench-") as home:
        kept |= {"LOFTE_HOME": home, "DJANGO_SETTINGS_MODULE": "lofte.site.settings"}
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        done = subprocess.run(
            [*around, sys.executable, "-c", _TRAIL, str(n_rows)],
            env=kept,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BenchBroken(done.stderr[-2000:])
    found = json.loads(done.stdout.splitlines()[-1])
    size, engine = f"{n_rows} rows", found["engine"]
    yield compared(
        f"audit check, {engine}",
        size=size,
        ours=found["check"],
        theirs=found["bare"],
        unit="CPU s",
        goal=CHECKING,
        are_equal=found["holds"] and found["n"] == found["n_bare"],
        note=f"theirs: a bare pass over the same rows; sealed in {found['seal']:.1f} s by the clock",
    )
    yield compared(
        f"audit memory, {engine}",
        size=size,
        ours=found["peak"],
        theirs=found["peak_of_quarter"],
        unit="MB",
        goal=MEMORY,
        are_equal=found["holds"],
        note="Python's peak over what was held before; theirs: a quarter of the rows",
    )
