"""Where a promise stands today: every target with its line, and every line opens what it was counted from."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.accounts.actions import give_first_rights
from lofte.accounts.models import Membership, Organisation, Partnership, Role, User
from lofte.places.models import AreaSet, Containment
from lofte.work import warm
from lofte.work.models import Entry
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.opened import opened
from tests.promised import Promised
from tests.work import making


@pytest.fixture(autouse=True)
def _now(freeze: Freeze) -> None:
    freeze("2021-05-10T12:00")


def text(answer: Any) -> str:
    page = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])
    return re.sub(r"\s+", " ", page).replace("\N{NO-BREAK SPACE}", " ")


def get(client: Client, user: User, address: str) -> str:
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200
    return text(answer)


def of(stage: Promised) -> str:
    return f"/intern/logga/lage/{stage.promise.pk}/"


def lines(client: Client, user: User, stage: Promised) -> list[tuple[str, int]]:
    """Return the address of each line and its figure."""
    client.force_login(user)
    page = client.get(of(stage)).content.decode().replace("\N{NO-BREAK SPACE}", "")
    found = re.findall(r'<li><a href="([^"]+)">.*?<span class="figures">(\d+)', page, re.DOTALL)
    return [(address, int(n)) for address, n in found]


def test_every_activity_is_told_as_it_stands_today(client: Client, worked: Promised) -> None:
    page = get(client, worked.cast.officer, of(worked))

    assert "Fotpatrullering ligger efter" in page
    assert "till och med 10 maj 2021" in page
    assert all(activity.title in page for activity in worked.promise.activities.all())


def test_a_line_is_the_sum_of_the_entries_that_it_opens(client: Client, worked: Promised) -> None:
    client.force_login(worked.cast.coordinator)
    opened(worked.cast.police, worked.cast.partnership, worked.cast.police_approver)
    making.taken_back(Entry.objects.filter(kind_of_work__code="foot-patrol").order_by("pk")[0])

    for address, n in lines(client, worked.cast.coordinator, worked):
        shown = client.get(address).content.decode().replace("\N{MINUS SIGN}", "-")
        added = [int(value) for value in re.findall(r'class="figures">\+?(-?\d+)', shown)]
        if added:  # a share is two sums
            assert sum(added) == n
    assert len(lines(client, worked.cast.coordinator, worked)) >= 5


def test_what_is_near_a_line_says_why_it_is_not_counted(client: Client, worked: Promised) -> None:
    target = worked.patrols.targets.get()
    target.minimum_minutes = 20
    target.save()
    entry = Entry.objects.filter(kind_of_work__code="foot-patrol").order_by("pk")[0]
    making.work(entry.kind_of_work, worked.cast.north_area, date(2021, 5, 3), worked.cast.police, minutes=15)

    opened(worked.cast.police, worked.cast.partnership, worked.cast.police_approver)

    page = get(client, worked.cast.coordinator, f"{of(worked)}{target.pk}/?nara=1")

    assert "den varade 15 minuter, och löftet räknar dem som varar minst 20" in page


def test_the_entries_are_shown_a_page_at_a_time(client: Client, worked: Promised) -> None:
    patrol = Entry.objects.filter(kind_of_work__code="foot-patrol").order_by("pk")[0].kind_of_work
    making.many(patrol, worked.cast.north_area, date(2021, 5, 3), worked.cast.police, n=45)
    address = f"{of(worked)}{worked.patrols.targets.get().pk}/"
    client.force_login(worked.cast.officer)

    first, second = client.get(address), client.get(f"{address}?sida=2")

    assert first.content.decode().count('class="entry-row') == 50
    assert second.content.decode().count('class="entry-row') == 45 + 16 - 50
    assert client.get(f"{address}?sida=hej&plats=x").status_code == 200


@pytest.mark.parametrize("tail", ["", "{target}/", "{target}/?nara=1"])
def test_more_work_asks_no_more_of_the_database(client: Client, worked: Promised, tail: str) -> None:
    address = of(worked) + tail.format(target=worked.patrols.targets.get().pk)
    kind = Entry.objects.filter(kind_of_work__code="foot-patrol").order_by("pk")[0].kind_of_work
    client.force_login(worked.cast.officer)

    def n_queries() -> int:
        warm.forget()
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        return len(seen)

    making.work(kind, worked.cast.west_area, date(2021, 5, 3), worked.cast.police)
    few = n_queries()
    for area in (worked.cast.west_area, worked.cast.north_area):
        making.many(kind, area, date(2021, 5, 3), worked.cast.police, n=20)

    assert n_queries() == few


@pytest.mark.parametrize("tail", ["", "{target}/", "{target}/?nara=1"])
def test_no_person_is_named(client: Client, worked: Promised, tail: str) -> None:
    address = of(worked) + tail.format(target=worked.patrols.targets.get().pk)

    page = get(client, worked.cast.coordinator, address)

    names = set(User.objects.values_list("name", flat=True)) - {worked.cast.coordinator.name}
    assert not [name for name in names if name in page]


@pytest.mark.parametrize("tail", ["", "{target}/"])
def test_another_partnership_cannot_see_it(client: Client, worked: Promised, tail: str) -> None:
    address = of(worked) + tail.format(target=worked.patrols.targets.get().pk)
    client.force_login(worked.cast.outsider)

    assert client.get(address).status_code == 404
    client.force_login(worked.cast.officer)
    assert client.post(address).status_code == 405
    assert client.get("/intern/logga/lage/999999/").status_code == 404


def test_a_promise_of_three_municipalities_counts_the_work_of_all_three(client: Client, cast: Cast) -> None:
    three = Partnership.objects.create(slug="tre", name="Tre kommuner", municipality_name="Tre kommuner")
    areas = [cast.north_area, cast.south_area, cast.west_area]
    municipalities = []
    for n, area in enumerate(areas):
        name = f"Kommun {n}"
        party = Organisation.objects.create(slug=f"k{n}", name=name, short_name=name, kind="municipality")
        own = Partnership.objects.create(slug=f"egen-{n}", name=name, municipality_name=name)
        for partnership in (three, own):
            Membership.objects.create(partnership=partnership, organisation=party)
            ground = AreaSet.objects.create(partnership=partnership, slug=f"s{n}", name=name)
            Containment.objects.create(area_set=ground, area=area)
        municipalities.append(party)
    give_first_rights(three)
    Role.objects.create(
        user=cast.officer, partnership=three, organisation=municipalities[0], kind="field", starts=SINCE
    )
    kind = making.kind_of_work()
    activity = making.activity(making.promise(three), *municipalities)
    target = making.target(activity, "count", 9, kind_of_work=kind, each_place=False)
    for party, area in zip(municipalities, areas, strict=True):
        making.work(kind, area, date(2021, 3, 1), party, n=2)
    making.work(kind, cast.north_area, date(2021, 3, 1), cast.housing)  # no party to it

    page = get(client, cast.officer, f"/intern/logga/lage/{activity.promise_id}/")
    behind = get(client, cast.officer, f"/intern/logga/lage/{activity.promise_id}/{target.pk}/")

    assert "6 av 9" in page
    assert all(party.name in behind for party in municipalities)
    assert cast.housing.name not in behind
