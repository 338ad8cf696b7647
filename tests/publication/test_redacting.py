"""What is taken away is in no table and on no page; every checksum comes out the same, and it stays away."""

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from lofte.accounts.models import Group
from lofte.base import guards
from lofte.publication import bundle, documents
from lofte.publication.bundle_files import FROZEN, MANIFEST, OPENINGS
from lofte.publication.redacting import actions, journal, live
from lofte.publication.redacting.actions import Decision
from lofte.publication.verification import verify
from lofte.released.canonical import dump, sha256
from lofte.released.models import Opening, Page, Redaction, Release
from lofte.work.models import EntryNote
from tests.released_world import World

AT = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
DECISION = Decision("gdpr_17", "KS 2026/12", "Kommunstyrelsen", date(2026, 5, 12))
COMMENT = "Så här gick det, säger vi båda."
NAME = "Lia Polischef"
NOTE = "Här stod en text som togs bort 12\N{NO-BREAK SPACE}maj 2026 (art. 17 dataskyddsförordningen)"
WORDLESS = frozenset(
    """BigAutoField AutoField BooleanField DateField DateTimeField DecimalField FloatField ForeignKey
    OneToOneField IntegerField BigIntegerField SmallIntegerField PositiveIntegerField
    PositiveBigIntegerField PositiveSmallIntegerField TimeField UUIDField GenericIPAddressField""".split()
)
PAGE = "/lillkoping/loften/2021/2021-T1/v1/"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home of its own: the journal of one test is not another's."""
    settings.HOME = tmp_path / "hem"
    settings.HOME.mkdir()
    return Path(settings.HOME)


def everywhere() -> Iterator[str]:
    """Yield every text of every table, files and packed pages too."""
    yield from live.texts()
    for model in apps.get_app_config("released").get_models():
        for row in model._default_manager.order_by("pk").values_list():
            yield from live.strings(list(row))
    for page in Page.objects.exclude(gzipped=None).order_by("pk"):
        yield gzip.decompress(bytes(page.gzipped or b"")).decode()


def n_standing(text: str) -> int:
    return sum(text in one for one in everywhere())


def redact(text: str) -> actions.Places:
    return actions.redact(text=text, decision=DECISION, at=AT)


@pytest.mark.parametrize("text", [COMMENT, NAME, "Polisen ska fotpatrullera", "säger vi båda"])
def test_the_text_is_in_no_table_afterwards(world: World, db: None, text: str) -> None:
    EntryNote.objects.update(text=f"Enligt {text} igen")
    assert n_standing(text)

    found = redact(text)

    assert n_standing(text) == 0
    assert found.n
    assert guards.missing() == []


def test_every_column_that_can_hold_words_is_swept() -> None:
    """A column of another kind than these holds no words; the rest is read by its kind."""
    left = [
        f"{model._meta.label}.{field.name}"
        for model in live.swept_models()
        for field in model._meta.concrete_fields
        if field.get_internal_type() not in WORDLESS and field not in live.swept_columns(model)
    ]
    aside = {model._meta.label for model in apps.get_models()} - {
        one._meta.label for one in live.swept_models()
    }

    assert left == []
    assert {one.split(".")[0] for one in aside} == {"released", "contenttypes", "sessions", "base"}
    assert {one for one in aside if one.startswith("base.")} == {"base.AuditEvent", "base.SealedBatch"}


def test_two_that_were_named_for_persons_are_told_apart_afterwards(world: World, db: None) -> None:
    where = world.stage.cast.partnership
    for name in ("Anna Påhittad", "Bo Påhittsson"):
        Group.objects.create(partnership=where, kind="other", name=f"Gruppen {name}", starts=date(2021, 1, 1))

    for name in ("Anna Påhittad", "Bo Påhittsson"):
        live.sweep(name)

    found = Group.objects.filter(name__startswith="Gruppen").order_by("pk")
    assert [one.name for one in found] == ["Gruppen [borttaget]", "Gruppen [borttaget] 2"]


def test_what_is_previewed_is_what_goes(world: World, db: None) -> None:
    shown = actions.preview(NAME)

    assert shown.n == redact(NAME).n
    assert actions.preview(NAME).n == 0


def test_a_note_stands_where_the_text_stood_and_numbers_are_untouched(
    world: World, db: None, client: Client
) -> None:
    before = documents.of(world.release).body

    redact(COMMENT)

    after = json.loads(client.get("/lillkoping/loften/2021/2021-T1/v1.json").content)
    assert NOTE in client.get(PAGE).content.decode()
    assert NOTE in client.get("/lillkoping/loften/2021/2021-T1/v1.csv").content.decode()
    assert after["content"]["activities"][0]["comment"]["sv"] == NOTE
    assert after["content"]["activities"][0]["targets"] == before["content"]["activities"][0]["targets"]
    assert after["redactions"][0]["reference"] == "KS 2026/12"


def test_a_part_goes_and_the_rest_is_left(world: World, db: None) -> None:
    redact("säger vi båda")

    body = documents.of(world.release).body
    assert body["content"]["activities"][0]["comment"]["sv"] == "Så här gick det, [borttaget]."


def test_the_page_says_why_a_part_is_gone_in_its_own_language(world: World, db: None, client: Client) -> None:
    lead = documents.of(world.release).body["content"]["lead"]["en"]
    redact("säger vi båda")
    redact(" ".join(lead.split()[:4]))

    page, in_english = (client.get(f"{way}{PAGE}").content.decode() for way in ("", "/en"))
    assert "Så här gick det, [borttaget]." in page
    assert "En text är borttagen (art. 17 dataskyddsförordningen). Ingen siffra är ändrad." in page
    assert "KS 2026/12" in page
    assert "[removed]" in in_english
    assert "(Article 17 GDPR)" in in_english


def test_what_is_left_can_go_later(world: World, db: None, tmp_path: Path) -> None:
    redact("säger vi båda")
    redact("Så här gick det")

    assert n_standing("Så här gick det") == 0
    body = documents.of(world.release).body
    assert body["content"]["activities"][0]["comment"]["sv"] == "[borttaget], [borttaget]."
    bundle.write("lillkoping", "2021", "2021-T1", tmp_path / "ut")
    assert verify(tmp_path / "ut").faults == ()


def test_the_chain_goes_on_and_every_release_is_as_it_was_hashed(world: World, db: None) -> None:
    redact(COMMENT)

    previous = ""
    for release in Release.objects.filter(partnership_slug="lillkoping").order_by("number"):
        assert (release.sha256, release.previous_sha256) == (sha256(release.canonical), previous)
        previous = release.sha256
    assert Release.objects.filter(kind="redaction").count() == 1


def test_bundles_of_before_and_after_verify(world: World, db: None, tmp_path: Path) -> None:
    bundle.write("lillkoping", "2021", "2021-T1", tmp_path / "fore")
    redact(COMMENT)
    bundle.write("lillkoping", "2021", "2021-T1", tmp_path / "efter")

    assert verify(tmp_path / "fore").faults == verify(tmp_path / "efter").faults == ()
    assert (tmp_path / "fore" / FROZEN).read_bytes() == (tmp_path / "efter" / FROZEN).read_bytes()
    assert not any(
        COMMENT.encode() in one.read_bytes() for one in (tmp_path / "efter").rglob("*") if one.is_file()
    )


Told = dict[str, Any]


def _unsigned(told: Told) -> None:
    told["tombstones"][0]["signature"] = "00" * 64


def _altered(told: Told) -> None:
    one = told["tombstones"][0]
    one["canonical"] = one["canonical"].replace("gdpr_17", "osl")


def _over_more(told: Told) -> None:
    del told["openings"]["/content/lead/sv"]
    one = told["tombstones"][0]
    forged = json.loads(one["canonical"])
    forged["content"]["removed"][0]["pointer"] = "/content/lead/sv"
    one["canonical"] = dump(forged)


def _removed(told: Told) -> None:
    del told["tombstones"]


def _other_words(told: Told) -> None:
    told["tombstones"][0]["openings"]["/content/office"]["text"] = "Någon annan"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_unsigned, "wrong_tombstone"),
        (_altered, "wrong_tombstone"),
        (_over_more, "wrong_tombstone"),
        (_other_words, "wrong_tombstone"),
        (_removed, "unopened"),
        (lambda told: told.update(tombstones=[{}]), "wrong_tombstone"),
        (lambda told: told.update(tombstones=7), "wrong_tombstone"),
    ],
)
def test_a_tombstone_forged_altered_or_removed_is_found(
    world: World, db: None, tmp_path: Path, change: Callable[[Told], None], code: str
) -> None:
    redact(COMMENT)
    folder = tmp_path / "ut"
    bundle.write("lillkoping", "2021", "2021-T1", folder)
    told = json.loads((folder / OPENINGS).read_text())
    change(told)
    body = dump(told).encode()
    (folder / OPENINGS).write_bytes(body)
    manifest = json.loads((folder / MANIFEST).read_text())
    entry = next(one for one in manifest["files"] if one["name"] == OPENINGS)
    entry["sha256"], entry["bytes"] = sha256(body), len(body)
    (folder / MANIFEST).write_text(json.dumps(manifest))

    assert code in [fault.code for fault in verify(folder).faults]


def test_the_journal_says_what_went_and_holds_no_text(world: World, db: None, home: Path) -> None:
    redact(NAME)

    written = (home / journal.NAME).read_text()
    assert NAME not in written
    assert "KS 2026/12" in written
    assert journal.unplayed() == []


def test_after_a_restored_backup_it_goes_again(world: World, db: None) -> None:
    with transaction.atomic():
        redact(NAME)
        transaction.set_rollback(True)  # the database is that of before; the journal lies beside it
    assert n_standing(NAME)
    assert len(journal.unplayed()) == 1

    n = actions.replay(at=AT)

    assert (n, n_standing(NAME), journal.unplayed()) == (1, 0, [])
    assert Redaction.objects.get().reference == "KS 2026/12"
    assert actions.replay(at=AT) == 0


def test_what_a_backup_does_not_hold_is_played_too(world: World, db: None) -> None:
    redact(NAME)
    line = journal.lines()[0]
    other = "1" * 32
    journal.append(
        journal.Line(**{**vars(line), "key": other, "sum": journal.sum_of(other, "Ingen alls"), "length": 10})
    )

    assert actions.replay(at=AT) == 1
    assert Redaction.objects.get(key=other).n_places == 0


@pytest.mark.parametrize(
    ("text", "decision", "refusal"),
    [
        ("Ja", DECISION, actions.TooShort),
        (COMMENT, Decision("vet ej", "1", "KS", date(2026, 5, 12)), actions.UnknownGround),
        (COMMENT, Decision("osl", " ", "KS", date(2026, 5, 12)), actions.ReferenceMissing),
        (COMMENT, Decision("osl", COMMENT, "KS", date(2026, 5, 12)), actions.SaysItself),
        ("Polisen Lillköping", DECISION, actions.InsideTheHash),
    ],
)
def test_what_cannot_be_taken_away_is_refused(
    world: World, db: None, text: str, decision: Decision, refusal: type[actions.Refused]
) -> None:
    with pytest.raises(refusal):
        actions.redact(text=text, decision=decision, at=AT)

    assert journal.lines() == []
    assert Opening.objects.filter(text=COMMENT).exists()
