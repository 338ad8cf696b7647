"""A document's text cut into passages, each marked with the reading that was made of it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reading:
    """A stretch of text that something was read from. `key` ties it to its row: ``a12``, ``t7``, ``q3``."""

    key: str
    start: int
    end: int
    number: int | None = None  # as it stands in the margin of both


@dataclass
class Passage:
    """Plain text, or a marked stretch that holds passages of its own."""

    text: str = ""
    reading: Reading | None = None
    parts: list["Passage"] = field(default_factory=list)


def passages(text: str, readings: Sequence[Reading]) -> list[Passage]:
    """Cut a text into nested passages, in order.

    A reading inside another is marked inside it; one that crosses another's end is cut there; one outside the
    text, or without a letter, is left out.

    Examples
    --------
    >>> cut = passages("abcdef", [Reading("a1", 1, 5), Reading("t1", 2, 3)])
    >>> [(p.text, p.reading.key if p.reading else "") for p in cut]
    [('a', ''), ('', 'a1'), ('f', '')]
    """
    inside = [one for one in readings if 0 <= one.start < one.end <= len(text)]
    ordered = sorted(inside, key=lambda one: (one.start, -one.end))
    found, _ = _fill(text, 0, len(text), ordered)
    return found


def _fill(
    text: str, start: int, end: int, waiting: Sequence[Reading]
) -> tuple[list[Passage], Sequence[Reading]]:
    """Cut text[start:end], taking readings that begin in it; return what is left of them."""
    found: list[Passage] = []
    here = start
    while waiting and waiting[0].start < end:
        reading, waiting = waiting[0], waiting[1:]
        first, last = max(reading.start, here), min(reading.end, end)
        if first >= last:
            continue
        if first > here:
            found.append(Passage(text=text[here:first]))
        parts, waiting = _fill(text, first, last, waiting)
        found.append(Passage(reading=reading, parts=parts))
        here = last
    if here < end:
        found.append(Passage(text=text[here:end]))
    return found, waiting


def find_span(text: str, words: str) -> tuple[int, int] | None:
    """Find words in a text whatever its line breaks and emphasis marks; None where they are not."""
    pieces = [re.escape(piece) for piece in words.split()]
    if not pieces:
        return None
    match = re.search(r"[\s*_>•➤-]+".join(pieces), text)
    return (match.start(), match.end()) if match else None
