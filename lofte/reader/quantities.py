"""Quantities: which numbers of a sentence count something, with their comparing word and their thing."""

import re
from dataclasses import dataclass, replace
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
    UNFIT_AFTER,
    WITHIN_BEFORE,
)
from lofte.reader.things import thing

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
    is_again: bool = False  # counts the same thing as the number before, elsewhere (`och 8 på Berget`)


@lru_cache(maxsize=RECENT)
def quantities(text: str, *, bare: bool = False) -> tuple[Quantity, ...]:
    """Return the numbers that count, last, share or limit something; `bare` also those without a thing."""
    apart: list[tuple[int, int]] | None = None
    found: list[Quantity] = []
    label_end = -1
    for numeral in numerals(text):
        if is_label(text, numeral, label_end):
            label_end = numeral.end
            continue
        quantity = (
            measured(text, numeral)
            or again(text, numeral, found)
            or (uncounted(text, numeral) if bare else None)
        )
        if quantity:
            apart = spans_apart(text) if apart is None else apart
            if not any(start <= numeral.start < end for start, end in apart):
                found.append(quantity)
    return tuple(found)


def again(text: str, numeral: Numeral, found: list[Quantity]) -> Quantity | None:
    """Return a number of the same thing as the one before it, at another place."""
    last = found[-1] if found else None
    if (
        last is None
        or last.role not in ("count", "objects")
        or last.unit is None
        or numeral.is_article
        or not AND_BEFORE.search(text[last.end : numeral.start])
        or not PLACE_AFTER.match(text[numeral.end : numeral.end + 30])
    ):
        return None
    comparator, start = compared(text[last.end : numeral.start], numeral, "")
    sign = comparator if start < numeral.start else last.comparator
    return replace(
        last,
        start=start,
        end=numeral.end,
        number_start=numeral.start,
        value=numeral.value,
        upper=numeral.upper,
        comparator=sign,
        is_again=True,
    )


# "12 trappuppgångar på Granängen och 8 på Tallbacken"
AND_BEFORE = re.compile(
    r"^\s+(?:på|i|vid)\s+[A-ZÅÄÖ][^.;\d]{1,50}?(?:,|\b(?:och|samt))\s+(?:(?:minst|högst|cirka)\s+)?$"
)
PLACE_AFTER = re.compile(r"\s+(?:på|i|vid)\s+[A-ZÅÄÖ]")


def spans_apart(text: str) -> list[tuple[int, int]]:
    """Return where clock times, telephone numbers, laws, weeks and dates stand."""
    return [match.span() for match in SPANS_APART.finditer(text)] + [
        (one.start, one.end) for one in days(text)
    ]


def uncounted(text: str, numeral: Numeral) -> Quantity | None:
    """Return a number told of a thing said before (`58 i Nyhem`, `2 av dem`), or a time (`15 veckor`)."""
    spot = Spot(
        text,
        numeral,
        text[max(0, numeral.start - 20) : numeral.start],
        text[numeral.end : numeral.end + 20],
        "=",
        numeral.start,
    )
    if (
        numeral.is_article
        or AGE_AFTER.match(spot.right)
        or is_bare_year(numeral, False, spot.right)
        or TIME_BEFORE.search(spot.left)
    ):
        return None
    if time := DURATION.match(spot.right):
        return spot.made("count", numeral.end + time.end(), time["unit"])
    return spot.made("count", numeral.end, None) if THING_BEFORE.match(spot.right) else None


TIME_BEFORE = re.compile(r"\b(?:under|i|inom|på|efter|sedan|klockan)\s+$")
THING_BEFORE = re.compile(r"\s+(?:i|på|vid|av dem|av dessa)\b|\s*[.,]|$")


def is_label(text: str, numeral: Numeral, label_end: int) -> bool:
    """Say whether the number names a class, a road, a step, also as one of several (`årskurs 7, 8 och 9`)."""
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


@dataclass(frozen=True)
class Spot:
    """A number with the words on both sides of it and its comparing word."""

    text: str
    numeral: Numeral
    left: str
    right: str
    comparator: str
    start: int  # of the comparing word, else of the number

    @property
    def said(self) -> bool:
        return self.start < self.numeral.start or self.comparator != "="

    def made(
        self, role: str, end: int, unit: str | None, *, times: int = 1, comparator: str | None = None
    ) -> Quantity:
        """Return the quantity in a role; more than ten whole things is at least eleven."""
        value, sign = self.numeral.value * times, self.comparator if comparator is None else comparator
        whole = role in ("count", "objects") and value == int(value)
        if sign in (">", "<"):
            value = int(value) + (1 if sign == ">" else -1) if whole else value
            sign = f"{sign}="
        upper = None if times != 1 else self.numeral.upper
        average = bool(AVERAGE.search(self.left[-40:]))
        return Quantity(
            role,
            self.start,
            end,
            self.numeral.start,
            value,
            upper,
            sign,
            unit,
            average,
            self.numeral.is_article,
        )


def spot_of(text: str, numeral: Numeral) -> Spot:
    left, right = text[max(0, numeral.start - 60) : numeral.start], text[numeral.end : numeral.end + 90]
    comparator, start = compared(left, numeral, right)
    return Spot(text, numeral, left, right, comparator, start)


def measured(text: str, numeral: Numeral) -> Quantity | None:
    """Return what a number measures, or None where it counts nothing."""
    spot = spot_of(text, numeral)
    if (
        AGE_AFTER.match(spot.right)
        or LAST_YEAR.search(spot.left)
        or (FROM_BEFORE.search(spot.left) and TO_AFTER.match(spot.right))
        or is_bare_year(numeral, spot.said, spot.right)
    ):
        return None
    if match := PERCENT.match(spot.right):
        return spot.made("percent", numeral.end + match.end(), "procent")
    if match := MINUTES.match(spot.right):
        return spot.made(
            "length", numeral.end + match.end(), "minuter", comparator=spot.comparator if spot.said else ""
        )
    if match := HOURS.match(spot.right):
        return hours(spot, match)
    if (match := DURATION.match(spot.right)) and not counts_days(spot, match):
        return time_limit(spot, match)
    return None if UNFIT_AFTER.match(spot.right) else countable(spot)


# "höjs från minst 60 till minst 80": the first is where it stood.
FROM_BEFORE = re.compile(r"\bfrån (?:minst |cirka |högst |omkring )?$")
TO_AFTER = re.compile(r" (?:[a-zåäö]+ )?till (?:minst |cirka |högst |omkring )?\d")


def countable(spot: Spot) -> Quantity | None:
    if DEFINITE_BEFORE.search(spot.left) and not spot.said:
        return of_all(spot)
    if spot.numeral.is_article and not counts_as_one(spot):
        return None
    return counted(spot)


def of_all(spot: Spot) -> Quantity | None:
    """Return how many there are of a set that is named whole (`samtliga 22 butiker`)."""
    if not re.search(r"\b(?:samtliga|alla)\s+(?:de\s+)?$", spot.left, re.I):
        return None
    unit, end = thing(spot.text, spot.numeral.end)
    return spot.made("objects", end, unit)


YEAR_ENDS = re.compile(r"\s*(?:[.,;()]|och\b|samt\b|$)")


def is_bare_year(numeral: Numeral, said: bool, right: str) -> bool:
    if numeral.by_word or not 1900 <= numeral.value <= 2100 or numeral.value != int(numeral.value):
        return False
    if YEAR_ENDS.match(right):
        return True  # "fler än 2020" compares with a year
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
        word = match[name].lower()
        if word != "ett" and not (numeral.is_article and word in AROUND) and not SEES.search(left):
            return sign, numeral.start - (len(left) - match.start())
    if numeral.about:
        return "~", numeral.start
    if AT_LEAST_AFTER.match(right):
        return ">=", numeral.start
    return "=", numeral.start


# "se över en lösning" and "runt en skola" compare nothing.
AROUND = frozenset("över runt kring omkring närmare".split())
SEES = re.compile(r"\b(?:se|ser|sett|setts|gå|går|gått|ta|tar|tagit|titta|tittar|föra|för) över\s+$", re.I)


LASTING_WORD = re.compile(r"\s*(?:tim(?:mes|mas|mars))\b")
WORK_AFTER = re.compile(r"\s+(?:fotpatrull|patrull|arbete|närvaro|polisarbete)")
LASTING_AFTER = re.compile(r"\s+(?:lång|per (?:gång|tillfälle|pass|kontroll)|åt gången|vid varje|varje gång)")
LASTING_BEFORE = re.compile(
    r"(?:tillfällen|gånger|pass|kontroller|patruller|besök|kvällar|möten|insatser|utbildning\w*|kurs\w*)"
    r"\s+(?:om|på|à|a)\s+(?:minst\s+)?$"
)
ROUND_THE_CLOCK = re.compile(r"\s+(?:om dygnet|per dygn|om dagen)")
RHYTHM_AFTER = re.compile(r"\s+(?:i veckan|per vecka|i månaden|per månad|varje vecka|per år|om året)")


def hours(spot: Spot, match: re.Match[str]) -> Quantity | None:
    """Return a sum of hours, the length of each item, or a limit in hours."""
    end, rest = spot.numeral.end + match.end(), spot.right[match.end() :]
    if ROUND_THE_CLOCK.match(rest) or re.search(r"\bkm(?:/h)?\s*$", spot.left):
        return None
    if WITHIN_BEFORE.search(spot.left) and re.search(r"\b(?:inom|senast|efter)\b[^,]*$", spot.left, re.I):
        return spot.made("days", end, "timmar", comparator="<=")
    lasting = (
        (LASTING_WORD.match(match[0]) and not WORK_AFTER.match(rest))
        or LASTING_AFTER.match(rest)
        or LASTING_BEFORE.search(spot.left)
        or (spot.numeral.is_article and not spot.said)
    )
    if lasting:
        return spot.made("length", end, "minuter", times=60, comparator=spot.comparator if spot.said else "")
    return spot.made("hours", end, "timmar")


def counts_days(spot: Spot, match: re.Match[str]) -> bool:
    """Say whether days are counted (`minst tio dagar`, `en dag i veckan`), not how long something takes."""
    if RHYTHM_AFTER.match(spot.right[match.end() :]):
        return True
    long = match["unit"].lower().endswith(("dagar", "dygn", "veckor"))
    bounded = spot.comparator in ("=", "<=", "<") or re.search(r"\b(?:under|i|var|varje)\s+$", spot.left)
    return long and not bounded and not is_limit(spot)


def is_limit(spot: Spot) -> bool:
    return bool(
        WITHIN_BEFORE.search(spot.left) and re.search(r"\b(?:inom|senast|efter)\b", spot.left[-24:], re.I)
    )


def time_limit(spot: Spot, match: re.Match[str]) -> Quantity | None:
    """Return a limit in days, or None for a mere length of time."""
    if not is_limit(spot) and spot.comparator not in ("<=", "<"):
        return None
    end = spot.numeral.end + match.end()
    return spot.made("days", end, "dagar", times=DAYS_IN[match["unit"].lower()], comparator="<=")


def counts_as_one(spot: Spot) -> bool:
    """Say whether `en` or `ett` counts: after `minst`, before `gång`, or with how often after its thing."""
    right = spot.right
    if spot.said:
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


def counted(spot: Spot) -> Quantity | None:
    unit, end = thing(spot.text, spot.numeral.end)
    times = unit in ("tillfällen", "gånger", "ggr", "stycken", "tillfälle", "gång")
    role = "objects" if PREPOSITION_BEFORE.search(spot.left) and not spot.said and not times else "count"
    if (
        unit is None
        and not spot.said
        and not RATE_AFTER.match(spot.right)
        and not TARGET_BEFORE.search(spot.left)
    ):
        return None
    return spot.made(role, end, unit)


RATE_AFTER = re.compile(r"\s*(?:per|/|varje|om året|i (?:veckan|månaden)|årligen)")
TARGET_BEFORE = re.compile(r"målvärde\w*\s*(?:är|på|om|:)?\s*$|:\s*$")
