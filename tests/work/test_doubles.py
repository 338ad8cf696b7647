"""The same work logged by two people is suggested as one, and only people make it one."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from lofte.accounts.models import Organisation, User
from lofte.accounts.viewers import viewer_of
from lofte.base.hidden_keys import shown
from lofte.base.models import AuditEvent
from lofte.promises.models import KindOfWork
from lofte.work import doubles
from lofte.work.models import Double, Entry, EntryNote
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.making import text

TODAY = date(2021, 5, 3)
TOMORROW = date(2021, 5, 4)
PAGE = "/intern/logga/dubbletter/"


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    freeze("2021-05-04T08:00")
    return datetime.fromisoformat("2021-05-03T22:00+02:00")


def logged(
    kind: KindOfWork, cast: Cast, by: User, organisation: Organisation, at: datetime, **given: object
) -> Entry:
    facts = {"area": cast.north_area, "occurred_on": TODAY, "logged_at": at, **given}
    entry = Entry.objects.create(key=uuid4(), kind_of_work=kind, organisation=organisation, **facts)
    EntryNote.objects.create(entry=entry, entered_by=by)
    return entry


@pytest.fixture
def pair(cast: Cast, now: datetime) -> tuple[Entry, Entry]:
    """Give a walk that both an officer and the municipality's coordinator wrote down."""
    kind = making.kind_of_work()
    first = logged(kind, cast, cast.officer, cast.police, now, minutes=45, started_at=time(20, 0))
    second = logged(kind, cast, cast.coordinator, cast.municipality, now, minutes=50, started_at=time(20, 15))
    return first, second


def suggested(cast: Cast, on: date = TOMORROW) -> list[tuple[int, int]]:
    found = doubles.suggested(viewer_of(cast.coordinator, on), on)
    return [(pair.first.pk, pair.second.pk) for pair in found]


def answer(client: Client, pair: tuple[Entry, Entry], given: str, by: User) -> int:
    client.force_login(by)
    sent = {"once": uuid4(), "pair": doubles.Pair(*pair, ()).token, "answer": given}
    return client.post(PAGE, sent).status_code


def test_the_same_work_by_two_is_shown_to_the_coordinator_and_nothing_is_changed(
    client: Client, cast: Cast, pair: tuple[Entry, Entry]
) -> None:
    client.force_login(cast.coordinator)

    page = text(client.get(PAGE))

    assert page.count("Samma arbete: ta tillbaka den här") == 1  # the other is the police's own
    assert Entry.objects.filter(sign=-1).count() == 0
    assert "1 par poster kan vara samma arbete" in text(client.get("/intern/"))


@pytest.mark.parametrize(
    ("change", "is_double"),
    [
        ({}, True),
        ({"started_at": time(21, 0)}, False),
        ({"minutes": 90}, False),
        ({"minutes": None}, True),
        ({"started_at": None}, True),
        ({"started_at": None, "logged_at": timedelta(hours=4)}, False),
        ({"occurred_on": date(2021, 5, 2)}, False),
        ({"area": "south_area"}, False),
        ({"state": "begun"}, False),
    ],
)
def test_what_is_close_in_every_way_is_suggested(
    cast: Cast, now: datetime, change: dict[str, object], is_double: bool
) -> None:
    kind = making.kind_of_work()
    colleague = User.objects.create(email="kollega@example.org", name="Kim Kollega")
    logged(kind, cast, colleague, cast.municipality, now, minutes=45, started_at=time(20, 0))
    given: dict[str, object] = {"minutes": 50, "started_at": time(20, 15)} | change
    if "area" in given:
        given["area"] = cast.south_area
    apart = given.pop("logged_at", timedelta(0))
    assert isinstance(apart, timedelta)

    logged(kind, cast, cast.coordinator, cast.municipality, now - apart, **given)

    assert bool(suggested(cast)) is is_double


def test_a_pair_of_two_organisations_says_nothing_of_the_hour_nor_of_when_it_was_written(
    client: Client, cast: Cast, now: datetime, freeze: Freeze
) -> None:
    kind = making.kind_of_work()
    theirs = logged(kind, cast, cast.officer, cast.police, now, minutes=45, started_at=time(6, 0))
    ours = logged(kind, cast, cast.coordinator, cast.municipality, now, minutes=50, started_at=time(20, 0))

    assert suggested(cast, on=TODAY) == []  # it came up at the moment when the other was written
    assert suggested(cast) == [(theirs.pk, ours.pk)]  # a pair at close hours alone would tell the hour
    client.force_login(cast.coordinator)
    page = client.get(PAGE).content.decode()
    assert page.index("Lillköpings kommun</span>") < page.index("Polisen Lillköping</span>")


def test_two_pieces_by_one_person_are_two(cast: Cast, now: datetime) -> None:
    kind = making.kind_of_work()
    for _ in range(2):
        logged(kind, cast, cast.coordinator, cast.municipality, now, minutes=45)

    assert suggested(cast) == []


def test_one_piece_of_work_leaves_both_on_record_and_counts_once(
    client: Client, cast: Cast, pair: tuple[Entry, Entry]
) -> None:
    first, second = pair

    assert answer(client, pair, shown(second.pk, "entry"), cast.coordinator) == 302

    back = Entry.objects.get(reverses=second)
    assert (back.sign, back.reversal_reason) == (-1, "Samma arbete, loggat två gånger")
    assert set(Entry.objects.filter(sign=1)) == {first, second}
    assert Double.objects.get().answer == "same"
    assert AuditEvent.objects.filter(verb="double.answered").count() == 1
    assert suggested(cast) == []


def test_two_pieces_of_work_are_remembered_and_not_asked_again(
    client: Client, cast: Cast, pair: tuple[Entry, Entry]
) -> None:
    assert answer(client, pair, "different", cast.coordinator) == 302

    assert suggested(cast) == []
    assert Entry.objects.count() == 2
    assert answer(client, pair, "different", cast.coordinator) == 422


def test_nobody_takes_back_what_another_organisation_has_logged(
    client: Client, cast: Cast, pair: tuple[Entry, Entry]
) -> None:
    assert answer(client, pair, shown(pair[0].pk, "entry"), cast.coordinator) == 422
    assert answer(client, pair, shown(99, "entry"), cast.coordinator) == 422
    assert answer(client, pair, "vad som helst", cast.coordinator) == 422
    assert answer(client, pair, "different", cast.officer) == 403
    assert answer(client, pair, "different", cast.outsider) == 422  # not among the outsider's pairs

    assert Entry.objects.count() == 2
    assert not Double.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [("different", "Det är två olika arbeten"), ("second", "arbetet räknas en gång")],
)
def test_the_answer_is_confirmed(
    client: Client, cast: Cast, pair: tuple[Entry, Entry], given: str, said: str
) -> None:
    client.force_login(cast.coordinator)
    sent = {
        "once": uuid4(),
        "pair": doubles.Pair(*pair, ()).token,
        "answer": shown(pair[1].pk, "entry") if given == "second" else given,
    }

    assert said in text(client.post(PAGE, sent, follow=True))
    assert "Tack." not in text(client.get(f"{PAGE}?svarat=vadsomhelst"))
