"""The cast stands where the tests believe it stands, and nothing leaves this machine."""

import socket
from datetime import date

import pytest
from django.utils import timezone

from lofte.accounts.viewers import viewer_of
from tests.cast import Cast
from tests.conftest import Freeze, NetworkUsed


def test_the_outsider_sees_nothing_of_the_partnership(cast: Cast) -> None:
    viewer = viewer_of(cast.outsider, date(2026, 11, 20))

    assert viewer.partnership_ids() == (cast.other_partnership.pk,)


def test_the_rest_holds_what_no_other_set_names(cast: Cast) -> None:
    held = [row.area for row in cast.rest.containment.all()]

    assert held == [cast.west_area]


def test_a_test_that_reaches_for_the_network_is_stopped() -> None:
    with pytest.raises(NetworkUsed), socket.socket() as sock:
        sock.connect(("192.0.2.1", 80))


def test_the_clock_stands_still_when_told(freeze: Freeze) -> None:
    freeze("2026-05-01")

    assert timezone.localdate() == date(2026, 5, 1)
