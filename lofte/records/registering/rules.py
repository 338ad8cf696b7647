"""Masking: what is hidden of a text, and the text that is left. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of text that is hidden, and the section of law it is hidden on."""

    start: int
    end: int
    section: str


@dataclass(frozen=True)
class Run:
    """Words in a row, or what stands where words are hidden."""

    words: str
    is_masked: bool


def said(section: str) -> str:
    return f"[maskerat: {section}]"


def spans_of_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield every place where the words stand, in capitals or not, over line breaks too."""
    parts = [re.escape(part) for part in words.split()]
    if parts:
        yield from (found.span() for found in re.finditer(r"\s+".join(parts), text, re.IGNORECASE))


def span_of_lines(text: str, first: int, last: int) -> tuple[int, int] | None:
    """Return the stretch from one numbered line through another, from 1; none where there is nothing."""
    lines = text.split("\n")
    if not 1 <= first <= last <= len(lines):
        return None
    start = sum(len(line) + 1 for line in lines[: first - 1])
    end = start + len("\n".join(lines[first - 1 : last]))
    return (start, end) if end > start else None


def runs(text: str, spans: Iterable[Span]) -> list[Run]:
    """Return the text in runs. What overlaps is hidden together: no letter under a mask is left."""
    found: list[Run] = []
    at = 0
    for one in merged(spans):
        if one.start > at:
            found.append(Run(text[at : one.start], is_masked=False))
        found.append(Run(said(one.section), is_masked=True))
        at = one.end
    if at < len(text):
        found.append(Run(text[at:], is_masked=False))
    return found


def merged(spans: Iterable[Span]) -> list[Span]:
    """Join what overlaps, with every section that was said.

    Examples
    --------
    >>> [(one.start, one.end, one.section) for one in merged([Span(3, 8, "B"), Span(0, 5, "A")])]
    [(0, 8, 'A, B')]
    """
    joined: list[Span] = []
    for one in sorted(spans):
        before = joined[-1] if joined else None
        if before is None or one.start >= before.end:
            joined.append(one)
            continue
        sections = [*before.section.split(", "), *one.section.split(", ")]
        joined[-1] = Span(before.start, max(before.end, one.end), ", ".join(dict.fromkeys(sections)))
    return joined


def masked(text: str, spans: Iterable[Span]) -> str:
    return "".join(one.words for one in runs(text, spans))


def lines_of(found: Iterable[Run]) -> list[list[Run]]:
    """Break runs where the text breaks."""
    lines: list[list[Run]] = [[]]
    for one in found:
        first, *rest = one.words.split("\n")
        lines[-1].append(Run(first, one.is_masked))
        lines += [[Run(part, one.is_masked)] for part in rest]
    return lines


def marked_lines(text: str, spans: Iterable[Span]) -> list[list[Run]]:
    """Return the text itself line by line, what is or may be hidden marked: for the eye that judges."""
    found: list[Run] = []
    at = 0
    for one in merged(spans):
        found += [Run(text[at : one.start], is_masked=False), Run(text[one.start : one.end], is_masked=True)]
        at = one.end
    return lines_of([*found, Run(text[at:], is_masked=False)])
