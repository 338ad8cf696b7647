"""What only some kinds of targets say, read from the same words: weekdays, clock times, direction."""

import re
from dataclasses import dataclass
from datetime import time

from lofte.reader.quantity_words import AVERAGE

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_DAY = "|".join(WEEKDAYS)
_ALL_DAYS = re.compile(rf"\b({_DAY})", re.I)
_SPAN_OF_DAYS = re.compile(rf"\b({_DAY})\w*\s*(?:till(?: och med)?|[-–—])\s*({_DAY})", re.I)
_WORKDAYS = re.compile(r"\b(?:alla |varje |på )?vardag(?:ar|arna|en)?\b", re.I)
_CLOCK = re.compile(
    r"\b(?:kl(?:ockan|\.)?|mellan(?: kl(?:ockan|\.)?)?)\s*(\d{1,2})(?:[.:](\d\d))?\s*"
    r"(?:till|och|[-–—])\s*(?:kl(?:ockan|\.)?\s*)?(\d{1,2})(?:[.:](\d\d))?\b(?!\s*(?:procent|%|\w*patrull))",
    re.I,
)
_HOLIDAYS = re.compile(r"\b(?:utom|ej|inte|undantaget|förutom)\s+(?:på\s+)?(?:röda dagar|helgdag\w*)", re.I)
_EVERY = re.compile(
    r"\b(?:varje|i varje|var och en av veckorna)\s+(?:vecka|månad|dag|dygn|natt|kväll)\b", re.I
)
_OCCASION = re.compile(
    r"\b(?:efter|vid|inför|i samband med|till)\s+"
    r"(?:varje|samtliga|alla|större|stora|genomförd\w*|avslutad\w*)\s+"
    r"(?P<what>[^,.;]{3,60})",
    re.I,
)
_UNTIL_VERB = re.compile(r"\b(?:ska|skall|kommer|lovar|inom|ges|görs)\b", re.I)
_DOWN = re.compile(r"\b(?:minsk\w+|sjunk\w+|sänk\w+|halver\w+|färre|lägre)\b", re.I)
_UP = re.compile(r"\b(?:ök\w+|höj\w+|fler|högre|stig\w+|förbättra\w*)\b", re.I)
_BY = re.compile(r"\bmed\s+(?:minst |högst |cirka |omkring |ungefär )?\d", re.I)
_POINTS = re.compile(r"\bprocentenhet", re.I)
_PERCENT = re.compile(r"\d\s*(?:procent\b|%)", re.I)
_TO = re.compile(r"\btill\s+(?:minst |högst |cirka |omkring )?\d", re.I)


@dataclass(frozen=True)
class Particulars:
    """What was found; empty where the words say nothing."""

    pace: str = ""  # average, every
    weekdays: tuple[int, ...] = ()  # 1 is Monday
    clock: tuple[time, time] | None = None
    skips_holidays: bool = False
    occasion: str = ""  # the words for what something is owed at, or after
    reads_as: str = ""  # level, change, percent
    direction: str = ""  # up, down


def particulars(kind: str, text: str) -> Particulars:
    """Read what a target of this kind needs beyond its number.

    Examples
    --------
    >>> particulars("slot", "Kontoret är öppet tisdagar och torsdagar klockan 14–17.").weekdays
    (2, 4)
    >>> particulars("rate", "Minst tre medborgarkontakter i veckan i snitt.").pace
    'average'
    >>> found = particulars("indicator", "Bostadsinbrotten ska minska med 20 procent.")
    >>> found.reads_as, found.direction
    ('percent', 'down')
    """
    if kind == "indicator":
        return _of_indicator(text)
    if kind in {"on_demand", "follow_on"}:
        found = _OCCASION.search(text)
        return Particulars(occasion=_UNTIL_VERB.split(found["what"])[0].strip() if found else "")
    if kind in {"slot", "coverage"}:
        return Particulars(
            weekdays=weekdays(text), clock=clock(text), skips_holidays=bool(_HOLIDAYS.search(text))
        )
    if kind in {"rate", "count", "hours"}:
        return Particulars(pace="average" if AVERAGE.search(text) else "every" if _EVERY.search(text) else "")
    return Particulars()


def weekdays(text: str) -> tuple[int, ...]:
    """Return the weekdays that are named, or that lie between two named ones."""
    span = _SPAN_OF_DAYS.search(text)
    if span is not None:
        first, last = (WEEKDAYS.index(span[n].casefold()) + 1 for n in (1, 2))
        return tuple(range(first, last + 1)) if first < last else (*range(first, 8), *range(1, last + 1))
    if _WORKDAYS.search(text):
        return (1, 2, 3, 4, 5)
    return tuple(sorted({WEEKDAYS.index(one.casefold()) + 1 for one in _ALL_DAYS.findall(text)}))


def clock(text: str) -> tuple[time, time] | None:
    """Return between which times, where both are times of a day."""
    found = _CLOCK.search(text)
    if found is None:
        return None
    hours, minutes = (int(found[1]), int(found[3])), (int(found[2] or 0), int(found[4] or 0))
    if max(hours) > 24 or max(minutes) > 59:
        return None
    first, last = (time(hour % 24, minute) for hour, minute in zip(hours, minutes, strict=True))
    return None if first == last else (first, last)


def _of_indicator(text: str) -> Particulars:
    down, up = _DOWN.search(text), _UP.search(text)
    moves = [(one.start(), name) for one, name in ((down, "down"), (up, "up")) if one is not None]
    if not moves or (_TO.search(text) and not _BY.search(text)):
        return Particulars(reads_as="level")
    direction = min(moves)[1]
    if not _BY.search(text) or _POINTS.search(text):
        return Particulars(reads_as="change", direction=direction)
    return Particulars(reads_as="percent" if _PERCENT.search(text) else "change", direction=direction)
