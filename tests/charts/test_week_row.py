"""The row of weeks: every slot, told apart by shape, with the reason for each miss in the table."""

from datetime import date

from lofte.charts import week_row, words
from lofte.charts.paint import PRINT
from lofte.charts.week_row import Slot, Track, WeekRow
from lofte.charts.words import SlotState
from lofte.periods.slots import slots


def weeks(states: dict[int, SlotState], until: date) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            f"v. {int(s.key[-2:])}", s.starts, s.ends, states.get(n, "met"), "Sportlov" if n in states else ""
        )
        for n, s in enumerate(slots("week", date(2021, 1, 1), until))
    )


TERTIAL = weeks({6: "missed", 15: "due", 16: "coming"}, date(2021, 5, 1))
CHART = WeekRow("row", "Lägesbild", (Track("Råslätt", TERTIAL),), words.SV)


def test_every_slot_is_drawn_by_its_own_shape() -> None:
    svg = week_row.draw(CHART)

    assert svg.count('<use href="#row-met"') == 14 + 1  # one more in the key
    assert svg.count('<use href="#row-missed"') == 1 + 1
    assert svg.count('<use href="#row-due"') == 1 + 1
    assert svg.count('<use href="#row-coming"') == 1 + 1


def test_months_are_marked_where_their_first_thursday_lies() -> None:
    svg = week_row.draw(CHART)

    assert [m for m in words.SV.months if f">{m}</text>" in svg] == ["jan", "feb", "mars", "apr"]


def test_the_description_counts_and_names_what_was_missed() -> None:
    assert week_row.sentence(CHART, CHART.tracks[0]) == (
        "Råslätt: 14 klar, 1 missad (v. 7), 1 väntas nu, 1 kommer"
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
