"""Small shares of persons are withheld, by themselves, beside a total and as a difference over time."""

import pytest

from lofte.followup.disclosure import Cell, must_withhold, withheld


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
