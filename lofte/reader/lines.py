"""From lines to blocks: which belong together, which begin a bullet, a heading or a table row."""

import itertools
import re
from dataclasses import dataclass

from lofte.reader.document import Block, Document

# Private-use signs are Word's Symbol and Wingdings bullets; "o" is its second level.
BULLET = re.compile(
    r"(?P<mark>[•●○◦▪■□▸►➢➤➔→✓✔❖♦∙·‣⁃\uf000-\uf0ff]|[-–—*¤](?=\s)|§(?=\s+\D)|"
    r"[oO](?=[ \t]{1,4}[A-ZÅÄÖa-zåäö])|"
    r"\+(?=\s))[ \t\xa0]*(?:\[[ xX]\][ \t\xa0]+)?"
)
NUMBERED = re.compile(
    r"(?P<mark>\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-hA-H])[.)]|\d{1,2}\.\d{1,2}|l ?\.(?=\s+[A-ZÅÄÖ]))"
    r"[ \t\xa0]+(?=\S)"
)
ORDINAL = re.compile(r"\(?(?:(?P<number>\d{1,2})[.)][ \t\xa0]+[A-ZÅÄÖ]|(?P<letter>[a-hA-H])\)[ \t\xa0]+\S)")
SECTION = re.compile(r"§\s*\d{1,3}\.?\s+(?=[A-ZÅÄÖ])")  # of minutes
HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
RULE = re.compile(r"[-–—_=*·.~ \t]{3,}$")
PIPES = re.compile(r"\|?[^|\n]*\|[^|\n]*(?:\|[^|\n]*)*$")
EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|__|_)(?=\S)(.+?)(?<=\S)\1$")
PAGE_NUMBER = re.compile(
    r"(?:sid(?:a|an)?\.?\s*)?\d{1,3}\s*(?:\(\d{1,3}\)|av\s+\d{1,3}|/\s*\d{1,3})?$|.*\s\d{1,3}\s*\(\d{1,3}\)$",
    re.I,
)
WIDE_GAP = re.compile(r"[ \t\xa0]{3,}|\t+")
ENDED = re.compile(r"[.!?:;][\"”»’)]*$")
DATED = re.compile(
    r"^Gäller\b|\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}\s+(?:januari|februari|mars|april|maj|juni|juli|"
    r"augusti|september|oktober|november|december)\s+(?:19|20)\d\d",
    re.I,
)
# "Utfall: …" after a full stop is a line of its own however long the one above.
LABELLED = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,2}:\s+\S")
OPEN = re.compile(r"\b(?:att|genom|ska|skall|lovar)$")
UNWRAPPED = 10_000  # characters of room: more than any word needs
MAX_HEADING = 100  # characters; longer is a sentence without its full stop


@dataclass(frozen=True)
class Line:
    """One line of the source by position, blanks at both ends left out."""

    start: int
    end: int
    text: str
    indent: float  # characters, or points in a PDF
    gap: bool  # blank space stands before it
    room: float  # how much was left free at its right, in characters
    size: float = 0.0  # letter height in points where known
    bold: bool = False
    cells: tuple[tuple[int, int], ...] = ()  # of a table row that was found by its place on the page
    columns: tuple[int, ...] = ()


def plain_lines(text: str) -> list[Line]:
    """Return the lines of a text; `room` is measured against the width that the text was wrapped at."""
    spans = []
    position, blank = 0, True
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            indent = len(raw[: start - position].expandtabs(4))
            spans.append((start, start + len(stripped), stripped, indent, blank))
        blank = not stripped
        position += len(raw) + 1
    width = (
        0 if is_unwrapped(spans) else wrap_width([indent + end - start for start, end, _, indent, _ in spans])
    )
    # In a text that nobody wrapped, every line is whole.
    free = 0 if width else UNWRAPPED
    return [
        Line(start, end, stripped, indent, blank, free or max(0, width - indent - (end - start)))
        for start, end, stripped, indent, blank in spans
    ]


Span = tuple[int, int, str, int, bool]  # start, end, words, indent, gap before


def is_unwrapped(spans: list[Span]) -> bool:
    """Say whether lines that touch seldom go on inside a sentence: each is then a paragraph of its own."""
    pairs = [
        (above[2], below[2])
        for above, below in itertools.pairwise(spans)
        if not below[4] and not BULLET.match(below[2]) and not NUMBERED.match(below[2])
    ]
    goes_on = sum(1 for above, below in pairs if below[0].islower() and not ENDED.search(above))
    return len(pairs) >= 4 and goes_on < 0.2 * len(pairs)


def wrap_width(lengths: list[int]) -> int:
    """Return where lines were broken, or 0 when every line is a whole paragraph."""
    if not lengths:
        return 0
    widest = max(lengths)
    if widest <= 130:
        return widest
    # A single long line (an address, a menu) in a wrapped text must not hide the margin.
    short = sorted(length for length in lengths if length <= 130)
    if len(short) > 0.9 * len(lengths) and len(short) >= 10:
        return short[-max(1, len(short) // 50)]
    return 0


class LineReader:
    """Goes through lines once and gathers blocks."""

    def __init__(
        self, lines: list[Line], body_size: float = 0.0, furniture: frozenset[str] = frozenset()
    ) -> None:
        self.lines = lines
        self.body_size = body_size
        self.furniture = furniture
        self.blocks: list[Block] = []
        self.indents: list[float] = []  # of the open bullet levels
        self.table, self.row = 0, -1
        self.last: Line | None = None

    def read(self) -> tuple[Block, ...]:
        for number, line in enumerate(self.lines):
            if not line.cells and (RULE.fullmatch(line.text) or self.is_furniture(line)):
                # A page's head or foot may stand inside a sentence: it must not part it.
                continue
            self.take(number, line)
            self.last = line
        return tuple(self.blocks)

    def is_furniture(self, line: Line) -> bool:
        return bool(PAGE_NUMBER.fullmatch(line.text)) or (
            bool(self.furniture) and furniture_key(line.text) in self.furniture
        )

    def take(self, number: int, line: Line) -> None:
        if line.cells:
            self.add_cells(line, list(zip(line.columns, line.cells, strict=True)))
        elif heading := HEADING.match(line.text):
            start = line.start + heading.start(2)
            self.add("heading", start, start + len(heading[2]), level=len(heading[1]))
        elif (mark := SECTION.match(line.text)) and len(line.text) <= MAX_HEADING:
            self.add("heading", line.start + mark.end(), line.end, level=3)
        elif self.is_row(number, line):
            self.add_row(line)
        elif (
            (mark := BULLET.match(line.text))
            and mark.end() < len(line.text)
            and not EMPHASIS.match(line.text)
        ):
            self.add_bullet(line, mark.end())
        elif (mark := NUMBERED.match(line.text)) and (self.counts_on(number, line) or not self.joins(line)):
            self.add_numbered(number, line, mark.end())
        elif self.joins(line):
            self.extend(line)
        else:
            self.add_line(number, line)

    def is_row(self, number: int, line: Line) -> bool:
        if PIPES.match(line.text) and line.text.count("|") >= 2:
            return True
        if not WIDE_GAP.search(line.text):
            return False
        around = self.lines[max(0, number - 1) : number] + self.lines[number + 1 : number + 2]
        return any(WIDE_GAP.search(other.text) for other in around)

    def joins(self, line: Line) -> bool:
        """Say whether the line goes on with the block before it."""
        last = self.last
        if last is None or not self.blocks or self.blocks[-1].kind == "cell":
            return False
        if last.text.endswith("\u00ad") or (
            last.text.endswith("-") and line.text[0].islower() and last.room < 12
        ):
            return True
        if self.body_size and line.size > self.body_size + 0.6 and abs(line.size - last.size) <= 0.6:
            # Large letters stand far apart: a title goes on in a small letter.
            return line.text[0].islower() and not ENDED.search(last.text)
        if (
            line.gap
            or abs(line.size - last.size) > 0.6
            or (self.blocks[-1].kind == "heading" and line.size == 0)
        ):
            return False
        if LABELLED.match(line.text) and ENDED.search(last.text):
            return False
        if line.bold != last.bold and ENDED.search(last.text):
            return False
        return last.room <= len(line.text.split(None, 1)[0]) + 1 or self.runs_on(last, line)

    def runs_on(self, last: Line, line: Line) -> bool:
        """Say whether a line goes on in the middle of the sentence above it."""
        if not line.text[0].islower() or ENDED.search(last.text):
            return False
        if last.room < UNWRAPPED:
            return last.room < 40
        # Nobody wrapped the text, yet one break got in.
        return len(last.text) >= 40 and not OPEN.search(last.text)

    def extend(self, line: Line) -> None:
        block = self.blocks[-1]
        self.blocks[-1] = Block(block.kind, block.start, line.end, block.level)

    def add(self, kind: str, start: int, end: int, level: int = 0) -> None:
        if kind != "bullet":
            self.indents = [] if kind == "heading" else self.indents
        self.blocks.append(Block(kind, start, end, level))

    def add_bullet(self, line: Line, mark: int) -> None:
        while self.indents and line.indent < self.indents[-1] - 0.9:
            self.indents.pop()
        if not self.indents or line.indent > self.indents[-1] + 0.9:
            self.indents.append(line.indent)
        start, end = unwrapped(line.start + mark, line.text[mark:])
        self.add("bullet", start, end, level=len(self.indents))

    def add_numbered(self, number: int, line: Line, mark: int) -> None:
        if self.looks_like_heading(number, line) and not self.in_numbered_list(number):
            self.add("heading", line.start + mark, line.end, level=3)
        else:
            self.add_bullet(line, mark)

    def counts_on(self, number: int, line: Line) -> bool:
        """Say whether the line's number is the one after the last numbered line's, near above."""
        here = ordinal_of(line.text)
        if here is None:
            return False
        above = (ordinal_of(other.text) for other in reversed(self.lines[max(0, number - 8) : number]))
        last = next((one for one in above if one and one[0] == here[0]), None)
        return last is not None and here[1] == last[1] + 1

    def in_numbered_list(self, number: int) -> bool:
        """Say whether a neighbouring line is numbered alike: items of a list, not titles of sections."""
        around = self.lines[max(0, number - 1) : number] + self.lines[number + 1 : number + 2]
        style = style_of(self.lines[number].text)
        return any(style_of(line.text) == style for line in around)

    def add_row(self, line: Line) -> None:
        if set(line.text) <= set("|-: "):
            return
        self.add_cells(line, list(enumerate(cells(line))))

    def add_cells(self, line: Line, found: list[tuple[int, tuple[int, int]]]) -> None:
        if self.last is None or not self.blocks or self.blocks[-1].kind != "cell" or line.gap:
            self.table, self.row = self.table + 1, -1
        self.row += 1
        for column, (start, end) in found:
            self.blocks.append(Block("cell", start, end, 0, self.table, self.row, column))

    def add_line(self, number: int, line: Line) -> None:
        if emphasis := EMPHASIS.match(line.text):
            start = line.start + emphasis.start(2)
            kind = (
                "heading"
                if len(emphasis[2]) <= MAX_HEADING and not ENDED.search(emphasis[2].rstrip(":"))
                else "paragraph"
            )
            self.add(kind, start, start + len(emphasis[2]), level=4)
        elif self.looks_like_heading(number, line):
            self.add("heading", line.start, line.end, level=self.rank(line))
        else:
            if self.last and line.gap:
                self.indents = [indent for indent in self.indents if indent + 0.9 < line.indent]
            self.add("paragraph", line.start, line.end, level=len(self.indents))

    def rank(self, line: Line) -> int:
        if self.body_size and line.size > self.body_size + 0.6:
            return max(1, 3 - int((line.size - self.body_size) / 2))
        return 2 if line.text.isupper() else 4

    def looks_like_heading(self, number: int, line: Line) -> bool:
        text = line.text
        if len(text) > MAX_HEADING or text[-1] in ".,;!" or not (text[0].isupper() or text[0].isdigit()):
            return False
        if DATED.search(text):
            return False
        following = self.lines[number + 1] if number + 1 < len(self.lines) else None
        if following is None or text.count(",") > 2:
            return False
        if self.body_size:
            return line.bold or line.size > self.body_size + 0.6 or self.stands_alone(line, following)
        return self.stands_alone(line, following)

    def stands_alone(self, line: Line, following: Line) -> bool:
        if BULLET.match(following.text):
            return True
        apart = following.gap or (line.room > 30 and not following.text[0].islower())
        return apart and (line.gap or self.last is None or bool(ENDED.search(self.last.text)))


def ordinal_of(text: str) -> tuple[str, int] | None:
    """Return how a line is counted and its place in the count: `2.` is the second, `b)` too."""
    match = ORDINAL.match(text)
    if match is None:
        return None
    if letter := match["letter"]:
        return "letter", ord(letter.lower()) - ord("a") + 1
    return "number", int(match["number"])


def style_of(text: str) -> str | None:
    """Return the shape of a line's number (`1.`, `1.1`, `a)`), or None where it has none."""
    mark = NUMBERED.match(text)
    return re.sub(r"[a-zA-Z]", "a", re.sub(r"\d+", "1", mark["mark"])) if mark else None


def unwrapped(start: int, text: str) -> tuple[int, int]:
    """Return where an item's words stand when stars or underscores are wrapped around all of it."""
    if emphasis := EMPHASIS.match(text):
        return start + emphasis.start(2), start + emphasis.end(2)
    return start, start + len(text)


def cells(line: Line) -> list[tuple[int, int]]:
    """Return where the cells of a table row stand, empty ones too."""
    text, base = line.text, line.start
    parting = re.compile(r"\|") if text.count("|") >= 2 else WIDE_GAP
    edges = [match.span() for match in parting.finditer(text)]
    starts = [0] + [end for _, end in edges]
    ends = [start for start, _ in edges] + [len(text)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        word = text[start:end]
        left = start + len(word) - len(word.lstrip())
        found.append((base + left, base + left + len(word.strip())))
    if text.count("|") >= 2:
        found = found[1 if text.startswith("|") else 0 : len(found) - (1 if text.endswith("|") else 0)]
    return found


def furniture_key(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def repeated(texts: list[str], pages: int) -> frozenset[str]:
    """Return the lines that stand again and again: heads and feet of pages."""
    if pages < 2:
        return frozenset()
    counts: dict[str, int] = {}
    for text in texts:
        key = furniture_key(text)
        counts[key] = counts.get(key, 0) + 1
    return frozenset(key for key, count in counts.items() if count >= max(3, 0.6 * pages))


def read_plain(text: str) -> Document:
    """Return the blocks of a plain text or Markdown document."""
    lines = plain_lines(text)
    pages = sum(1 for line in lines if re.search(r"\d{1,3}\s*\(\d{1,3}\)$", line.text))
    furniture = repeated(
        [line.text for line in lines if len(line.text) < 80 and not BULLET.match(line.text)], pages
    )
    return Document(text, LineReader(lines, furniture=furniture).read())
