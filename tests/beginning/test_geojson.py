"""Files of borders: what is read, and each fault by its name."""

import json
from typing import Any

import pytest

from lofte.beginning import geojson
from lofte.beginning.geojson import Faulty

SQUARE = [[[14.0, 57.9], [14.1, 57.9], [14.1, 58.0], [14.0, 58.0], [14.0, 57.9]]]
BOW = [[[14.0, 57.9], [14.1, 58.0], [14.1, 57.9], [14.0, 58.0], [14.0, 57.9]]]
SWEREF = [[[449000.0, 6410000.0], [450000.0, 6410000.0], [450000.0, 6411000.0], [449000.0, 6410000.0]]]


def feature(name: object = "Ekbacken", kind: str = "Polygon", at: Any = SQUARE, **more: object) -> Any:
    return {
        "type": "Feature",
        "properties": {"Namn": name, **more},
        "geometry": {"type": kind, "coordinates": at},
    }


def file(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_an_area_is_read_with_its_name_code_and_border_and_written_back_the_same() -> None:
    [one] = geojson.read(file(feature("  Norra   Ekbacken ", RegsoKod="0643R001", owner="kommunen")))

    assert (one.name, one.code) == ("Norra Ekbacken", "0643R001")
    assert one.ground.area == pytest.approx(0.01)
    assert geojson.read(geojson.written([one]).encode()) == [one]


@pytest.mark.parametrize(
    ("data", "fault", "where"),
    [
        (b"inte json", "json", ""),
        (b"[" * 100_000, "json", ""),
        (b'{"features": [NaN]}', "json", ""),
        (b'{"type": "Polygon"}', "collection", ""),
        (file(), "none", ""),
        (file(*[feature(str(n)) for n in range(201)]), "many", ""),
        (b" " * (geojson.MAX_BYTES + 1), "large", ""),
        (file(feature(""), feature()), "name", "1"),
        (file(None), "name", "1"),
        (file(feature(), feature("EKBACKEN")), "twice", "Ekbacken"),
        (file(feature(code="x" * 41)), "code", "Ekbacken"),
        (file(feature(kind="Point", at=[14.0, 57.9])), "surface", "Ekbacken"),
        (file(feature(at=[[["a", "b"]]])), "surface", "Ekbacken"),
        (file(feature(at=[])), "surface", "Ekbacken"),
        (file(feature(at=SWEREF)), "elsewhere", "Ekbacken"),
        (file(feature(at=BOW)), "crossed", "Ekbacken"),
        (file(feature(at=[SQUARE[0][:2]])), "crossed", "Ekbacken"),
        (file(feature(at=[[[14.0, 57.9]] * 60_001])), "points", "Ekbacken"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_area(data: bytes, fault: str, where: str) -> None:
    with pytest.raises(Faulty) as refusal:
        geojson.read(data)

    assert (refusal.value.fault, refusal.value.where) == (fault, where)
