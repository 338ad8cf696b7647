"""Two ways to dress one drawing: classes and fluid widths for a page, attributes and points for print."""

from dataclasses import dataclass
from html import escape
from typing import Literal

Anchor = Literal["start", "middle", "end"]

# What print wears instead of classes: the light values of css/tokens.css.
_INK, _QUIET, _RULE, _STRONG, _PAPER = "#1b1a17", "#4b4840", "#d9d3c5", "#857f72", "#ffffff"
_DONE, _LATE = "#12405e", "#74400a"
_FACE = 'font-family="Atkinson Hyperlegible Next"'
_LARGE = f'{_FACE} font-size="15" font-weight="700"'
_SMALL = f'{_FACE} font-size="12.5"'

_PRINT = {
    "chart-place": f'{_LARGE} fill="{_INK}"',
    "chart-number": f'{_LARGE} fill="{_INK}"',
    "chart-note": f'{_SMALL} fill="{_QUIET}"',
    "chart-status": f'{_SMALL} font-weight="700" fill="{_INK}"',
    "chart-shape": f'fill="none" stroke="{_INK}" stroke-width="2"',
    "chart-shape is-solid": f'fill="{_INK}" stroke="{_INK}" stroke-width="2"',
    "chart-track": f'stroke="{_STRONG}" stroke-width="1.5"',
    "chart-done": f'fill="{_DONE}"',
    "chart-post": f'stroke="{_INK}" stroke-width="3"',
    "chart-tick": f'stroke="{_INK}" stroke-width="1.5"',
    "chart-halo": f'stroke="{_PAPER}" stroke-width="5"',
    "chart-hatch": f'stroke="{_DONE}" stroke-width="1.25"',
    "chart-edge": f'fill="none" stroke="{_DONE}" stroke-width="1"',
    "chart-rule": f'stroke="{_RULE}" stroke-width="1"',
    "chart-dot": f'fill="{_DONE}"',
    "chart-band": f'stroke="{_DONE}" stroke-width="2"',
    "slot-met": f'fill="{_DONE}" stroke="{_DONE}" stroke-width="1.5"',
    "slot-missed": f'fill="none" stroke="{_INK}" stroke-width="1.75"',
    "slot-due": f'fill="none" stroke="{_DONE}" stroke-width="1.75" stroke-dasharray="3 2"',
    "slot-coming": f'fill="{_STRONG}"',
    "chart-simulated": f'{_SMALL} font-weight="700" fill="{_LATE}"',
    "chart-simulated-box": f'fill="none" stroke="{_LATE}" stroke-width="1.5"',
    "map-land": f'fill="#f1ece1" stroke="{_STRONG}" stroke-width="0.6"',
    "map-area is-promised": f'fill="#b9cfdc" stroke="{_DONE}" stroke-width="1.4"',
    "map-water": 'fill="#dce9f0"',
    "map-label": f'{_FACE} font-size="13" font-weight="700" fill="{_INK}"',
    "map-label is-quiet": f'{_FACE} font-size="7.2" fill="{_QUIET}"',
    "map-halo": f'{_FACE} font-size="13" font-weight="700" fill="none" stroke="{_PAPER}" stroke-width="3"',
    "map-halo is-quiet": f'{_FACE} font-size="7.2" fill="none" stroke="{_PAPER}" stroke-width="2"',
    "map-source": f'{_FACE} font-size="7.2" fill="{_QUIET}"',
    "map-simulated": f'{_FACE} font-size="9" font-weight="700" fill="{_LATE}"',
}


@dataclass(frozen=True)
class Paint:
    """How a drawing is dressed. `width` is None on a page, where widths are shares of what there is."""

    width: float | None = None

    def across(self, share: float) -> str:
        """Turn a share of the drawing's width into a coordinate."""
        return f"{_short(share * 100)}%" if self.width is None else _short(share * self.width)

    def dress(self, role: str) -> str:
        """Return the attributes that a role wears."""
        return f' class="{role}"' if self.width is None else f" {_PRINT[role]}"


PAGE = Paint()
PRINT = Paint(width=640.0)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def text(
    paint: Paint, role: str, words: str, *, x: float, y: float, anchor: Anchor = "start", dx: float = 0
) -> str:
    """Write words at a share of the width, moved `dx` units."""
    anchored = "" if anchor == "start" else f' text-anchor="{anchor}"'
    moved = f' dx="{_short(dx)}"' if dx else ""
    at = f'x="{paint.across(x)}" y="{_short(y)}"{moved}{anchored}'
    return f"<text{paint.dress(role)} {at}>{escape(words)}</text>"


def line(paint: Paint, role: str, *, x1: float, y1: float, x2: float, y2: float) -> str:
    """Draw a line between two shares of the width."""
    return (
        f'<line{paint.dress(role)} x1="{paint.across(x1)}" y1="{_short(y1)}"'
        f' x2="{paint.across(x2)}" y2="{_short(y2)}"/>'
    )


def bar(paint: Paint, role: str, *, x: float, y: float, width: float, height: float) -> str:
    """Draw a bar between two shares of the width."""
    return (
        f'<rect{paint.dress(role)} x="{paint.across(x)}" y="{_short(y)}"'
        f' width="{paint.across(width)}" height="{_short(height)}"/>'
    )


def hatched(paint: Paint, key: str, *, x: float, y: float, width: float, height: float) -> str:
    """Draw a hatched stretch with its edge; the hatch is `pattern` with the same key."""
    at = f'x="{paint.across(x)}" y="{_short(y)}" width="{paint.across(width)}" height="{_short(height)}"'
    return f'<rect fill="url(#{key}-hatch)" {at}/><rect{paint.dress("chart-edge")} {at}/>'


def pattern(paint: Paint, key: str) -> str:
    """Define the hatch of `hatched`."""
    stroke = paint.dress("chart-hatch")
    return (
        f'<pattern id="{key}-hatch" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<path{stroke} d="M-1 6 6-1M-1 1 1-1M4 6 6 4"/></pattern>'
    )


def simulated(paint: Paint, words: str, *, y: float) -> str:
    """Write that the figures are simulated, in a frame of its own, inside the picture."""
    at = f'x="1" y="{_short(y - 13.5)}" width="{len(words) * 6.9 + 12:.0f}" height="19"'
    return (
        f"<rect{paint.dress('chart-simulated-box')} {at}/>"
        f"{text(paint, 'chart-simulated', words, x=0, y=y, dx=7)}"
    )


def drawing(
    paint: Paint, *, key: str, kind: str, title: str, description: str, height: float, body: str
) -> str:
    """Wrap a fluid drawing: as wide as its room on a page, as wide as the sheet in print."""
    if paint.width is None:
        size = f'class="chart {kind}" width="100%" height="{_short(height)}"'
    else:
        across, down = _short(paint.width), _short(height)
        size = f'viewBox="0 0 {across} {down}" width="{across}" height="{down}"'
    return framed(key=key, size=size, title=title, description=description, body=body)


def framed(*, key: str, size: str, title: str, description: str, body: str) -> str:
    """Wrap any drawing as one picture with a name and a description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(description)}</desc>{body}</svg>'
    )
