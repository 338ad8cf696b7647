"""PDF: the text as pypdfium2 gives it, with the place and size of each line to tell headings and bullets."""

import ctypes
import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter

import pypdfium2
import pypdfium2.raw as pdfium

from lofte.reader.document import Document
from lofte.reader.errors import Unreadable
from lofte.reader.lines import BULLET, Line, LineReader, repeated
from lofte.reader.pdf_marks import DRAWN, Mark, mark_before, marks_of
from lofte.reader.pdf_tables import Cell, Table, tables_of

MAX_PAGES = 500
MAX_CHARACTERS = 2_000_000
MIN_LETTERS = 20  # per document; less is a picture with a stamp or a page number
LETTER = re.compile(r"[^\W\d_]")
BOLD = 600  # a font weight from which Word and browsers say bold
GAP = 1.3  # line steps; more white than that parts two blocks

Box = tuple[float, float, float, float, bool]  # left, right, bottom, size, bold


def read_pdf(data: bytes) -> Document:
    """Return the text and blocks of a PDF."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("encrypted" if "password" in str(error).lower() else "damaged") from error
    try:
        return read_pages(pdf)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged") from error
    finally:
        pdf.close()


def read_pages(pdf: pypdfium2.PdfDocument) -> Document:
    if len(pdf) > MAX_PAGES:
        raise Unreadable("too_many_pages")
    parts: list[str] = []
    lines: list[Line] = []
    length = 0
    for number in range(len(pdf)):
        page = pdf[number]
        text_page = page.get_textpage()
        read = PageReader(text_page, length, marks_of(page))
        parts.append(read.text)
        lines.extend(read.lines)
        length += len(read.text)
        text_page.close()
        page.close()
        if length > MAX_CHARACTERS:
            raise Unreadable("too_long")
    text = "".join(parts)
    if len(LETTER.findall(text[:5000])) < MIN_LETTERS:
        raise Unreadable("scanned" if len(pdf) else "empty")
    return Document(text, LineReader(lines, body_size(lines), edges(lines, len(pdf))).read())


class PageReader:
    """A page's text as shown and its lines; positions count in the text, boxes by pdfium's own numbers."""

    def __init__(self, text_page: pypdfium2.PdfTextPage, offset: int, marks: list[Mark]) -> None:
        raw = text_page.get_text_range().replace("\x00", " ")
        self.text_page, self.marks = text_page, marks
        self.parts: list[str] = []
        self.spots: list[tuple[int, int]] = []  # (character of pdfium's, position of ours) where lines start
        self.measured: list[tuple[int, str, Box]] = []
        index, position = 0, offset
        for line, taken, ending in split_lines(raw):
            position += self.take(line, index, position)
            self.parts.append("\n" * ending)
            position += ending
            index += taken
        self.text = "".join(self.parts)
        left = min((box[0] for _, _, box in self.measured), default=0.0)
        right = max((box[1] for _, _, box in self.measured), default=0.0)
        self.lines = with_tables(
            placed(self.measured, left, right), self.measured, tables_of(text_page), self.spots
        )

    def take(self, line: str, index: int, position: int) -> int:
        """Keep a line that begins at this character and position; return how long it is as shown."""
        self.spots.append((index, position))
        stripped = line.strip()
        if not stripped:
            self.parts.append(line)
            return len(line)
        lead = len(line) - len(line.lstrip())
        left, right, baseline, size, bold = measure(
            self.text_page, index + lead, index + lead + len(stripped.rstrip("-")) - 1
        )
        mark = None
        if self.marks and not BULLET.match(stripped):
            mark = mark_before(self.marks, left, baseline, size)
        drawn = DRAWN if mark else ""
        self.spots.append((index + lead, position + lead + len(drawn)))
        box = (mark.left if mark else left, right, baseline, size, bold)
        self.measured.append((position + lead, drawn + stripped, box))
        self.parts.append(line[:lead] + drawn + line[lead:])
        return len(line) + len(drawn)


def with_tables(
    lines: list[Line], measured: list[tuple[int, str, Box]], tables: list[Table], spots: list[tuple[int, int]]
) -> list[Line]:
    """Return the lines with each table's lines replaced by its rows."""
    if not tables:
        return lines
    found: list[Line] = []
    written: set[int] = set()
    for line, (_, _, box) in zip(lines, measured, strict=True):
        number = next(
            (n for n, table in enumerate(tables) if table.bottom - 2 <= box[2] <= table.top + 1), None
        )
        if number is None:
            found.append(line)
        elif number not in written:
            written.add(number)
            found.extend(row for row in (row_line(row, spots) for row in tables[number].rows) if row)
    return found


def row_line(row: tuple[Cell, ...], spots: list[tuple[int, int]]) -> Line | None:
    cells = tuple((shown_at(cell.first, spots), shown_at(cell.last, spots) + 1) for cell in row)
    if not cells:
        return None
    columns = tuple(cell.column for cell in row)
    return Line(
        min(start for start, _ in cells),
        max(end for _, end in cells),
        "|",
        0.0,
        False,
        0.0,
        cells=cells,
        columns=columns,
    )


def shown_at(index: int, spots: list[tuple[int, int]]) -> int:
    """Return where one of pdfium's characters stands in the text as shown."""
    first, position = spots[max(0, bisect_right(spots, (index, 1 << 60)) - 1)]
    return position + index - first


def split_lines(raw: str) -> list[tuple[str, int, int]]:
    """Return (line as shown, characters it took in pdfium's text, length of the line end in ours).

    pdfium's marks for a mended hyphen break are turned back into what was printed.
    """
    found = []
    for line in raw.replace("\x02", "\ufffe").split("\n"):
        ended = line.endswith("\r")
        pieces = line.removesuffix("\r").replace("\r", "\n").split("\ufffe")
        found += [(piece + "-", len(piece) + 1, 1) for piece in pieces[:-1]]
        found.append((pieces[-1], len(pieces[-1]) + (2 if ended else 1), 1))
    return found


def measure(text_page: pypdfium2.PdfTextPage, first: int, last: int) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    handle = text_page.raw
    pdfium.FPDFText_GetCharBox(handle, last, left, right, bottom, top)
    edge = right.value
    pdfium.FPDFText_GetCharBox(handle, first, left, right, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(handle, first, x, y)
    size = pdfium.FPDFText_GetFontSize(handle, last)
    return left.value, edge, y.value, size, pdfium.FPDFText_GetFontWeight(handle, last) >= BOLD


def placed(measured: list[tuple[int, str, Box]], left: float, right: float) -> list[Line]:
    step = usual_step([box for _, _, box in measured])
    lines = []
    below: float | None = None
    for start, text, (x, edge, y, size, bold) in measured:
        width = max(2.0, (edge - x) / max(1, len(text)))
        # The first line of a page may go on from the page before, so no gap is claimed there.
        gap = below is not None and abs(below - y) > GAP * step
        lines.append(
            Line(start, start + len(text), text, x - left, gap, max(0.0, (right - edge) / width), size, bold)
        )
        below = y
    return lines


def usual_step(boxes: list[Box]) -> float:
    """Return the smallest distance between lines that is no exception on the page."""
    sizes = Counter(round(box[3], 1) for box in boxes)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    steps = sorted(
        above[2] - below[2]
        for above, below in itertools.pairwise(boxes)
        if above[2] - below[2] > 2 and abs(above[3] - body) < 0.3 and abs(below[3] - body) < 0.3
    )
    often = max(2, len(steps) // 10)
    usual = next(
        (step for step in steps if bisect_right(steps, step * 1.08) - bisect_left(steps, step) >= often),
        steps[len(steps) // 3] if steps else 12.0,
    )
    # On a short page of single lines all that is left between them parts paragraphs.
    return min(usual, 1.35 * body) if len(steps) < 16 and usual > 1.65 * body else usual


def body_size(lines: list[Line]) -> float:
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def edges(lines: list[Line], pages: int) -> frozenset[str]:
    return repeated(
        [
            line.text
            for line in lines
            if len(line.text) < 80 and not line.cells and not BULLET.match(line.text)
        ],
        pages,
    )
