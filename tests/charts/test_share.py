"""The share: its interval on one scale with what was promised."""

import re
from dataclasses import replace

import pytest

from lofte.charts import share, words
from lofte.charts.share import Share

CHART = Share("part", "Förstagångsanvändare", 12, 52, 23.1, 13.7, 36.1, 20, words.SV)
NBSP = "\N{NO-BREAK SPACE}"


def where(svg: str, role: str) -> float:
    found = re.search(rf'class="{role}"><\w+ (?:x1|cx)="([0-9.]+)%"', svg)
    assert found is not None
    return float(found[1])


def test_share_and_promise_stand_on_one_scale() -> None:
    svg = share.draw(CHART)

    assert where(svg, "chart-dot") / where(svg, "chart-post") == pytest.approx(23.1 / 20, rel=0.001)


def test_the_sentence_says_how_sure() -> None:
    assert share.sentence(CHART) == (
        f"12 av 52, 23,1{NBSP}% (osäkerhet (95 %): 13,7 till 36,1{NBSP}%), lovat minst 20{NBSP}%"
    )


def test_the_table_has_the_same_figures() -> None:
    assert share.table(CHART).rows == (
        ("Alla tillsammans", "12", "52", f"23,1{NBSP}%", f"13,7–36,1{NBSP}%", f"minst 20{NBSP}%"),
    )


def test_the_row_is_headed_by_its_place_and_shares_on_a_page_have_one_scale() -> None:
    here = replace(CHART, place="Råslätt", top=share.top_of([36.1, 88.0]))

    assert share.table(here).rows[0][0] == "Råslätt"
    assert f">100{NBSP}%</text>" in share.draw(here)


def test_nothing_of_nothing_has_no_dot() -> None:
    svg = share.draw(Share("part", "x", 0, 0, None, None, None, 20, words.SV))

    assert "chart-dot" not in svg
    assert "chart-post" in svg


def test_the_scale_holds_the_whole_interval() -> None:
    svg = share.draw(Share("part", "x", 9, 10, 90, 60, 98, 70, words.EN))

    assert "100%</text>" in svg
    assert all(float(x) <= 100 for x in re.findall(r' (?:x[12]?|cx)="([0-9.]+)%"', svg))
