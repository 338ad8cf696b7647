"""Two ways to dress one drawing: classes and fluid widths for a page, attributes and points for print."""

from dataclasses import dataclass, field
from html import escape
from textwrap import wrap
from typing import Literal

_LETTERS, _LETTERS_IN_PRINT = 32, 76  # of a name, on a line of the smallest phone and in print
_LEAD = 18.0  # units from line to line

Anchor = Literal["start", "middle", "end"]

# What print wears instead of classes: the light values of css/tokens.css.
_INK, _QUIET, _RULE, _STRONG, _PAPER = "#1b1a17", "#4b4840", "#d9d3c5", "#857f72", "#ffffff"
_DONE, _LATE = "#12405e", "#74400a"
_FACE = 'font-family="Atkinson Hyperlegible Next"'
_LARGE = f'{_FACE} font-size="15" font-weight="700"'
_SMALL = f'{_FACE} font-size="12.5"'

# Every role that a part of a drawing can have, from the back to the front.
_PRINT = {
    "chart-track": f'stroke="{_STRONG}" stroke-width="1.5"',
    "chart-rule": f'stroke="{_RULE}" stroke-width="1"',
    "chart-hatch": f'stroke="{_DONE}" stroke-width="1.25"',
    "chart-edge": f'fill="none" stroke="{_DONE}" stroke-width="1"',
    "chart-done": f'fill="{_DONE}"',
    "chart-halo": f'stroke="{_PAPER}" stroke-width="5"',
    "chart-tick": f'stroke="{_INK}" stroke-width="1.5"',
    "chart-post": f'stroke="{_INK}" stroke-width="3"',
    "chart-band": f'stroke="{_DONE}" stroke-width="2"',
    "chart-dot": f'fill="{_DONE}"',
    "slot-met": f'fill="{_DONE}" stroke="{_DONE}" stroke-width="1.5"',
    "slot-missed": f'fill="none" stroke="{_INK}" stroke-width="1.75"',
    "slot-due": f'fill="none" stroke="{_DONE}" stroke-width="1.75" stroke-dasharray="3 2"',
    "slot-coming": f'fill="{_STRONG}"',
    "chart-shape": f'fill="none" stroke="{_INK}" stroke-width="2"',
    "chart-shape is-solid": f'fill="{_INK}" stroke="{_INK}" stroke-width="2"',
    "chart-place": f'{_LARGE} fill="{_INK}"',
    "chart-number": f'{_LARGE} fill="{_INK}"',
    "chart-note": f'{_SMALL} fill="{_QUIET}"',
    "chart-status": f'{_SMALL} font-weight="700" fill="{_INK}"',
    "chart-simulated-box": f'fill="none" stroke="{_LATE}" stroke-width="1.5"',
    "chart-simulated": f'{_SMALL} font-weight="700" fill="{_LATE}"',
    "map-land": f'fill="#f1ece1" stroke="{_STRONG}" stroke-width="0.6"',
    "map-water": 'fill="#dce9f0"',
    "map-area is-promised": f'fill="#b9cfdc" stroke="{_DONE}" stroke-width="1.4"',
    "map-halo is-quiet": f'{_FACE} font-size="7.2" fill="none" stroke="{_PAPER}" stroke-width="2"',
    "map-label is-quiet": f'{_FACE} font-size="7.2" fill="{_QUIET}"',
    "map-halo": f'{_FACE} font-size="13" font-weight="700" fill="none" stroke="{_PAPER}" stroke-width="3"',
    "map-label": f'{_FACE} font-size="13" font-weight="700" fill="{_INK}"',
    "map-source": f'{_FACE} font-size="7.2" fill="{_QUIET}"',
    "map-simulated": f'{_FACE} font-size="9" font-weight="700" fill="{_LATE}"',
}
_DEPTH = {role: depth for depth, role in enumerate(_PRINT)}


@dataclass(frozen=True)
class Paint:
    """How a drawing is dressed. `width` is None on a page, where widths are shares of what there is."""

    width: float | None = None

    def across(self, share: float) -> str:
        """Turn a share of the drawing's width into a coordinate."""
        return f"{short(share * 100)}%" if self.width is None else short(share * self.width)

    def dress(self, role: str) -> str:
        """Return the attributes that a role wears."""
        return f' class="{role}"' if self.width is None else f" {_PRINT[role]}"


PAGE = Paint()
PRINT = Paint(width=640.0)


def short(value: float) -> str:
    """Write a coordinate without noughts that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass
class Canvas:
    """Gathers the parts of a drawing by role, so that each role is dressed once and lies at its own depth."""

    paint: Paint
    _parts: dict[tuple[str, Anchor], list[str]] = field(default_factory=dict)

    def add(self, role: str, part: str, anchor: Anchor = "start") -> None:
        self._parts.setdefault((role, anchor), []).append(part)

    def text(
        self, role: str, words: str, *, x: float, y: float, anchor: Anchor = "start", dx: float = 0
    ) -> None:
        """Write words at a share of the width, moved `dx` units."""
        moved = f' dx="{short(dx)}"' if dx else ""
        at = f'x="{self.paint.across(x)}" y="{short(y)}"{moved}'
        self.add(role, f"<text {at}>{escape(words, quote=False)}</text>", anchor)

    def name(self, words: str, *, y: float) -> float:
        """Write a name in the lines that the smallest phone needs; return the height of all but the first."""
        lines = wrap(words, _LETTERS if self.paint.width is None else _LETTERS_IN_PRINT) or [words]
        for n, line in enumerate(lines):
            self.text("chart-place", line, x=0, y=y + n * _LEAD)
        return (len(lines) - 1) * _LEAD

    def line(self, role: str, *, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a line between two shares of the width."""
        across = self.paint.across
        self.add(role, f'<line x1="{across(x1)}" y1="{short(y1)}" x2="{across(x2)}" y2="{short(y2)}"/>')

    def upright(self, role: str, *, x: float, top: float, bottom: float) -> None:
        self.line(role, x1=x, y1=top, x2=x, y2=bottom)

    def bar(self, role: str, *, x: float, y: float, width: float, height: float) -> None:
        """Draw a bar between two shares of the width."""
        self.add(role, f"<rect {self._box(x, y, width, height)}/>")

    def hatched(self, key: str, *, x: float, y: float, width: float, height: float) -> None:
        """Draw a hatched stretch with its edge; `pattern` with the same key defines the hatch."""
        self.add("chart-edge", f'<rect {self._box(x, y, width, height)} fill="url(#{key}-hatch)"/>')

    def simulated(self, words: str, *, y: float) -> None:
        """Write at the right edge, in a frame of its own, that the figures are simulated."""
        width = len(words) * 6.4 + 13
        at = f'x="{self.paint.across(1)}" y="{short(y - 13.5)}" width="{width:.0f}" height="19"'
        self.add("chart-simulated-box", f'<rect {at} transform="translate({-width - 1:.0f} 0)"/>')
        self.text("chart-simulated", words, x=1, y=y, anchor="end", dx=-7)

    def svg(self) -> str:
        """Return all parts, the back ones first."""
        return "".join(
            f"<g{self.paint.dress(role)}{_anchored(anchor)}>{''.join(parts)}</g>"
            for (role, anchor), parts in sorted(self._parts.items(), key=lambda item: _DEPTH[item[0][0]])
        )

    def _box(self, x: float, y: float, width: float, height: float) -> str:
        across = self.paint.across
        return f'x="{across(x)}" y="{short(y)}" width="{across(width)}" height="{short(height)}"'


def _anchored(anchor: Anchor) -> str:
    return "" if anchor == "start" else f' text-anchor="{anchor}"'


def pattern(paint: Paint, key: str) -> str:
    """Define the hatch of `Canvas.hatched`."""
    stroke = paint.dress("chart-hatch")
    return (
        f'<pattern id="{key}-hatch" width="5" height="5" patternUnits="userSpaceOnUse">'
        f'<path{stroke} d="M-1 6 6-1M-1 1 1-1M4 6 6 4"/></pattern>'
    )


@dataclass(frozen=True)
class Caption:
    """What a drawing is called and what it says; `key` makes its parts' names unique on the page."""

    key: str
    kind: str
    title: str
    description: str


def drawing(paint: Paint, caption: Caption, *, height: float, body: str) -> str:
    """Wrap a fluid drawing: as wide as its room on a page, as wide as the sheet in print."""
    if paint.width is None:
        size = f'class="chart {caption.kind}" width="100%" height="{short(height)}"'
    else:
        across, down = short(paint.width), short(height)
        size = f'viewBox="0 0 {across} {down}" width="{across}" height="{down}"'
    return framed(caption, size=size, body=body)


def framed(caption: Caption, *, size: str, body: str) -> str:
    """Wrap any drawing as one picture with a name and a description."""
    key = caption.key
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="{key}-title {key}-desc">'
        f'<title id="{key}-title">{escape(caption.title)}</title>'
        f'<desc id="{key}-desc">{escape(caption.description)}</desc>{body}</svg>'
    )
