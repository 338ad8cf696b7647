"""Numbers, dates, periods and lists as Swedes and Britons write them. Pure, on Babel."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from lofte.periods.calendar import Period, parse

NBSP = "\N{NO-BREAK SPACE}"
Number = int | float | Decimal

_ORDINALS = {
    "sv": {1: "första", 2: "andra", 3: "tredje", 4: "fjärde"},
    "en": {1: "first", 2: "second", 3: "third", 4: "fourth"},
}
_PARTS_SV = {"T": "tertialet", "Q": "kvartalet", "H": "halvåret"}
_TERMS = {
    "sv": {"VT": "vårterminen", "HT": "höstterminen"},
    "en": {"VT": "spring term", "HT": "autumn term"},
}


def _locale(language: str) -> str:
    return "sv_SE" if language == "sv" else "en_GB"


def number(value: Number, language: str, decimals: int = 1) -> str:
    """Write a number: ``1 234``, ``12,5``; in English ``1,234`` and ``12.5``. No nought at the end."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
    pattern = "#,##0." + "#" * decimals if decimals else "#,##0"
    return format_decimal(exact, format=pattern, locale=_locale(language)).replace("-", "\N{MINUS SIGN}")


def percent(value: Number, language: str, decimals: int = 1) -> str:
    """Write a share given in percent (20 is twenty percent): ``12,5 %``; in English ``12.5%``."""
    return number(value, language, decimals) + (f"{NBSP}%" if language == "sv" else "%")


def day_long(day: date, language: str) -> str:
    """``3 maj 2021``, ``3 May 2021``."""
    return format_date(day, f"d'{NBSP}'MMMM y", locale=_locale(language))


def day_short(day: date, language: str) -> str:
    """``3 maj``, ``3 May``: where the year is already said."""
    return format_date(day, f"d'{NBSP}'MMM", locale=_locale(language)).rstrip(".")


def clock(moment: time | datetime, language: str) -> str:
    """``14.30``; in English ``14:30``."""
    return moment.strftime("%H.%M" if language == "sv" else "%H:%M")


def month(day: date, language: str) -> str:
    """``maj``, ``May``: the month's whole name."""
    return format_date(day, "LLLL", locale=_locale(language))


def month_short(day: date, language: str) -> str:
    """``jan``, ``Jan``: as it stands along an axis."""
    return format_date(day, "LLL", locale=_locale(language)).rstrip(".")[:3]


def _months(period: Period, language: str) -> str:
    return f"{month(period.starts, language)}\N{EN DASH}{month(period.last_day, language)}"


def period_name(key: str, language: str) -> str:
    """Name a period in full: ``första tertialet 2021 (januari–april)``, ``v. 14 2021``.

    Raises `UnknownPeriod` when the key names none.
    """
    period = parse(key)
    year, _, part = key.partition("-")
    if not part:
        return year
    if part.isdigit() and len(part) == 4:
        return f"{year}\N{EN DASH}{part}"
    if part[0] in _PARTS_SV:
        return _part_of_year(period, int(part[1]), language)
    if part in _TERMS["sv"]:
        return f"{_TERMS[language][part]} {year}"
    if part[0] == "W":
        return _week(int(part[1:]), language) + (f" {year}" if language == "sv" else f", {year}")
    return f"{month(period.starts, language)} {year}" if len(part) == 2 else day_long(period.starts, language)


def _part_of_year(period: Period, which: int, language: str) -> str:
    year, letter = period.key[:4], period.key[5]
    if language != "sv":
        return f"{_months(period, language)} {year}"
    return f"{_ORDINALS['sv'][which]} {_PARTS_SV[letter]} {year} ({_months(period, language)})"


def _week(week: int, language: str) -> str:
    return f"v.{NBSP}{week}" if language == "sv" else f"week{NBSP}{week}"


def period_short(key: str, language: str) -> str:
    """Name a period where its year is already said: ``v. 14``, ``januari–april``, ``april``."""
    period = parse(key)
    _, _, part = key.partition("-")
    if part[:1] == "W":
        return _week(int(part[1:]), language)
    if part[:1] in _PARTS_SV:
        return _months(period, language)
    if part in _TERMS["sv"]:
        return _TERMS[language][part]
    if len(part) == 2:
        return month(period.starts, language)
    return day_short(period.starts, language) if len(part) == 5 else period_name(key, language)


def ordinal(value: int, language: str) -> str:
    """``första``, ``first``; figures above four: ``5:e``, ``5th``."""
    words = _ORDINALS[language]
    return words.get(value) or (f"{value}:e" if language == "sv" else f"{value}th")


_SMALL = {
    "sv": ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
    "en": (
        *("none", "one", "two", "three", "four", "five", "six"),
        *("seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
}


def count_word(value: Number, language: str) -> str:
    """Write a count in a sentence: words to twelve, then figures; half hours as figures too."""
    is_small = 0 <= value <= 12 and value == int(value)
    return _SMALL[language][int(value)] if is_small else number(value, language)


def counted(value: Number, one: str, many: str, language: str) -> str:
    """``1 fotpatrull``, ``1 234 fotpatruller``: the figure never parted from its word."""
    return f"{number(value, language)}{NBSP}{one if value == 1 else many}"


def listed(items: Sequence[str], language: str, last: str = "") -> str:
    """Join to ``A, B och C``; `last` takes another word before the last one (``eller``)."""
    if len(items) < 2:
        return "".join(items)
    word = last or ("och" if language == "sv" else "and")
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
