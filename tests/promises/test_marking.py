"""A text is cut into passages that, put together again, are the text."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from lofte.promises.marking import Passage, Reading, find_span, passages


def flat(cut: Sequence[Passage]) -> str:
    return "".join(flat(one.parts) if one.reading else one.text for one in cut)


def keys(cut: Sequence[Passage]) -> list[str]:
    return [key for one in cut if one.reading for key in (one.reading.key, *keys(one.parts))]


def test_a_target_is_marked_inside_its_activity() -> None:
    (before, activity, after) = passages("abcdef", [Reading("t1", 2, 3), Reading("a1", 1, 5)])

    assert (before.text, after.text) == ("a", "f")
    assert activity.reading is not None
    assert activity.reading.key == "a1"
    assert [part.reading.key for part in activity.parts if part.reading] == ["t1"]


def test_a_reading_outside_the_text_is_left_out() -> None:
    assert keys(passages("abc", [Reading("a1", 2, 9), Reading("a2", 1, 1), Reading("a3", -1, 2)])) == []


@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=8),
)
def test_no_letter_is_lost_or_doubled_however_readings_overlap(
    text: str, spans: list[tuple[int, int]]
) -> None:
    readings = [Reading(f"a{n}", start, end) for n, (start, end) in enumerate(spans)]

    assert flat(passages(text, readings)) == text


def test_words_are_found_across_line_breaks_and_emphasis() -> None:
    text = "- *Skapa en\n  drogfri miljö*"

    assert find_span(text, "Skapa en drogfri miljö") == (3, len(text) - 1)
    assert find_span(text, "Skapa en annan miljö") is None
    assert find_span(text, "  ") is None
