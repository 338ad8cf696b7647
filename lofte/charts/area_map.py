"""A map of areas and water that says where a promise holds, and nothing about how troubled a place is."""

from dataclasses import dataclass
from html import escape
from typing import Any

from lofte.charts import paint as p
from lofte.charts.labels import Placed, Wanted, place
from lofte.charts.outline import Bounds, Sheet, bounds, path
from lofte.charts.paint import PAGE, Paint
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
    return Table(chart.title, (w.area, ""), tuple(rows))


def draw(chart: AreaMap, *, paint: Paint = PAGE) -> str:
    """Draw land, promised areas and water, the names, and where the borders come from."""
    sheet = Sheet(_framed(chart), _WIDTH)
    key = chart.key
    ground = (
        f'<clipPath id="{key}-cut"><rect width="{_WIDTH:g}" height="{sheet.height:.0f}"/></clipPath>'
        f'<g clip-path="url(#{key}-cut)">{_areas(paint, chart, sheet)}</g>'
    )
    body = ground + _names(paint, chart, sheet) + _foot(paint, chart, sheet.height)
    return _wrapped(paint, chart, sheet.height + _FOOT, body)


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
    promised = sorted({area.group or area.name for area in chart.areas if area.is_promised})
    said = f"{chart.words.is_promised}: {', '.join(promised)}." if promised else chart.title
    return p.framed(key=chart.key, size=size, title=chart.title, description=said, body=body)


def _areas(paint: Paint, chart: AreaMap, sheet: Sheet) -> str:
    land = [(area, path(area.geometry, sheet)) for area in chart.areas]
    water = path(chart.water, sheet) if chart.water else ""
    parts = [_shape(paint, "map-land", "".join(d for area, d in land if not area.is_promised))]
    parts.append(_shape(paint, "map-water", water))
    parts += [_shape(paint, "map-area is-promised", d) for area, d in land if area.is_promised]
    return "".join(parts)


def _shape(paint: Paint, role: str, data: str) -> str:
    return f'<path{paint.dress(role)} fill-rule="evenodd" d="{data}"/>' if data else ""


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


def _names(paint: Paint, chart: AreaMap, sheet: Sheet) -> str:
    """Promised names at all sizes; the others only where the map is wide enough for small type to be read."""
    wanted = _wanted(chart, sheet)
    first = place([w for w in wanted if w.rank == 0], size=_SIZE, sheet=(sheet.width, sheet.height))
    quiet = place(
        [w for w in wanted if w.rank == 1],
        size=_SMALL_SIZE,
        taken=tuple(_shrunk(first)),
        sheet=(sheet.width, sheet.height),
    )
    return "".join(
        [_name(paint, "map-label is-quiet", label) for label in quiet]
        + [_name(paint, "map-label", label) for label in first]
    )


def _shrunk(labels: list[Placed]) -> list[Placed]:
    """The room that large names take, told in small type: their letters are as many times wider."""
    times = _SIZE / _SMALL_SIZE
    return [
        Placed(label.name + "-" * round(len(label.name) * (times - 1)), label.x, label.y, 0)
        for label in labels
    ]


def _name(paint: Paint, role: str, label: Placed) -> str:
    at = f'x="{label.x:g}" y="{label.y:g}" text-anchor="middle"'
    name = escape(label.name)
    if paint.width is None:
        return f"<text{paint.dress(role)} {at}>{name}</text>"
    halo = paint.dress(role.replace("map-label", "map-halo"))
    return f"<text{halo} {at}>{name}</text><text{paint.dress(role)} {at}>{name}</text>"


def _foot(paint: Paint, chart: AreaMap, y: float) -> str:
    source = f"{chart.words.source}: {chart.attribution}"
    foot = f'<text{paint.dress("map-source")} x="0" y="{y + 14:.0f}">{escape(source)}</text>'
    if chart.is_simulated:
        mark = f'<text{paint.dress("map-simulated")} x="{_WIDTH:g}" y="{y + 14:.0f}" text-anchor="end">'
        foot += f"{mark}{escape(chart.words.simulated)}</text>"
    return foot
