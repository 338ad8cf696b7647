"""Indicators: levels and changes that others measure."""

import re

from lofte.reader import kinds
from lofte.reader.numbers import numerals
from lofte.reader.quantities import Quantity
from lofte.reader.wording import Reading, Sentence, from_quantity, rhythm_of, target

GOAL = re.compile(r"\b(?:[Mm]ålet är|[Mm]ål är|[Mm]ålsättningen är|ambitionen är) att\b|^[Mm]ål:")


FROM_TO = re.compile(r"\bfrån\s+$", re.I)


PURPOSE = re.compile(
    r"\b(?:för att|i (?:förebyggande |trygghetsskapande )?syfte (?:om |med )?att|med (?:fokus|syfte|"
    r"målsättning\w*|inriktning) "
    r"(?:på |om )?att|genom att|så att|bidra(?:r)? till)\b[^.]*"
)


def main_clauses(text: str) -> str:
    """Return a text without what its sentences say of their purpose, where no number stands in it."""
    return PURPOSE.sub(lambda match: match[0] if re.search(r"\d|procent|halver", match[0]) else "", text)


def is_measured_level(said: Sentence, counts: list[Quantity]) -> bool:
    """Say whether a percentage is what a survey will show, not a part of something counted."""
    shares = [quantity for quantity in said.quantities if quantity.role == "percent"]
    return bool(shares and not counts and kinds.SURVEYED.search(said.text))


def indicator(said: Sentence) -> Reading:
    text = said.text
    numbers = [quantity for quantity in said.quantities if quantity.role in ("percent", "count", "objects")]
    down, up = kinds.DIRECTION_DOWN.search(text), kinds.DIRECTION_UP.search(text)
    if re.search(r"\binte (?:öka|bli fler|bli högre|stiga)\b", text):
        down, up = re.search(r"\binte\b", text), None
    comparator = "<=" if down and (not up or down.start() <= up.start()) else ">=" if up else None
    goal = next(
        (q for q in numbers if re.search(r"\btill (?:minst |högst )?$", text[: q.number_start])),
        numbers[-1] if numbers else None,
    )
    if goal is None and (
        level := next(
            (
                n
                for n in numerals(text)
                if re.search(r"\b(?:till|under|över|vara|minst|högst)\s$", text[: n.start])
                and not 1900 < n.value < 2100
            ),
            None,
        )
    ):
        return target(
            said, "indicator", level.start, level.end, comparator=comparator or "=", value=level.value
        )
    if goal is None and (nought := re.search(r"\b(?:noll|0)\b", text)):
        return target(said, "indicator", *nought.span(), comparator="=", value=0)
    if goal is None:
        place = (down or up or kinds.INDICATOR.search(text)).span()  # type: ignore[union-attr]
        return target(said, "indicator", *place, comparator=comparator)
    value = goal.upper if goal.upper is not None and FROM_TO.search(text[: goal.number_start]) else goal.value
    comparator = goal.comparator if goal.comparator in (">=", "<=") else comparator or goal.comparator
    rhythm = rhythm_of(said, goal)
    return from_quantity(
        said,
        "indicator",
        goal,
        comparator=comparator,
        value=value,
        upper=None,
        per=rhythm.per if rhythm else None,
    )
