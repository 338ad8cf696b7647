"""The English is whole: every sentence has its translation, and no page lets Swedish slip through."""

import ast
import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest
from babel.messages import Message
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from house import catalogue
from lofte.accounts.models import Organisation, Partnership, Role, User
from lofte.followup import actions as followups
from lofte.places.models import Area, AreaSet
from lofte.promises import actions as promises
from lofte.promises.models import KindOfWork, Promise
from lofte.work import actions as work
from tests.cast import Cast, assembled
from tests.house import source
from tests.house.listening import Heard, send_empty, walk
from tests.promised import Promised, a_tertial_of_work, promised, released
from tests.promises.reading import DRAFT, TEXT

NOW = datetime.fromisoformat("2021-05-10T10:00:00+02:00")
OURS = ("Löfte", "Vättern", "Exempelköping", "Olle Påhitt")  # ours, and those on the page of components
UNKNOWN = "Åkroken"  # a place that the document names and nobody has drawn
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sdr]|\{\w*\}|</?\w+[^>]*>")


def _half_done(stage: Promised) -> None:
    """Leave a draft read from a document, follow-ups on their way, and work that was taken back."""
    cast = stage.cast
    by, at = cast.coordinator, NOW
    promises.install_kinds()
    promises.keep_draft(
        partnership=cast.partnership, name="löfte.txt", data=TEXT.encode(), draft=DRAFT, by=by, at=at
    )
    followups.draft(promise=stage.promise, period_key="2021-T2", by=by, at=at)
    first = stage.promise.followups.get(period="2021-T1")
    followups.new_version(followup=first, reason="Ett möte kom med för sent.", by=by, at=at)
    logged = [
        work.log(
            key=UUID(int=number),
            kind=KindOfWork.objects.get(code=code),
            organisation=cast.police,
            area=cast.north_area,
            occurred_on=at.date(),
            minutes=30,
            by=cast.officer,
            at=at,
        )
        for number, code in enumerate(("foot-patrol", "traffic-control"), start=7000)
    ]
    work.reverse(logged[-1], reason="Fel område", by=cast.officer, at=at)


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Promised]:
    """Set one scene for every page, and take it away again."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        stage = promised(assembled())
        a_tertial_of_work(stage)
        released(stage)
        _half_done(stage)
        yield stage
        transaction.set_rollback(True)


def _administrator(cast: Cast) -> User:
    """Let somebody give roles, with one that waits to be confirmed."""
    user = User.objects.create_user(email="ada@example.org", name="Ada Administratör")
    where = {"partnership": cast.partnership, "organisation": cast.police, "starts": NOW.date()}
    Role.objects.create(user=user, kind="administrator", **where)
    Role.objects.create(user=cast.partner, kind="approver", awaits=True, given_by=user, **where)
    return user


@pytest.fixture(scope="module")
def heard(stage: Promised) -> list[Heard]:
    """Walk through the house in English: as a guest, and as everybody with a desk of their own."""
    cast, starts = stage.cast, ("/en/", "/en/logga-in/", "/en/ingenting/")
    found = list(walk(Client(), *starts, "/en/komponenter/"))
    for person in (cast.coordinator, cast.officer, cast.police_approver, _administrator(cast)):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        pages = list(walk(client, "/en/intern/"))
        found += pages
        found += send_empty(client, pages)
    return found


@pytest.fixture(scope="module")
def names(stage: Promised) -> re.Pattern[str]:
    """Match what is a name in any language: people, parties, places, and a promise in a page's title."""
    known = {*OURS, UNKNOWN}
    for model, columns in (
        (Organisation, ("name", "short_name")),
        (Partnership, ("name", "municipality_name")),
        (Area, ("name",)),
        (AreaSet, ("name",)),
        (User, ("name",)),
    ):
        for column in columns:
            known |= set(model.objects.values_list(column, flat=True))
    in_titles = [
        rf"{re.escape(one)}(?:, \w+)? – Löfte" for one in Promise.objects.values_list("title", flat=True)
    ]
    return re.compile("|".join([*in_titles, *map(re.escape, sorted(known, key=len, reverse=True))]))


@pytest.mark.django_db
def test_the_walk_comes_to_every_part_of_the_house(heard: list[Heard]) -> None:
    seen = " ".join(page.address for page in heard)

    for part in ("komponenter", "intern/loften", "intern/logga", "intern/uppfoljning", "intern/publicering"):
        assert f"/en/{part}/" in seen
    assert "/en/lillkoping/loften/2021/2021-T1/v1/" in seen
    assert "POST /en/intern/" in seen
    assert len(heard) > 60


@pytest.mark.django_db
def test_no_english_page_speaks_swedish_without_saying_so(heard: list[Heard], names: re.Pattern[str]) -> None:
    assert sorted({said for page in heard for said in page.swedish(names)}) == []


@pytest.mark.django_db
def test_an_english_page_leads_on_in_english(heard: list[Heard]) -> None:
    assert sorted({way for page in heard for way in page.ways_out()}) == []


def test_every_sentence_in_the_code_is_translated_and_compiled() -> None:
    assert list(catalogue.faults()) == []


def test_no_sentence_hides_from_the_catalogue() -> None:
    """Inside an f-string, or made as it goes, a sentence is not gathered."""
    known = {
        message.id if isinstance(message.id, str) else message.id[0] for message in catalogue.translated()
    }
    hidden = [
        f"{source.name(path)}:{node.lineno}"
        for path in source.inside(".py")
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTEXT
        for said in [node.args[node.func.id == "pgettext"]]  # its context comes first
        if not isinstance(said, ast.Constant) or said.value not in known
    ]

    assert hidden == []


def _both(message: Message) -> list[tuple[str, str]]:
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string or (), strict=True))


def test_a_translation_has_the_placeholders_and_marks_of_its_sentence() -> None:
    differing = [
        (swedish, english)
        for message in catalogue.translated()
        for swedish, english in _both(message)
        if swedish and sorted(PLACEHOLDER.findall(swedish)) != sorted(PLACEHOLDER.findall(english))
    ]

    assert differing == []


def test_no_translation_was_forgotten_in_swedish() -> None:
    assert [
        message.string
        for message in catalogue.translated()
        for _, english in _both(message)
        if message.id and re.search(r"[åäöÅÄÖ]|(?<!\S)”", re.sub("|".join(OURS), "", english))
    ] == []
