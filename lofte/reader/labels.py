"""Labels: paragraphs and items that say first whose a thing is (`Polis: … Kommun: …`)."""

import re

from lofte.reader.parties import mentions
from lofte.reader.passage import Passage, sentences
from lofte.reader.promising import LABELLED_PARTY, MODAL, PASSIVE, PHONE, VERBAL_START, is_outcome
from lofte.reader.quantities import quantities
from lofte.reader.rhythms import rhythms
from lofte.reader.who import only_parties

LABEL_INSIDE = re.compile(r"(?<=\s)(?P<who>[A-ZÅÄÖ][\wåäö]+(?: och [a-zåäö]+)?): (?=[A-ZÅÄÖ])")


def labelled_parts(passages: list[Passage]) -> list[Passage]:
    """Return the parts of an item that names a thing and then says whose is what (`… Polis: … Kommun: …`)."""
    found = [part for passage in passages for part in parts_of(passage)]
    if not any(is_labelled(part.text) for part in found):
        return []
    return found if len(found) > 1 or found[0] is not passages[0] else []


def parts_of(passage: Passage) -> list[Passage]:
    inside = [
        match.start()
        for match in LABEL_INSIDE.finditer(passage.text)
        if (found := mentions(match["who"])) and only_parties(match["who"], found)
    ]
    label = LABELLED_PARTY.match(passage.text)
    first = label is not None and only_parties(label["who"], mentions(label["who"]))
    if first and not inside:
        return [passage]
    starts = [0, *inside] if first else inside
    ends = [*starts[1:], len(passage.text)]
    return [passage.cut(start, end) for start, end in zip(starts, ends, strict=True)] if starts else []


def by_label(passage: Passage) -> list[Passage]:
    """Return the parts of `Polis: … Kommun: …`, one for each party that stands first in a sentence."""
    starts = [0]
    position = 0
    for sentence in sentences(passage):
        position = passage.text.find(sentence.text, position)
        if position and is_labelled(sentence.text):
            starts.append(position)
    return [
        passage.cut(start, end) for start, end in zip(starts, [*starts[1:], len(passage.text)], strict=True)
    ]


def is_labelled(text: str) -> bool:
    """Say whether a paragraph says first whose it is (`Polis: Genomför …`)."""
    label = LABELLED_PARTY.match(text)
    if label is None or is_outcome(text):
        return False
    found = mentions(label["who"])
    rest = text[label.end() :]
    does = (
        VERBAL_START.match(rest)
        or MODAL.search(rest)
        or quantities(rest)
        or PASSIVE.search(rest)
        or rhythms(rest)
    )
    return (
        bool(found and does)
        and only_parties(label["who"], found)
        and len(rest) > 12
        and not PHONE.search(rest)
        and not re.match(r"[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+", rest)
    )
