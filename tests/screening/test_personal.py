"""What points at a person is found however it is spelled, and ordinary figures are left alone.

The numbers are the authorities' own examples: 811218-9876 (the check digit's worked example), 701063-2391
(Skatteverket's samordningsnummer), 121212-1212 (Skatteverket's test person), telephone numbers from the
series that Post- och telestyrelsen keeps for books and films (070-174 06 05 … 99, 031-390 06 00 … 99).
"""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.screening import find


def kinds(text: str) -> list[str]:
    return [finding.kind for finding in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "811218-9876",
        "8112189876",
        "811218+9876",
        "811218 - 9876",
        "811218 9876",
        "19811218-9876",
        "198112189876",
        "19811218–9876",
        "811218‑9876",
        "701063-2391",
        "19701063-2391",
        "191212121212",
        "pnr 811218-9876, sedd vid skolan",
        "(811218-9876)",
    ],
)
def test_a_personnummer_is_found_however_it_is_written(text: str) -> None:
    assert kinds(text) == ["personnummer"]


@pytest.mark.parametrize(
    "text", ["811218-9875", "811318-9876", "811232-9876", "17811218-9876", "1811218-98760"]
)
def test_a_number_without_a_day_or_the_right_check_digit_is_no_personnummer(text: str) -> None:
    assert "personnummer" not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "070-174 06 05",
        "0701740605",
        "+46 70 174 06 05",
        "+46(0)70-1740605",
        "0046701740605",
        "031-390 06 00",
        "031/3900600",
    ],
)
def test_a_telephone_number_is_found(text: str) -> None:
    assert kinds(f"Ring {text}.") == ["phone"]


@pytest.mark.parametrize(
    "text",
    ["kim@example.org", "kim.berg+natt@post.example.se", "kim (at) example.org", "kim snabel-a example.org"],
)
def test_an_address_for_mail_is_found(text: str) -> None:
    assert kinds(f"Skriv till {text} i dag") == ["email"]


@pytest.mark.parametrize("text", ["ABC 123", "ABC123", "abc123", "ABC-12D", "ABC12D", "abc12d"])
def test_a_registration_plate_is_found(text: str) -> None:
    assert kinds(f"En bil, {text}, stod där") == ["plate"]


@pytest.mark.parametrize(
    "text",
    [
        "800 fotpatruller och 104 trafikkontroller under 2021-2022",
        "2021-04-30 klockan 14.30, 45 minuter",
        "Passet 0800-1200 och 1300–1700",
        "Ring 112 vid fara, annars 114 14",
        "SSG 104 möten, BOS 120, EST 110",
        "med 800 och för 104 samt per 100",
        "HVB 123 är inget fordon",
        "Diarienummer 2021/1234 och 0680-2021",
        "1 234 567 kronor, 0,5 procent och 0.25",
        "Öxnehaga vecka 14, tertial 1",
        "",
    ],
)
def test_ordinary_figures_are_left_alone(text: str) -> None:
    assert find(text) == ()


def test_what_is_found_lies_where_it_says() -> None:
    text = "Fick 811218-9876 och 070-174 06 05 av ägaren till ABC 12D."

    assert [text[found.start : found.end] for found in find(text)] == [
        "811218-9876",
        "070-174 06 05",
        "ABC 12D",
    ]


@given(st.text(alphabet="0123456789 -+ABCabc@.()åÖ", max_size=60))
def test_findings_never_overlap_and_lie_within_the_text(text: str) -> None:
    found = find(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("again", ["x", "0", "a.", "-", "a@a.", "@", "snabel", "0 ", "01-", "ABC ", "070 "])
def test_fifty_thousand_signs_are_gone_through_once(again: str) -> None:
    """A picture written out as letters in a document once held the house up for hours."""
    text = again * (50_000 // len(again)) + " Skriv till ____kalle@exempel.se"

    found = find(text)

    assert text[found[-1].start : found[-1].end].endswith("kalle@exempel.se")
