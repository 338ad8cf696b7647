"""A bench is honest: an unequal answer fails whatever the speed, and a load counts what it got."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any

import pytest

from lofte.site import cli
from lofte.site.bench.load import ASKS_PER_CONNECTION, drive
from lofte.site.bench.rows import Goal, Row, compared
from lofte.site.bench.timing import side_by_side
from lofte.site.commands import bench


def row(*, ours: float, theirs: float, goal: Goal, are_equal: bool = True) -> Row:
    return compared("x", size="1", ours=ours, theirs=theirs, unit="ms", goal=goal, are_equal=are_equal)


@pytest.mark.parametrize(
    ("ours", "theirs", "goal", "holds"),
    [
        (12, 10, Goal("<=", 1.2), True),
        (12.1, 10, Goal("<=", 1.2), False),
        (50, 100, Goal(">=", 0.5), True),
        (49, 100, Goal(">=", 0.5), False),
        (1, 0, Goal("<=", 10), False),
    ],
)
def test_a_row_holds_when_its_ratio_keeps_the_goal(
    ours: float, theirs: float, goal: Goal, holds: bool
) -> None:
    assert row(ours=ours, theirs=theirs, goal=goal).holds is holds


def test_an_unequal_answer_fails_however_fast_it_came() -> None:
    made = row(ours=1, theirs=100, goal=Goal("<=", 1.2), are_equal=False)

    assert not made.holds
    assert "the answers differ" in made.note


def test_a_row_carries_the_keys_that_others_read() -> None:
    keys = ["name", "size", "ours", "theirs", "unit", "ratio", "goal", "holds", "note"]

    assert list(row(ours=1, theirs=2, goal=Goal("<=", 1)).as_json()) == keys


def test_both_sides_are_run_equally_often() -> None:
    ran: list[str] = []

    side_by_side(lambda: ran.append("ours"), lambda: ran.append("theirs"), rounds=3, repeat=2)

    assert ran.count("ours") == ran.count("theirs") == 7


def test_the_rows_come_as_json_and_a_missed_goal_is_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def rows(*, full: bool) -> Iterator[object]:
        yield row(ours=1 if full else 9, theirs=1, goal=Goal("<=", 2))

    monkeypatch.setitem(bench.BENCHES, "reader", rows)

    codes = [cli.main(["bench", "reader", "--json"]), cli.main(["bench", "reader", "--json", "--full"])]

    assert codes == [1, 0]
    first = json.loads(capsys.readouterr().out.split("\n}\n")[0] + "}")
    assert first["rows"][0]["holds"] is False


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one piece, as fast as it goes

    def do_GET(self) -> None:
        self.send_response(500 if self.path == "/broken" else 200)
        self.send_header("Content-Length", "5")
        if self.path == "/closing":
            self.send_header("Connection", "close")
        with suppress(BrokenPipeError):  # the load has had its time and has gone
            self.end_headers()
            self.wfile.write(b"hello")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the frame's word)
        pass


class _Server(ThreadingHTTPServer):
    """Counts who came."""

    n_connections = 0

    def get_request(self) -> tuple[socket, Any]:
        self.n_connections += 1
        return super().get_request()


@pytest.fixture
def server() -> Iterator[_Server]:
    server = _Server(("127.0.0.1", 0), _Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def port(server: _Server) -> int:
    return int(server.server_address[1])


@pytest.mark.server
def test_a_load_stays_with_no_process_for_long(server: _Server, port: int) -> None:
    load = drive(port, "/", seconds=0.5, n_connections=1)

    assert server.n_connections > 1
    assert server.n_connections >= load.per_second * 0.5 / ASKS_PER_CONNECTION


@pytest.mark.server
@pytest.mark.parametrize("path", ["/", "/closing"])
def test_a_load_counts_whole_answers(path: str, port: int) -> None:
    load = drive(port, path, seconds=0.2, n_connections=2)

    assert load.per_second > 1
    assert load.n_failed == 0


@pytest.mark.server
def test_a_load_sees_what_fails(port: int) -> None:
    load = drive(port, "/broken", seconds=0.1, n_connections=1)

    assert load.n_failed > 0
