"""Periods as half-open date intervals: from years and tertials over terms and months to weeks and days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta


class UnknownPeriod(ValueError):
    """The text names no period."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text!r} names no period")
        self.text = text


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of days; `ends` is left out. `key` is its name in an address: ``2021-T1``."""

    starts: date
    ends: date
    key: str = ""

    def __contains__(self, day: date) -> bool:
        return self.starts <= day < self.ends

    @property
    def n_days(self) -> int:
        return (self.ends - self.starts).days

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    def overlap(self, other: "Period") -> "Period | None":
        """Return what both hold, without a key, or None."""
        starts, ends = max(self.starts, other.starts), min(self.ends, other.ends)
        return Period(starts, ends) if starts < ends else None


def _first_of_month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _months(year: int, first: int, n_months: int, key: str) -> Period:
    return Period(_first_of_month(year, first), _first_of_month(year, first + n_months), key)


def parse(key: str) -> Period:
    """Read a period's name as it stands in addresses.

    Parameters
    ----------
    key : str
        ``2021``, ``2021-2022``, ``2021-T1``, ``2021-Q1``, ``2021-H1``, ``2021-VT``, ``2021-HT``, ``2021-04``,
        ``2021-W14`` or ``2021-03-31``.

    Returns
    -------
    Period
        Half-open: the last day is ``last_day``.

    Raises
    ------
    UnknownPeriod
        If the text has another form, or names a month, week or day that does not exist.

    Examples
    --------
    >>> parse("2021-T1").last_day
    datetime.date(2021, 4, 30)
    >>> parse("2020-W53").starts
    datetime.date(2020, 12, 28)
    """
    try:
        return _parse(key)
    except ValueError as error:
        raise UnknownPeriod(key) from error


_FORM = re.compile(
    r"(?P<year>(?:19|20)\d\d)"
    r"(?:-(?:(?P<last>(?:19|20)\d\d)|T(?P<tertial>[123])|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<term>VT|HT)"
    r"|W(?P<week>\d\d)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)


def _parse(key: str) -> Period:
    match = _FORM.fullmatch(key)
    if match is None:
        raise UnknownPeriod(key)
    year = int(match["year"])
    if match["last"]:
        if int(match["last"]) <= year:
            raise UnknownPeriod(key)
        return Period(date(year, 1, 1), date(int(match["last"]) + 1, 1, 1), key)
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return Period(monday, monday + timedelta(days=7), key)
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return Period(day, day + timedelta(days=1), key)
    return _part_of_year(year, match, key)


def _part_of_year(year: int, match: re.Match[str], key: str) -> Period:
    for name, n_months in (("tertial", 4), ("quarter", 3), ("half", 6), ("month", 1)):
        if match[name]:
            number = int(match[name])
            if name == "month" and not 1 <= number <= 12:
                raise UnknownPeriod(key)
            return _months(year, (number - 1) * n_months + 1, n_months, key)
    if match["term"]:  # the school's spring term runs to the end of June, its autumn term from July
        return _months(year, 1 if match["term"] == "VT" else 7, 6, key)
    return _months(year, 1, 12, key)


def tertial_of(day: date) -> Period:
    """Return the tertial a day lies in."""
    return parse(f"{day.year}-T{(day.month - 1) // 4 + 1}")


def tertials(starts: date, ends: date) -> list[Period]:
    """Return the tertials that begin or go on within the half-open interval, in order of time."""
    found: list[Period] = []
    day = starts
    while day < ends:
        found.append(tertial_of(day))
        day = found[-1].ends
    return found
