"""Opens a released document's commitments, offline: every text is the one that was frozen, at its place."""

import json
from collections.abc import Iterator
from typing import Any, Literal

from lofte.publication.bundle_files import DATA, OPENINGS
from lofte.released import signatures as signing
from lofte.released import tombs as tombstones
from lofte.released.canonical import dump
from lofte.released.sealed import Opened, fill, marks
from lofte.released.tombs import Tomb, removed

Code = Literal["unopened", "wrong_opening", "wrong_tombstone", "wrong_words"]
Fault = tuple[Code, str]
STEPS: tuple[Code, ...] = ("unopened", "wrong_opening", "wrong_tombstone", "wrong_words")


def faults(frozen: Any, told: Any, read: Any, sha256: str) -> Iterator[Fault]:
    """Yield what does not open, and whether the document that is read says something else."""
    openings = _openings(told)
    if openings is None or told.get("release") != sha256:
        yield "wrong_opening", OPENINGS
        return
    commitments = dict(marks(frozen))
    tombs = _tombs(told)
    if tombs is None or not all(_stands(one, frozen, commitments, sha256) for one in tombs):
        yield "wrong_tombstone", OPENINGS
        return
    gone = set(dict(removed(tombs)))
    if any(pointer not in openings and pointer not in gone for pointer in commitments):
        yield "unopened", OPENINGS
    if gone & set(openings) or not _open_themselves(tombs):
        yield "wrong_tombstone", OPENINGS
    if any(one.commitment != commitments.get(pointer) for pointer, one in openings.items()):
        yield "wrong_opening", OPENINGS
    texts = {pointer: one.text for pointer, one in openings.items()} | tombstones.texts(tombs)
    redactions = {"redactions": [one.told() for one in tombs]} if tombs else {}
    if dump(fill(frozen, texts) | redactions) != dump(read):
        yield "wrong_words", DATA


def _stands(tomb: Tomb, frozen: Any, commitments: dict[str, str], sha256: str) -> bool:
    """It stands over this release, over what is there, and is signed by who released."""
    is_ours = tomb.of == sha256 and all(commitments.get(at) == told for at, told in removed([tomb]))
    return is_ours and signing.is_signed(tomb.canonical, tomb.signature, str(frozen.get("redaction_key")))


def _open_themselves(tombs: list[Tomb]) -> bool:
    """What is left of a text opens its commitment, unless a later tombstone stands at the same place."""
    for n, tomb in enumerate(tombs):
        own = dict(marks(json.loads(tomb.canonical)))
        if any(one.commitment != own.get(at) for at, one in tomb.openings.items()):
            return False
        later = set(dict(removed(tombs[n + 1 :])))
        for at in set(own) - set(tomb.openings):
            row = at.removeprefix("/content/removed/").removesuffix("/instead")
            if not row.isdigit() or tomb.content["removed"][int(row)]["pointer"] not in later:
                return False
    return True


def _tombs(told: Any) -> list[Tomb] | None:
    """Read the tombstones; None where one is none."""
    try:
        found = [
            Tomb(str(one["canonical"]), str(one["signature"]), _openings(one) or {})
            for one in told.get("tombstones", [])
        ]
        tombstones.texts(found)
        [(one.of, one.told()) for one in found]
    except (AttributeError, KeyError, TypeError, ValueError, IndexError):
        return None
    return found


def _openings(told: Any) -> dict[str, Opened] | None:
    try:
        found = told["openings"]
        return {pointer: Opened(str(one["salt"]), str(one["text"])) for pointer, one in found.items()}
    except (AttributeError, KeyError, TypeError):
        return None
