"""Work told from wishes, routine, background and outcomes, as published pages mix them."""

import pytest

from lofte.reader import read_text
from tests.reader.test_published import HEAD, begun, only

# ---- what is no undertaking


def test_what_residents_wish_is_no_work_of_the_municipality() -> None:
    draft = read_text(
        f"{HEAD}Polisen ska synas mer på torget.\n\nResultat av enkäten\n\n"
        "Det medborgarna tycker att kommunen ska prioritera är:\n\n"
        " 1. Belysning\n 2. Skapa mötesplats för människor\n 3. Vuxna ska synas mer\n"
    )

    assert begun(draft) == ["Polisen ska synas"]


def test_a_picture_of_the_problems_is_background_whatever_stands_above_it() -> None:
    draft = read_text(
        f"{HEAD}Lägesbild\n\nPolisen och kommunen delar uppgifter för att bilden ska bli träffsäker.\n\n"
        " • Mätningen visar att otryggheten har ökat.\n"
        " • I tätorten har det s.k. problemindex ökat till över 3, vilket är en nivå som kräver åtgärder.\n\n"
        "Löften\n\nPolisen och kommunen lovar att genomföra:\n\n • Två medborgardialoger i samverkan.\n"
    )

    assert begun(draft) == ["Två medborgardialoger i"]
    assert [target.value for one in draft.activities for target in one.targets] == [2]


def test_how_the_promise_is_run_is_no_undertaking() -> None:
    draft = read_text(
        f"{HEAD}Lokalpolisområde Ekdal och Ekdals kommun kommer att inrikta arbetet mot unga.\n\n"
        " • Medborgarlöftet gäller från 1 januari 2022 – 31 december 2022.\n"
        " • Uppföljning ska genomföras tillsammans varje halvår.\n"
        " • Polisen är sammankallande och leder uppföljningen.\n\n"
        "Polisen kommer att:\n\n • fotpatrullera på utvalda platser\n"
    )

    assert begun(draft) == ["fotpatrullera på utvalda"]
    assert draft.follow_up.rhythm == "half_year"


def test_what_a_thing_rests_on_is_no_target() -> None:
    one = only(
        "Kommunen och polisen kommer att erbjuda fler områden grannsamverkan. "
        "Det bygger på att minst 70 % av de boende vill vara med."
    )

    assert [(target.kind, target.value) for target in one.targets] == [("qualitative", None)]


def test_residents_who_will_take_part_undertake_nothing() -> None:
    draft = read_text(
        f"{HEAD}I arbetet med att ta fram löften ska medborgarna göras delaktiga. "
        "Kommunen ska skapa en e-tjänst.\n"
    )

    assert begun(draft) == ["Kommunen ska skapa"]


def test_what_was_found_out_last_year_is_no_target() -> None:
    draft = read_text(
        "Medborgarlöftet 2021\n\nPolisen lovade ökad närvaro vid skolorna. "
        "Polisen har upptäckt 31 olovliga körningar.\n"
    )

    assert not any(target.value for one in draft.activities for target in one.targets)


# ---- what is one


def test_where_most_of_a_list_undertakes_all_of_it_does() -> None:
    draft = read_text(
        f"{HEAD}Inriktning för mars till maj\n\n • Polisen kommer att besöka skolor.\n"
        " • Förebyggande arbete med hög prioritet mot narkotika bland unga.\n"
        " • Kommunen kommer att ordna vandringar.\n • Fortsatt arbete med trygg handel.\n"
        " • Polisen kommer att kontrollera fordon.\n"
    )

    assert len(draft.activities) == 5


def test_we_promise_where_nothing_but_the_list_says_what_will_be_done() -> None:
    draft = read_text(
        "Ekdal – medborgarlöften 2021\n\nLokalpolisområde Ekdal har lyssnat på dig.\n\n"
        "Våra medborgarlöften\n\n"
        " • Vi lovar att vi alltid kommer att ingripa mot det som skadar unga.\n"
        " • Vi lovar att vi kommer att söka upp de parker där boende upplever otrygghet.\n"
    )

    assert [one.responsible for one in draft.activities] == [("police",), ("police",)]


def test_we_are_whom_the_sentence_before_named() -> None:
    draft = read_text(
        f"{HEAD}Ungdomar\n\nPolisen ska arbeta uppsökande bland unga. "
        "Vi ska genomföra minst sex insatser. Under året ska vi även utveckla våra arbetssätt.\n"
    )

    assert [one.responsible for one in draft.activities] == [("police",)] * 3


def test_labels_inside_an_item_divide_it_between_the_parties() -> None:
    draft = read_text(
        f"{HEAD}Narkotika\n\n • Förebyggande arbete i skolan\n   Polis: Hundsök i skolan två gånger per år.\n"
        "   Kommun: Drogvaneundersökning genomförs varje läsår.\n"
    )

    assert [one.responsible for one in draft.activities] == [("police",), ("municipality",)]


def test_a_heading_that_closes_with_whose_it_is_undertakes() -> None:
    draft = read_text(
        "Uppföljning av medborgarlöftet Ekdal 2021\n\nMinst 15 kontroller av hastighet. (Polis)\n\n"
        "Resultat:\n\n"
        " • 32 genomförda kontroller.\n • 4 kontroller utförda av trafikpolisen.\n\n"
        "Två insatser mot mopeder. (Polis)\n\nResultat:\n\n • 3 insatser genomförda.\n"
    )

    assert [[target.value for target in one.targets] for one in draft.activities] == [[15], [2]]
    assert [[outcome.value for outcome in one.outcomes] for one in draft.activities] == [[32, 4], [3]]


def test_a_second_paragraph_of_an_item_with_its_own_doer_stands_for_itself() -> None:
    draft = read_text(
        f"{HEAD}Det här ska vi göra\n\n 1. Polisen ska informera om inbrott.\n\n"
        "    Polisen och kommunen ska informera äldre om bedrägerier.\n 2. Polisen ska synas mer.\n"
    )

    assert [one.responsible for one in draft.activities] == [
        ("police",),
        ("police", "municipality"),
        ("police",),
    ]


def test_several_municipalities_named_in_a_row_are_all_parties() -> None:
    draft = read_text(
        "Medborgarlöftet 2023–2024\n\nLöftet är ett åtagande från Lokalpolisområde Södra Dalen och de tre "
        "kommunerna Ekby, Alby och Torpa. Kommunerna ska laga all belysning.\n"
    )

    assert [party.kind for party in draft.parties] == ["police", *["municipality"] * 3]


def test_the_lead_says_where_all_of_its_list_is_done() -> None:
    draft = read_text(
        f"{HEAD}Löften gällande Norrhöjden under 2022:\n\n • Kommunen ska erbjuda stöd till föräldrar.\n"
        " • Polisen ska synas mer.\n\nResultatet följs upp fyra gånger per år.\n"
    )

    assert [one.places for one in draft.activities] == [("Norrhöjden",)] * 2
    assert draft.follow_up.rhythm == "quarter"


def test_measured_work_is_work_even_under_the_picture_of_the_problems() -> None:
    draft = read_text(
        f"{HEAD}Problembild\n\nEnkäten visar att boende vill se mer av polisen.\n\n"
        " • Genomföra minst tre samtal i veckan på torget.\n • Otryggheten är störst på kvällen.\n"
    )

    assert begun(draft) == ["Genomföra minst tre"]


def test_what_we_wish_is_promised_and_what_stands_below_is_done() -> None:
    draft = read_text(
        f"{HEAD}Det här vill vi uppnå\n\n • Vi vill minska det krogrelaterade våldet.\n"
        " • Vi vill öka samverkan med handeln.\n\nVåra aktiviteter\n\n"
        "Löftet ska uppfyllas genom de aktiviteter som redovisas nedan:\n\n"
        " • Samordna tillsyn på krogarna (kommun och polis)\n • Årets centrum 2022 (kommun och näringsliv)\n"
    )

    assert [promise.text for promise in draft.promises] == [
        "Vi vill minska det krogrelaterade våldet.",
        "Vi vill öka samverkan med handeln.",
    ]
    assert [one.responsible for one in draft.activities] == [
        ("municipality", "police"),
        ("municipality", "other"),
    ]
    assert not any(target.value for one in draft.activities for target in one.targets)


def test_a_promise_told_in_words_keeps_its_number() -> None:
    draft = read_text(
        "Kvartalsrapport om medborgarlöftena i Ekdals kommun\n\nGrannsamverkan\n\n"
        "Tre möten har planerats till hösten. Löftet är att minst två möten ska hållas under 2021.\n"
    )

    assert [target.value for one in draft.activities for target in one.targets] == [2]


def test_roads_by_their_short_names_are_places_and_methods_are_none() -> None:
    assert only("Polisen ska mäta hastigheten på Lv 415, Rv 84 samt E45.").places == (
        "Lv 415",
        "Rv 84",
        "E45",
    )
    assert only("Polisen ska samverka kring Smadit (Samverkan mot droger i trafiken).").places == ()
    assert only("Kommunen ska nattvandra med personal från Citygruppen.").places == ()


def test_the_caption_of_a_picture_is_no_place() -> None:
    draft = read_text(
        "Medborgarlöfte 2021\n\nBild från Ekdals centrum\n\nPolisen och Ekdals kommun har skrivit löftet.\n\n"
        " • Kommunen ska verka för mindre alkohol.\n • Polisen ska besöka skolor.\n"
    )

    assert [one.places for one in draft.activities] == [(), ()]


@pytest.mark.parametrize("figures", ["1" * 6000, " ".join(["111"] * 2000), "1," + "5" * 6000])
def test_a_row_of_figures_without_end_is_read_and_is_no_number(figures: str) -> None:
    draft = read_text(f"{HEAD}Polisen ska göra {figures} kontroller.\n")

    assert not any((target.value or 0) > 1e12 for one in draft.activities for target in one.targets)
