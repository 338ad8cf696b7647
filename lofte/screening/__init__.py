"""Personal data and danger in free text, found before it is saved. Pure Python."""

from lofte.screening.danger import signs
from lofte.screening.finding import IDENTIFIERS, KINDS, Finding, Kind, Sign
from lofte.screening.personal import REMOVED, find, identifiers, look, masked

__all__ = [
    "IDENTIFIERS",
    "KINDS",
    "REMOVED",
    "Finding",
    "Kind",
    "Sign",
    "find",
    "identifiers",
    "look",
    "masked",
    "signs",
]
