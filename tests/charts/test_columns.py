"""The columns: heights from nought on one scale, every figure in the table and aloud."""

import re
from dataclasses import replace

import pytest

from lofte.charts import columns, words
from lofte.charts.columns import Column, Columns
from lofte.charts.paint import PRINT

MONTHS = (
    Column("jan", "januari 2021", 40),
    Column("feb", "februari 2021", 0),
    Column("mar", "mars 2021", 10),
)
CHART = Columns("months", "Fotpatruller", "Antal", MONTHS, words.SV)


def heights(svg: str) -> list[float]:
    return [float(found) for found in re.findall(r'<rect [^>]*height="([0-9.]+)"', svg)]


def test_a_column_is_as_tall_as_its_figure_and_nothing_is_no_column() -> None:
    tall, low = heights(columns.draw(CHART))

    assert tall / low == pytest.approx(4)


def test_several_pictures_can_share_a_scale() -> None:
    assert heights(columns.draw(replace(CHART, top=80)))[0] == pytest.approx(
        heights(columns.draw(CHART))[0] / 2
    )


def test_the_table_and_the_description_hold_every_figure() -> None:
    assert columns.table(CHART).rows == (("januari 2021", "40"), ("februari 2021", "0"), ("mars 2021", "10"))
    assert "januari 2021 40, februari 2021 0, mars 2021 10." in columns.draw(CHART)


def test_it_is_drawn_for_print_and_says_that_it_is_simulated() -> None:
    printed = columns.draw(replace(CHART, is_simulated=True), paint=PRINT)

    assert 'viewBox="0 0 640' in printed
    assert words.SV.simulated in printed
    assert "class=" not in printed
