"""An activity is stopped with a day and a reason: the one change of an adopted promise."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from lofte.base.models import AuditEvent
from lofte.promises import actions
from lofte.promises.models import Activity, Promise
from tests.cast import Cast
from tests.promises.asking import page, post, signed_in
from tests.promises.reading import AT, TODAY

WHY = "Föreningen lade ner sin verksamhet."


@pytest.fixture
def activity(ready: Promise, cast: Cast) -> Activity:
    actions.adopt(promise=ready, adopted_on=TODAY, by=cast.coordinator, at=AT)
    return ready.activities.order_by("position").select_related("promise")[0]


def stop(activity: Activity, cast: Cast, on: date = TODAY, why: str = WHY) -> Activity:
    return actions.stop_activity(activity=activity, stopped_on=on, why=why, by=cast.coordinator, at=AT)


def test_it_keeps_its_day_and_reason_and_leaves_a_line_without_the_words(
    activity: Activity, cast: Cast
) -> None:
    stop(activity, cast)

    activity.refresh_from_db()
    assert (activity.stopped_on, activity.stopped_why) == (TODAY, WHY)
    line = AuditEvent.objects.get(verb="activity.stopped")
    assert (line.target_id, line.by_id) == (activity.pk, cast.coordinator.pk)
    assert line.facts == {"stopped_on": TODAY.isoformat()}


def test_it_is_not_stopped_twice_nor_without_a_word(activity: Activity, cast: Cast) -> None:
    with pytest.raises(actions.ReasonMissing):
        stop(activity, cast, why="  ")
    stop(activity, cast)
    with pytest.raises(actions.AlreadyStopped):
        stop(activity, cast, why="Något annat.")


@pytest.mark.parametrize("day", [date(2025, 12, 31), TODAY + timedelta(days=1), date(2028, 1, 1)])
def test_it_is_stopped_within_the_promise_and_not_on_a_day_to_come(
    activity: Activity, cast: Cast, day: date
) -> None:
    with pytest.raises(actions.StoppedOutside):
        stop(activity, cast, on=day)


def test_an_activity_of_a_draft_is_taken_away_instead(draft: Promise, cast: Cast, client: Client) -> None:
    first = draft.activities.order_by("position")[0]

    with pytest.raises(actions.NotAdopted):
        stop(first, cast)
    answer = post(
        signed_in(client, cast.coordinator),
        "stop-activity",
        [draft.pk, first.pk],
        stopped_on=str(TODAY),
        why=WHY,
    )

    assert answer.status_code == 403


def test_the_coordinator_stops_it_on_its_page_and_sees_it_stopped(
    activity: Activity, cast: Cast, client: Client
) -> None:
    args = [activity.promise_id, activity.pk]
    before = page(signed_in(client, cast.coordinator), "promise", args[:1])
    shown = page(client, "stop-activity", args)

    answer = post(client, "stop-activity", args, stopped_on=str(TODAY), why=WHY)

    after = page(client, "promise", args[:1])
    assert f"/aktiviteter/{activity.pk}/stoppa/" in before
    assert activity.text in shown
    assert answer.headers["Location"] == f"/intern/loften/{args[0]}/#a{activity.pk}"
    assert "Stoppad 20 november 2026" in after.replace("\N{NO-BREAK SPACE}", " ")
    assert WHY in after
    assert f"/aktiviteter/{activity.pk}/stoppa/" not in after


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stopped_on": "2026-11-21"}, "Välj en dag inom löftets tid"),
        ({"stopped_on": "2025-12-31"}, "Välj en dag inom löftets tid"),
        ({"why": ""}, "Skriv varför aktiviteten stoppas."),
        ({"why": "Ring Bo på 070-174 06 05"}, "”Varför stoppas den?” innehåller ett telefonnummer."),
    ],
)
def test_a_wrong_form_is_told_at_the_field_and_stops_nothing(
    activity: Activity, cast: Cast, client: Client, change: dict[str, Any], said: str
) -> None:
    args = [activity.promise_id, activity.pk]
    values = {"stopped_on": str(TODAY), "why": WHY} | change

    text = post(signed_in(client, cast.coordinator), "stop-activity", args, **values).content.decode()

    activity.refresh_from_db()
    assert said in text
    assert values["why"] in text
    assert activity.stopped_on is None


def test_two_who_stop_it_are_told_that_the_first_one_holds(
    activity: Activity, cast: Cast, client: Client
) -> None:
    args = [activity.promise_id, activity.pk]
    signed_in(client, cast.coordinator)
    post(client, "stop-activity", args, stopped_on=str(TODAY), why=WHY)

    late = post(client, "stop-activity", args, stopped_on=str(TODAY), why="Något annat.")

    assert "Aktiviteten är redan stoppad." in late.content.decode()
    assert client.get(f"/intern/loften/{args[0]}/aktiviteter/{args[1]}/stoppa/").status_code == 302


def test_only_a_coordinator_of_the_partnership_stops(activity: Activity, cast: Cast, client: Client) -> None:
    args = [activity.promise_id, activity.pk]
    for user, status in ((cast.officer, 403), (cast.municipality_approver, 403), (cast.outsider, 404)):
        answer = post(signed_in(client, user), "stop-activity", args, stopped_on=str(TODAY), why=WHY)
        assert answer.status_code == status, user
    assert "stoppa/" not in page(signed_in(client, cast.officer), "promise", args[:1])
