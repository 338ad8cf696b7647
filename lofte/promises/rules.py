"""What an answer to a question means for a target, and what it must say before it can be counted. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lofte.periods.calendar import Period, UnknownPeriod, parse

COUNTED = frozenset({"count", "hours", "rate", "cadence", "share", "milestone"})  # these lean on logged work
PACED = frozenset({"count", "hours", "coverage"})  # these add up to a number: it can be expected by and by
MONTHS_OF = {"tertial": 4, "term": 6, "season": 6, "year": 12}  # a number per one of these begins anew
NUMBERED = frozenset({"count", "hours", "rate", "share"})  # without a number these say nothing
HELD_PER = frozenset({"day", "night", "week", "month"})  # so many each of these: in every one, or on average
LONGEST_YEARS = 10  # a promise longer than this is a slip of the pen
EARLIEST = date(2011, 1, 1)  # the first handbook on citizen promises
LATEST = date(2100, 1, 1)
MOST = 1_000_000  # no promise speaks of more of anything
ADOPTED_BEFORE = timedelta(days=366)  # the earliest day: a promise is agreed on in the year before it begins
NO_SET = "Ingen områdesgrupp behövs"  # an answer to which_place
NO_ORGANISATION = "Ingen i samverkan"  # an answer to which_party and who

_MEANINGS: Mapping[str, tuple[tuple[str, str, Any], ...]] = {
    "each_or_together": (
        ("each_place", r"\b(?:varje|vart|var för sig|vardera|var och en|respektive)\b", True),
        ("each_place", r"\b(?:tillsammans|sammanlagt|totalt|gemensamt|ihop|i samtliga tillsammans)\b", False),
    ),
    "per_year_or_whole_period": (
        ("per", r"\b(?:per år|varje år|om året|årligen|vartdera året|vart och ett av åren|året)\b", "year"),
        ("per", r"\b(?:hela|båda åren|bägge åren|perioden|sammanlagt|tillsammans|totalt)\b", "period"),
    ),
    "exactly_or_at_least": (
        ("comparator", r"\b(?:minst|eller fler|lägst)\b", ">="),
        ("comparator", r"\b(?:precis|exakt|varken)\b", "="),
        ("comparator", r"\b(?:ungefär|cirka|omkring)\b", "~"),
        ("comparator", r"\b(?:högst|som mest)\b", "<="),
    ),
    "average_or_every": (
        ("held", r"\b(?:snitt\w*|genomsnitt\w*|medeltal)\b", "average"),
        ("held", r"\b(?:varje|var för sig|vart och en|samtliga)\b", "every"),
    ),
    "counted_when": (
        ("counted_state", r"\b(?:påbörja\w*|inled\w*|starta\w*|öppna\w*)\b", "begun"),
        ("counted_state", r"\b(?:avsluta\w*|klar\w*|stäng\w*|färdig\w*|slutför\w*)\b", "closed"),
    ),
    "share_of_what": (
        ("whole", r"\b(?:person\w*|misstänkt\w*|användare|människor)\b", "persons"),
        ("whole", r"^av (?!.*\b(?:person\w*|misstänkt\w*|användare|människor)\b)", "main"),
    ),
}


@dataclass(frozen=True)
class Change:
    """One thing an answer does to a target."""

    field: str
    value: Any


def meaning(code: str, answer: str, facts: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what an answer changes in its target; nothing when the words point two ways or none."""
    words = answer.casefold()
    if code == "length_or_minimum":
        return _length_meaning(words, facts)
    if code == "which_number":
        return _number_meaning(words)
    found = {(field, value) for field, pattern, value in _MEANINGS.get(code, ()) if re.search(pattern, words)}
    if len(found) != 1:
        return ()
    ((field, value),) = found
    return (Change(field, value),)


def _length_meaning(words: str, facts: Mapping[str, Any]) -> tuple[Change, ...]:
    """Read a length as a least time, as a usual one that excludes nothing, or as a unit: that is hours."""
    minutes, value = facts.get("minimum_minutes"), facts.get("value")
    if minutes is None:
        return ()
    as_count = () if value is None else (Change("kind", "count"), Change("value", Decimal(str(value))))
    if re.search(r"\b(?:som flera|mått)\b", words) and value is not None:
        hours = (Decimal(str(value)) * minutes / 60).quantize(Decimal("0.01"))
        return (Change("kind", "hours"), Change("value", hours), Change("minimum_minutes", None))
    if re.search(r"\b(?:minst|minsta|eller längre|räknas inte)\b", words):
        return (*as_count, Change("minimum_minutes", minutes))
    if re.search(r"\b(?:ungefär\w*|cirka|alla|oavsett|vanlig\w*)\b", words):
        return (*as_count, Change("minimum_minutes", None))
    return ()


def _number_meaning(words: str) -> tuple[Change, ...]:
    value = number_in(words)
    return () if value is None or value > MOST else (Change("value", value),)


def number_in(words: str) -> int | None:
    """Return the only number in an answer; None where there is none, more than one, or one below nought."""
    numbers = re.findall(r"\d+(?:[  ]\d{3})*", words)
    is_below = re.search(r"(?<![\d\w])[-−–]\s?\d", words) is not None
    return int(re.sub(r"\D", "", numbers[0])) if len(numbers) == 1 and not is_below else None


def is_absurd_number(words: str) -> bool:
    """Judge whether an answer holds figures that no target can have."""
    value = number_in(words)
    return value > MOST if value is not None else re.search(r"\d", words) is not None


def period_of(answer: str, today: date) -> Period | None:
    """Return the time that an answer gives a promise: of some years at most, in our days; else None."""
    is_this_year = answer.strip().casefold() == "innevarande år"
    period = parse(str(today.year)) if is_this_year else period_in(answer)
    if period is None or period.starts < EARLIEST or period.last_day > LATEST:
        return None
    return period if period.last_day.year - period.starts.year < LONGEST_YEARS else None


def period_in(answer: str) -> Period | None:
    """Read a period out of an answer: ``2021``, ``2021–2022``, ``2021-01-01 till 2021-12-31``; else None."""
    days = re.findall(r"\b(\d{4}-\d{2}-\d{2})\b", answer)
    if len(days) == 2:
        return _between(days[0], days[1])
    match = re.search(r"\b(20\d\d)\s*(?:[-–—/]|till|och|t\.?o\.?m\.?)?\s*(20\d\d)?\b", answer)
    if match is None:
        return None
    try:
        return parse(match[1] if match[2] in {None, match[1]} else f"{match[1]}-{match[2]}")
    except UnknownPeriod:
        return None


def _between(first: str, last: str) -> Period | None:
    try:
        starts, last_day = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    if not starts <= last_day < date.max:
        return None
    return Period(starts, last_day + timedelta(days=1))


def is_paced(kind: str, per: str) -> bool:
    """Judge whether so many are promised each week, month, day or night: each time, or on average?"""
    return kind in {"count", "hours", "rate"} and per in HELD_PER


def needs_work(kind: str) -> bool:
    """Judge whether a target of this kind is counted from logged work."""
    return kind in COUNTED


def begins_anew(per: str, starts: date, ends: date) -> bool:
    """Judge whether a number begins anew within its time: so many a year, during two years."""
    if per not in MONTHS_OF:
        return False
    last = Period(starts, ends).last_day
    first_part, last_part = ((day.year, (day.month - 1) // MONTHS_OF[per]) for day in (starts, last))
    return first_part != last_part


def edition_slug(starts: date, ends: date) -> str:
    """Return a promise's address from its time: ``2021``, ``2021-2022``, else its first and last month."""
    last = Period(starts, ends).last_day
    if (starts.month, starts.day, last.month, last.day) == (1, 1, 12, 31):
        return str(starts.year) if starts.year == last.year else f"{starts.year}-{last.year}"
    return f"{starts:%Y-%m}-{last:%Y-%m}"


def first_free(stem: str, taken: Iterable[str]) -> str:
    """Return the stem, or the stem with the first number that nobody has."""
    used = set(taken)
    return next(
        name for n in range(1, len(used) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in used
    )


def may_be_adopted_on(day: date, starts: date, ends: date) -> bool:
    """Judge whether a promise of this time can have been adopted on the day."""
    return starts - ADOPTED_BEFORE <= day < ends


def in_edition(title: str, starts: date, ends: date, new_starts: date, new_ends: date) -> str:
    """Return an earlier promise's title with the years of the new one, where it names its own."""
    years, last = {starts.year, Period(starts, ends).last_day.year}, Period(new_starts, new_ends).last_day
    new = str(new_starts.year) + ("" if last.year == new_starts.year else f"–{last.year}")
    named = "|".join(str(year) for year in sorted(years))
    return re.sub(rf"\b(?:{named})(?:\s?[-–/]\s?(?:{named}))?\b", new, title)


def other_years(text: str, starts: date, ends: date) -> list[int]:
    """Return the years that a text names and its promise's time does not hold."""
    held = range(starts.year, Period(starts, ends).last_day.year + 1)
    return sorted({year for one in re.findall(r"\b20\d\d\b", text) if (year := int(one)) not in held})
