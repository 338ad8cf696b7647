"""Files to fill in: rows in Excel with lists to choose from, and a week's figures as CSV."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date

import xlsxwriter
from django.utils.translation import gettext

from lofte.base.cells import SHOWN_AS_TEXT, harmless
from lofte.work.deliveries.import_forms import kind_choices
from lofte.work.deliveries.reading import Vocabulary
from lofte.work.deliveries.sheet import last_over

ROWS = 2000  # that carry lists to choose from
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lists(vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    grounds = vocabulary.grounds.all.values()
    # An area and a set of areas may have one name: it is asked for once.
    return [name for _, name in kind_choices(vocabulary)], list(dict.fromkeys(one.name for one in grounds))


def xlsx(vocabulary: Vocabulary, today: date) -> bytes:
    """Return a workbook: a row for each piece of work, kinds and areas chosen from the partnership's own."""
    kinds, grounds = _lists(vocabulary)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, **SHOWN_AS_TEXT}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet, lists = book.add_worksheet(gettext("Poster")), book.add_worksheet(gettext("Val"))
        headings = [gettext("Datum"), gettext("Slag"), gettext("Område"), gettext("Minuter")]
        sheet.write_row(0, 0, [*headings, *(one.name for one in vocabulary.quantities.values())], bold)
        sheet.set_column(0, 0, 12, day)
        sheet.set_column(1, 2, 32)
        sheet.freeze_panes(1, 0)
        for column, choices in enumerate((kinds, grounds)):
            lists.write_column(0, column, choices)
            letter = "AB"[column]
            source = f"={lists.get_name()}!${letter}$1:${letter}${len(choices)}"
            sheet.data_validation(1, column + 1, ROWS, column + 1, {"validate": "list", "source": source})
    return made.getvalue()


def csv_file(vocabulary: Vocabulary, today: date) -> bytes:
    """Return last week's figures to fill in: a line for each kind and place."""
    kinds, grounds = _lists(vocabulary)
    week = last_over(today).key
    made = io.StringIO()
    rows = csv.writer(made, delimiter=";", lineterminator="\r\n")
    headings = [gettext("Vecka"), gettext("Slag"), gettext("Område"), gettext("Antal")]
    asked = [one.name for one in vocabulary.quantities.values() if one.is_asked]
    lines = [[week, kind, ground, *[""] * (1 + len(asked))] for kind in kinds for ground in grounds]
    rows.writerows([harmless(cell) for cell in line] for line in ([*headings, *asked], *lines))
    return ("\ufeff" + made.getvalue()).encode()


FORMS: Mapping[str, Callable[[Vocabulary, date], bytes]] = {"xlsx": xlsx, "csv": csv_file}
TYPES = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}
