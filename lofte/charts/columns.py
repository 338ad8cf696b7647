"""Columns: how much each month brought, drawn from nought so that heights can be compared."""

from dataclasses import dataclass

from lofte.charts import paint as p
from lofte.charts.paint import PAGE, Canvas, Caption, Paint
from lofte.charts.table import Table
from lofte.charts.words import Words

_TOP, _TALL, _FOOT = 20.0, 96.0, 22.0
_GAP = 0.28  # of a column's room: more than a hairline apart, less than a column
_CROWDED = 14  # columns: with more there is no room for every figure and name on the smallest phone


@dataclass(frozen=True)
class Column:
    """One month: its short name under the column, its whole name in the table."""

    name: str
    long_name: str
    value: int


@dataclass(frozen=True)
class Columns:
    """A run of months. `top` lets several pictures share a scale; `key` is unique on its page."""

    key: str
    title: str
    heading: str  # of the figures in the table
    columns: tuple[Column, ...]
    words: Words
    is_simulated: bool = False
    top: int | None = None


def table(chart: Columns) -> Table:
    """Return every month with its figure."""
    rows = tuple((column.long_name, chart.words.number(column.value)) for column in chart.columns)
    return Table(chart.title, (chart.words.slot_name, chart.heading), rows)


def draw(chart: Columns, *, paint: Paint = PAGE) -> str:
    """Draw a column for each month, its figure above and its name below."""
    canvas = Canvas(paint)
    top = max(chart.top or 0, *(column.value for column in chart.columns), 1)
    room = 1 / max(len(chart.columns), 1)
    foot = _TOP + _TALL
    for n, column in enumerate(chart.columns):
        _column(canvas, chart, n, column.value / top, room)
    canvas.line("chart-track", x1=0, y1=foot, x2=1, y2=foot)
    height = foot + _FOOT
    if chart.is_simulated:
        canvas.simulated(chart.words.simulated, y=height + 14)
        height += 22
    said = ", ".join(f"{column.long_name} {chart.words.number(column.value)}" for column in chart.columns)
    caption = Caption(chart.key, "columns", chart.title, f"{said}.")
    return p.drawing(paint, caption, height=height, body=canvas.svg())


def _column(canvas: Canvas, chart: Columns, n: int, share: float, room: float) -> None:
    column, middle = chart.columns[n], (n + 0.5) * room
    tall = max(share, 0.0) * _TALL
    is_told = len(chart.columns) <= _CROWDED or n % 4 == 0
    if tall:
        canvas.bar(
            "chart-done",
            x=n * room + room * _GAP / 2,
            y=_TOP + _TALL - tall,
            width=room * (1 - _GAP),
            height=tall,
        )
    if is_told:
        y = _TOP + _TALL - tall - 5
        canvas.text("chart-note", chart.words.number(column.value), x=middle, y=y, anchor="middle")
        canvas.text("chart-note", column.name, x=middle, y=_TOP + _TALL + 16, anchor="middle")
