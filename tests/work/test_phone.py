"""The log in the phone: what it takes along, and that what it hands in becomes one row."""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.base.models import AuditEvent
from lofte.promises.models import KindOfWork
from lofte.work import actions, writers
from lofte.work.models import Entry, EntryNote
from lofte.work.phone import views, where
from tests.cast import Cast
from tests.conftest import Freeze
from tests.house import source
from tests.work import making
from tests.work.making import text

TODAY = date(2021, 3, 10)
PHONE = "/intern/logga/telefon/"


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


def hand_in(client: Client, cast: Cast, code: str = "fotpatrull", **given: Any) -> Any:
    sent = {"once": uuid4(), "account": cast.officer.pk, "area": cast.north_area.pk, "occurred_on": TODAY}
    return client.post(f"{PHONE}slag/{code}/", sent | {"minutes": 45} | given)


def test_three_times_sent_is_one_row_and_each_answer_leads_to_it(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    key = uuid4()

    told = [hand_in(officer, cast, once=key).json() for _ in range(3)]

    assert Entry.objects.get().key == key
    assert EntryNote.objects.get().entered_by == cast.officer
    assert {one["fate"] for one in told} == {"saved"}
    assert {one["address"] for one in told} == {reverse("work:entry", args=[Entry.objects.get().pk])}
    assert told[0]["said"] == "Fotpatrull, Norra, nyss, 45 min"


def test_a_row_that_was_written_is_told_so_though_it_would_be_refused_today(
    officer: Client, cast: Cast, patrol: KindOfWork, freeze: Freeze
) -> None:
    key = uuid4()
    hand_in(officer, cast, once=key)
    freeze("2023-03-10T12:00")
    officer.force_login(cast.officer)

    assert hand_in(officer, cast, once=key).json()["fate"] == "saved"
    assert hand_in(officer, cast, once=uuid4()).json()["fate"] == "refused"


def test_what_one_wrote_is_never_sent_as_another(client: Client, cast: Cast, patrol: KindOfWork) -> None:
    client.force_login(cast.coordinator)

    answer = hand_in(client, cast)

    assert (answer.status_code, answer.json()) == (409, {"fate": "other"})
    assert not Entry.objects.exists()


def test_anothers_key_is_refused_and_shows_nothing_of_that_row(
    client: Client, cast: Cast, patrol: KindOfWork
) -> None:
    key = UUID(int=5)
    client.force_login(cast.officer)
    hand_in(client, cast, once=key)
    client.force_login(cast.partner)

    answer = hand_in(client, cast, once=key, account=cast.partner.pk)

    assert answer.status_code == 422
    assert "address" not in answer.json()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"minutes": 0},
            ("minutes", "Ange hela minuter, från 1 till 1 440 (ett dygn). Dela upp längre arbete."),
        ),
        ({"area": ""}, ("area", "Välj ett område.")),
        ({"area": "99999"}, ("area", "Området hör inte till er samverkan. Välj ett i listan.")),
        (
            {"note": "Ring 070-174 06 05"},
            ("note", "Läs igenom: texten ser ut att innehålla ett telefonnummer."),
        ),
        ({"started_at": "13:00"}, ("started_at", "Klockan är inte 13.00 än.")),
        ({"once": "trasig"}, ("", "Formuläret kom inte helt fram")),
    ],
)
def test_a_refusal_comes_back_with_its_field_and_its_sentence(
    officer: Client, cast: Cast, patrol: KindOfWork, given: dict[str, Any], said: tuple[str, str]
) -> None:
    field, sentence = said

    answer = hand_in(officer, cast, **given)

    [error] = answer.json()["errors"]
    assert answer.status_code == 422
    assert error["field"] == field
    assert error["text"].replace("\N{NO-BREAK SPACE}", " ").startswith(sentence)
    assert bool(error["label"]) is bool(field)
    assert not Entry.objects.exists()


def test_a_note_that_names_somebody_is_saved_when_its_writer_has_read_it_through(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    note = "Kevin, 14 år, misshandlas hemma"

    came = hand_in(officer, cast, note=note).json()
    saved = hand_in(officer, cast, note=note, **came["again"])

    assert came["again"].keys() == {"looked", "warned"}
    assert "112" in " ".join(error["text"] for error in came["errors"])
    assert saved.json()["fate"] == "saved"
    [line] = AuditEvent.objects.filter(verb="text.read_through")
    assert line.facts == {"form": "LogForm", "fields": ["note"], "kinds": {"name": 1}, "signs": ["child"]}
    assert line.by_id == cast.officer.pk


def test_a_kind_that_is_no_more_is_refused(officer: Client, cast: Cast) -> None:
    [error] = hand_in(officer, cast, code="ingenting").json()["errors"]

    assert error["text"] == "Det slaget av arbete går inte längre att logga."


def test_without_a_token_nothing_is_received_and_with_a_fresh_one_it_is(
    cast: Cast, patrol: KindOfWork
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    assert hand_in(client, cast).status_code == 403

    who = client.get(f"{PHONE}konto/").json()
    sent = {"once": uuid4(), "account": who["account"], "area": cast.north_area.pk, "occurred_on": TODAY}
    answer = client.post(f"{PHONE}slag/fotpatrull/", sent, headers={"X-CSRFToken": who["token"]})

    assert answer.json()["fate"] == "saved"


def test_signed_out_the_phone_is_led_to_the_door_and_nothing_is_handed_out(
    client: Client, cast: Cast
) -> None:
    for path in ("konto/", "packning/", "mark/"):
        assert client.get(PHONE + path)["Location"].startswith("/logga-in/")
    client.force_login(cast.police_approver)
    assert client.get(f"{PHONE}konto/").status_code == 403


def test_the_pack_holds_what_can_be_chosen_and_what_is_asked_here(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    for _ in range(2):
        hand_in(officer, cast, minutes=30)

    pack = officer.get(f"{PHONE}packning/").json()

    [kind] = pack["kinds"]
    assert (kind["code"], kind["promised"], kind["minutes"]) == ("fotpatrull", True, 30)
    assert kind["areas"] == [cast.north_area.pk, cast.south_area.pk]
    assert [row["name"] for row in pack["areas"]] == ["Lillköping", "Norra", "Södra", "Västra"]
    [usual] = pack["usual"]
    assert usual["one_press"]
    assert ["area", str(cast.north_area.pk)] in usual["fields"]
    asked = {row["place"]: row["areas"] for row in pack["asked"]}
    assert asked == {"Södra": [cast.south_area.pk]}  # in the north this week's two are done
    assert (pack["account"], pack["name"]) == (cast.officer.pk, "Pia Polis")
    assert pack["writers"] == writers.sentences([cast.police])[0]


def test_a_week_that_is_due_is_asked_for_in_its_own_area(officer: Client, cast: Cast) -> None:
    meeting = making.kind_of_work("bos", name="BOS")
    activity = making.activity(making.promise(cast.partnership), cast.police, title="BOS-möten")
    making.target(activity, "cadence", 1, per="week", places=[cast.north], kind_of_work=meeting)

    [asked] = officer.get(f"{PHONE}packning/").json()["asked"]

    assert asked["areas"] == [cast.north_area.pk]
    assert asked["note"].replace("\N{NO-BREAK SPACE}", " ") == "Ska göras senast 14 mars"


def test_the_pack_asks_as_much_of_the_database_however_much_is_logged(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    def n_queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            officer.get(f"{PHONE}packning/")
        return len(seen)

    hand_in(officer, cast)
    n_queries()  # the first counts cold, and keeps what it counted
    hand_in(officer, cast)
    few = n_queries()
    for _ in range(8):
        hand_in(officer, cast, area=cast.south_area.pk)

    assert n_queries() == few


def test_the_ground_holds_every_area_and_the_finest_comes_first(officer: Client, cast: Cast) -> None:
    ground = officer.get(f"{PHONE}mark/").json()

    assert [row["whole"] for row in ground["areas"]] == [False, False, False, True]
    assert ground["stamp"] == officer.get(f"{PHONE}packning/").json()["ground"]
    assert where.outlines([cast.north_area])[0]["rings"][0][0] == [14.0, 57.1]


def test_the_shell_holds_nothing_of_anybody(client: Client, cast: Cast) -> None:
    nobodys = text(client.get(PHONE))
    client.force_login(cast.officer)

    assert text(client.get(PHONE)) == nobodys
    assert 'csrfmiddlewaretoken">' in nobodys


def test_the_worker_knows_every_file_of_the_shell_and_rules_the_staffs_pages(
    client: Client, cast: Cast
) -> None:
    answer = client.get("/en/intern/logga/telefon/arbetare.js")

    told = json.loads(answer.content.decode().partition("attend(")[2].rpartition(")")[0])
    lying = {path.name for path in source.inside(".js", ".png") if path.parent.match("work/phone")}
    assert answer["Service-Worker-Allowed"] == "/en/intern/"
    assert answer["Content-Type"].startswith("text/javascript")
    assert told["shell"] == "/en/intern/logga/telefon/"
    assert {path.rpartition("/")[2] for path in told["files"]} >= lying
    assert len(views.SCRIPTS) == len([name for name in lying if name.endswith(".js")])


def test_the_manifest_makes_an_app_of_it(client: Client, cast: Cast) -> None:
    told = client.get(f"{PHONE}app.webmanifest").json()

    assert (told["start_url"], told["display"]) == (PHONE, "standalone")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}


def test_what_was_reversed_since_is_not_written_again(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    key = uuid4()
    hand_in(officer, cast, once=key)
    actions.reverse(Entry.objects.get(), reason="fel", by=cast.officer, at=making.AT)

    assert hand_in(officer, cast, once=key).json()["fate"] == "saved"
    assert sum(Entry.objects.values_list("sign", flat=True)) == 0
