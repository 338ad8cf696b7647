"""Tests against documents that are not ours to ship: they run where the folder lies beside the checkout."""

from pathlib import Path

import pytest

from tests.left_out import SHARED


@pytest.fixture
def seeds() -> Path:
    """The folder of the two documents that Löfte started from."""
    return SHARED / "seeds"


@pytest.fixture
def reference() -> Path:
    """The folder of published results whose licences do not let them ship."""
    return SHARED / "data" / "reference"
