"""What the tests of the records begin with."""

import pytest

from lofte.promises.models import KindOfWork
from tests.cast import Cast
from tests.released_world import world  # noqa: F401  (a fixture)
from tests.work import making


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    """Return a kind of work that a promise of 2021 and 2022 counts."""
    made = making.kind_of_work(usual_minutes=45, name="Fotpatrull")
    activity = making.activity(making.promise(cast.partnership), cast.police)
    making.target(activity, "count", 30, places=[cast.north, cast.south], each_place=True, kind_of_work=made)
    return made
