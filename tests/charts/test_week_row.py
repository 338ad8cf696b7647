"""The row of weeks: every slot, told apart by shape, with the reason for each miss in the table."""

import re
from datetime import date
from itertools import pairwise

import pytest

from lofte.charts import week_row, words
from lofte.charts.paint import PRINT
from lofte.charts.week_row import Slot, Track, WeekRow
from lofte.charts.words import SlotState
from lofte.periods.slots import slots

LETTER = 8.0  # units that the widest letters of the small type take, in the mean


def weeks(states: dict[int, SlotState], until: date) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            f"v. {int(s.key[-2:])}", s.starts, s.ends, states.get(n, "met"), "Sportlov" if n in states else ""
        )
        for n, s in enumerate(slots("week", date(2021, 1, 1), until))
    )


TERTIAL = weeks({6: "missed", 15: "due", 16: "coming"}, date(2021, 5, 1))
CHART = WeekRow("row", "Lägesbild", (Track("Råslätt", TERTIAL),), words.SV)


def drawn(svg: str, state: str) -> int:
    """Return how many shapes a state's one path holds."""
    found = re.search(rf'class="slot-{state}"><path d="([^"]*)"/></g>', svg)
    return found[1].count("M") if found else 0


def test_every_slot_is_drawn_by_its_own_shape_in_one_path_for_each_state() -> None:
    svg = week_row.draw(CHART)

    assert drawn(svg, "met") == 14 + 1  # one more in the key
    assert drawn(svg, "missed") == 1 + 1
    assert drawn(svg, "due") == 1 + 1
    assert drawn(svg, "coming") == 1 + 1
    assert svg.count("<path") == 4


def test_a_line_of_weeks_fits_the_smallest_phone() -> None:
    eighteen = week_row.draw(WeekRow("row", "x", (Track("", weeks({}, date(2021, 5, 8))[:18]),), words.SV))

    assert max(float(x) for x in re.findall(r"M([0-9.]+) ", eighteen)) + 11 <= 280  # 320 without the margins


def months(n: int) -> tuple[Slot, ...]:
    return tuple(
        Slot(s.key, s.starts, s.ends, "met") for s in slots("month", date(2021, 1, 1), date(2022, 1, 1))
    )[:n]


@pytest.mark.parametrize(("n", "letters"), [(4, 3), (8, 3), (9, 1), (12, 1)])
def test_names_of_months_never_meet_and_stay_on_the_smallest_phone(n: int, letters: int) -> None:
    svg = week_row.draw(WeekRow("row", "x", (Track("", months(n)),), words.SV))

    starts = [float(x or 0) for x in re.findall(r'<text x="0%" y="11"(?: dx="([0-9.]+)")?>', svg)]
    assert len(starts) == n
    assert min(b - a for a, b in pairwise(starts)) >= letters * LETTER + 4
    assert starts[-1] + letters * LETTER <= 284


@pytest.mark.parametrize("found", [words.SV, words.EN], ids=lambda w: w.language)
def test_the_legend_never_meets_the_mark_of_simulation_on_the_smallest_phone(found: words.Words) -> None:
    some = weeks({n: ("missed", "due", "coming")[n % 3] for n in range(48)}, date(2022, 1, 1))
    svg = week_row.draw(WeekRow("row", "x", (Track("", some),), found, is_simulated=True))

    box = re.search(r"translate\((-[0-9]+) 0\)", svg)
    legend = re.findall(r'<text x="0%" y="[0-9.]+" dx="([0-9.]+)">([0-9]+ [^<]+)</text>', svg)
    assert box is not None
    assert len(legend) == 4
    assert max(float(x) + len(said) * 6.5 for x, said in legend) < 280 + float(box[1])


def test_months_side_by_side_are_named_by_three_letters() -> None:
    months = tuple(
        Slot(s.key, s.starts, s.ends, "met") for s in slots("month", date(2021, 1, 1), date(2021, 9, 1))
    )
    svg = week_row.draw(WeekRow("row", "x", (Track("", months),), words.SV))

    assert ">mar</text>" in svg
    assert ">mars</text>" not in svg


def test_months_are_marked_where_their_first_thursday_lies() -> None:
    svg = week_row.draw(CHART)

    assert [m for m in words.SV.months if f">{m}</text>" in svg] == ["jan", "feb", "mars", "apr"]


def test_the_description_counts_and_names_what_was_missed() -> None:
    assert week_row.sentence(CHART, CHART.tracks[0]) == (
        "Råslätt: 14 klara, 1 missad (v. 7), 1 väntas nu, 1 kommer"
    )


def test_the_table_has_every_slot_and_the_reason() -> None:
    table = week_row.table(CHART)

    assert len(table.rows) == 17
    assert table.rows[6] == ("v. 7", "Råslätt", "missad", "Sportlov")


def test_a_year_is_broken_at_its_tertials() -> None:
    lines = week_row.lines(weeks({}, date(2022, 1, 1)))

    assert [len(line) for line in lines] == [17, 17, 18]
    assert lines[1][0].middle.month == 5


def test_print_has_no_classes_and_nothing_has_styles() -> None:
    print_ = week_row.draw(CHART, paint=PRINT)

    assert "class=" not in print_
    assert "style=" not in print_ + week_row.draw(CHART)


def test_a_track_without_slots_can_be_drawn() -> None:
    assert "</svg>" in week_row.draw(WeekRow("row", "Tom", (Track("", ()),), words.EN))
