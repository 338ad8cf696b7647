"""Bench `pages`: a released follow-up page and an empty view behind the same middleware, through gunicorn."""

import hashlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from time import monotonic, sleep
from typing import Any

from lofte.site.bench.load import Load, drive
from lofte.site.bench.rows import Goal, Row, compared

SPEED = Goal(">=", 0.5)
QUERIES = Goal("<=", 1)
EMPTY = "/bench/"
PATIENCE = 30  # seconds until the server's first answer
ROUNDS = 3
BUILD = "import sys; from lofte.site.cli import main; sys.exit(main(['demo', '--no-serve']))"
_ASK = "import django; django.setup(); from lofte.site.bench.asking import ask; ask()"


class BenchBroken(RuntimeError):
    """The bench could not be set up; the text is what its own process said."""


@dataclass(frozen=True)
class Stage:
    """A demonstration of its own, and how to run things on it."""

    environment: dict[str, str]

    def run(self, code: str, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BenchBroken(done.stderr.strip()[-400:])
        return done.stdout


def rows(*, full: bool) -> Iterator[Row]:
    """Build the demonstration in a folder of its own, look at every page, then load the largest one."""
    with tempfile.TemporaryDirectory(prefix="lofte-bench-") as home:
        stage = stage_at(home)
        stage.run(BUILD)
        pages = json.loads(stage.run(_ASK, DJANGO_SETTINGS_MODULE="lofte.site.bench.settings"))
        if not pages:
            raise BenchBroken("the demonstration has no released follow-up")
        yield _queries(pages)
        yield _speed(stage, pages[0], seconds=10 if full else 3)


def stage_at(home: str) -> Stage:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_"))}
    return Stage(kept | {"LOFTE_HOME": home, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))})


def _queries(pages: list[dict[str, Any]]) -> Row:
    most = max(page["queries"] for page in pages)
    return compared(
        "pages queries",
        size=f"{len(pages)} pages",
        ours=most,
        theirs=1,
        unit="queries",
        goal=QUERIES,
        are_equal=all(page["status"] == 200 for page in pages),
        note="the most that any follow-up page asks of the database",
    )


def _speed(stage: Stage, page: dict[str, Any], *, seconds: float) -> Row:
    ours: list[Load] = []
    theirs: list[Load] = []
    with _server(stage) as port:
        answer = _get(port, page["path"])
        for path in (page["path"], EMPTY):
            drive(port, path, seconds=1)
        for _ in range(ROUNDS):
            ours.append(drive(port, page["path"], seconds=seconds))
            theirs.append(drive(port, EMPTY, seconds=seconds))
    return compared(
        "pages",
        size=f"{page['size'] / 1000:.0f} kB",
        ours=median(load.per_second for load in ours),
        theirs=median(load.per_second for load in theirs),
        unit="req/s",
        goal=SPEED,
        are_equal=hashlib.sha256(answer).hexdigest() == page["sha256"]
        and not any(load.n_failed for load in [*ours, *theirs]),
        note="the largest follow-up page against an empty view, two processes of four threads",
    )


@contextmanager
def _server(stage: Stage) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:lofte.site.server"]
    environment = {**stage.environment, "DJANGO_SETTINGS_MODULE": "lofte.site.bench.settings"}
    server = subprocess.Popen(
        [*command, "--bind", f"127.0.0.1:{port}"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _await(port: int) -> None:
    ends = monotonic() + PATIENCE
    while monotonic() < ends:
        try:
            _get(port, EMPTY)
        except OSError:
            sleep(0.1)
        else:
            return
    raise BenchBroken("the server did not answer")


def _get(port: int, path: str) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"localhost:{port}"})
    answer = connection.getresponse().read()
    connection.close()
    return answer
