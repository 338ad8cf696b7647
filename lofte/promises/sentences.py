"""What a target says, as one sentence in Swedish or English: the same on draft, page and follow-up."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lofte.base import wording
from lofte.periods.calendar import Period
from lofte.promises import special
from lofte.promises.rhythm_words import COMPARATORS, NEUTER, PER, SLOTS
from lofte.promises.special import Special


@dataclass(frozen=True)
class TargetFacts:
    """All that a target's sentence needs. Words of kind and quantity are "" where none is chosen."""

    kind: str
    starts: date
    ends: date  # left out
    comparator: str = ""
    value: float | None = None
    upper: float | None = None
    unit: str = ""
    per: str = ""
    each_place: bool | None = None
    minimum_minutes: int | None = None
    places: tuple[str, ...] = ()
    one: str = ""
    many: str = ""
    one_en: str = ""
    many_en: str = ""
    part: str = ""  # the counted quantity
    part_en: str = ""
    whole: str = ""  # what a share is a share of
    whole_en: str = ""
    counted_state: str = ""
    sign: str = ""
    recipients: tuple[str, ...] = ()
    over_prioritised: bool = False  # the dated list of prioritised areas
    is_seasonal: bool = False
    points: tuple[tuple[date, float], ...] = ()  # the day (left out), and how much is done before it
    special: Special = field(default_factory=Special)


def describe_target(facts: TargetFacts, language: str) -> str:
    """Say a target in one sentence, ending in a full stop. Swedish names stay Swedish in English."""
    said = SPEAKERS[facts.kind](facts, language)
    return said[:1].upper() + said[1:].rstrip(".") + "."


def amount(facts: TargetFacts, language: str) -> str:
    """Say the number with its comparing word: ``minst 800``, ``mellan 20 och 30``; "" where there is none."""
    if facts.value is None:
        return ""
    value = wording.number(facts.value, language)
    if facts.comparator == "between" and facts.upper is not None:
        words = ("mellan", "och") if language == "sv" else ("between", "and")
        return f"{words[0]} {value} {words[1]} {wording.number(facts.upper, language)}"
    return f"{COMPARATORS[language].get(facts.comparator, '')} {value}".strip()


def noun(facts: TargetFacts, language: str, *, single: bool = False) -> str:
    """Name the thing counted: by the quantity, else the kind of work, else as the promise printed it."""
    sv = language == "sv"
    if facts.part:
        return facts.part if sv else facts.part_en
    by_kind = (facts.one if single else facts.many) if sv else (facts.one_en if single else facts.many_en)
    return by_kind or facts.unit or ("tillfällen" if sv else "occasions")


def window(facts: TargetFacts, language: str) -> str:
    """Name the target's own time: ``2021``, ``2021–2022``, else from day to day."""
    last = Period(facts.starts, facts.ends).last_day
    is_whole_years = (facts.starts.month, facts.starts.day, last.month, last.day) == (1, 1, 12, 31)
    if is_whole_years:
        years = (facts.starts.year, last.year)
        return str(years[0]) if years[0] == years[1] else f"{years[0]}\N{EN DASH}{years[1]}"
    between = "till" if language == "sv" else "to"
    return f"{wording.day_long(facts.starts, language)} {between} {wording.day_long(last, language)}"


def places(facts: TargetFacts, language: str) -> str:
    """Say where, and whether the number holds in each place or for all together."""
    if facts.over_prioritised:
        return _prioritised(facts, language)
    names = wording.listed(facts.places, language)
    if len(facts.places) < 2:
        return f"i {names}" if names and language == "sv" else f"in {names}" if names else ""
    if facts.each_place:
        return f"i vart och ett av {names}" if language == "sv" else f"in each of {names}"
    if facts.each_place is False:
        return f"i {names} tillsammans" if language == "sv" else f"in {names} together"
    if language == "sv":
        return f"i {names} (i varje eller sammanlagt är inte avgjort)"
    return f"in {names} (in each or together is not settled)"


def _prioritised(facts: TargetFacts, language: str) -> str:
    if facts.each_place is False:
        return (
            "i de prioriterade områdena tillsammans"
            if language == "sv"
            else "in the prioritised areas together"
        )
    return "i vart och ett av de prioriterade områdena" if language == "sv" else "in each prioritised area"


def _when(facts: TargetFacts, language: str) -> str:
    """Say how often and during what time."""
    during = "under" if language == "sv" else "during"
    often = PER[language].get(facts.per, "")
    is_one_year = (facts.ends - facts.starts).days <= 366
    if facts.per == "year" and is_one_year:
        often = ""
    if facts.per in {"", "period"} and not is_one_year:
        whole = "sammanlagt under" if language == "sv" else "in total during"
        return f"{whole} {window(facts, language)}" if facts.per else f"{during} {window(facts, language)}"
    return " ".join(part for part in (often, f"{during} {window(facts, language)}") if part)


def _length(facts: TargetFacts, language: str) -> str:
    if facts.minimum_minutes is None:
        return ""
    minutes = wording.number(facts.minimum_minutes, language)
    return f"på minst {minutes} minuter" if language == "sv" else f"of at least {minutes} minutes"


def _state(facts: TargetFacts, language: str) -> str:
    words = {
        "sv": {"begun": "räknade när de påbörjas", "closed": "räknade när de avslutas"},
        "en": {"begun": "counted when begun", "closed": "counted when closed"},
    }
    return words[language].get(facts.counted_state, "")


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _with_comma(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _count(facts: TargetFacts, language: str) -> str:
    if facts.value is None:
        number = "ett antal som inte är sagt:" if language == "sv" else "a number that is not said:"
    else:
        number = amount(facts, language)
    thing = noun(facts, language, single=facts.value == 1)
    said = _joined(number, thing, _length(facts, language), _when(facts, language))
    return _with_comma(said, places(facts, language), _state(facts, language), pace(facts, language))


def pace(facts: TargetFacts, language: str) -> str:
    """Say how the number spreads over its time, where it is not evenly."""
    if facts.is_seasonal:
        return "fördelat efter säsong" if language == "sv" else "spread by the season"
    if not facts.points:
        return ""
    by = "till och med" if language == "sv" else "by"
    said = [
        f"{wording.number(done, language)} {by} {wording.day_long(day - timedelta(days=1), language)}"
        for day, done in facts.points
    ]
    one, many = ("delmål", "delmål") if language == "sv" else ("interim point", "interim points")
    return f"{one if len(said) == 1 else many} {wording.listed(said, language)}"


def _hours(facts: TargetFacts, language: str) -> str:
    of = {"sv": facts.one, "en": f"of {facts.one_en}" if facts.one_en else ""}[language]
    hours = "timmar" if language == "sv" else "hours"
    said = _joined(amount(facts, language), hours, of, _when(facts, language))
    return _with_comma(said, places(facts, language), pace(facts, language))


def _cadence(facts: TargetFacts, language: str) -> str:
    each = _rhythm(facts, language)
    shared = ""
    if facts.recipients:
        names = wording.listed(facts.recipients, language)
        shared = f"delat med {names}" if language == "sv" else f"shared with {names}"
    return _with_comma(_joined(each, _length(facts, language)), places(facts, language), shared)


def _rhythm(facts: TargetFacts, language: str) -> str:
    slot = SLOTS[language].get(facts.per, "")
    single = noun(facts, language, single=True)
    value = 1 if facts.value is None else facts.value
    if not slot:
        return f"{single}, återkommande" if language == "sv" else f"{single}, recurring"
    if 0 < value < 1:
        return f"{single} {_every_other(round(1 / value), facts.per, slot, language)}"
    if value == 1 and facts.comparator in {"", "=", ">="}:
        every = ("varje" if language == "sv" else "every") + f" {slot}"
        least = "minst en gång " if language == "sv" else "at least once "
        return f"{single} {least if facts.comparator == '>=' else ''}{every}"
    times = "gånger" if language == "sv" else "times"
    return f"{single} {amount(facts, language)} {times} {PER[language][facts.per]}"


def _every_other(step: int, per: str, slot: str, language: str) -> str:
    if language == "sv":
        if step == 2:
            return f"{'vartannat' if per in NEUTER else 'varannan'} {slot}"
        return f"{'vart' if per in NEUTER else 'var'} {wording.ordinal(step, 'sv')} {slot}"
    return f"every other {slot}" if step == 2 else f"every {wording.ordinal(step, 'en')} {slot}"


def _share(facts: TargetFacts, language: str) -> str:
    share = _percent(facts, language)
    if not facts.whole:
        of = "vad det är en andel av är inte avgjort" if language == "sv" else "of what is not settled"
        return _with_comma(_joined(share, facts.unit if facts.unit != "procent" else ""), of)
    if language == "sv":
        said = f"av alla {facts.whole} ska {share} vara {facts.part}"
    else:
        said = f"of all {facts.whole_en}, {share} are to be {facts.part_en}"
    return _with_comma(_joined(said, _when(facts, language)), places(facts, language))


def _percent(facts: TargetFacts, language: str) -> str:
    if facts.value is None:
        return "en andel" if language == "sv" else "a share"
    if facts.comparator == "between" and facts.upper is not None:
        return f"{amount(facts, language)}{wording.NBSP if language == 'sv' else ''}%"
    return _joined(COMPARATORS[language].get(facts.comparator, ""), wording.percent(facts.value, language))


def _rate(facts: TargetFacts, language: str) -> str:
    said = _hours(facts, language) if facts.kind == "hours" else _count(facts, language)
    return _with_comma(said, special.held(facts.special, language), special.but(facts.special, language))


def _often(facts: TargetFacts, language: str) -> str:
    """Say how often a fixed time or a round comes: on weekdays, else every week, month or term."""
    slot = SLOTS[language].get(facts.per, "")
    days = special.weekdays(facts.special, facts.per, slot, language)
    return days or (f"{'varje' if language == 'sv' else 'every'} {slot}" if slot else "")


def _coverage(facts: TargetFacts, language: str) -> str:
    sv = language == "sv"
    but = special.but(facts.special, language)
    if facts.special.spots:
        said = _joined(noun(facts, language, single=True), special.everywhere(facts.special, language))
        return _with_comma(_joined(said, _often(facts, language)), places(facts, language), but)
    if facts.value is not None and facts.unit in special.PERCENT:
        share = _percent(facts, language)
        number = f"på {share} av alla platser" if sv else f"in {share} of all places"
        said = _joined(noun(replace(facts, unit=""), language, single=True), number)
        return _with_comma(_joined(said, _often(facts, language)), places(facts, language), but)
    if facts.value is None and facts.places and not facts.unit:  # the places themselves are what is covered
        said = _joined(noun(facts, language, single=True), _often(facts, language))
        return _with_comma(said, places(replace(facts, each_place=True), language), but)
    number = "" if facts.value is None else wording.number(facts.value, language)
    thing = facts.unit or noun(facts, language)
    said = _joined("samtliga" if sv else "all", number, thing, _often(facts, language))
    return _with_comma(said, places(facts, language), but)


def _slot(facts: TargetFacts, language: str) -> str:
    fixed = "på fast tid" if language == "sv" else "at a fixed time"
    days = special.weekdays(facts.special, facts.per, SLOTS[language].get(facts.per, ""), language)
    thing = facts.one if language == "sv" and facts.one else facts.one_en or noun(facts, language)
    words = ("gång", "gånger") if language == "sv" else ("time", "times")
    number = _joined(amount(facts, language), words[facts.value != 1])
    often = _joined(number, PER[language].get(facts.per, "")) if facts.value is not None else ""
    if days:
        often = days
    else:
        thing = noun(facts, language)
    often = _joined(often, special.clock(facts.special, language))
    but = special.but(facts.special, language)
    return _with_comma(f"{fixed}: {thing}", often, places(facts, language), but)


def _milestone(facts: TargetFacts, language: str) -> str:
    last = wording.day_long(Period(facts.starts, facts.ends).last_day, language)
    number = amount(facts, language)
    thing = noun(facts, language, single=facts.value in {None, 1})
    ready = "klart senast den" if language == "sv" else "ready by"
    if not (number or facts.part or facts.one or facts.unit):  # the activity alone says what
        return _with_comma(f"{ready} {last}", places(facts, language))
    return _with_comma(f"{_joined(number, thing)}: {ready} {last}", places(facts, language))


def _on_demand(facts: TargetFacts, language: str) -> str:
    sv, occasion = language == "sv", special.occasion(facts.special, language)
    if not occasion:
        need = "görs när det behövs eller någon ber om det" if sv else "done when needed or asked for"
        return _with_comma(_joined(amount(facts, language), facts.unit, need), places(facts, language))
    one = facts.value in {None, 1} or facts.unit in special.PERCENT
    thing = noun(replace(facts, unit=""), language, single=one)
    if facts.unit in special.PERCENT and facts.value is not None:
        share = _percent(facts, language)
        at = f"vid {share} av varje {occasion}" if sv else f"at {share} of every {occasion}"
        return _with_comma(_joined(thing, at), places(facts, language))
    at = f"{'vid varje' if sv else 'at every'} {occasion}"
    return _with_comma(_joined("" if one else amount(facts, language), thing, at), places(facts, language))


def _follow_on(facts: TargetFacts, language: str) -> str:
    sv, occasion = language == "sv", special.occasion(facts.special, language)
    after = f"{'efter varje' if sv else 'after every'} {occasion or ('tillfälle' if sv else 'occasion')}"
    within = ""
    if facts.value is not None:
        limit = special.time_limit(facts.value, facts.unit, language)
        within = f"{'inom' if sv else 'within'} {limit}"
    thing = noun(replace(facts, unit=""), language, single=True) if occasion else ""
    return _with_comma(_joined(thing, within, after), places(facts, language))


def _indicator(facts: TargetFacts, language: str) -> str:
    sv, known = language == "sv", facts.special
    name, unit = special.series(known, language), special.series_unit(known, facts.unit, language)
    is_to = "ska" if sv else "is to"
    if known.reads_as in {"change", "percent"}:
        said = f"{name} {is_to} {special.moves(known, language)}"
        if facts.value is not None:
            compared = COMPARATORS[language].get(facts.comparator, "")
            size = _sized(facts, unit, language)
            said = _joined(said, "med" if sv else "by", compared, size)
        said = _joined(said, special.since(known, unit, language))
    elif facts.value is None:
        said = "mätetal utan angiven nivå" if sv else "an indicator without a stated level"
    else:
        level = special.measure(amount(facts, language), unit, language)
        said = f"{name} {is_to} {'vara' if sv else 'be'} {level}"
    by = f"{'vid utgången av' if sv else 'by the end of'} {window(facts, language)}"
    return _with_comma(_joined(said, by), places(facts, language))


def _sized(facts: TargetFacts, unit: str, language: str) -> str:
    """Say how much it is to change: in percent, or in the series' own unit."""
    value = wording.number(facts.value or 0, language, 2)
    if facts.special.reads_as == "percent":
        return special.measure(value, "procent", language)
    return special.steps(value, unit, language)


def _qualitative(facts: TargetFacts, language: str) -> str:
    if facts.sign:
        told = "redovisas i ord; uppfyllt när" if language == "sv" else "told in words; fulfilled when"
        return f"{told}: {facts.sign}"
    return "redovisas i ord, utan siffra" if language == "sv" else "told in words, without a figure"


SPEAKERS: dict[str, Callable[[TargetFacts, str], str]] = {
    "count": _count,
    "hours": _rate,
    "rate": _rate,
    "cadence": _cadence,
    "share": _share,
    "coverage": _coverage,
    "slot": _slot,
    "milestone": _milestone,
    "on_demand": _on_demand,
    "follow_on": _follow_on,
    "indicator": _indicator,
    "qualitative": _qualitative,
}
