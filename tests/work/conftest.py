"""What the tests of the log's pages begin with: a promised kind of work, and an officer who is signed in."""

import pytest
from django.test import Client

from lofte.promises.models import KindOfWork
from tests.cast import Cast
from tests.work import making


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    made = making.kind_of_work(usual_minutes=45, name="Fotpatrull")
    activity = making.activity(making.promise(cast.partnership), cast.police)
    making.target(activity, "count", 30, places=[cast.north, cast.south], each_place=True, kind_of_work=made)
    return made


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    client.force_login(cast.officer)
    return client
