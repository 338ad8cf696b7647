"""A registrar asks, another person repeats the words, and the text is nowhere: nobody keeps the words."""

import json
import logging
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import Settings

from lofte.accounts.models import Organisation, Role, User
from lofte.base.models import AuditEvent, ReceivedForm
from lofte.publication.redacting import actions, journal, live
from lofte.publication.redacting.actions import Decision
from lofte.records.models import AskedRedaction
from lofte.released.models import Opening, Redaction, Release
from lofte.work.models import EntryNote
from tests.cast import SINCE
from tests.conftest import Freeze
from tests.released_world import World
from tests.work.making import text

AT = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
COMMENT = "Så här gick det, säger vi båda."
NAME = "Lia Polischef"
NOTE = "Här stod en text som togs bort 12\N{NO-BREAK SPACE}maj 2026 (art. 17 dataskyddsförordningen)"
HERE = "/intern/borttag/lillkoping/"
PAGE = "/lillkoping/loften/2021/2021-T1/v1/"
DECISION = {
    "ground": "gdpr_17",
    "reference": "KS 2026/12",
    "office": "Kommunstyrelsen",
    "decided_on": "2026-05-12",
    "why": "Det begärdes",
}


@pytest.fixture(autouse=True)
def now(freeze: Freeze, settings: Settings, tmp_path: Path) -> datetime:
    """A day, and a home of its own: the journal of one test is not another's."""
    settings.HOME = tmp_path / "hem"
    settings.HOME.mkdir()
    return freeze("2026-05-12T10:00")


def person(world: World, kind: str, where: str = "partnership") -> Client:
    partnership = getattr(world.stage.cast, where)
    whose = partnership.organisations.order_by("pk").first()
    user = User.objects.create_user(email=f"{uuid4()}@example.org", name="Någon Annan")
    Role.objects.create(user=user, partnership=partnership, organisation=whose, kind=kind, starts=SINCE)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked_for(client: Client, words: str, **other: str) -> Any:
    """Fill in the form, look, and send it again as the page gave it."""
    sent = DECISION | {"once": str(uuid4()), "text": words} | other
    shown = client.post(f"{HERE}begar/", sent)
    seen = re.search(r'name="seen" value="(\w{64})"', text(shown))
    return client.post(f"{HERE}begar/", sent | {"seen": seen[1]}) if seen else shown


def confirmed(client: Client, address: str, words: str) -> Any:
    return client.post(f"{address}bekrafta/", {"once": str(uuid4()), "text": words})


def n_standing(words: str) -> int:
    return sum(words in one for one in live.texts()) + Opening.objects.filter(text__contains=words).count()


@pytest.mark.parametrize("kind", ["registrar", "approver"])
def test_two_persons_take_a_text_away(world: World, db: None, kind: str) -> None:
    first, second = person(world, "registrar"), person(world, kind)
    address = asked_for(first, COMMENT)["Location"]
    before = n_standing(COMMENT)

    answer = confirmed(second, address, COMMENT)

    assert (before > 0, answer.status_code, n_standing(COMMENT)) == (True, 302, 0)
    assert NOTE in Client().get(PAGE).content.decode()
    assert "Kommunstyrelsen" in text(first.get(HERE))
    assert PAGE in text(first.get(HERE))
    one = AskedRedaction.objects.get()
    assert (one.outcome, one.sum, one.salt) == ("done", "", "")
    assert one.redaction == Redaction.objects.get()
    assert journal.unplayed() == []


def test_the_first_sees_each_place_before_asking(world: World, db: None) -> None:
    EntryNote.objects.update(text=f"Enligt {COMMENT}")
    first = person(world, "registrar")

    shown = first.post(f"{HERE}begar/", DECISION | {"once": str(uuid4()), "text": COMMENT})

    assert shown.status_code == 200
    assert PAGE in text(shown)
    assert not AskedRedaction.objects.exists()
    assert AuditEvent.objects.filter(verb="redaction.sought").count() == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Finns ingenstans alls", "nowhere"),
        ("Polisen Lillköping", "inside_the_hash"),
        ("Ja!", "too_short"),
    ],
)
def test_each_look_stands_in_the_trail_also_a_refused_one(
    world: World, db: None, words: str, told: str
) -> None:
    first = person(world, "registrar")

    first.post(f"{HERE}begar/", DECISION | {"once": str(uuid4()), "text": words})

    line = AuditEvent.objects.get(verb="redaction.sought")
    assert (line.facts, line.by_id) == ({"n": 0, "refused": told}, User.objects.latest("pk").pk)


@pytest.mark.parametrize(("kind", "refused"), [("approver", "other_words"), ("registrar", "nowhere")])
def test_words_tried_by_the_second_stand_in_the_trail_when_they_are_refused(
    world: World, db: None, kind: str, refused: str
) -> None:
    address = asked_for(person(world, "registrar"), COMMENT)["Location"]
    words = "säger vi båda"
    if refused == "nowhere":
        actions.redact(text=COMMENT, decision=Decision("osl", "1", "KS", date(2026, 5, 12)), at=AT)
        words = COMMENT

    confirmed(person(world, kind), address, words)

    assert AuditEvent.objects.get(verb="redaction.refused").facts == {"refused": refused}


def test_who_asked_does_not_confirm(world: World, db: None) -> None:
    first = person(world, "registrar")
    address = asked_for(first, COMMENT)["Location"]

    answer = confirmed(first, address, COMMENT)

    assert answer.status_code == 422
    assert "En annan person ska bekräfta" in text(answer)
    assert n_standing(COMMENT)


def test_other_words_are_refused_and_it_waits_on(world: World, db: None) -> None:
    address = asked_for(person(world, "registrar"), COMMENT)["Location"]

    answer = confirmed(person(world, "approver"), address, "Så här gick det")

    assert answer.status_code == 422
    assert AskedRedaction.objects.get().outcome == "waiting"
    assert (n_standing(COMMENT) > 0, Redaction.objects.count()) == (True, 0)


def test_another_partnership_finds_nothing(world: World, db: None) -> None:
    address = asked_for(person(world, "registrar"), COMMENT)["Location"]
    other = person(world, "registrar", "other_partnership")

    assert other.get(address).status_code == 404
    assert confirmed(other, address, COMMENT).status_code == 404
    assert other.get(HERE).status_code == 404


def test_what_stands_in_another_partnerships_things_is_the_operators(world: World, db: None) -> None:
    theirs = world.stage.cast.other_partnership.organisations.order_by("pk").first()
    assert theirs is not None
    Organisation.objects.filter(pk=theirs.pk).update(short_name=f"Hos {COMMENT}")

    answer = asked_for(person(world, "registrar"), COMMENT)

    assert answer.status_code == 422
    assert "står också utanför er samverkan" in text(answer)


def test_what_comes_to_stand_elsewhere_meanwhile_is_not_taken_either(world: World, db: None) -> None:
    address = asked_for(person(world, "registrar"), COMMENT)["Location"]
    User.objects.create_user(email="ingens@example.org", name=COMMENT)

    answer = confirmed(person(world, "approver"), address, COMMENT)

    assert answer.status_code == 422
    assert (n_standing(COMMENT) > 0, AskedRedaction.objects.get().outcome) == (True, "waiting")


@pytest.mark.parametrize(
    ("words", "other", "said"),
    [
        ("Ja!", {}, "Skriv minst fyra tecken"),
        ("Finns ingenstans alls", {}, "Texten finns ingenstans"),
        (COMMENT, {"why": f"För att {COMMENT}"}, "får inte innehålla texten"),
        (COMMENT, {"decided_on": "2026-05-13"}, "Dagen har inte varit än"),
        (COMMENT, {"decided_on": "2017-05-13"}, "Grunden gällde inte"),
    ],
)
def test_what_cannot_be_asked_is_said(world: World, db: None, words: str, other: Any, said: str) -> None:
    answer = asked_for(person(world, "registrar"), words, **other)

    assert answer.status_code == 422
    assert said in text(answer)
    assert not AskedRedaction.objects.exists()


def test_the_words_are_kept_by_nothing_while_it_waits(
    world: World, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    words, before = "säger vi båda", n_standing("säger vi båda")
    first, second = person(world, "registrar"), person(world, "approver")
    with caplog.at_level(logging.DEBUG, logger="lofte"):
        address = asked_for(first, words)["Location"]
        confirmed(second, address, words + "!")

    assert n_standing(words) == before
    assert words not in caplog.text
    assert words not in json.dumps([*AuditEvent.objects.order_by("pk").values_list("facts", flat=True)])
    assert not [one for one in Session.objects.order_by("pk") if words in str(one.get_decoded())]


def test_the_sum_of_the_form_does_not_hang_on_the_words(world: World, db: None) -> None:
    first = person(world, "registrar")

    asked_for(first, COMMENT)
    asked_for(first, "säger vi båda")

    sums = ReceivedForm.objects.filter(landed_at__startswith=HERE).values_list("content", flat=True)
    assert (len(sums), len(set(sums))) == (2, 1)
    assert len(set(AskedRedaction.objects.values_list("sum", flat=True))) == 2


def test_the_same_words_asked_twice_have_two_sums(world: World, db: None) -> None:
    first = person(world, "registrar")

    asked_for(first, COMMENT)
    asked_for(first, COMMENT)

    assert len(set(AskedRedaction.objects.values_list("sum", flat=True))) == 2


def test_it_can_be_taken_back_and_is_then_not_confirmed(world: World, db: None) -> None:
    first, second = person(world, "registrar"), person(world, "administrator")
    address = asked_for(first, COMMENT)["Location"]

    first.post(f"{address}ta-tillbaka/", {"once": str(uuid4())})
    confirmed(second, address, COMMENT)

    one = AskedRedaction.objects.get()
    assert (one.outcome, one.sum) == ("withdrawn", "")
    assert (n_standing(COMMENT) > 0, Release.objects.filter(kind="redaction").count()) == (True, 0)


def test_it_waits_on_the_start_page_of_the_second_and_not_of_the_first(world: World, db: None) -> None:
    first, second = person(world, "registrar"), person(world, "approver")
    asked_for(first, COMMENT)

    assert "1 borttag väntar på en andra person" in text(second.get("/intern/"))
    assert "borttag väntar" not in text(first.get("/intern/"))
