"""Swedish dates and periods: days, months, terms, tertials, half-years, school years, spans of years."""

import calendar
import itertools
import re
from dataclasses import dataclass
from datetime import date

from lofte.reader.draft import Period

MONTHS = {
    "januari": 1,
    "februari": 2,
    "mars": 3,
    "april": 4,
    "maj": 5,
    "juni": 6,
    "juli": 7,
    "augusti": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "apr": 4,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
    # As scanned pages give them: rn for m.
    "rnars": 3,
    "rnaj": 5,
    "septernber": 9,
    "novernber": 11,
    "decernber": 12,
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?:19|20)\d\d"
DAY = re.compile(
    rf"\b(?P<iso>(?P<iy>{YEAR})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}}))\b"
    rf"|\b(?:den\s+)?(?P<d>\d{{1,2}}|l)(?::?e|:a)?\s+(?P<m>{MONTH})\b\.?(?:,?\s+(?P<y>{YEAR}))?"
    rf"|\b(?P<nd>\d{{1,2}})/(?P<nm>\d{{1,2}})[-\s/]?(?P<ny>{YEAR})\b"
    # Six or eight figures in a row are a date only beside another such: "180101–191231".
    rf"|(?<![\d-])(?P<cy>(?:20)?\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>[0-3]\d)"
    rf"(?:(?=\s?[–—-]\s?(?:20)?\d{{6}}\b)|(?<=[–—-]\d{{6}})\b|(?<=[–—-]\d{{8}})\b|"
    rf"(?<=[–—-]\s\d{{6}})\b|(?<=[–—-]\s\d{{8}})\b)",
    re.I,
)
MONTH_YEAR = re.compile(
    rf"\b(?P<m>{MONTH})\.?(?:\s*(?:[–-]|till|och|"
    rf"t\.?o\.?m\.?)\s*(?P<m2>{MONTH}))?(?:\s+(?:månad\s+)?(?P<y>{YEAR}))\b",
    re.I,
)
A_MONTH = re.compile(rf"\b(?P<m>{MONTH})\b(?:\s+(?:månad\s+)?(?P<y>{YEAR}))?", re.I)
YEARS = re.compile(
    rf"(?<![\d-])(?P<a>{YEAR})\s*(?:[–—/-]|till och med|till|t\.?o\.?m\.?|och)\s*(?P<b>{YEAR}|"
    rf"\d\d)(?![\d-])(?!\s+(?:{MONTH})\b)"
)
YEAR_ALONE = re.compile(
    rf"(?<![\d:/-])(?P<y>{YEAR})(?![\d:]|[/–-]\d|-\d|\s*(?:kronor|kr\b|st\b|stycken|invånare))"
)
TERTIAL = re.compile(
    rf"\btertial\s*(?P<n>[123]|I{{1,3}}\b),?\s*(?P<y>{YEAR})|\b(?P<y2>{YEAR})[- ]?T(?P<n2>[123])\b|"
    rf"\bT(?P<n3>[123])[- ](?P<y3>{YEAR})\b",
    re.I,
)
HALF = re.compile(rf"\b(?P<which>första|andra)\s+halvåret\s+(?P<y>{YEAR})", re.I)
TERM = re.compile(
    rf"\b(?P<term>vår|höst)termin(?:en)?\s+(?P<y>{YEAR})|\b(?P<t2>VT|HT)[- ]?(?P<y2>{YEAR}|\d\d)\b", re.I
)
SEASON = re.compile(rf"\b(?:under\s+)?(?P<s>våren|sommaren|hösten)\s+(?P<y>{YEAR})", re.I)
SCHOOL_YEAR = re.compile(rf"\bläsåret\s+(?P<a>{YEAR})\s*[/–-]\s*(?P<b>{YEAR}|\d\d)", re.I)
HAS_DIGIT = re.compile(r"\d|\bl\s")  # scanned pages give l for 1
SPAN = re.compile(
    r"\s*(?:(?:och |samt )?(?:ska )?(?:pågår?|löpa|löper|gäll(?:er|a)|sträck(?:er|a) sig)?\s*(?:fram )?"
    r"(?:[–—-]{1,2}|till och med|t\.?\s?o\.?\s?m\.?|till|och)|och fram till)\s*(?:den\s+)?",
    re.I,
)


@dataclass(frozen=True)
class Dated:
    """A date or period in a text by position; `impossible` when no calendar has it."""

    start: int
    end: int
    period: Period | None
    impossible: bool = False
    year_missing: bool = False


def full_year(first: int, last: int | None = None) -> Period:
    return Period(date(first, 1, 1), date(last or first, 12, 31))


def month_span(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def closing_year(first: int, text: str) -> int:
    return int(text) if len(text) == 4 else first // 100 * 100 + int(text)


def days(text: str, year: int | None = None) -> list[Dated]:
    """Return the days named in a text; a day without its year takes `year`."""
    if not HAS_DIGIT.search(text):
        return []
    found = []
    for match in DAY.finditer(text):
        parts = (
            (match["cy"] if len(match["cy"]) == 4 else f"20{match['cy']}", match["cm"], match["cd"])
            if match["cy"]
            else (match["iy"], match["im"], match["id"])
            if match["iso"]
            else (match["ny"], match["nm"], match["nd"])
            if match["ny"]
            else (match["y"], str(MONTHS[match["m"].lower()]), match["d"] if match["d"] != "l" else "1")
        )
        given = int(parts[0]) if parts[0] else year
        found.append(day(match, given, int(parts[1]), int(parts[2]), parts[0] is None))
    return found


def day(match: re.Match[str], year: int | None, month: int, number: int, year_missing: bool) -> Dated:
    # A leap year lets 29 February pass when no year is said.
    try:
        when = date(year or 2000, month, number)
    except ValueError:
        return Dated(match.start(), match.end(), None, True, year_missing)
    period = None if year is None else Period(when, when)
    return Dated(match.start(), match.end(), period, False, year_missing)


def span_of_days(text: str) -> tuple[Dated, ...]:
    """Return two days written as a span (`1 februari 2023 till och med 31 december 2024`), or nothing."""
    found = days(text)
    for first, second in itertools.pairwise(found):
        between = SPAN.fullmatch(text[first.end : second.start])
        if between and second.start - first.end <= 45:
            dated = bool(first.year_missing and second.period)
            year = second.period.start.year if second.period else None
            return (days(text[first.start : first.end], year)[0] if dated else first, second)
    return ()


def span_of_months(text: str) -> Period | None:
    """Return a span whose ends are days or months (`16 september 2016 och pågå till och med mars 2017`)."""
    found = sorted([*days(text), *months(text)], key=lambda dated: dated.start)
    for first, second in itertools.pairwise(found):
        if not SPAN.fullmatch(text[first.end : second.start]) or not second.period:
            continue
        begins = first.period or month_alone(text[first.start : first.end], second.period.end.year)
        if begins and begins.start < second.period.end:
            return Period(begins.start, second.period.end)
    return None


def months(text: str) -> list[Dated]:
    """Return the months named without a day; one without its year has no period."""
    taken = [(one.start, one.end) for one in days(text)]
    return [
        Dated(match.start(), match.end(), month_alone(match[0], int(match["y"]) if match["y"] else None))
        for match in A_MONTH.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
    ]


def month_alone(text: str, year: int | None) -> Period | None:
    match = A_MONTH.match(text)
    if not match or not year:
        return None
    number = MONTHS[match["m"].lower()]
    return month_span(year, number, number)


def periods(text: str) -> list[Dated]:
    """Return the periods named in a text, longest reading first, none inside another."""
    found: list[Dated] = []

    def take(start: int, end: int, period: Period) -> None:
        if not any(other.start < end and start < other.end for other in found):
            found.append(Dated(start, end, period))

    for match in SCHOOL_YEAR.finditer(text):
        first = int(match["a"])
        take(*match.span(), Period(date(first, 7, 1), date(closing_year(first, match["b"]), 6, 30)))
    for start, end, period in parts_of_years(text):
        take(start, end, period)
    for match in YEARS.finditer(text):
        first, last = int(match["a"]), closing_year(int(match["a"]), match["b"])
        if first < last <= first + 12:
            take(*match.span(), full_year(first, last))
    for match in YEAR_ALONE.finditer(text):
        take(*match.span(), full_year(int(match["y"])))
    return sorted(found, key=lambda dated: dated.start)


def parts_of_years(text: str) -> list[tuple[int, int, Period]]:
    found = []
    for match in TERTIAL.finditer(text):
        number = match["n"] or match["n2"] or match["n3"]
        tertial = len(number) if number.upper().startswith("I") else int(number)
        year = int(match["y"] or match["y2"] or match["y3"])
        found.append((*match.span(), month_span(year, tertial * 4 - 3, tertial * 4)))
    for match in HALF.finditer(text):
        first = match["which"].lower() == "första"
        found.append((*match.span(), month_span(int(match["y"]), 1 if first else 7, 6 if first else 12)))
    for match in TERM.finditer(text):
        spring = (match["term"] or match["t2"]).lower() in ("vår", "vt")
        year = closing_year(2000, match["y"] or match["y2"])
        found.append((*match.span(), month_span(year, 1 if spring else 7, 6 if spring else 12)))
    for match in SEASON.finditer(text):
        first, last = {"våren": (3, 5), "sommaren": (6, 8), "hösten": (9, 11)}[match["s"].lower()]
        found.append((*match.span(), month_span(int(match["y"]), first, last)))
    for match in MONTH_YEAR.finditer(text):
        first = MONTHS[match["m"].lower()]
        last = MONTHS[match["m2"].lower()] if match["m2"] else first
        if last >= first:
            found.append((*match.span(), month_span(int(match["y"]), first, last)))
    return found
