"""A rule is changed: what it would do is shown, and only what was seen is saved."""

import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.accounts.models import Role
from lofte.base.models import AuditEvent
from lofte.periods.calendar import Period
from lofte.promises import actions, revising
from lofte.promises.forms.revising import RevisionForm
from lofte.promises.models import KindOfWork, Promise, PromiseParty, Target, TargetRevision
from lofte.work import warm
from lofte.work.models import Entry
from lofte.work.weighing import moves
from tests.cast import Cast
from tests.opened import opened
from tests.promises.asking import signed_in
from tests.work import making

Freeze = Callable[[str], datetime]
WHY = "Patrullerna behövs på annat håll."


@pytest.fixture(autouse=True)
def today(freeze: Freeze) -> datetime:
    return freeze("2021-06-15T12:00")


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    return making.kind_of_work()


def target_of(cast: Cast, patrol: KindOfWork, *, is_adopted: bool = True, **given: Any) -> Target:
    promise = making.promise(cast.partnership, adopted_on=date(2021, 1, 1) if is_adopted else None)
    for n, party in enumerate((cast.police, cast.municipality)):
        PromiseParty.objects.create(promise=promise, organisation=party, position=n)
    activity = making.activity(promise, cast.police)
    more: dict[str, Any] = {"places": [cast.north], "minimum_minutes": 30, "per": "period"}
    return making.target(activity, "count", 10, kind_of_work=patrol, comparator=">=", **(more | given))


@pytest.fixture
def logged(cast: Cast, patrol: KindOfWork) -> list[Entry]:
    """Give one long and one short walk in Norra, and one long in Södra."""
    days = [(cast.north_area, 45), (cast.north_area, 20), (cast.south_area, 60)]
    return [
        making.work(patrol, area, date(2021, 3, n), cast.police, minutes=minutes)[0]
        for n, (area, minutes) in enumerate(days, start=1)
    ]


def words(target: Target, **more: Any) -> dict[str, Any]:
    """Return the form of a target as it stands, with something else in it."""
    return {
        "once": str(uuid4()),
        "kind": target.kind,
        "comparator": target.comparator,
        "value": "10",
        "per": target.per,
        "kind_of_work": target.kind_of_work_id,
        "places": [one.area_set_id for one in target.places.all()],
        "minimum_minutes": target.minimum_minutes or "",
    } | more


def decision(cast: Cast, **more: Any) -> dict[str, Any]:
    roles = Role.objects.filter(kind="approver").order_by("pk")
    said = {"applies_from": "2021-06-15", "reason": WHY, "decided_on": "2021-06-14"}
    return said | {"deciders": [role.pk for role in roles]} | more


def send(client: Client, name: str, target: Target, sent: dict[str, Any]) -> HttpResponse:
    address = reverse(f"work:{name}", args=[target.activity.promise_id, target.pk])
    return client.post(address, sent)  # type: ignore[return-value]


def hidden(answer: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())
    assert found is not None
    return unescape(found[1])


# What moves


def test_each_entry_that_moves_is_told_with_why(cast: Cast, patrol: KindOfWork, logged: list[Entry]) -> None:
    stands = target_of(cast, patrol)
    terms = actions.TargetTerms(
        kind="count", value=stands.value, kind_of_work=patrol, places=(cast.south,), minimum_minutes=30
    )
    read = actions.as_written(stands.activity.promise, stands, terms)

    found = moves.weigh(stands, read, date(2021, 6, 15))

    assert [(one.entry_id, one.starts_counting, str(one.why)) for one in found.moves] == [
        (logged[0].pk, False, "area"),
        (logged[2].pk, True, "area"),
    ]
    assert [line.done for line in (found.before.places[0], found.after.places[0])] == [1, 1]


def test_what_is_taken_back_and_what_is_shorter_still_moves_nothing(
    cast: Cast, patrol: KindOfWork, logged: list[Entry]
) -> None:
    stands = target_of(cast, patrol)
    read = revising.read(stands, revising.facts_of(stands) | {"minimum_minutes": 15})
    short = logged[1]
    making.work(
        patrol,
        cast.north_area,
        short.occurred_on,
        cast.police,
        minutes=20,
        sign=-1,
        reverses=short,
        reversal_reason="Fel",
    )
    making.work(patrol, cast.north_area, date(2021, 4, 1), cast.police, minutes=14)

    assert moves.weigh(stands, read, date(2021, 6, 15)).moves == ()


def test_a_target_whose_time_has_not_begun_is_set_against_as_long_a_time_before(
    cast: Cast, patrol: KindOfWork, logged: list[Entry]
) -> None:
    stands = target_of(cast, patrol)
    Promise.objects.update(starts=date(2022, 1, 1), ends=date(2023, 1, 1))
    read = revising.read(stands, revising.facts_of(stands) | {"minimum_minutes": 15})

    found = moves.weigh(stands, read, date(2021, 6, 15))

    assert found.is_shifted
    assert found.days == Period(date(2020, 6, 16), date(2021, 6, 16))
    assert [one.entry_id for one in found.moves] == [logged[1].pk]


def test_the_number_of_queries_does_not_grow_with_the_log(
    cast: Cast, patrol: KindOfWork, logged: list[Entry]
) -> None:
    stands = target_of(cast, patrol)
    read = revising.read(stands, revising.facts_of(stands) | {"minimum_minutes": 15})

    def n_queries() -> int:
        warm.forget()
        with CaptureQueriesContext(connection) as caught:
            moves.weigh(stands, read, date(2021, 6, 15))
        return len(caught)

    few = n_queries()
    making.work(patrol, cast.north_area, date(2021, 4, 1), cast.police, n=20, minutes=20)

    assert n_queries() == few


# A draft's target


def test_a_draft_is_saved_only_when_what_it_does_has_been_seen(
    cast: Cast, client: Client, patrol: KindOfWork, logged: list[Entry]
) -> None:
    target = target_of(cast, patrol, is_adopted=False)
    opened(cast.police, cast.partnership, cast.police_approver)
    client = signed_in(client, cast.coordinator)
    sent = words(target, minimum_minutes="15")

    shown = send(client, "weigh", target, sent)
    target.refresh_from_db()
    text = making.text(shown)

    assert target.minimum_minutes == 30
    assert "0 poster slutar räknas. 1 post börjar räknas." in text
    assert "den varade 20 minuter, och löftet räknar dem som varar minst 30" in text

    saved = send(client, "weigh", target, sent | {"confirm": "1", "moves": hidden(shown, "moves")})
    target.refresh_from_db()

    assert saved.headers["Location"].endswith(f"#t{target.pk}")
    assert target.minimum_minutes == 15


def test_a_log_that_moved_meanwhile_is_shown_again(
    cast: Cast, client: Client, patrol: KindOfWork, logged: list[Entry]
) -> None:
    target = target_of(cast, patrol, is_adopted=False)
    client = signed_in(client, cast.coordinator)
    sent = words(target, minimum_minutes="15")
    shown = send(client, "weigh", target, sent)
    making.work(patrol, cast.north_area, date(2021, 4, 1), cast.police, minutes=20)

    again = send(client, "weigh", target, sent | {"confirm": "1", "moves": hidden(shown, "moves")})

    target.refresh_from_db()
    assert "har ändrats sedan du såg det här" in making.text(again)
    assert "2 poster börjar räknas." in making.text(again)
    assert target.minimum_minutes == 30


def test_many_moves_are_shown_side_by_side_and_a_wrong_side_is_the_nearest(
    cast: Cast, client: Client, patrol: KindOfWork
) -> None:
    target = target_of(cast, patrol, is_adopted=False)
    making.work(patrol, cast.north_area, date(2021, 4, 1), cast.police, n=30, minutes=20)
    opened(cast.police, cast.partnership, cast.police_approver)
    client = signed_in(client, cast.coordinator)
    sent = words(target, minimum_minutes="15")

    rows = [
        making.text(send(client, "weigh", target, sent | {"side": side})).count("Börjar räknas. Nu räknas")
        for side in ("1", "2", "99", "x")
    ]

    assert rows == [25, 5, 5, 25]


def test_a_wrong_draft_is_told_on_the_promises_own_page(
    cast: Cast, client: Client, patrol: KindOfWork
) -> None:
    target = target_of(cast, patrol, is_adopted=False)
    client = signed_in(client, cast.coordinator)

    wrong = send(client, "weigh", target, words(target, value="-3"))
    more = send(client, "weigh", target, words(target, value="12", edit="1"))

    assert "Talet kan inte vara mindre än noll." in wrong.content.decode()
    assert 'value="12"' in more.content.decode()


# A revision


def revise(client: Client, cast: Cast, target: Target, **more: Any) -> HttpResponse:
    sent = words(target) | decision(cast) | more
    shown = send(client, "revise", target, sent)
    if b'name="moves"' not in shown.content:
        return shown
    return send(client, "revise", target, sent | {"confirm": "1", "moves": hidden(shown, "moves")})


def test_a_revision_is_written_once_with_who_decided_and_why(
    cast: Cast, client: Client, patrol: KindOfWork, logged: list[Entry]
) -> None:
    target = target_of(cast, patrol)
    client = signed_in(client, cast.coordinator)

    answer = revise(client, cast, target, value="6", minimum_minutes="15")

    made = TargetRevision.objects.get()
    page = making.text(client.get(answer.headers["Location"]))
    target.refresh_from_db()
    assert (float(target.value or 0), target.minimum_minutes) == (10, 30)
    assert (made.before["value"], made.after["value"], made.after["minimum_minutes"]) == ("10", "6", 15)
    assert [one["party"] for one in made.decided_by] == ["Polisen Lillköping", "Lillköpings kommun"]
    assert AuditEvent.objects.get(verb="target.revised").facts == {
        "revision": made.pk,
        "applies_from": "2021-06-15",
    }
    assert "Ändrat från och med 15 juni 2021" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Förut: Minst 10" in page
    assert WHY in page
    assert "Lia Polischef, lokalpolisområdeschef (Polisen Lillköping)" in page


def test_sent_twice_it_is_written_once(cast: Cast, client: Client, patrol: KindOfWork) -> None:
    target = target_of(cast, patrol)
    client = signed_in(client, cast.coordinator)
    sent = words(target, value="6") | decision(cast)
    seen = hidden(send(client, "revise", target, sent), "moves")

    answers = [send(client, "revise", target, sent | {"confirm": "1", "moves": seen}) for _ in range(2)]

    assert TargetRevision.objects.count() == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Du har inte ändrat något i målet."),
        ({"value": "6", "applies_from": "2021-06-13"}, "En ändring gäller aldrig bakåt."),
        ({"value": "6", "applies_from": "2022-01-01"}, "Välj en dag inom löftets tid"),
        (
            {"value": "6", "applies_from": "2021-06-20", "decided_on": "2021-06-18"},
            "inte ligger framåt i tiden",
        ),
        ({"value": "6", "reason": ""}, "Skriv varför målet ändras."),
        ({"value": "6", "reason": "Ring Bo på 070-174 06 05"}, "innehåller ett telefonnummer"),
        ({"value": "6", "deciders": []}, "Välj vilka som har beslutat om ändringen."),
        ({"value": "-6"}, "Talet kan inte vara mindre än noll."),
    ],
)
def test_a_revision_that_cannot_be_is_told_and_not_written(
    cast: Cast, client: Client, patrol: KindOfWork, more: dict[str, Any], said: str
) -> None:
    target = target_of(cast, patrol)

    answer = revise(signed_in(client, cast.coordinator), cast, target, **more)

    assert said in making.text(answer).replace("&quot;", '"')
    assert not TargetRevision.objects.exists()


def test_one_party_alone_does_not_revise(cast: Cast, client: Client, patrol: KindOfWork) -> None:
    target = target_of(cast, patrol)
    police = Role.objects.get(kind="approver", organisation=cast.police)

    answer = revise(signed_in(client, cast.coordinator), cast, target, value="6", deciders=[police.pk])

    assert "Välj en som beslutat för Lillköpings kommun." in making.text(answer)
    assert not TargetRevision.objects.exists()


def test_the_next_revision_begins_no_earlier_and_from_what_stands(
    cast: Cast, client: Client, patrol: KindOfWork
) -> None:
    target = target_of(cast, patrol)
    client = signed_in(client, cast.coordinator)
    revise(client, cast, target, value="6", applies_from="2021-08-01")

    early = revise(client, cast, target, value="7", applies_from="2021-07-01")
    revise(client, cast, target, value="7", applies_from="2021-09-01")

    assert "En ändring gäller aldrig bakåt." in making.text(early)
    last = TargetRevision.objects.order_by("pk").last()
    assert last is not None
    assert (last.before["value"], last.after["value"]) == ("6", "7")


def test_who_may_not_weigh_or_revise(cast: Cast, client: Client, patrol: KindOfWork) -> None:
    adopted = target_of(cast, patrol)
    wanted = [adopted.activity.promise_id, adopted.pk]
    pages = [reverse(f"work:{name}", args=wanted) for name in ("revise", "weigh")]

    for who, status in ((cast.outsider, 404), (cast.officer, 403)):
        signed_in(client, who)
        assert client.get(pages[0]).status_code == status
        assert [client.post(page, words(adopted)).status_code for page in pages] == [status, status]
    signed_in(client, cast.coordinator)
    assert [client.put(page).status_code for page in pages] == [405, 405]
    assert client.get(pages[0]).status_code == 200
    assert client.get(pages[1]).status_code == 302
    assert client.post(pages[1], words(adopted)).status_code == 403  # adopted: it is revised instead


def test_a_draft_is_not_revised_nor_a_stopped_activity(
    cast: Cast, client: Client, patrol: KindOfWork
) -> None:
    target = target_of(cast, patrol, is_adopted=False)
    client = signed_in(client, cast.coordinator)
    address = reverse("work:revise", args=[target.activity.promise_id, target.pk])
    assert client.get(address).status_code == 403
    Promise.objects.update(adopted_on=date(2021, 1, 1), adopted_by=cast.coordinator)
    target.activity.stopped_on, target.activity.stopped_why = date(2021, 2, 1), "Slut."
    target.activity.save()

    assert client.get(address).status_code == 302


def test_the_form_of_a_revision_holds_all_that_the_target_says(
    cast: Cast, client: Client, patrol: KindOfWork
) -> None:
    target = target_of(cast, patrol)
    shown = signed_in(client, cast.coordinator).get(
        reverse("work:revise", args=[target.activity.promise_id, target.pk])
    )

    asked = set(re.findall(r'name="(\w+)"', shown.content.decode()))
    nobody_knows = {"spots"}  # the cast has no places to choose from
    assert set(RevisionForm.base_fields) - {"kind"} - asked == nobody_knows
