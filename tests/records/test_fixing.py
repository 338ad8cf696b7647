"""A document is fixed once, numbered without gaps, and nobody can alter it: not with SQL either."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from lofte.base import guards
from lofte.base.written_once import WrittenOnce
from lofte.publication.redacting import actions
from lofte.records.registering import fixing
from lofte.records.registering.fixing import Entry, Home
from lofte.records.registering.models import FixedFile, RegisteredDocument
from tests.cast import Cast

AT = datetime.fromisoformat("2026-05-04T10:00:00+02:00")
WORDS = "Vi möttes vid ån."


def fixed(cast: Cast, title: str = "Avtal", day: date = date(2026, 5, 4)) -> RegisteredDocument:
    entry = Entry("other", "received", title, day, series="ks")
    files = [fixing.content({"text": WORDS}), fixing.text(WORDS)]
    home = Home(cast.partnership, cast.municipality)
    return fixing.fix(entry, files, home=home, by=cast.coordinator, at=AT)


@pytest.mark.django_db
def test_documents_are_numbered_in_their_series_and_year(cast: Cast) -> None:
    assert [fixed(cast, one).diarienummer for one in ("Ett", "Två")] == ["KS 2026/1", "KS 2026/2"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_registereddocument SET title = 'annat'",
        "DELETE FROM records_registereddocument",
        "UPDATE records_fixedfile SET name = 'annat'",
        "DELETE FROM records_fixedfile",
    ],
)
def test_no_statement_alters_what_is_fixed(cast: Cast, statement: str) -> None:
    made = fixed(cast)

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        connection.cursor().execute(statement)

    assert fixing.is_unaltered(RegisteredDocument.objects.get(pk=made.pk))
    assert not {"records_registereddocument", "records_fixedfile"} & {*guards.missing()}


@pytest.mark.django_db
def test_no_row_of_what_is_fixed_is_saved_again(cast: Cast) -> None:
    made = fixed(cast)

    for row in (made, made.files.order_by("position")[0]):
        with pytest.raises(WrittenOnce):
            row.save()
        with pytest.raises(WrittenOnce):
            row.delete()


@pytest.mark.django_db
def test_a_file_laid_beside_what_is_fixed_is_seen(cast: Cast) -> None:
    made = fixed(cast)
    FixedFile.objects.create(
        document=made,
        position=9,
        role="text",
        name="x",
        media_type="text/plain",
        content=b"",
        sha256="0" * 64,
    )

    assert not fixing.is_unaltered(made)


@pytest.mark.django_db
def test_what_an_organisation_fixed_between_two_days_is_found(cast: Cast) -> None:
    for day in (1, 4, 8):
        fixed(cast, f"Dag {day}", date(2026, 5, day))

    found = fixing.fixed_between(cast.municipality, date(2026, 5, 4), date(2026, 5, 8))

    assert [one.title for one in found] == ["Dag 4"]
    assert not fixing.fixed_between(cast.police, date(2026, 5, 1), date(2026, 6, 1)).exists()


@pytest.mark.django_db
def test_what_is_redacted_leaves_a_tomb_under_its_checksum(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    entry = Entry("other", "received", "Brev", AT.date(), series="ks")
    words = "Så sa Kim Påhittsson\nvid ån."
    packed = fixing.File("pdf", "brev.pdf", "application/pdf", b"%PDF: packed")
    files = [fixing.content({"text": words}), fixing.text(words), fixing.text("Annat"), packed]
    made = fixing.fix(
        entry, files, home=Home(cast.partnership, cast.municipality), by=cast.coordinator, at=AT
    )
    decision = actions.Decision("gdpr_17", "KS 2026/12", "Kommunstyrelsen", AT.date())

    previewed = actions.preview("Kim Påhittsson\nvid ån")
    done = actions.redact(text="Kim Påhittsson\nvid ån", decision=decision, at=AT)
    assert previewed == replace(done, key="")  # the key is made with it
    assert ("content", 3) in {(one.column, one.n_rows) for one in previewed.live}

    made.refresh_from_db()
    tomb = "[borttaget] 4\N{NO-BREAK SPACE}maj 2026, Kommunstyrelsen, KS 2026/12"
    told = [bytes(one.content).decode() for one in made.files.order_by("position")]
    assert told == [tomb, tomb, "Annat", tomb]
    assert "påhittsson" not in made.search_key
    assert fixing.is_unaltered(made)
    assert not guards.missing()
