"""The demonstration asks its coordinator whether an open evening that two people logged is one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lofte.accounts.viewers import viewer_of
from lofte.promises.actions.kinds import install_kinds
from lofte.site.demo.ground import lay
from lofte.site.demo.partnerships import EXEMPELKOPING
from lofte.site.demo.twice import logged_twice
from lofte.work import doubles

DAY = date(2026, 4, 20)


@pytest.mark.django_db
def test_the_demonstration_holds_a_pair_that_may_be_one() -> None:
    install_kinds()
    ground = lay(EXEMPELKOPING, datetime(2026, 1, 2, 8, tzinfo=UTC))

    for _ in range(2):  # a demonstration that is started again
        logged_twice(ground, day=DAY)

    (pair,) = doubles.suggested(viewer_of(ground.people["coordinator"], DAY), DAY + timedelta(days=1))
    assert pair.ours == (pair.second.pk,)
    assert pair.first.is_simulated
