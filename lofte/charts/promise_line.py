"""The promise line: from nought to what was promised, with what is done and where we should be today."""

from dataclasses import dataclass

from lofte.charts import paint as p
from lofte.charts import shapes
from lofte.charts.paint import PAGE, Anchor, Canvas, Caption, Paint
from lofte.charts.table import Table
from lofte.charts.words import Status, Words

_PLOT = 0.85  # of the width: the rest holds what was promised, beside its post
_PHONE = 288.0  # units across on the smallest phone, where words must still not meet
_LETTER = 6.5  # units that a letter of the small words takes
_GAP = 0.03  # of the width, between words that stand side by side
_OVER = 0.04  # of the width: so far may words reach into the page's margin
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
        said.append(f"{w.expected.lower()} {w.count(row.expected)}")
    if row.low is not None and row.high is not None:
        said.append(f"{w.forecast.lower()} {w.count(row.low)} {w.to} {w.count(row.high)}")
    if row.status is not None:
        said.append(w.status[row.status])
    return ", ".join(said)


def table(chart: PromiseLine) -> Table:
    """Return the same figures as a table."""
    w = chart.words
    header = (w.place, w.done, w.promised, w.expected, w.forecast, w.state)
    kept = [n for n in range(len(header)) if n not in _left_out(chart)]
    rows = tuple(tuple(_cells(chart, row)[n] for n in kept) for row in chart.rows)
    return Table(chart.title, tuple(header[n] for n in kept), rows)


def _left_out(chart: PromiseLine) -> set[int]:
    """The columns that would be empty: nothing is expected or foreseen when the time is out."""
    has_expected = any(row.expected is not None for row in chart.rows)
    return {n for n, has in ((3, has_expected), (4, _has_forecast(chart))) if not has}


def _cells(chart: PromiseLine, row: Row) -> tuple[str, ...]:
    w = chart.words
    forecast = ""
    if row.low is not None and row.high is not None:
        forecast = f"{w.count(row.low)}\N{EN DASH}{w.count(row.high)}"
    return (
        row.place or w.all_places,
        w.number(row.done),
        "" if row.promised is None else w.number(row.promised),
        "" if row.expected is None else w.count(row.expected),
        forecast,
        w.status[row.status] if row.status else "",
    )


def draw(chart: PromiseLine, *, paint: Paint = PAGE) -> str:
    """Draw all rows under each other on one scale."""
    top = max((_reach(row) for row in chart.rows), default=0) or 1
    canvas, y = Canvas(paint), 0.0
    for row in chart.rows:
        if row.place:
            y += _name(canvas, chart, row, y) + _NAME
        _Pen(canvas, chart, row, top, y).draw()
        y += _HEIGHT
    y = _foot(canvas, chart, y)
    said = ". ".join(sentence(chart, row) for row in chart.rows)
    caption = Caption(chart.key, "promise-line", chart.title, f"{said}.")
    return p.drawing(paint, caption, height=y, body=_definitions(paint, chart) + canvas.svg())


def _reach(row: Row) -> float:
    return max(row.done, row.promised or 0, row.expected or 0, row.high or 0)


def _has_forecast(chart: PromiseLine) -> bool:
    return any(row.low is not None for row in chart.rows)


def _is_named_with_status(words: Words, row: Row) -> bool:
    """On a phone a long name and a long status would meet; the table and the description have both."""
    return bool(row.place) and row.status is not None and len(row.place) + len(words.status[row.status]) <= 38


def _definitions(paint: Paint, chart: PromiseLine) -> str:
    hatch = p.pattern(paint, chart.key) if _has_forecast(chart) else ""
    used = [row.status for row in chart.rows if row.status and _is_named_with_status(chart.words, row)]
    found = hatch + shapes.definitions(chart.key, used)
    return f"<defs>{found}</defs>" if found else ""


def _name(canvas: Canvas, chart: PromiseLine, row: Row, y: float) -> float:
    """Write the place, and its status where there is room; return the height of more lines than one."""
    if row.status is not None and _is_named_with_status(chart.words, row):
        words = chart.words.status[row.status]
        canvas.text("chart-status", words, x=1, y=y + 17, anchor="end", dx=-shapes.ROOM)
        shapes.put(canvas, chart.key, row.status, y=y + 5)
    return canvas.name(row.place, y=y + 17)


def _foot(canvas: Canvas, chart: PromiseLine, y: float) -> float:
    if _has_forecast(chart):
        canvas.hatched(chart.key, x=0, y=y + 6, width=0.08, height=10)
        canvas.text("chart-note", chart.words.forecast, x=0.08, y=y + 15, dx=8)
    if chart.is_simulated:
        canvas.simulated(chart.words.simulated, y=y + 16)
    return y + (26 if _has_forecast(chart) or chart.is_simulated else 0)


@dataclass(frozen=True)
class _Pen:
    """Draws one row."""

    on: Canvas
    chart: PromiseLine
    of: Row
    top: float
    y: float

    def draw(self) -> None:
        self._track()
        self._forecast()
        self._done()
        self._tick()
        self._post()

    def _at(self, value: float) -> float:
        return value / self.top * _PLOT

    def _track(self) -> None:
        end, y = self._at(self.of.promised or self.top), self.y + _BAR
        self.on.line("chart-track", x1=0, y1=y, x2=end, y2=y)
        self.on.upright("chart-track", x=0, top=y - 6, bottom=y + 6)

    def _done(self) -> None:
        x = self._at(self.of.done)
        self.on.bar("chart-done", x=0, y=self.y + _BAR - 5, width=x, height=10)
        anchor: Anchor = "end" if x > 0.12 else "start"
        number = self.chart.words.number(self.of.done)
        self.on.text("chart-number", number, x=x if anchor == "end" else 0, y=self.y + 17, anchor=anchor)

    def _forecast(self) -> None:
        low, high = self.of.low, self.of.high
        if low is None or high is None:
            return
        starts = max(self._at(low), self._at(self.of.done))
        width = max(self._at(high) - starts, 0.004)
        self.on.hatched(self.chart.key, x=starts, y=self.y + _BAR - 5, width=width, height=10)

    def _tick(self) -> None:
        if self.of.expected is None:
            return
        x, y = self._at(self.of.expected), self.y + _BAR
        self.on.upright("chart-halo", x=x, top=y - 5, bottom=y + 5)
        self.on.upright("chart-tick", x=x, top=y - 9, bottom=y + 11)
        anchor = self._side_of_tick(x)
        if anchor is not None:
            dx = -1.0 if anchor == "start" else 1.0
            self.on.text("chart-note", self._tick_words(), x=x, y=self.y + _FOOT, anchor=anchor, dx=dx)

    def _tick_words(self) -> str:
        return f"{self.chart.words.expected.lower()} {self.chart.words.count(self.of.expected or 0)}"

    def _side_of_tick(self, x: float) -> Anchor | None:
        """Words run to the left of their tick, near nought to the right, and give way to a passed post's."""
        room = _room(self._tick_words())
        starts_left = x - room >= -_OVER
        if not self._is_passed():
            return "end" if starts_left and (x >= room or self._reaches_post(x + room)) else "start"
        if x < room and x + room < self._left_of_post():
            return "start"
        return "end" if starts_left and x + _GAP < self._left_of_post() else None

    def _left_of_post(self) -> float:
        """Where the words of a passed post begin."""
        post, room = self._at(self.of.promised or 0), _room(self._passed_words())
        return post if _anchor_of_post(post, self._passed_words()) == "start" else post - room

    def _reaches_post(self, ends: float) -> bool:
        return self.of.promised is not None and ends > self._at(self.of.promised)

    def _is_over_post(self) -> bool:
        """Whether the tick's words run on under a post that is not passed."""
        if self.of.expected is None:
            return False
        x = self._at(self.of.expected)
        return self._side_of_tick(x) == "start" and self._reaches_post(x + _room(self._tick_words()))

    def _is_passed(self) -> bool:
        reach = max(self.of.done, self.of.high or 0, self.of.expected or 0)
        return self.of.promised is not None and reach > self.of.promised

    def _passed_words(self) -> str:
        return f"{self.chart.words.promised.lower()} {self.chart.words.number(self.of.promised or 0)}"

    def _post(self) -> None:
        if self.of.promised is None:
            return
        x, y, words = self._at(self.of.promised), self.y + _BAR, self.chart.words
        number = words.number(self.of.promised)
        self.on.upright("chart-post", x=x, top=y - 11, bottom=y + 11)
        if self._is_passed():
            self.on.upright("chart-halo", x=x, top=y - 5, bottom=y + 5)
            said = self._passed_words()
            anchor = _anchor_of_post(x, said)
            dx = -1.5 if anchor == "start" else 1.5
            self.on.text("chart-note", said, x=x, y=self.y + _FOOT, anchor=anchor, dx=dx)
            return
        self.on.text("chart-number", number, x=x, y=y + 5, dx=8)
        if not self._is_over_post():
            self.on.text("chart-note", words.promised.lower(), x=x, y=self.y + _FOOT, dx=8)


def _room(words: str) -> float:
    """What words take of the width on a phone."""
    return len(words) * _LETTER / _PHONE


def _anchor_of_post(x: float, words: str) -> Anchor:
    return "start" if x + _room(words) < 1 + _OVER else "end"
