"""From the bytes of a CSV, Excel or ODS file to a table of text, with the numbers of its rows. Pure."""

import codecs
import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lofte.base.cells import as_it_was

MAX_BYTES = 20_000_000
MAX_UNPACKED = 200_000_000  # a zip can hold a thousand times what it weighs
MAX_ROWS = 100_000  # two years of rows; a larger file is divided
MAX_COLUMNS = 200
MAX_CELL = 500  # letters: longer is free text, which is not taken in
MEMORY = 2_000_000_000  # bytes of address space for the child
SECONDS = 60

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATORS = ";\t,|"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Excel's old format, and a new one under a password


class UnreadableTable(Exception):
    """A file that holds no table that can be read: `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Table:
    """A table as it came: every cell as text, every row with its number in the file."""

    way: str  # csv, xlsx or ods
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]

    def only(self, headings: Sequence[str]) -> "Table":
        """Return the table with these columns alone: what nobody asked for is dropped."""
        at = [self.headings.index(heading) for heading in headings]
        rows = tuple(tuple(row[n] for n in at) for row in self.rows)
        return Table(self.way, tuple(headings), rows, self.numbers)


def read(data: bytes) -> Table:
    """Return the table of a file, or refuse it with a code."""
    if len(data) > MAX_BYTES:
        raise UnreadableTable("too_large")
    if not data.strip():
        raise UnreadableTable("empty")
    if data.startswith(OLD_OFFICE):
        raise UnreadableTable("old_or_locked")
    if data.startswith(b"PK"):
        return _table(_way_of_zip(data), _asked_child(data))
    return _table("csv", list(enumerate(_csv_rows(_decoded(data)), start=1)))


def _way_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
                raise UnreadableTable("too_large")
            names = set(packed.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableTable("damaged") from error
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    raise UnreadableTable("no_table")


def _asked_child(data: bytes) -> list[tuple[int, list[str]]]:
    """Return a workbook's rows, read by a child process that may fail without harm."""
    command = [sys.executable, "-m", "lofte.work.deliveries.workbook"]
    surroundings = os.environ | {
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, env=surroundings, check=False
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise UnreadableTable("too_large") from error
    except ValueError as error:  # killed by its limit: no answer came
        raise UnreadableTable("too_large") from error
    if "refused" in answer:
        raise UnreadableTable(answer["refused"])
    return [(number, cells) for number, cells in answer["rows"]]


def _decoded(data: bytes) -> str:
    """Return the text by its mark, as strict UTF-8, or as Windows-1252."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if b"\0" in data:
        raise UnreadableTable("no_table")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(data, "cp1252")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableTable("no_table") from error


def _csv_rows(text: str) -> Iterator[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    said = re.match(r"sep=(.)\n", lines, re.IGNORECASE)
    separator = said[1] if said else _separator(lines)
    rows = csv.reader(io.StringIO(lines), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(rows):
            if number > MAX_ROWS + 50:
                raise UnreadableTable("too_many_rows")
            yield [] if said and number == 0 else [as_it_was(cell) for cell in row]
    except csv.Error as error:
        raise UnreadableTable("damaged") from error


def _separator(text: str) -> str:
    """Return what most of the first lines are divided by, the same number of times."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.split("\n", 20)[:20] if line.strip()]

    def weight(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=counts.count)
        return (counts.count(usual) if usual else 0, usual)

    return max(SEPARATORS, key=weight)


def _table(way: str, rows: Sequence[tuple[int, list[str]]]) -> Table:
    """Return the table below its headings: the first row that names at least two columns."""
    cleaned = [(number, [_cell(cell) for cell in cells[:MAX_COLUMNS]]) for number, cells in rows]
    first = next((n for n, (_, cells) in enumerate(cleaned) if sum(map(bool, cells)) >= 2), None)
    if first is None:
        raise UnreadableTable("no_table")
    headings = _headings(cleaned[first][1])
    body = [(number, cells) for number, cells in cleaned[first + 1 :] if any(cells)]
    if not body:
        raise UnreadableTable("no_rows")
    if len(body) > MAX_ROWS:
        raise UnreadableTable("too_many_rows")
    width = len(headings)
    return Table(
        way=way,
        headings=headings,
        rows=tuple(tuple((cells + [""] * width)[:width]) for _, cells in body),
        numbers=tuple(number for number, _ in body),
    )


def _cell(text: str) -> str:
    return " ".join(text.split())[:MAX_CELL]


def _headings(cells: Sequence[str]) -> tuple[str, ...]:
    """Return every column's heading, each another: an empty one is called by its letter."""
    found: list[str] = []
    for n, cell in enumerate(cells):
        name = cell or f"({_letter(n)})"
        n_before = sum(one == name or one.startswith(f"{name} (") for one in found)
        found.append(f"{name} ({n_before + 1})" if name in found else name)
    while found and found[-1].startswith("(") and not cells[len(found) - 1]:
        found.pop()
    return tuple(found)


def _letter(n: int) -> str:
    return (_letter(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
