"""No cell that leaves the house is carried out by a spreadsheet; filled in, it comes back as it was."""

import pytest

from lofte.base.cells import as_it_was, harmless


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+46", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_shown_and_not_carried_out(text: str) -> None:
    shown = str(harmless(text))

    assert shown[0] == "'"
    assert as_it_was(shown) == text


@pytest.mark.parametrize("cell", ["Råslätt", "", "'s-Gravenhage", -3, 2.5])
def test_other_cells_are_as_they_are(cell: object) -> None:
    assert harmless(cell) == cell
    assert as_it_was(str(cell)) == str(cell)
