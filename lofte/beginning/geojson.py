"""Borders from a file: GeoJSON with a name on every area, refused with what is wrong and where."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from shapely import set_precision
from shapely.errors import GEOSException
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

MAX_BYTES = 5 * 1024 * 1024
MOST_AREAS = 200
MOST_POINTS = 60_000  # more is drawn slower than anybody sees a difference
FINE = 0.00001  # degrees: about a metre
SWEDEN = (10.0, 54.5, 25.0, 69.5)  # west, south, east, north: metres of SWEREF 99 lie far outside
CODES = ("code", "kod", "regsokod", "regsokod_2025", "desokod")
NAMES = ("name", "namn", "regsonamn", "desonamn")
LONGEST_NAME = 120
LONGEST_CODE = 40


class Faulty(Exception):
    """A file that is no list of areas with borders: which fault, and where."""

    def __init__(self, fault: str, where: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.where = where


@dataclass(frozen=True)
class Border:
    """An area as the file draws it; a code only where the file has one."""

    code: str
    name: str
    geometry: Mapping[str, Any]

    @property
    def ground(self) -> BaseGeometry:
        return shape(self.geometry)

    @property
    def label(self) -> tuple[float, float]:
        point = self.ground.representative_point()
        return round(point.x, 5), round(point.y, 5)


def read(data: bytes) -> list[Border]:
    """Read a file, in its order: every area has a name of its own and a whole border in WGS 84."""
    if len(data) > MAX_BYTES:
        raise Faulty("large")
    rows = _rows(data)
    found = [_border(row, n) for n, row in enumerate(rows, start=1)]
    names = [one.name.casefold() for one in found]
    for one in found:
        if names.count(one.name.casefold()) > 1:
            raise Faulty("twice", one.name)
    return found


def written(borders: list[Border]) -> str:
    """Return the areas as a file again, with nothing in it but what was read."""
    rows = [
        {
            "type": "Feature",
            "properties": {"code": one.code, "name": one.name},
            "geometry": one.geometry,
        }
        for one in borders
    ]
    return json.dumps({"type": "FeatureCollection", "features": rows}, separators=(",", ":"))


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _rows(data: bytes) -> list[Any]:
    try:
        told = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise Faulty("json") from error
    rows = told.get("features") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise Faulty("collection")
    if not 0 < len(rows) <= MOST_AREAS:
        raise Faulty("many" if rows else "none")
    return rows


def _border(row: Any, number: int) -> Border:
    said = row.get("properties") if isinstance(row, dict) else None
    properties = {str(key).casefold(): value for key, value in (said or {}).items()}
    name = _word(properties, NAMES)
    if not name or len(name) > LONGEST_NAME:
        raise Faulty("name", str(number))
    code = _word(properties, CODES)
    if len(code) > LONGEST_CODE:
        raise Faulty("code", name)
    return Border(code, name, _geometry(row.get("geometry"), name))


def _word(properties: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    found = (properties[key] for key in keys if properties.get(key) not in (None, ""))
    return " ".join(str(next(found, "")).split())


def _geometry(told: Any, name: str) -> dict[str, Any]:
    if not isinstance(told, dict) or told.get("type") not in {"Polygon", "MultiPolygon"}:
        raise Faulty("surface", name)
    points = list(_points(told.get("coordinates"), name))
    if len(points) > MOST_POINTS:
        raise Faulty("points", name)
    west, south, east, north = SWEDEN
    if not all(west <= lon <= east and south <= lat <= north for lon, lat in points):
        raise Faulty("elsewhere", name)
    try:
        drawn = shape(told)
        if not drawn.is_valid or drawn.is_empty:
            raise Faulty("crossed", name)
        whole = set_precision(drawn, FINE).normalize()
    except (ValueError, TypeError, IndexError, GEOSException) as error:
        raise Faulty("crossed", name) from error
    if whole.is_empty or whole.geom_type not in {"Polygon", "MultiPolygon"}:
        raise Faulty("crossed", name)
    found: dict[str, Any] = json.loads(json.dumps(mapping(whole)))
    return found


def _points(told: Any, name: str, depth: int = 0) -> Iterator[tuple[float, float]]:
    if not isinstance(told, list) or not told or depth > 3:  # a MultiPolygon has four levels
        raise Faulty("surface", name)
    if not isinstance(told[0], list):
        if len(told) < 2 or not all(_is_number(one) for one in told):
            raise Faulty("surface", name)
        yield float(told[0]), float(told[1])
        return
    for one in told:
        yield from _points(one, name, depth + 1)


def _is_number(told: Any) -> bool:
    return isinstance(told, int | float) and not isinstance(told, bool) and math.isfinite(told)
