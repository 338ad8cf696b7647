"""How a promise begins on the page: file, text, nothing, an earlier one; what is refused in which words."""

from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lofte.accounts import levels, reaching, ruling, walls
from lofte.accounts.models import Role, User
from lofte.accounts.reaching import Choice, Circle
from lofte.accounts.viewers import viewer_of
from lofte.base.models import AuditEvent
from lofte.promises import actions
from lofte.promises.models import Activity, Promise, SourceDocument
from lofte.publication import promise_content
from tests.cast import Cast
from tests.promises.asking import HERE, page, post, signed_in
from tests.promises.reading import AT, TEXT, TODAY


@pytest.fixture
def desk(client: Client, draft: Promise, cast: Cast) -> Client:
    return signed_in(client, cast.coordinator)


def first(draft: Promise) -> Activity:
    return draft.activities.order_by("position")[0]


def activity_words(**more: Any) -> dict[str, Any]:
    return {"title": "Ny aktivitet", "text": "Polisen ska göra något nytt."} | more


def target_words(**more: Any) -> dict[str, Any]:
    return {"kind": "count", "comparator": ">=", "value": "12"} | more


def test_pasted_text_becomes_a_draft(client: Client, cast: Cast) -> None:
    actions.install_kinds()
    answer = post(signed_in(client, cast.coordinator), "paste", HERE, text=TEXT)

    promise = Promise.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/intern/loften/{promise.pk}/"
    assert promise.document is not None
    assert promise.document.received_by == cast.coordinator
    assert promise.activities.exists()


def test_an_uploaded_file_becomes_a_draft_once_however_often_it_is_sent(client: Client, cast: Cast) -> None:
    actions.install_kinds()
    signed_in(client, cast.coordinator)
    once = str(uuid4())

    answers = [
        post(client, "upload", HERE, once=once, document=SimpleUploadedFile("löfte.txt", TEXT.encode()))
        for _ in range(2)
    ]

    assert Promise.objects.count() == SourceDocument.objects.count() == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen är tom"),
        (b"\x00\x01\x02\x03" * 400, "varken text"),
        (b"%PDF-1.7 trasig", "Filen"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_the_field(
    client: Client, cast: Cast, content: bytes, said: str
) -> None:
    answer = post(
        signed_in(client, cast.coordinator),
        "upload",
        HERE,
        document=SimpleUploadedFile("fel.pdf", content),
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert said in text
    assert 'href="#fil_document"' in text
    assert not Promise.objects.exists()


def test_nothing_pasted_is_asked_for_again(client: Client, cast: Cast) -> None:
    text = post(signed_in(client, cast.coordinator), "paste", HERE, text=" ").content.decode()

    assert "Klistra in text att läsa." in text


def test_a_promise_is_begun_from_nothing(client: Client, cast: Cast) -> None:
    answer = post(
        signed_in(client, cast.coordinator),
        "blank",
        HERE,
        title="Medborgarlöfte 2027",
        starts="2027-01-01",
        last_day="2027-12-31",
        parties=[cast.police.pk, cast.municipality.pk],
    )

    promise = Promise.objects.get()
    assert answer.status_code == 302
    assert (promise.slug, promise.parties.count()) == ("2027", 2)
    assert "Här kommer aktiviteterna att stå" in page(client, "promise", [promise.pk])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "Skriv en rubrik."),
        ({"starts": "i våras"}, "Skriv dagen som 2026-03-31."),
        ({"starts": "1026-01-01"}, "Kontrollera året."),
        ({"last_day": "2026-12-31"}, "Sista dagen ligger före den första."),
        ({"last_day": "2060-12-31"}, "Löftet blir längre än tio år."),
        ({"parties": []}, "Välj minst en part."),
        ({"parties": ["stranger"]}, "giltigt"),
    ],
)
def test_a_wrong_beginning_is_told_and_nothing_typed_is_lost(
    client: Client, cast: Cast, change: dict[str, Any], said: str
) -> None:
    stranger = cast.other_partnership.organisations.get().pk
    values: dict[str, Any] = {
        "title": "Medborgarlöfte 2027",
        "starts": "2027-01-01",
        "last_day": "2027-12-31",
        "parties": [cast.police.pk],
    } | change
    values["parties"] = [stranger if one == "stranger" else one for one in values["parties"]]

    text = post(signed_in(client, cast.coordinator), "blank", HERE, **values).content.decode()

    assert said in text
    assert "Det här behöver rättas" in text
    if values["title"]:
        assert 'value="Medborgarlöfte 2027"' in text
    assert not Promise.objects.exists()


def test_an_adopted_promise_is_extended_and_only_to_a_later_time(
    client: Client, ready: Promise, cast: Cast
) -> None:
    actions.adopt(promise=ready, adopted_on=TODAY, by=cast.coordinator, at=AT)
    signed_in(client, cast.coordinator)

    early = post(client, "extend", HERE, promise=ready.pk, starts="2025-01-01", last_day="2025-12-31")
    answer = post(client, "extend", HERE, promise=ready.pk, starts="2028-01-01", last_day="2028-12-31")

    assert "börjar efter det som det förlänger" in early.content.decode()
    assert answer.status_code == 302
    assert Promise.objects.get(slug="2028").extends == ready


def test_another_partnerships_promise_is_not_extended(client: Client, ready: Promise, cast: Cast) -> None:
    actions.adopt(promise=ready, adopted_on=TODAY, by=cast.coordinator, at=AT)

    post(
        signed_in(client, cast.outsider),
        "extend",
        ["storkoping"],
        promise=ready.pk,
        starts="2028-01-01",
        last_day="2028-12-31",
    )

    assert Promise.objects.count() == 1


def test_whom_a_document_is_for_is_asked_with_its_ground_and_chosen_anew(client: Client, cast: Cast) -> None:
    actions.install_kinds()
    signed_in(client, cast.coordinator)
    wide = f"samverkan-{cast.partnership.pk}"
    assert "Välj varför det får delas." in post(client, "paste", HERE, text=TEXT, whom=wide).content.decode()
    post(client, "paste", HERE, text=TEXT)  # its organisation alone
    promise, document = Promise.objects.get(), SourceDocument.objects.get()
    files = [reverse(f"promises:{name}", args=[promise.pk]) for name in ("source-text", "source-original")]
    signed_in(client, cast.officer)

    kept = page(client, "promise", [promise.pk])

    assert "som den organisation som läste in det har behållit" in kept
    assert 'id="kalla"' not in kept
    assert 'href="#k-' not in kept
    assert [client.get(one).status_code for one in files] == [404, 404]
    assert promise_content.of(promise.pk)["promise"]["document"] is None

    signed_in(client, cast.coordinator)
    assert "Syns för: Lillköpings kommun." in page(client, "promise", [promise.pk])
    asked = {"whom": wide, "ground": "bild-utan-enskilda"}
    refused = post(client, "document-level", [promise.pk], **asked, warnings="utredning")
    assert refused.status_code == 422
    assert AuditEvent.objects.get(verb="document.not_shared").facts == {"rules": ["utredning"]}
    answer = post(client, "document-level", [promise.pk], **asked)
    assert answer.status_code == 302
    signed_in(client, cast.officer)

    told = page(client, "promise", [promise.pk])

    assert "de som ser löften i Lillköping, med stöd av: Det säger inget om någon enskild." in told
    assert [client.get(one).status_code for one in files] == [200, 200]
    assert client.get(reverse("promises:document-level", args=[promise.pk])).status_code == 403
    line = AuditEvent.objects.filter(verb="document.level_chosen").latest("pk")
    assert (line.target_id, line.facts["level"]) == (document.pk, "partnership")
    assert promise_content.of(promise.pk)["promise"]["document"]["sha256"] == document.sha256


def test_a_document_that_was_read_in_before_anybody_chose_says_so(draft: Promise, cast: Cast) -> None:
    SourceDocument.objects.update(organisation=None)

    import_module("lofte.promises.migrations.0006_documents_shared_by_rule").share(apps, None)

    document = SourceDocument.objects.get()
    told = [(one.level.value, one.whom, one.ground) for one in levels.of(document, TODAY)]
    assert told == [
        ("own", "Lillköpings kommun", ""),
        ("partnership", "de som ser löften i Lillköping", "delat enligt regel"),
    ]


def test_a_draft_that_another_organisation_discards_takes_the_kept_document_with_it(
    client: Client, draft: Promise, cast: Cast
) -> None:
    Role.objects.filter(user=cast.officer).update(kind=Role.Kind.COORDINATOR)
    document = SourceDocument.objects.get()
    assert document.organisation == cast.municipality

    post(signed_in(client, cast.officer), "discard", [draft.pk])

    assert not Promise.objects.exists()
    assert not SourceDocument.objects.exists()


@pytest.mark.postgresql
def test_before_a_document_that_is_kept_stands_a_wall(draft: Promise, cast: Cast) -> None:
    def seen(user: User) -> int:
        with walls.before(viewer_of(user, TODAY)):
            return SourceDocument._base_manager.count()

    document = SourceDocument.objects.get()
    assert [seen(one) for one in (cast.coordinator, cast.officer, cast.outsider)] == [1, 0, 0]

    rule = ruling.read_first(cast.partnership.pk, TODAY)[0]
    choice = Choice(Circle(cast.municipality, (cast.partnership,)), rule)
    reaching.choose(document, choice, verb="document.level_chosen", by=cast.coordinator, at=AT)

    assert [seen(one) for one in (cast.coordinator, cast.officer, cast.outsider)] == [1, 1, 0]
