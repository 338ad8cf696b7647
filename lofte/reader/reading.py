"""From a document to its draft: the order in which the parts are read."""

import re

from lofte.reader import context, head, lint, naming, placing, promises, questions, signing, validity
from lofte.reader.activities import Found, Setting, read_activity
from lofte.reader.decode import tidy
from lofte.reader.document import Document
from lofte.reader.draft import Draft
from lofte.reader.errors import Unreadable
from lofte.reader.extract import MAX_CHARACTERS, checked, extract
from lofte.reader.gathering import undertakings
from lofte.reader.heading_places import Words, own_names
from lofte.reader.lines import read_plain
from lofte.reader.outline import Item, OutlineReader
from lofte.reader.parties import KINDS
from lofte.reader.places import places


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
    items, headings = outline.read(), outline.all_headings
    title = head.title_of(document, headings, items)
    parties = naming.parties_of([*(one.passage.text for one in headings), *all_texts(items)])
    valid = validity.validity_of(title, headings, items)
    heads = promises.headlines(items, headings)
    setting = Setting(
        valid.period,
        tuple(kind for kind in KINDS if kind in naming.promisers(parties, document.text)),
        Words(
            known_places(items),
            common_words(document.text),
            own_names((party.name for party in parties), title),
        ),
        promise_items(heads, items),
    )
    found = placing.place_under(read_activities(items, heads, setting, title), heads)
    made = placing.promises_of(heads, items, setting.words.known_places)
    signed = signing.signing_of(document, items, parties)
    based_on = context.based_on(items)
    return Draft(
        text=document.text,
        title=title,
        parties=parties,
        period=valid.period,
        agreed_on=signed.agreed_on,
        signed_at=signed.signed_at,
        extends=head.extends_of(items),
        signatories=signed.signatories,
        based_on=based_on,
        purpose=context.purpose(items),
        grounds=context.grounds(items),
        focus_areas=context.focus_areas(items),
        follow_up=context.follow_up(items),
        promises=made,
        activities=tuple(one.activity for one in found),
        questions=questions.questions_of(found, valid.period, valid),
        warnings=lint.warnings_of(
            document.text,
            found,
            made,
            signatories=signed.signatories,
            validity=valid,
            based_on=based_on,
            has_parties=bool(parties) or any(one.named_somebody for one in found),
        ),
    )


def read_activities(
    items: list[Item], heads: list[promises.Headline], setting: Setting, title: str | None
) -> list[Found]:
    promised = frozenset(headline.passage.text for headline in heads)
    return [
        read_activity(one, setting) for one in undertakings(items, setting.promise_items, promised, title)
    ]


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
