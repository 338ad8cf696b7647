"""From longitude and latitude to a sheet: an own projection, and paths as short as the eye allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

Point = tuple[float, float]
_CLOSEST = 0.7  # units of the sheet: points nearer than that to the last one cannot be seen
_STRAIGHT = 0.3  # units: a point less off the way than that is not needed


@dataclass(frozen=True)
class Bounds:
    """The part of the earth that is drawn, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def grown(self, share: float) -> "Bounds":
        """Return the bounds with a margin on every side."""
        by_x, by_y = (self.east - self.west) * share, (self.north - self.south) * share
        return Bounds(self.west - by_x, self.south - by_y, self.east + by_x, self.north + by_y)


@dataclass(frozen=True)
class Sheet:
    """An equirectangular projection true to scale at the middle: fine for a municipality or a county."""

    bounds: Bounds
    width: float

    @property
    def _narrowing(self) -> float:
        return cos(radians((self.bounds.south + self.bounds.north) / 2))

    @property
    def per_degree(self) -> float:
        return self.width / (self.bounds.east - self.bounds.west) / self._narrowing

    @property
    def height(self) -> float:
        return (self.bounds.north - self.bounds.south) * self.per_degree

    def at(self, lon: float, lat: float) -> Point:
        """Return where a position falls on the sheet."""
        return (
            (lon - self.bounds.west) * self._narrowing * self.per_degree,
            (self.bounds.north - lat) * self.per_degree,
        )


def rings(geometry: dict[str, Any]) -> list[Sequence[Sequence[float]]]:
    """Return every ring of a GeoJSON geometry, feature or collection of areas."""
    kind = geometry.get("type")
    if kind == "FeatureCollection":
        return [ring for feature in geometry["features"] for ring in rings(feature)]
    if kind == "Feature":
        return rings(geometry["geometry"])
    if kind == "GeometryCollection":
        return [ring for part in geometry["geometries"] for ring in rings(part)]
    if kind == "Polygon":
        return list(geometry["coordinates"])
    if kind == "MultiPolygon":
        return [ring for polygon in geometry["coordinates"] for ring in polygon]
    return []


def bounds(geometries: Iterable[dict[str, Any]]) -> Bounds:
    """Return the smallest bounds that hold all. Raises ValueError when there is nothing to hold."""
    points = [point for geometry in geometries for ring in rings(geometry) for point in ring]
    if not points:
        raise ValueError("there is no ground to draw")
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return Bounds(min(lons), min(lats), max(lons), max(lats))


def path(geometry: dict[str, Any], sheet: Sheet) -> str:
    """Return a geometry as compact path data, in half units; what falls outside the sheet is left out."""
    return "".join(_ring(ring, sheet) for ring in rings(geometry))


def _ring(ring: Sequence[Sequence[float]], sheet: Sheet) -> str:
    points = [sheet.at(point[0], point[1]) for point in ring]
    if not _touches(points, sheet):
        return ""
    kept = _thinned([_held(point, sheet) for point in points])
    return _data(kept) if len(kept) > 2 else ""


def _touches(points: list[Point], sheet: Sheet) -> bool:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) < sheet.width and max(xs) > 0 and min(ys) < sheet.height and max(ys) > 0


def _held(point: Point, sheet: Sheet) -> Point:
    """Hold a point just outside the sheet, where it is cut off: long borders there cost nothing."""
    return min(max(point[0], -9.0), sheet.width + 9), min(max(point[1], -9.0), sheet.height + 9)


def _thinned(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for x, y in points:
        rounded = (round(x * 2) / 2, round(y * 2) / 2)
        if not kept or hypot(rounded[0] - kept[-1][0], rounded[1] - kept[-1][1]) >= _CLOSEST:
            kept.append(rounded)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return _straightened(kept)


def _straightened(points: list[Point]) -> list[Point]:
    """Drop a point that lies on the way between its neighbours."""
    kept = points[:1]
    for point, after in zip(points[1:], [*points[2:], *points[:1]], strict=False):
        if _off(point, kept[-1], after) >= _STRAIGHT:
            kept.append(point)
    return kept


def _off(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from the line between two others."""
    across, down = end[0] - start[0], end[1] - start[1]
    length = hypot(across, down)
    if length == 0:
        return hypot(point[0] - start[0], point[1] - start[1])
    return abs(across * (point[1] - start[1]) - down * (point[0] - start[0])) / length


def _data(points: list[Point]) -> str:
    """Write absolute start and relative steps: shorter than absolute points."""
    (x, y), parts = points[0], [f"M{points[0][0]:g} {points[0][1]:g}l"]
    for next_x, next_y in points[1:]:
        step_x, step_y = f"{next_x - x:g}", f"{next_y - y:g}"
        joint = "" if parts[-1].endswith("l") or step_x.startswith("-") else " "
        parts.append(f"{joint}{step_x}{'' if step_y.startswith('-') else ' '}{step_y}")
        x, y = next_x, next_y
    return "".join(parts) + "z"
