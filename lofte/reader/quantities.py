"""Quantities: which numbers of a sentence count something, with their comparing word and their thing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lofte.reader.dates import days
from lofte.reader.numbers import Numeral, numerals
from lofte.reader.quantity_words import (
    AGE_AFTER,
    AT_LEAST_AFTER,
    AVERAGE,
    CHAIN,
    COMPARATORS,
    COMPARING,
    COUNTED_AFTER,
    COUNTER,
    DAYS_IN,
    DEFINITE_BEFORE,
    DURATION,
    HOURS,
    LABEL,
    LAST_YEAR,
    MINUTES,
    NAME_BEFORE,
    PERCENT,
    PREPOSITION_BEFORE,
    SPANS_APART,
    STOPWORDS,
    UNFIT_AFTER,
    WITHIN_BEFORE,
    WORD,
)

RECENT = 64  # texts: the same sentence is asked about several times in a row


@dataclass(frozen=True)
class Quantity:
    """A number that may make a target; `role` says of what sort."""

    role: str  # count | percent | length | hours | days | objects
    start: int  # with its comparing word
    end: int  # with its unit
    number_start: int
    value: float | int
    upper: float | int | None
    comparator: str
    unit: str | None
    average: bool = False
    is_article: bool = False


@lru_cache(maxsize=RECENT)
def quantities(text: str, *, bare: bool = False) -> tuple[Quantity, ...]:
    """Return the numbers of a text that count, last, share or limit something; `bare` takes those without a thing too."""
    apart: list[tuple[int, int]] | None = None
    found: list[Quantity] = []
    label_end = -1
    for numeral in numerals(text):
        if is_label(text, numeral, label_end):
            label_end = numeral.end
            continue
        quantity = measured(text, numeral) or (uncounted(text, numeral) if bare else None)
        if quantity:
            apart = spans_apart(text) if apart is None else apart
            if not any(start <= numeral.start < end for start, end in apart):
                found.append(quantity)
    return tuple(found)


def spans_apart(text: str) -> list[tuple[int, int]]:
    """Return where clock times, telephone numbers, laws, weeks and dates stand."""
    return [match.span() for match in SPANS_APART.finditer(text)] + [
        (one.start, one.end) for one in days(text)
    ]


def uncounted(text: str, numeral: Numeral) -> Quantity | None:
    """Return a number of a told outcome whose thing was said before (`58 i Nyhem`, `2 av dem`) or is a time (`15 veckor`)."""
    left, right = text[max(0, numeral.start - 20) : numeral.start], text[numeral.end : numeral.end + 20]
    if (
        numeral.is_article
        or AGE_AFTER.match(right)
        or is_bare_year(numeral, False, right)
        or re.search(r"\b(?:under|i|inom|på|efter|sedan|klockan)\s+$", left)
    ):
        return None
    time = DURATION.match(right)
    if time or re.match(r"\s+(?:i|på|vid|av dem|av dessa)\b|\s*[.,]|$", right):
        return made(
            "count",
            numeral,
            "=",
            numeral.start,
            numeral.end + (time.end() if time else 0),
            time["unit"] if time else None,
            left,
        )
    return None


def is_label(text: str, numeral: Numeral, label_end: int) -> bool:
    """Say whether the number names something: a class, a road, a step; also as one of several (`årskurs 7, 8 och 9`)."""
    left = text[max(0, numeral.start - 40) : numeral.start]
    if label_end >= 0 and CHAIN.fullmatch(text[label_end : numeral.start]):
        return not COUNTED_AFTER.match(text[numeral.end :])
    if numeral.by_word:
        return False
    if LABEL.search(left):
        return not (
            left.rstrip().lower().endswith(("från", "mot", "mål", "plats", "område"))
            and not re.search(r"(?:^|\s)[Mm]ål\s$", left)
        )
    return bool(NAME_BEFORE.search(left)) and not COUNTED_AFTER.match(text[numeral.end : numeral.end + 60])


def measured(text: str, numeral: Numeral) -> Quantity | None:
    left, right = text[max(0, numeral.start - 60) : numeral.start], text[numeral.end : numeral.end + 90]
    comparator, start = compared(left, numeral, right)
    said = start < numeral.start or comparator != "="
    if AGE_AFTER.match(right) or LAST_YEAR.search(left) or is_bare_year(numeral, said, right):
        return None
    if match := PERCENT.match(right):
        return made("percent", numeral, comparator, start, numeral.end + match.end(), "procent", left)
    if match := MINUTES.match(right):
        return made(
            "length", numeral, comparator if said else "", start, numeral.end + match.end(), "minuter", left
        )
    if match := HOURS.match(right):
        return hours(numeral, comparator, said, start, match, left, right)
    if (match := DURATION.match(right)) and (
        quantity := duration(numeral, comparator, start, match, left, right)
    ) is not False:
        return quantity
    if UNFIT_AFTER.match(right):
        return None
    if DEFINITE_BEFORE.search(left) and not said:
        return of_all(text, numeral, left)
    if numeral.is_article and not counts_as_one(left, right, said):
        return None
    return counted(text, numeral, comparator, start, said, left)


def of_all(text: str, numeral: Numeral, left: str) -> Quantity | None:
    """Return how many there are of a set that is named whole (`samtliga 22 butiker`)."""
    if not re.search(r"\b(?:samtliga|alla)\s+(?:de\s+)?$", left, re.I):
        return None
    unit, end = thing(text, numeral.end)
    return made("objects", numeral, "=", numeral.start, end, unit, left)


def is_bare_year(numeral: Numeral, said: bool, right: str) -> bool:
    if numeral.by_word or not 1900 <= numeral.value <= 2100 or numeral.value != int(numeral.value):
        return False
    return not (said or re.match(r"\s+(?:st\b|stycken|gånger|tillfällen)", right) or HOURS.match(right))


def compared(left: str, numeral: Numeral, right: str) -> tuple[str, int]:
    """Return the comparator and where its word begins."""
    if numeral.upper is not None:
        between = re.search(r"\bmellan\s+$", left, re.I)
        return "between", numeral.start - (len(left) - between.start() if between else 0)
    if match := COMPARING.search(left):
        name = match.lastgroup or "c0"
        sign = COMPARATORS[int(name[1:])][0]
        # "under ett 20-tal" has its "ett" inside the numeral; a bare "ett" elsewhere is no comparing word.
        if match[name].lower() != "ett":
            return sign, numeral.start - (len(left) - match.start())
    if numeral.about:
        return "~", numeral.start
    if AT_LEAST_AFTER.match(right):
        return ">=", numeral.start
    return "=", numeral.start


def made(
    role: str, numeral: Numeral, comparator: str, start: int, end: int, unit: str | None, left: str
) -> Quantity:
    value: float | int = numeral.value
    # More than ten whole things is at least eleven.
    if comparator == ">" and role in ("count", "objects") and value == int(value):
        comparator, value = ">=", int(value) + 1
    elif comparator == "<" and role in ("count", "objects") and value == int(value):
        comparator, value = "<=", int(value) - 1
    comparator = {">": ">=", "<": "<="}.get(comparator, comparator)
    average = bool(AVERAGE.search(left[-40:]))
    return Quantity(
        role, start, end, numeral.start, value, numeral.upper, comparator, unit, average, numeral.is_article
    )


def hours(
    numeral: Numeral, comparator: str, said: bool, start: int, match: re.Match[str], left: str, right: str
) -> Quantity | None:
    rest = right[match.end() :]
    if re.match(r"\s+(?:om dygnet|per dygn|om dagen)", rest) or re.search(r"\bkm(?:/h)?\s*$", left):
        return None
    if WITHIN_BEFORE.search(left) and re.search(r"\b(?:inom|senast|efter)\b[^,]*$", left, re.I):
        return made("days", numeral, "<=", start, numeral.end + match.end(), "timmar", left)
    lasting = re.match(r"\s*(?:tim(?:mes|mas|mars))\b", match[0]) and not re.match(
        r"\s+(?:fotpatrull|patrull|arbete|närvaro|polisarbete)", rest
    )
    lasting = lasting or re.match(
        r"\s+(?:lång|per (?:gång|tillfälle|pass|kontroll)|åt gången|vid varje|varje gång)", rest
    )
    lasting = lasting or bool(
        re.search(
            r"(?:tillfällen|gånger|pass|kontroller|patruller|besök|kvällar|möten|insatser|utbildning\w*|"
            r"kurs\w*)\s+(?:om|på|à|a)\s+(?:minst\s+)?$",
            left,
        )
    )
    lasting = lasting or (numeral.is_article and not said)
    if lasting:
        return made(
            "length",
            scaled(numeral, 60),
            comparator if said else "",
            start,
            numeral.end + match.end(),
            "minuter",
            left,
        )
    return made("hours", numeral, comparator, start, numeral.end + match.end(), "timmar", left)


def scaled(numeral: Numeral, factor: int) -> Numeral:
    return Numeral(numeral.start, numeral.end, numeral.value * factor, None, numeral.by_word, False)


def duration(
    numeral: Numeral, comparator: str, start: int, match: re.Match[str], left: str, right: str
) -> Quantity | None | bool:
    """Return a time limit, None for a mere length of time, or False when days are what is counted."""
    unit = match["unit"].lower()
    if re.match(
        r"\s+(?:i veckan|per vecka|i månaden|per månad|varje vecka|per år|om året)", right[match.end() :]
    ):
        return False
    if WITHIN_BEFORE.search(left) and re.search(r"\b(?:inom|senast|efter)\b", left[-24:], re.I):
        days_ = Numeral(
            numeral.start, numeral.end, numeral.value * DAYS_IN[unit], None, numeral.by_word, False
        )
        return made("days", days_, "<=", start, numeral.end + match.end(), "dagar", left)
    if comparator in ("<=", "<"):
        limit = Numeral(
            numeral.start, numeral.end, numeral.value * DAYS_IN[unit], None, numeral.by_word, False
        )
        return made("days", limit, "<=", start, numeral.end + match.end(), "dagar", left)
    if (
        comparator != "="
        and unit.endswith(("dagar", "dygn", "veckor"))
        and not re.search(r"\b(?:under|i|var|varje)\s+$", left)
    ):
        return False
    return None


def counts_as_one(left: str, right: str, said: bool) -> bool:
    """Say whether `en` or `ett` counts: after `minst`, before `gång`, or with how often right after its thing."""
    if said:
        return True
    if re.match(r"\s+(?:gång|tillfälle)\b", right):
        return not re.match(r"\s+gång\s+(?:till|för alla)", right)
    return bool(
        re.match(
            r"\s+(?:[a-zåäö-]+(?:a|d|t|ad|at|ande|lig|ligt|sam|samt)\s+){0,2}?(?!(?:efter|längs|på|i|för|"
            r"vid|med|av|till)\b)[a-zåäö-]+\s+(?:(?:per|i|om)\s+(?:vecka|veckan|månad|månaden|år|året|"
            r"kvartal|termin|tertial|halvår|natt|dag|dygn)|varje\s+\w+|i\s+varje)\b",
            right,
        )
    )


def counted(
    text: str, numeral: Numeral, comparator: str, start: int, said: bool, left: str
) -> Quantity | None:
    unit, end = thing(text, numeral.end)
    role = "count"
    if (
        PREPOSITION_BEFORE.search(left)
        and not said
        and unit not in ("tillfällen", "gånger", "ggr", "stycken", "tillfälle", "gång")
    ):
        role = "objects"
    right = text[numeral.end : numeral.end + 30]
    if unit is None and re.match(r"\s*(?:per|/|varje|om året|i (?:veckan|månaden)|årligen)", right):
        said = True
    if unit is None and not said and not re.search(r"målvärde\w*\s*(?:är|på|om|:)?\s*$|:\s*$", left):
        return None
    return made(role, numeral, comparator, start, end, unit, left)


def thing(text: str, start: int) -> tuple[str | None, int]:
    """Return the noun that a number counts, past `stycken`, lengths and adjectives, and where it ends."""
    position = start
    if counter := COUNTER.match(text, position):
        position = counter.end()
    if length := re.compile(
        r"\s*(?:\d+|[a-zåäö]+)(?:\s|-)?(?:minuters|timmars|timmes)(?:\s+långa)?", re.I
    ).match(text, position):
        position = length.end()
    found: str | None = None
    end = position
    for _ in range(4):
        match = WORD.match(text, position)
        if not match or match[1].lower() in STOPWORDS or (found and match[1][0].isupper()):
            break
        found, position, end = match[1], match.end(), match.end()
        if found.lower() in ("gånger", "tillfällen", "ggr", "gång", "tillfälle") or (
            re.search(r"(?:ar|er|or|besök|möten|pass|brott|ärenden|kvällar|timmar)$", found)
            and not re.search(r"(?:ller|under|eller|över)$", found)
        ):
            break
        if text[end : end + 1] in ".,;:()":
            break
    if found is None and position > start:
        return "stycken", position
    return found, end
