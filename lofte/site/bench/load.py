"""A bounded load: a few connections that ask for one address again and again, at little cost of their own."""

import selectors
import socket
from dataclasses import dataclass
from time import perf_counter

HEAD_ENDS = b"\r\n\r\n"
# A server's processes share out connections, not questions: eight that stay may all lie with one process, and
# the same page is then half as fast. Those who leave come back to whoever is free.
ASKS_PER_CONNECTION = 20


@dataclass
class _Connection:
    """One connection and what it has got of the answer that is under way."""

    sock: socket.socket
    head: bytes = b""
    n_missing: int = 0  # bytes of the body that have not come
    n_asked: int = 1


@dataclass(frozen=True)
class Load:
    """What came of it."""

    per_second: float
    n_failed: int


def drive(port: int, path: str, *, seconds: float, n_connections: int = 8) -> Load:
    """Ask this machine's server for a path as fast as it answers, for so long."""
    ask = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    selector = selectors.DefaultSelector()
    for _ in range(n_connections):
        _connect(selector, port, ask)
    n_done = n_failed = 0
    starts = perf_counter()
    while (passed := perf_counter() - starts) < seconds:
        for key, _ in selector.select(timeout=1):
            answered, is_good, is_open = _read(key.data)
            n_done += answered
            n_failed += answered and not is_good
            if not is_open or (answered and key.data.n_asked >= ASKS_PER_CONNECTION):
                selector.unregister(key.data.sock)
                key.data.sock.close()
                _connect(selector, port, ask)
            elif answered:
                key.data.n_asked += 1
                key.data.sock.sendall(ask)
    for key in list(selector.get_map().values()):
        key.data.sock.close()
    selector.close()
    return Load(per_second=n_done / passed, n_failed=n_failed)


def _connect(selector: selectors.BaseSelector, port: int, ask: bytes) -> None:
    sock = socket.create_connection(("127.0.0.1", port), timeout=10)
    sock.sendall(ask)
    selector.register(sock, selectors.EVENT_READ, _Connection(sock))


def _read(connection: _Connection) -> tuple[bool, bool, bool]:
    """Return whether an answer is whole, whether it was 200, and whether the connection stays open."""
    piece = connection.sock.recv(1 << 18)
    if not piece:
        return False, False, False
    if HEAD_ENDS not in connection.head:
        head, found, body = (connection.head + piece).partition(HEAD_ENDS)
        connection.head = head + found
        if not found:
            return False, False, True
        length = head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
        connection.n_missing = int(length or 0) - len(body)
    else:
        connection.n_missing -= len(piece)
    if connection.n_missing > 0:
        return False, False, True
    head, connection.head = connection.head, b""
    return True, head.startswith(b"HTTP/1.1 200"), b"connection: close" not in head.lower()
