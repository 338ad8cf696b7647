"""Bench `counting`: cold recounts, warm progress and saved entries, on both databases."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lofte.site.bench.pages import BenchBroken
from lofte.site.bench.rows import Goal, Row, compared

N_WARM = 50  # targets of the promise whose progress is asked for
WITH_POSTGRESQL = Path(__file__).parents[3] / "house" / "with-postgresql"
_RECOUNT = (
    "import os, sys\n"
    "os.environ['LOFTE_DATABASE_URL'] = os.environ.pop('LOFTE_TEST_DATABASE_URL', '')\n"
    "import django; django.setup()\n"
    "from lofte.site.bench.recount import recount; recount(*map(int, sys.argv[1:]))"
)


@dataclass(frozen=True)
class Sizes:
    """How long the logs are, how many targets are recounted, and what the cold recount is held to."""

    n_small: int
    n_large: int
    n_targets: int
    cold: Goal
    warm: Goal


FULL = Sizes(10_000, 1_000_000, 500, Goal("<=", 1.2), Goal("<=", 1.2))
# Reading the targets costs the same however short the log is, and weighs more here; what takes ten
# milliseconds is moved by whatever else the machine does.
SMALL = Sizes(10_000, 100_000, 50, Goal("<=", 3), Goal("<=", 1.5))
SAVING = Goal("<=", 2.5)


def rows(*, full: bool) -> Iterator[Row]:
    """Measure on SQLite, then on a PostgreSQL of its own where Debian's is installed."""
    sizes = FULL if full else SMALL
    yield from _rows([], sizes)
    if WITH_POSTGRESQL.is_file() and any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        yield from _rows([str(WITH_POSTGRESQL)], sizes)
    else:
        print("PostgreSQL: not installed, not measured", file=sys.stderr)


def _rows(around: list[str], sizes: Sizes) -> Iterator[Row]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_"))}
    with tempfile.TemporaryDirectory(prefix="lofte-bench-") as home:
        surroundings = {"LOFTE_HOME": home, "DJANGO_SETTINGS_MODULE": "lofte.site.settings"}
        surroundings["DURABLE"] = "1"  # PostgreSQL writes to the disk, as SQLite does: a saved entry is timed
        surroundings["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        asked = [str(n) for n in (sizes.n_small, sizes.n_large, sizes.n_targets)]
        done = subprocess.run(
            [*around, sys.executable, "-c", _RECOUNT, *asked],
            env=kept | surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BenchBroken(done.stderr.strip()[-400:])
    found = json.loads(done.stdout)
    for (name, size, goal, note), row in zip(_told(sizes), found["rows"], strict=True):
        yield compared(f"{name} {found['engine']}", size=size, unit="ms", goal=goal, note=note, **row)


def _told(sizes: Sizes) -> list[tuple[str, str, Goal, str]]:
    warm = f"{sizes.n_large} and {sizes.n_small} entries, {N_WARM} targets, 35 areas"
    return [
        (
            "counting",
            f"{sizes.n_large} entries, {sizes.n_targets} targets",
            sizes.cold,
            "all recounted on a new connection, against a statement by hand for each; stated for 1 000 000",
        ),
        ("counting warm", warm, sizes.warm, "the long log against the short one, counted before"),
        ("counting after a write", warm, sizes.warm, "the first progress after an entry; right by a recount"),
        (
            "saving an entry",
            f"{sizes.n_large} entries",
            SAVING,
            "checked, with quantities, note and trail, counted by the next progress; against a bare insert",
        ),
    ]
