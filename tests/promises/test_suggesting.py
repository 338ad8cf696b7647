"""Kinds of work are suggested from the words, and the file that names them is whole."""

import re

import pytest

from lofte.promises.suggesting import kinds, suggest, whole_code

SEEDS_KINDS = {
    "foot-patrol",
    "traffic-control",
    "drug-offence",
    "dog-search-school",
    "pub-inspection",
    "pub-presence",
    "services-contact",
    "andt-session",
    "lighting-mended",
    "place-review",
    "walk-supported",
    "volunteer-effort",
    "picture-shared",
    "measures-decided",
    "ssg-meeting",
    "bos-meeting",
    "sig-case",
    "milestone-step",
}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Polisen ska fotpatrullera på torget", "foot-patrol"),
        ("20 minuters trafikkontroller", "traffic-control"),
        ("minst 52 narkotikabrott", "drug-offence"),
        ("hundsök i skolor i förebyggande syfte", "dog-search-school"),
        ("krogtillsyn minst två gånger", "pub-inspection"),
        ("synlighet på helgnätter i krogmiljön", "pub-presence"),
        ("täta kontakter med skola, fritid och socialtjänst", "services-contact"),
        ("program såsom ”föräldrar förebygger”", "andt-session"),
        ("förbättra belysningen på mörka platser", "lighting-mended"),
        ("en översyn av torget", "place-review"),
        ("stötta föreningar som vill nattvandra", "walk-supported"),
        ("använda sina polisvolontärer", "volunteer-effort"),
        ("Lägesbild för Norra tas fram en gång i veckan", "picture-shared"),
        ("Arbetet med lägesbild innebär analyser och orsaksanalyser", "measures-decided"),
        ("SSG ska träffas för att redovisa lägesbilder", "ssg-meeting"),
        ("Brottsoperativa grupper, s.k. BOS-grupper", "bos-meeting"),
        ("20 ärenden i den sociala insatsgruppen (SIG)", "sig-case"),
        ("Den bostad som används", ""),
        ("signalera tidigt", ""),
    ],
)
def test_the_words_suggest_the_kind_of_work(words: str, code: str) -> None:
    assert suggest("count", words, "").kind == code


def test_the_targets_own_words_come_before_its_activitys() -> None:
    assert suggest("count", "10 trafikkontroller", "Polisen ska fotpatrullera och").kind == "traffic-control"


def test_a_share_of_first_time_users_is_a_share_of_offences() -> None:
    found = suggest("share", "minst 20 procent förstagångsanvändare", "upptäcka narkotikabrott")

    assert (found.kind, found.quantity, found.whole) == ("drug-offence", "first-time", "offences")


def test_a_share_of_something_unknown_suggests_no_whole() -> None:
    assert suggest("share", "minst 20 procent efter kl. 22", "upptäcka narkotikabrott").whole == ""


def test_a_milestone_without_known_words_is_a_step_on_its_own_activity() -> None:
    found = suggest("milestone", "kameror ska vara på plats", "")

    assert (found.kind, found.only_own) == ("milestone-step", True)


def test_a_whole_can_be_the_offences_or_the_persons() -> None:
    assert whole_code("drug-offence", "main") == "offences"
    assert whole_code("drug-offence", "persons") == "persons"
    assert whole_code("foot-patrol", "persons") == ""


def test_the_file_has_every_kind_of_the_seeds_once_with_a_definition_in_both_languages() -> None:
    codes = [kind["code"] for kind in kinds()]

    assert len(set(codes)) == len(codes)
    assert set(codes) >= SEEDS_KINDS
    for kind in kinds():
        for key in ("name", "one", "many", "counts", "counts_not"):
            assert kind[key].strip(), (kind["code"], key)
            assert kind[f"{key}_en"].strip(), (kind["code"], key)
        for word in kind["words"]:
            re.compile(word)


def test_a_dog_search_asks_for_the_schools_own_initiative() -> None:
    (kind,) = [kind for kind in kinds() if kind["code"] == "dog-search-school"]

    assert "school-initiative" in {check["code"] for check in kind["checklist"] if check["required"]}
