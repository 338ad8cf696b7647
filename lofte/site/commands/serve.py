"""`lofte serve`: looks that the database is in step, collects the static files and starts gunicorn."""

import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from lofte.publication import actions as publication
from lofte.publication.redacting import journal
from lofte.site.commandline import Parser, Refusal
from lofte.site.commands import begin

PORT = 8000


def run(argv: Sequence[str]) -> int:
    parser = Parser(prog="lofte serve", description=_("Startar webbplatsen på den här datorn."))
    add_port(parser)
    port = parser.parse_args(argv).port
    demand_migrated()
    demand_replayed()
    demand_free(port)
    collect()
    begin.offer(port)
    start(port)


def add_port(parser: Parser) -> None:
    parser.add_argument("--port", type=int, default=PORT, metavar="N", help=_("port (%d)") % PORT)


def n_unapplied() -> int:
    """Return how many migrations the database lacks."""
    try:
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        raise Refusal(_("Databasen svarar inte: %s") % " ".join(str(error).split())) from error


def demand_migrated() -> None:
    """Refuse to go on with a database of another shape."""
    if n_unapplied():
        raise Refusal(_("Databasen är inte i takt med programmet. Kör: lofte admin migrate"))


def demand_replayed() -> None:
    """Refuse to show again what was taken away before the backup was restored."""
    if n := len(journal.unplayed()):
        raise Refusal(_("%d borttag är inte gjorda i den här databasen. Kör: lofte redact --replay") % n)


def demand_free(port: int) -> None:
    """Refuse a port that cannot be had, before anything else is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise Refusal(_("Port %d kan inte användas. Välj en annan med --port.") % port) from error


def collect() -> None:
    """Gather the static files under their hashed names, and let released pages lead to the new ones."""
    before = _names()
    call_command("collectstatic", interactive=False, verbosity=0)
    if before != _names():
        publication.render_again(at=timezone.now())


def _names() -> bytes:
    manifest: Path = settings.STATIC_ROOT / "staticfiles.json"
    return manifest.read_bytes() if manifest.is_file() else b""


def start(port: int) -> NoReturn:
    """Become the server."""
    sys.stdout.flush()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:lofte.site.server"]
    os.execv(sys.executable, [*command, "--bind", f"127.0.0.1:{port}"])  # noqa: S606
