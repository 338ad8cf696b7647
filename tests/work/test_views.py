"""The log's pages: three taps, who may, double submits, refusals with their sentences."""

import re
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape

from lofte.accounts.models import Role
from lofte.base.hidden_keys import shown
from lofte.promises.models import KindOfWork
from lofte.work import actions, warm
from lofte.work.models import Entry, MissedSlot
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.making import text

TODAY = date(2021, 3, 10)


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


def log_it(client: Client, cast: Cast, code: str = "fotpatrull", **given: Any) -> HttpResponse:
    sent = {"once": uuid4(), "area": cast.north_area.pk, "minutes": 45, "occurred_on": TODAY} | given
    answer: Any = client.post(f"/intern/logga/slag/{code}/", {k: v for k, v in sent.items() if v is not None})
    return answer  # type: ignore[no-any-return]


def test_without_history_it_takes_a_kind_an_area_and_a_press(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    assert 'href="/intern/logga/slag/fotpatrull/"' in text(officer.get("/intern/"))
    form = text(officer.get("/intern/logga/slag/fotpatrull/"))
    assert "Norra" in form
    assert "fotpatrull: vad som räknas" in form  # the definition, beside the button

    landed = officer.get(log_it(officer, cast)["Location"])

    assert "Fotpatrull, Norra, nyss, 45 min." in text(landed)
    assert "Räknas till aktivitet 1: Fotpatrullering" in text(landed)
    assert Entry.objects.get().area == cast.north_area


def test_with_history_one_press_logs_the_same_again_today(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    log_it(officer, cast, occurred_on=date(2021, 3, 1), minutes=30)
    page = text(officer.get("/intern/"))
    [key] = re.findall(r'name="once" value="([^"]+)"', page)

    answer = officer.post(
        "/intern/logga/igen/", {"once": key, "entry": shown(Entry.objects.get().pk, "entry")}
    )

    again = Entry.objects.order_by("-pk").first()
    assert again is not None
    assert (again.occurred_on, again.minutes, again.area) == (TODAY, 30, cast.north_area)
    assert answer.status_code == 302


def test_only_my_own_work_is_offered_as_one_press(client: Client, cast: Cast, patrol: KindOfWork) -> None:
    client.force_login(cast.officer)
    log_it(client, cast)
    client.force_login(cast.partner)

    answer = client.post(
        "/intern/logga/igen/", {"once": uuid4(), "entry": shown(Entry.objects.get().pk, "entry")}
    )

    assert answer.status_code == 404
    assert "Logga igen" not in text(client.get("/intern/logga/"))


def test_the_same_form_twice_makes_one_entry_and_lands_in_one_place(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    key = uuid4()

    first, second = log_it(officer, cast, once=key), log_it(officer, cast, once=key)

    assert Entry.objects.count() == 1
    assert first["Location"] == second["Location"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"occurred_on": date(2021, 3, 11)},
            "11 mars 2021 har inte varit än. Ange i dag eller en tidigare dag.",
        ),
        ({"occurred_on": date(2019, 3, 11)}, "Dagen ligger för långt tillbaka."),
        ({"occurred_on": "i går"}, "Skriv dagen som 2026-05-03."),
        ({"minutes": 1441}, "Ange hela minuter, från 1 till 1 440 (ett dygn)."),
        ({"minutes": -1}, "Ange hela minuter, från 1 till 1 440 (ett dygn)."),
        ({"area": None}, "Välj ett område."),
        ({"note": "Pratade med 19121212-1212"}, "Läs igenom: texten ser ut att innehålla ett personnummer."),
        ({"note": "Ring 070-174 06 05"}, "Läs igenom: texten ser ut att innehålla ett telefonnummer."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    officer: Client, cast: Cast, patrol: KindOfWork, given: dict[str, Any], sentence: str
) -> None:
    answer = log_it(officer, cast, **({"note": "lugnt vid torget"} | given))

    page = text(answer).replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 422
    assert escape(sentence) in page
    assert str(given.get("note", "lugnt vid torget")) in page
    assert not Entry.objects.exists()


def test_in_english_a_month_keeps_its_capital(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    day = {"once": uuid4(), "area": cast.north_area.pk, "occurred_on": "2021-03-11"}

    answer = officer.post(f"/en/intern/logga/slag/{patrol.code}/", day)

    assert "11 March 2021 has not come yet." in text(answer)


def test_an_area_of_another_partnership_is_not_in_the_list(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    cast.rest.containment.all().delete()

    answer = log_it(officer, cast, area=None, other_area=cast.west_area.pk)

    assert answer.status_code == 422
    assert not Entry.objects.exists()


def test_a_number_that_is_asked_for_and_a_part_above_its_whole_are_said(officer: Client, cast: Cast) -> None:
    drugs = making.kind_of_work("narkotikabrott")
    found = making.quantity(drugs, "brott")
    making.quantity(drugs, "forstagang", part_of=found)

    missing = log_it(officer, cast, "narkotikabrott", minutes=None, quantity_brott="")
    above = log_it(officer, cast, "narkotikabrott", minutes=None, quantity_brott=1, quantity_forstagang=2)

    assert "Ange ett antal. Skriv 0 om det inte var något." in text(missing)
    assert "kan inte vara fler än" in text(above)


def test_an_unmet_checklist_names_the_lines_that_are_missing(officer: Client, cast: Cast) -> None:
    rows = [
        {
            "code": "initiative",
            "text": "Skolan tog initiativ",
            "text_en": "The school asked",
            "required": True,
        }
    ]
    making.kind_of_work("hundsok", checklist=rows)

    answer = log_it(officer, cast, "hundsok")

    assert "Arbetet kan bara loggas när det här stämmer: ”Skolan tog initiativ”." in text(answer)


def test_recipients_are_filled_in_beforehand_and_asked_for(officer: Client, cast: Cast) -> None:
    making.kind_of_work("lagesbild", has_recipients=True)
    form = text(officer.get("/intern/logga/slag/lagesbild/"))

    answer = log_it(officer, cast, "lagesbild")

    assert len(re.findall(r'name="recipients"[^>]* checked', form)) == 3
    assert "Ange minst en part i er samverkan som fick ta del av arbetet." in text(answer)


def test_what_is_too_short_says_so_after_it_is_saved(officer: Client, cast: Cast) -> None:
    control = making.kind_of_work("trafikkontroll")
    activity = making.activity(making.promise(cast.partnership), cast.police, title="Trafik")
    making.target(activity, "count", 30, minimum_minutes=20, kind_of_work=control)

    landed = officer.get(log_it(officer, cast, "trafikkontroll", minutes=15)["Location"])

    assert "Räknas inte till aktivitet 1: Trafik." in text(landed)
    assert "den varade 15 minuter, och löftet räknar dem som varar minst 20" in text(landed)


def test_an_entry_is_undone_with_one_press_and_only_once(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    entry_page = log_it(officer, cast)["Location"]
    undo = {"reason": "annat", "own_words": "Ångrad"}

    officer.post(f"{entry_page}ta-tillbaka/", {"once": uuid4(), **undo})
    again = officer.post(f"{entry_page}ta-tillbaka/", {"once": uuid4(), **undo})

    assert sum(Entry.objects.values_list("sign", flat=True)) == 0
    assert "Posten är redan tillbakatagen." in text(again)
    assert "Tillbakatagen och räknas inte. Skäl: Ångrad" in text(officer.get(entry_page))
    assert "Logga igen" not in text(officer.get("/intern/"))


def test_taking_back_asks_for_a_reason(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    entry_page = log_it(officer, cast)["Location"]

    nothing = officer.post(f"{entry_page}ta-tillbaka/", {"once": uuid4()})
    no_words = officer.post(f"{entry_page}ta-tillbaka/", {"once": uuid4(), "reason": "annat"})

    assert "Välj ett skäl." in text(nothing)
    assert "Skriv ett kort skäl, högst 200 tecken." in text(no_words)
    assert Entry.objects.count() == 1


def test_a_change_shows_what_was_written_and_writes_anew(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    entry_page = log_it(officer, cast, area=None, other_area=cast.west_area.pk)["Location"]
    form = text(officer.get(f"{entry_page}andra/"))
    assert f'value="{cast.west_area.pk}"' in form
    assert re.search(rf'name="area" value="{cast.west_area.pk}"[^>]* checked', form)

    sent = {"once": uuid4(), "area": cast.south_area.pk, "minutes": 20, "occurred_on": TODAY}
    landed = officer.get(officer.post(f"{entry_page}andra/", sent)["Location"])

    assert "Fotpatrull, Södra, nyss, 20 min." in text(landed)
    assert "Skäl: Fel område och längd" in text(officer.get(entry_page))
    assert sum(Entry.objects.values_list("sign", flat=True)) == 1


def test_the_list_shows_my_organisations_work_and_no_persons(
    client: Client, cast: Cast, patrol: KindOfWork
) -> None:
    client.force_login(cast.officer)
    log_it(client, cast, note="lugnt")
    assert "Fotpatrull, Norra" in text(client.get("/intern/logga/senast/"))
    page = text(client.get("/intern/logga/senast/")).split("<main")[1]
    assert cast.officer.name not in page

    client.force_login(cast.partner)

    assert "Här kommer det som din organisation har loggat" in text(client.get("/intern/logga/senast/"))


def test_a_missed_week_gets_its_reason_once_it_is_over(officer: Client, cast: Cast) -> None:
    meeting = making.kind_of_work("bos")
    activity = making.activity(making.promise(cast.partnership), cast.police, title="BOS-möten")
    making.target(activity, "cadence", 1, per="week", places=[cast.north], kind_of_work=meeting)
    page = text(officer.get("/intern/logga/takt/"))
    assert "Ska göras nu: Norra (v." in page
    address = f"/intern/logga/takt/{activity.pk}/2021-W09/"
    assert f'href="{address}"' in page
    assert officer.get(f"/intern/logga/takt/{activity.pk}/2021-W11/").status_code == 404

    officer.post(address, {"once": uuid4(), "reason": "Sportlov"})

    assert MissedSlot.objects.get().reason == "Sportlov"
    assert "Skäl: Sportlov" in text(officer.get("/intern/logga/takt/"))


ADDRESSES = [
    "",
    "slag/fotpatrull/",
    "senast/",
    "takt/",
    "post/{pk}/",
    "post/{pk}/ta-tillbaka/",
    "post/{pk}/andra/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_page_opens_for_the_right_one_and_for_nobody_else(
    client: Client, cast: Cast, patrol: KindOfWork, address: str
) -> None:
    [entry] = making.work(patrol, cast.north_area, TODAY, cast.police)
    path = f"/intern/logga/{address.format(pk=shown(entry.pk, 'entry'))}"
    is_entry = "post" in address
    assert client.get(path)["Location"].startswith("/logga-in/?next=")
    expected = {
        "officer": 200,
        "partner": 404 if is_entry else 200,
        "outsider": 404 if is_entry else 200,
        "police_approver": 403,
    }

    for who, status in expected.items():
        client.force_login(getattr(cast, who))
        assert client.get(path).status_code == status, who


def test_the_one_press_button_takes_only_a_post(officer: Client, cast: Cast) -> None:
    assert officer.get("/intern/logga/igen/").status_code == 405
    assert officer.post("/intern/logga/igen/", {"entry": "x"})["Location"] == "/intern/logga/"


def test_one_press_that_cannot_be_logged_says_why(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    log_it(officer, cast)
    cast.north.containment.all().delete()

    answer = officer.post(
        "/intern/logga/igen/", {"once": uuid4(), "entry": shown(Entry.objects.get().pk, "entry")}
    )

    assert answer.status_code == 422
    assert "Området hör inte till er samverkan." in text(answer)


def test_the_pages_ask_as_much_of_the_database_with_forty_entries_as_with_four(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    def n_queries() -> dict[str, int]:
        found = {}
        for path in ("/intern/", "/intern/logga/", "/intern/logga/senast/", "/intern/logga/slag/fotpatrull/"):
            warm.forget()
            with CaptureQueriesContext(connection) as seen:
                officer.get(path)
            found[path] = len(seen)
        return found

    for _ in range(4):
        log_it(officer, cast)
    few = n_queries()
    for number in range(36):
        actions.log(
            key=uuid4(),
            kind=patrol,
            organisation=cast.police,
            area=cast.north_area,
            occurred_on=timezone.localdate(),
            minutes=20 + number,
            by=cast.officer,
            at=timezone.now(),
        )
    for _ in range(3):
        making.activity(patrol.targets.first().activity.promise, cast.police)  # type: ignore[union-attr]

    assert n_queries() == few


def test_whoever_acts_for_two_organisations_says_for_which(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    Role.objects.create(
        user=cast.officer,
        partnership=cast.partnership,
        organisation=cast.housing,
        kind="field",
        starts=date(2020, 1, 1),
    )

    assert 'name="organisation"' in text(officer.get("/intern/logga/slag/fotpatrull/"))
    log_it(officer, cast, organisation=cast.housing.pk)
    assert Entry.objects.get().organisation == cast.housing


def test_an_english_page_marks_what_is_swedish(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    entry = log_it(officer, cast)["Location"]

    assert '<span lang="sv">Fotpatrullering</span>' in text(officer.get(f"/en{entry}"))


def test_a_reversal_in_the_list_says_what_it_is(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    log_it(officer, cast)
    actions.reverse(Entry.objects.get(), reason="dubbelt", by=cast.officer, at=making.AT)

    assert "Tar tillbaka. Skäl: dubbelt" in text(officer.get("/intern/logga/senast/"))
