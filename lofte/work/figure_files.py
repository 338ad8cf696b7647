"""Work in figures as a file: a row for each activity, month, area and organisation, as CSV and as Excel."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter
from django.utils.translation import gettext

from lofte.base.cells import SHOWN_AS_TEXT, harmless
from lofte.work.figures import Sheet

BOM = "\N{BYTE ORDER MARK}"  # without it, spreadsheets read å as Ã¥
Cells = tuple[str | int, ...]


def header() -> Cells:
    return (
        gettext("Aktivitet"),
        gettext("Mål"),
        gettext("Vad som räknas"),
        gettext("Månad"),
        gettext("Område"),
        gettext("Organisation"),
        gettext("Antal"),
    )


def rows(sheets: Sequence[Sheet]) -> Iterable[Cells]:
    """Yield the cells in the order of the page: activity, month, area, organisation."""
    for sheet in sheets:
        found = [
            (cell.month, sheet.areas[cell.area_id], sheet.organisations[cell.organisation_id], cell.n)
            for cell in sheet.cells
        ]
        for month, area, organisation, n in sorted(found):
            yield sheet.activity.title, sheet.description, sheet.thing, month, area, organisation, n


def as_csv(sheets: Sequence[Sheet]) -> bytes:
    """Return semicolons and a byte order mark: what a Swedish spreadsheet opens by a double click."""
    sheet = StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in (header(), *rows(sheets)))
    return (BOM + sheet.getvalue()).encode("utf-8")


def as_xlsx(sheets: Sequence[Sheet], title: str) -> bytes:
    """Return a workbook of one sheet: headings that stay, a filter on each column."""
    held = BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, **SHOWN_AS_TEXT}) as book:
        book.set_properties({"title": title})
        page = book.add_worksheet(gettext("Arbete i siffror")[:31])
        bold = book.add_format({"bold": True})
        page.write_row(0, 0, header(), bold)
        n = 0
        for n, row in enumerate(rows(sheets), start=1):
            page.write_row(n, 0, row)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(n, 1), len(header()) - 1)
        page.autofit()
    return held.getvalue()
