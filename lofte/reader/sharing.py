"""Sharing: a number that the words behind a colon share out among places."""

import re
from dataclasses import replace
from functools import lru_cache

from lofte.reader.numbers import numerals
from lofte.reader.parties import RECENT
from lofte.reader.quantities import Quantity, quantities

# As in "fyra vandringar per år: två i centrum, en i Backa och en i Hagalund".
SHARED_OUT = re.compile(
    r":\s*(?P<parts>[\wåäö]+ (?:i|på|vid|kring) [^.;:\d]{3,40}?(?:(?:, (?:och )?| och | samt )"
    r"[\wåäö]+ (?:i|på|vid|kring) [^.;:]{3,40}?)+)(?=[.;]|$)"
)
ONE_PART = re.compile(r"(?:^|, (?:och )?| och | samt )(?P<number>[\wåäö]+) (?:i|på|vid|kring) ")


@lru_cache(maxsize=RECENT)
def shared_out(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text; one whose parts are told by place stands as its parts."""
    found = quantities(text)
    match = SHARED_OUT.search(text)
    whole = next(
        (one for one in reversed(found) if match and one.role == "count" and one.end <= match.start()), None
    )
    if match is None or whole is None:
        return found
    parts: list[Quantity] = []
    for part in ONE_PART.finditer(match["parts"]):
        at = match.start("parts") + part.start("number")
        number = next(iter(numerals(part["number"])), None)
        if number is not None:
            end = at + len(part["number"])
            parts.append(
                replace(whole, start=at, end=end, number_start=at, value=number.value, is_again=True)
            )
    if len(parts) < 2 or sum(part.value for part in parts) != whole.value:
        return found
    outside = [one for one in found if one is not whole and not match.start() <= one.start < match.end()]
    return tuple(sorted([*outside, *parts], key=lambda one: one.start))
