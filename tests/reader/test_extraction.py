"""From bytes to text and blocks, and every file that is refused with one clear sentence."""

import io
import zipfile

import docx
import pikepdf
import pytest
import typst

from lofte.reader import Unreadable, read_bytes, read_guarded, read_text
from lofte.reader.decode import decode
from lofte.reader.extract import MAX_BYTES, extract
from tests.reader.measure import as_docx, as_pdf

TEXT = "Medborgarlöfte 2024\n\nPolisen ska göra minst fem kontroller på Ågatan under året.\n"
HTML = (
    "<html><body><nav><li>Start</li></nav><main><h1>Medborgarlöfte 2024</h1>"
    f"<p>{TEXT.splitlines()[2]}</p></main></body></html>"
)


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read_bytes(data)
    assert refused.value.message("sv").endswith(".")
    assert refused.value.message("en").endswith(".")
    return refused.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_one_byte_gone_bad_spoils_no_other_letter_and_is_told() -> None:
    whole = (TEXT * 3).encode()
    letter = whole.index("å".encode())

    draft = read_bytes(whole[:letter] + whole[letter + 1 :])

    assert draft.text.count("\ufffd") == 1
    assert draft.text.replace("\ufffd", "å", 1) == TEXT * 3
    assert "suspect_characters" in [warning.code for warning in draft.warnings]


def test_a_pasted_picture_is_cut_and_the_rest_is_read() -> None:
    draft = read_bytes(f"{TEXT}\n{'iVBORw0KGgo' * 40_000}\n".encode())

    assert len(draft.text) < len(TEXT) + 100
    assert [one.responsible for one in draft.activities] == [("police",)]


@pytest.mark.parametrize("form", ["text", "pdf", "docx", "html"])
def test_each_form_gives_the_same_activity(form: str) -> None:
    data = {
        "text": TEXT.encode(),
        "pdf": as_pdf(TEXT),
        "docx": as_docx(TEXT),
        "html": HTML.encode(),
    }[form]

    (activity,) = read_bytes(data).activities

    assert activity.responsible == ("police",)
    assert activity.places == ("Ågatan",)
    assert [(target.kind, target.value, target.per) for target in activity.targets] == [("count", 5, "year")]


def test_nothing_is_empty() -> None:
    assert code_of(b"") == "empty"
    assert code_of(b" \n\t\n") == "empty"
    assert code_of("\ufeff \u00a0".encode()) == "empty"
    assert code_of(b"<html><body><script>var a = 1</script></body></html>") == "empty"


def test_binary_junk_is_no_text() -> None:
    assert code_of(bytes(range(256)) * 40) == "not_text"
    assert code_of(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100) == "not_text"
    assert code_of("hej då åäö".encode("utf-16")[:-1]) == "not_text"


def test_more_than_twenty_megabytes_is_refused_before_it_is_read() -> None:
    assert code_of(b"a" * (MAX_BYTES + 1)) == "too_large"


def test_a_very_long_text_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_text("Polisen ska. " * 200_000)

    assert refused.value.code == "too_long"


def archive(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


def test_a_zip_bomb_is_refused() -> None:
    assert code_of(archive({"word/document.xml": b"<a>" + b" " * 70_000_000})) == "bomb"


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(archive({"word/document.xml": b" " * 30_000_000}))
    # Both headers, the local and the central one, claim a few bytes.
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark) + offset
        data[at : at + 4] = (1000).to_bytes(4, "little")

    assert code_of(bytes(data)) in {"bomb", "damaged"}


def test_xml_entities_are_refused() -> None:
    assert code_of(archive({"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})) == "bomb"


def test_another_archive_is_no_document() -> None:
    assert code_of(archive({"xl/workbook.xml": b"<a/>"})) == "not_text"


def test_a_broken_docx_is_damaged() -> None:
    file = io.BytesIO()
    docx.Document().save(file)

    assert code_of(file.getvalue()[:-200]) == "damaged"


def scanned(pages: int = 1, password: str = "") -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(file, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return file.getvalue()


def test_a_pdf_without_text_is_scanned() -> None:
    assert code_of(scanned()) == "scanned"


def test_an_encrypted_pdf_is_refused() -> None:
    assert code_of(scanned(password="hemligt")) == "encrypted"


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    assert code_of(scanned(501)) == "too_many_pages"


def test_a_broken_pdf_is_damaged() -> None:
    assert code_of(b"%PDF-1.7\n" + b"x" * 300) == "damaged"


def test_html_as_deep_as_a_well_is_refused() -> None:
    assert code_of(b"<html><body>" + b"<div>" * 400 + b"hej") == "too_deep"


def test_hyphen_breaks_are_kept_in_the_text_and_mended_in_the_activity() -> None:
    draft = read_text(
        "Medborgarlöfte 2024\n\nPolisen ska göra minst fem trafikkon-\ntroller på Ågatan under året."
    )

    assert "trafikkon-\ntroller" in draft.text
    assert "trafikkontroller" in draft.activities[0].text
    source = draft.activities[0].targets[0].source
    assert draft.text[source.start : source.end] == "minst fem trafikkon-\ntroller"


def test_a_table_in_a_pdf_keeps_its_columns() -> None:
    page = typst.compile(
        b"= Medborgarl\xc3\xb6fte 2024\n#table(columns: 3, [Aktivitet], [M\xc3\xa5l], [Ansvarig],"
        b"[Fotpatrull i centrum], [minst 40 per \xc3\xa5r], [Polisen], "
        b"[Nattvandring i Berga], [minst 20 per \xc3\xa5r], [Kommunen])"
    )
    assert isinstance(page, bytes)

    found = read_bytes(page).activities

    assert [(one.responsible, one.targets[0].value) for one in found] == [
        (("police",), 40),
        (("municipality",), 20),
    ]


def test_heads_and_feet_of_pages_do_not_part_sentences() -> None:
    blocks = extract(
        "A kommun 1 (2)\n\nDetta är en lång rad i en text som bryts vid\n\n"
        "A kommun 2 (2)\n\nkanten.\n".encode()
    ).blocks

    assert len(blocks) == 2


def test_a_child_process_reads_the_same() -> None:
    data = as_pdf(TEXT)

    assert read_guarded(data, "löfte.pdf") == read_bytes(data)


def test_a_child_process_refuses_with_the_same_code() -> None:
    with pytest.raises(Unreadable) as refused:
        read_guarded(scanned())

    assert refused.value.code == "scanned"


def test_a_child_process_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(Unreadable) as refused:
        read_guarded(TEXT.encode(), seconds=0.001)

    assert refused.value.code == "too_slow"
