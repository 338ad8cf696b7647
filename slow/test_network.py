"""Replicates on other machines: scheduler and workers in network namespaces of their own. Needs root."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.analysis import questions
from tests.analysis.clusters import cluster

BRIDGE, NET = "lofte-bridge", "10.213.97"  # a private network of its own
MACHINES = ("lofte-one", "lofte-two", "lofte-three")


@pytest.fixture
def machines() -> Iterator[dict[str, str]]:
    """Three network namespaces on one bridge: names and addresses. What one hears comes over the wire."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.fail("Network namespaces need root and the program ip (Debian's iproute2): run this as root.")
    with ExitStack() as stack:
        stack.enter_context(_made(["link", "add", BRIDGE, "type", "bridge"], ["link", "del", BRIDGE]))
        _ip("addr", "add", f"{NET}.1/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for number, name in enumerate(MACHINES, start=2):
            stack.enter_context(_made(["netns", "add", name], ["netns", "del", name]))
            _ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
            _ip("link", "set", name, "master", BRIDGE, "up")
            _ip("-n", name, "addr", "add", f"{NET}.{number}/24", "dev", "eth0")
            _ip("-n", name, "link", "set", "lo", "up")
            _ip("-n", name, "link", "set", "eth0", "up")
        yield {name: f"{NET}.{number}" for number, name in enumerate(MACHINES, start=2)}


@contextmanager
def _made(make: list[str], unmake: list[str]) -> Iterator[None]:
    _ip(*make)
    try:
        yield
    finally:
        _ip(*unmake)


def _ip(*words: str) -> None:
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"ip {' '.join(words)}: {done.stderr.strip()}")


def test_three_machines_answer_as_one_thread(machines: dict[str, str], tmp_path: Path) -> None:
    alone = questions.answers(None)
    places = [(["ip", "netns", "exec", name], address) for name, address in machines.items()]

    with cluster(tmp_path, places) as executor:
        homes = {executor.submit(_home).result() for _ in range(8)}
        told = questions.answers(executor)

    assert homes <= {machines["lofte-two"], machines["lofte-three"]}
    assert not questions.differing(alone, told)


def _home() -> str:
    """Return the address that this process' machine has."""
    said = subprocess.run(
        ["ip", "-4", "-o", "addr", "show", "eth0"], capture_output=True, text=True, check=True
    )
    return said.stdout.split()[3].split("/")[0]
