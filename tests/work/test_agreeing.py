"""Writing what is agreed: by the coordinator alone, once, and refused with a sentence when it is wrong."""

from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lofte.accounts import grouping
from lofte.accounts.models import Group, GroupMember
from lofte.base.models import AuditEvent
from lofte.promises.models import Target
from lofte.work.models import AgreedTime, Obligation
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.making import text

HOME = "/intern/kalender/lillkoping/"
AGREED = {"decision": "SSG § 4", "agreed_on": "2021-03-01"}
TERM = {
    "kind": "term",
    "name": "Vårterminen",
    "starts": "2021-01-11",
    "last_day": "2021-06-11",
    "decision": "BUN § 9",
    "decided_on": "2020-05-12",
}


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


@pytest.fixture
def coordinator(client: Client, cast: Cast) -> Client:
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def target(cast: Cast) -> Target:
    activity = making.activity(making.promise(cast.partnership), title="BOS-möten")
    return making.target(activity, "cadence", 1, per="week", kind_of_work=making.kind_of_work("bos"))


def send(client: Client, where: str, **given: Any) -> Any:
    return client.post(HOME + where, {"once": str(uuid4()), **given})


def test_what_is_agreed_is_written_and_shown(coordinator: Client, target: Target) -> None:
    where = f"skyldigheter/{target.pk}/"
    free = {"first_free_week": 28, "last_free_week": 31, "on_holidays": "on"}

    answer = send(coordinator, where, **AGREED, weekday=1, begins_at="09:00", **free, days_before=2)

    assert answer.status_code == 302
    row = Obligation.objects.get()
    assert (row.weekday, row.begins_at, row.minutes, row.revision) == (1, time(9), 60, 0)
    page = text(coordinator.get(answer["Location"].split("#")[0]))
    assert "tisdag 09.00" in page
    assert "v. 28 till 31 varje år" in page
    assert AuditEvent.objects.filter(verb="obligation.agreed").count() == 1


def test_a_new_agreement_leaves_the_earlier_one_to_what_was_owed_then(
    coordinator: Client, target: Target
) -> None:
    where = f"skyldigheter/{target.pk}/"
    send(coordinator, where, **AGREED | {"agreed_on": "2021-01-04"}, first_free_week=8, last_free_week=8)
    send(coordinator, where, **AGREED)
    send(coordinator, where, **AGREED, days_after=3)

    rows = Obligation.objects.order_by("agreed_on")

    assert [(row.first_free_week, row.revision) for row in rows] == [(8, 0), (None, 2)]
    page = text(coordinator.get("/intern/kalender/", {"visa": "2021-02"}))
    assert page.split('id="2021-W08"')[1].split("</section>")[0].count("Ingen skyldighet") == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"begins_at": "09:00"}, "Välj en veckodag"),
        ({"first_free_week": 28}, "Skriv både den första och den sista fria veckan."),
        ({"first_free_week": 54, "last_free_week": 55}, "Skriv en vecka, 1 till 53."),
        ({"agreed_on": "2021-03-11"}, "Dagen har inte varit än."),
        ({"decision": ""}, "Skriv var det är beslutat."),
        ({"decision": "Ring 070-123 45 67"}, "innehåller ett telefonnummer"),
        ({"days_before": 61}, "Skriv dagar, 0 till 60."),
        ({"group": 99}, "Välj ett giltigt alternativ"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    coordinator: Client, target: Target, given: dict[str, Any], said: str
) -> None:
    answer = send(coordinator, f"skyldigheter/{target.pk}/", **AGREED | given)

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Obligation.objects.exists()


@pytest.mark.parametrize("where", ["skyldigheter/", "tider/", "grupper/"])
def test_everybody_of_the_partnership_reads_and_its_coordinator_alone_writes(
    client: Client, cast: Cast, target: Target, where: str
) -> None:
    client.force_login(cast.officer)
    assert client.get(HOME + where).status_code == 200
    assert "<form" not in text(client.get(HOME + where)).split("<main")[1]
    assert client.get(f"{HOME}skyldigheter/{target.pk}/").status_code == 403
    if where != "skyldigheter/":
        assert send(client, where, **TERM).status_code == 403
    client.force_login(cast.outsider)
    assert client.get(HOME + where).status_code == 404
    assert client.get(f"{HOME}skyldigheter/{target.pk}/").status_code == 404


def test_a_term_is_written_once_and_taken_away(coordinator: Client, cast: Cast) -> None:
    assert send(coordinator, "tider/", **TERM).status_code == 302
    row = AgreedTime.objects.get()
    assert (row.starts, row.ends) == (date(2021, 1, 11), date(2021, 6, 12))

    assert "redan en sådan tid" in text(send(coordinator, "tider/", **TERM))
    backwards = TERM | {"starts": "2021-07-01"}
    assert "Byt plats på dem" in text(send(coordinator, "tider/", **backwards))
    send(coordinator, f"tider/{row.pk}/ta-bort/")

    assert not AgreedTime.objects.exists()
    assert AuditEvent.objects.filter(verb="agreed_time.removed").count() == 1


def test_a_group_is_made_named_and_seated(coordinator: Client, cast: Cast) -> None:
    given = {"name": "BOS Norra", "kind": "bos", "starts": "2021-03-01"}
    answer = send(coordinator, "grupper/", **given)
    group = Group.objects.get()
    assert answer["Location"] == f"{HOME}grupper/{group.pk}/"
    assert "redan en grupp med det namnet" in text(
        send(coordinator, "grupper/", **given | {"name": "bos norra"})
    )

    seat = {"organisation": cast.housing.pk, "person": cast.partner.pk, "starts": "2021-03-01"}
    where = f"grupper/{group.pk}/plats/"
    assert send(coordinator, where, **seat).status_code == 302
    assert "Organisationen är redan med i gruppen." in text(send(coordinator, where, **seat))
    assert send(coordinator, where, **seat | {"person": cast.outsider.pk}).status_code == 422
    send(coordinator, f"{where}{GroupMember.objects.get().pk}/ta-bort/")

    member = GroupMember.objects.get()
    assert member.ends == date(2021, 3, 10)
    assert not grouping.seats(group, date(2021, 3, 10)).exists()
    assert grouping.seats(group, date(2021, 3, 9)).exists()


def test_a_seat_given_by_mistake_today_is_taken_away_whole(coordinator: Client, cast: Cast) -> None:
    group = Group.objects.create(
        partnership=cast.partnership, kind="ssg", name="SSG", starts=date(2021, 1, 1)
    )
    member = GroupMember.objects.create(group=group, organisation=cast.police, starts=date(2021, 3, 10))

    send(coordinator, f"grupper/{group.pk}/plats/{member.pk}/ta-bort/")

    assert not GroupMember.objects.exists()


def test_i_choose_my_reminders_and_their_language(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)

    client.post(
        "/intern/kalender/paminnelser/", {"once": str(uuid4()), "reminded_of": "all", "language": "en"}
    )
    client.post("/intern/kalender/paminnelser/", {"once": str(uuid4()), "reminded_of": "allt"})

    cast.officer.refresh_from_db()
    assert (cast.officer.reminded_of, cast.officer.language) == ("all", "en")
