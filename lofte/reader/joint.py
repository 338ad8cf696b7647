"""Joint promises: sentences that say what both want or will do together, without a number."""

import re

from lofte.reader.parties import kinds_in
from lofte.reader.promising import OUTCOME_GOAL
from lofte.reader.quantities import quantities

DOES_TOGETHER = re.compile(
    r"\b(?:ska(?:ll)?|kommer(?: att)?) (?:också |även )?(?:tillsammans|gemensamt)(?: att)? (?:\w+t )?"
    r"(?:göra|genomföra|hålla|anordna|ordna|arrangera|besöka|sätta upp|utbilda|utföra|starta|upprätta|"
    r"ta fram|erbjuda|bjuda in)\b"
)


def is_promise_like(text: str) -> bool:
    """Say whether a sentence is a headline promise: joint, or of what will be better, without a number."""
    if quantities(text):
        return False
    both = {"police", "municipality"} <= set(kinds_in(text[:140]))
    joint = re.search(
        r"\b(?:[Vv]i|[Pp]arterna)\b[^.]{0,40}\b(?:lovar|ska|vill|kommer)\b|\b(?:lovar|ska|kommer) vi\b", text
    )
    return bool(
        joint
        or (both and re.search(r"\blova|gemensamt|tillsammans\b|\b(?:inrikta|fokusera)\b", text))
        or (OUTCOME_GOAL.search(text) and re.search(r"\blova", text))
    )
