"""The record of processing (GDPR article 30) holds every table that holds people, as the models say today."""

from house import processing


def page() -> str:
    return processing.PAGE.read_text(encoding="utf-8")


def test_the_record_of_processing_is_in_step_with_the_models() -> None:
    assert list(processing.faults(page())) == []


def test_a_table_of_people_that_stands_in_no_row_is_told() -> None:
    without = page().replace("`EntryNote`", "anteckningen", 1)

    assert "EntryNote: holds people and stands in no row B…" in list(processing.faults(without))


def test_a_table_that_is_gone_or_stands_twice_is_told() -> None:
    wrong = page().replace("`EntryNote`", "`EntryNote`, `Approval`, `Diary`", 1)

    found = list(processing.faults(wrong))

    assert "Approval: stands in two rows" in found
    assert "Diary: stands in a row B… and holds nobody, or is gone" in found


def test_a_table_written_by_hand_is_told() -> None:
    wrong = page().replace("efter 365 dagar", "efter 30 dagar", 1)

    assert [fault for fault in processing.faults(wrong) if "make register" in fault] != []
