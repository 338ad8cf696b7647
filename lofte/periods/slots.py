"""Cadences become slots: the weeks, months or tertials in which something is owed."""

from datetime import date, timedelta

from lofte.periods.calendar import Period, parse

_MONTHS = {"month": 1, "quarter": 3, "tertial": 4, "term": 6, "year": 12}


def week_of(day: date) -> Period:
    """Return the ISO week a day lies in, named after its Thursday's year."""
    year, week, _ = day.isocalendar()
    return parse(f"{year}-W{week:02d}")


def slots(per: str, starts: date, ends: date) -> list[Period]:
    """Return the slots that belong to a half-open interval.

    A week belongs to the period in which its Thursday lies, so that each week is owed exactly once; a month,
    quarter, tertial, term or year belongs to where its first day lies; a day to itself.

    Parameters
    ----------
    per : str
        ``day``, ``week``, ``month``, ``quarter``, ``tertial``, ``term`` or ``year``.
    starts, ends : date
        The interval, its end left out.

    Raises
    ------
    ValueError
        If `per` names no slot.

    Examples
    --------
    >>> [s.key for s in slots("week", date(2021, 1, 1), date(2021, 1, 15))]
    ['2021-W01', '2021-W02']
    """
    if per == "day":
        return [parse((starts + timedelta(days=n)).isoformat()) for n in range((ends - starts).days)]
    if per == "week":
        return _weeks(starts, ends)
    if per not in _MONTHS:
        raise ValueError(f"{per!r} is no slot")
    return _month_slots(_MONTHS[per], starts, ends)


def _weeks(starts: date, ends: date) -> list[Period]:
    found = []
    thursday = starts + timedelta(days=(3 - starts.weekday()) % 7)
    while thursday < ends:
        found.append(week_of(thursday))
        thursday += timedelta(days=7)
    return found


def _month_slots(n_months: int, starts: date, ends: date) -> list[Period]:
    letter = {1: "", 3: "Q", 4: "T", 6: "", 12: ""}[n_months]
    found = []
    for year in range(starts.year, ends.year + 1):
        for number in range(12 // n_months):
            first = date(year, number * n_months + 1, 1)
            if starts <= first < ends:
                found.append(parse(_slot_key(year, n_months, number, letter)))
    return found


def _slot_key(year: int, n_months: int, number: int, letter: str) -> str:
    if n_months == 12:
        return str(year)
    if n_months == 6:
        return f"{year}-{'VT' if number == 0 else 'HT'}"
    return f"{year}-{letter}{number + 1}" if letter else f"{year}-{number + 1:02d}"
