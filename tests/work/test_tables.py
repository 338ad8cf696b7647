"""Files as offices save them become tables: encodings, separators, workbooks, and what cannot be read."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
import xlsxwriter

from lofte.work.deliveries import columns, tables, values
from lofte.work.deliveries.tables import Table, UnreadableTable, read

TEXT = "Datum;Insatstyp;Område\n2021-03-04;Fotpatrull;Råslätt\n2021-03-05;Fotpatrull;Öxnehaga\n"
ROWS = (("2021-03-04", "Fotpatrull", "Råslätt"), ("2021-03-05", "Fotpatrull", "Öxnehaga"))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace(";", ",").encode(),
        b"sep=;\r\n" + TEXT.encode(),
        TEXT.replace(";Fotpatrull;", ';"Fotpatrull";').encode(),
        ("Uttag ur systemet\n\n" + TEXT).encode(),
    ],
    ids=["utf-8", "mark", "cp1252", "utf-16", "crlf", "tab", "comma", "sep", "quotes", "title"],
)
def test_text_as_it_is_saved_becomes_the_same_table(data: bytes) -> None:
    table = read(data)

    assert table.headings == ("Datum", "Insatstyp", "Område")
    assert table.rows == ROWS


def test_a_row_keeps_its_number_in_the_file() -> None:
    assert read(("Uttag\n\n" + TEXT).encode()).numbers == (4, 5)


def book(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **options}) as workbook:
        fill(workbook, workbook.add_worksheet("Poster"))
    return made.getvalue()


def _full(workbook: Any, sheet: Any) -> None:
    day = workbook.add_format({"num_format": "yyyy-mm-dd"})
    clock = workbook.add_format({"num_format": "hh:mm"})
    sheet.merge_range(0, 0, 0, 3, "Uttag")
    sheet.write_row(1, 0, ["Område", "Datum", "Minuter", "Längd"])
    sheet.merge_range(2, 0, 3, 0, "Råslätt")
    for row in (2, 3):
        sheet.write_datetime(row, 1, date(2021, 3, row + 2), day)
        sheet.write_formula(row, 2, "=40+5", None, 45)
        sheet.write_datetime(row, 3, time(0, 45), clock)


@pytest.mark.parametrize("options", [{}, {"date_1904": True}], ids=["1900", "1904"])
def test_a_workbook_gives_days_results_and_merged_cells(options: dict[str, bool]) -> None:
    table = read(book(_full, **options))

    assert table.way == "xlsx"
    assert table.headings == ("Område", "Datum", "Minuter", "Längd")
    assert table.numbers == (3, 4)
    assert [row[:3] for row in table.rows] == [
        ("Råslätt", "2021-03-04", "45"),
        ("Råslätt", "2021-03-05", "45"),
    ]
    assert {values.minutes(row[3]) for row in table.rows} == {45}


ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def ods(*rows: tuple[str, ...]) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?><manifest:manifest'
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr("content.xml", ODS_CONTENT.format(rows=cells))
    return made.getvalue()


def test_a_sheet_of_open_office_is_read() -> None:
    table = read(ods(("Datum", "Insatstyp", "Område"), *ROWS))

    assert (table.way, table.rows) == ("ods", ROWS)


def _far_away(workbook: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["Datum", "Slag"])
    sheet.write_row(1_048_575, 16_382, ["långt", "bort"])


def _bomb() -> bytes:
    """Return a file that says of itself that it unpacks to more than is read."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("xl/workbook.xml", "x")
        packed.filelist[0].file_size = tables.MAX_UNPACKED + 1
    return made.getvalue()


def _zip(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty"),
        (lambda: b"Datum;Slag\n", "no_rows"),
        (lambda: b"bara en kolumn\nmed text\n", "no_table"),
        (lambda: b"\x00\x01\x02;\x03", "no_table"),
        (lambda: b'Datum;Slag\n"2021-03-04;x\n', "damaged"),
        (lambda: b"\xd0\xcf\x11\xe0 gammal", "old_or_locked"),
        (lambda: b"PK\x03\x04 trasig", "damaged"),
        (lambda: _zip("word/document.xml"), "no_table"),
        (lambda: _zip("xl/workbook.xml"), "damaged"),
        (_bomb, "too_large"),
        (lambda: b"x" * (tables.MAX_BYTES + 1), "too_large"),
    ],
    ids=[
        "empty", "no-rows", "one-column", "bytes", "quote", "old", "broken", "word", "hollow", "bomb",
        "bytes-many",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(make: Callable[[], bytes], code: str) -> None:
    with pytest.raises(UnreadableTable) as refused:
        read(make())

    assert refused.value.code == code


@pytest.mark.long
def test_a_million_rows_are_too_many() -> None:
    with pytest.raises(UnreadableTable) as refused:
        read(b"Datum;Slag\n" + b"2021-03-04;x\n" * 1_000_000)

    assert refused.value.code == "too_many_rows"


@pytest.mark.long
def test_one_cell_in_the_farthest_corner_does_no_harm() -> None:
    with pytest.raises(UnreadableTable) as refused:
        read(book(_far_away))

    assert refused.value.code in {"too_large", "too_many_rows"}


def test_headings_are_each_another_and_columns_can_be_dropped() -> None:
    table = read(b"Namn;;Tid;Tid\nx;y;1;2\n")

    assert table.headings == ("Namn", "(B)", "Tid", "Tid (2)")
    assert table.only(["Tid (2)", "(B)"]) == Table("csv", ("Tid (2)", "(B)"), (("2", "y"),), (2,))


@pytest.mark.parametrize(
    ("read_value", "said", "found"),
    [
        (values.day, "2021-03-31", date(2021, 3, 31)),
        (values.day, "2021-03-31 14:30", date(2021, 3, 31)),
        (values.day, "20210331", date(2021, 3, 31)),
        (values.day, "210331", date(2021, 3, 31)),
        (values.day, "31/3 2021", date(2021, 3, 31)),
        (values.day, "3/4-21", date(2021, 4, 3)),
        (values.day, "31 mars 2021", date(2021, 3, 31)),
        (values.day, "44286", date(2021, 3, 31)),
        (values.monday, "2021-W09", date(2021, 3, 1)),
        (values.monday, "2021v9", date(2021, 3, 1)),
        (values.monday, "202109", date(2021, 3, 1)),
        (values.monday, "v. 53 2020", date(2020, 12, 28)),
        (values.minutes, "45 min", 45),
        (values.minutes, "1:30", 90),
        (values.minutes, "0,75 h", 45),
        (values.clock, "14.30", time(14, 30)),
        (values.clock, "2021-03-31 07:05", time(7, 5)),
        (values.number, "1 234", 1234),
        (values.number, "12,0", 12),
    ],
)
def test_values_are_read_as_offices_write_them(
    read_value: Callable[[str], Any], said: str, found: object
) -> None:
    assert read_value(said) == found


@pytest.mark.parametrize(
    ("read_value", "said", "code"),
    [
        (values.day, "31 februari 2021", "day"),
        (values.day, "2021-02-30", "day"),
        (values.day, "03/04/2021", "day_or_month"),
        (values.day, "i går", "day"),
        (values.monday, "v 9", "week_without_year"),
        (values.monday, "2021-W60", "week"),
        (values.minutes, "en stund", "minutes"),
        (values.minutes, "45,5", "minutes"),
        (values.clock, "25:00", "clock"),
        (values.number, "-3", "number"),
        (values.number, "3,5", "number"),
    ],
)
def test_values_that_can_mean_anything_are_refused(
    read_value: Callable[[str], Any], said: str, code: str
) -> None:
    with pytest.raises(values.Unread) as refused:
        read_value(said)

    assert refused.value.code == code


def test_headings_suggest_what_they_mean_and_each_is_taken_once() -> None:
    found = columns.suggested(
        ("Händelsedatum", "Vecka", "Insatstyp", "Beat", "Antal minuter", "Handläggare", "Upptäckta brott"),
        {"q7": ["upptäckta brott"]},
    )

    assert found == {
        "day": "Händelsedatum",
        "kind": "Insatstyp",
        "area": "Beat",
        "minutes": "Antal minuter",
        "q7": "Upptäckta brott",
    }
