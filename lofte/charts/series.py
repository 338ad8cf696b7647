"""A series of measurements over time, with the level that was promised: measured, never work done."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lofte.charts import paint as p
from lofte.charts.paint import PAGE, Anchor, Canvas, Caption, Paint
from lofte.charts.table import Table
from lofte.charts.words import Words

_LEFT, _RIGHT = 0.03, 0.95  # of the width: dots at the ends are whole
_TOP, _TALL, _FOOT = 44.0, 104.0, 24.0
_PERCENT = frozenset({"procent", "%", "percent", "per cent"})
_NO_UNIT = frozenset({"antal", "st", "stycken", "number"})  # the name of the series says of what
_ROOM = 0.17  # of the width that a value's figure needs on the smallest phone


@dataclass(frozen=True)
class Point:
    """What was measured on a day."""

    on: date
    value: float


@dataclass(frozen=True)
class Level:
    """What was promised that the series should say, by a day (left out); `upper` where it is between two."""

    bound: str  # ">=", "<=", "=", "~" or "between"
    value: float
    ends: date
    upper: float | None = None


@dataclass(frozen=True)
class Series:
    """A series in order of time. `unit` stands after a figure (`mark`); `key` is unique on its page."""

    key: str
    title: str
    unit: str
    points: tuple[Point, ...]
    words: Words
    level: Level | None = None
    is_simulated: bool = False


def mark(unit: str, words: Words) -> str:
    """Return what stands after a figure in a unit: `` %``, `` index``."""
    if unit.casefold() in _PERCENT:
        return words.percent_mark
    return f" {unit}" if unit and unit not in _NO_UNIT else ""


def sentence(chart: Series) -> str:
    """Say it in words: ``62 % den 3 mars 2019, senast 65 % den 1 mars 2021, lovat minst 80 %``."""
    w, found = chart.words, chart.points
    said = []
    if len(found) > 1:
        said.append(f"{_figure(chart, found[0].value)} {w.on} {w.day(found[0].on)}")
    if found:
        latest = f"{w.latest} " if len(found) > 1 else ""
        said.append(f"{latest}{_figure(chart, found[-1].value)} {w.on} {w.day(found[-1].on)}")
    if chart.level is not None:
        said.append(f"{w.promised.lower()} {promised(chart)}")
    return ", ".join(said)


def promised(chart: Series) -> str:
    """Say the level: ``minst 80 %``, ``mellan 10 och 20 %``."""
    level, w = chart.level, chart.words
    if level is None:
        return ""
    if level.upper is not None:
        both = f"{_number(chart, level.value)} {w.both} {_figure(chart, level.upper)}"
        return f"{w.bounds['between']} {both}"
    return f"{w.bounds[level.bound]} {_figure(chart, level.value)}"


def table(chart: Series) -> Table:
    """Return each measurement, and what was promised last."""
    w = chart.words
    rows = [(w.day(point.on), _figure(chart, point.value)) for point in chart.points]
    if chart.level is not None:
        rows.append((w.promised, promised(chart)))
    return Table(chart.title, (w.measured_on, w.value), tuple(rows))


def draw(chart: Series, *, paint: Paint = PAGE) -> str:
    """Draw from nought, so that a small change looks small: a dot for each value, a post for the promise."""
    canvas, scale = Canvas(paint), _Scale.of(chart)
    foot = scale.y(0) if scale.low == 0 else _TOP + _TALL
    canvas.line("chart-track", x1=0, y1=foot, x2=1, y2=foot)
    if all(foot - scale.y(point.value) > 30 for point in chart.points):
        canvas.text("chart-note", _figure(chart, 0), x=0, y=foot - 5)
    _level(canvas, chart, scale)
    _values(canvas, chart, scale)
    _days(canvas, chart, scale)
    height = _TOP + _TALL + _FOOT
    if chart.is_simulated:
        canvas.simulated(chart.words.simulated, y=height + 14)
        height += 22
    caption = Caption(chart.key, "series", chart.title, f"{sentence(chart)}.")
    return p.drawing(paint, caption, height=height, body=canvas.svg())


@dataclass(frozen=True)
class _Scale:
    """Where a day and a value stand."""

    first: date
    last: date
    low: float
    high: float

    @classmethod
    def of(cls, chart: Series) -> "_Scale":
        level = chart.level
        days = [point.on for point in chart.points] + ([level.ends] if level is not None else [])
        values = [point.value for point in chart.points]
        if level is not None:
            values += [level.value, level.value if level.upper is None else level.upper]
        today = min(days, default=date.min)
        return cls(today, max(days, default=today), min([0.0, *values]), max([0.0, *values]) or 1.0)

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return _LEFT + share * (_RIGHT - _LEFT)

    def y(self, value: float) -> float:
        span = self.high - self.low
        return _TOP + _TALL - (value - self.low) / span * _TALL


def _figure(chart: Series, value: float) -> str:
    return f"{_number(chart, value)}{chart.unit}"


def _number(chart: Series, value: float) -> str:
    """Write a measurement with the two decimals that a value can have: an index is often near its last."""
    whole, _, decimals = f"{abs(value):,.2f}".partition(".")
    text = whole.replace(",", chart.words.group_mark)
    if decimals.rstrip("0"):
        text += chart.words.decimal_mark + decimals.rstrip("0")
    return ("\N{MINUS SIGN}" if round(value, 2) < 0 else "") + text


def _level(canvas: Canvas, chart: Series, scale: _Scale) -> None:
    """Draw the promise as a line to its post; its words stand above everything, at the post."""
    level = chart.level
    if level is None:
        return
    x = scale.x(level.ends)
    for y in _levels(chart, scale):
        canvas.line("chart-rule", x1=0, y1=y, x2=x, y2=y)
        canvas.upright("chart-post", x=x, top=y - 9, bottom=y + 9)
    anchor: Anchor = "end" if x > 0.5 else "start"
    words = f"{chart.words.promised.lower()} {promised(chart)}"
    canvas.text("chart-note", words, x=x, y=14, anchor=anchor)


def _levels(chart: Series, scale: _Scale) -> list[float]:
    """Return how far down the promised level stands; both ends of a span."""
    level = chart.level
    if level is None:
        return []
    return [scale.y(value) for value in (level.value, level.upper) if value is not None]


def _values(canvas: Canvas, chart: Series, scale: _Scale) -> None:
    """Draw a dot for each value and a thin line between them; the last one always has its figure."""
    points = [(scale.x(point.on), scale.y(point.value), point.value) for point in chart.points]
    for (x1, y1, _), (x2, y2, _) in pairwise(points):
        canvas.line("chart-tick", x1=x1, y1=y1, x2=x2, y2=y2)
    for x, y, _ in points:
        canvas.add("chart-shape is-solid", f'<circle cx="{canvas.paint.across(x)}" cy="{p.short(y)}" r="4"/>')
    for x, y, value in _told(points):
        anchor: Anchor = "start" if x < _ROOM / 2 else "end" if x > 1 - _ROOM / 2 else "middle"
        is_crossed = any(y - 26 < level < y + 2 for level in _levels(chart, scale))
        canvas.text(
            "chart-number", _figure(chart, value), x=x, y=y + 21 if is_crossed else y - 10, anchor=anchor
        )


def _told(points: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Return the points that have room for their figure, from the last one backwards."""
    told: list[tuple[float, float, float]] = []
    for point in reversed(points):
        if not told or told[-1][0] - point[0] >= _ROOM:
            told.append(point)
    return told


def _days(canvas: Canvas, chart: Series, scale: _Scale) -> None:
    """Name the first and the last day of the picture under it."""
    if not chart.points and chart.level is None:
        return
    y = _TOP + _TALL + 18
    if scale.first == scale.last:
        canvas.text("chart-note", chart.words.month(scale.first), x=0.5, y=y, anchor="middle")
        return
    canvas.text("chart-note", chart.words.month(scale.first), x=0, y=y)
    canvas.text("chart-note", chart.words.month(scale.last), x=1, y=y, anchor="end")
