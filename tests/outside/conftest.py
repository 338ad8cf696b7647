"""Tests against documents that are not ours to ship: they run where the folder lies beside the checkout."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
_left_out = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)  # the choice by marker comes first
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests out, and count them, where there is nothing for them to read."""
    if SHARED.is_dir():
        return
    outside = [item for item in items if item.path.is_relative_to(HERE)]
    items[:] = [item for item in items if not item.path.is_relative_to(HERE)]
    config.hook.pytest_deselected(items=outside)
    config.stash[_left_out] = len(outside)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many were left out, so that nobody believes they passed."""
    n_left_out = config.stash.get(_left_out, 0)
    if n_left_out:
        terminalreporter.write_line(
            f"Left out: {n_left_out} tests in tests/outside, for want of {SHARED.name}/."
        )


@pytest.fixture
def seeds() -> Path:
    """The folder of the two documents that Löfte started from."""
    return SHARED / "seeds"
