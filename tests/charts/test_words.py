"""The words of the pictures."""

from lofte.charts import words


def test_several_stand_in_the_plural() -> None:
    assert [words.SV.standing("done", n) for n in (1, 4)] == ["1 hållet", "4 hållna"]
    assert words.SV.standing("behind", 2) == "2 ligger efter"
    assert words.EN.standing("not_met", 2) == "2 not kept"
