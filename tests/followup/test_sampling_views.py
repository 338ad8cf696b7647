"""A sample's pages: each tried by the right one, the wrong one, the wrong method and a bad form."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lofte.accounts.viewers import viewer_of
from lofte.base import waiting
from lofte.followup import actions, sample_content, sampling_rules
from lofte.followup.models import FollowUp, Sample
from tests.conftest import Freeze
from tests.promised import AT, Promised
from tests.sampled import MUNICIPALITY, POLICE, begun, fixed

POSTS = ("begin", "number", "finish", "abandon")


@pytest.fixture
def stage(worked: Promised, freeze: Freeze) -> Promised:
    freeze("2021-05-10T10:00")
    return worked


def at(name: str, followup: FollowUp) -> str:
    return reverse(f"followup:sample{name}", args=[followup.pk])


def once(**given: Any) -> dict[str, str]:
    return {"once": str(uuid4()), **{key: str(value) for key, value in given.items()}}


def as_(client: Client, person: Any) -> Client:
    client.force_login(person)
    return client


def told(number: tuple[int, str], party: Any) -> dict[str, str]:
    return once(party=party.slug, number=number[0], words=number[1])


def texts(now: datetime, person: Any) -> list[str]:
    """Return what waits for a person."""
    return [str(item.text) for item in waiting.items(viewer_of(person, now.date()), now.date())]


def test_a_sample_is_taken_the_whole_way_in_the_browser(stage: Promised, client: Client) -> None:
    cast = stage.cast
    followup = actions.draft(promise=stage.promise, period_key="2021-T1", by=cast.coordinator, at=AT)
    assert (
        at("", followup)
        in as_(client, cast.coordinator).get(reverse("followup:write", args=[followup.pk])).content.decode()
    )
    assert "Börja stickprovet" in client.get(at("", followup)).content.decode()

    begin = once()
    assert {client.post(at("-begin", followup), begin).status_code for _ in "ab"} == {302}
    assert Sample.objects.count() == 1
    for person, number, party in (
        (cast.police_approver, POLICE, cast.police),
        (cast.municipality_approver, MUNICIPALITY, cast.municipality),
    ):
        as_(client, person).post(at("-number", followup), told(number, party))
    assert "4711" not in client.get(at("", followup)).content.decode()
    for person, number, party in (
        (cast.police_approver, POLICE, cast.police),
        (cast.municipality_approver, MUNICIPALITY, cast.municipality),
    ):
        as_(client, person).post(at("-number", followup), told(number, party))
    assert "4711:en gul båt vid ån" in client.get(at("", followup)).content.decode()
    for person in (cast.coordinator, cast.officer):
        page = as_(client, person).get(at("-check", followup)).content.decode()
        assert "2021" in page
        assert "Norra" in page or "Södra" in page
        answers = once()
        for row in Sample.objects.get().entries.all():
            answers[f"post-{row.pk}-answer"] = "agrees"
        assert client.post(at("-check", followup), answers).status_code == 302
    as_(client, cast.coordinator).post(at("-finish", followup), once())

    page = client.get(at("", followup)).content.decode()
    assert "Det här står i uppföljningen" in page
    assert "Alla 18 loggade poster från" in page  # forty would be drawn: there are fewer


def test_a_party_can_fix_a_checksum_of_its_own(stage: Promised, client: Client) -> None:
    sample = begun(stage)
    own = sampling_rules.commitment(*POLICE)
    url, party = at("-number", sample.followup), stage.cast.police

    wrong = as_(client, stage.cast.police_approver).post(url, once(party=party.slug, commitment="kort"))
    client.post(url, once(party=party.slug, commitment=own.upper()))

    assert "64 tecken" in wrong.content.decode()
    assert sample.numbers.get().commitment == own


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        ("4711", "kort", "Skriv minst tolv tecken."),
        ("", "en gul båt vid ån", "Skriv både ett tal och ord."),
        ("1234567890", "en gul båt vid ån", "999999999"),
        ("4711", "ring 070-123 45 67 nu", "telefonnummer"),
    ],
)
def test_a_bad_number_is_asked_for_again(
    stage: Promised, client: Client, *, number: str, words: str, said: str
) -> None:
    sample = begun(stage)
    form = once(party=stage.cast.police.slug, number=number, words=words)

    answer = as_(client, stage.cast.police_approver).post(at("-number", sample.followup), form)

    assert answer.status_code == 422
    assert said in answer.content.decode().replace("\N{NO-BREAK SPACE}", "")
    assert not sample.numbers.exists()


def test_another_number_than_the_one_that_was_fixed_is_refused(stage: Promised, client: Client) -> None:
    sample = fixed(stage, begun(stage))
    form = told((4712, POLICE[1]), stage.cast.police)

    answer = as_(client, stage.cast.police_approver).post(at("-number", sample.followup), form)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "inte det tal och de ord" in page
    assert 'value="4712"' in page, "what was typed is kept"
    assert f'value="{POLICE[1]}"' in page


def test_words_are_the_same_however_the_letters_are_made(stage: Promised, client: Client) -> None:
    sample = fixed(stage, begun(stage))
    ring = "\N{COMBINING RING ABOVE}"
    form = told((POLICE[0], f"  en gul ba{ring}t  vid a{ring}n "), stage.cast.police)

    as_(client, stage.cast.police_approver).post(at("-number", sample.followup), form)

    assert sample.numbers.get(organisation=stage.cast.police).words == "en gul båt vid ån"


def test_an_answer_that_differs_says_how_and_the_rest_is_kept_as_typed(
    drawn_sample: Sample, stage: Promised, client: Client
) -> None:
    rows = list(drawn_sample.entries.filter(checked_by=stage.cast.police).order_by("position"))
    url, key = at("-check", drawn_sample.followup), f"post-{rows[0].pk}-answer"

    answer = as_(client, stage.cast.officer).post(url, once(**{key: "differs"}))
    client.post(url, once(**{key: "differs", f"post-{rows[0].pk}-reason": "Annan dag."}))

    assert answer.status_code == 422
    assert "Skriv kort vad som inte stämmer." in answer.content.decode()
    rows[0].refresh_from_db()
    assert (rows[0].answer, rows[0].reason) == ("differs", "Annan dag.")


def test_what_is_looked_up_says_neither_who_nor_when_in_the_day(
    drawn_sample: Sample, stage: Promised, client: Client
) -> None:
    page = as_(client, stage.cast.coordinator).get(at("-check", drawn_sample.followup)).content.decode()

    assert "Fotpatruller, Norra" in page
    assert stage.cast.officer.name not in page


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("coordinator", (422, 403, 422, 422)),  # begun already, not all answered, no reason
        ("officer", (403, 403, 403, 403)),
        ("partner", (403, 403, 403, 403)),
        ("police_approver", (403, 422, 403, 403)),
        ("outsider", (404, 403, 404, 404)),
    ],
)
def test_each_may_do_its_own_part_and_no_other(
    drawn_sample: Sample, stage: Promised, client: Client, *, name: str, statuses: tuple[int, ...]
) -> None:
    as_(client, getattr(stage.cast, name))
    form = once(party=stage.cast.police.slug)
    followup = drawn_sample.followup

    found = {one: client.post(at(f"-{one}", followup), {**form, **once()}).status_code for one in POSTS}

    assert found == dict(zip(POSTS, statuses, strict=True))
    assert client.get(at("", followup)).status_code == (404 if name == "outsider" else 200)
    drawn_sample.refresh_from_db()
    assert (drawn_sample.finished_at, drawn_sample.abandoned_at) == (None, None)


def test_one_whose_organisation_checks_nothing_is_led_back(
    drawn_sample: Sample, stage: Promised, client: Client
) -> None:
    answer = as_(client, stage.cast.partner).get(at("-check", drawn_sample.followup))

    assert answer.headers["Location"] == at("", drawn_sample.followup)


@pytest.mark.parametrize("name", ["", "-check"])
def test_one_who_is_signed_out_is_led_to_the_door(drawn_sample: Sample, client: Client, *, name: str) -> None:
    assert "/logga-in/" in client.get(at(name, drawn_sample.followup)).headers["Location"]


def test_breaking_off_needs_a_reason_and_is_done_once(
    drawn_sample: Sample, stage: Promised, client: Client
) -> None:
    url = at("-abandon", drawn_sample.followup)
    as_(client, stage.cast.coordinator)

    empty, form = client.post(url, once(reason="")), once(reason="Registret är nere.")
    assert {client.post(url, form).status_code for _ in "ab"} == {302}

    assert empty.status_code == 422
    assert sample_content.standing(drawn_sample.followup) is None


def test_what_a_sample_asks_waits_on_the_start_page(stage: Promised, freeze: Freeze) -> None:
    cast, now = stage.cast, freeze("2021-05-10T10:00")
    sample = begun(stage)

    assert any("Bestäm ert tal" in text for text in texts(now, cast.police_approver))
    fixed(stage, sample)
    assert any("Visa ert tal" in text for text in texts(now, cast.police_approver))
    assert not any("tal" in text for text in texts(now, cast.officer))


def test_the_drawn_entries_wait_for_the_one_who_checks(
    drawn_sample: Sample, stage: Promised, freeze: Freeze
) -> None:
    now = freeze("2021-05-10T10:00")

    assert any("Kontrollera stickprovet" in text for text in texts(now, stage.cast.officer))
