"""The chance of finding false entries, against figures that anybody can work out."""

import re
from pathlib import Path

import pytest

from lofte.analysis import sampling


def test_a_hand_of_five_cards_holds_two_aces_as_often_as_every_book_says() -> None:
    assert sampling.chance(2, n_false=4, listed=52, drawn=5) == pytest.approx(
        0.039930, abs=1e-6
    )  # 103 776 / 2 598 960


def test_the_chances_of_all_outcomes_sum_to_one() -> None:
    assert sum(sampling.chance(k, n_false=9, listed=60, drawn=20) for k in range(-1, 22)) == pytest.approx(1)


def test_one_false_of_ten_is_hardly_missed() -> None:
    assert sampling.finds(n_false=100_000, listed=1_000_000, drawn=40) == pytest.approx(1 - 0.9**40, abs=1e-4)
    assert sampling.finds(n_false=1, listed=40, drawn=40) == 1
    assert sampling.finds(n_false=0, listed=40, drawn=40) == 0


@pytest.mark.parametrize(("n_false", "drawn"), [(41, 4), (4, 41), (-1, 4)])
def test_what_cannot_be_is_refused(n_false: int, drawn: int) -> None:
    with pytest.raises(ValueError, match="of 40"):
        sampling.finds(n_false=n_false, listed=40, drawn=drawn)


def test_the_table_of_the_docs_is_what_is_computed() -> None:
    page = (Path(__file__).parents[2] / "docs" / "methods" / "sampling.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", page, re.MULTILINE)

    assert len(rows) == 4
    for listed, *told in rows:
        found = [
            sampling.finds(n_false=int(listed) * share // 100, listed=int(listed), drawn=40)
            for share in (1, 5, 10, 20)
        ]
        assert [f"{100 * one:.1f}" for one in found] == told
