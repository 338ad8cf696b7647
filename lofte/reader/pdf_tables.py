"""Tables in PDFs: rows and columns by where the runs of text stand, since a PDF says nothing of either."""

import itertools
from dataclasses import dataclass

import pypdfium2

MIN_GAP = 0.45  # of the letter height: closer runs are words of one cell
SAME_LINE = 0.5  # of the letter height
SAME_COLUMN = 4.0  # points that a column's left edge may shift
MAX_COLUMNS_OF_PROSE = 2  # two wide columns over many lines are a page set in columns, no table
MARK = 16.0  # points: no wider than a bullet or a number
NEW_ROW = 1.45  # line steps; less is a cell that goes on below

Segment = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Cell:
    """A cell's text between two of pdfium's own character positions."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class Table:
    top: float
    bottom: float
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(text_page: pypdfium2.PdfTextPage) -> list[Table]:
    """Return the tables of a page, none where no two lines share two columns."""
    lines = grouped(segments(text_page))
    found = []
    for run in runs(lines):
        columns = columns_of(run)
        if len(columns) >= 2 and not is_prose(run, columns) and not is_list(run):
            found.append(made(text_page, run, columns))
    return found


def segments(text_page: pypdfium2.PdfTextPage) -> list[Segment]:
    rects = (text_page.get_rect(number) for number in range(text_page.count_rects()))
    return [rect for rect in rects if rect[2] - rect[0] > 1 and rect[3] - rect[1] > 1]


def grouped(found: list[Segment]) -> list[list[Segment]]:
    """Return the runs line by line from the top, those close together joined."""
    lines: list[list[Segment]] = []
    for segment in sorted(found, key=lambda part: (-middle(part), part[0])):
        if lines and abs(middle(lines[-1][0]) - middle(segment)) < SAME_LINE * height(segment):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [close_joined(sorted(line)) for line in lines]


def close_joined(line: list[Segment]) -> list[Segment]:
    joined: list[Segment] = []
    for part in line:
        last = joined[-1] if joined else None
        if last and part[0] - last[2] < MIN_GAP * max(height(part), height(last)):
            joined[-1] = (last[0], min(last[1], part[1]), max(last[2], part[2]), max(last[3], part[3]))
        else:
            joined.append(part)
    return joined


def middle(part: Segment) -> float:
    return (part[1] + part[3]) / 2


def height(part: Segment) -> float:
    return max(4.0, part[3] - part[1])


def runs(lines: list[list[Segment]]) -> list[list[list[Segment]]]:
    """Return stretches of lines that hold several cells, with the wrapped lines between them."""
    found: list[list[list[Segment]]] = []
    current: list[list[Segment]] = []
    for line in lines:
        if len(line) >= 2 or (current and fits(line[0], current[0]) and near(current[-1], line)):
            current.append(line)
        else:
            found.append(current)
            current = []
    found.append(current)
    return [run for run in found if sum(1 for line in run if len(line) >= 2) >= 2]


def fits(part: Segment, head: list[Segment]) -> bool:
    """Say whether a lone run stands under one of the head's columns, and not across several."""
    starts = [cell[0] for cell in head]
    under = [number for number, start in enumerate(starts) if abs(part[0] - start) < SAME_COLUMN]
    if not under:
        return False
    following = starts[under[0] + 1] if under[0] + 1 < len(starts) else 1e9
    return part[2] < following


def near(above: list[Segment], below: list[Segment]) -> bool:
    return middle(above[0]) - middle(below[0]) < 3.2 * height(above[0])


def columns_of(run: list[list[Segment]]) -> list[float]:
    """Return the left edges that at least two lines share."""
    starts = sorted(part[0] for line in run if len(line) >= 2 for part in line)
    columns: list[list[float]] = []
    for start in starts:
        if columns and start - columns[-1][-1] < SAME_COLUMN:
            columns[-1].append(start)
        else:
            columns.append([start])
    return [column[0] for column in columns if len(column) >= 2]


def is_prose(run: list[list[Segment]], columns: list[float]) -> bool:
    wide = sum(
        1
        for line in run
        if len(line) == MAX_COLUMNS_OF_PROSE and all(part[2] - part[0] > 150 for part in line)
    )
    return len(columns) <= MAX_COLUMNS_OF_PROSE and wide > 8


def is_list(run: list[list[Segment]]) -> bool:
    """Say whether the lines hold bullets or numbers before one text each: a list, no table."""
    several = sum(1 for line in run if sum(1 for part in line if part[2] - part[0] >= MARK) >= 2)
    return several < 2


def made(text_page: pypdfium2.PdfTextPage, run: list[list[Segment]], columns: list[float]) -> Table:
    rows: list[dict[int, Cell]] = []
    step = min((middle(one[0]) - middle(two[0]) for one, two in itertools.pairwise(run)), default=12.0)
    above: float | None = None
    for line in run:
        at = middle(line[0])
        starts_row = above is None or (
            len(line) >= 2 and (above - at > step * NEW_ROW or column_of(line[0], columns) == 0)
        )
        if starts_row and not (above is not None and above - at < step * 1.15 and step < 0.8 * usual(run)):
            rows.append({})
        above = at
        for part in line:
            take(text_page, rows[-1], part, columns)
    return Table(run[0][0][3], run[-1][0][1], tuple(tuple(row.values()) for row in rows))


def usual(run: list[list[Segment]]) -> float:
    """Return the usual way from one line to the next."""
    steps = sorted(middle(one[0]) - middle(two[0]) for one, two in itertools.pairwise(run))
    return steps[len(steps) // 2] if steps else 12.0


def column_of(part: Segment, columns: list[float]) -> int:
    return max((number for number, start in enumerate(columns) if start <= part[0] + SAME_COLUMN), default=0)


def take(text_page: pypdfium2.PdfTextPage, row: dict[int, Cell], part: Segment, columns: list[float]) -> None:
    first = text_page.get_index(part[0] + 0.5, middle(part), 3, 6)
    last = text_page.get_index(part[2] - 0.5, middle(part), 3, 6)
    if first is None or last is None or last < first:
        return
    column = column_of(part, columns)
    if column in row and last > row[column].last:
        row[column] = Cell(column, row[column].first, last)
    else:
        row[column] = Cell(column, first, last)
