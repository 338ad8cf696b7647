"""From a document to its draft: the order in which the parts are read."""

import re

from lofte.reader import context, head, lint, promises, questions
from lofte.reader.activities import Found, Setting, read_activity, undertakings
from lofte.reader.decode import tidy
from lofte.reader.document import Document
from lofte.reader.draft import Draft
from lofte.reader.errors import Unreadable
from lofte.reader.extract import MAX_CHARACTERS, checked, extract
from lofte.reader.lines import read_plain
from lofte.reader.outline import Item, OutlineReader
from lofte.reader.parties import KINDS
from lofte.reader.places import places, seen_after_preposition


def read_bytes(data: bytes, *, name: str = "") -> Draft:
    """Return the draft of a file's bytes; its name is not trusted, the content says what it is."""
    return read_document(extract(data))


def read_text(text: str) -> Draft:
    """Return the draft of a pasted text."""
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("too_long")
    clean = tidy(text)
    if not clean.strip():
        raise Unreadable("empty")
    return read_document(checked(read_plain(clean)))


def read_document(document: Document) -> Draft:
    """Return the draft of an extracted document."""
    outline = OutlineReader(document)
    items = outline.read()
    title = head.title_of(document, outline.all_headings, items)
    parties = head.parties_of([*(one.passage.text for one in outline.all_headings), *all_texts(items)])
    validity = head.validity_of(title, outline.all_headings, items)
    heads = promises.headlines(items, outline.all_headings)
    setting = Setting(
        validity.period,
        tuple(kind for kind in KINDS if any(party.kind == kind for party in parties)),
        known_places(items),
        common_words(document.text),
        promise_items(heads, items),
    )
    promised = frozenset(headline.passage.text for headline in heads)
    found = [read_activity(one, setting) for one in undertakings(items, setting.promise_items, promised)]
    found = promises.place_under(found, heads)
    made = promises.promises_of(heads, items, setting.known_places)
    signing = head.signing_of(document, items, parties)
    based_on = context.based_on(items)
    return Draft(
        text=document.text, title=title, parties=parties, period=validity.period, agreed_on=signing.agreed_on, signed_at=signing.signed_at,
        extends=head.extends_of(items), signatories=signing.signatories, based_on=based_on, purpose=context.purpose(items), grounds=context.grounds(items),
        focus_areas=context.focus_areas(items), follow_up=context.follow_up(items, ""), promises=made, activities=tuple(one.activity for one in found),
        questions=questions.questions_of(found, validity.period, validity),
        warnings=lint.warnings_of(document.text, found, made, signing.signatories, validity, based_on, bool(parties) or any(one.named_somebody for one in found)),
    )  # fmt: skip


def all_texts(items: list[Item]) -> list[str]:
    """Return the text of every item, nested ones and table cells too."""
    found = []
    for item in items:
        found += [cell.text for cell in item.cells] if item.kind == "row" else [item.text]
        found += [extra.text for extra in item.extras] + all_texts(item.children)
    return found


def common_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-zåäö]{3,}\b", text))


def promise_items(heads: list[promises.Headline], items: list[Item]) -> frozenset[int]:
    again = {
        item.number
        for item in items
        if item.kind == "bullet"
        for head in heads
        if promises.alike(item.text, head.passage.text)
    }
    return frozenset({headline.item for headline in heads if headline.item is not None} | again)


def known_places(items: list[Item]) -> frozenset[str]:
    """Return the names that the document uses as places plainly and more than once."""
    counts: dict[str, int] = {}
    for item in items:
        if item.zone == "contact":
            continue
        for place in places(item.text):
            if place.name[0].isupper() and not re.search(r"kommun|^E\d|\d$|^(?:Hela|Övriga)", place.name):
                counts[place.name] = counts.get(place.name, 0) + 1
    return frozenset(name for name, count in counts.items() if count >= 1)


__all__ = ["Found", "read_document", "seen_after_preposition"]
