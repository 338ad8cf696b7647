"""Which kind of work a target speaks of, from its words: the keywords stand in kinds.json."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

KINDS_FILE = Path(__file__).with_name("kinds.json")
MILESTONE = "milestone-step"
ACTIVITY_WORK = "activity-work"
ONLY_ON_ITS_ACTIVITY = frozenset({MILESTONE, ACTIVITY_WORK})  # else one step would fulfil another's milestone


@dataclass(frozen=True)
class Suggestion:
    """Codes of the kind of work, the counted quantity and a share's whole; "" where the words say nothing."""

    kind: str = ""
    quantity: str = ""
    whole: str = ""
    only_own: bool = False


@cache
def kinds() -> tuple[Mapping[str, Any], ...]:
    """Return the kinds of work as they stand in the file."""
    return tuple(json.loads(KINDS_FILE.read_text(encoding="utf-8")))


def suggest(target_kind: str, words: str, around: str) -> Suggestion:
    """Suggest what is counted: by the target's own words first, then by its activity's."""
    if target_kind == "indicator":  # a measurement is no work, whatever words stand around it
        return Suggestion()
    kind = _first_kind(words) or _first_kind(around)
    if kind is None and target_kind == "milestone":
        return Suggestion(MILESTONE, only_own=True)
    if kind is None:
        return Suggestion()
    only_own = kind["code"] in ONLY_ON_ITS_ACTIVITY or target_kind == "milestone"
    quantities = kind["quantities"]
    if not quantities:
        return Suggestion(kind["code"], only_own=only_own)
    main = quantities[0]["code"]
    if target_kind == "share":
        part = _first_quantity(quantities[1:], words) or _first_quantity(quantities[1:], around)
        return Suggestion(kind["code"], part, main if part else "", only_own)
    return Suggestion(kind["code"], main, "", only_own)


def whole_code(kind_code: str, meaning: str) -> str:
    """Return the quantity that an answer to "a share of what" points at: the main one, or another."""
    for kind in kinds():
        if kind["code"] == kind_code and kind["quantities"]:
            codes = [quantity["code"] for quantity in kind["quantities"]]
            return meaning if meaning in codes else codes[0]
    return ""


def occasion_code(words: str) -> str:
    """Return the kind of work that is the occasion these words speak of: an event, a campaign."""
    for kind in kinds():
        if any(re.search(word, words, re.IGNORECASE) for word in kind.get("occasion", ())):
            return str(kind["code"])
    found = _first_kind(words) if words else None
    return "" if found is None else str(found["code"])


def _first_kind(text: str) -> Mapping[str, Any] | None:
    """Return the kind whose keyword stands first in the text; the longer keyword where two stand together."""
    found = [
        (match.start(), -len(match[0]), position)
        for position, kind in enumerate(kinds())
        for word in kind["words"]
        if (match := re.search(word, text, re.IGNORECASE))
    ]
    return kinds()[min(found)[2]] if found else None


def _first_quantity(quantities: Iterable[Mapping[str, Any]], text: str) -> str:
    for quantity in quantities:
        if any(re.search(word, text, re.IGNORECASE) for word in quantity["words"]):
            return str(quantity["code"])
    return ""
