"""What a target is read from: one sentence with its numbers, rhythms and places."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lofte.reader.dates import days, periods
from lofte.reader.draft import Period, Target
from lofte.reader.passage import Passage
from lofte.reader.quantities import Quantity
from lofte.reader.rhythms import Rhythm

EACH = re.compile(
    r"\b(?:vardera|var och en|vart och ett|på varje (?:plats|gata|ort|ställe)|i varje|för varje (?:område|"
    r"ort)|vid varje (?:skola|plats)|per (?:\w+ och )?(?:område|ort|plats|skola|stadsdel|kommun|"
    r"kommundel|gata)|"
    r"respektive|på var(?:je|t) (?:plats|ställe)|var för sig|i vart och ett|i (?:samtliga|"
    r"alla) [\w ]{0,50}områden)\b",
    re.I,
)


TOGETHER = re.compile(
    r"\b(?:någon av|något av|sammanlagt|totalt|tillsammans i|gemensamt för|sammantaget|sammanräknat|"
    r"i allt|ihop|summerat|"
    r"fördelat på|fördelade på|fördelat mellan|tillsammans för)\b",
    re.I,
)


@dataclass(frozen=True)
class Reading:
    """A target with what the questions want to know of how it was said."""

    target: Target
    start: int  # in the passage
    end: int
    comparing_word: bool = False
    bare_length: bool = False
    per_words: str = ""
    of_other_sort: bool = False
    said: str = ""  # the whole undertaking


@dataclass(frozen=True)
class Sentence:
    """A passage with everything in it that may make a target."""

    passage: Passage
    places: tuple[str, ...]
    own_places: tuple[tuple[int, str], ...]
    period: Period | None
    quantities: tuple[Quantity, ...]
    rhythms: tuple[Rhythm, ...]

    @property
    def text(self) -> str:
        return self.passage.text


UNKNOWN: dict[str, object] = dict.fromkeys(
    ("comparator", "value", "upper", "unit", "per", "minimum_minutes", "of")
)


def target(said: Sentence, kind: str, start: int, end: int, **given: object) -> Reading:
    """Return a reading of one stretch; what is not given stays unknown."""
    places = places_near(said, start)
    known: dict[str, Any] = UNKNOWN | given
    made = Target(
        kind=kind,
        period=target_period(said, kind),
        places=places,
        each_place=each_place(said, places, start),
        source=said.passage.source(start, end),
        **known,
    )
    return Reading(made, start, end)


def from_quantity(said: Sentence, kind: str, quantity: Quantity, **given: object) -> Reading:
    numbers: dict[str, object] = {
        "comparator": quantity.comparator or "=",
        "value": quantity.value,
        "upper": quantity.upper,
        "unit": quantity.unit,
    }
    reading = target(said, kind, quantity.start, quantity.end, **(numbers | given))
    return replace(
        reading, comparing_word=quantity.start < quantity.number_start or quantity.comparator != "="
    )


def rhythm_of(said: Sentence, quantity: Quantity) -> Rhythm | None:
    """Return how often a number is meant: the phrase after it in its clause, else the one before."""
    others = [
        other
        for other in said.quantities
        if other is not quantity and other.role in ("count", "hours") and not other.is_again
    ]
    after = [
        rhythm
        for rhythm in said.rhythms
        if rhythm.start >= quantity.number_start
        and not any(quantity.start < other.start < rhythm.start for other in others)
        and not re.search(r"[.;]\s", said.text[quantity.end : rhythm.start])
    ]
    if after:
        return min(after, key=lambda rhythm: (not standing_near(said, quantity, rhythm), rhythm.start))
    before = [
        rhythm
        for rhythm in said.rhythms
        if rhythm.end <= quantity.start
        and not any(rhythm.end <= other.start < quantity.start for other in others)
        and not re.search(r"[.;]\s", said.text[rhythm.end : quantity.start])
    ]
    return before[-1] if before else shared_rhythm(said, quantity)


def standing_near(said: Sentence, quantity: Quantity, rhythm: Rhythm) -> bool:
    return rhythm.start - quantity.end < 40


def shared_rhythm(said: Sentence, quantity: Quantity) -> Rhythm | None:
    """Return the one phrase that closes a row of numbers (`två besök och tre möten per termin`)."""
    after = [rhythm for rhythm in said.rhythms if rhythm.start > quantity.end]
    if len(after) == 1 and not re.search(r"[.;]\s|\bvarav\b", said.text[quantity.end : after[0].start]):
        return after[0]
    return None


def scaled(value: float, rhythm: Rhythm | None) -> float | int:
    return value if rhythm is None or rhythm.times == 1 else round(value * rhythm.times, 2)


# ---- where and when


def places_near(said: Sentence, start: int) -> tuple[str, ...]:
    """Return the target's own places when its part of the sentence names others than the rest."""
    counted = [one for one in said.quantities if one.role in ("count", "hours")]
    starts = sorted(
        one.start for one in counted or said.quantities if one.role in ("count", "hours", "objects")
    )
    if len(starts) < 2 or start not in starts:
        return said.places
    number = starts.index(start)
    end = starts[number + 1] if number + 1 < len(starts) else len(said.text)
    own = tuple(name for at, name in said.own_places if start <= at < end)
    return own or said.places


EACH_MUNICIPALITY = re.compile(r"\b(?:varje kommun|(?:i|för) var och en av kommunerna|per kommun och)\b")


def each_place(said: Sentence, places: tuple[str, ...], start: int) -> bool | None:
    if EACH_MUNICIPALITY.search(said.text):
        return True
    if places and re.match(r"(?:samtliga|alla|varje|vart och ett)\b", places[0], re.I):
        return True
    if len(places) < 2:
        return None
    if EACH.search(said.text):
        return True
    return False if TOGETHER.search(said.text) else None


def target_period(said: Sentence, kind: str) -> Period | None:
    """Return the target's own time: up to its deadline, or the year it names inside a longer promise."""
    if kind == "milestone":
        ends = deadline(said)
        start = said.period.start if said.period and ends and said.period.start <= ends else ends
        return Period(start, ends) if start and ends else None
    named = [dated.period for dated in periods(said.text) if dated.period]
    if len(named) == 1 and named[0] != said.period and not days(said.text):
        inside = said.period is None or (
            said.period.start <= named[0].start and named[0].end <= said.period.end
        )
        return named[0] if inside else None
    return None


def deadline(said: Sentence) -> date | None:
    year = said.period.start.year if said.period and said.period.start.year == said.period.end.year else None
    named = [dated.period.end for dated in days(said.text, year) if dated.period]
    named += [dated.period.end for dated in periods(said.text) if dated.period]
    return named[0] if named else None
