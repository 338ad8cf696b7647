"""A real server of one stage: gunicorn on a port of its own, over a copy of the stage's database."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg
from django.conf import settings
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-20T14:30:00+01:00"  # a Friday in the third tertial; the demonstration is built for this day
TODAY = NOW[:10]
PATIENCE = 30  # seconds until the first answer, on a slow machine
DATABASE = "lofte.sqlite3"
BEGINS_WITH = {  # a copy of another stage; the command finds tables without a row
    "empty": None,
    "modelled": None,
    "bare": "empty",
    "built": "empty",
    "demo": "built",
}
PORT = "8017"  # where the demonstration says that it is served
LOFTE = [sys.executable, "-c", "import sys; from lofte.site.cli import main; sys.exit(main())"]
POSTGRESQL = os.environ.get("LOFTE_TEST_DATABASE_URL", "")


class StageBroken(RuntimeError):
    """The stage could not be built; the text is what the builder said."""


class ServerSilent(RuntimeError):
    """The server did not answer in time, or not with a page."""


@dataclass(frozen=True)
class Stage:
    """A database as the tests find it, and the addresses' keys that lie in it."""

    home: Path
    landmarks: dict[str, Any]


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    landmarks: dict[str, Any]
    log: Path

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def last_words(self) -> str:
        return self.log.read_text(encoding="utf-8")[-3000:]


def _name_in_postgresql(home: Path) -> str:
    return "stage_" + sha256(str(home).encode()).hexdigest()[:16]


def _database(home: Path) -> dict[str, str]:
    """Return what names the stage's database: a file in its home, or its own where PostgreSQL is tested."""
    if not POSTGRESQL:
        return {}
    return {"LOFTE_DATABASE_URL": POSTGRESQL.rsplit("/", 1)[0] + "/" + _name_in_postgresql(home)}


def address_of(stage: Stage) -> str:
    """Return where PostgreSQL keeps the stage's database."""
    return _database(stage.home)["LOFTE_DATABASE_URL"]


def _make_database(home: Path, template: str) -> None:
    statement = SQL("CREATE DATABASE {} TEMPLATE {}").format(
        Identifier(_name_in_postgresql(home)), Identifier(template)
    )
    with psycopg.connect(POSTGRESQL, autocommit=True) as connection:
        connection.execute(statement)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the surroundings of a command that works on this stage."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_"))}
    return (
        kept
        | _database(home)
        | {
            "DJANGO_SETTINGS_MODULE": "lofte.site.settings",
            "LOFTE_HOME": str(home),
            "LOFTE_SECRET_KEY": settings.SECRET_KEY,  # the addresses of entries are made with it
            "LOFTE_DEMO": "1",
            "BROWSER_TEST_NOW": NOW,
            **more,
        }
    )


def found(home: Path) -> Stage | None:
    """Return the stage that is ready in the folder; its landmarks are written last."""
    file = home / "landmarks.json"
    return Stage(home, json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def build(name: str, home: Path, begins_with: Stage | None) -> Stage:
    """Build a stage in an empty folder, upon a copy of another."""
    if begins_with is not None:
        copy_of(begins_with, home)
    elif POSTGRESQL:
        _make_database(home, "template1")
    if name == "built":
        (home / "static").unlink()  # the command gathers its own
        build_demonstration(home, TODAY)
    _run([sys.executable, "-W", "ignore", "-m", "tests.browser.stages", name], home)
    stage = found(home)
    if stage is None:
        raise StageBroken(f"{name} left no landmarks")
    return stage


def build_demonstration(home: Path, today: str) -> None:
    """Build it, or bring it up to another day, as who tries it out does."""
    _run([*LOFTE, "demo", "--no-serve", "--today", today, "--port", PORT], home)


def _run(command: list[str], home: Path) -> None:
    done = subprocess.run(
        command, cwd=ROOT, env=environment(home), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise StageBroken(done.stderr[-4000:])


def copy_of(stage: Stage, home: Path) -> Stage:
    """Copy the stage's database into another home; the static files are shared."""
    home.mkdir(parents=True, exist_ok=True)
    if POSTGRESQL:
        _make_database(home, _name_in_postgresql(stage.home))
    else:
        shutil.copyfile(stage.home / DATABASE, home / DATABASE)
    (home / "static").symlink_to(stage.home / "static")
    return Stage(home, stage.landmarks)


def start(stage: Stage, port: int = 0, **more: str) -> Server:
    """Serve the stage; the socket is bound here, so that no port is guessed, but by one that comes back."""
    listener = _listen(port)
    listener.set_inheritable(True)
    port = listener.getsockname()[1]
    url = f"http://localhost:{port}"  # a name: browsers make passkeys for no number
    command = [sys.executable, "-m", "gunicorn", "tests.browser.door:application"]
    command += ["--bind", f"fd://{listener.fileno()}", "--threads", "4", "--no-control-socket"]
    command += ["--log-level", "warning", "--keep-alive", "90"]  # none hangs up while a slow test thinks
    with listener, (stage.home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(stage.home, LOFTE_BASE_URL=url, **more),
            pass_fds=[listener.fileno()],
            stdout=log,
            stderr=log,
        )
    server = Server(url, process, stage.landmarks, stage.home / "server.log")
    _wait_for(server)
    return server


def _listen(port: int) -> socket.socket:
    """Take the port; one that a killed server held is free a moment later."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_server(("127.0.0.1", port))
        except OSError:
            if not port or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _wait_for(server: Server) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with urlopen(f"{server.url}/logga-in/", timeout=PATIENCE):
                return
        except HTTPError:  # it is up, and cannot answer
            break
        except URLError:
            time.sleep(0.05)
    server.process.kill()
    server.process.wait()
    raise ServerSilent(server.last_words())
