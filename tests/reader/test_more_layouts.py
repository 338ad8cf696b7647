"""What pages in more layouts showed: news, questions, minutes, two columns, a direction of a quarter."""

import pytest
import typst

from lofte.reader import read_bytes, read_text

HEAD = "Medborgarlöfte för Hallsta kommun 2022\n\n"


def test_the_day_a_page_was_put_up_is_no_day_of_signing() -> None:
    for line in ("NYHET Publicerad 2021-02-04", "Minnesanteckningar 2023-05-10"):
        draft = read_text(f"{HEAD}{line}\n\nPolisen ska hålla minst två möten.\n")

        assert (draft.agreed_on, draft.signed_at) == (None, None)


def test_a_paragraph_of_nothing_but_names_says_who_promises() -> None:
    draft = read_text(
        "Frågor och svar om medborgarlöftet\n\nVem har skrivit under?\n"
        "Norrviks kommun, Lokalpolisområde Kusten och Norrviks Bostäder AB.\n"
    )

    assert [party.name for party in draft.parties] == [
        "Norrviks kommun",
        "Lokalpolisområde Kusten",
        "Norrviks Bostäder AB",
    ]


def test_a_sentence_may_end_in_an_hour() -> None:
    draft = read_text(
        f"{HEAD}Vad lovar polisen?\nPolisen ska hålla receptionen öppen torsdagar kl. 13–18. "
        "När en skola ber om det ska områdespolisen komma till föräldramöten.\n"
    )

    assert [one.targets[0].kind for one in draft.activities] == ["slot", "on_demand"]


def test_a_number_shared_out_by_place_stands_as_its_parts() -> None:
    draft = read_text(
        f"{HEAD}Kommunen ska anordna fyra trygghetsvandringar per år: "
        "två i centrum, en i Backa och en i Hagalund.\n"
    )
    (activity,) = draft.activities

    assert [(one.value, one.per, one.places) for one in activity.targets] == [
        (2, "year", ("centrum",)),
        (1, "year", ("Backa",)),
        (1, "year", ("Hagalund",)),
    ]


def test_a_paragraph_of_minutes_is_a_heading() -> None:
    draft = read_text(
        "LOKALA BRÅ\nMinnesanteckningar 2023-05-10\n\n"
        "§ 1 Föregående anteckningar\nLades till handlingarna.\n\n"
        "§ 2 Uppföljning av medborgarlöfte 2023\n\n"
        "a) Kommunens team ska kontrollera samtliga 14 trapphus varje månad.\n"
        "Utfall: Genomfört i 14 trapphus jan och feb.\n"
    )

    assert draft.title == "Uppföljning av medborgarlöfte 2023"
    assert [(one.value, one.unit) for one in draft.activities[0].outcomes] == [(14, "trapphus")]


def test_columns_headed_by_whose_undertakings_they_hold() -> None:
    draft = read_text(
        "Medborgarlöfte Hallsta 2020\n\nPolisens åtaganden                 Kommunens åtaganden\n"
        "Minst 40 fotpatruller per år       Belysning bytt senast 30 juni 2020\n"
        "Två narkotikainsatser per termin   Fältgruppen ute fredagar 19–24\n"
    )

    assert [one.responsible for one in draft.activities] == [("police",), ("municipality",)] * 2


def test_a_list_that_we_promise_is_done_by_both_and_by_each_municipality() -> None:
    draft = read_text(
        "Medborgarlöfte 2023–2024\n\nLokalpolisområde Västerhavet samt Orrö och Tjärnö kommuner "
        "har enats.\n\n"
        "Vi lovar att\n1. tillsammans genomföra minst 15 trafikinsatser,\n"
        "2. varje kommun håller minst en temakväll per termin.\n"
    )
    first, second = draft.activities

    assert not draft.promises
    assert first.responsible == ("police", "municipality")
    assert second.responsible == ("municipality",)
    assert second.targets[0].each_place is True


def test_the_direction_of_the_coming_months_is_work() -> None:
    draft = read_text(
        "Medborgarlöftet i Fagerås – inriktning oktober–december 2022\n\nPolisen och kommunen beslutar.\n\n"
        "Så gick det juli–september\nPolisen genomförde 18 fotpatruller.\n\n"
        "Inriktning kommande tre månader\n- Fotpatrullering vid parken, minst två pass i veckan\n"
        "- Gemensam lägesbild varje måndag\n- Väktarronder på helger (kommunen)\n"
    )

    assert [one.text.split()[0] for one in draft.activities] == [
        "Fotpatrullering",
        "Gemensam",
        "Väktarronder",
    ]
    assert draft.activities[2].responsible == ("municipality",)


def test_what_we_promised_and_how_it_went_are_told_in_pairs() -> None:
    draft = read_text(
        "Så gick det med medborgarlöftet 2019\n\nVi lovade: Minst 25 besök vid skolan.\n"
        "Så blev det: 31 besök.\n\n"
        "Vi lovade: Räddningstjänsten skulle utbilda alla elever i åk 8.\nSå blev det: 143 av 151 elever.\n"
    )

    assert [[one.value for one in activity.outcomes] for activity in draft.activities] == [[31], [143]]


def test_a_landlord_without_its_mark_does_not_hide_who_does_it_too() -> None:
    draft = read_text(
        f"{HEAD}Trygg stad\n\n• Polisen gör tio ronder i Lunda.\n"
        "• Ekebyhus och kommunen gör en trygghetsrond i Lunda varje kvartal.\n"
    )

    assert [one.responsible for one in draft.activities] == [("police",), ("municipality",)]


@pytest.mark.parametrize("second", ["Drogvaneundersökning genomförs varje läsår.", "Möten varje månad."])
def test_a_label_on_the_next_line_begins_another(second: str) -> None:
    draft = read_text(f"{HEAD}Narkotika\n\nPolis: Hundsök två gånger per år.\nKommun: {second}\n")

    assert [one.responsible for one in draft.activities] == [("police",), ("municipality",)]
    assert not any(one.places for one in draft.activities)


def test_a_level_is_raised_from_where_it_stood() -> None:
    draft = read_text(
        f"{HEAD}Vi förlänger löftet. Allt gäller som förut utom det som står nedan.\n\nÄndringar\n"
        "1. Antalet fotpatruller höjs från minst 60 till minst 80 per år.\n"
        "2. Punkten om A-traktorkontroller utgår.\n"
        "3. Kommunen ska sätta upp en kamera i parken.\n"
    )

    assert [one.text.split()[0] for one in draft.activities] == ["Antalet", "Kommunen"]
    assert [(one.value, one.per) for one in draft.activities[0].targets] == [(80, "year")]


THAT = """                    MEDBORGARLÖFTE
        för Hallsta kommun och lokalpolisområde Ådalen
                       2021

VI LOVAR DIG SOM BOR I HALLSTA

att polisen minst en gång varannan vecka syns till fots i centrum,

att kommunens parkenhet tömmer papperskorgarna varje vardag,

att antalet rattfyllerikontroller blir fler än 2020 (då 41), samt

att vi senast i november berättar hur det har gått.
"""


def test_clauses_under_what_we_promise_are_items() -> None:
    draft = read_text(THAT)

    assert draft.title == "MEDBORGARLÖFTE för Hallsta kommun och lokalpolisområde Ådalen"
    assert draft.period
    assert draft.period.start.year == 2021
    assert [one.responsible for one in draft.activities] == [("police",), ("municipality",), ()]
    assert draft.activities[0].targets[0].value == 0.5


def test_a_year_compared_with_is_no_number() -> None:
    assert [one.value for one in read_text(THAT).activities[2].targets] == [None]


def test_what_a_promise_stands_on_is_focus_and_a_year_from_its_signing_its_time() -> None:
    draft = read_text(
        "Medborgarlöfte för Hedvik\n\nLyssna  Skriv ut  Dela\n\n"
        "Årets löfte skrevs under den 1 mars 2024 och gäller i ett år.\n\n"
        "Löftet bygger på tre ben:\n- Fler vuxna ute\n- Ren miljö\n- Trygg skola\n\n"
        "Trygg skola\nOmrådespolisen besöker alla sju högstadieskolor minst en gång per termin.\n"
    )

    assert draft.period
    assert (draft.period.start.isoformat(), draft.period.end.isoformat()) == ("2024-03-01", "2025-02-28")
    assert [one.responsible for one in draft.activities] == [("police",)]
    assert draft.focus_areas == ("Fler vuxna ute", "Ren miljö", "Trygg skola")


def test_boxes_to_tick_and_a_column_of_when_it_is_told() -> None:
    draft = read_text(
        "# Medborgarlöften i Västra Sunda 2023\n\n"
        "**Undertecknat 2023-01-30 av Polisområde Sunda och Västra Sunda kommun**\n\n"
        "## Så gör vi\n\n- [ ] Polisen: minst 3 fotpatruller per vecka på Torggatan\n\n"
        "| Insats | Ansvar | Antal | Uppföljning |\n|---|---|---|---|\n"
        "| Hastighetskontroller | Polis | ≥ 25 | Tertial |\n"
    )

    assert draft.signed_at is None
    assert draft.activities[0].text.startswith("Polisen")
    assert [one.outcomes for one in draft.activities] == [(), ()]


def test_the_next_who_signs_is_no_party_of_the_one_above() -> None:
    draft = read_text(
        f"{HEAD}Lokalpolisområde Norra Dalen och Hallsta kommun lovar.\n\nPolisen ska:\n• hålla två möten\n\n"
        "Vi berättar hur det går i maj och november på hallsta.se.\n\nHallsta 2022-01-15\n\n"
        "Eva Exempel, kommunalråd\nOve Exempel, lokalpolisområdeschef\n"
    )

    assert [one.party for one in draft.signatories] == ["Hallsta kommun", "Lokalpolisområde Norra Dalen"]
    assert draft.follow_up.rhythm == "half_year"


WRAPPED = """
#set page(width: 14cm)
#set text(size: 11pt)
#show heading: set text(size: 26pt)
#show heading: set par(leading: 0.9em)
= Medborgarlöfte 2024 för vackra kommun
Lokalpolisområde Norra Kusten och Granö kommun lovar följande.
- Polisen ska hålla två möten.
"""


def test_a_title_in_large_letters_goes_on_in_the_line_below() -> None:
    draft = read_bytes(typst.compile(WRAPPED.encode()))

    assert draft.title == "Medborgarlöfte 2024 för vackra kommun"
