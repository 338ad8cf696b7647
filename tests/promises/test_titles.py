"""Short titles: they never name one place of several, and end where a word with weight does."""

from dataclasses import replace

import pytest

from lofte.periods.calendar import parse
from lofte.promises.titles import LENGTH, headed, promise_title, shortened
from tests.promises.reading import DRAFT, activity, target

KINDS = {
    "foot-patrol": "Fotpatrull",
    "traffic-control": "Trafikkontroll",
    "drug-offence": "Upptäckt narkotikabrott",
}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Polisen och kommunen ska gemensamt möta boende på torgen.", "Möta boende på torgen"),
        ("Kommunen ska ansvara för att se över Åkroken.", "Se över Åkroken"),
        ("Lillköpings kommun ska stötta föreningar.", "Stötta föreningar"),
        (
            "Göra en översyn av Åkroken i vilken hänsyn ska tas till det som gör en plats trygg att gå på.",
            "Göra en översyn av Åkroken",
        ),
        (
            "Arbeta aktivt på alla de platser i staden där de flesta invånare rör sig om kvällarna.",
            "Arbeta aktivt på alla de platser i staden",
        ),
        (
            "Fortsatt implementera arbetet med den evidensbaserade brottsförebyggande och kloka modellen.",
            "Fortsatt implementera arbetet med den evidensbaserade brottsförebyggande …",
        ),
    ],
)
def test_an_undertaking_is_headed_by_its_own_words_without_its_party(text: str, title: str) -> None:
    assert shortened(text) == title
    assert len(title) <= LENGTH + 2


def test_one_of_a_kind_is_headed_by_the_kind_and_several_by_all_their_places() -> None:
    north = activity("Polisen ska fotpatrullera", target("minst 800 tillfällen", places=("Norra",)))
    both = activity(
        "Polisen ska fotpatrullera", target("minst 800 tillfällen", places=("Norra", "Södra", "Västra"))
    )
    alone = activity("Polisen ska göra 200", target("200 stycken", places=("Norra",)))
    draft = replace(DRAFT, activities=(north, both, alone))

    assert headed(draft, KINDS) == [
        "Fotpatrull, Norra",
        "Fotpatrull, Norra, Södra och Västra",
        "Trafikkontroll",
    ]


def test_a_menu_is_no_title() -> None:
    assert promise_title("Jönköping – medborgarlöften", parse("2021-2022")) == "Medborgarlöfte 2021–2022"
    assert promise_title(None, parse("2021")) == "Medborgarlöfte 2021"
    assert promise_title("Löfte till Råslätt", parse("2021")) == "Löfte till Råslätt"
