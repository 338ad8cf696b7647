"""Two at once: deliveries of one week, entries by hand and settlements that arrive in the same moment.

Somebody else holds the turn to write until all of them wait for it; then they go on together. Whichever comes
first, work is counted once.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client

from lofte.base import guards
from lofte.promises.models import KindOfWork
from lofte.work.admitting import Refused
from lofte.work.deliveries import overlaps
from lofte.work.deliveries.actions import ReplacedMeanwhile
from lofte.work.deliveries.overlaps import AlreadySettled
from lofte.work.models import Delivery, Entry, Overlap
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work.test_deliveries import SHEET, brought, counted, figure, logged, names

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
ENOUGH = 10.0  # seconds: nothing here takes one
WAITING = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Let all of them come to where one at a time may write, then let them go; return what each gave."""
    given: list[Any] = [None] * len(acts)

    def run(n: int) -> None:
        try:
            given[n] = acts[n]()
        except Refused as refused:
            given[n] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[n]) for n in range(len(acts))]
    with transaction.atomic():
        guards.take_turn(Entry)
        for thread in threads:
            thread.start()
        _until_all_wait(len(acts))
    for thread in threads:
        thread.join(ENOUGH)
    assert not any(thread.is_alive() for thread in threads)
    return given


def _until_all_wait(n: int) -> None:
    moment, tries = threading.Event(), int(ENOUGH / 0.02)
    for _ in range(tries):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone() == (n,):
                return
        moment.wait(0.02)
    raise AssertionError("they do not all wait for the turn")


def kinds(given: list[Any]) -> set[type]:
    return {type(one) for one in given}


# Deliveries


def test_the_same_delivery_twice_at_once_is_one(cast: Cast, patrol: KindOfWork) -> None:
    key = uuid4()

    first, second = at_once(*[lambda: brought(cast, figure(patrol, cast, 12), key=key)] * 2)

    assert first == second
    assert (Delivery.objects.count(), counted(patrol)) == (1, 12)


def test_two_who_type_the_same_week_at_once_are_not_both_taken_in(cast: Cast, patrol: KindOfWork) -> None:
    north, south = names(cast, patrol)
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(cast.officer)

    def send(browser: Client, n: str) -> Any:
        origin = {"source": "STORM", "attesting_office": "Planeringen, Lillköping", "once": uuid4()}
        own = {"whom": f"egen-{cast.police.pk}"}
        return browser.post(SHEET, origin | own | {north: n, south: "0"})

    given = at_once(lambda: send(browsers[0], "12"), lambda: send(browsers[1], "14"))

    assert sorted(one.status_code for one in given) == [302, 422]
    (refused,) = [one.content.decode() for one in given if one.status_code == 422]
    assert "En annan leverans har kommit emellan." in refused
    assert 'value="12"' in refused or 'value="14"' in refused  # what was typed is not lost
    assert Delivery.objects.count() == 1
    assert counted(patrol) in {12, 14}
    assert not Overlap.objects.exists()


def test_of_two_that_replace_the_same_one_is_refused(cast: Cast, patrol: KindOfWork) -> None:
    earlier = brought(cast, figure(patrol, cast, 10))

    given = at_once(
        *[lambda n=n: brought(cast, figure(patrol, cast, n), replaces=[earlier]) for n in (11, 13)]
    )

    assert kinds(given) == {Delivery, ReplacedMeanwhile}
    assert counted(patrol) in {11, 13}


def test_figures_and_rows_of_a_week_at_once_are_never_both_counted(cast: Cast, patrol: KindOfWork) -> None:
    at_once(
        lambda: brought(cast, figure(patrol, cast, 12)),
        lambda: brought(cast, figure(patrol, cast, 1), source="ANDRA", holds="rows"),
    )

    (overlap,) = Overlap.objects.all()
    assert Delivery.objects.count() == 2
    assert overlap.settled_as == ""
    assert counted(patrol) in {12, 1}
    assert counted(patrol) == (1 if overlap.delivery and overlap.delivery.holds == "figures" else 12)


def test_a_delivery_and_an_entry_by_hand_at_once_are_never_both_counted(
    cast: Cast, patrol: KindOfWork
) -> None:
    at_once(lambda: brought(cast, figure(patrol, cast, 12)), lambda: logged(cast, patrol))

    (overlap,) = Overlap.objects.all()
    assert counted(patrol) == (12 if overlap.delivery is None else 1)


def test_two_entries_by_hand_beside_a_delivery_wait_in_one_overlap(cast: Cast, patrol: KindOfWork) -> None:
    brought(cast, figure(patrol, cast, 12))

    at_once(*[lambda: logged(cast, patrol)] * 2)

    (overlap,) = Overlap.objects.all()
    assert len(overlap.waiting) == 2
    assert counted(patrol) == 12


# Settlements


@pytest.fixture
def waiting(cast: Cast, patrol: KindOfWork) -> Overlap:
    """Twelve in a figure, of which one came as a row and waits."""
    brought(cast, figure(patrol, cast, 12))
    brought(cast, figure(patrol, cast, 1), source="ANDRA", holds="rows")
    return Overlap.objects.get()


def settle(cast: Cast, overlap: Overlap, how: str) -> Overlap:
    at = datetime(2021, 3, 10, 11, tzinfo=UTC)
    seen = Overlap.objects.get(pk=overlap.pk)  # as each of them has it on a page of their own
    return overlaps.settle(seen, settled_as=how, reason="Olika arbete", by=cast.officer, at=at)


@pytest.mark.parametrize(
    "pair", [("first", "later"), ("later", "later"), ("both", "both"), ("both", "first")]
)
def test_of_two_settlements_at_once_one_holds_and_the_other_is_told(
    cast: Cast, patrol: KindOfWork, waiting: Overlap, pair: tuple[str, str]
) -> None:
    given = at_once(*[lambda how=how: settle(cast, waiting, how) for how in pair])

    assert kinds(given) == {Overlap, AlreadySettled}
    waiting.refresh_from_db()
    assert counted(patrol) == {"first": 12, "later": 1, "both": 13}[waiting.settled_as]


def test_all_that_waits_settled_at_once_with_one_of_it_is_settled_once(
    cast: Cast, patrol: KindOfWork, waiting: Overlap
) -> None:
    delivery = waiting.delivery
    assert delivery is not None
    at = datetime(2021, 3, 10, 11, tzinfo=UTC)

    def everything() -> Any:
        return overlaps.settle_all(delivery, settled_as="both", reason="Olika", by=cast.officer, at=at)

    given = at_once(everything, lambda: settle(cast, waiting, "both"))

    assert given[0] in ([], [waiting])
    assert counted(patrol) == 13


def test_a_settlement_and_a_delivery_that_replaces_what_waits_do_not_both_count(
    cast: Cast, patrol: KindOfWork, waiting: Overlap
) -> None:
    delivery = waiting.delivery
    assert delivery is not None

    given = at_once(
        lambda: settle(cast, waiting, "later"),
        lambda: brought(cast, figure(patrol, cast, 2), source="ANDRA", holds="rows", replaces=[delivery]),
    )

    waiting.refresh_from_db()
    assert waiting.settled_as in {"later", "replaced"}
    assert isinstance(given[1], Delivery)
    n_waiting = Overlap.objects.filter(settled_as="").count()
    # The row counted and was replaced by one of two; or the figure counts, and the new row waits beside it.
    assert (counted(patrol), n_waiting) == ((2, 0) if waiting.settled_as == "later" else (12, 1))
