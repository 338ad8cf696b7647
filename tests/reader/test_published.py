"""What published promises and follow-ups taught: each way of writing, in a short text of our own."""

from datetime import date

import pytest

from lofte.reader import Draft, read_text
from lofte.reader.draft import Activity

HEAD = "Medborgarlöfte 2022\n\nLokalpolisområde Ekdal och Ekdals kommun har skrivit löftet tillsammans.\n\n"


def only(text: str) -> Activity:
    found = read_text(f"{HEAD}{text}").activities
    assert len(found) == 1, [one.text for one in found]
    return found[0]


def begun(draft: Draft) -> list[str]:
    return [" ".join(one.text.split()[:3]) for one in draft.activities]


# ---- numbers that are none


@pytest.mark.parametrize(
    "said",
    [
        "Kommunen ska utreda en mötesplats för unga och se över en lösning på Ringvägen.",
        "Polisen ska patrullera runt en skola i taget.",
        "Polisen ska gå över en del av Storgatan till fots.",
    ],
)
def test_an_article_after_over_or_around_is_no_number(said: str) -> None:
    assert [target.value for target in only(said).targets] == [None]


def test_what_is_counted_keeps_both_halves_of_a_shared_word() -> None:
    one = only("Polisen ska genomföra minst fyra trafik- och informationsinsatser för cyklister.")

    assert [(target.value, target.unit) for target in one.targets] == [
        (4, "trafik- och informationsinsatser")
    ]


def test_a_meeting_together_is_counted_and_belongs_to_both() -> None:
    draft = read_text(
        f"{HEAD}Här är punkterna:\n\n • Polis och kommun ska dela lägesbild varje vecka.\n"
        " • Varje år kommer minst ett gemensamt föräldramöte hållas om narkotika.\n"
    )

    meeting = draft.activities[1]
    assert meeting.responsible == ("police", "municipality")
    assert [(target.value, target.unit) for target in meeting.targets] == [(1, "föräldramöte")]


def test_hosts_who_do_something_deliver_no_milestone() -> None:
    draft = read_text(
        f"{HEAD}Kommunen ska:\n\n • ha värdar på bussarna som genom sin närvaro skapar en lugn resa\n"
    )

    assert [target.kind for target in draft.activities[0].targets] == ["qualitative"]


def test_a_level_needs_no_verb() -> None:
    draft = read_text(
        f"{HEAD}Det här ska vi uppnå:\n\n • Ökad trygghet bland de boende enligt trygghetsmätningen.\n"
    )

    assert [target.kind for target in draft.activities[0].targets] == ["indicator"]


# ---- who


def test_the_police_are_a_party_where_no_district_is_named() -> None:
    draft = read_text(
        "Medborgarlöfte 2022\n\nPolisen och Ekdals kommun lovar att:\n\n • besöka alla skolor\n"
    )

    assert [(party.name, party.kind) for party in draft.parties] == [
        ("Polisen", "police"),
        ("Ekdals kommun", "municipality"),
    ]
    assert draft.activities[0].responsible == ("police", "municipality")


def test_whom_an_infinitive_names_does_nothing_itself() -> None:
    draft = read_text(f"{HEAD}Polisen ska:\n\n • Uppmärksamma kommunen på platser som är mörka.\n")

    assert draft.activities[0].responsible == ("police",)


def test_the_lead_above_all_lists_holds_under_each_partner() -> None:
    draft = read_text(
        f"{HEAD}Det här lovar vi under året:\n\nPolis\n\n • Ökad närvaro vid stationen.\n\n"
        "Ekdalstrafik\n\n • Ökad närvaro av värdar på bussarna.\n • Fria resor för nattvandrare.\n"
    )

    assert [one.responsible for one in draft.activities] == [("police",), ("other",), ("other",)]


def test_each_label_in_a_paragraph_begins_an_undertaking_of_its_own() -> None:
    draft = read_text(
        f"{HEAD}Tryggare centrum\n\nPolis: Fotpatrullera minst två gånger i veckan i centrum. "
        "Kommun: Byta ut belysningen i Stadsparken före den 1 oktober.\n"
    )

    assert [one.responsible for one in draft.activities] == [("police",), ("municipality",)]


# ---- promises and focus areas


def test_areas_of_focus_are_no_promises() -> None:
    draft = read_text(
        "Ekdal – medborgarlöften\n\nMedborgarlöftet utgår från två prioriterade områden:\n\n"
        " • Trafik och ordning\n • Missbruk\n\nDet här ska vi göra\n\n"
        " 1. Polisen ska öka sin närvaro.\n 2. Kommunen ska laga belysningen.\n"
    )

    assert draft.focus_areas == ("Trafik och ordning", "Missbruk")
    assert not {promise.text for promise in draft.promises} & set(draft.focus_areas)


def test_what_a_promise_is_and_how_long_it_lasts_is_not_promised() -> None:
    draft = read_text(
        "Ekdal – medborgarlöften\n\nMedborgarlöftet innehåller aktiviteter som polisen och kommunen lovar "
        "att genomföra. Medborgarlöftet kommer att löpa från 2021-07-01—2023-06-30\n\n"
        " • Polisen lovar att synas mer på torget.\n • Kommunen lovar att laga belysningen.\n"
    )

    assert draft.promises == ()
    assert len(draft.activities) == 2


def test_the_same_lead_twice_opens_two_lists_of_work() -> None:
    draft = read_text(
        "Ekdal – medborgarlöften 2022\n\nUnga\n\nPolisen och Ekdals kommun lovar att:\n\n"
        " • fortsätta att fördjupa samarbetet med skolorna\n • höja kunskapen om narkotika\n\nTrafik\n\n"
        "Polisen och Ekdals kommun lovar att:\n\n • genomföra minst fyra trafikinsatser vid skolor\n"
        " • vid minst två tillfällen informera om reflexer\n"
    )

    assert len(draft.activities) == 4


def test_a_numbered_promise_is_the_headline_of_what_stands_under_it() -> None:
    draft = read_text(
        f"{HEAD}Löfte 1: Lugnare trafik\n\nAktivitet: Hastighetskontroller\nPlats: Storgatan\n"
        "Ansvarig: Polisen\nMålvärde: minst 30 kontroller under året\n\nLöfte 2: Tryggare station\n\n"
        "Polisen ska finnas vid stationen varje fredag.\n"
    )

    assert [promise.text for promise in draft.promises] == [
        "Löfte 1: Lugnare trafik",
        "Löfte 2: Tryggare station",
    ]
    assert [one.promise for one in draft.activities] == [0, 1]


# ---- follow-ups


def test_a_list_of_what_was_promised_takes_its_outcomes_from_the_list_below() -> None:
    draft = read_text(
        "Uppföljning av medborgarlöftet 2021\n\nFöljande fokusområden fanns med i löftet:\n\n"
        " • Minst 6 nya områden med grannsamverkan skulle etableras.\n"
        " • Trafikkontroller skulle genomföras.\n"
        " • Polisen och kommunen skulle upprätta ett trafikråd.\n\n"
        "Uppföljningen av medborgarlöftet ser ut så här:\n\n"
        " • 210 trafikkontroller genomfördes i kommunen.\n • 9 nya grannsamverkansområden har startats.\n"
    )

    told = {one.text.split()[0]: [outcome.value for outcome in one.outcomes] for one in draft.activities}
    assert told["Minst"] == [9]
    assert told["Trafikkontroller"] == [210]


def test_the_headings_of_a_follow_up_are_its_undertakings() -> None:
    draft = read_text(
        "Uppföljning av medborgarlöften för Ekdals kommun\n\nPolisen ska söka narkotika med hund i skolor\n\n"
        "Tertial 1\nPolisen har genomfört 6 sök.\n\nKommunen ska införa en rutin mot narkotika i skolor\n\n"
        "Tertial 1\nKommunen och polisen planerar för en träff med rektorerna.\n"
    )

    assert begun(draft) == ["Polisen ska söka", "Kommunen ska införa"]
    assert [outcome.value for outcome in draft.activities[0].outcomes] == [6]


# ---- places, dates, breaks


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ("Polisen ska patrullera på utvalda platser, så som centrala Ekdal.", ("centrala Ekdal",)),
        ("Polisen ska synas på genomfarten och vid pendelparkeringen.", ("genomfarten", "pendelparkeringen")),
        ("Polisen ska synas i kommunens norra del.", ("kommunens norra del",)),
        ("Polisen ska synas i Alby (två kvällar) och Torpa (en kväll).", ("Alby", "Torpa")),
        ("Kommunen ska plantera i Gamla stan.", ("Gamla stan",)),
    ],
)
def test_a_place_is_read_as_it_is_printed(said: str, where: tuple[str, ...]) -> None:
    assert only(said).places == where


def test_labels_in_a_row_divide_an_amount_among_places() -> None:
    draft = read_text(
        f"{HEAD}Löften\n\n - Minst 600 timmar fotpatrull ska utföras av polisen\n"
        "    - Centrum: minst 300 timmar\n"
        "    - Sjöhem och Torpa: minst 300 timmar\n"
    )

    assert draft.activities[0].places == ("Centrum", "Sjöhem", "Torpa")
    assert [target.value for target in draft.activities[0].targets] == [600, 300, 300]


def test_two_dates_in_figures_are_the_validity() -> None:
    draft = read_text(
        "Ekdal – medborgarlöften\n\nUnder perioden 180101–191231 lovar vi att arbeta mot missbruk.\n"
    )

    assert draft.period is not None
    assert (draft.period.start, draft.period.end) == (date(2018, 1, 1), date(2019, 12, 31))


def test_a_hyphen_left_by_a_lost_line_break_is_mended() -> None:
    one = only("Polisen ska arbeta trygghets- skapande på Klocka- regården, det vill säga Klockaregården.")

    assert "trygghetsskapande på Klockaregården" in one.text


def test_a_sentence_may_end_in_a_preposition() -> None:
    draft = read_text(f"{HEAD}Ekdal är en plats att leva och verka i. Polisen ska besöka alla skolor.\n")

    assert begun(draft) == ["Polisen ska besöka"]
