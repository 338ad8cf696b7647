"""Sweden's public holidays, and the eves that are in no law and kept free all the same. Pure Python."""

from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

LANGUAGES = {"sv": "sv", "en": "en_US"}
_EVES = {
    "sv": ("midsommarafton", "julafton", "nyårsafton"),
    "en": ("Midsummer Eve", "Christmas Eve", "New Year’s Eve"),
}
FIRST_YEAR = (
    1953  # Midsummer and All Saints' became Saturdays in that year; what came before is not asked for
)


class YearTooEarly(ValueError):
    """The year lies before the holidays that are known."""


@lru_cache(maxsize=64)
def _public_holidays(year: int, language: str) -> tuple[tuple[date, str], ...]:
    if year < FIRST_YEAR:
        raise YearTooEarly(year)
    found = country_holidays("SE", years=year, language=LANGUAGES[language])
    return tuple(sorted((day, _one_name(name)) for day, name in found.items()))


def _one_name(names: str) -> str:
    """Join the names of a day that is two holidays at once, as 1 May 2008 was."""
    first, *others = names.split("; ")
    return " / ".join([first, *others])


def public_holidays(year: int, language: str = "sv") -> dict[date, str]:
    """Return a year's public holidays with their names, in order of time.

    The days of the law on public holidays, as it stood in that year: Whit Monday was one until 2004, the
    national day is one from 2005. Sundays that are nothing else are left out.

    Examples
    --------
    >>> public_holidays(2026)[date(2026, 6, 20)]
    'Midsommardagen'
    """
    return dict(_public_holidays(year, language))


def eves(year: int, language: str = "sv") -> dict[date, str]:
    """Return the eves that are in no law and kept free all the same: Midsummer, Christmas, New Year.

    Examples
    --------
    >>> list(eves(2026))
    [datetime.date(2026, 6, 19), datetime.date(2026, 12, 24), datetime.date(2026, 12, 31)]
    """
    friday = date(year, 6, 19) + timedelta(days=(4 - date(year, 6, 19).weekday()) % 7)
    days = (friday, date(year, 12, 24), date(year, 12, 31))
    return dict(zip(days, _EVES[language], strict=True))


def days_off(year: int, language: str = "sv") -> dict[date, str]:
    """Return public holidays and eves together, in order of time.

    Examples
    --------
    >>> days_off(2026)[date(2026, 6, 19)]
    'midsommarafton'
    """
    return dict(sorted({**public_holidays(year, language), **eves(year, language)}.items()))
