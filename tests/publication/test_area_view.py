"""Each area by itself: what was promised there alone, and together with others."""

from typing import Any

from lofte.charts import words
from lofte.publication import documents, followup_view
from lofte.publication.area_view import of_areas
from tests.released_world import World


def line(place: str, done: int, promised: float | None, **given: Any) -> dict[str, Any]:
    found = {
        "place": place,
        "done": done,
        "promised": promised,
        "expected": None,
        "status": "on_track",
        "share": None,
    }
    return {**found, **given}


def target(kind: str, areas: tuple[str, ...], *places: dict[str, Any]) -> dict[str, Any]:
    unit = {"sv": "förstagångsanvändare", "en": "first-time users"}
    return {"kind": kind, "areas": areas, "places": places, "unit": unit}


def activity(number: int, *targets: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "title": f"Sak {number}", "own_effort": False, "targets": targets}


EACH = activity(1, target("count", ("Norra", "Södra"), line("Norra", 12, 30), line("Södra", 4, 30)))
JOINT = activity(
    2,
    target("count", ("Södra", "Västra"), line("", 44, 104), line("Södra", 20, None, status=None)),
    target(
        "share",
        ("Södra", "Västra"),
        line("", 11, None, share={"part": 11, "whole": 44, "share": 25.0, "low": 15, "high": 40}),
    ),
)
REVIEW = activity(3, target("milestone", ("Torget",), line("Torget", 0, 1)))


def told(name: str) -> list[tuple[int, str, bool]]:
    found = {area.name: area for area in of_areas([EACH, JOINT, REVIEW], ["Västra"], "sv")}
    return [(one.number, one.said, one.is_joint) for one in found[name].lines]


def test_what_is_promised_together_stands_under_every_area_it_holds_for() -> None:
    share = f"25{words.NBSP}% förstagångsanvändare (11 av 44)"

    assert told("Södra") == [(1, "4 av 30", False), (2, "44 av 104", True), (2, share, True)]
    assert told("Västra") == [(2, "44 av 104", True), (2, share, True)]
    assert told("Norra") == [(1, "12 av 30", False)]


def test_no_area_stands_empty() -> None:
    assert told("Torget") == [(3, "", False)]


def test_areas_stand_in_the_order_of_the_map_and_then_of_the_promise() -> None:
    found = of_areas([EACH, JOINT, REVIEW], ["Västra"], "sv")

    assert [area.name for area in found] == ["Västra", "Norra", "Södra", "Torget"]


def test_map_and_lists_name_the_same_areas(world: World, db: None) -> None:
    document = documents.of(world.release)
    promise = documents.of(type(world.release).objects.get(kind="promise"))
    view = followup_view.view(document, promise, "sv")

    assert view.ground is not None
    assert [area.name for area in view.areas] == promise.body["content"]["map"]["places"]
    assert all(area.name in view.ground.said and area.name in view.ground.svg for area in view.areas)


def test_the_rule_is_told_in_the_order_it_is_written_and_words_lead_to_no_figure(
    world: World, db: None
) -> None:
    view = followup_view.view(documents.of(world.release), None, "sv")

    assert view.method[0].startswith("Varje siffra räknas fram")
    assert len(view.method) == 10
    [in_words] = [one for one in view.activities if one.title == "Samtal"]
    assert (in_words.traces, [one.words for one in in_words.signs]) == ([], ["Invånarna känner igen oss."])


def test_a_row_of_months_says_which_it_shows_and_gives_the_whole_beside_them(world: World, db: None) -> None:
    view = followup_view.view(documents.of(world.release), None, "sv")
    [figure] = [one for activity in view.activities for one in activity.figures if one.kind == "week-row"]

    assert figure.note.startswith("Bilden och tabellen visar januari–april")
    assert figure.table.header == ("Område", "Klara", "Missade", "Skäl", "Sedan start")
    assert figure.table.rows[0][1:] == ("3", "1", "mars", "3 av 4")
