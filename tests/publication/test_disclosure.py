"""The gate by itself: each kind of leak is stopped, and what is clean passes."""

from typing import Any

import pytest

from lofte.followup.disclosure import Cell
from lofte.followup.models import FollowUpLine
from lofte.publication import disclosure

POLICE = [{"slug": "polisen", "name": "Polisen", "kind": "police"}]
CLEAN: dict[str, Any] = {
    "persons": False,
    "closed": [],
    "share": None,
    "places": [],
    "slots": [],
    "reached": None,
}


def content(**target: Any) -> dict[str, Any]:
    activity = {
        "number": 1,
        "title": "Patrull",
        "responsible": POLICE,
        "sentence": {"sv": "", "en": ""},
        "comment": {"sv": "", "en": ""},
        "targets": [{**CLEAN, **target}],
    }
    return {"activities": [activity]}


def line(**given: Any) -> dict[str, Any]:
    return {"share": None, "in_period": None, **given}


def test_what_is_clean_passes() -> None:
    disclosure.control(content(), [])


@pytest.mark.parametrize(
    "target",
    [
        {"persons": True, "share": {"part": 2, "whole": 20, "share": 10}},
        {"persons": True, "places": [line(share={"part": 18, "whole": 20, "share": 90})]},
        {"persons": True, "places": [line(in_period=2)]},
        {"persons": True, "closed": [{"places": []}]},
        {"slots": [{"slot": "2021-W14"}]},
        {"slots": [{"slot": "2021-03-31"}]},
        {"reached": "2021-03-31"},
    ],
)
def test_a_leak_is_stopped(target: dict[str, Any]) -> None:
    with pytest.raises(disclosure.Leaks):
        disclosure.control(content(**target), [])


@pytest.mark.parametrize(
    "target",
    [
        {"persons": True, "share": {"part": 0, "whole": 20, "share": 0}},
        {"persons": False, "share": {"part": 2, "whole": 20, "share": 10}},
        {"slots": [{"slot": "2021-03"}, {"slot": "2021-T1"}]},
        {"reached": "2021-03"},
    ],
)
def test_what_points_at_nobody_is_let_through(target: dict[str, Any]) -> None:
    disclosure.control(content(**target), [])


@pytest.mark.parametrize(("part", "whole", "leaks"), [(8, 31, 0), (9, 32, 1), (14, 45, 0)])
def test_what_came_out_since_the_draft_is_compared_with(part: int, whole: int, leaks: int) -> None:
    outcome = {"target_id": 7, "starts": "2021-01-01", "places": [], "share": {"part": part, "whole": whole}}
    target = {"withheld": [], "facts": {"is_persons": True}, "outcome": outcome}
    told = FollowUpLine(figures={"number": 1, "title": "Patrull", "targets": [target]})
    out = {(7, "", "2021-01-01"): {3: Cell(8, 31)}, (7, "", "2022-01-01"): {3: Cell(9, 33)}}

    try:
        disclosure.control(content(), [told], out=out)
        found = []
    except disclosure.Leaks as stopped:
        found = [leak.code for leak in stopped.leaks]

    assert found == ["difference"] * leaks
