"""What is promised and done, target by target, in Swedish. Pure: facts in, plain Swedish out."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from lofte.base.wording import count_word, day_long, listed, month, number
from lofte.followup.facts import TargetFacts
from lofte.followup.swedish_places import at_places
from lofte.followup.swedish_rhythm import PER
from lofte.work.outcomes import Outcome, PlaceOutcome, ShareOutcome

NEUTER = (
    "möte",
    "kontor",
    "evenemang",
    "ärende",
    "tillfälle",
    "brott",
    "sök",
    "pass",
    "beslut",
    "steg",
    "samtal",
    "besök",
)
HEAD = re.compile(
    r"\s(?:av|i|med|om|på|till|vid)\s"
)  # what follows says of what: its gender is not the noun's
COMPARED = {">=": "minst ", "<=": "högst ", "=": "", "~": "ungefär ", "between": "", "": ""}
UNJUDGED = {
    "no_kind_of_work": "Det är inte bestämt vilket arbete som ska räknas.",
    "no_value": "Löftet anger inget antal.",
    "no_quantity": "Det är inte bestämt vad som ska räknas.",
    "no_slot": "Löftet anger inte hur ofta.",
    "places_unsettled": "Ingen har avgjort om antalet gäller varje område för sig eller alla tillsammans.",
    "state_unsettled": "Ingen har avgjort om ett ärende räknas när det påbörjas eller när det avslutas.",
    "no_places": "Inget område var prioriterat under tiden.",
    "nothing_to_share": "Det finns inget att räkna andelen på.",
    "part_over_whole": "Det som andelen ska räknas på är inte ifyllt på allt arbete som är loggat.",
    "pace_unsettled": "Ingen har avgjort om takten gäller varje gång för sig eller i genomsnitt.",
    "no_occasion_kind": "Det är inte bestämt vilka tillfällen löftet gäller.",
    "no_occasions": "Inget tillfälle som löftet gäller har loggats.",
    "no_series": "Ingen mätserie är kopplad till löftet.",
    "no_measurement": "Ingen mätning är gjord inom löftets tid.",
    "no_baseline": "Det finns inget utgångsläge att jämföra med.",
    "no_direction": "Löftet anger inte om det ska öka eller minska.",
    "withheld": "Andelen visas inte: antalet är så litet att siffran kunde peka ut enstaka personer.",
}


def day_in_year(day: date) -> str:
    return f"{day.day}\N{NO-BREAK SPACE}{month(day, 'sv')}"


def window(starts: date, ends: date) -> str:
    """under 2021; mellan den 1 mars och den 31 augusti 2021."""
    last = ends - timedelta(days=1)
    if (starts.month, starts.day, last.month, last.day) == (1, 1, 12, 31):
        years = str(starts.year) if starts.year == last.year else f"{starts.year}\N{EN DASH}{last.year}"
        return f"under {years}"
    first = day_in_year(starts) if starts.year == last.year else day_long(starts, "sv")
    return f"mellan den {first} och den {day_long(last, 'sv')}"


def at(place: str, facts: TargetFacts) -> str:
    return f"{facts.prepositions.get(place, 'i')} {place}"


def _value(value: float | None) -> str:
    if value is None:
        return ""
    return count_word(int(value), "sv") if float(value).is_integer() else number(value, "sv")


def article(facts: TargetFacts) -> str:
    return "ett" if HEAD.split(facts.one.sv, maxsplit=1)[0].endswith(NEUTER) else "en"


def amount(facts: TargetFacts) -> str:
    upper = f" till {_value(facts.upper)}" if facts.comparator == "between" and facts.upper else ""
    is_one = facts.value == 1 and not upper
    value = article(facts) if is_one else _value(facts.value)
    unit = facts.one.sv if is_one else facts.many.sv
    length = f" på minst {facts.minimum_minutes} minuter" if facts.minimum_minutes else ""
    return f"{COMPARED[facts.comparator]}{value}{upper} {unit}{length}"


def where(facts: TargetFacts) -> str:
    if facts.in_prioritised:
        return f" i {'de prioriterade områdena' if facts.each_place is False else 'varje prioriterat område'}"
    if not facts.places:
        return ""
    if len(facts.places) == 1:
        return f" {at(facts.places[0], facts)}"
    if facts.each_place:
        return " i varje område"
    return f" {at_places(facts.places, facts.prepositions)} tillsammans"


def promised(facts: TargetFacts) -> str:
    """What we promised, as one sentence."""
    when = window(facts.starts, facts.ends)
    if facts.kind == "count":
        verb = "Vi lovade att upptäcka" if facts.is_own_effort else "Vi lovade"
        return f"{verb} {amount(facts)}{where(facts)} {when}."
    if facts.kind == "cadence":
        return _promised_rhythm(facts)
    if facts.kind == "share":
        share = f"{COMPARED[facts.comparator]}{_value(facts.value)} procent av alla {facts.whole.sv}"
        return f"Vi lovade att {share} ska gälla {facts.part.sv}{where(facts)} {when}."
    if facts.kind == "milestone":
        last = day_long(facts.ends - timedelta(days=1), "sv")
        return f"Vi lovade att det ska vara klart senast den {last}."
    return ""


def _promised_rhythm(facts: TargetFacts) -> str:
    is_one = facts.value in {None, 1}
    what = f"{article(facts)} {facts.one.sv}" if is_one else amount(facts)
    participle = "delade" if not is_one else "delat" if article(facts) == "ett" else "delad"
    shared = f", {participle} med {listed(facts.recipients, 'sv')}" if facts.recipients else ""
    return f"Vi lovade {what} varje {PER[facts.per][0]}{where(facts)}{shared}."


def _participle(facts: TargetFacts) -> tuple[str, str, str]:
    if facts.is_own_effort:
        return "upptäckt", "upptäckt", "upptäckta"
    if facts.counted_state == "begun":
        return "påbörjad", "påbörjat", "påbörjade"
    if facts.counted_state == "closed":
        return "avslutad", "avslutat", "avslutade"
    return ("hållen", "hållet", "hållna") if facts.many.sv.endswith("möten") else ("gjord", "gjort", "gjorda")


def n_done(n: float, facts: TargetFacts) -> str:
    """271; ett; inga."""
    return "inga" if n == 0 else article(facts) if n == 1 else count_word(n, "sv")


def is_done(n: float, facts: TargetFacts) -> str:
    common, neuter, plural = _participle(facts)
    return plural if n != 1 else neuter if article(facts) == "ett" else common


def _expected(value: float, facts: TargetFacts) -> str:
    whole = round(value)
    about = "" if float(value).is_integer() or whole > 12 else "ungefär "
    return f"{about}{n_done(whole, facts)} vara {is_done(whole, facts)}"


def counted(facts: TargetFacts, outcome: Outcome) -> str:
    """What is done of a number."""
    lines = [line for line in outcome.places if line.promised is not None]
    if not lines:
        return "Det går inte att säga."
    if outcome.cut >= outcome.ends:
        said = f"När tiden var ute var {_number_first(lines, facts)}.{verdict(lines, facts, 'not_met')}"
        return f"{said}{_more_than_said(lines, facts)}"
    if outcome.cut <= outcome.starts:
        return "Tiden har inte börjat än."
    if facts.comparator == "<=" or lines[0].expected is None:
        return f"Hittills är {_number_first(lines, facts)}.{_passed(lines, facts)}"
    already = " Löftet är redan hållet." if all(line.status == "done" for line in lines) else ""
    return f"{_by_now(lines, facts, outcome.cut)}{already}"


def _by_now(lines: Sequence[PlaceOutcome], facts: TargetFacts, cut: date) -> str:
    """What should be done by now, and what is."""
    expected = [line.expected or 0 for line in lines]
    if not any(round(value) for value in expected):  # so early that nothing whole is expected
        return f"Hittills är {_number_first(lines, facts)}."
    if len({round(value) for value in expected}) > 1:  # areas that were prioritised at different times
        each = [f"{_of_expected(line, facts)} {at(line.place, facts)}" for line in lines]
        return f"Hittills är {listed(each, 'sv')}.{verdict(lines, facts, 'behind')}"
    should = f"Till och med den {day_in_year(cut - timedelta(days=1))} borde {_expected(expected[0], facts)}"
    if len(lines) == 1:
        return f"{should}; {n_done(lines[0].done, facts)} är {is_done(lines[0].done, facts)}."
    done = capital(_place_first(lines, facts))
    return f"{should} i varje område. {done}.{verdict(lines, facts, 'behind')}"


def _of_expected(line: PlaceOutcome, facts: TargetFacts) -> str:
    """12 av väntade 20 gjorda"""
    done, expected = count_word(line.done, "sv"), count_word(round(line.expected or 0), "sv")
    return f"{done} av väntade {expected} {_participle(facts)[2]}"


def _passed(lines: Sequence[PlaceOutcome], facts: TargetFacts) -> str:
    """That more is done than was promised at most."""
    places = [line.place for line in lines if line.status == "not_met"]
    if not places:
        return ""
    return f" Gränsen är passerad{' ' + at_places(places, facts.prepositions) if len(lines) > 1 else ''}."


def _more_than_said(lines: Sequence[PlaceOutcome], facts: TargetFacts) -> str:
    """That more is done than an exact number, or a span, speaks of."""
    most = {"=": facts.value, "between": facts.upper}.get(facts.comparator)
    places = [line.place for line in lines if most is not None and line.done > most]
    if not places:
        return ""
    there = f" {at_places(places, facts.prepositions)}" if len(lines) > 1 else ""
    return f" Det är fler än löftet anger{there}."


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _place_first(lines: Sequence[PlaceOutcome], facts: TargetFacts) -> str:
    """på Råslätt är 271 gjorda, på Öxnehaga 231 och på Ekhagen 266."""
    first = f"{at(lines[0].place, facts)} är {n_done(lines[0].done, facts)} {is_done(lines[0].done, facts)}"
    rest = [f"{at(line.place, facts)} {n_done(line.done, facts)}" for line in lines[1:]]
    return listed([first, *rest], "sv")


def _number_first(lines: Sequence[PlaceOutcome], facts: TargetFacts) -> str:
    """812 gjorda på Råslätt, 790 på Öxnehaga; without places where there is one line."""
    first = f"{n_done(lines[0].done, facts)} {is_done(lines[0].done, facts)}"
    if len(lines) == 1:
        return first
    rest = [f"{n_done(line.done, facts)} {at(line.place, facts)}" for line in lines[1:]]
    return listed([f"{first} {at(lines[0].place, facts)}", *rest], "sv")


def verdict(lines: Sequence[PlaceOutcome], facts: TargetFacts, status: str) -> str:
    places = [line.place for line in lines if line.status == status]
    if status == "not_met":
        if not places:
            return " Löftet är hållet."
        return f" Löftet hölls inte{' ' + at_places(places, facts.prepositions) if len(lines) > 1 else ''}."
    return f" {capital(listed(places, 'sv'))} ligger efter." if places else ""


def shared(facts: TargetFacts, outcome: Outcome) -> str:
    """What part of the whole."""
    is_over = outcome.cut >= outcome.ends
    when = "När tiden var ute var andelen" if is_over else "Hittills är andelen"
    lines = [line for line in outcome.places if line.promised is not None]
    kept = verdict(lines, facts, "not_met") if is_over and lines else ""
    if outcome.share is not None and len(outcome.places) < 2:
        return f"{_share(outcome.share, facts, when)}{kept}"
    each = [
        f"{_percent(line.share, facts)} ({line.share.part} av {line.share.whole}) {at(line.place, facts)}"
        for line in outcome.places
        if line.share is not None and line.share.share is not None
    ]
    return f"{when} {listed(each, 'sv')}.{kept}" if each else "Det går inte att säga."


def _percent(share: ShareOutcome, facts: TargetFacts) -> str:
    """A share in whole percent; with a decimal where the whole number would hide which side it is on."""
    value, promised = share.share or 0, {facts.value, facts.upper} - {None}
    is_near = any(round(value) == limit != value for limit in promised)
    return f"{number(value, 'sv', 1 if is_near else 0)} procent"


def _share(share: ShareOutcome, facts: TargetFacts, when: str) -> str:
    if share.share is None or share.low is None or share.high is None:
        return f"Det går inte att säga: inga {facts.whole.sv} finns att räkna andelen på."
    spread = f"mellan {number(share.low, 'sv', 0)} och {number(share.high, 'sv', 0)} procent"
    return (
        f"{when} {_percent(share, facts)} ({share.part} av {share.whole})."
        f" Slumpen gör siffran osäker: {spread} är rimligt."
    )


def reached(facts: TargetFacts, outcome: Outcome) -> str:
    """Whether a milestone is there."""
    if outcome.reached_on is None:
        return "Det är inte klart än." if outcome.cut < outcome.ends else "Det blev inte klart i tid."
    day = outcome.reached_on
    when = f"i {month(day, 'sv')} {day.year}" if facts.is_police else f"den {day_long(day, 'sv')}"
    late = ", efter utsatt tid" if day >= outcome.ends else ""
    return f"Det blev klart {when}{late}."


def told() -> str:
    """What has no number."""
    return "Aktiviteten har inget målvärde och redovisas i ord."


def worked_on(*, is_often: bool) -> str:
    """That something was done, where there is no number."""
    if is_often:
        return "Under perioden har arbete som hör hit loggats vid flera tillfällen."
    return "Under perioden har arbete som hör hit loggats."


def unjudged(why: str) -> str:
    if why == "withheld":  # it can be said, and is not
        return UNJUDGED[why]
    return f"Det går inte att säga än. {UNJUDGED.get(why, '')}".strip()


def earlier_window(outcome: Outcome, facts: TargetFacts) -> str:
    """The last word of a window that ended within the period."""
    lines = [line for line in outcome.places if line.promised is not None]
    if facts.kind not in {"count", "hours", "rate"} or not lines:
        return ""
    opening = window(outcome.starts, outcome.ends)
    kept = "löftet hölls" if outcome.status == "done" else "löftet hölls inte"
    return f"{capital(opening)} blev {_number_first(lines, facts)}; {kept}."


def effort_note() -> str:
    more = "ett högre antal kan betyda att polisen har letat mer, inte att brotten är fler"
    return f"Det här mäter insats: {more}."


def stopped(day: date) -> str:
    return f"Aktiviteten stoppades den {day_long(day, 'sv')}."
