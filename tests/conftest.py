"""What every test stands on: the cast, a clock that stands still when told, and no network."""

import gc
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.template import Template
from django.utils import timezone, translation

from lofte.base import guards
from lofte.work import warm
from tests.scenes import (  # noqa: F401  (fixtures, and what sorts the tests by them)
    _stage,
    brought_out,
    cast,
    drawn_sample,
    kept_draft,
    pytest_generate_tests,
    ready_draft,
    scene,
    worked,
)

pytest_plugins = ["tests.parts", "tests.left_out"]
STOCKHOLM = ZoneInfo("Europe/Stockholm")
Freeze = Callable[[str], datetime]
DRAWN_PLAINLY = vars(Template)["_render"]


class NetworkUsed(AssertionError):
    """A test reached for the network."""


def _is_loopback(address: Any) -> bool:
    host = address[0] if isinstance(address, tuple) else None
    try:
        return host == "localhost" or (isinstance(host, str) and ip_address(host).is_loopback)
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection; tests marked `browser` or `server` may speak with this machine itself."""
    may_loop = any(request.node.get_closest_marker(name) for name in ("browser", "server"))
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not (may_loop and _is_loopback(address)):
            raise NetworkUsed(f"{request.node.nodeid} reached for {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _fresh_start() -> Iterator[None]:
    """Begin every test in Swedish with an empty cache and no counts kept."""
    translation.activate("sv")
    cache.clear()
    warm.forget()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _emptied_after(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test that commits be swept away: SQLite sweeps with DELETE, which the guards refuse."""
    marker = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not commits and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    if connection.vendor == "sqlite":
        guards.take_down(using="default", plan=["sweep"])  # they are put up again after the sweep


@pytest.fixture(autouse=True, scope="session")
def _plain_pages(django_test_environment: None) -> Iterator[object]:
    """Draw pages as in earnest, without the copy of every context that Django keeps for tests."""
    noting = vars(Template)["_render"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", DRAWN_PLAINLY)
        yield noting


@pytest.fixture
def noted_templates(monkeypatch: pytest.MonkeyPatch, _plain_pages: object) -> None:
    """Let answers say which templates they were made of."""
    monkeypatch.setattr(Template, "_render", _plain_pages)


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """Let the clock stand still: `freeze("2026-05-01")` or `freeze("2026-05-01T14:30")`, Swedish time."""

    def stop(moment: str) -> datetime:
        stopped = datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)
        monkeypatch.setattr(timezone, "now", lambda: stopped)
        return stopped

    return stop


def pytest_collection_finish() -> None:
    """Let the collector of circles leave alone what stays to the end, and come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what needs two writers at once to PostgreSQL: SQLite lets one in at a time."""
    if connection.vendor == "postgresql":
        return
    elsewhere = [item for item in items if item.get_closest_marker("postgresql")]
    items[:] = [item for item in items if item not in elsewhere]
    config.hook.pytest_deselected(items=elsewhere)
