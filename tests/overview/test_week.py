"""My week: what each role sees, the empty states, and that every floor is asked."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from lofte.accounts.models import Role, User
from lofte.accounts.viewers import Viewer, viewer_of
from lofte.base import waiting
from lofte.base.waiting import Item
from lofte.overview import week
from tests.cast import PASSWORD, Cast
from tests.conftest import Freeze
from tests.work import making

TODAY = date(2021, 3, 10)


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


def text(answer: Any) -> str:
    page = re.sub(r"\s+", " ", answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
    return page.split("<main")[1]


def start(client: Client, user: User) -> str:
    client.force_login(user)
    return text(client.get("/intern/"))


def on_friday(viewer: Viewer, on: date) -> list[Item]:
    return [
        Item("Utan dag", "/b/"),
        Item("Senare", "/c/", due=date(2021, 3, 19)),
        Item("Snart", "/a/", due=date(2021, 3, 12), note="för dig"),
    ]


def test_whoever_is_not_signed_in_is_sent_to_the_door(client: Client) -> None:
    assert client.get("/intern/")["Location"] == "/logga-in/?next=%2Fintern%2F"


def test_one_without_a_role_is_told_what_will_be_here_and_whom_to_ask(client: Client, db: None) -> None:
    page = start(client, User.objects.create_user("ny@example.org", "Ny", PASSWORD))

    assert "Du har ingen roll än" in page
    assert "Vad har du gjort?" not in page


def test_one_with_nothing_waiting_is_told_so_and_offered_no_log(client: Client, cast: Cast) -> None:
    page = start(client, cast.police_approver)

    assert "Inget väntar på dig" in page
    assert "Vad har du gjort?" not in page


def test_an_officer_logs_first_and_then_sees_what_is_behind_and_what_the_week_wants(
    client: Client, cast: Cast
) -> None:
    patrol = making.kind_of_work()
    activity = making.activity(making.promise(cast.partnership), cast.police)
    making.target(
        activity, "count", 52, each_place=True, places=[cast.north, cast.south], kind_of_work=patrol
    )
    making.work(patrol, cast.south_area, date(2021, 3, 8), cast.police, n=20)

    page = start(client, cast.officer)

    assert page.index("Vad har du gjort?") < page.index("Ligger efter")
    assert "Norra 0 av väntade 10" in page  # 52 × 69 / 365 = 9.8
    assert "Fotpatrullering, Norra" in page
    assert "2 till i veckans takt, 0 gjorda" in page  # 52 left over 299 days from Monday: 1.2 a week
    assert "Fotpatrullering, Södra" not in page


def test_what_others_promised_is_not_asked_of_me(client: Client, cast: Cast) -> None:
    patrol = making.kind_of_work()
    making.target(
        making.activity(making.promise(cast.partnership), cast.police), "count", 300, kind_of_work=patrol
    )

    assert "Fotpatrullering" not in start(client, cast.partner)
    assert "Fotpatrullering" not in start(client, cast.outsider)


def test_a_week_that_is_owed_is_due_on_its_sunday_and_a_missed_one_asks_why(
    client: Client, cast: Cast
) -> None:
    meeting = making.kind_of_work("bos")
    activity = making.activity(making.promise(cast.partnership), title="BOS-möten")
    making.target(activity, "cadence", 1, per="week", places=[cast.north], kind_of_work=meeting)

    page = start(client, cast.coordinator)

    assert "9 missade tillfällen saknar skäl" in page
    assert "senast 14 mars" in page
    assert "BOS-möten, Norra (v. 10)" in page


def test_every_floor_is_asked_and_answers_come_in_order_of_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "_paths", {"tests.overview.test_week.on_friday": None})

    found = week.of(viewer_of(cast.police_approver, TODAY), TODAY)

    assert [item.text for item in found.answers] == ["Snart", "Senare", "Utan dag"]


def test_a_floor_that_registers_twice_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "_paths", {})

    waiting.register("tests.overview.test_week.on_friday")
    waiting.register("tests.overview.test_week.on_friday")

    assert len(waiting.items(None, TODAY)) == 3


def test_a_role_that_has_ended_opens_nothing(client: Client, cast: Cast) -> None:
    Role.objects.filter(user=cast.officer).update(ends=TODAY)

    assert "Du har ingen roll än" in start(client, cast.officer)


def test_the_page_is_only_read(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)

    assert client.post("/intern/").status_code == 405
