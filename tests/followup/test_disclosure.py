"""Small shares of persons are withheld, by themselves, beside a total and as a difference over time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lofte.analysis import audit_suppression, table
from lofte.followup.disclosure import WHOLE, Cell, must_withhold, withheld


@pytest.mark.parametrize("part", [1, 2, 3, 17, 18, 19])
def test_one_two_or_three_persons_on_either_side_are_withheld(part: int) -> None:
    assert must_withhold(Cell(part, 20))


@pytest.mark.parametrize("part", [0, 4, 10, 16, 20])
def test_nobody_four_and_everybody_are_told(part: int) -> None:
    assert not must_withhold(Cell(part, 20))


def test_the_difference_to_what_is_out_is_checked_too() -> None:
    assert must_withhold(Cell(10, 45), earlier=Cell(8, 31))
    assert not must_withhold(Cell(13, 46), earlier=Cell(8, 31))


def test_nothing_new_since_last_time_gives_nothing_away() -> None:
    assert not must_withhold(Cell(8, 31), earlier=Cell(8, 31))


def test_a_single_hidden_cell_beside_a_total_takes_the_next_smallest_with_it() -> None:
    cells = {"Norra": Cell(2, 12), "Södra": Cell(8, 30), "Västra": Cell(5, 20)}

    assert withheld(cells, total=Cell(15, 62), earlier={}) == {"Norra", "Västra"}
    assert withheld(cells, total=None, earlier={}) == {"Norra"}


def test_two_hidden_cells_that_are_small_together_take_a_third() -> None:
    cells = {"Norra": Cell(1, 10), "Södra": Cell(2, 12), "Västra": Cell(20, 60), "Östra": Cell(30, 70)}

    assert withheld(cells, total=Cell(53, 152), earlier={}) == {"Norra", "Södra", "Västra"}


def test_a_cell_that_hides_nothing_is_not_taken_for_being_small() -> None:
    cells = {"Norra": Cell(2, 12), "Södra": Cell(0, 5), "Västra": Cell(5, 20), "Östra": Cell(9, 40)}

    assert withheld(cells, total=Cell(16, 77), earlier={}) == {"Norra", "Västra"}


def test_what_nothing_can_hide_takes_the_whole_with_it() -> None:
    cells = {"Norra": Cell(2, 12), "Södra": Cell(0, 0)}

    assert withheld(cells, total=Cell(2, 12), earlier={}) == {"Norra", "Södra", WHOLE}


def test_somebody_who_is_in_no_place_counts_too() -> None:
    cells = {"Norra": Cell(8, 30), "Södra": Cell(9, 40)}

    assert withheld(cells, total=Cell(17, 70), earlier={}) == set()
    assert withheld(cells | {"Västra": Cell(3, 20)}, total=Cell(22, 95), earlier={}) >= {"Västra"}


@pytest.mark.parametrize(
    "later",
    [
        Cell(9, 32),  # one more: a correction
        Cell(6, 29),  # two were taken back
        Cell(9, 31),  # one was somebody else than first said
        Cell(21, 61),  # many more, and one more than a version that was replaced
    ],
)
def test_every_release_of_the_window_is_compared_with(later: Cell) -> None:
    out = {WHOLE: {1: Cell(8, 31), 2: Cell(20, 60)}}

    assert withheld({WHOLE: later}, total=later, earlier=out) == {WHOLE}


def test_a_difference_that_only_the_total_tells_is_found() -> None:
    # Norra went from 8 to 10 of those asked and is hidden; all others stayed as they were.
    now = {"Norra": Cell(10, 40), "Södra": Cell(9, 35), "Västra": Cell(20, 50)}
    before = {"Norra": {1: Cell(8, 30)}, "Södra": {1: Cell(9, 35)}, "Västra": {1: Cell(20, 50)}}

    hidden = withheld(now, total=Cell(39, 125), earlier=before | {WHOLE: {1: Cell(37, 115)}})

    assert hidden == {"Norra", "Södra", "Västra", WHOLE}


@settings(max_examples=6, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), min_size=2, max_size=5))
def test_what_is_left_gives_no_hidden_place_away(drawn: list[tuple[int, int]]) -> None:
    cells = {f"område {n}": Cell(part, part + rest) for n, (part, rest) in enumerate(drawn)}
    total = Cell(sum(cell.part for cell in cells.values()), sum(cell.whole for cell in cells.values()))

    hidden = withheld(cells, total=total, earlier={})

    small = {name for name, cell in cells.items() if must_withhold(cell)}
    if WHOLE not in hidden:
        rows = np.repeat([*(name in hidden for name in cells), False], 3)
        of_small = np.flatnonzero(np.repeat([*(name in small for name in cells), False], 3))
        assert hidden >= small
        assert not np.isin(audit_suppression(table(np.array(drawn)), rows).narrow, of_small).any()
