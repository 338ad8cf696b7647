"""Opens a released document's commitments, offline: every text is the one that was frozen, at its place."""

from collections.abc import Iterator
from typing import Any, Literal

from lofte.publication.bundle_files import DATA, OPENINGS
from lofte.released.canonical import dump
from lofte.released.sealed import Opened, fill, marks

Code = Literal["unopened", "wrong_opening", "wrong_words"]
Fault = tuple[Code, str]
STEPS: tuple[Code, ...] = ("unopened", "wrong_opening", "wrong_words")


def faults(frozen: Any, told: Any, read: Any, sha256: str) -> Iterator[Fault]:
    """Yield what does not open, and whether the document that is read says something else."""
    openings = _openings(told)
    if openings is None or told.get("release") != sha256:
        yield "wrong_opening", OPENINGS
        return
    commitments = dict(marks(frozen))
    if any(pointer not in openings for pointer in commitments):
        yield "unopened", OPENINGS
    if any(one.commitment != commitments.get(pointer) for pointer, one in openings.items()):
        yield "wrong_opening", OPENINGS
    if dump(fill(frozen, {pointer: one.text for pointer, one in openings.items()})) != dump(read):
        yield "wrong_words", DATA


def _openings(told: Any) -> dict[str, Opened] | None:
    try:
        found = told["openings"]
        return {pointer: Opened(str(one["salt"]), str(one["text"])) for pointer, one in found.items()}
    except (AttributeError, KeyError, TypeError):
        return None
