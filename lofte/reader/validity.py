"""What a promise says it is valid for, and the years and impossible dates around it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from lofte.reader.dates import YEAR_ALONE, YEARS, Dated, days, periods, span_of_days, span_of_months
from lofte.reader.draft import Period
from lofte.reader.numbers import value_of
from lofte.reader.outline import Heading, Item
from lofte.reader.passage import Passage

TITLE = re.compile(r"medborgarlöft|löfte", re.I)


VALID = re.compile(
    r"\b(?:gäll(?:er|de|a|ande)|giltig\w*|löp(?:er|a)|pågå|påbörjas|under tiden|"
    r"avser|sträcker sig|tidsperiod|kalenderåre[nt]|under åre[nt]|"
    r"lovar|lovade|giltighetstid)\b",
    re.I,
)


PROMISE_WORD = re.compile(r"löfte|löften|medborgarlöft|parterna|\bvi\b", re.I)


# ---- period


@dataclass(frozen=True)
class Validity:
    period: Period | None
    years: tuple[Dated, ...]  # more than one edition on the page
    impossible: tuple[tuple[Passage, Dated], ...]


def validity_of(title: str | None, headings: list[Heading], items: list[Item]) -> Validity:
    """Return what the promise says it is valid for: a sentence that says so, else the years of its title."""
    editions = editions_of(headings)
    impossible = tuple(impossible_dates(items))
    if len({dated.period for dated in editions}) > 1:
        return Validity(None, editions, impossible)
    said = said_period(items)
    in_title = next((dated.period for dated in periods(title or "") if dated.period), None)
    heading = next(
        (
            dated.period
            for passage in titles(headings, items)
            for dated in periods(passage)
            if dated.period and dated.period != in_title
        ),
        None,
    )
    if in_title is None:
        in_title = heading
    heading = next(
        (
            dated.period
            for head in headings
            if TITLE.search(head.passage.text)
            for dated in periods(head.passage.text)
        ),
        None,
    )
    if impossible and said is None and any(VALID.search(passage.text) for passage, _ in impossible):
        return Validity(in_title or heading, editions, impossible)
    return Validity(said or in_title or heading or led_period(items), editions, impossible)


def titles(headings: list[Heading], items: list[Item]) -> list[str]:
    """Return the short lines at the top that name the promise."""
    top = [heading.passage.text for heading in headings[:5]] + [
        item.text for item in items[:6] if len(item.text) < 120
    ]
    top_lines = [text for text in top if TITLE.search(text)]
    # The year may stand alone under the title.
    return top_lines + [
        text
        for text in top
        if top_lines and re.fullmatch(r"(?:19|20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?", text)
    ]


def editions_of(headings: list[Heading]) -> tuple[Dated, ...]:
    """Return the years of headings of one rank that each open a promise of their own."""
    found: dict[float, list[Dated]] = {}
    for heading in headings[1:]:
        text = heading.passage.text
        if re.match(
            r"(?:(?:Gemensamt |Vårt |Våra )?[Mm]edborgarlöfte\w*|[Ll]öften?(?: för)?|[Åå]r|)\s*(?:för |"
            r"från )?(?:åren |år )?(?:19|20)\d\d",
            text,
        ) and not re.search(r"uppfölj", text, re.I):
            found.setdefault(heading.level, []).extend(periods(text)[:1])
    return tuple(next((dated for dated in found.values() if len({one.period for one in dated}) > 1), []))


OTHER_VALIDITY = re.compile(
    r"överenskommelse\w* (?:gäller|löper)|program\w* gäller|grannkommun|förra|tidigare", re.I
)
HOLDS = re.compile(r"\b(?:gäll|giltig|löp(?:er|a)\b|sträcker|avser|pågå|påbörjas|under tid)", re.I)
PLEDGE = re.compile(r"\b(?:ut)?lova(?:r|s|t|ts|de|des)\b|\båtar sig\b|aktiviteter", re.I)


def said_period(items: list[Item]) -> Period | None:
    """Return the period of the first sentence that says what the promise is valid for."""
    started = started_on(items)
    for zone, text in valid_sentences(items):
        own = zone == "validity"
        about = PROMISE_WORD.search(text) or own or text.startswith("Gäller") or re.match(r"De[tm]? ", text)
        says = VALID.search(text) and HOLDS.search(text) and about and not OTHER_VALIDITY.search(text)
        if (says or own) and (
            found := spanned(text) or (ending_only(text, started) if says else None) or whole_period(text)
        ):
            return found
        if PLEDGE.search(text) and not OTHER_VALIDITY.search(text) and (found := spanned(text)):
            return found
    return None


def spanned(text: str) -> Period | None:
    """Return the period between two days that a sentence names."""
    span = span_of_days(text)
    first, last = (span[0].period, span[1].period) if span else (None, None)
    if first and last and first.start <= last.end:
        return Period(first.start, last.end)
    return span_of_months(text)


def valid_sentences(items: list[Item]) -> list[tuple[str | None, str]]:
    return [(item.zone, sentence.text) for item in items for sentence in item.sentences]


def started_on(items: list[Item]) -> date | None:
    """Return the day that a sentence says the promise began to hold."""
    for _, text in valid_sentences(items):
        if match := re.search(r"\b(?:började gälla|börjar gälla|träder i kraft|gäller från)\b", text):
            found = [dated for dated in days(text[match.end() :]) if dated.period]
            if found and found[0].period:
                return found[0].period.start
    return None


# "skrevs under den 1 mars 2024 och gäller i ett år"
FOR_YEARS = re.compile(r"\bgäller i (?P<number>ett|två|tre|fyra) år\b")


def years_from(first: date, number: float) -> Period:
    """Return whole years from a day; 29 February counts as the 28th."""
    start = first.replace(day=28) if (first.month, first.day) == (2, 29) else first
    return Period(first, start.replace(year=start.year + int(number)) - timedelta(days=1))


def ending_only(text: str, started: date | None) -> Period | None:
    """Return the period of `gäller till och med den 31 december 2020`: from its start, else New Year."""
    match = re.search(r"\b(?:till och med|t\.?\s?o\.?\s?m\.?|fram till|till)\s+(?:den\s+)?(?=\d)", text)
    found = [dated for dated in days(text) if dated.period]
    if len(found) == 1 and found[0].period and (years := FOR_YEARS.search(text)):
        return years_from(found[0].period.start, value_of(years["number"]))
    if not match or len(found) != 1 or not found[0].period:
        return None
    last = found[0].period.end
    return Period(started if started and started < last else date(last.year, 1, 1), last)


def whole_period(text: str) -> Period | None:
    """Return the period of a sentence; what stands behind `gäller` speaks before the rest."""
    holds = HOLDS.search(text)
    if holds and any(dated.period for dated in periods(text[holds.start() :])):
        text = text[holds.start() :]
    found = [dated.period for dated in periods(text) if dated.period]
    if not found or (
        days(text) and len(days(text)) == 1 and not re.search(r"\btill\b|t\.?o\.?m|fram till", text)
    ):
        return None
    if (
        len(found) >= 2
        and re.search(r"\b(?:till|t\.?o\.?m|fram till|och)\b", text)
        and found[0].start < found[1].start
    ):
        return Period(found[0].start, found[1].end)
    return found[0]


def led_period(items: list[Item]) -> Period | None:
    """Return the years of a sentence that promises (`Vi lovar att under 2018 och 2019 …`)."""
    for item in items[:40]:
        for sentence in item.sentences:
            if re.search(
                r"\b(?:lovar|lovade|\w*löfte\w*|tecknat|skrivit under|enats)\b|\b(?:ska|kommer) vi\b.*:$",
                sentence.text,
            ) and not re.search(r"överenskommelse|program|uppfölj|förra|tidigare", sentence.text, re.I):
                if span := YEARS.search(sentence.text):
                    return periods(span[0])[0].period if periods(span[0]) else None
                if match := re.search(
                    r"\b(?:för|under|år|kalenderåret|hela)\s+(?=(?:19|20)\d\d)", sentence.text
                ):
                    year = YEAR_ALONE.match(sentence.text, match.end())
                    if year:
                        return periods(year[0])[0].period
    return None


def impossible_dates(items: list[Item]) -> list[tuple[Passage, Dated]]:
    return [
        (sentence, dated)
        for item in items
        for sentence in item.sentences
        for dated in days(sentence.text)
        if dated.impossible
    ]
