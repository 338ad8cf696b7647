"""A draft tried against the log: the page, and the season that can be taken over from it."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.promises.models import Activity, KindOfWork, Promise, Question
from lofte.promises.queries import whole_promise
from lofte.work import warm
from lofte.work.weighing import trying
from tests.cast import Cast
from tests.promises.asking import signed_in
from tests.work import making

TODAY = date(2021, 6, 15)


@pytest.fixture(autouse=True)
def today(freeze: Callable[[str], datetime]) -> datetime:
    return freeze("2021-06-15T12:00")


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    return making.kind_of_work()


@pytest.fixture
def draft(cast: Cast) -> Promise:
    return making.promise(cast.partnership, starts=date(2022, 1, 1), ends=date(2024, 1, 1), adopted_on=None)


@pytest.fixture
def patrolling(cast: Cast, draft: Promise) -> Activity:
    return making.activity(draft, cast.police)


def two_years_of(patrol: KindOfWork, cast: Cast) -> None:
    """Log 610 and then 700 patrols, June to May, all in Norra: fewest in July."""
    for year, each, july in ((2019, 55, 5), (2020, 63, 7)):
        for n in range(12):
            month = (5 + n) % 12 + 1
            day = date(year + (month < 6), month, 10)
            making.work(patrol, cast.north_area, day, cast.police, occasions=july if month == 7 else each)


def shown(client: Client, draft: Promise) -> str:
    answer = client.get(reverse("work:trial", args=[draft.pk]))
    assert answer.status_code == 200
    return making.text(answer).replace("\N{NO-BREAK SPACE}", " ")


def test_a_draft_is_tried_in_plain_words(
    cast: Cast, client: Client, patrol: KindOfWork, patrolling: Activity
) -> None:
    two_years_of(patrol, cast)
    target = making.target(
        patrolling,
        "count",
        900,
        kind_of_work=patrol,
        per="year",
        places=[cast.north, cast.south],
        each_place=True,
    )
    Question.objects.create(
        promise=patrolling.promise, target=target, code="which_number", text="Hur många?", facts={}
    )

    text = shown(signed_in(client, cast.coordinator), patrolling.promise)

    assert "1 av 1 mål är värt att se över." in text
    assert "900 om året är 17 i veckan." in text
    assert "Gånger 2 områden blir det 1 800 om året." in text
    assert "Norra: Loggens senaste två år ger 610–700 om året." in text
    assert "mer än något av åren i Norra och Södra" in text
    assert "1 fråga om målet är inte besvarad." in text


def test_what_is_unclear_is_said_and_what_cannot_be_counted_too(
    cast: Cast, client: Client, patrol: KindOfWork, patrolling: Activity
) -> None:
    making.target(patrolling, "count", 800, kind_of_work=patrol, places=[cast.north, cast.south])
    making.target(patrolling, "count", 10, position=1)
    making.target(patrolling, "qualitative", position=2)

    text = shown(signed_in(client, cast.officer), patrolling.promise)

    assert "Perioden är oklar: 800 om året, eller 800 på hela tiden?" in text
    assert "inte avgjort om 800 gäller varje område (1 600 sammanlagt)" in text
    assert "Inget sådant arbete är loggat de senaste två åren." in text
    assert "Kan inte räknas än: det är inte bestämt vilket slags arbete som räknas." in text
    assert "Redovisas i ord." in text
    assert "Ändra målet" not in text  # an officer reads, and changes nothing


def test_a_cadence_is_held_against_what_was_kept(
    cast: Cast, client: Client, patrol: KindOfWork, patrolling: Activity
) -> None:
    making.target(patrolling, "cadence", 1, per="month", kind_of_work=patrol)
    for month in (1, 2, 3):
        making.work(patrol, cast.north_area, date(2021, month, 3), cast.police)

    text = shown(signed_in(client, cast.coordinator), patrolling.promise)

    assert "De senaste tolv månaderna gjordes det 3 av 12 gånger." in text
    assert "Det är färre än nio av tio." in text


def test_the_logs_season_is_taken_over_once(
    cast: Cast, client: Client, patrol: KindOfWork, patrolling: Activity
) -> None:
    two_years_of(patrol, cast)
    target = making.target(patrolling, "count", 650, per="year", kind_of_work=patrol, places=[cast.north])
    client = signed_in(client, cast.coordinator)
    assert "mest i" in shown(client, patrolling.promise)
    address = reverse("work:take-season", args=[patrolling.promise_id, target.pk])
    sent = {"once": str(uuid4())}

    answers = [client.post(address, sent) for _ in range(2)]

    target.refresh_from_db()
    assert target.pace == "season"
    assert target.month_weights == [9, 9, 9, 9, 9, 9, 1, 9, 9, 9, 9, 9]  # 118 or 12 of 1 310
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert "fördelat efter säsong" in shown(client, patrolling.promise)


def test_who_sees_and_who_changes(
    cast: Cast, client: Client, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 650, per="year", kind_of_work=patrol)
    page = reverse("work:trial", args=[patrolling.promise_id])
    season = reverse("work:take-season", args=[patrolling.promise_id, target.pk])

    for who, seen, sent in ((cast.outsider, 404, 404), (cast.officer, 200, 403)):
        signed_in(client, who)
        assert (client.get(page).status_code, client.post(season).status_code) == (seen, sent)
    signed_in(client, cast.coordinator)
    assert (client.post(page).status_code, client.get(season).status_code) == (405, 405)
    assert (
        client.post(season, {"once": "fel"}).headers["Location"] == page
    )  # nothing to take, nothing written
    Promise.objects.update(adopted_on=date(2021, 1, 1), adopted_by=cast.coordinator)
    assert client.get(page).status_code == 302
    assert client.post(season, {"once": str(uuid4())}).status_code == 403


def test_the_queries_do_not_grow_with_targets_or_log(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    making.target(patrolling, "count", 650, per="year", kind_of_work=patrol, places=[cast.north])
    making.target(patrolling, "cadence", 1, position=1, per="month", kind_of_work=patrol)

    def n_queries() -> int:
        warm.forget()
        whole = whole_promise(patrolling.promise_id)
        with CaptureQueriesContext(connection) as caught:
            trying.tried(whole, TODAY)
        return len(caught)

    few = n_queries()
    for n in range(5):
        making.target(patrolling, "count", 65, position=2 + n, per="year", kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 4, 1), cast.police, n=20)

    assert n_queries() == few
