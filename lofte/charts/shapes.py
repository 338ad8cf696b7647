"""The shape that goes with each status, the same as in components/status.html."""

from collections.abc import Iterable

from lofte.charts.paint import Canvas, Paint
from lofte.charts.words import Status

PATHS: dict[Status, str] = {
    "on_track": "M1.5 8h9M7.5 3.5 12 8l-4.5 4.5",
    "behind": "M8 1.8 14.6 14H1.4z",
    "done": "m2 8.5 4 4 8-9",
    "not_met": "m3 3 10 10M13 3 3 13",
    "cannot_be_judged": "M8 2.4a5.6 5.6 0 1 1-.01 0z",
    "stopped": "M3 3h10v10H3z",
}
SOLID: frozenset[Status] = frozenset({"behind", "stopped"})
ROOM = 20.0  # what the shape takes at the right edge, its words before it


def definitions(key: str, statuses: Iterable[Status]) -> str:
    """Define the shapes that a drawing uses, each to the left of where it is put."""
    return "".join(
        f'<path id="{key}-{status}" transform="translate(-14 0) scale(.85)" d="{PATHS[status]}"/>'
        for status in sorted(set(statuses))
    )


def put(canvas: Canvas, key: str, status: Status, *, y: float) -> None:
    """Draw the shape at the drawing's right edge."""
    role = "chart-shape is-solid" if status in SOLID else "chart-shape"
    canvas.add(role, f'<use href="#{key}-{status}" x="{_edge(canvas.paint)}" y="{y:g}"/>')


def _edge(paint: Paint) -> str:
    return paint.across(1)
