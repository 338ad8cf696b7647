"""Passages: a stretch of the document with its breaks mended, each character still tied to where it stood."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from lofte.reader.draft import Source

# What mending changes: a word broken at a line's end, a soft hyphen, a run of blanks.
CHANGES = re.compile(
    r"(?P<hung>(?<=\w)-[ \t]*\n\s*(?=(?:och|eller|samt|resp)\b))"
    r"|(?P<broken>(?<=[a-zåäöéA-ZÅÄÖ])-[ \t]*\n\s*(?=[a-zåäöé]))|(?P<soft>\u00ad\s*)"
    # Markdown's emphasis and the address behind a link are no words.
    r"|(?P<mark>\*{2,3}|(?<![\w*])\*(?=\w)|(?<=[\w.,:!?])\*(?![\w*])|(?<!\w)__?(?=\w)|"
    r"(?<=[\w.,:!?])__?(?!\w)|\[(?=[^\]\n]{1,200}\]\()|\]\([^()\s]*\))"
    r"|(?P<blank>[ \t\n\u2009\u200b]{2,}|[\t\n\u2009\u200b])"
)
INNER_HYPHEN = re.compile(
    r"\b([a-zåäöA-ZÅÄÖ][a-zåäö]+)(?P<hyphen>-(?P<blank> ?))(?!(?:och|eller|samt|resp\w*) )([a-zåäö]{3,})\b"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:bl|t\.?ex|s\.?k|f\.?d|m\.?fl|m\.?m|fr\.?o|t\.?o|o\.?d|d\.?v|resp|ca|kl|nr|st|tel|ordf|dvs|"
    r"osv|ev|jfr|inkl|exkl|"
    r"ang|sid|kap|vol|max|min|tfn|fn|el|mfl|etc|bla|tex|sk|o|a|v|s|u|d|e|x|k|f|m|p|g|h|n|l|b|c|t|r|"
    r"\d{1,2})|\b(?-i:[A-ZÅÄÖ]))\.$",
    re.I,
)
ABBREVIATED_INITIAL = re.compile(r"\b(?:[A-ZÅÄÖ]|\d{1,2})\.$")
STOP = re.compile(r"[.!?]+[\"”»’)\]]*\s+(?=[\"”»(\[–-]*\s*[A-ZÅÄÖ0-9])")


@dataclass(frozen=True)
class Passage:
    """Mended text; `raw` turns positions in it back into the document's."""

    text: str
    mended_at: tuple[int, ...]
    raw_at: tuple[int, ...]

    def position(self, index: int) -> int:
        step = bisect_right(self.mended_at, index) - 1
        return self.raw_at[step] + index - self.mended_at[step]

    def source(self, start: int, end: int) -> Source:
        if end <= start:
            return Source(self.position(start), self.position(start))
        return Source(self.position(start), self.position(end - 1) + 1)

    @property
    def whole(self) -> Source:
        return self.source(0, len(self.text))

    def cut(self, start: int, end: int) -> "Passage":
        """Return the part between two positions, blanks at its ends left out."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = max(start, start + len(piece.strip()))
        if len(self.mended_at) == 1:
            return Passage(self.text[start:end], (0,), (self.raw_at[0] + start,))
        inside = [(at, raw) for at, raw in zip(self.mended_at, self.raw_at, strict=True) if start < at < end]
        at = (0, *(at - start for at, _ in inside))
        return Passage(self.text[start:end], at, (self.position(start), *(raw for _, raw in inside)))


MAY_CHANGE = re.compile(r"[\n\t*_\[\]\u00ad\u2009\u200b]|  ")


def vocabulary_hyphen(raw: str, vocabulary: frozenset[str]) -> bool:
    return bool(vocabulary) and "-" in raw


def mend(text: str, start: int, end: int, vocabulary: frozenset[str] = frozenset()) -> Passage:
    """Return the passage between two positions of a text."""
    raw = text[start:end]
    if not MAY_CHANGE.search(raw) and not vocabulary_hyphen(raw, vocabulary):
        return Passage(raw, (0,), (start,))
    parts: list[str] = []
    mended_at, raw_at = [0], [start]
    length = last = 0
    for match in CHANGES.finditer(raw):
        put = "" if match["broken"] or match["soft"] or match["mark"] else "- " if match["hung"] else " "
        piece = raw[last : match.start()] + put
        parts.append(piece)
        length += len(piece)
        last = match.end()
        mended_at.append(length)
        raw_at.append(start + last)
    parts.append(raw[last:])
    passage = Passage("".join(parts), tuple(mended_at), tuple(raw_at))
    return without_inner_breaks(passage, vocabulary) if vocabulary and "-" in passage.text else passage


def without_inner_breaks(passage: Passage, vocabulary: frozenset[str]) -> Passage:
    """Mend a hyphen left inside a line by copying, where the document elsewhere writes the word in one."""
    breaks = [
        match.span("hyphen")
        for match in INNER_HYPHEN.finditer(passage.text)
        if (match[1] + match[4]).lower() in vocabulary
        # A hyphen that nothing shares is a break: "trygghets- skapande".
        or (match["blank"] and match[1].islower() and match[1].endswith("s") and len(match[4]) > 4)
    ]
    return without(passage, breaks) if breaks else passage


def without(passage: Passage, gaps: list[tuple[int, int]]) -> Passage:
    """Return a passage without the characters between some pairs of positions, in reading order."""
    pieces: list[str] = []
    kept: dict[int, int] = {}
    steps = list(zip(passage.mended_at, passage.raw_at, strict=True))
    step = length = last = 0
    for start, end in [*gaps, (len(passage.text), len(passage.text))]:
        # Where a break already began at this very place, the later one speaks.
        kept[length] = passage.position(last)
        while step < len(steps) and steps[step][0] < start:
            at, raw = steps[step]
            if at > last:
                kept[length + at - last] = raw
            step += 1
        pieces.append(passage.text[last:start])
        length += start - last
        last = end
    return Passage("".join(pieces), tuple(kept), tuple(kept.values()))


def joined(passages: list[Passage], between: str = " ") -> Passage:
    """Return several passages as one, a blank or a comma between them."""
    text = ""
    mended_at: list[int] = []
    raw_at: list[int] = []
    for passage in passages:
        if text:
            mended_at.append(len(text))
            raw_at.append(passage.raw_at[0] - len(between))
            text += between
        mended_at.extend(len(text) + at for at in passage.mended_at)
        raw_at.extend(passage.raw_at)
        text += passage.text
    return Passage(text, tuple(mended_at), tuple(raw_at))


def sentences(passage: Passage) -> list[Passage]:
    """Return the sentences of a passage."""
    text = passage.text
    if not STOP.search(text):
        return [passage] if text else []
    found = []
    start = 0
    for match in STOP.finditer(text):
        stop = text[max(start, match.start() - 6) : match.start() + 1]
        if text[match.start()] == "." and ABBREVIATION.search(stop) and not is_real_stop(text, match):
            continue
        found.append(passage.cut(start, match.end()))
        start = match.end()
    if start < len(text):
        found.append(passage.cut(start, len(text)))
    return [sentence for sentence in found if sentence.text]


def is_real_stop(text: str, match: re.Match[str]) -> bool:
    """Say whether a full stop after a number still ends a sentence, as in `klockan 22. Polisen ska`."""
    before = text[: match.start()].rsplit(None, 1)[-1]
    follows = text[match.end() :].split(None, 1)
    return bool(re.fullmatch(r"(?:[\d.:]+[–-])?\d+", before)) and bool(follows) and follows[0][0].isupper()
