"""The staff's pages: each tried by the right one, the wrong one, the wrong method and a bad form."""

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lofte.accounts.viewers import viewer_of
from lofte.base import waiting
from lofte.followup import actions, approving, writing
from lofte.followup.models import FollowUp
from tests.conftest import Freeze
from tests.promised import AT, Promised

MAY = "2021-05-10T10:00"


@pytest.fixture
def stage(worked: Promised, freeze: Freeze) -> Promised:
    freeze(MAY)
    return worked


@pytest.fixture
def followup(stage: Promised) -> FollowUp:
    return actions.draft(promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=AT)


def as_(client: Client, person: object) -> Client:
    client.force_login(person)  # type: ignore[arg-type]
    return client


def once(**given: str) -> dict[str, str]:
    return {"once": str(uuid4()), **given}


def at(name: str, followup: FollowUp) -> str:
    """Return the address of a follow-up's staff page."""
    return reverse(f"followup:{name}", args=[followup.pk])


def whole_form(followup: FollowUp, **changed: str) -> dict[str, str]:
    """Return the writing page's form as it would be sent back."""
    found = once(lead_sv=followup.lead_sv, lead_en=followup.lead_en)
    for line in followup.lines.all():
        for key in ("text_sv", "text_en", "comment_sv", "comment_en"):
            found[f"rad-{line.pk}-{key}"] = getattr(line, key)
    return {**found, **changed}


def test_the_list_shows_every_period_and_what_can_be_done(stage: Promised, client: Client) -> None:
    page = as_(client, stage.cast.coordinator).get(reverse("followup:list")).content.decode()

    assert "första tertialet 2021" in page
    assert page.count("Skriv uppföljningen") == 1
    assert page.count("Se hur det går hittills") == 1
    assert "har inte börjat" in page


def test_the_list_of_another_partnership_does_not_show_ours(stage: Promised, client: Client) -> None:
    page = as_(client, stage.cast.outsider).get(reverse("followup:list")).content.decode()

    assert "Medborgarlöfte 2021" not in page


def test_the_coordinator_drafts_once_however_often_the_form_is_sent(stage: Promised, client: Client) -> None:
    url, form = reverse("followup:draft", args=[stage.promise.pk, "2021-T1"]), once()

    first = as_(client, stage.cast.coordinator).post(url, form)
    second = client.post(url, form)
    third = client.post(url, once())

    assert FollowUp.objects.count() == 1
    assert {first.headers["Location"], second.headers["Location"], third.headers["Location"]} == {
        reverse("followup:write", args=[FollowUp.objects.get().pk])
    }


def test_a_period_that_cannot_be_followed_up_says_why(stage: Promised, client: Client) -> None:
    url = reverse("followup:draft", args=[stage.promise.pk, "2021-T3"])

    answer = as_(client, stage.cast.coordinator).post(url, once())

    assert answer.status_code == 422
    assert "Perioden har inte börjat" in answer.content.decode()


@pytest.mark.parametrize("key", ["strunt", "2021-T9", "2020-T1"])
def test_a_period_that_does_not_exist_makes_nothing(stage: Promised, client: Client, key: str) -> None:
    answer = as_(client, stage.cast.coordinator).post(
        reverse("followup:draft", args=[stage.promise.pk, key]), once()
    )

    assert answer.status_code in {404, 422}
    assert not FollowUp.objects.exists()


def test_the_writing_page_counts_what_is_missing(followup: FollowUp, stage: Promised, client: Client) -> None:
    page = as_(client, stage.cast.coordinator).get(at("write", followup)).content.decode()

    assert "3 kommentarer saknas" in page
    assert "Vi ska tala med invånarna." in page


def test_saving_keeps_everything_though_it_is_not_finished(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    line = followup.lines.order_by("position")[0]
    form = whole_form(followup, **{f"rad-{line.pk}-comment_sv": "Två poliser var sjuka."})

    answer = as_(client, stage.cast.coordinator).post(at("write", followup), form)

    line.refresh_from_db()
    assert answer.status_code == 302
    assert line.comment_sv == "Två poliser var sjuka."
    assert "2 kommentarer saknas" in client.get(answer.headers["Location"]).content.decode()


def test_a_form_in_error_keeps_what_was_typed(followup: FollowUp, stage: Promised, client: Client) -> None:
    line = followup.lines.order_by("position")[0]
    typed = "Ring Kalle på 070-174 06 05."
    form = whole_form(followup, **{f"rad-{line.pk}-comment_sv": typed, "lead_sv": ""})

    answer = as_(client, stage.cast.coordinator).post(at("write", followup), form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert typed in page
    assert "telefonnummer" in page
    line.refresh_from_db()
    assert line.comment_sv == ""


def test_a_comment_that_names_somebody_comes_back_marked_and_is_saved_when_read_through(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    line = followup.lines.order_by("position")[0]
    typed = "Kevin hjälpte oss med lamporna."
    form = whole_form(followup, **{f"rad-{line.pk}-comment_sv": typed})

    came = as_(client, stage.cast.coordinator).post(at("write", followup), form)
    page = came.content.decode()
    key = page.split('name="looked" id="genomlast" value="')[1].split('"')[0]
    saved = client.post(at("write", followup), {**form, "looked": key})

    line.refresh_from_db()
    assert came.status_code == 422
    assert "<mark>Kevin</mark>" in page
    assert saved.status_code == 302
    assert line.comment_sv == typed


def test_sending_without_comments_is_refused_with_the_list(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    answer = as_(client, stage.cast.coordinator).post(at("submit", followup), once())

    assert answer.status_code == 422
    assert "Det saknas kommentarer" in answer.content.decode()
    assert "3 kommentarer saknas" in answer.content.decode()


def test_sending_too_early_keeps_the_comments_that_were_typed(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    line = followup.lines.order_by("position")[0]
    form = whole_form(followup, **{f"rad-{line.pk}-comment_sv": "Två poliser var sjuka."})

    answer = as_(client, stage.cast.coordinator).post(at("submit", followup), form)

    line.refresh_from_db()
    assert answer.status_code == 422
    assert "2 kommentarer saknas" in answer.content.decode()
    assert "Två poliser var sjuka." in answer.content.decode()
    assert line.comment_sv == "Två poliser var sjuka."


def test_counting_anew_keeps_the_comments_that_were_typed(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    line = followup.lines.order_by("position")[0]
    form = whole_form(followup, **{f"rad-{line.pk}-comment_sv": "Två poliser var sjuka."})

    answer = as_(client, stage.cast.coordinator).post(at("redraft", followup), form)

    assert answer.status_code == 302
    assert followup.lines.order_by("position")[0].comment_sv == "Två poliser var sjuka."


def test_counting_anew_twice_loses_nothing_that_was_typed(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    line = followup.lines.order_by("position")[0]
    form = whole_form(followup, **{f"rad-{line.pk}-comment_sv": "Två poliser var sjuka."})
    as_(client, stage.cast.coordinator)

    answers = [client.post(at("redraft", followup), form) for _ in range(2)]
    beside = client.post(at("write", followup), {**form, **once(lead_sv="Från en annan flik.")})

    assert [answer.status_code for answer in answers] == [302, 302]
    assert beside.status_code == 302
    assert followup.lines.order_by("position")[0].comment_sv == "Två poliser var sjuka."


def test_the_second_of_two_who_save_is_refused_and_keeps_what_was_typed(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    line = followup.lines.order_by("position")[0]
    mark = writing.seen(followup)
    first = whole_form(followup, seen=mark, **{f"rad-{line.pk}-comment_sv": "Den första."})
    second = whole_form(followup, seen=mark, **{f"rad-{line.pk}-comment_sv": "Den andra."})
    as_(client, stage.cast.coordinator).post(at("write", followup), first)

    answer = client.post(at("write", followup), second)

    page = answer.content.decode()
    line.refresh_from_db()
    assert answer.status_code == 422
    assert "Någon annan har sparat sidan" in page
    assert "Den andra." in page
    assert line.comment_sv == "Den första."

    again = {**second, "seen": re.findall(r'name="seen" value="(\w+)"', page)[0]}
    assert client.post(at("write", followup), again).status_code == 302
    line.refresh_from_db()
    assert line.comment_sv == "Den andra."


def test_ones_own_form_sent_twice_is_no_quarrel(followup: FollowUp, stage: Promised, client: Client) -> None:
    form = whole_form(followup, seen=writing.seen(followup), lead_sv="Nytt.")

    answers = [as_(client, stage.cast.coordinator).post(at("write", followup), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]


@pytest.mark.parametrize("name", ["write", "redraft", "submit", "send-back", "new-version"])
def test_another_partnership_meets_nothing_and_an_officer_is_refused(
    followup: FollowUp, stage: Promised, client: Client, name: str
) -> None:
    url = at(name, followup)

    assert as_(client, stage.cast.outsider).post(url, once()).status_code == 404
    assert as_(client, stage.cast.officer).post(url, once()).status_code == 403


@pytest.mark.parametrize("name", ["redraft", "submit", "send-back", "new-version"])
def test_what_changes_something_is_posted(
    followup: FollowUp, stage: Promised, client: Client, name: str
) -> None:
    assert as_(client, stage.cast.coordinator).get(at(name, followup)).status_code == 405


def test_the_signed_out_are_led_to_sign_in(followup: FollowUp, client: Client) -> None:
    answer = client.get(at("write", followup))

    assert answer.status_code == 302
    assert reverse("accounts:sign-in") in answer.headers["Location"]


def _sent(followup: FollowUp, stage: Promised) -> FollowUp:
    for line in followup.lines.all():
        actions.edit_line(line=line, by=stage.cast.coordinator, at=AT, comment_sv="Så här gick det.")
    followup.refresh_from_db()
    return approving.submit(followup=followup, by=stage.cast.coordinator, at=AT)


def test_two_approvers_and_the_coordinator_bring_it_out(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    _sent(followup, stage)
    url = at("approve", followup)

    for person, party in (
        (stage.cast.police_approver, "polisen-lillkoping"),
        (stage.cast.municipality_approver, "lillkopings-kommun"),
    ):
        assert "Godkänn för" in as_(client, person).get(url).content.decode()
        client.post(url, once(party=party, seen=writing.seen(followup)))
    page = as_(client, stage.cast.coordinator).get(url).content.decode()
    out = client.post(reverse("publication:release", args=[followup.pk]), once())

    assert "Publicera</button>" in page
    assert out.headers["Location"] == "/lillkoping/loften/2021/2021-T1/v1/"
    assert client.get(out.headers["Location"]).status_code == 200


def test_an_approver_does_not_approve_for_the_other_party(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    _sent(followup, stage)

    answer = as_(client, stage.cast.police_approver).post(
        at("approve", followup), once(party="lillkopings-kommun")
    )

    assert answer.status_code == 422
    assert "Du godkänner inte för den parten." in answer.content.decode()


def test_what_changed_since_it_was_read_is_not_approved(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    _sent(followup, stage)
    url = at("approve", followup)
    read = as_(client, stage.cast.police_approver).get(url).content.decode()
    mark = re.findall(r'name="seen" value="(\w+)"', read)[0]
    by = stage.cast.coordinator
    actions.edit_lead(followup=followup, lead_sv="Allt går bra.", lead_en="All is well.", by=by, at=AT)
    approving.submit(followup=followup, by=by, at=AT)

    late = client.post(url, once(party="polisen-lillkoping", seen=mark))
    n_late = followup.approvals.count()
    blind = client.post(url, once(party="polisen-lillkoping"))

    assert late.status_code == blind.status_code == 422
    assert "har ändrats sedan du öppnade sidan" in late.content.decode()
    assert n_late == followup.approvals.count() == 0
    now = re.findall(r'name="seen" value="(\w+)"', late.content.decode())[0]
    assert client.post(url, once(party="polisen-lillkoping", seen=now)).status_code == 302
    assert followup.approvals.count() == 1


def test_it_is_not_released_with_one_partys_yes(followup: FollowUp, stage: Promised, client: Client) -> None:
    _sent(followup, stage)
    approving.approve(followup=followup, organisation=stage.cast.police, by=stage.cast.police_approver, at=AT)

    answer = as_(client, stage.cast.coordinator).post(
        reverse("publication:release", args=[followup.pk]), once()
    )

    assert answer.status_code == 422
    assert "Godkännande saknas från Lillköpings kommun" in answer.content.decode()


def test_only_the_coordinator_releases(followup: FollowUp, stage: Promised, client: Client) -> None:
    url = reverse("publication:release", args=[followup.pk])

    assert as_(client, stage.cast.police_approver).post(url, once()).status_code == 403
    assert as_(client, stage.cast.outsider).post(url, once()).status_code == 404


def test_what_is_sent_back_needs_a_reason(followup: FollowUp, stage: Promised, client: Client) -> None:
    _sent(followup, stage)
    url = at("send-back", followup)

    bare = as_(client, stage.cast.police_approver).post(url, once(reason=""))
    told = client.post(url, once(reason="Skriv varför Södra ligger efter."))

    assert bare.status_code == 422
    assert told.status_code == 302
    page = as_(client, stage.cast.coordinator).get(at("write", followup)).content.decode()
    assert "Skriv varför Södra ligger efter." in page


def test_the_preview_is_the_public_page(followup: FollowUp, stage: Promised, client: Client) -> None:
    _sent(followup, stage)
    page = (
        as_(client, stage.cast.officer)
        .get(reverse("publication:preview", args=[followup.pk]))
        .content.decode()
    )

    assert 'class="answer"' in page
    assert "Av de fyra aktiviteter som går att räkna följer två planen" in page
    assert "<figure" in page


def test_the_start_page_says_what_waits_and_for_whom(followup: FollowUp, stage: Promised) -> None:
    on, period = AT.date(), "första tertialet 2021 (januari–april)"

    def texts(person: object) -> list[str]:
        found = waiting.items(viewer_of(person, on), on)  # type: ignore[arg-type]
        return [item.text for item in found if "uppföljningen" in item.text]

    assert texts(stage.cast.coordinator) == [f"Skriv klart uppföljningen för {period}"]
    _sent(followup, stage)
    assert texts(stage.cast.police_approver) == [f"Godkänn uppföljningen för {period}"]
    assert texts(stage.cast.coordinator) == []
    assert texts(stage.cast.officer) == []


@pytest.mark.parametrize(
    ("on", "n"), [(date(2021, 5, 10), 1), (date(2023, 4, 20), 3), (date(2024, 5, 10), 0)]
)
def test_a_follow_up_is_asked_for_within_two_years_of_its_period(stage: Promised, on: date, n: int) -> None:
    found = waiting.items(viewer_of(stage.cast.coordinator, on), on)

    assert len([item for item in found if "Skriv uppföljningen" in item.text]) == n


def test_a_key_is_carried_out_once(followup: FollowUp, stage: Promised, client: Client) -> None:
    form = {**whole_form(followup), "once": str(UUID(int=7))}
    url = at("write", followup)

    as_(client, stage.cast.coordinator).post(url, form)
    again = client.post(url, form)
    changed = client.post(url, {**form, "lead_sv": "Något helt annat."})

    followup.refresh_from_db()
    assert (again.status_code, changed.status_code) == (302, 422)
    assert "Något helt annat." in changed.content.decode()
    assert followup.lead_sv == form["lead_sv"]
