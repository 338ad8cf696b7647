"""A text as its words, each with its place and whether a sentence begins with it: gone through once."""

import re
from typing import NamedTuple

# Letters and figures, joined by what may stand inside a word: Anna-Karin, O'Connor, 2:3.
_WORD = re.compile(r"\w++(?:[-‐‑'’:]\w++)*+")
_ENDS = re.compile(r"[.!?\n;•]")
# After these a point ends nothing.
_SHORT = frozenset(
    "fam hr fr kl ca bl t ex tex nr tel mob lgh kv st s mfl m fl osv dvs d v f fd resp ev dr jr sr "
    "obs ang avd vån v tr".split()
)


class Word(NamedTuple):
    """One word: as it stands, in small letters, where it lies, and what stands before it."""

    text: str
    lower: str
    start: int
    end: int
    begins: bool  # a sentence
    gap: str  # what stands between it and the word before, cut short

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


GAP = 12  # signs: what is longer than this binds no two words together


def words_of(text: str) -> list[Word]:
    """Return the words in the order of the text."""
    found: list[Word] = []
    last, before = 0, ""
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[last] if start - last == 1 else text[max(last, start - GAP) : start]
        begins = gap != " " and (not found or _is_end(gap, before))
        word = match[0]
        before = word.lower()
        found.append(Word(word, before, start, end, begins or not found, gap))
        last = end
    return found


def _is_end(gap: str, before: str) -> bool:
    """Whether a sentence ends in what stands between two words: not with the point of "kl." or an initial."""
    if _ENDS.search(gap) is None:
        return False
    if "." not in gap or "\n" in gap:
        return True
    return not (before in _SHORT or (len(before) == 1 and before.isalpha()))
