"""The form of the log: what it knows beforehand, what it asks, and what it says of what was logged."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lofte.promises.models import KindOfWork
from lofte.work import words
from lofte.work.models import Entry
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.making import text

TODAY = date(2021, 3, 10)
FORM = "/intern/logga/slag/fotpatrull/"


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


def log_it(client: Client, code: str = "fotpatrull", **given: Any) -> Any:
    sent = {"once": uuid4(), "minutes": 45, "occurred_on": TODAY} | given
    return client.post(f"/intern/logga/slag/{code}/", sent)


def chosen(page: str) -> list[str]:
    return re.findall(r'name="area" value="(\d+)"[^>]* checked', page)


def test_where_it_can_be_several_areas_and_i_have_done_none_i_am_asked(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    making.work(patrol, cast.south_area, TODAY, cast.police, n=3)  # by a colleague

    form = text(officer.get(FORM))
    answer = log_it(officer)

    assert form.count('name="area"') == 2
    assert not chosen(form)
    assert answer.status_code == 422
    assert "Välj ett område." in text(answer)
    assert Entry.objects.count() == 3


def test_where_i_did_it_last_is_chosen_beforehand(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    log_it(officer, area=cast.south_area.pk)

    assert chosen(text(officer.get(FORM))) == [str(cast.south_area.pk)]


def test_the_only_area_is_chosen_beforehand(officer: Client, cast: Cast) -> None:
    made = making.kind_of_work(name="Fotpatrull")
    activity = making.activity(making.promise(cast.partnership), cast.police)
    making.target(activity, "count", 30, places=[cast.north], kind_of_work=made)

    assert chosen(text(officer.get(FORM))) == [str(cast.north_area.pk)]


def test_a_case_is_begun_or_closed_by_the_press_itself(officer: Client, cast: Cast) -> None:
    making.kind_of_work("sig", states="case", name="SIG")

    form = text(officer.get("/intern/logga/slag/sig/"))
    landed = log_it(officer, "sig", area=cast.north_area.pk, state="closed")
    neither = log_it(officer, "sig", area=cast.north_area.pk)

    assert re.findall(r'<button[^>]* name="state" value="(\w+)"', form) == ["begun", "closed"]
    assert 'type="radio" name="state"' not in form
    assert Entry.objects.get().state == "closed"
    change = text(officer.get(f"{landed['Location']}andra/"))
    assert re.search(r'type="radio" name="state" value="closed"[^>]* checked', change)
    assert "Ange om ärendet påbörjades eller avslutades." in text(neither)


def test_the_note_is_read_where_the_entry_is_and_kept_by_a_change(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    landed = log_it(officer, area=cast.north_area.pk, note="Det regnade hela passet.")["Location"]

    page, change = text(officer.get(landed)), text(officer.get(f"{landed}andra/"))
    sent = {"once": uuid4(), "area": cast.north_area.pk, "minutes": 30, "occurred_on": TODAY}
    officer.post(f"{landed}andra/", {**sent, "note": "Det regnade hela passet."})

    assert "Det regnade hela passet." in page
    assert "Det regnade hela passet." in change
    newest = Entry.objects.order_by("-pk").first()
    assert newest is not None
    assert newest.note.text == "Det regnade hela passet."


def test_a_number_stands_by_its_word_whatever_it_is(officer: Client, cast: Cast) -> None:
    drugs = making.kind_of_work("narkotika", name="Narkotikabrott")
    making.quantity(drugs, "upptäckta brott")

    landed = log_it(officer, "narkotika", area=cast.north_area.pk, **{"quantity_upptäckta brott": 1})

    assert "nyss, 45 min, upptäckta brott: 1." in text(officer.get(landed["Location"]))


def test_only_what_was_logged_just_now_is_said_to_be(
    officer: Client, cast: Cast, patrol: KindOfWork, now: datetime
) -> None:
    [entry] = making.work(patrol, cast.north_area, TODAY, cast.police)

    def said(logged: timedelta) -> str:
        entry.logged_at = now + logged
        return words.when(entry, now)

    assert [said(timedelta(minutes=minutes)) for minutes in (-20, -5, 0, 300)] == [
        "i dag",
        "nyss",
        "nyss",
        "i dag",
    ]


def test_two_targets_of_one_activity_are_told_apart(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    target = patrol.targets.get()
    making.target(target.activity, "count", 500, comparator=">=", kind_of_work=patrol)

    page = text(officer.get(log_it(officer, area=cast.north_area.pk)["Location"]))

    assert re.search(r"Räknas till aktivitet 1: Fotpatrullering \([^)]*minst 500[^)]*\)\.", page, re.I)
    assert page.count("Räknas till aktivitet 1") == 2
    assert page.index(target.activity.promise.title) < page.index("Räknas till aktivitet 1")
    assert page.count(f"{target.activity.promise.title}</h3>") == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"activity": 999}, "Aktiviteten hör inte till något av era löften som gäller nu. Välj en i listan."),
        ({"place": 999}, "Platsen hör inte till er samverkan. Välj en i listan."),
        ({"note": "a" * 1001}, "Anteckningen får ha högst 1 000 tecken. Korta den."),
        ({"minutes": "45,5"}, "Ange hela minuter, från 1 till 1 440 (ett dygn)."),
    ],
)
def test_what_is_refused_says_what_is_wrong_and_how_to_mend_it(
    officer: Client, cast: Cast, patrol: KindOfWork, *, given: dict[str, Any], said: str
) -> None:
    answer = log_it(officer, area=cast.north_area.pk, **given)

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Entry.objects.exists()


def test_a_part_above_its_whole_is_said_by_name(officer: Client, cast: Cast) -> None:
    drugs = making.kind_of_work("narkotika")
    whole = making.quantity(drugs, "brott")
    making.quantity(drugs, "förstagångsanvändare", part_of=whole)

    answer = log_it(
        officer, "narkotika", area=cast.north_area.pk, quantity_brott=1, quantity_förstagångsanvändare=2
    )

    assert "Förstagångsanvändare kan inte vara fler än brott. Kontrollera båda talen." in text(answer)


def test_a_day_outside_the_promise_is_told_by_its_first_and_its_last(officer: Client, cast: Cast) -> None:
    making.kind_of_work()
    activity = making.activity(making.promise(cast.partnership), cast.police)

    answer = log_it(officer, area=cast.north_area.pk, activity=activity.pk, occurred_on=date(2020, 12, 31))

    page = text(answer).replace("\N{NO-BREAK SPACE}", " ")
    assert "Välj en dag från och med den 1 januari 2021 till och med den 31 december 2021." in page


def test_a_change_that_changes_nothing_writes_nothing(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    landed = log_it(officer, area=cast.north_area.pk, note="Regn.")["Location"]
    sent = {"area": cast.north_area.pk, "minutes": 45, "occurred_on": TODAY, "note": "Regn."}

    answer = officer.post(f"{landed}andra/", {"once": uuid4(), **sent})

    assert answer.status_code == 422
    assert "Du har inte ändrat något." in text(answer)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"occurred_on": date(2021, 3, 9)}, "Fel dag"),
        ({"minutes": 30, "note": ""}, "Fel längd och uppgift"),
    ],
)
def test_what_was_wrong_is_seen_from_what_is_changed(
    officer: Client, cast: Cast, patrol: KindOfWork, *, changed: dict[str, Any], reason: str
) -> None:
    landed = log_it(officer, area=cast.north_area.pk, note="Regn.")["Location"]
    sent = {"area": cast.north_area.pk, "minutes": 45, "occurred_on": TODAY, "note": "Regn.", **changed}

    officer.post(f"{landed}andra/", {"once": uuid4(), **sent})

    assert Entry.objects.get(sign=-1).reversal_reason == reason
