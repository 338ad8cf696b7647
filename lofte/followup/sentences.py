"""The follow-up's sentences, drafted from facts in plain Swedish and English. Pure."""

from dataclasses import replace
from datetime import date
from typing import Protocol

from lofte.base.wording import day_long
from lofte.followup import (
    english,
    english_kinds,
    english_lead,
    english_rhythm,
    swedish,
    swedish_kinds,
    swedish_lead,
    swedish_rhythm,
)
from lofte.followup.facts import Language, Since, Summary, TargetFacts, Words
from lofte.work.outcomes import Outcome


class Room(Protocol):
    """What a language's room can say of a target."""

    def told(self) -> str: ...
    def worked_on(self, *, is_often: bool) -> str: ...
    def promised(self, facts: TargetFacts) -> str: ...
    def counted(self, facts: TargetFacts, outcome: Outcome) -> str: ...
    def shared(self, facts: TargetFacts, outcome: Outcome) -> str: ...
    def reached(self, facts: TargetFacts, outcome: Outcome) -> str: ...
    def unjudged(self, why: str) -> str: ...
    def earlier_window(self, outcome: Outcome, facts: TargetFacts) -> str: ...
    def effort_note(self) -> str: ...
    def stopped(self, day: date) -> str: ...


class Kinds(Protocol):
    """What a language's room of the seldom kinds can say."""

    def promised(self, facts: TargetFacts) -> str: ...
    def told(self, facts: TargetFacts, outcome: Outcome) -> str: ...


_ROOMS: dict[Language, Room] = {"sv": swedish, "en": english}
_KINDS: dict[Language, Kinds] = {"sv": swedish_kinds, "en": english_kinds}
_RHYTHMS = {"sv": swedish_rhythm.rhythm, "en": english_rhythm.rhythm}


def target(facts: TargetFacts, outcome: Outcome, language: Language, *, is_withheld: bool = False) -> str:
    """Tell one target: what was promised, what should be done by now, what is done."""
    room = _ROOMS[language]
    facts = replace(facts, starts=outcome.starts, ends=outcome.ends)  # a yearly target begins anew
    if outcome.in_words or facts.kind == "qualitative":
        return room.told()
    kind = _KINDS[language] if is_special(facts) else None
    promised = kind.promised(facts) if kind else room.promised(facts)
    if is_withheld:
        return _joined(promised, room.unjudged("withheld"))
    if outcome.status == "cannot_be_judged":
        return _joined(promised, room.unjudged(outcome.why))
    told = {
        "count": room.counted,
        "cadence": _RHYTHMS[language],
        "share": room.shared,
        "milestone": room.reached,
    }
    closed = [room.earlier_window(window, facts) for window in outcome.closed]
    tell = kind.told if kind else told[facts.kind]
    return _joined(*closed, promised, tell(facts, outcome))


def is_special(facts: TargetFacts) -> bool:
    """Say whether a target has sentences of its own: a plain number so many a week is a pace."""
    is_paced = facts.particulars.rule in {"average", "every", "occasions"}
    return is_paced or facts.kind not in {"count", "cadence", "share", "milestone"}


def effort_note(language: Language) -> str:
    """What must stand beside every figure that own effort finds."""
    return _ROOMS[language].effort_note()


def in_words(language: Language) -> str:
    """What stands where nothing can be counted."""
    return _ROOMS[language].told()


def worked_on(language: Language, *, is_often: bool) -> str:
    """What stands beside it when work that belongs there was logged: never how much."""
    return _ROOMS[language].worked_on(is_often=is_often)


def stopped(day: date, language: Language) -> str:
    return _ROOMS[language].stopped(day)


def revised(day: date, language: Language) -> str:
    """Say that what follows is not what was promised first."""
    said = {"sv": "Målet är ändrat från och med den", "en": "The target was changed from"}[language]
    return f"{said} {day_long(day, language)}."


def lead(summary: Summary) -> Words:
    """Draft the page's first sentence."""
    return Words(sv=swedish_lead.lead(summary), en=english_lead.lead(summary))


def since(name: Words, now: Since, before: Since) -> Words:
    """Say what is different from the last follow-up; empty when nothing is."""
    return Words(
        sv=swedish_lead.since(name.sv, now, before),
        en=english_lead.since(name.en, now, before),
    )


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
