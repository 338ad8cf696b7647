"""Stages, servers and pages for the browser tests."""

import os
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import serving
from tests.browser.chromium import chromium
from tests.browser.serving import Server, Stage
from tests.browser.visiting import Visitor


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, one for all tests."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Stage]:
    """Return a stage by name, built by the process that asks first; the others wait for it."""
    together = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        together = together.parent

    def stage(name: str) -> Stage:
        home = together / f"stage-{name}"
        with (together / f"{home.name}.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            home.mkdir(exist_ok=True)
            before = serving.BEGINS_WITH[name]
            ready = serving.found(home)
            return ready or serving.build(name, home, stage(before) if before else None)

    return stage


@pytest.fixture(scope="module")
def serve(
    stages: Callable[[str], Stage], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Server]]:
    """Return a server of a stage by name; each module has a copy of its own to write in."""
    running: dict[str, Server] = {}

    def server(name: str) -> Server:
        if name not in running:
            home = tmp_path_factory.mktemp(f"home-{name}")
            running[name] = serving.start(serving.copy_of(stages(name), home))
        return running[name]

    yield server
    for one in running.values():
        one.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Let somebody in: `visitor(server, viewport=PHONE)`. What a page did wrong fails the test at the end."""
    inside: list[Visitor] = []

    def let_in(server: Server, **settings: Any) -> Visitor:
        inside.append(Visitor(browser, server, **settings))
        return inside[-1]

    yield let_in
    heard = [fault for one in inside for fault in one.watch.heard()]
    heard += [one.server.last_words() for one in inside if any("refused: 500" in fault for fault in heard)][
        :1
    ]
    for one in inside:
        one.context.close()
    assert not heard, "\n".join(heard)
