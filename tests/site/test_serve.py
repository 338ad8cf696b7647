"""The server starts where it is told, says so, answers, and stops when told to."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.house import source

LOFTE = [sys.executable, "-c", "import sys; from lofte.site.cli import main; sys.exit(main())"]


def surroundings(home: Path) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LOFTE_", "DJANGO_", "LC_"))
    }
    return kept | {"LOFTE_HOME": str(home), "LANG": "sv_SE.UTF-8"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def lofte(home: Path, *typed: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LOFTE, *typed], cwd=source.ROOT, env=surroundings(home), capture_output=True, text=True, check=False
    )


@pytest.mark.server
def test_a_new_installation_is_served_and_stops_when_told(tmp_path: Path) -> None:
    port = free_port()
    refused = lofte(tmp_path, "serve", "--port", str(port))
    migrated = lofte(tmp_path, "admin", "migrate")

    server = subprocess.Popen(
        [*LOFTE, "serve", "--port", str(port)],
        cwd=source.ROOT,
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        offered = [server.stdout.readline() for _ in range(3)]
        said = server.stdout.readline()
        busy = lofte(tmp_path, "serve", "--port", str(port))
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/")
        answer = connection.getresponse()
        answer.read()
        connection.close()
    finally:
        server.send_signal(signal.SIGTERM)
        _, complaints = server.communicate(timeout=20)

    assert (refused.returncode, migrated.returncode, busy.returncode) == (2, 0, 2)
    assert "lofte admin migrate" in refused.stderr
    assert said == f"Löfte finns på http://localhost:{port} (avsluta med Ctrl+C).\n"
    assert "lofte admin begin" in offered[1]
    assert offered[2].startswith(f"  http://localhost:{port}/logga-in/borja/")
    assert answer.status == 200
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert f"Port {port} kan inte användas." in busy.stderr
    assert server.returncode == 0
    assert complaints == ""
