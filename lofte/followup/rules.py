"""Rules of the follow-up: an activity's status, when a comment is required, the word before a place."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from lofte.periods.calendar import Period, parse

QUALITATIVE = "qualitative"
COUNTED_KINDS = frozenset({"count", "share", "cadence", "milestone", "rate", "hours", "coverage", "slot"})

# The gravest of its targets speaks for the activity; it is done only when all of them are.
_GRAVITY = ("stopped", "not_met", "behind", "on_track", "done", "cannot_be_judged")
_NEEDS_WORDS = frozenset({"stopped", "not_met", "behind", "cannot_be_judged"})


PARTS = {
    "tertial": ("T1", "T2", "T3"),
    "quarter": ("Q1", "Q2", "Q3", "Q4"),
    "half_year": ("H1", "H2"),
    "year": ("",),
}


def periods(rhythm: str, whole: Period) -> list[Period]:
    """Return the periods that a promise is followed up for, by its rhythm or once at its end.

    Examples
    --------
    >>> [p.key for p in periods("half_year", parse("2021-2022"))]
    ['2021-H1', '2021-H2', '2022-H1', '2022-H2']
    """
    first, last = whole.starts.year, whole.last_day.year
    if rhythm not in PARTS:
        return [parse(str(first) if first == last else f"{first}-{last}")]
    keys = [f"{year}-{part}".rstrip("-") for year in range(first, last + 1) for part in PARTS[rhythm]]
    return [period for period in map(parse, keys) if period.overlap(whole)]


def closes_on(ends: date, *, owes_weeks: bool) -> date:
    """Return the first day on which all that belongs to a period is over: its last week may outlast it.

    Examples
    --------
    >>> closes_on(date(2022, 1, 1), owes_weeks=True)  # week 52 runs to Sunday 2 January
    datetime.date(2022, 1, 3)
    """
    after_last_week = ends + timedelta(days=(3 - ends.weekday()) % 7 - 3)
    return max(ends, after_last_week) if owes_weeks else ends


def activity_status(statuses: Iterable[str]) -> str:
    """Return the status an activity has when its targets have these; without targets it cannot be judged."""
    found = set(statuses)
    if found == {"done", "cannot_be_judged"}:  # half of a promise is not a promise kept
        return "cannot_be_judged"
    return next((status for status in _GRAVITY if status in found), "cannot_be_judged")


def is_told_in_words(kinds: Sequence[str]) -> bool:
    """Say whether an activity has nothing that can be counted."""
    return all(kind == QUALITATIVE for kind in kinds)


def needs_comment(status: str, kinds: Sequence[str]) -> bool:
    """Say whether the parties must explain: what is told in words, and whatever does not follow the plan."""
    return is_told_in_words(kinds) or status in _NEEDS_WORDS


def preposition(place: str, texts: Iterable[str]) -> str:
    """Return the word Swedes put before this place, as the promise itself does; ``i`` when it does not say.

    Examples
    --------
    >>> preposition("Ekhagen", ["med åtgärder på Råslätt, Öxnehaga och Ekhagen."])
    'på'
    """
    pattern = re.compile(
        r"\b(på|i|vid)\s+(?:[A-ZÅÄÖ][\w-]*(?:\s[A-ZÅÄÖ][\w-]*)?(?:,\s+|\s+och\s+))*"
        + re.escape(place)
        + r"\b"
    )
    return next((match[1] for text in texts if (match := pattern.search(text))), "i")
