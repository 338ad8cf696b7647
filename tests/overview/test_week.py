"""My week: what each role sees, the empty states, and that every floor is asked."""

import re
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.accounts.models import Group, GroupMember, Role, User
from lofte.accounts.viewers import Viewer, viewer_of
from lofte.base import waiting
from lofte.base.waiting import Item
from lofte.overview import week
from lofte.promises.models import Target
from lofte.work.models import MissedSlot
from tests.cast import PASSWORD, Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.test_agreed import agree

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


def behind(cast: Cast) -> None:
    """Promise 300 patrols in the north, of which two a week are done."""
    patrol = making.kind_of_work()
    activity = making.activity(making.promise(cast.partnership), cast.police)
    making.target(activity, "count", 300, places=[cast.north], kind_of_work=patrol)
    for number in range(9):
        making.work(patrol, cast.north_area, date.fromisocalendar(2021, 1 + number, 2), cast.police, n=2)


def test_what_is_behind_says_in_one_sentence_where_it_will_probably_end(client: Client, cast: Cast) -> None:
    behind(cast)

    page = start(client, cast.officer).split("Ligger efter")[1]
    english = text(client.get("/en/intern/"))

    assert "18 av väntade 57" in page
    assert re.search(r"Med nuvarande takt blir det troligen \d+–\d+; det mesta talar mot att 300 nås", page)
    assert re.search(r"At the present pace it will probably be \d+–\d+; most speaks against 300", english)


def test_what_is_behind_and_cannot_be_foreseen_says_why(client: Client, cast: Cast) -> None:
    activity = making.activity(making.promise(cast.partnership), cast.police)
    making.target(activity, "count", 300, places=[cast.north], kind_of_work=making.kind_of_work())

    page = start(client, cast.officer).split("Ligger efter")[1]

    assert "Det är för få för att säga var det slutar." in page


def test_the_start_page_asks_as_much_however_much_is_behind(client: Client, cast: Cast) -> None:
    behind(cast)
    target = Target.objects.get()
    counts = []
    for n_more in (0, 5):
        for _ in range(n_more):
            activity = making.activity(target.activity.promise, cast.police)
            making.target(activity, "count", 300, places=[cast.north], kind_of_work=target.kind_of_work)
        start(client, cast.officer)  # the first counts cold, and keeps what it counted
        with CaptureQueriesContext(connection) as seen:
            client.get("/intern/")
        counts.append(len(seen))

    assert counts[0] == counts[1]


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

    assert [item.text for section in found.sections for item in section.items] == [
        "Snart",
        "Senare",
        "Utan dag",
    ]


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


def owed_each_week(cast: Cast, **agreed: Any) -> Target:
    """A picture each week, by the group that the police's approver sits in."""
    group = Group.objects.create(
        partnership=cast.partnership, kind="bos", name="BOS", starts=date(2019, 1, 1)
    )
    GroupMember.objects.create(
        group=group, organisation=cast.police, person=cast.police_approver, starts=date(2019, 1, 1)
    )
    picture = making.kind_of_work("bild")
    activity = making.activity(making.promise(cast.partnership), cast.police, title="Lägesbild")
    target = making.target(activity, "cadence", 1, per="week", places=[cast.north], kind_of_work=picture)
    for number in range(1, 9):
        making.work(picture, cast.north_area, date.fromisocalendar(2021, number, 2), cast.police)
    agree(target, **({"group": group, "agreed_on": date(2020, 12, 1)} | agreed))
    return target


def test_a_missed_week_stands_with_the_one_who_answers_until_it_is_explained(
    client: Client, cast: Cast
) -> None:
    target = owed_each_week(cast)
    way = f"/intern/logga/takt/{target.activity_id}/2021-W09/"

    assert "Missat" not in start(client, cast.officer)
    page = start(client, cast.police_approver)
    assert page.index("Missat, och ingen har sagt varför") < page.index(way) < page.index("Ska göras")
    client.force_login(cast.partner)
    assert client.get(way).status_code == 404

    client.force_login(cast.police_approver)
    client.post(way, {"once": str(uuid4()), "reason": "Brand i lokalen"})

    assert "Missat" not in start(client, cast.police_approver)
    assert MissedSlot.objects.get().reason == "Brand i lokalen"


def test_on_its_last_day_a_week_is_due_and_not_missed(client: Client, cast: Cast, freeze: Freeze) -> None:
    target = owed_each_week(cast, weekday=1, begins_at=time(9), agreed_on=date(2021, 1, 1))
    assert target.kind_of_work is not None
    making.work(target.kind_of_work, cast.north_area, date(2021, 3, 2), cast.police)

    freeze("2021-03-14T12:00")
    page = start(client, cast.police_approver)
    assert "Missat" not in page
    assert "skulle ha varit klart 9 mars 2021" in page
    assert "klockan 09.00" in page
    freeze("2021-03-15T12:00")
    assert "Missat" in start(client, cast.police_approver)


def test_who_coordinates_answers_before_logging_and_who_does_both_logs_first(
    client: Client, cast: Cast
) -> None:
    meeting = making.kind_of_work("bos")
    activity = making.activity(making.promise(cast.partnership), title="BOS-möten")
    making.target(activity, "cadence", 1, per="week", places=[cast.north], kind_of_work=meeting)
    both = {"partnership": cast.partnership, "organisation": cast.municipality, "starts": date(2020, 1, 1)}

    page = start(client, cast.coordinator)
    assert page.index("Ska göras") < page.index("Vad har du gjort?")
    Role.objects.create(user=cast.coordinator, kind="field", **both)
    page = start(client, cast.coordinator)
    assert page.index("Vad har du gjort?") < page.index("Ska göras")


def test_one_in_two_partnerships_sees_where_each_thing_is(client: Client, cast: Cast) -> None:
    owed_each_week(cast, group=None)
    assert "Lillköping" not in start(client, cast.officer).split("Ska göras")[1].split("</ol>")[0]

    Role.objects.create(
        user=cast.officer,
        kind="field",
        partnership=cast.other_partnership,
        organisation=cast.police,
        starts=date(2020, 1, 1),
    )

    assert "Lillköping" in start(client, cast.officer).split("Ska göras")[1].split("</ol>")[0]


def test_a_long_list_shows_five_and_keeps_the_rest_behind_a_word() -> None:
    section = week.Section("Ligger efter", [Item(str(n), "/") for n in range(7)])

    assert [len(section.first), len(section.rest)] == [5, 2]
