"""The map: small, named, attributed, and without any ranking of places."""

import math
import re
from typing import Any

import pytest

from lofte.charts import area_map, outline, words
from lofte.charts.area_map import AreaMap, MapArea
from lofte.charts.labels import Wanted, place
from lofte.charts.outline import Bounds, Sheet
from lofte.charts.paint import PRINT


def round_area(lon: float, lat: float, radius: float = 0.02, n_points: int = 400) -> dict[str, Any]:
    ring = [
        [
            lon + radius * math.cos(2 * math.pi * n / n_points),
            lat + radius * math.sin(2 * math.pi * n / n_points),
        ]
        for n in range(n_points)
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def many(n: int) -> tuple[MapArea, ...]:
    return tuple(
        MapArea(
            f"Område {k}",
            round_area(14 + k % 7 * 0.04, 57 + k // 7 * 0.03),
            (14 + k % 7 * 0.04, 57 + k // 7 * 0.03),
            is_promised=k < 3,
            group="Norr" if k < 2 else "",
        )
        for k in range(n)
    )


def drawn(n: int = 35, **changes: Any) -> str:
    chart = AreaMap("map", "Karta", many(n), words.SV, "SCB", round_area(14.1, 57.1, 0.05), **changes)
    return area_map.draw(chart)


def test_thirty_five_areas_are_under_forty_kilobytes() -> None:
    assert len(drawn().encode()) < 40_000


def test_the_map_says_where_the_promise_holds_and_where_its_borders_are_from() -> None:
    svg = drawn()

    assert '<desc id="map-desc">Löftet gäller här: Norr, Område 2.</desc>' in svg
    assert "Källa: SCB</text>" in svg
    assert "style=" not in svg


def test_areas_differ_by_promise_alone() -> None:
    roles = set(re.findall(r'<g class="([^"]+)"><path', drawn()))

    assert roles == {"map-land", "map-water", "map-area is-promised"}


def test_areas_of_a_group_share_one_name() -> None:
    assert drawn().count(">Norr</text>") == 1


def test_the_list_is_the_maps_twin() -> None:
    table = area_map.table(AreaMap("map", "Karta", many(5), words.SV, "SCB"))

    assert [row[0] for row in table.rows] == [f"Område {k}" for k in range(5)]
    assert [row[1] != "" for row in table.rows] == [True, True, True, False, False]


def test_simulated_says_so_inside_and_print_has_no_classes() -> None:
    chart = AreaMap("map", "Karta", many(3), words.SV, "SCB", is_simulated=True)

    assert "Simulerat</text>" in area_map.draw(chart)
    assert "class=" not in area_map.draw(chart, paint=PRINT)


def test_a_degree_east_is_as_much_shorter_as_the_cosine_says() -> None:
    sheet = Sheet(Bounds(14, 59, 15, 61), 360)  # cos 60° = 0.5

    east = sheet.at(15, 60)[0] - sheet.at(14, 60)[0]
    north = sheet.at(14, 60)[1] - sheet.at(14, 61)[1]
    assert east / north == pytest.approx(0.5)


def test_points_too_close_to_be_seen_are_dropped() -> None:
    sheet = Sheet(Bounds(13, 56, 15, 58), 360)

    steps = outline.path(round_area(14, 57, 0.02), sheet).count(" ")
    assert 5 < steps < 60


def test_what_lies_outside_the_frame_costs_nothing() -> None:
    sheet = Sheet(Bounds(13, 56, 15, 58), 360)

    assert outline.path(round_area(20, 60), sheet) == ""


def test_names_never_stand_on_each_other() -> None:
    wanted = [Wanted(f"Område {n}", 100 + n, 100, rank=0) for n in range(30)]

    placed = place(wanted, size=13, sheet=(360, 300))

    boxes = [(p.x - 29, p.y - 11, p.x + 29, p.y + 4) for p in placed]
    assert len(placed) > 3
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="no ground"):
        area_map.draw(AreaMap("map", "Karta", (), words.SV, "SCB"))
