"""A share with its interval, set against what was promised."""

from dataclasses import dataclass

from lofte.charts import paint as p
from lofte.charts.paint import PAGE, Anchor, Paint
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
        w.all_places,
        w.number(chart.part),
        w.number(chart.whole),
        "" if chart.share is None else w.percent(chart.share),
        interval,
        "" if chart.target is None else f"{w.at_least} {w.percent(chart.target)}",
    )
    return Table(chart.title, (w.place, w.part, w.whole, w.share, w.interval, w.target), (cells,))


def draw(chart: Share, *, paint: Paint = PAGE) -> str:
    """Draw the scale, the interval, the share as a dot and what was promised as a post."""
    top = _top(chart)
    body = _scale(paint, chart.words, top) + _target(paint, chart, top) + _found(paint, chart, top)
    height = _HEIGHT
    if chart.is_simulated:
        body += p.simulated(paint, chart.words.simulated, y=height + 20)
        height += 30
    return p.drawing(
        paint,
        key=chart.key,
        kind="share",
        title=chart.title,
        description=sentence(chart) + ".",
        height=height,
        body=body,
    )


def _top(chart: Share) -> float:
    """The scale ends at 25, 50 or 100 %, whichever holds everything."""
    most = max(chart.share or 0, chart.high or 0, chart.target or 0)
    return next(top for top in (25.0, 50.0, 100.0) if most * 1.02 <= top or top == 100.0)


def _scale(paint: Paint, words: Words, top: float) -> str:
    parts = [p.line(paint, "chart-track", x1=0, y1=_AXIS, x2=_PLOT, y2=_AXIS)]
    for n in range(6):
        x = n / 5 * _PLOT
        parts.append(p.line(paint, "chart-rule", x1=x, y1=_AXIS, x2=x, y2=_AXIS + 6))
    parts.append(p.text(paint, "chart-note", words.percent(0), x=0, y=_AXIS + 22))
    parts.append(p.text(paint, "chart-note", words.percent(top), x=_PLOT, y=_AXIS + 22, anchor="middle"))
    return "".join(parts)


def _target(paint: Paint, chart: Share, top: float) -> str:
    if chart.target is None:
        return ""
    x = chart.target / top * _PLOT
    words = f"{chart.words.promised.lower()} {chart.words.at_least} {chart.words.percent(chart.target)}"
    anchor: Anchor = "middle" if 0.3 < x < 0.62 else "start" if x <= 0.3 else "end"
    post = p.line(paint, "chart-post", x1=x, y1=_AXIS - 14, x2=x, y2=_AXIS + 9)
    if x > 0.7 or x < 0.14:  # the scale's own figures stand there
        return post + p.text(paint, "chart-note", words, x=x, y=_AXIS - 20, anchor=anchor)
    return post + p.text(paint, "chart-note", words, x=x, y=_AXIS + 22, anchor=anchor)


def _found(paint: Paint, chart: Share, top: float) -> str:
    if chart.share is None or chart.low is None or chart.high is None:
        return ""
    low, x, high = (value / top * _PLOT for value in (chart.low, chart.share, chart.high))
    parts = [p.line(paint, "chart-band", x1=low, y1=_AXIS, x2=high, y2=_AXIS)]
    parts += [p.line(paint, "chart-band", x1=end, y1=_AXIS - 6, x2=end, y2=_AXIS + 6) for end in (low, high)]
    parts.append(f'<circle{paint.dress("chart-dot")} cx="{paint.across(x)}" cy="{_AXIS:g}" r="6"/>')
    anchor: Anchor = "start" if x < 0.1 else "middle" if x < 0.88 else "end"
    parts.append(p.text(paint, "chart-number", chart.words.percent(chart.share), x=x, y=17, anchor=anchor))
    return "".join(parts)
