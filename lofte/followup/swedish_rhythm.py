"""What is done of something that comes back, in Swedish. Pure."""

from collections.abc import Sequence

from lofte.base.wording import count_word, listed, number, period_short
from lofte.followup import rhythms
from lofte.followup.facts import TargetFacts
from lofte.followup.rhythms import Rhythm
from lofte.followup.swedish_places import at_places
from lofte.work.outcomes import Outcome

PER = {
    "day": ("dag", "dagar", "dagarna"),
    "week": ("vecka", "veckor", "veckorna"),
    "month": ("månad", "månader", "månaderna"),
    "quarter": ("kvartal", "kvartal", "kvartalen"),
    "tertial": ("tertial", "tertial", "tertialen"),
    "term": ("termin", "terminer", "terminerna"),
    "season": ("säsong", "säsonger", "säsongerna"),
    "year": ("år", "år", "åren"),
    "night": ("natt", "nätter", "nätterna"),
    "time": ("gång", "gånger", "gångerna"),
}
NEUTER = frozenset({"quarter", "tertial", "year"})
# How a kind of work comes about, by the end of its name: said, and denied.
HAPPENED = (
    ("lägesbild", "Lägesbilden togs fram", "Lägesbilden togs inte fram"),
    ("möte", "Gruppen möttes", "Gruppen möttes inte"),
    ("beslut om åtgärder", "Åtgärder beslutades", "Inga åtgärder beslutades"),
    ("", "Arbetet gjordes", "Arbetet gjordes inte"),
)
Happened = tuple[str, str]
IN_WORDS = 12  # numbers to twelve are words


def rhythm(facts: TargetFacts, outcome: Outcome, happened: Happened | None = None) -> str:
    """What is done of the weeks, months or tertials that have passed, where, and which were missed."""
    found = rhythms.rhythm(outcome.slots, facts.since)
    if not found.owed:
        return f"{'Inget' if facts.per in NEUTER else 'Ingen'} {PER[facts.per][0]} har gått till ända än."
    told = f"{_done(facts, found, happened)}.{_verdict(facts, found)}{_missed(facts, found)}"
    return told + _free(facts, outcome)


def _free(facts: TargetFacts, outcome: Outcome) -> str:
    """Uppehåll enligt överenskommelse: v. 28 och v. 29."""
    names = [period_short(key, "sv") for key in rhythms.free(outcome, facts.since)]
    if facts.is_police or not names:
        return ""
    many = f"{count_word(len(names), 'sv')} {PER[facts.per][1]}"
    return f" Uppehåll enligt överenskommelse: {many if len(names) > rhythms.NAMED else listed(names, 'sv')}."


def _done(facts: TargetFacts, found: Rhythm, happened: Happened | None) -> str:
    said, denied = happened or next((yes, no) for end, yes, no in HAPPENED if facts.one.sv.endswith(end))
    if found.is_single:
        return _single(facts, found, said, denied)
    if len(found.by_result) == 1 and not any(found.met.values()):
        return f"{denied} {_none_of(facts, next(iter(found.owed.values())))}{_where(facts, list(found.met))}"
    parts = [f"{_of(*pair)}{_where(facts, places)}" for pair, places in found.by_result.items()]
    first = _of(*next(iter(found.by_result)))
    parts[0] = parts[0].replace(first, f"{first} {PER[facts.per][1]}", 1)
    return f"{said} {listed(parts, 'sv')}"


def _none_of(facts: TargetFacts, n_owed: int) -> str:
    """under någon av de fyra veckorna"""
    some = "något" if facts.per in NEUTER else "någon"
    if n_owed == 2:
        return f"under {some} av de båda {PER[facts.per][2]}"
    return f"under {some} av de {count_word(n_owed, 'sv')} {PER[facts.per][2]}"


def _of(n_met: int, n_owed: int) -> str:
    """tre av fyra; 16 av 17."""
    if max(n_met, n_owed) > IN_WORDS:
        return f"{number(n_met, 'sv')} av {number(n_owed, 'sv')}"
    return f"{count_word(n_met, 'sv')} av {count_word(n_owed, 'sv')}"


def _where(facts: TargetFacts, places: Sequence[str]) -> str:
    return f" {at_places(places, facts.prepositions)}" if any(places) and len(facts.places) != 1 else ""


def _single(facts: TargetFacts, found: Rhythm, said: str, denied: str) -> str:
    """One week, month or tertial alone: it was done or it was not."""
    met, missed = found.by_result.get((1, 1), []), found.by_result.get((0, 1), [])
    if not met:
        return f"{denied}{_where(facts, missed)}"
    if not missed:
        return f"{said}{_where(facts, met)}"
    return f"{said}{_where(facts, met)}, men inte{_where(facts, missed)}"


def _verdict(facts: TargetFacts, found: Rhythm) -> str:
    if not found.is_over:
        return ""
    short = [place for place, n_owed in found.owed.items() if found.met[place] < n_owed]
    if not short:
        return " Löftet är hållet."
    where = "" if len(short) == len(found.owed) else _where(facts, short)
    return f" Löftet hölls inte fullt ut{where}."


def _missed(facts: TargetFacts, found: Rhythm) -> str:
    """Missat den här perioden: v. 28, v. 29 och v. 30 (semester); v. 31 på Ekhagen (inget skäl angivet)."""
    if facts.is_police:
        return ""
    if found.is_over:
        return _missed_in_all(facts, found)
    parts = []
    for reason, missed in found.by_reason:
        names = [f"{period_short(m.key, 'sv')}{', ' + m.place if m.place else ''}" for m in missed]
        parts.append(f"{listed(names, 'sv')} ({_why(reason)})")
    return f" Missat den här perioden: {'; '.join(parts)}." if parts else ""


def _missed_in_all(facts: TargetFacts, found: Rhythm) -> str:
    """Missat: fem veckor (semester) och tre veckor (inget skäl angivet)."""
    one, many = PER[facts.per][:2] if len(found.owed) == 1 else ("gång", "gånger")
    article = "ett" if facts.per in NEUTER and len(found.owed) == 1 else "en"
    parts = [
        f"{article if n == 1 else count_word(n, 'sv')} {one if n == 1 else many} ({_why(reason)})"
        for reason, n in found.n_by_reason.items()
    ]
    return f" Missat: {listed(parts, 'sv')}." if parts else ""


def _why(reason: str) -> str:
    """Words as they stand within a sentence; initials stay."""
    if not reason:
        return "inget skäl angivet"
    return reason if reason[1:2].isupper() else reason[:1].lower() + reason[1:]
