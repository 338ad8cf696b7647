"""A series of measurements: dots on one scale with the promised level, from nought, never as work done."""

import re
from dataclasses import replace
from datetime import date

import pytest

from lofte.charts import series, words
from lofte.charts.paint import PRINT
from lofte.charts.series import Level, Point, Series

NBSP = "\N{NO-BREAK SPACE}"
CHART = Series(
    "s",
    "Andel trygga",
    words.SV.percent_mark,
    (Point(date(2019, 3, 3), 62), Point(date(2021, 3, 1), 65)),
    words.SV,
    Level(">=", 80, date(2023, 1, 1)),
)


def ys(svg: str, role: str) -> list[float]:
    group = re.search(rf'<g class="{role}"[^>]*>(.*?)</g>', svg)
    assert group is not None
    return [float(y) for y in re.findall(r' (?:cy|y1)="([0-9.]+)"', group[1])]


def test_values_and_promise_stand_on_one_scale_from_nought() -> None:
    svg = series.draw(CHART)

    foot, (first, last), level = (
        ys(svg, "chart-track")[0],
        ys(svg, "chart-shape is-solid"),
        ys(svg, "chart-rule"),
    )
    assert (foot - first) / (foot - level[0]) == pytest.approx(62 / 80, rel=0.001)
    assert (foot - last) / (foot - level[0]) == pytest.approx(65 / 80, rel=0.001)


def test_nothing_of_it_looks_like_work_done() -> None:
    assert "chart-done" not in series.draw(CHART)
    assert "chart-dot" not in series.draw(CHART)  # the colour of what is done


def test_the_sentence_and_the_table_say_the_same() -> None:
    day, later = f"3{NBSP}mars 2019", f"1{NBSP}mars 2021"
    assert series.sentence(CHART) == (
        f"62{NBSP}% den {day}, senast 65{NBSP}% den {later}, lovat minst 80{NBSP}%"
    )
    assert series.table(CHART).rows == (
        (day, f"62{NBSP}%"),
        (later, f"65{NBSP}%"),
        ("Lovat", f"minst 80{NBSP}%"),
    )


def test_a_span_has_two_posts_and_a_single_value_one_sentence() -> None:
    one = replace(
        CHART, points=CHART.points[:1], level=Level("between", 4.5, date(2023, 1, 1), 5), unit=" index"
    )

    assert series.sentence(one).endswith("lovat mellan 4,5 och 5 index")
    assert "senast" not in series.sentence(one)
    assert len(ys(series.draw(one), "chart-post")) == 2


def test_crowded_values_keep_the_last_figure_and_all_their_dots() -> None:
    many = tuple(Point(date(2000 + n, 1, 1), 50 + n) for n in range(20))
    svg = series.draw(replace(CHART, points=many, level=None))

    assert len(ys(svg, "chart-shape is-solid")) == 20
    figures = re.findall(rf">(\d+){NBSP}%</text>", svg)
    assert "69" in figures
    assert len(figures) <= 6


def test_below_nought_the_scale_reaches_down_and_print_has_no_classes() -> None:
    svg = series.draw(replace(CHART, points=(Point(date(2020, 1, 1), -4), Point(date(2021, 1, 1), 2))))

    assert ys(svg, "chart-track")[0] == max(ys(svg, "chart-shape is-solid"))
    assert "class=" not in series.draw(CHART, paint=PRINT)


def test_a_figure_stands_under_its_dot_where_the_promise_would_cross_it() -> None:
    near, far = (
        series.draw(replace(CHART, points=(Point(date(2020, 1, 1), value),))) for value in (74.0, 20.0)
    )

    number = re.compile(r'class="chart-number"[^>]*><text x="[^"]+" y="([0-9.]+)"')
    (under,), (above,) = number.findall(near), number.findall(far)
    assert float(under) > ys(near, "chart-shape is-solid")[0]
    assert float(above) < ys(far, "chart-shape is-solid")[0]


def test_a_unit_is_written_as_it_is_read() -> None:
    units = ("procent", "index", "antal", "")

    assert [series.mark(unit, words.EN) for unit in units] == ["%", " index", "", ""]
    index = replace(CHART, points=(Point(date(2020, 1, 1), -1204.25),), unit=" index", level=None)
    assert series.sentence(index) == f"\N{MINUS SIGN}1{NBSP}204,25 index den 1{NBSP}jan 2020"
