"""Things: the noun that a number counts."""

import re

from lofte.reader.dates import MONTHS
from lofte.reader.quantity_words import COUNTER, STOPWORDS, WORD


def is_no_noun(word: str) -> bool:
    """Say whether a word after a noun is a name or a verb (`ett möte hållas`)."""
    return word[0].isupper() or word.endswith("as") or word.lower() in MONTHS


# "fyra trafik- och informationsinsatser"
SHARED_HYPHEN = re.compile(
    r"\s+(?:[a-zåäö]+(?:da|de|ta|la|a) )?[a-zåäö]{3,}- (?:och|eller|samt|respektive) [a-zåäö]{4,}"
)


def thing(text: str, start: int) -> tuple[str | None, int]:
    """Return the noun that a number counts, past `stycken`, lengths and adjectives, and where it ends."""
    position = start
    if counter := COUNTER.match(text, position):
        position = counter.end()
    if length := re.compile(
        r"\s*(?:\d+|[a-zåäö]+)(?:\s|-)?(?:minuters|timmars|timmes)(?:\s+långa)?", re.I
    ).match(text, position):
        position = length.end()
    if shared := SHARED_HYPHEN.match(text, position):
        return shared[0].strip(), shared.end()
    found: str | None = None
    end = position
    for _ in range(4):
        match = WORD.match(text, position)
        if match and match[1].lower() == "gemensamt" and text[:position].endswith("ett"):
            position = match.end()
            continue
        if not match or match[1].lower() in STOPWORDS or (found and is_no_noun(match[1])):
            break
        found, position, end = match[1], match.end(), match.end()
        if found.lower() in ("gånger", "tillfällen", "ggr", "gång", "tillfälle") or (
            re.search(r"(?:ar|er|or|besök|möten|pass|brott|ärenden|kvällar|timmar)$", found)
            and found.lower() not in ("eller", "under", "över", "särskiljer")
        ):
            break
        if text[end : end + 1] in ".,;:()" or found.lower() in ("gram", "kilo", "kg", "liter"):
            break
    if found is None and position > start:
        return "stycken", position
    return found, end
