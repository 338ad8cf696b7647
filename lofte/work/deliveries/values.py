"""Days, weeks, lengths and numbers as offices write them: read exactly, or refused with a code. Pure."""

import re
from datetime import date, time, timedelta
from functools import lru_cache

EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(30_000, 80_000)  # a number for a day, between 1982 and 2119
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"),
            ("feb", "februari", "february"),
            ("mar", "mars", "march"),
            ("apr", "april"),
            ("maj", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("aug", "augusti", "august"),
            ("sep", "sept", "september"),
            ("okt", "oct", "oktober", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
_ISO = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:[T ]\d.*)?")
_SHORT = re.compile(r"(\d\d)(\d\d)(\d\d)")
_SWEDISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[ /.-](\d{4}|\d\d)")
_WORDS = re.compile(r"(\d{1,2})\.? ([a-zåäö]+)\.?,? (\d{4})")
_WEEKS = (
    re.compile(r"(?P<year>\d{4})[- ]?[wv]?\.? ?(?P<week>\d{1,2})"),
    re.compile(r"(?:vecka|v\.?|week|w) ?(?P<week>\d{1,2})[ ,/-]+(?P<year>\d{4})"),
)
_CLOCK = re.compile(r"(?:\d{4}-\d\d-\d\d[T ])?(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?")
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?) ?(min|minut|minuter|m|h|tim|timme|timmar|t)?\.?")


class Unread(ValueError):
    """A cell that does not say what its column should: `code` names what was looked for."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@lru_cache(maxsize=4096)
def day(text: str) -> date:
    """Read 2021-03-31, 20210331, 210331, 31/3 2021, 31 mars 2021, or Excel's number of a day.

    Day and month as two small numbers in a row of three (03/04/2021) can be either: refused.
    """
    found = _day(text.strip().casefold())
    if found is None:
        raise Unread("day")
    return found


def _day(text: str) -> date | None:
    if text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return EXCEL_EPOCH + timedelta(days=int(text))
    try:
        if match := _ISO.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _SHORT.fullmatch(text):
            return date(2000 + int(match[1]), int(match[2]), int(match[3]))
        if match := _WORDS.fullmatch(text):
            return date(int(match[3]), MONTHS.get(match[2], 0), int(match[1]))
        if match := _SWEDISH.fullmatch(text):
            return _swedish(text, int(match[1]), int(match[2]), int(match[3]))
    except Unread:
        raise
    except ValueError:  # a day that no month has
        return None
    return None


def _swedish(text: str, first: int, second: int, year: int) -> date:
    year += 2000 if year < 100 else 0
    is_certain = " " in text or "-" in text or "." in text or first > 12 or first == second
    if not is_certain:
        raise Unread("day_or_month")
    return date(year, second, first)


@lru_cache(maxsize=1024)
def monday(text: str) -> date:
    """Read 2021-W14, 2021v14, 202114 or v. 14 2021 as the Monday of its week."""
    for form in _WEEKS:
        match = form.fullmatch(text.strip().casefold())
        if match:
            try:
                return date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
            except ValueError:
                break
    raise Unread("week_without_year" if re.fullmatch(r"\D*\d{1,2}", text.strip()) else "week")


@lru_cache(maxsize=4096)
def minutes(text: str) -> int:
    """Read 45, 45 min, 0:45, 00:45:00, 0,75 h as minutes."""
    clock = _CLOCK.fullmatch(text.strip())
    if clock and ":" in text:
        return int(clock[1]) * 60 + int(clock[2])
    match = _LENGTH.fullmatch(text.strip().casefold())
    if not match:
        raise Unread("minutes")
    value = float(match[1].replace(",", "."))
    in_hours = (match[2] or "").startswith(("h", "t"))
    if not in_hours and not value.is_integer():
        raise Unread("minutes")
    return round(value * 60) if in_hours else int(value)


@lru_cache(maxsize=4096)
def clock(text: str) -> time:
    """Read 14:30, 14.30, 14:30:00, or the time of a day and time, to the minute."""
    match = _CLOCK.fullmatch(text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise Unread("clock")
    return time(int(match[1]), int(match[2]))


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """Read a whole number: 12, 1 234, 12,0."""
    match = re.fullmatch(r"(\d+)(?:[.,]0+)?", re.sub(r"[ \u00a0]", "", text))
    if not match:
        raise Unread("number")
    return int(match[1])
