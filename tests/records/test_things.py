"""What Löfte holds is registered: a promise, a document, a release, a decision on clearing."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.accounts.models import Role, User
from lofte.promises.models import SourceDocument
from lofte.records.models import ClearingDecision
from lofte.records.registering import fixing, plain_words, requests, things
from lofte.records.registering.fixing import Home
from lofte.records.registering.models import RegisteredDocument
from lofte.records.registering.things import Thing
from lofte.released.models import Release
from tests.cast import SINCE, Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("brought_out")]
AT = datetime(2022, 6, 10, 10, 0, tzinfo=UTC)
HERE = "/intern/diariet/lillkoping/polisen-lillkoping/"


@pytest.fixture
def registrar(client: Client, cast: Cast) -> Client:
    user = User.objects.create_user(email="registrator@example.org", name="Registrator Ett")
    which = {"partnership": cast.partnership, "organisation": cast.police}
    Role.objects.create(user=user, kind="registrar", starts=SINCE, **which)
    client.force_login(user)
    return client


def source(cast: Cast, name: str = "brev.txt") -> SourceDocument:
    return SourceDocument.objects.create(
        partnership=cast.partnership,
        name=name,
        content=b"brevet som det kom",
        sha256="0" * 64,
        text="Brevet i läsbar form.",
        reading={},
        received_at=AT,
        received_by=cast.officer,
    )


def decision(cast: Cast, reference: str = "PO 2022/7", *, after_delivery: bool = False) -> ClearingDecision:
    return ClearingDecision.objects.create(
        after_delivery=after_delivery,
        organisation=cast.police,
        plan="entry-notes",
        keeps_days=365,
        reference=reference,
        decided_by="Polischefen",
        decided_on=date(2022, 5, 2),
        recorded_at=AT,
    )


def waiting(cast: Cast, kind: str) -> list[Thing]:
    return [one for one in things.unregistered(cast.partnership, cast.police) if one.kind == kind]


def register(client: Client, thing: Thing) -> RegisteredDocument:
    answer: Any = client.post(
        f"{HERE}registrera/hos-oss/", {"once": uuid4(), "thing": thing.name, "series": "PO"}
    )
    assert answer.status_code == 302
    return RegisteredDocument.objects.get(thing=thing.kind, thing_key=thing.key)


def files_of(one: RegisteredDocument) -> dict[str, bytes]:
    return {file.role: bytes(file.content) for file in one.files.order_by("position")}


def test_a_promise_is_fixed_with_its_words_and_waits_no_more(registrar: Client, cast: Cast) -> None:
    [thing] = waiting(cast, "promise")

    made = register(registrar, thing)

    assert {*files_of(made)} == {"content", "text"}
    assert thing.title in requests.text_of(made)
    assert (made.promise_slug, made.dated_on) == (thing.promise_slug, thing.since)
    assert not plain_words.is_marked(requests.text_of(made))
    assert not waiting(cast, "promise")


def test_a_made_up_promise_says_so_in_every_file(registrar: Client, cast: Cast) -> None:
    cast.partnership.is_simulated = True
    cast.partnership.save()
    [thing] = waiting(cast, "promise")

    for words in files_of(register(registrar, thing)).values():
        assert "Simulerade uppgifter" in words.decode()


def test_a_document_is_fixed_as_it_came_and_is_its_receivers(registrar: Client, cast: Cast) -> None:
    source(cast)
    [thing] = waiting(cast, "source")

    made = register(registrar, thing)

    files = files_of(made)
    assert (made.direction, files["original"]) == ("received", b"brevet som det kom")
    assert files["text"].decode() == "Brevet i läsbar form."
    assert not [
        one for one in things.unregistered(cast.partnership, cast.municipality) if one.kind == "source"
    ]


def test_each_release_is_fixed_to_the_byte(registrar: Client, cast: Cast) -> None:
    found = waiting(cast, "release")
    assert {one.key for one in found} == set(
        Release.objects.exclude(kind="redaction").values_list("pk", flat=True)
    )

    for thing in found:
        files = files_of(register(registrar, thing))
        release = Release.objects.get(pk=thing.key)
        assert files["content"].decode() == release.canonical
        assert files["pdf"].startswith(b"%PDF")
        words = files["text"].decode()
        assert ("Godkänd av " in words) == (release.kind == "followup")


def test_a_decision_on_clearing_is_its_own_organisations(registrar: Client, cast: Cast) -> None:
    decision(cast, after_delivery=True)
    [thing] = waiting(cast, "clearing")

    made = register(registrar, thing)

    said = "Anteckningar om arbete: gallras efter 365 dagar, först när tiden är levererad till e-arkivet."
    assert said in requests.text_of(made)
    theirs = things.of_partnership(cast.partnership, cast.municipality)
    assert "clearing" not in {one.kind for one in theirs}


def test_a_thing_is_registered_once(registrar: Client, cast: Cast) -> None:
    [thing] = waiting(cast, "promise")
    made = register(registrar, thing)
    entry = fixing.Entry(
        "promise", "drawn_up", "igen", AT.date(), "PO", thing=made.thing, thing_key=thing.key
    )

    with pytest.raises(fixing.RegisteredAlready):
        fixing.fix(entry, [], home=Home(cast.partnership, cast.police), by=cast.officer, at=AT)


def test_more_rows_ask_no_more_questions(registrar: Client, cast: Cast) -> None:
    pages = [HERE, f"{HERE}registrera/", f"{HERE}begaran/"]
    _grow(cast, 1)
    pages.append(f"{HERE}begaran/{RegisteredDocument.objects.get(kind='request').request.pk}/?q=")

    few = [*_counted(registrar, pages)]
    _grow(cast, 5)

    assert [*_counted(registrar, pages)] == few


def _grow(cast: Cast, n: int) -> None:
    home, by = Home(cast.partnership, cast.police), cast.officer
    asked = requests.Asked("Allt", AT.date(), "mail", "PO")
    made = requests.receive(asked, home=home, by=by, at=AT)
    made = type(made).objects.order_by("pk")[0]
    for i in range(n):
        source(cast, f"brev {n} {i}")
        decision(cast, f"PO {n}/{i}")
        for is_taken in (True, False):
            entry = fixing.Entry("other", "received", f"Brev {i}", AT.date(), "PO")
            document = fixing.fix(entry, [fixing.text("Vid ån.")], home=home, by=by, at=AT)
            if is_taken:
                requests.collect(made, [document], by=by, at=AT)


def _counted(client: Client, pages: list[str]) -> Iterator[int]:
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        yield len(seen)
