"""One who guesses at a password is locked out, and not everybody who comes through the same web server."""

import pytest
from django.test import Client, RequestFactory

from lofte.accounts.entering.addresses import client_address
from tests.cast import PASSWORD, Cast

DOOR = "/logga-in/"


@pytest.mark.parametrize(
    ("peer", "told", "address"),
    [
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "10.0.0.1, 203.0.113.7", "203.0.113.7"),  # the first was written by the visitor
        ("::1", "2001:db8::7", "2001:db8::7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "<script>", "127.0.0.1"),
        ("198.51.100.2", "203.0.113.7", "198.51.100.2"),  # no web server of ours
        ("", "203.0.113.7", "203.0.113.7"),  # a socket file
    ],
)
def test_the_address_is_what_the_web_server_in_front_saw(peer: str, told: str, address: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers={"X-Forwarded-For": told})

    assert client_address(request) == address


def test_one_who_guesses_locks_out_nobody_else(cast: Cast) -> None:
    def tries(address: str, password: str) -> int:
        sent = {"username": cast.officer.email, "password": password}
        return Client(headers={"X-Forwarded-For": address}).post(DOOR, sent).status_code

    guessed = [tries("203.0.113.7", f"gissning {n}") for n in range(9)]

    assert guessed[-1] == 429
    assert tries("203.0.113.7", PASSWORD) == 429
    assert tries("198.51.100.2", PASSWORD) == 302
