"""The promise line: from nought to what was promised, with what is done and where we should be today."""

from dataclasses import dataclass

from lofte.charts import paint as p
from lofte.charts.paint import PAGE, Anchor, Paint
from lofte.charts.shapes import ROOM, status_mark
from lofte.charts.table import Table
from lofte.charts.words import Status, Words

_PLOT = 0.85  # of the width: the rest holds what was promised, beside its post
_LEFT = 0.27  # a tick nearer to nought than this has its words to the right
_NAME, _BAR, _FOOT, _HEIGHT = (
    24.0,
    32.0,
    54.0,
    66.0,
)  # measures of a row, the name's lane on top when there is one


@dataclass(frozen=True)
class Row:
    """One line: a place's count against what was promised there. `place` is empty for all places together."""

    place: str
    done: float
    promised: float | None
    expected: float | None
    status: Status | None = None
    low: float | None = None  # the probable total, 80 %
    high: float | None = None


@dataclass(frozen=True)
class PromiseLine:
    """A countable promise. `key` is unique on its page; `unit` names what is counted, in the plural."""

    key: str
    title: str
    unit: str
    rows: tuple[Row, ...]
    words: Words
    is_simulated: bool = False


def sentence(chart: PromiseLine, row: Row) -> str:
    """Say a row in words: ``Råslätt: 412 av 800 fotpatruller, väntat nu 267, följer planen``."""
    w = chart.words
    promised = f" {w.of} {w.number(row.promised)}" if row.promised is not None else ""
    said = [f"{row.place + ': ' if row.place else ''}{w.number(row.done)}{promised} {chart.unit}"]
    if row.expected is not None:
        said.append(f"{w.expected.lower()} {w.number(row.expected)}")
    if row.low is not None and row.high is not None:
        said.append(f"{w.forecast.lower()} {w.number(row.low)} {w.to} {w.number(row.high)}")
    if row.status is not None:
        said.append(w.status[row.status])
    return ", ".join(said)


def table(chart: PromiseLine) -> Table:
    """Return the same figures as a table."""
    w = chart.words
    has_forecast = any(row.low is not None for row in chart.rows)
    header = (w.place, w.done, w.promised, w.expected, *((w.forecast,) if has_forecast else ()), w.state)
    return Table(chart.title, header, tuple(_cells(chart, row, has_forecast) for row in chart.rows))


def _cells(chart: PromiseLine, row: Row, has_forecast: bool) -> tuple[str, ...]:
    w = chart.words
    forecast = ""
    if row.low is not None and row.high is not None:
        forecast = f"{w.number(row.low)}\N{EN DASH}{w.number(row.high)}"
    return (
        row.place or w.all_places,
        w.number(row.done),
        "" if row.promised is None else w.number(row.promised),
        "" if row.expected is None else w.number(row.expected),
        *((forecast,) if has_forecast else ()),
        w.status[row.status] if row.status else "",
    )


def draw(chart: PromiseLine, *, paint: Paint = PAGE) -> str:
    """Draw all rows under each other on one scale."""
    top = max((_reach(row) for row in chart.rows), default=0) or 1
    body, y = [], 0.0
    has_forecast = any(row.low is not None for row in chart.rows)
    if has_forecast:
        body.append(f"<defs>{p.pattern(paint, chart.key)}</defs>")
    for row in chart.rows:
        if row.place:
            body.append(_name(paint, chart.words, row, y))
            y += _NAME
        body.append(_Pen(paint, chart, row, top, y).row())
        y += _HEIGHT
    foot, y = _footer(paint, chart, has_forecast, y)
    return p.drawing(
        paint,
        key=chart.key,
        kind="promise-line",
        title=chart.title,
        description=". ".join(sentence(chart, row) for row in chart.rows) + ".",
        height=y,
        body="".join(body) + foot,
    )


def _reach(row: Row) -> float:
    return max(row.done, row.promised or 0, row.expected or 0, row.high or 0)


def _name(paint: Paint, words: Words, row: Row, y: float) -> str:
    name = p.text(paint, "chart-place", row.place, x=0, y=y + 17)
    if row.status is None or len(row.place) + len(words.status[row.status]) > 38:
        return name  # on a phone they would run into each other; the table and the description have both
    said = p.text(paint, "chart-status", words.status[row.status], x=1, y=y + 17, anchor="end", dx=-ROOM)
    return name + said + status_mark(paint, row.status, y=y + 5)


def _footer(paint: Paint, chart: PromiseLine, has_forecast: bool, y: float) -> tuple[str, float]:
    parts = []
    if has_forecast:
        parts.append(p.hatched(paint, chart.key, x=0, y=y + 6, width=0.08, height=10))
        parts.append(p.text(paint, "chart-note", chart.words.forecast, x=0.08, y=y + 15, dx=8))
        y += 26
    if chart.is_simulated:
        parts.append(p.simulated(paint, chart.words.simulated, y=y + 16))
        y += 26
    return "".join(parts), y


@dataclass(frozen=True)
class _Pen:
    """Draws one row."""

    paint: Paint
    chart: PromiseLine
    of: Row
    top: float
    y: float

    def row(self) -> str:
        drawn = (self._track(), self._forecast(), self._done(), self._tick(), self._post(), self._number())
        return "".join(drawn)

    def _at(self, value: float) -> float:
        return value / self.top * _PLOT

    def _track(self) -> str:
        end = self._at(self.of.promised or self.top)
        y = self.y + _BAR
        return p.line(self.paint, "chart-track", x1=0, y1=y, x2=end, y2=y) + p.line(
            self.paint, "chart-track", x1=0, y1=y - 6, x2=0, y2=y + 6
        )

    def _done(self) -> str:
        return p.bar(
            self.paint, "chart-done", x=0, y=self.y + _BAR - 5, width=self._at(self.of.done), height=10
        )

    def _forecast(self) -> str:
        low, high = self.of.low, self.of.high
        if low is None or high is None:
            return ""
        starts = max(self._at(low), self._at(self.of.done))
        width = max(self._at(high) - starts, 0.004)
        return p.hatched(self.paint, self.chart.key, x=starts, y=self.y + _BAR - 5, width=width, height=10)

    def _tick(self) -> str:
        if self.of.expected is None:
            return ""
        x, y = self._at(self.of.expected), self.y + _BAR
        both = "".join(
            p.line(self.paint, role, x1=x, y1=y - reach, x2=x, y2=y + 11)
            for role, reach in (("chart-halo", 5), ("chart-tick", 9))
        )
        if self._is_crowded(x):
            return both
        words = f"{self.chart.words.expected.lower()} {self.chart.words.number(self.of.expected)}"
        anchor, dx = _sideways(x)
        return both + p.text(self.paint, "chart-note", words, x=x, y=self.y + _FOOT, anchor=anchor, dx=dx)

    def _is_passed(self) -> bool:
        return (
            self.of.promised is not None
            and max(self.of.done, self.of.high or 0, self.of.expected or 0) > self.of.promised
        )

    def _is_crowded(self, x: float) -> bool:
        """The post's own words stand below the line when it is passed: then they have that room."""
        if self.of.promised is None or not self._is_passed():
            return False
        room = self._at(self.of.promised) - x - (0.0 if x >= _LEFT else 0.2)
        return room <= 0.22

    def _post(self) -> str:
        if self.of.promised is None:
            return ""
        x, y, w = self._at(self.of.promised), self.y + _BAR, self.chart.words
        halo = p.line(self.paint, "chart-halo", x1=x, y1=y - 6, x2=x, y2=y + 6) if self._is_passed() else ""
        post = halo + p.line(self.paint, "chart-post", x1=x, y1=y - 11, x2=x, y2=y + 11)
        number = w.number(self.of.promised)
        if self._is_passed():
            words = f"{w.promised.lower()} {number}"
            return post + p.text(self.paint, "chart-note", words, x=x, y=self.y + _FOOT, anchor="end", dx=3)
        return (
            post
            + p.text(self.paint, "chart-number", number, x=x, y=y + 5, dx=8)
            + p.text(self.paint, "chart-note", w.promised.lower(), x=x, y=self.y + _FOOT, dx=8)
        )

    def _number(self) -> str:
        x = self._at(self.of.done)
        number = self.chart.words.number(self.of.done)
        anchor: Anchor = "end" if x > 0.12 else "start"
        return p.text(
            self.paint, "chart-number", number, x=x if anchor == "end" else 0, y=self.y + 17, anchor=anchor
        )


def _sideways(x: float) -> tuple[Anchor, float]:
    """Which way words at a tick run so that they stay inside."""
    return ("start", -1.0) if x < _LEFT else ("end", 1.0)
