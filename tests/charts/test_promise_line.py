"""The promise line: one picture with a name, a description, its figures and its table."""

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from lofte.charts import promise_line, words
from lofte.charts.paint import PAGE, PRINT, Paint
from lofte.charts.promise_line import PromiseLine, Row

NS = "{http://www.w3.org/2000/svg}"


def chart(*rows: Row, language: str = "sv", is_simulated: bool = False) -> PromiseLine:
    return PromiseLine("line", "Fotpatruller", "fotpatruller", rows, words.of(language), is_simulated)


ROWS = (
    Row("Råslätt", 412, 800, 267, "on_track"),
    Row("Öxnehaga", 1240.5, 1600, 1100, "behind", low=1300, high=1500),
)


def written(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{NS}text")]


def _height(svg: str) -> float:
    return float(ET.fromstring(svg).get("height") or 0)


def bars(svg: str) -> list[float]:
    layer = re.search(r'<g class="chart-done">(.*?)</g>', svg)
    return [float(width) for width in re.findall(r' width="([0-9.]+)%"', layer[1] if layer else "")]


@pytest.mark.parametrize("paint", [PAGE, PRINT])
def test_the_picture_has_a_name_and_a_description(paint: Paint) -> None:
    root = ET.fromstring(promise_line.draw(chart(*ROWS), paint=paint))

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "line-title line-desc"
    assert root.findtext(f"{NS}title") == "Fotpatruller"
    assert (root.findtext(f"{NS}desc") or "").startswith(
        "Råslätt: 412 av 800 fotpatruller, väntat nu 267, följer planen."
    )


def test_a_page_wears_classes_and_print_wears_attributes() -> None:
    page, print_ = promise_line.draw(chart(*ROWS)), promise_line.draw(chart(*ROWS), paint=PRINT)

    assert "style=" not in page + print_
    assert 'class="' in page
    assert 'fill="#' not in page
    assert 'class="' not in print_
    assert 'fill="#' in print_
    assert "%" not in re.sub(r"<desc.*?</desc>|<text.*?</text>", "", print_)


def test_the_same_figures_stand_in_the_picture_and_in_the_table() -> None:
    drawn = " ".join(written(promise_line.draw(chart(*ROWS))))
    table = promise_line.table(chart(*ROWS))

    for _place, done, promised, expected, _forecast, _state in table.rows:
        assert done in drawn
        assert promised in drawn
        assert expected in drawn
    assert table.rows[1][4] == "1\N{NO-BREAK SPACE}300–1\N{NO-BREAK SPACE}500"


def test_all_places_stand_on_one_scale() -> None:
    svg = promise_line.draw(chart(Row("A", 400, 800, None), Row("B", 200, 400, None)))

    first, second = bars(svg)
    assert first == pytest.approx(2 * second)


def test_without_work_there_is_no_bar_and_a_nought() -> None:
    svg = promise_line.draw(chart(Row("A", 0, 800, 267)))

    assert bars(svg) == [0]
    assert "0" in written(svg)


def test_the_post_is_passed_when_more_is_done_than_promised() -> None:
    svg = promise_line.draw(chart(Row("", 830, 800, 267)))
    post = re.search(r'<g class="chart-post"><line x1="([0-9.]+)%"', svg)

    assert post is not None
    assert float(post[1]) < bars(svg)[0]
    assert "lovat 800" in written(svg)


def test_a_promise_without_a_number_has_no_post() -> None:
    svg = promise_line.draw(chart(Row("", 12, None, None)))

    assert "chart-post" not in svg
    assert "12" in written(svg)


def test_everything_stays_within_the_drawing() -> None:
    for row in (*ROWS, Row("", 5000, 800, 267), Row("", 10, 20, 40, low=15, high=90)):
        svg = promise_line.draw(chart(row))
        assert all(0 <= float(x) <= 100 for x in re.findall(r' x[12]?="([0-9.]+)%"', svg))


@pytest.mark.parametrize("promised", [200, 300, 500, 800])
@pytest.mark.parametrize("expected", [30, 66, 200, 300, 600, 780])
def test_words_under_the_line_never_meet_on_a_phone(promised: float, expected: float) -> None:
    wide, longer = 288, Row("", 950, 800, 700)  # a phone of 320 less its margins; a row that sets the scale
    reached = Row("", 100, promised, min(expected, promised), low=900, high=999)
    ahead = Row("", 100, promised, min(expected, promised))

    for row in (reached, ahead):
        spans = sorted(_spans(promise_line.draw(chart(row, longer)), wide))
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_what_is_expected_now_is_told_beside_the_tick_also_when_the_post_is_near() -> None:
    svg = promise_line.draw(chart(Row("", 166, 300, 200), Row("", 950, 300, 200)))

    assert "väntat nu 200" in written(svg)


def _spans(svg: str, wide: int) -> list[tuple[float, float]]:
    """Where the words on the lowest lane of the first row begin and end, at 6.4 units a letter."""
    found = []
    for anchor, layer in re.findall(r'<g class="chart-note"(?: text-anchor="(\w+)")?>(.*?)</g>', svg):
        for x, y, dx, said in re.findall(
            r'<text x="([0-9.]+)%" y="([0-9]+)"(?: dx="(-?[0-9.]+)")?>([^<]*)', layer
        ):
            if y == "54":
                at, length = float(x) / 100 * wide + float(dx or 0), len(said) * 6.4
                found.append((at - length, at) if anchor == "end" else (at, at + length))
    return found


def test_what_is_reckoned_is_told_whole() -> None:
    assert "väntat nu 66" in written(promise_line.draw(chart(Row("", 54, 200, 65.8))))


def test_a_long_name_takes_the_lines_it_needs_on_the_smallest_phone() -> None:
    place = "Norra delen av Västra Skräddargårdsängen med omgivande bostadsområden"
    short, long = (
        promise_line.draw(PromiseLine("k", "x", "pass", (Row(name, 3, 8, None),), words.SV))
        for name in ("Norra", place)
    )

    lines = re.findall(r'class="chart-place">(.*?)</g>', long)[0]
    said = re.findall(r">([^<]+)</text>", lines)
    assert " ".join(said) == place
    assert max(map(len, said)) <= 288 / 9  # units that a bold letter takes, the widest names among them
    assert _height(long) == _height(short) + 18 * (len(said) - 1)
    in_print = promise_line.draw(
        PromiseLine("k", "x", "pass", (Row(place, 3, 8, None),), words.SV), paint=PRINT
    )
    assert f">{place}</text>" in in_print


def test_simulated_says_so_inside() -> None:
    assert "Simulerat" in written(promise_line.draw(chart(*ROWS, is_simulated=True)))
    assert "Simulated" in written(promise_line.draw(chart(*ROWS, language="en", is_simulated=True)))
    assert "Simulerat" not in written(promise_line.draw(chart(*ROWS)))


def test_names_cannot_break_out_of_the_picture() -> None:
    svg = promise_line.draw(chart(Row("<b>&", 1, 2, None)))

    assert "<b>" not in svg
    assert "<b>&" in written(svg)


def test_the_words_of_a_status_are_those_of_the_component() -> None:
    assert words.SV.status["cannot_be_judged"] == "kan inte bedömas än"
    assert set(words.SV.status) == set(words.EN.status)
