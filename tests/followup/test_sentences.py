"""The drafted sentences, kind by kind, in both languages."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lofte.followup import sentences
from lofte.followup.facts import Behind, Since, Summary, TargetFacts, Words
from lofte.work.outcomes import Outcome, PlaceOutcome, ShareOutcome, SlotOutcome

YEAR = {"starts": date(2021, 1, 1), "ends": date(2022, 1, 1)}
CUT = date(2021, 5, 1)
PATROLS = {"one": Words("fotpatrull", "foot patrol"), "many": Words("fotpatruller", "foot patrols")}
ON = {"Råslätt": "på", "Öxnehaga": "på", "Huskvarna": "i"}


def facts(**given: Any) -> TargetFacts:
    return TargetFacts(
        **{"kind": "count", "comparator": ">=", "prepositions": ON, **YEAR, **PATROLS, **given}
    )


def outcome(**given: Any) -> Outcome:
    return Outcome(**{"target_id": 1, "kind": "count", "status": "on_track", "cut": CUT, **YEAR, **given})


def line(
    place: str, done: int, status: str = "on_track", promised: float = 800, expected: float = 263.01
) -> Any:
    return PlaceOutcome(place, None, done, promised, expected, done, status)  # type: ignore[arg-type]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def swedish(target: TargetFacts, result: Outcome, **given: bool) -> str:
    return plain(sentences.target(target, result, "sv", **given))


def english(target: TargetFacts, result: Outcome, **given: bool) -> str:
    return plain(sentences.target(target, result, "en", **given))


def test_a_count_in_one_place_says_what_was_promised_what_should_be_done_and_what_is() -> None:
    target, result = facts(value=800, places=("Råslätt",)), outcome(places=(line("Råslätt", 271),))

    assert swedish(target, result) == (
        "Vi lovade minst 800 fotpatruller på Råslätt under 2021."
        " Till och med den 30 april borde 263 vara gjorda; 271 är gjorda."
    )
    assert english(target, result) == (
        "We promised at least 800 foot patrols in Råslätt during 2021."
        " By 30 April 263 should have been done; 271 have been done."
    )


def test_a_count_in_each_place_names_the_place_that_is_behind() -> None:
    target = facts(value=800, places=("Råslätt", "Öxnehaga"), each_place=True)
    result = outcome(places=(line("Råslätt", 271), line("Öxnehaga", 201, "behind")))

    assert swedish(target, result) == (
        "Vi lovade minst 800 fotpatruller i varje område under 2021. Till och med den 30 april borde 263 vara"
        " gjorda i varje område. På Råslätt är 271 gjorda och på Öxnehaga 201. Öxnehaga ligger efter."
    )
    assert english(target, result).endswith(
        "271 have been done in Råslätt and 201 in Öxnehaga. Öxnehaga is behind."
    )


def test_a_count_of_places_together_names_them_with_the_words_swedes_use_there() -> None:
    target = facts(value=800, places=("Råslätt", "Öxnehaga", "Huskvarna"), each_place=False)
    result = outcome(places=(line("", 263), PlaceOutcome("Råslätt", None, 100, None, None, 100)))

    assert swedish(target, result).startswith(
        "Vi lovade minst 800 fotpatruller på Råslätt, på Öxnehaga och i Huskvarna tillsammans under 2021."
    )


def test_small_numbers_are_words_and_a_meeting_is_held() -> None:
    meeting = {"one": Words("SSG-möte", "SSG meeting"), "many": Words("SSG-möten", "SSG meetings")}
    target = facts(value=8, **meeting)
    result = outcome(places=(line("", 1, "behind", 8, 2.63),))

    assert swedish(target, result) == (
        "Vi lovade minst åtta SSG-möten under 2021."
        " Till och med den 30 april borde ungefär tre vara hållna; ett är hållet."
    )
    assert english(target, result).endswith("about three should have been held; one has been held.")


def test_offences_found_by_own_effort_are_effort_and_never_success() -> None:
    found = {"one": Words("narkotikabrott", "drug offence"), "many": Words("narkotikabrott", "drug offences")}
    target = facts(value=52, places=("Råslätt",), is_own_effort=True, **found)
    result = outcome(places=(line("Råslätt", 19, promised=52, expected=17.1),))

    assert swedish(target, result) == (
        "Vi lovade att upptäcka minst 52 narkotikabrott på Råslätt under 2021."
        " Till och med den 30 april borde 17 vara upptäckta; 19 är upptäckta."
    )
    assert "inte att brotten är fler" in sentences.effort_note("sv")
    assert "not that there was more crime" in sentences.effort_note("en")


def test_when_the_time_is_out_the_sentence_says_where_the_promise_was_not_kept() -> None:
    target = facts(value=800, places=("Råslätt", "Öxnehaga"), each_place=True)
    lines = (line("Råslätt", 812, "done"), line("Öxnehaga", 790, "not_met"))
    result = outcome(cut=date(2022, 1, 1), places=lines)

    assert swedish(target, result).endswith(
        "När tiden var ute var 812 gjorda på Råslätt och 790 på Öxnehaga. Löftet hölls inte på Öxnehaga."
    )
    assert english(target, result).endswith("The promise was not kept in Öxnehaga.")


def slot(week: int, state: str, reason: str = "", place: str = "Råslätt") -> SlotOutcome:
    monday = date.fromisocalendar(2021, week, 1)
    return SlotOutcome(f"2021-W{week:02d}", monday, monday, place, state, reason)  # type: ignore[arg-type]


def test_a_rhythm_names_the_weeks_that_were_missed_and_why() -> None:
    pictures = {"one": Words("lägesbild", "situation picture"), "many": Words("lägesbilder", "")}
    target = facts(
        kind="cadence", value=1, per="week", places=("Råslätt",), recipients=("polisen", "Lillbo"), **pictures
    )
    slots = (
        slot(1, "met"),
        slot(2, "missed", "snöoväder"),
        slot(3, "met"),
        slot(4, "missed"),
        slot(5, "due"),
    )
    result = outcome(kind="cadence", slots=slots)

    assert swedish(target, result) == (
        "Vi lovade en lägesbild varje vecka på Råslätt, delad med polisen och Lillbo. Lägesbilden togs fram"
        " två av fyra veckor. Missat den här perioden: v. 2 (snöoväder); v. 4 (inget skäl angivet)."
    )
    assert english(target, result).endswith(
        "shared with the police and Lillbo."
        " The situation picture was made in two of four weeks. Missed this period: week 2; week 4."
    )


def test_what_was_missed_everywhere_or_for_one_reason_is_said_once() -> None:
    pictures = {"one": Words("lägesbild", ""), "many": Words("lägesbilder", "")}
    target = facts(kind="cadence", per="week", places=("Råslätt", "Ekhagen"), each_place=True, **pictures)
    gone = "Semester"
    slots = (
        *(slot(n, "missed", gone, place) for n in (28, 29) for place in ("Råslätt", "Ekhagen")),
        slot(30, "missed", "", "Ekhagen"),
        slot(30, "met", "", "Råslätt"),
        slot(31, "due", "", "Råslätt"),
    )

    assert swedish(target, outcome(kind="cadence", slots=slots)).endswith(
        "Lägesbilden togs fram en av tre veckor på Råslätt och noll av tre i Ekhagen."
        " Missat den här perioden: v. 28 och v. 29 (semester);"
        " v. 30, Ekhagen (inget skäl angivet)."
    )


def test_what_was_missed_before_the_period_is_not_named_again() -> None:
    pictures = {"one": Words("lägesbild", ""), "many": Words("lägesbilder", "")}
    target = facts(kind="cadence", per="week", since=date(2021, 5, 1), **pictures)
    slots = (slot(2, "missed", "", ""), slot(3, "met", "", ""), slot(20, "due", "", ""))

    assert "Missat" not in swedish(target, outcome(kind="cadence", slots=slots))


MEETINGS = {"one": Words("BOS-möte", "BOS meeting"), "many": Words("BOS-möten", "BOS meetings")}


def test_what_was_done_alike_in_many_places_is_said_once_for_them() -> None:
    target = facts(kind="cadence", per="week", each_place=True, **MEETINGS)
    places = {"Råslätt": ("met", "met"), "Öxnehaga": ("met", "met"), "Huskvarna": ("met", "missed")}
    slots = tuple(slot(n, states[n - 1], "", place) for place, states in places.items() for n in (1, 2))
    result = outcome(kind="cadence", slots=(*slots, slot(3, "due")))

    assert "Gruppen möttes två av två veckor på Råslätt och Öxnehaga och en av två i Huskvarna." in swedish(
        target, result
    )
    assert (
        "The group met in two of two weeks in Råslätt and Öxnehaga and one of two in Huskvarna."
        in english(target, result)
    )


def test_a_rhythm_that_is_over_is_kept_only_when_nothing_was_missed_and_lists_the_reasons() -> None:
    target = facts(kind="cadence", per="week", places=("Råslätt",), **MEETINGS)
    missed = (*(slot(n, "missed", "Semester") for n in (28, 29)), slot(30, "missed"))
    met = tuple(slot(n, "met") for n in range(1, 28))

    assert swedish(target, outcome(kind="cadence", slots=met)).endswith(
        "Gruppen möttes 27 av 27 veckor. Löftet är hållet."
    )
    assert swedish(target, outcome(kind="cadence", slots=met + missed)).endswith(
        "Gruppen möttes 27 av 30 veckor. Löftet hölls inte fullt ut."
        " Missat: två veckor (semester) och en vecka (inget skäl angivet)."
    )
    assert english(target, outcome(kind="cadence", slots=met + missed)).endswith(
        "The promise was not fully kept. Missed: three; a reason is given for two."
    )


@pytest.mark.parametrize(
    ("state", "said"), [("met", "Lägesbilden togs fram."), ("missed", "Lägesbilden togs inte fram.")]
)
def test_a_single_week_was_done_or_was_not(*, state: str, said: str) -> None:
    pictures = {"one": Words("lägesbild", ""), "many": Words("lägesbilder", "")}
    target = facts(kind="cadence", per="week", places=("Råslätt",), **pictures)

    assert said in swedish(target, outcome(kind="cadence", slots=(slot(1, state), slot(2, "due"))))


def share(part: int, whole: int, **given: Any) -> Outcome:
    share = round(100 * part / whole, 1) if whole else None
    shown = ShareOutcome(part, whole, share, 13.0 if whole else None, 43.5 if whole else None)
    return outcome(kind="share", share=shown, **given)


SHARE = {
    "kind": "share",
    "value": 20,
    "part": Words("förstagångsanvändare", "first-time users"),
    "whole": Words("upptäckta brott", "offences found"),
}


def test_a_share_stands_with_its_interval() -> None:
    assert swedish(facts(**SHARE), share(8, 31)) == (
        "Vi lovade att minst 20 procent av alla upptäckta brott ska gälla förstagångsanvändare under 2021."
        " Hittills är andelen 26 procent (8 av 31)."
        " Slumpen gör siffran osäker: mellan 13 och 44 procent är rimligt."
    )
    assert "26 per cent (8 of 31)" in english(facts(**SHARE), share(8, 31))


def test_a_share_of_nought_cannot_be_told() -> None:
    result = share(0, 0, status="cannot_be_judged", why="nothing_to_share")

    assert "Det går inte att säga" in swedish(facts(**SHARE), result)
    assert "not possible to say" in english(facts(**SHARE), result)


def test_a_withheld_share_is_told_without_its_figures() -> None:
    text = swedish(facts(**SHARE), share(2, 11), is_withheld=True)

    assert "peka ut enstaka personer" in text
    assert "18" not in text
    assert "11" not in text


@pytest.mark.parametrize(
    ("is_police", "swedish_end", "english_end"),
    [
        (False, "Det blev klart den 3 mars 2021.", "It was finished on 3 March 2021."),
        (True, "Det blev klart i mars 2021.", "It was finished in March 2021."),
    ],
)
def test_a_milestone_of_the_police_alone_is_told_by_month(
    *, is_police: bool, swedish_end: str, english_end: str
) -> None:
    target = facts(kind="milestone", is_police=is_police)
    result = outcome(kind="milestone", status="done", reached_on=date(2021, 3, 3))

    assert swedish(target, result).endswith(swedish_end)
    assert english(target, result).endswith(english_end)


def test_what_has_no_number_gets_none() -> None:
    result = outcome(kind="qualitative", status="cannot_be_judged", in_words=True, n_in_period=14)

    assert swedish(facts(kind="qualitative"), result) == "Aktiviteten har inget målvärde och redovisas i ord."
    assert "14" not in english(facts(kind="qualitative"), result)


def test_a_kind_that_cannot_be_counted_yet_says_so() -> None:
    result = outcome(kind="hours", status="cannot_be_judged", why="kind_not_counted")

    assert "Det går inte att säga än." in swedish(facts(kind="hours", value=600), result)


def test_the_first_sentence_gives_the_answer() -> None:
    behind = Behind(Words("fotpatrullering", "foot patrols"), ("Öxnehaga",), ON, is_plural=True)
    summary = Summary(n_months=4, is_over=False, n_on_track=8, behind=(behind,), n_in_words=3)

    told = sentences.lead(summary)

    assert told.sv == (
        "Av de nio aktiviteter som går att räkna följer åtta planen efter fyra månader;"
        " fotpatrullering på Öxnehaga ligger efter. Tre redovisas i ord."
    )
    assert told.en == (
        "Of the nine activities that can be counted, eight are on track after four months;"
        " foot patrols in Öxnehaga are behind. Three are told in words."
    )


def test_what_is_behind_and_what_failed_stand_apart() -> None:
    late, failed = Behind(Words("möten", "meetings")), Behind(Words("översyn", "a review"))
    summary = Summary(n_months=8, is_over=False, n_on_track=1, behind=(late,), not_met=(failed,))

    assert sentences.lead(summary).sv == (
        "Av de tre aktiviteter som går att räkna följer en planen efter åtta månader;"
        " möten ligger efter; löftet om översyn hölls inte."
    )


def test_the_first_sentence_names_three_and_counts_the_rest() -> None:
    late = tuple(
        Behind(Words(f"sak {letter}", f"things {letter}"), is_plural=True)
        for letter in ("a", "b", "c", "d", "e")
    )

    told = sentences.lead(Summary(n_months=8, is_over=False, n_on_track=4, behind=late))

    assert told.sv.endswith("; sak a, sak b, sak c och två till ligger efter.")
    assert told.en.endswith("; things a, things b, things c and two more are behind.")


def test_a_name_that_says_where_takes_its_places_in_brackets_and_many_places_are_counted() -> None:
    name = Words("lägesbild för övriga områden", "situation pictures every month")
    one = Behind(name, ("Öxnehaga",), ON, is_plural=True)
    many = Behind(Words("fotpatrull", "foot patrols"), ("Öxnehaga", "Råslätt", "Huskvarna"), ON)

    told = sentences.lead(Summary(n_months=24, is_over=True, n_done=1, not_met=(one, many)))

    assert told.sv == (
        "Av de tre aktiviteter som går att räkna genomfördes en som lovat; löftena om lägesbild för övriga"
        " områden (på Öxnehaga) och fotpatrull i tre områden hölls inte."
    )
    assert told.en == (
        "Of the three activities that can be counted, one was done as promised; the promises on situation"
        " pictures every month in Öxnehaga and foot patrols in three areas were not kept."
    )


def test_a_promise_without_numbers_is_never_scored() -> None:
    told = sentences.lead(Summary(n_months=4, is_over=False, n_in_words=11))

    assert told.sv == "Inget i löftet går att räkna: alla elva aktiviteter redovisas i ord."
    assert told.en == "Nothing in the promise can be counted: all eleven activities are told in words."


def test_when_all_follow_the_plan_the_first_sentence_is_short() -> None:
    told = sentences.lead(Summary(n_months=8, is_over=False, n_on_track=4, n_done=1))

    assert told.sv == "Alla fem aktiviteter som går att räkna följer planen efter åtta månader."


def test_a_changed_status_is_told_within_the_same_year_only() -> None:
    name = Words("Fotpatrullering", "Foot patrols")
    before = Since("behind", 201, "2021-01-01")

    told = sentences.since(name, Since("on_track", 260, "2021-01-01"), before)
    new_year = sentences.since(name, Since("on_track", 260, "2022-01-01"), before)

    assert told.sv == "Fotpatrullering: låg efter förra gången, följer planen nu."
    assert plain(new_year.sv) == "Fotpatrullering: 260 den här perioden, 59 fler än förra (201)."
    assert plain(new_year.en) == "Foot patrols: 260 this period, 59 more than the last (201)."


def test_what_did_not_change_is_not_told() -> None:
    same = Since("on_track", 260, "2021-01-01")

    assert sentences.since(Words("Fotpatrullering", "Foot patrols"), same, same) == Words()


def test_weeks_that_were_free_as_agreed_are_told_once_they_have_passed() -> None:
    pictures = {"one": Words("lägesbild", "situation picture"), "many": Words("lägesbilder", "pictures")}
    target = facts(kind="cadence", per="week", places=("Råslätt",), **pictures)
    free = ["2021-W01", "2021-W02", "2021-W28"]
    slots = tuple(slot(n, "met") for n in (3, 4))

    result = outcome(kind="cadence", slots=slots, facts={"free": free})

    assert swedish(target, result).endswith(" Uppehåll enligt överenskommelse: v. 1 och v. 2.")
    assert english(target, result).endswith(" A break as agreed: week 1 and week 2.")
    assert "Uppehåll" not in swedish(replace(target, is_police=True), result)
