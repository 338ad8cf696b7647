"""What the publication's tests stand on: a promise with a tertial of work, and its released follow-up."""

import pytest

from lofte.released.models import Release
from tests.promised import Promised
from tests.released_world import world  # noqa: F401  (a fixture)


@pytest.fixture
def stage(worked: Promised) -> Promised:
    return worked


@pytest.fixture
def release(brought_out: Release) -> Release:
    return brought_out
