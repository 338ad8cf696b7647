"""The drafted sentences where the numbers are odd: none, one, exactly, too many, too early, all missed."""

from datetime import date
from typing import Any

import pytest

from lofte.followup import sentences
from lofte.followup.facts import Behind, Since, Summary, Words
from lofte.work.outcomes import ShareOutcome
from tests.followup.test_sentences import MEETINGS, SHARE, english, facts, line, outcome, plain, slot, swedish

OVER = date(2022, 1, 1)
SHIFT = {
    "one": Words("pass i krogmiljön", "night shift by the pubs"),
    "many": Words("pass i krogmiljön", "night shifts by the pubs"),
}


@pytest.mark.parametrize(
    ("one", "said"),
    [
        ("pass i krogmiljön", "ett pass i krogmiljön varje vecka, delat med polisen"),
        ("beslut om åtgärder", "ett beslut om åtgärder varje vecka, delat med polisen"),
        ("BOS-möte", "ett BOS-möte varje vecka, delat med polisen"),
        ("stödd vandring", "en stödd vandring varje vecka, delad med polisen"),
        (
            "plats med förbättrad belysning",
            "en plats med förbättrad belysning varje vecka, delad med polisen",
        ),
    ],
)
def test_the_noun_and_not_what_is_said_of_it_tells_en_from_ett(*, one: str, said: str) -> None:
    target = facts(kind="cadence", value=1, per="week", recipients=("polisen",), one=Words(one, one))

    assert f"Vi lovade {said}." in swedish(target, outcome(kind="cadence", slots=()))


def test_one_of_a_neuter_thing_is_done() -> None:
    told = swedish(facts(value=1, comparator="=", **SHIFT), outcome(places=(line("", 1, "done", 1, 0.6),)))

    assert told.startswith("Vi lovade ett pass i krogmiljön under 2021.")
    assert told.endswith("borde ungefär ett vara gjort; ett är gjort. Löftet är redan hållet.")


@pytest.mark.parametrize(("expected", "done"), [(0.0, 0), (0.33, 0), (0.33, 1)])
def test_so_early_that_nothing_whole_is_expected_nothing_is_said_of_it(*, expected: float, done: int) -> None:
    result = outcome(places=(line("", done, "on_track", 8, expected),))

    told, said = swedish(facts(value=8), result), english(facts(value=8), result)

    assert told.endswith(f" Hittills är {'en gjord' if done else 'inga gjorda'}.")
    assert said.endswith(f" So far {'one has' if done else 'none have'} been done.")


def test_what_has_not_begun_says_so() -> None:
    result = outcome(starts=date(2021, 6, 1), places=(line("", 0, "on_track", 8, 0),))

    assert swedish(facts(value=8), result).endswith("Tiden har inte börjat än.")
    assert english(facts(value=8), result).endswith("The time has not begun yet.")


def test_what_is_kept_before_its_time_says_so_only_where_it_is_everywhere() -> None:
    target = facts(value=8, places=("Råslätt", "Öxnehaga"), each_place=True)
    kept, runs = line("Råslätt", 8, "done", 8, 2.6), line("Öxnehaga", 3, "on_track", 8, 2.6)

    assert swedish(target, outcome(places=(kept, kept))).endswith("Löftet är redan hållet.")
    assert "redan" not in swedish(target, outcome(places=(kept, runs)))


def test_what_was_promised_at_most_says_that_it_is_passed() -> None:
    target = facts(value=8, comparator="<=", places=("Råslätt", "Öxnehaga"), each_place=True)
    held, passed = line("Råslätt", 8, "on_track", 8), line("Öxnehaga", 9, "not_met", 8)

    assert "Gränsen" not in swedish(target, outcome(places=(held, held)))
    assert swedish(target, outcome(places=(held, passed))).endswith("Gränsen är passerad på Öxnehaga.")
    assert english(target, outcome(places=(held, passed))).endswith("The limit has been passed in Öxnehaga.")


def test_more_than_an_exact_number_is_noted() -> None:
    target = facts(value=104, comparator="=")

    def told(done: int) -> str:
        return swedish(target, outcome(cut=OVER, places=(line("", done, "done", 104, 104),)))

    assert told(124).endswith("var 124 gjorda. Löftet är hållet. Det är fler än löftet anger.")
    assert told(104).endswith("var 104 gjorda. Löftet är hållet.")


def test_areas_that_should_have_come_to_different_numbers_are_told_each_with_its_own() -> None:
    target = facts(value=60, in_prioritised=True, each_place=True)
    lines = (line("Råslätt", 21, "on_track", 60, 20.0), line("Öxnehaga", 3, "behind", 60, 10.0))

    assert swedish(target, outcome(places=lines)).endswith(
        "Hittills är 21 av väntade 20 gjorda på Råslätt och tre av väntade tio gjorda på Öxnehaga."
        " Öxnehaga ligger efter."
    )
    assert english(target, outcome(places=lines)).endswith(
        "So far 21 of the expected 20 in Råslätt and three of the expected ten in Öxnehaga have been done."
        " Öxnehaga is behind."
    )


def test_a_sentence_begins_with_a_capital() -> None:
    target = facts(value=800, places=("Råslätt", "övriga kommunen"), each_place=True)
    result = outcome(places=(line("Råslätt", 271), line("övriga kommunen", 9, "behind")))

    assert swedish(target, result).endswith(" Övriga kommunen ligger efter.")


def share(part: int, whole: int, **given: Any) -> Any:
    found = ShareOutcome(part, whole, round(100 * part / whole, 1), 13.0, 43.5)
    return outcome(kind="share", share=found, **given)


@pytest.mark.parametrize(
    ("status", "said"), [("done", "Löftet är hållet."), ("not_met", "Löftet hölls inte.")]
)
def test_a_share_that_is_over_says_whether_it_held(*, status: str, said: str) -> None:
    result = share(27, 130, cut=OVER, status=status, places=(line("", 27, status, 20),))

    assert swedish(facts(**SHARE), result).endswith(f"är rimligt. {said}")


def test_a_share_just_below_what_was_promised_does_not_look_like_it() -> None:
    below, on = share(59, 300), share(60, 300)

    assert "andelen 19,7 procent (59 av 300)" in swedish(facts(**SHARE), below)
    assert "the share is 19.7 per cent (59 of 300)" in english(facts(**SHARE), below)
    assert "andelen 20 procent (60 av 300)" in swedish(facts(**SHARE), on)


def test_a_share_that_is_not_shown_is_not_said_to_be_unknown() -> None:
    assert "säga än" not in swedish(facts(**SHARE), share(2, 11), is_withheld=True)
    assert "possible to say" not in english(facts(**SHARE), share(2, 11), is_withheld=True)


@pytest.mark.parametrize(
    ("per", "n", "said"),
    [
        ("week", 4, "Gruppen möttes inte under någon av de fyra veckorna."),
        ("week", 2, "Gruppen möttes inte under någon av de båda veckorna."),
        ("tertial", 3, "Gruppen möttes inte under något av de tre tertialen."),
    ],
)
def test_a_rhythm_of_which_nothing_was_done(*, per: str, n: int, said: str) -> None:
    target = facts(kind="cadence", per=per, places=("Råslätt",), **MEETINGS)
    slots = (*(slot(week, "missed") for week in range(1, n + 1)), slot(50, "coming"))

    assert said in swedish(target, outcome(kind="cadence", slots=slots))
    assert f"The group met in none of {['two', 'three', 'four'][n - 2]}" in english(
        target, outcome(kind="cadence", slots=slots)
    )


LATE = (Behind(Words("översyn", "reviews"), ("Öxnehaga",), {"Öxnehaga": "på"}, is_plural=True),)


@pytest.mark.parametrize(
    ("given", "sv", "en"),
    [
        (
            {"n_unjudged": 1},
            "Den enda aktivitet som går att räkna kan inte bedömas än.",
            "The only activity that can be counted cannot be judged yet.",
        ),
        (
            {"n_stopped": 1},
            "Den enda aktivitet som går att räkna är stoppad.",
            "The only activity that can be counted has been stopped.",
        ),
        (
            {"behind": LATE, "n_months": 1},
            "Den enda aktivitet som går att räkna, översyn på Öxnehaga, följer inte planen efter en månad.",
            "The only activity that can be counted, reviews in Öxnehaga, is not on track after one month.",
        ),
        (
            {"n_unjudged": 3},
            "Ingen av de tre aktiviteter som går att räkna kan bedömas än.",
            "None of the three activities that can be counted can be judged yet.",
        ),
        (
            {"n_on_track": 2},
            "Båda aktiviteterna som går att räkna följer planen efter fyra månader.",
            "Both activities that can be counted are on track after four months.",
        ),
        (
            {"n_done": 1, "is_over": True},
            "Den enda aktivitet som går att räkna genomfördes som lovat.",
            "The only activity that can be counted was done as promised.",
        ),
        (
            {"n_done": 2, "is_over": True},
            "Båda aktiviteterna som går att räkna genomfördes som lovat.",
            "Both activities that can be counted were done as promised.",
        ),
        (
            {"n_in_words": 2},
            "Inget i löftet går att räkna: båda aktiviteterna redovisas i ord.",
            "Nothing in the promise can be counted: both activities are told in words.",
        ),
        (
            {"n_on_track": 3, "n_months": 0},
            "Alla tre aktiviteter som går att räkna följer planen efter mindre än en månad.",
            "All three activities that can be counted are on track after less than a month.",
        ),
    ],
)
def test_the_first_sentence_of_one_or_of_none(*, given: dict[str, Any], sv: str, en: str) -> None:
    told = sentences.lead(Summary(**{"n_months": 4, "is_over": False, **given}))

    assert (told.sv, told.en) == (sv, en)


def test_the_only_activity_that_failed_is_named_once() -> None:
    told = sentences.lead(Summary(n_months=12, is_over=True, not_met=LATE))

    assert told.sv == (
        "Den enda aktivitet som går att räkna, översyn på Öxnehaga, genomfördes inte som lovat."
    )


def test_a_difference_is_written_as_its_numbers_are() -> None:
    told = sentences.since(Words("Hundsök i skola", ""), Since("done", 1, "b"), Since("done", 2, "a"))

    assert plain(told.sv) == "Hundsök i skola: 1 den här perioden, 1 färre än förra (2)."
