"""Leaves out tests against documents that are not ours to ship where they are missing, and says so."""

from pathlib import Path
from typing import Any

import pytest

OUTSIDE = Path(__file__).parent / "outside"
SHARED = OUTSIDE.parents[2] / "shared"
_left_out = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)  # the choice by marker comes first
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests out, and count them, where there is nothing for them to read."""
    if SHARED.is_dir():
        return
    outside = [item for item in items if item.path.is_relative_to(OUTSIDE)]
    items[:] = [item for item in items if not item.path.is_relative_to(OUTSIDE)]
    config.hook.pytest_deselected(items=outside)
    config.stash[_left_out] = len(outside)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where the tests run in processes of their own, tell the one that writes the summary."""
    told: dict[str, int] | None = getattr(session.config, "workeroutput", None)
    if told is not None:
        told["left_out"] = session.config.stash.get(_left_out, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear it; every process collects the same tests."""
    node.config.stash[_left_out] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many were left out, so that nobody believes they passed."""
    n_left_out = config.stash.get(_left_out, 0)
    if n_left_out:
        terminalreporter.write_line(
            f"Left out: {n_left_out} tests in {OUTSIDE.parent.name}/{OUTSIDE.name}, "
            f"for want of {SHARED.name}/."
        )
