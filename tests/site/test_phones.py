"""The phones of the bench `replay`: what gets no answer is handed in again with the same key."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from lofte.site.bench import phones
from lofte.site.bench.phones import Phone

pytestmark = pytest.mark.server


class Deaf(BaseHTTPRequestHandler):
    """Receives every entry, and loses the answer the first time it comes."""

    protocol_version = "HTTP/1.1"
    received: list[str]

    def do_GET(self) -> None:
        self._say({"account": 7, "token": f"fresh-{len(self.received)}"})

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        [key] = sent["once"]
        assert sent["account"] == ["7"]
        assert self.headers["X-CSRFToken"].startswith("fresh-")
        self.received.append(key)
        if self.received.count(key) == 1:
            self.close_connection = True  # as a process does that dies before it has answered
            return
        self._say({"fate": "saved", "key": key})

    def _say(self, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def deaf() -> Iterator[ThreadingHTTPServer]:
    Deaf.received = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Deaf)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_lost_answer_is_asked_for_again_until_every_entry_has_one(
    deaf: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phones, "PAUSE", 0)
    phone = Phone(deaf.server_port, "session", [{"once": key, "kind": "patrol"} for key in ("a", "b", "c")])

    phone.hand_in(threading.Event())

    assert phone.saved == ["a", "b", "c"]
    assert Deaf.received == ["a", "a", "b", "b", "c", "c"]
    assert phone.n_again == 3
    assert phone.connection is not None
    phone.connection.close()
