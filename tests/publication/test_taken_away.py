"""Words written in every free text of the house and taken away: in no table, index, export, page or file."""

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

import pypdfium2
import pytest
from django.apps import apps
from django.db import connection
from django.template import Template
from django.utils import timezone
from pytest_django import Settings

from lofte.followup.models import FollowUp
from lofte.publication import actions as publication
from lofte.publication import bundle
from lofte.publication.redacting import actions, live
from lofte.publication.redacting.actions import Decision
from lofte.publication.verification import verify
from lofte.records.archiving import packing
from lofte.work.forms import OWN_WORDS
from lofte.work.models import Entry
from tests.attacks.describing import client_of
from tests.house.test_screened_forms import WHY_NOT, every_form, free_texts
from tests.promised import Promised, both_say_yes
from tests.publication.everywhere import WORDS, Writer, named
from tests.publication.in_steps import write_in_steps
from tests.role_stage import NOW, Stage, assembled_stage

DECISION = Decision("gdpr_17", "KS 2021/12", "Kommunstyrelsen", NOW.date())
REGISTER = "/intern/diariet/lillkoping/polisen-lillkoping"
PUBLIC = "/lillkoping/loften/2021/2021-T1/v1"
EXPORTS = (
    f"{REGISTER}/diarium.csv",
    f"{REGISTER}/diarium.json",
    *(f"{PUBLIC}{ending}" for ending in ("/", ".json", ".csv", ".pdf")),
    "/lillkoping/",
)
HEIRS = "no form by itself: what its heirs hold is sent"
CODE = "a series is kept in capitals"
NOT_SENT = {
    "beginning.border_forms.SourceForm.source": HEIRS,
    "promises.forms.revising.RevisionForm.month_weights": "figures only",
    "promises.forms.revising.RevisionForm.points": "days and figures only",
    "promises.forms.undertakings.TargetForm.month_weights": "figures only",
    "promises.forms.undertakings.TargetForm.points": "days and figures only",
    "records.redacting.forms.AskForm.office": "refused where it says what is to go",
    "records.redacting.forms.AskForm.reference": "refused where it says what is to go",
    "records.redacting.forms.AskForm.why": "refused where it says what is to go",
    "records.registering.forms.AnswerForm.series": CODE,
    "records.registering.forms.NumberedForm.other_number": HEIRS,
    "records.registering.forms.NumberedForm.series": CODE,
    "records.registering.forms.OtherForm.series": CODE,
    "records.registering.forms.ReceiveForm.series": CODE,
    "records.registering.forms.ThingForm.series": CODE,
    "work.deliveries.forms.OriginMixin.attesting_office": HEIRS,
    "work.deliveries.forms.OriginMixin.source": HEIRS,
    "work.sharing.forms.ShareForm.note": "the note of the entry, which is sent",
}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path, _plain_pages: Any) -> None:
    """The day of the scene, answers that say what they were made of, and a home of its own."""
    monkeypatch.setattr(Template, "_render", _plain_pages)
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    settings.HOME = tmp_path / "hem"
    settings.HOME.mkdir()


def written() -> Writer:
    """Write in every form, bring the follow-up out, and register what came out."""
    stage = assembled_stage()
    other = Entry.objects.filter(organisation=stage.cast.police).earliest("pk")
    stage.keys["work:take-back"] = {"pk": other.pk}
    stage.forms.update(
        {
            "work:take-back": {"reason": OWN_WORDS},
            "work:overlap": {"settled_as": "both"},
            "promises:prioritise": {"area_set": str(stage.cast.south.pk), "last_day": ""},
            "records:decide": {"keeps_days": "400"},
            "registering:judge": {"outcome": "part"},
            **{
                f"registering:{name}": {"series": "PO"}
                for name in ("fix-thing", "fix-other", "requests", "answer")
            },
        }
    )
    writer = Writer(stage)
    writer.write_all()
    write_in_steps(writer)
    for part in ("fokus", "underskrifter"):
        stage.keys["promises:frame"]["part"] = part
        writer.write(client_of(stage.here["coordinator"]), "promises:frame")
    followup = FollowUp.objects.get(pk=stage.keys["followup:write"]["pk"])
    release = publication.release(
        followup=both_say_yes(cast(Promised, SimpleNamespace(cast=stage.cast)), followup, NOW),
        by=stage.cast.coordinator,
        at=NOW,
    )
    told = {"once": str(uuid4()), "thing": f"release-{release.pk}", "series": "PO"}
    client_of(stage.here["registrar"]).post(f"{REGISTER}/registrera/hos-oss/", told)
    return writer


def words_in(data: bytes) -> str:
    """Return what a file says, packed or set on paper."""
    if data[:2] == b"\x1f\x8b":
        return words_in(gzip.decompress(data))
    if data[:5] == b"%PDF-":
        with pypdfium2.PdfDocument(data) as paper:
            return "".join(paper[n].get_textpage().get_text_range() for n in range(len(paper)))
    return data.decode("utf-8", "ignore")


def tables() -> Iterator[tuple[str, str]]:
    """Yield every text of every table that a model has, what is packed too."""
    for model in apps.get_models():
        for row in model._base_manager.order_by("pk").values_list():
            for value in row:
                if isinstance(value, bytes | memoryview):
                    yield model._meta.label, words_in(bytes(value))
                else:
                    yield from ((model._meta.label, one) for one in live.strings(value))


def holding(words: str) -> set[str]:
    return {label for label, text in tables() if words in text or words in text.casefold()}


def exported(stage: Stage, out: Path) -> dict[str, str]:
    """Return what leaves the house: the register, the pages and files, the bundle, the package."""
    client = client_of(stage.here["registrar"])
    found = {path: words_in(client.get(path).getvalue()) for path in EXPORTS}
    bundle.write("lillkoping", "2021", "2021-T1", out / "ut")
    morrow = NOW + timedelta(days=1)
    packing.write(packing.Asked(stage.cast.police, date(2021, 1, 1), morrow.date(), morrow), out / "arkiv")
    for folder in ("ut", "arkiv"):
        files = [one for one in (out / folder).rglob("*") if one.is_file()]
        found[folder] = "".join(words_in(one.read_bytes()) for one in files)
    return found


def in_the_database_itself(copy: Path) -> list[str]:
    """Return where the database's own copy holds the words: tables without a model and indexes too."""
    forms = {WORDS, json.dumps(WORDS).strip('"')}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM INTO %s", [str(copy)])
            return [form for form in forms if form.encode() in copy.read_bytes()]
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        held = []
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE ANY(%s)',
                [[f"%{one}%" for one in forms]],
            )
            held += [table] if cursor.fetchone()[0] else []
    return held


@pytest.mark.django_db(transaction=True)
def test_what_was_written_in_every_form_and_taken_away_is_nowhere(tmp_path: Path) -> None:
    writer = written()
    before = exported(writer.stage, tmp_path / "fore")
    arrived = {of for of, mark in writer.marks.items() if any(mark in text for _, text in tables())}
    held = in_the_database_itself(tmp_path / "fore.sqlite3")

    places = actions.redact(text=WORDS, decision=DECISION, at=NOW)

    after = exported(writer.stage, tmp_path / "efter")
    every = {named(form, name) for form in every_form() for name in free_texts(form)}
    assert every - arrived - set(WHY_NOT) == set(NOT_SENT)
    assert (bool(held), [path for path, text in before.items() if WORDS not in text]) == (True, [])
    assert [one for one in places.live if one.stays] == []
    assert holding(WORDS) == set()
    assert [path for path, text in after.items() if WORDS in text.casefold()] == []
    assert in_the_database_itself(tmp_path / "efter.sqlite3") == []
    assert verify(tmp_path / "efter" / "ut").faults == ()
