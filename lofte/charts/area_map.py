"""A map of areas and water that says where a promise holds, and nothing about how troubled a place is."""

from dataclasses import dataclass
from html import escape
from typing import Any

from lofte.charts import paint as p
from lofte.charts.labels import Placed, Wanted, place
from lofte.charts.outline import Bounds, Sheet, bounds, path
from lofte.charts.paint import PAGE, Canvas, Caption, Paint
from lofte.charts.table import Table
from lofte.charts.words import Words

_WIDTH = 360.0  # units: about a phone's own pixels, so that type of 13 units can be read there
_SIZE, _SMALL_SIZE = 13.0, 7.2  # of the names: on a phone, and where the map is wide
_HIGHEST = 1.25  # of the width
_FOOT = 20.0


@dataclass(frozen=True)
class MapArea:
    """An area with its border. `group` names what the promise calls it; areas of a group share one name."""

    name: str
    geometry: dict[str, Any]
    label: tuple[float, float]
    is_promised: bool = False
    group: str = ""
    url: str = ""


@dataclass(frozen=True)
class AreaMap:
    """A map. `key` is unique on its page, `attribution` stands inside, `frame` cuts out a part."""

    key: str
    title: str
    areas: tuple[MapArea, ...]
    words: Words
    attribution: str
    water: dict[str, Any] | None = None
    frame: Bounds | None = None
    is_simulated: bool = False
    places: tuple[str, ...] = ()  # where the promise holds, in words: also what is not painted


def around(areas: tuple[MapArea, ...], *, margin: float = 0.15) -> Bounds:
    """Return a frame around the areas where the promise holds, or around all when it names none."""
    promised = [area.geometry for area in areas if area.is_promised] or [area.geometry for area in areas]
    return bounds(promised).grown(margin)


def table(chart: AreaMap) -> Table:
    """Return the map's list: the areas where the promise holds first, then the rest."""
    w = chart.words
    rows = sorted(
        ((area.name, w.is_promised if area.is_promised else "") for area in chart.areas),
        key=lambda row: row[1] == "",
    )
    return Table(chart.title, (w.area, w.promised), tuple(rows))


def draw(chart: AreaMap, *, paint: Paint = PAGE) -> str:
    """Draw land, promised areas and water, the names, and where the borders come from."""
    sheet, canvas = Sheet(_framed(chart), _WIDTH), Canvas(paint)
    key, height = chart.key, sheet.height
    ground = Canvas(paint)
    _areas(ground, chart, sheet)
    body = (
        f'<clipPath id="{key}-cut"><rect width="{_WIDTH:g}" height="{height:.0f}"/></clipPath>'
        f'<g clip-path="url(#{key}-cut)" fill-rule="evenodd">{ground.svg()}</g>'
    )
    _names(canvas, chart, sheet)
    _foot(canvas, chart, height)
    return _wrapped(paint, chart, height + _FOOT, body + canvas.svg())


def _framed(chart: AreaMap) -> Bounds:
    """Keep the frame from growing taller than a screen: widen it instead."""
    frame = chart.frame or bounds(area.geometry for area in chart.areas).grown(0.02)
    sheet = Sheet(frame, _WIDTH)
    excess = sheet.height / (_WIDTH * _HIGHEST)
    if excess <= 1:
        return frame
    by = (frame.east - frame.west) * (excess - 1) / 2
    return Bounds(frame.west - by, frame.south, frame.east + by, frame.north)


def _wrapped(paint: Paint, chart: AreaMap, height: float, body: str) -> str:
    if paint.width is None:
        size = f'class="chart area-map" viewBox="0 0 {_WIDTH:g} {height:.0f}"'
    else:
        size = f'viewBox="0 0 {_WIDTH:g} {height:.0f}" width="{_WIDTH:g}" height="{height:.0f}"'
    promised = chart.places or sorted({area.group or area.name for area in chart.areas if area.is_promised})
    said = f"{chart.words.is_promised}: {', '.join(promised)}." if promised else chart.title
    return p.framed(Caption(chart.key, "area-map", chart.title, said), size=size, body=body)


def _areas(canvas: Canvas, chart: AreaMap, sheet: Sheet) -> None:
    """Each area is a path of its own: a whole municipality may lie under its parts."""
    shapes = [
        ("map-area is-promised" if area.is_promised else "map-land", area.geometry) for area in chart.areas
    ]
    if chart.water:
        shapes.append(("map-water", chart.water))
    for role, geometry in shapes:
        data = path(geometry, sheet)
        if data:
            canvas.add(role, f'<path d="{data}"/>')


def _wanted(chart: AreaMap, sheet: Sheet) -> list[Wanted]:
    """One name for each promised group, in the middle of its areas; one for each other area in sight."""
    groups: dict[str, list[tuple[float, float]]] = {}
    others = []
    for area in chart.areas:
        x, y = sheet.at(*area.label)
        if not (0 < x < sheet.width and 0 < y < sheet.height):
            continue
        if area.is_promised:
            groups.setdefault(area.group or area.name, []).append((x, y))
        else:
            others.append(Wanted(area.name, x, y, rank=1))
    middles = [
        Wanted(name, sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at), rank=0)
        for name, at in groups.items()
    ]
    return middles + others


def _names(canvas: Canvas, chart: AreaMap, sheet: Sheet) -> None:
    """Promised names at all sizes; the others only where the map is wide enough for small type to be read."""
    wanted, room = _wanted(chart, sheet), (sheet.width, sheet.height)
    first = place([w for w in wanted if w.rank == 0], size=_SIZE, sheet=room)
    taken = tuple(_shrunk(first))
    quiet = place([w for w in wanted if w.rank == 1], size=_SMALL_SIZE, sheet=room, taken=taken)
    for label in quiet:
        _name(canvas, " is-quiet", label)
    for label in first:
        _name(canvas, "", label)


def _shrunk(labels: list[Placed]) -> list[Placed]:
    """The room that large names take, told in small type: their letters are as many times wider."""
    times = _SIZE / _SMALL_SIZE
    return [
        Placed(label.name + "-" * round(len(label.name) * (times - 1)), label.x, label.y, 0)
        for label in labels
    ]


def _name(canvas: Canvas, size: str, label: Placed) -> None:
    name = f'<text x="{label.x:g}" y="{label.y:g}">{escape(label.name, quote=False)}</text>'
    if canvas.paint.width is not None:  # print knows no paint-order: its halo is a text of its own
        canvas.add(f"map-halo{size}", name, "middle")
    canvas.add(f"map-label{size}", name, "middle")


def _foot(canvas: Canvas, chart: AreaMap, y: float) -> None:
    source = f"{chart.words.source}: "
    owner = escape(chart.attribution.removeprefix(source), quote=False)
    if chart.words.language != "sv":
        owner = f'<tspan lang="sv">{owner}</tspan>'
    canvas.add("map-source", f'<text x="0" y="{y + 14:.0f}">{source}{owner}</text>')
    if chart.is_simulated:
        mark = f'<text x="{_WIDTH:g}" y="{y + 14:.0f}">{escape(chart.words.simulated)}</text>'
        canvas.add("map-simulated", mark, "end")
