"""The child process that reads an Excel or ODS file from standard input and writes its rows as JSON."""

import json
import resource
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from lofte.work.deliveries.tables import MAX_COLUMNS, MAX_ROWS, MEMORY, SECONDS

MAX_CELLS = 4_000_000


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(data: bytes) -> dict[str, Any]:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            return _of_book(book)
    except PasswordError:
        return {"refused": "old_or_locked"}
    except CalamineError:
        return {"refused": "damaged"}
    except MemoryError:
        return {"refused": "too_large"}


def _of_book(book: CalamineWorkbook) -> dict[str, Any]:
    """Return the rows of the first sheet that has headings and a row below them."""
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > MAX_ROWS + 50:
            return {"refused": "too_many_rows"}
        if sheet.total_height * sheet.total_width > MAX_CELLS:
            return {"refused": "too_large"}
        rows = list(_rows(sheet))
        if sum(sum(map(bool, cells)) >= 2 for _, cells in rows) >= 2:
            return {"rows": rows}
    return {"refused": "no_table"}


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    cells = [[text(cell) for cell in row[:MAX_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
    _fill(cells, sheet.merged_cell_ranges or ())
    for number, row in enumerate(cells, start=1):
        if any(row):
            yield number, row


def _fill(cells: list[list[str]], merged: Sequence[Any]) -> None:
    """Let cells that are merged downwards hold what their first holds: an area said once for many rows."""
    for (top, left), (bottom, right) in merged:
        if left != right or top >= len(cells) or left >= len(cells[top]):
            continue
        for row in cells[top + 1 : bottom + 1]:
            if left < len(row):
                row[left] = cells[top][left]


def text(cell: Any) -> str:
    """Return a cell as text: days as ISO, whole numbers without decimals, formulas as their result."""
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 6))
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return str(cell)


def main() -> int:
    limit()
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
