"""Documents that cannot be read, or hold no promise: one sentence, nothing written, nothing told."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lofte.promises import actions
from lofte.promises.forms import beginning
from lofte.promises.models import Promise, SourceDocument
from tests.cast import Cast
from tests.promises.asking import HERE, page, post, signed_in
from tests.promises.reading import AT, DRAFT, TEXT


def pdf(**how: Any) -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(file, **how)
    return file.getvalue()


def archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return file.getvalue()


def wrong() -> dict[str, tuple[bytes, str, str]]:
    locked = pikepdf.Encryption(user="hemligt", owner="hemligt")
    return {
        "empty": (b"", "Filen är tom: det finns ingen text att läsa.", "empty"),
        "blank": (b"  \n \n", "Filen är tom: det finns ingen text att läsa.", "empty"),
        "scanned": (pdf(), "Filen innehåller bara bilder av text", "scanned"),
        "locked": (pdf(encryption=locked), "Filen är skyddad med lösenord", "encrypted"),
        "broken": (b"%PDF-1.7 trasig", "Filen är skadad", "damaged"),
        "bomb": (
            archive("word/document.xml", b"<a>" + b" " * 70_000_000),
            "packar upp till mycket mer",
            "bomb",
        ),
        "sheet": (archive("xl/workbook.xml", b"<a/>"), "Filen är varken text", "not_text"),
        "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "Filen är varken text", "not_text"),
        "encoding": (TEXT.encode("utf-16")[:-1], "Filen är varken text", "not_text"),
        "chatter": (b"Hej hej. Vi ses klockan 14.", "inget som går att läsa som ett löfte", "no_promise"),
    }


WRONG = wrong()


@pytest.mark.parametrize("which", WRONG)
def test_a_document_that_gives_no_draft_is_told_in_one_sentence_and_writes_nothing(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture, which: str
) -> None:
    content, said, code = WRONG[which]
    caplog.set_level("INFO")
    document = SimpleUploadedFile("hemlig adress.pdf", content)

    answer = post(signed_in(client, cast.coordinator), "upload", HERE, document=document)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert text.count(said) == 2  # in the summary, and at the field
    assert 'href="#fil_document"' in text
    assert not Promise.objects.exists()
    assert not SourceDocument.objects.exists()
    assert [one.getMessage() for one in caplog.records] == [f"form refused: UploadForm: document:{code}"]


def test_a_file_that_is_too_large_is_not_even_read(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beginning, "LARGEST", 10)

    answer = post(
        signed_in(client, cast.coordinator),
        "upload",
        HERE,
        document=SimpleUploadedFile("a.txt", TEXT.encode()),
    )

    assert "Filen är större än 20 MB" in answer.content.decode()
    assert not Promise.objects.exists()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_swedish_letters_survive_the_usual_encodings(client: Client, cast: Cast, encoding: str) -> None:
    actions.install_kinds()
    document = SimpleUploadedFile("löfte.txt", TEXT.encode(encoding))

    answer = post(signed_in(client, cast.coordinator), "upload", HERE, document=document)

    assert answer.status_code == 302
    assert "Södra" in SourceDocument.objects.get().text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Klistra in text att läsa."),
        (" \n ", "Klistra in text att läsa."),
        ("Hej hej, detta är inget löfte. Vi ses på torsdag klockan 14.", "inget som går att läsa"),
    ],
)
def test_pasted_words_without_a_promise_are_told_and_kept(
    client: Client, cast: Cast, text: str, said: str
) -> None:
    shown = post(signed_in(client, cast.coordinator), "paste", HERE, text=text).content.decode()

    assert said in shown
    assert text.strip() in shown
    assert not Promise.objects.exists()


def test_a_document_that_points_at_a_person_is_taken_in_with_a_warning(client: Client, cast: Cast) -> None:
    actions.install_kinds()
    text = TEXT + "\nFrågor: ring Bo på 070-174 06 05 eller skriv till bo@example.org.\n"

    made = actions.keep_draft(
        partnership=cast.partnership,
        name="löfte.txt",
        data=text.encode(),
        draft=replace(DRAFT, text=text),
        by=cast.coordinator,
        at=AT,
    )

    shown = page(signed_in(client, cast.coordinator), "promise", [made.pk])
    assert "Dokumentet innehåller en e-postadress och ett telefonnummer." in shown


@pytest.mark.parametrize("way", ["paste", "upload"])
def test_what_takes_too_long_to_read_is_told_in_time(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """A picture written out as letters, in a pasted text as in a file, keeps no worker longer than that."""
    monkeypatch.setattr(beginning, "PATIENCE", 0.01)
    sent = {"text": TEXT} if way == "paste" else {"document": SimpleUploadedFile("a.txt", TEXT.encode())}

    answer = post(signed_in(client, cast.coordinator), way, HERE, **sent)

    what = "Texten" if way == "paste" else "Filen"
    assert f"{what} tog för lång tid att läsa" in answer.content.decode()
    assert not Promise.objects.exists()
