"""Swedish numbers as people write them: digits, words, both, tens (`ett 50-tal`), halves and fifths."""

import re
from dataclasses import dataclass

UNITS = {
    "noll": 0,
    "en": 1,
    "ett": 1,
    "två": 2,
    "tvenne": 2,
    "tre": 3,
    "fyra": 4,
    "fem": 5,
    "sex": 6,
    "sju": 7,
    "åtta": 8,
    "nio": 9,
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "nitton": 19,
}
TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
ORDINALS = {
    "annan": 2,
    "annat": 2,
    "tredje": 3,
    "fjärde": 4,
    "femte": 5,
    "sjätte": 6,
    "sjunde": 7,
    "åttonde": 8,
    "nionde": 9,
    "tionde": 10,
}


def longest_first(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


UNIT = longest_first(UNITS)
TEN = longest_first(TENS)
BELOW_HUNDRED = rf"(?:(?:{TEN})(?:{UNIT})?|(?:{UNIT}))"
WORD = (
    rf"(?:(?:{BELOW_HUNDRED})?tusen(?:{BELOW_HUNDRED}?hundra)?(?:{BELOW_HUNDRED})?|"
    rf"(?:{UNIT})?hundra(?:{BELOW_HUNDRED})?|{BELOW_HUNDRED})"
)
# No count is longer; a row of a hundred figures is no number.
SPACED = r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,4}(?!\d)"
DIGITS = rf"(?:{SPACED}|\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?!\d)|\d{{1,12}})(?:,\d{{1,9}})?"
NUMBER = rf"(?:{DIGITS}|\b{WORD}\b)"
NUMERAL = re.compile(
    rf"(?<![\w,.§:/-])(?P<first>{NUMBER})(?:\s*\((?:{NUMBER})\))?"
    rf"(?:\s?(?P<dash>[–—-]|till|à|eller)\s?(?P<second>{NUMBER})|\s+och\s+(?P<third>{NUMBER}))?(?![\d]|"
    rf"[.,:]\d|\w)",
    re.I,
)
ABOUT_TENS = re.compile(rf"\b(?:(?:ett|något|drygt|knappt)\s+)*(?P<tens>\d+|{WORD})[-\s]?tal\b", re.I)
DOZEN = re.compile(r"\b(?:ett?\s+)?(?P<half>halvt?\s*)?dussin(?P<about>tal)?\b", re.I)
PARTS = re.compile(
    r"\b(?:var(?:je|t)?\s+(?P<every>tredje|fjärde|femte|tionde)|(?P<half>hälften)|(?P<of>en|två|tre|fyra)\s+"
    r"(?P<part>tredjedel|fjärdedel|femtedel|tiondel)(?:ar)?)\b",
    re.I,
)
PART_SIZES = {"tredjedel": 3, "fjärdedel": 4, "femtedel": 5, "tiondel": 10}


@dataclass(frozen=True)
class Numeral:
    """A number in a text by position; `upper` closes a range."""

    start: int
    end: int
    value: float | int
    upper: float | int | None
    by_word: bool
    is_article: bool  # a bare "en" or "ett", which mostly counts nothing
    about: bool = False


def value_of(text: str) -> float | int:
    """Return the number that a numeral's text says."""
    text = text.strip().lower()
    if text[0].isdigit():
        whole, _, part = re.sub(r"[ \u00a0\u202f\u2009.]", "", text).partition(",")
        return float(f"{whole}.{part}") if part else int(whole)
    return word_value(text)


def word_value(word: str) -> int:
    before, thousand, after = word.partition("tusen")
    if thousand:
        return (word_value(before) if before else 1) * 1000 + (word_value(after) if after else 0)
    before, hundred, after = word.partition("hundra")
    if hundred:
        return (word_value(before) if before else 1) * 100 + (word_value(after) if after else 0)
    if word in UNITS:
        return UNITS[word]
    for ten, value in TENS.items():
        if word.startswith(ten):
            return value + UNITS.get(word.removeprefix(ten), 0)
    raise ValueError(word)


def numerals(text: str) -> list[Numeral]:
    """Return every number of a text in reading order, `ett 20-tal` and `ett dussin` among them."""
    found = about_numerals(text)
    taken = [(numeral.start, numeral.end) for numeral in found]
    for match in NUMERAL.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.extend(from_match(text, match))
    return sorted(found, key=lambda numeral: numeral.start)


def from_match(text: str, match: re.Match[str]) -> list[Numeral]:
    first = match["first"]
    second = match["second"] or (match["third"] if between_before(text, match.start()) else None)
    end = match.end()
    if match["third"] and not second:
        # "två och tre" without "mellan" are two numbers.
        other = match.start("third")
        return [
            single(first, match.start(), match.end("first")),
            single(match["third"], other, match.end("third")),
        ]
    if (
        second
        and (match["dash"] or "").lower() in ("eller", "à")
        and not second[0].isdigit()
        and not first[0].isdigit()
    ):
        # "en eller två": read as a range too.
        pass
    low = value_of(first)
    high = value_of(second) if second else None
    if high is not None and high <= low:
        high = None
    return [
        Numeral(
            match.start(),
            end,
            low,
            high,
            not first[0].isdigit(),
            first.lower() in ("en", "ett") and end == match.end("first"),
        )
    ]


def single(word: str, start: int, end: int) -> Numeral:
    return Numeral(start, end, value_of(word), None, not word[0].isdigit(), word.lower() in ("en", "ett"))


def between_before(text: str, start: int) -> bool:
    return text[max(0, start - 8) : start].lower().rstrip().endswith("mellan")


def about_numerals(text: str) -> list[Numeral]:
    found = []
    if "tal" in text:
        for match in ABOUT_TENS.finditer(text):
            value = value_of(match["tens"])
            if not re.match(r"\s*(?:et|ets)\b", text[match.end() :]) and 10 <= value < 1900:
                found.append(Numeral(match.start(), match.end(), value, None, True, False, about=True))
    if "dussin" in text:
        found += [
            Numeral(*one.span(), 6 if one["half"] else 12, None, True, False, about=bool(one["about"]))
            for one in DOZEN.finditer(text)
        ]
    return found


def part_of_hundred(match: re.Match[str]) -> float | int:
    """Return `var femte`, `hälften`, `två tredjedelar` as a percentage."""
    if match["half"]:
        return 50
    if match["every"]:
        return tidy(100 / ORDINALS[match["every"].lower()])
    return tidy(100 * UNITS[match["of"].lower()] / PART_SIZES[match["part"].lower()])


def tidy(value: float) -> float | int:
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded
