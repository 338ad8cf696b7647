"""The shape that goes with each status, the same as in components/status.html."""

from lofte.charts.paint import Paint
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


def status_mark(paint: Paint, status: Status, *, y: float) -> str:
    """Draw the shape at the drawing's right edge."""
    role = "chart-shape is-solid" if status in SOLID else "chart-shape"
    if paint.width is None:
        return (
            f'<svg x="100%" y="{y:g}" width="1" height="1" overflow="visible">'
            f'<path{paint.dress(role)} transform="translate(-14 0) scale(.85)" d="{PATHS[status]}"/></svg>'
        )
    return (
        f'<path{paint.dress(role)} transform="translate({paint.width - 14:g} {y:g}) scale(.85)"'
        f' d="{PATHS[status]}"/>'
    )
