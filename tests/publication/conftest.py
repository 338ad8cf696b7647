"""What the publication's tests stand on: a promise with a tertial of work, and its released follow-up."""

import pytest

from lofte.released.models import Release
from tests.cast import Cast
from tests.promised import Promised, a_tertial_of_work, promised, released
from tests.released_world import world  # noqa: F401  (a fixture)


@pytest.fixture
def stage(cast: Cast) -> Promised:
    made = promised(cast)
    a_tertial_of_work(made)
    return made


@pytest.fixture
def release(stage: Promised) -> Release:
    return released(stage)
