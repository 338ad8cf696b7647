"""What documents in fresh layouts showed: times of day, whose a title is, columns, labels, baselines."""

from datetime import date

import pytest

from lofte.reader import read_text
from lofte.reader.draft import Activity, Draft, Period, Target

FRAME = "Medborgarlöfte för Hallsta kommun 2024\n\nPolisen och kommunen lovar.\n\n{whose} ska:\n{items}\n"


def listed(*items: str, whose: str = "Polisen") -> list[Activity]:
    return list(
        read_text(FRAME.format(whose=whose, items="\n".join(f"• {item}" for item in items))).activities
    )


def only_target(item: str) -> Target:
    (activity,) = listed(item)
    (target,) = activity.targets
    return target


def table(*rows: str) -> list[Activity]:
    head = "| Aktivitet | Ansvarig | Mål | När |\n|---|---|---|---|\n"
    return list(
        read_text(
            f"# Medborgarlöfte Hallsta kommun 2024\n\n## Aktiviteter\n\n{head}" + "\n".join(rows) + "\n"
        ).activities
    )


@pytest.mark.parametrize("day", ["varannan tisdag", "tisdagar"])
def test_hours_of_a_day_are_no_number(day: str) -> None:
    target = only_target(f"bemanna polisstationen {day} mellan 13 och 16.")

    assert (target.kind, target.value, target.upper, target.per) == (
        "slot",
        0.5 if day == "varannan tisdag" else 1,
        None,
        "week",
    )


@pytest.mark.parametrize("where", ["utanför skolorna", "framför skolan", "inför skolstarten vid skolorna"])
def test_a_preposition_that_ends_as_verbs_do_is_no_verb(where: str) -> None:
    (activity,) = listed(f"genomföra ett 50-tal hastighetskontroller {where}")

    assert activity.responsible == ("police",)


def test_the_way_to_a_page_is_not_its_title() -> None:
    draft = read_text(
        "Start / Trygg och säker / Medborgarlöften\n\nMedborgarlöfte 2023\n\n"
        "Polisen och Hallsta kommun lovar.\n"
    )

    assert draft.title == "Medborgarlöfte 2023"


def test_a_landlord_that_signs_is_a_party_behind_the_word_for_what_it_is() -> None:
    draft = read_text(
        "Medborgarlöfte 2023\n\nLokalpolisområde Norra Dalen, Hallsta kommun och bostadsbolaget Hallstahem "
        "har skrivit under ett medborgarlöfte.\n"
    )

    assert [(party.name, party.kind) for party in draft.parties] == [
        ("Lokalpolisområde Norra Dalen", "police"),
        ("Hallsta kommun", "municipality"),
        ("Hallstahem", "housing"),
    ]


def test_a_title_of_work_is_theirs_whose_list_it_stands_in() -> None:
    hosts = "Trygghetsvärdar arbetar alla fredagkvällar i centrum"

    assert [one.responsible for one in listed(hosts, whose="Hallstahem")] == [("housing",)]
    assert [one.responsible for one in listed(f"Kommunens {hosts.lower()}", whose="Hallstahem")] == [
        ("municipality",)
    ]


@pytest.mark.parametrize(
    ("months", "rhythm"),
    [
        ("januari, maj och september", "tertial"),
        ("juni och december", "half_year"),
        ("mars, juni, september och december", "quarter"),
    ],
)
def test_named_months_are_a_rhythm(months: str, rhythm: str) -> None:
    draft = read_text(
        f"Medborgarlöfte 2023\n\nPolisen ska:\n• hålla två möten\n\n"
        f"Så följer vi upp\n\nVi redovisar hur det går i {months}.\n"
    )

    assert draft.follow_up.rhythm == rhythm


def test_a_second_number_elsewhere_counts_the_same_thing() -> None:
    (activity,) = listed("installera porttelefoner i 12 trappuppgångar på Ängen och 8 på Backen")

    assert [(one.kind, one.value, one.unit, one.places) for one in activity.targets] == [
        ("milestone", 12, "trappuppgångar", ("Ängen",)),
        ("milestone", 8, "trappuppgångar", ("Backen",)),
    ]


REPORT = """UPPFÖLJNING AV MEDBORGARLÖFTE 2022 – Hallsta och Ekby kommuner

1. Synlig polis
Löfte: Polisen lovar att genomföra minst 150 fotpatruller.
Resultat: 163 fotpatruller har genomförts.

2. Trafik
Löfte: Minst 40 trafikkontroller ska genomföras av de båda kommunernas trafikpoliser.
Resultat: 37 kontroller. På grund av personalbrist ställdes tre in.

3. Ungdomar
Löfte: Kommunerna ska arrangera en föräldrautbildning i varje kommun per termin
och minska andelen elever som provat narkotika (CAN 2021: 11 procent).
Resultat: Fyra utbildningar har hållits.

4. EST
Löfte: Gemensam lägesbild tas fram varannan vecka.
Resultat: 24 lägesbilder.
"""


@pytest.fixture(scope="module")
def report() -> Draft:
    return read_text(REPORT)


def test_two_municipalities_before_their_common_word_are_two_parties(report: Draft) -> None:
    assert [party.name for party in report.parties] == ["Hallsta kommun", "Ekby kommun", "Polisen"]


def test_labelled_promises_of_one_document_are_read_alike(report: Draft) -> None:
    assert not report.promises
    assert [[outcome.value for outcome in one.outcomes] for one in report.activities] == [
        [163],
        [37],
        [4],
        [24],
    ]


def test_what_is_owned_does_it_not_the_owner(report: Draft) -> None:
    assert report.activities[1].responsible == ("police",)


def test_where_a_level_stood_is_not_where_it_is_to_go(report: Draft) -> None:
    assert [(one.kind, one.value, one.per, one.each_place) for one in report.activities[2].targets] == [
        ("count", 1, "term", True),
        ("indicator", None, None, True),
    ]


def test_why_something_failed_is_no_ground(report: Draft) -> None:
    assert not report.grounds


def test_the_column_of_who_decides() -> None:
    found = table(
        "| Gemensam tillsyn av krogar | Polis, kommun (alkoholhandläggare) | 6 st | Hela året |",
        "| Ordningsvakter vid Resecentrum | Kommun | fredag och lördag 20–02 | Jan–dec |",
        "| Trygghetsvandring | Kommun i samverkan med Hyresgästföreningen | 1 vår, 1 höst | |",
    )

    assert [(one.responsible, one.contributing) for one in found] == [
        (("police", "municipality"), ()),
        (("municipality",), ()),
        (("municipality",), ("association",)),
    ]
    assert [(one.kind, one.value, one.per, one.unit) for one in found[2].targets] == [
        ("count", 1, "season", None)
    ]


def test_so_many_a_term_and_school_is_for_each_school() -> None:
    (one,) = table("| Drogsök med hund på Tallskolan och Ekskolan | Polis | 2 per termin och skola | VT |")

    assert [(each.value, each.per, each.each_place) for each in one.targets] == [(2, "term", True)]


def test_a_thing_done_by_the_day_of_its_column_is_a_milestone() -> None:
    (one,) = table("| Kamerabevakning | Kommun | Ansökan inskickad | 2024-06-30 |")

    assert [target.kind for target in one.targets] == ["milestone"]
    assert one.targets[0].period
    assert one.targets[0].period.end == date(2024, 6, 30)


def test_a_section_of_promises_beside_one_of_work_holds_the_headlines() -> None:
    draft = read_text(
        "Bilaga 1 till samverkansöverenskommelse mellan Polismyndigheten och Hallsta kommun\n\n"
        "Medborgarlöfte gällande perioden 2024-01-01 – 2024-12-31\n\n"
        "1. Inledning\nKommunen och polisen har samverkat sedan 2008.\n\n"
        "2. Medborgarlöfte\nUnder 2024 ska antalet anmälda brott i centrum minska med tio procent.\n\n"
        "3. Aktiviteter\n\n| Aktivitet | Ansvarig | Mål |\n|---|---|---|\n| Tillsyn | Polis | 6 st |\n"
    )

    assert draft.title == "Medborgarlöfte gällande perioden 2024-01-01 – 2024-12-31"
    assert draft.period == Period(date(2024, 1, 1), date(2024, 12, 31))
    assert [one.text.split()[2] for one in draft.promises] == ["ska"]
    assert len(draft.activities) == 1
