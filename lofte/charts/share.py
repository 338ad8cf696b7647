"""A share with its interval, set against what was promised."""

from collections.abc import Iterable
from dataclasses import dataclass

from lofte.charts import paint as p
from lofte.charts.paint import PAGE, Anchor, Canvas, Caption, Paint
from lofte.charts.table import Table
from lofte.charts.words import Words

_PLOT = 0.94  # of the width: the last scale figure needs the rest
_AXIS, _HEIGHT = 40.0, 66.0


@dataclass(frozen=True)
class Share:
    """A part of a whole in percent, its 95 % interval and the least promised. `share` is None of nought."""

    key: str
    title: str
    part: int
    whole: int
    share: float | None
    low: float | None
    high: float | None
    target: float | None
    words: Words
    is_simulated: bool = False
    place: str = ""
    top: float | None = None  # where the scale ends; several on a page share one


def sentence(chart: Share) -> str:
    """Say it in words: ``12 av 52, 23,1 % (osäkerhet 95 %: 14 till 36), lovat minst 20 %``."""
    w = chart.words
    said = f"{w.number(chart.part)} {w.of} {w.number(chart.whole)}"
    if chart.share is not None and chart.low is not None and chart.high is not None:
        interval = f"{w.interval.lower()}: {w.number(chart.low)} {w.to} {w.percent(chart.high)}"
        said += f", {w.percent(chart.share)} ({interval})"
    if chart.target is not None:
        said += f", {w.promised.lower()} {w.at_least} {w.percent(chart.target)}"
    return said


def table(chart: Share) -> Table:
    """Return the same figures as a table of one row."""
    w = chart.words
    interval = ""
    if chart.low is not None and chart.high is not None:
        interval = f"{w.number(chart.low)}\N{EN DASH}{w.percent(chart.high)}"
    cells = (
        chart.place or w.all_places,
        w.number(chart.part),
        w.number(chart.whole),
        "" if chart.share is None else w.percent(chart.share),
        interval,
        "" if chart.target is None else f"{w.at_least} {w.percent(chart.target)}",
    )
    return Table(chart.title, (w.place, w.part, w.whole, w.share, w.interval, w.target), (cells,))


def draw(chart: Share, *, paint: Paint = PAGE) -> str:
    """Draw the scale, the interval, the share as a dot and what was promised as a post."""
    canvas, top = Canvas(paint), _top(chart)
    _scale(canvas, chart.words, top)
    _target(canvas, chart, top)
    _found(canvas, chart, top)
    height = _HEIGHT
    if chart.is_simulated:
        canvas.simulated(chart.words.simulated, y=height + 16)
        height += 24
    caption = Caption(chart.key, "share", chart.title, f"{sentence(chart)}.")
    return p.drawing(paint, caption, height=height, body=canvas.svg())


def top_of(percents: Iterable[float]) -> float:
    """Return where a scale ends that holds all: at 25, 50 or 100 %."""
    most = max(percents, default=0)
    return next(top for top in (25.0, 50.0, 100.0) if most * 1.02 <= top or top == 100.0)


def _top(chart: Share) -> float:
    return chart.top or top_of([chart.share or 0, chart.high or 0, chart.target or 0])


def _scale(canvas: Canvas, words: Words, top: float) -> None:
    canvas.line("chart-track", x1=0, y1=_AXIS, x2=_PLOT, y2=_AXIS)
    for n in range(6):
        canvas.upright("chart-rule", x=n / 5 * _PLOT, top=_AXIS, bottom=_AXIS + 6)
    canvas.text("chart-note", words.percent(0), x=0, y=_AXIS + 22)
    canvas.text("chart-note", words.percent(top), x=_PLOT, y=_AXIS + 22, anchor="middle")


def _target(canvas: Canvas, chart: Share, top: float) -> None:
    if chart.target is None:
        return
    x = chart.target / top * _PLOT
    words = f"{chart.words.promised.lower()} {chart.words.at_least} {chart.words.percent(chart.target)}"
    anchor: Anchor = "middle" if 0.3 < x < 0.62 else "start" if x <= 0.3 else "end"
    canvas.upright("chart-post", x=x, top=_AXIS - 14, bottom=_AXIS + 9)
    is_at_the_ends = x > 0.7 or x < 0.14  # the scale's own figures stand there
    canvas.text("chart-note", words, x=x, y=_AXIS + (-20 if is_at_the_ends else 22), anchor=anchor)


def _found(canvas: Canvas, chart: Share, top: float) -> None:
    if chart.share is None or chart.low is None or chart.high is None:
        return
    low, x, high = (value / top * _PLOT for value in (chart.low, chart.share, chart.high))
    canvas.line("chart-band", x1=low, y1=_AXIS, x2=high, y2=_AXIS)
    for end in (low, high):
        canvas.upright("chart-band", x=end, top=_AXIS - 6, bottom=_AXIS + 6)
    canvas.add("chart-dot", f'<circle cx="{canvas.paint.across(x)}" cy="{_AXIS:g}" r="6"/>')
    anchor: Anchor = "start" if x < 0.1 else "middle" if x < 0.88 else "end"
    canvas.text("chart-number", chart.words.percent(chart.share), x=x, y=17, anchor=anchor)
