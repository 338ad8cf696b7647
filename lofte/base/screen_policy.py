"""What is done about a person in a text, by how far the text will reach: one table, changed in one place."""

from collections.abc import Mapping
from enum import StrEnum

from lofte.screening import IDENTIFIERS, KINDS, Kind


class Reach(StrEnum):
    """Who will read a text."""

    OWN = "own"  # the writer's own organisation
    LEAVES = "leaves"  # other organisations, or everybody


class Answer(StrEnum):
    """What is done: the writer reads it through once more, or takes it out."""

    LOOK = "look"
    REFUSE = "refuse"


POLICY: Mapping[Reach, Mapping[Kind, Answer]] = {
    Reach.OWN: dict.fromkeys(KINDS, Answer.LOOK),
    Reach.LEAVES: {kind: Answer.REFUSE if kind in IDENTIFIERS else Answer.LOOK for kind in KINDS},
}
