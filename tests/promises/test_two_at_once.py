"""Two coordinators at once: nobody writes over what they have not seen, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from lofte.accounts.models import Role, User
from lofte.promises import actions
from lofte.promises.models import Activity, Promise, Question
from tests.cast import SINCE, Cast
from tests.promises.asking import page, post, signed_in
from tests.promises.reading import AT, TODAY

MEANWHILE = "har ändrat det här sedan du öppnade det"


@pytest.fixture
def colleague(cast: Cast) -> Client:
    """Return the browser of a second coordinator."""
    user = User.objects.create_user("vi@example.org", "Vi Kollega", "x")
    Role.objects.create(
        user=user,
        partnership=cast.partnership,
        organisation=cast.police,
        kind=Role.Kind.COORDINATOR,
        starts=SINCE,
    )
    return signed_in(Client(), user)


@pytest.fixture
def desk(client: Client, draft: Promise, cast: Cast) -> Client:
    return signed_in(client, cast.coordinator)


def seen_at(client: Client, where: str, form_action: str) -> str:
    """Return the stamp that a page carries in the form with this action."""
    text = client.get(where).content.decode()
    form = text[text.index(f'action="{form_action}') :]
    found = re.search(r'name="seen" value="(\w+)"', form[: form.index("</form>")])
    assert found is not None
    return found[1]


def first_of(draft: Promise) -> Activity:
    return draft.activities.order_by("position")[0]


def promise_page(draft: Promise, query: str = "") -> str:
    return reverse("promises:promise", args=[draft.pk]) + query


def test_the_second_of_two_who_change_an_activity_sees_both_and_may_save_again(
    desk: Client, colleague: Client, draft: Promise
) -> None:
    activity = first_of(draft)
    args = [draft.pk, activity.pk]
    seen = seen_at(
        desk, promise_page(draft, f"?andra=a{activity.pk}"), reverse("promises:change-activity", args=args)
    )
    assert (
        post(colleague, "change-activity", args, title="Kollegans", text="Kollegans ord.").status_code == 302
    )

    refused = post(desk, "change-activity", args, title="Min", text="Mina ord.", seen=seen).content.decode()

    activity.refresh_from_db()
    assert activity.text == "Kollegans ord."
    assert MEANWHILE in refused
    assert "Nu står det: Kollegans ord." in refused
    assert "Mina ord." in refused
    newer = re.findall(r'name="seen" value="(\w+)"', refused[refused.index(MEANWHILE) :])[0]
    assert post(desk, "change-activity", args, title="Min", text="Mina ord.", seen=newer).status_code == 302


def test_the_same_form_twice_is_no_quarrel_with_oneself(desk: Client, draft: Promise) -> None:
    args = [draft.pk, first_of(draft).pk]
    seen = seen_at(
        desk, promise_page(draft, f"?andra=a{args[1]}"), reverse("promises:change-activity", args=args)
    )
    values = {"title": "Ny", "text": "Nya ord.", "seen": seen, "once": "7c8f5f5e-3c1e-4a6e-8a57-1f2b3c4d5e6f"}

    answers = [post(desk, "change-activity", args, **values) for _ in range(2)]

    assert [(one.status_code, one.headers["Location"]) for one in answers] == [
        (302, promise_page(draft) + f"#a{args[1]}")
    ] * 2


def test_a_target_is_not_written_over_unseen(desk: Client, colleague: Client, draft: Promise) -> None:
    target = first_of(draft).targets.get()
    args = [draft.pk, target.pk]
    seen = seen_at(
        desk, promise_page(draft, f"?andra=t{target.pk}"), reverse("promises:change-target", args=args)
    )
    post(colleague, "change-target", args, kind="count", value="700")

    refused = post(desk, "change-target", args, kind="count", value="900", seen=seen).content.decode()

    target.refresh_from_db()
    assert target.value == 700
    assert MEANWHILE in refused
    assert "Nu står det: 700" in refused
    assert 'value="900"' in refused


@pytest.mark.parametrize(
    ("part", "field"),
    [("rubrik", "title"), ("punkter", "text_0"), ("fokus", "titles"), ("underskrifter", "name_0")],
)
def test_no_part_of_the_frame_is_written_over_unseen(
    desk: Client, colleague: Client, draft: Promise, part: str, field: str
) -> None:
    where = reverse("promises:frame", args=[draft.pk, part])
    seen = seen_at(desk, where, where)
    whole = {"starts": "2026-01-01", "last_day": "2027-12-31", "rhythm": "tertial"}
    theirs: dict[str, Any] = whole | {field: "Deras"}
    mine: dict[str, Any] = whole | {field: "Min", "seen": seen}
    assert post(colleague, "frame", [draft.pk, part], **theirs).status_code == 302

    refused = post(desk, "frame", [draft.pk, part], **mine)

    text = refused.content.decode()
    assert refused.status_code == 200
    assert MEANWHILE in text
    assert "Nu står det: Deras" in text
    assert "Min" in text


def test_the_second_answer_to_a_question_does_not_replace_the_first_unseen(
    desk: Client, colleague: Client, draft: Promise
) -> None:
    question = Question.objects.get(promise=draft, code="each_or_together")
    args = [draft.pk, question.pk]
    seen = seen_at(desk, promise_page(draft), reverse("promises:settle", args=args))
    post(colleague, "settle", args, answer="800 i varje område")

    refused = post(desk, "settle", args, answer="800 i områdena tillsammans", seen=seen).content.decode()

    question.refresh_from_db()
    assert (question.answer, question.settled_by_name) == ("800 i varje område", "Vi Kollega")
    assert "Någon annan har svarat på frågan" in refused


def test_a_yes_is_to_what_was_read(desk: Client, colleague: Client, draft: Promise) -> None:
    activity = first_of(draft)
    args = [draft.pk, activity.pk]
    where = reverse("promises:confirm-activity", args=args)
    seen = seen_at(desk, promise_page(draft), where)
    post(colleague, "change-target", [draft.pk, activity.targets.get().pk], kind="count", value="8")

    refused = post(desk, "confirm-activity", args, seen=seen).content.decode()

    activity.refresh_from_db()
    assert activity.confirmed_at is None
    assert "Aktiviteten har ändrats sedan du läste den." in refused
    assert (
        post(desk, "confirm-activity", args, seen=seen_at(desk, promise_page(draft), where)).status_code
        == 302
    )


def test_what_is_adopted_is_what_was_shown(
    client: Client, colleague: Client, ready: Promise, cast: Cast
) -> None:
    signed_in(client, cast.coordinator)
    where = reverse("promises:adopt", args=[ready.pk])
    seen = seen_at(client, where, where)
    activity = first_of(ready)
    post(colleague, "change-activity", [ready.pk, activity.pk], title="Ny", text="Något annat.")
    post(colleague, "confirm-activity", [ready.pk, activity.pk])

    refused = post(client, "adopt", [ready.pk], adopted_on=TODAY.isoformat(), seen=seen)

    ready.refresh_from_db()
    assert not ready.is_adopted
    assert "Löftet har ändrats sedan du öppnade sidan." in refused.content.decode()


def adopted_while_writing(client: Client, ready: Promise, cast: Cast) -> HttpResponse:
    activity = first_of(ready)
    actions.adopt(promise=ready, adopted_on=TODAY, by=cast.coordinator, at=AT)
    return post(client, "change-activity", [ready.pk, activity.pk], title="Ny", text="En timmes arbete.")


def test_what_was_written_while_the_promise_was_adopted_is_handed_back(
    client: Client, ready: Promise, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")

    answer = adopted_while_writing(signed_in(client, cast.coordinator), ready, cast)

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Löftet är antaget och ändras inte mer" in text
    assert "En timmes arbete." in text
    assert "roll som du inte har" not in text
    assert f"form refused: promise {ready.pk} is adopted" in caplog.messages
    assert "timmes" not in caplog.text


def test_what_was_written_on_something_taken_away_is_handed_back(
    desk: Client, colleague: Client, draft: Promise
) -> None:
    args = [draft.pk, first_of(draft).pk]
    post(colleague, "remove-activity", args)

    answer = post(desk, "change-activity", args, title="Ny", text="En timmes arbete.")

    text = answer.content.decode()
    assert answer.status_code == 404
    assert "Det du ändrade finns inte kvar" in text
    assert "En timmes arbete." in text
    assert page(desk, "promise", [draft.pk])
