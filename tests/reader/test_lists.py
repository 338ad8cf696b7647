"""Items of lists: counted by letters, begun by a day or an everyday verb, done by whom the lead-in names."""

import pytest

from lofte.reader import read_text
from lofte.reader.draft import Activity

FRAME = "Medborgarlöfte för Hallsta kommun 2024\n\nPolisen och kommunen lovar.\n\nKommunen ska:\n{items}\n"


def activities(*items: str) -> list[Activity]:
    return list(read_text(FRAME.format(items="\n".join(items))).activities)


def test_items_counted_by_letters_are_items_however_long_the_one_above() -> None:
    found = activities(
        "a) ta fram en plan för hur gatorna runt stationen ska lysas upp bättre",
        "b) hålla minst två trygghetsvandringar i centrum tillsammans med de boende",
        "c) besöka skolorna",
    )

    assert [one.text.split()[0] for one in found] == ["ta", "hålla", "besöka"]


@pytest.mark.parametrize(
    "item",
    [
        "senast den 30 juni 2024 ta fram en belysningsplan för Norra parken",
        "dela ut reflexer till alla barn på Storgatan",
        "lyssna på de boende vid minst fyra torgmöten",
    ],
)
def test_an_item_that_begins_like_a_page_tool_is_work_all_the_same(item: str) -> None:
    first, _ = activities(f"• {item}", "• städa torget varje vecka")

    assert first.text == item


def test_the_tools_of_a_page_are_no_work() -> None:
    found = activities(
        "• städa torget varje vecka", "• Dela sidan", "• Lyssna", "• Senast uppdaterad 3 maj 2024"
    )

    assert [one.text for one in found] == ["städa torget varje vecka"]


def test_hours_are_no_verb_before_who_helps() -> None:
    (one,) = activities("• minst 600 timmar vuxenvandring tillsammans med Hallsta IF 1928")

    assert one.responsible == ("municipality",)
    assert one.contributing == ("association",)
    assert [(target.kind, target.value) for target in one.targets] == [("hours", 600)]
