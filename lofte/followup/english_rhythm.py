"""What is done of something that comes back, in English. Pure."""

from collections.abc import Sequence

from lofte.base.wording import count_word, listed, number, period_short
from lofte.followup import english_places, rhythms
from lofte.followup.facts import TargetFacts
from lofte.followup.rhythms import Rhythm
from lofte.work.outcomes import Outcome

PER = {
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "quarter": ("quarter", "quarters"),
    "tertial": ("four months", "periods of four months"),
    "term": ("school term", "school terms"),
    "season": ("season", "seasons"),
    "year": ("year", "years"),
    "night": ("night", "nights"),
    "time": ("time", "times"),
}
# How a kind of work comes about, by the end of its name: said, and denied.
HAPPENED = (
    ("situation picture", "The situation picture was made", "The situation picture was not made"),
    ("meeting", "The group met", "The group did not meet"),
    ("decision on measures", "Measures were decided", "No measures were decided"),
    ("", "The work was done", "The work was not done"),
)
Happened = tuple[str, str]
IN_WORDS = 12  # numbers to twelve are words


def rhythm(facts: TargetFacts, outcome: Outcome, happened: Happened | None = None) -> str:
    """What is done of the weeks, months or tertials that have passed, where, and which were missed."""
    found = rhythms.rhythm(outcome.slots, facts.since)
    if not found.owed:
        return f"No {PER[facts.per][0]} {'have' if facts.per == 'tertial' else 'has'} passed yet."
    told = f"{_done(facts, found, happened)}.{_verdict(facts, found)}{_missed(facts, found)}"
    return told + _free(facts, outcome)


def _free(facts: TargetFacts, outcome: Outcome) -> str:
    """A break as agreed: week 28 and week 29."""
    names = [period_short(key, "en") for key in rhythms.free(outcome, facts.since)]
    if facts.is_police or not names:
        return ""
    many = f"{count_word(len(names), 'en')} {PER[facts.per][1]}"
    return f" A break as agreed: {many if len(names) > rhythms.NAMED else listed(names, 'en')}."


def _done(facts: TargetFacts, found: Rhythm, happened: Happened | None) -> str:
    said, denied = happened or next((yes, no) for end, yes, no in HAPPENED if facts.one.en.endswith(end))
    if found.is_single:
        return _single(facts, found, said, denied)
    parts = [f"{_of(*pair)}{_where(facts, places)}" for pair, places in found.by_result.items()]
    first = _of(*next(iter(found.by_result)))
    parts[0] = parts[0].replace(first, f"{first} {PER[facts.per][1]}", 1)
    at = " " if facts.per == "time" else " in "  # seven of eight times
    return f"{said}{at}{listed(parts, 'en')}"


def _of(n_met: int, n_owed: int) -> str:
    """three of four; 16 of 17."""
    if max(n_met, n_owed) > IN_WORDS:
        return f"{number(n_met, 'en')} of {number(n_owed, 'en')}"
    return f"{count_word(n_met, 'en')} of {count_word(n_owed, 'en')}"


def _where(facts: TargetFacts, places: Sequence[str]) -> str:
    return f" in {english_places.places(places)}" if any(places) and len(facts.places) != 1 else ""


def _single(facts: TargetFacts, found: Rhythm, said: str, denied: str) -> str:
    """One week, month or tertial alone: it was done or it was not."""
    met, missed = found.by_result.get((1, 1), []), found.by_result.get((0, 1), [])
    if not met:
        return f"{denied}{_where(facts, missed)}"
    if not missed:
        return f"{said}{_where(facts, met)}"
    return f"{said}{_where(facts, met)}, but not{_where(facts, missed)}"


def _verdict(facts: TargetFacts, found: Rhythm) -> str:
    if not found.is_over:
        return ""
    short = [place for place, n_owed in found.owed.items() if found.met[place] < n_owed]
    if not short:
        return " The promise was kept."
    where = "" if len(short) == len(found.owed) else _where(facts, short)
    return f" The promise was not fully kept{where}."


def _missed(facts: TargetFacts, found: Rhythm) -> str:
    """Missed this period: week 28 and week 31, Ekhagen. Reasons are in Swedish and stand in the table."""
    if facts.is_police:
        return ""
    if found.is_over:
        n_missed = sum(found.n_by_reason.values())
        given = n_missed - found.n_by_reason.get("", 0)
        if not n_missed:
            return ""
        return f" Missed: {count_word(n_missed, 'en')}; a reason is given for {count_word(given, 'en')}."
    names = [
        f"{period_short(m.key, 'en')}{', ' + english_places.place(m.place) if m.place else ''}"
        for m in found.missed
    ]
    return f" Missed this period: {'; '.join(names)}." if names else ""
