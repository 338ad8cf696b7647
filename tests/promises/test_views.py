"""Pages of the promises, tried by the right one, the wrong one and the wrong method."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.promises import actions
from lofte.promises.models import Promise, Target
from tests.cast import Cast
from tests.promises.asking import HERE, for_all, page, post, signed_in
from tests.promises.reading import AT, TODAY

# What stands in each address: the partnership, or the promise and one of its things.
GETS = {
    "promise": "promise",
    "source-text": "promise",
    "source-original": "promise",
    "areas": "partnership",
}
COORDINATED = {
    "begin": "partnership",
    "adopt": "promise",
    "discard": "promise",
    "frame/rubrik": "promise",
    "frame/parter": "promise",
    "frame/punkter": "promise",
    "frame/fokus": "promise",
    "frame/underskrifter": "promise",
}
POSTS = {
    "upload": "partnership",
    "paste": "partnership",
    "blank": "partnership",
    "extend": "partnership",
    "make-area-set": "partnership",
    "prioritise": "partnership",
    "settle": "question",
    "add-activity": "promise",
    "change-activity": "activity",
    "remove-activity": "activity",
    "move-activity": "activity",
    "confirm-activity": "activity",
    "add-target": "activity",
    "change-target": "target",
    "remove-target": "target",
}


def placed(which: str, promise: Promise) -> tuple[str, list[Any]]:
    """Return an address' name and what stands in it."""
    name, _, part = which.partition("/")
    thing = (GETS | COORDINATED | POSTS)[which]
    things: dict[str, list[Any]] = {
        "partnership": HERE,
        "promise": [promise.pk],
        "question": [promise.pk, promise.questions.order_by("pk")[0].pk],
        "activity": [promise.pk, promise.activities.order_by("pk")[0].pk],
        "target": [promise.pk, Target.objects.order_by("pk")[0].pk],
    }
    return name, things[thing] + ([part] if part else [])


def address(which: str, promise: Promise) -> str:
    name, args = placed(which, promise)
    return reverse(f"promises:{name}", args=args)


def test_everybody_in_the_partnership_may_look(client: Client, draft: Promise, cast: Cast) -> None:
    for_all(draft, cast)
    for user in (cast.coordinator, cast.officer, cast.partner, cast.police_approver):
        signed_in(client, user)
        for which in GETS:
            assert client.get(address(which, draft)).status_code == 200, (which, user)
            assert client.post(address(which, draft)).status_code == 405, (which, user)


def test_another_partnerships_promises_do_not_exist(client: Client, draft: Promise, cast: Cast) -> None:
    signed_in(client, cast.outsider)

    for which in GETS | COORDINATED:
        assert client.get(address(which, draft)).status_code == 404, which


def test_only_the_coordinator_opens_what_changes(client: Client, draft: Promise, cast: Cast) -> None:
    for user, status in ((cast.coordinator, 200), (cast.officer, 403), (cast.municipality_approver, 403)):
        signed_in(client, user)
        for which in COORDINATED:
            assert client.get(address(which, draft)).status_code == status, (which, user)


def test_only_the_coordinator_changes_and_only_by_posting(client: Client, draft: Promise, cast: Cast) -> None:
    for user, status in ((cast.outsider, 404), (cast.officer, 403), (cast.police_approver, 403)):
        signed_in(client, user)
        for which in POSTS:
            assert post(client, *placed(which, draft)).status_code == status, (which, user)
    signed_in(client, cast.coordinator)
    for which in POSTS:
        assert client.put(address(which, draft)).status_code == 405, which
    assert Promise.objects.count() == 1
    assert draft.activities.filter(confirmed_at=None).count() == 8


def test_the_address_of_a_form_leads_to_the_page_that_holds_it(
    client: Client, draft: Promise, cast: Cast
) -> None:
    """One comes there by reloading, by changing language, or by signing in again."""
    signed_in(client, cast.coordinator)

    for which in POSTS:
        answer = client.get(address(which, draft))
        assert answer.status_code == 302, which
        assert client.get(answer.headers["Location"]).status_code == 200, which


def test_a_coordinator_of_another_partnership_who_works_here_changes_nothing_here(
    client: Client, draft: Promise, cast: Cast
) -> None:
    cast.outsider.roles.create(
        partnership=cast.partnership, organisation=cast.police, kind="field", starts=TODAY
    )
    signed_in(client, cast.outsider)

    for which in COORDINATED:
        assert client.get(address(which, draft)).status_code == 403, which
    for which in POSTS:
        assert post(client, *placed(which, draft)).status_code == 403, which
    assert client.get(address("promise", draft)).status_code == 200


def test_signed_out_one_is_led_to_the_door(client: Client, draft: Promise) -> None:
    answer = client.get(reverse("promises:promise", args=[draft.pk]))

    assert answer.status_code == 302
    assert "logga-in" in answer.headers["Location"]


def test_the_list_tells_how_far_a_draft_has_come(client: Client, draft: Promise, cast: Cast) -> None:
    text = page(signed_in(client, cast.officer), "index")

    assert "0 av 8 aktiviteter granskade" in text
    assert "9 frågor kvar" in text
    assert "Nytt löfte" not in text
    assert "Nytt löfte" in page(signed_in(client, cast.coordinator), "index")
    assert draft.title not in page(signed_in(client, cast.outsider), "index")


def test_the_draft_stands_beside_its_marked_source(client: Client, draft: Promise, cast: Cast) -> None:
    text = page(signed_in(client, cast.coordinator), "promise", [draft.pk])
    activity = draft.activities.order_by("position")[0]
    target = activity.targets.get()

    assert f'<mark class="reading is-activity" id="k-a{activity.pk}"' in text
    assert f'<mark class="reading is-target" id="k-t{target.pk}"' in text
    assert f'href="#k-a{activity.pk}"' in text
    assert f'href="#a{activity.pk}"' in text
    assert "Minst 800 fotpatruller" in text
    assert text.index('id="fragor"') < text.index('id="aktiviteter"')
    assert "Att skärpa" in text


def test_a_settled_question_is_no_longer_marked_in_the_source(
    client: Client, draft: Promise, cast: Cast
) -> None:
    question = draft.questions.get(code="each_or_together")
    signed_in(client, cast.coordinator)

    assert f'id="k-q{question.pk}"' in page(client, "promise", [draft.pk])
    post(client, "settle", [draft.pk, question.pk], answer="800 i varje område")

    assert f'id="k-q{question.pk}"' not in page(client, "promise", [draft.pk])


def test_those_who_only_look_are_offered_no_button(client: Client, draft: Promise, cast: Cast) -> None:
    text = page(signed_in(client, cast.officer), "promise", [draft.pk], "?andra=ny")

    assert "Stämmer</" not in text
    assert "<form" not in text.split('id="innehall"')[1].split("<footer")[0]
    assert "Bara samordnaren kan ändra utkastet." in text


def test_an_english_page_marks_the_promises_own_words_as_swedish(
    client: Client, draft: Promise, cast: Cast
) -> None:
    signed_in(client, cast.coordinator)
    text = client.get(f"/en/intern/loften/{draft.pk}/").content.decode()

    assert f'<span lang="sv">{draft.title}</span>' in text
    assert "At least 800 foot patrols" in text


def test_a_script_in_a_document_is_shown_and_never_run(client: Client, draft: Promise, cast: Cast) -> None:
    document = draft.document
    assert document is not None
    document.text = document.text.replace("Tryggare kvällar", "<script>x()</script>", 1)
    document.save()

    text = page(signed_in(client, cast.coordinator), "promise", [draft.pk])

    assert "<script>x()" not in text
    assert "&lt;script&gt;x()" in text


def test_the_source_is_handed_out_as_a_file_and_never_as_a_page(
    client: Client, draft: Promise, cast: Cast
) -> None:
    for_all(draft, cast)
    signed_in(client, cast.officer)
    text = client.get(reverse("promises:source-text", args=[draft.pk]))
    original = client.get(reverse("promises:source-original", args=[draft.pk]))

    for answer in (text, original):
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''l%C3%B6fte")
    assert original.headers["Content-Type"] == "application/octet-stream"
    assert draft.document is not None
    assert original.content == bytes(draft.document.content)


def test_an_adopted_promise_shows_who_settled_what_and_takes_no_more(
    client: Client, ready: Promise, cast: Cast
) -> None:
    actions.adopt(promise=ready, adopted_on=TODAY, by=cast.coordinator, at=AT)
    signed_in(client, cast.coordinator)
    text = page(client, "promise", [ready.pk], "?andra=ny")
    question = ready.questions.order_by("pk")[0]

    assert "Avgjort av Kim Samordnare" in text
    assert "Lia Polischef" in text
    assert "Stämmer</" not in text
    assert post(client, "settle", [ready.pk, question.pk], answer="Varje år").status_code == 403
    assert client.get(reverse("promises:frame", args=[ready.pk, "rubrik"])).status_code == 403
    assert client.get(reverse("promises:adopt", args=[ready.pk])).status_code == 302


def test_a_draft_costs_the_same_number_of_queries_however_many_activities(
    client: Client, draft: Promise, cast: Cast, django_assert_num_queries: Any
) -> None:

    signed_in(client, cast.coordinator)
    page(client, "promise", [draft.pk])
    with CaptureQueriesContext(connection) as few:
        page(client, "promise", [draft.pk])
    for n in range(20, 30):
        made = draft.activities.create(position=n, title=f"Nr {n}", text="…")
        made.parties.create(organisation=cast.police)
        made.targets.create(kind="count", value=n).places.create(area_set=cast.north)
        draft.questions.create(code="who", text="Vem?", activity=made)

    with django_assert_num_queries(len(few)):
        page(client, "promise", [draft.pk])
