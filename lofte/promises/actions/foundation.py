"""What a promise leans on: the agreement and the programme that its text names, with their years."""

import re
from collections.abc import Sequence
from datetime import date

from lofte.accounts.models import Partnership
from lofte.promises.models import Agreement, Programme

_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)\b")
LONGEST_NAME = 200  # characters
_ONE_YEAR = re.compile(r"\b(?:inför|från(?: och med)?|sedan)\s+((?:19|20)\d\d)\b")


def agreement_in(partnership: Partnership, based_on: Sequence[str]) -> Agreement | None:
    """Return the agreement that the texts name, made where the partnership has none by that name."""
    text = next((one for one in based_on if re.search(r"överenskommelse|\bavtal", one, re.IGNORECASE)), None)
    if text is None:
        return None
    return agreement_named(partnership, text)


def agreement_named(partnership: Partnership, name: str) -> Agreement:
    """Return the partnership's agreement by this name, made where there is none; its years stand in it."""
    starts, ends = _years(name)
    made, _ = Agreement.objects.get_or_create(
        partnership=partnership, name=name[:LONGEST_NAME], defaults={"starts": starts, "ends": ends}
    )
    return made


def programme_in(partnership: Partnership, based_on: Sequence[str]) -> Programme | None:
    """Return the programme that the texts name, made where the partnership has none by that name."""
    text = next(
        (one for one in based_on if re.search(r"program|\bplan\b|strategi", one, re.IGNORECASE)), None
    )
    if text is None:
        return None
    return programme_named(partnership, text)


def programme_named(partnership: Partnership, name: str) -> Programme:
    """Return the partnership's programme by this name, made where there is none; its years stand in it."""
    starts, ends = _years(name)
    made, _ = Programme.objects.get_or_create(
        partnership=partnership, name=name[:LONGEST_NAME], defaults={"starts": starts, "ends": ends}
    )
    return made


def _years(text: str) -> tuple[date | None, date | None]:
    """Return the first day and the day after the last; an agreement until further notice has no last."""
    span = _YEARS.search(text)
    if span and int(span[1]) <= int(span[2]):
        return date(int(span[1]), 1, 1), date(int(span[2]) + 1, 1, 1)
    one = _ONE_YEAR.search(text)
    return (date(int(one[1]), 1, 1), None) if one else (None, None)
