"""The document's head and foot: title, parties, validity, date and place of signing, signatories, lineage."""

import re

from lofte.reader.document import Document
from lofte.reader.lines import MAX_HEADING
from lofte.reader.outline import Heading, Item
from lofte.reader.validity import TITLE

EXTENDS = re.compile(
    r"\b(?:förläng(?:a|er|s|t|ning av)|ersätter|bygger vidare på|fortsättning på|(?:en )?uppdatering av|"
    r"avlöser|en förlängning av|reviderar)\s+(?P<what>(?:det |de |den |vårt |förra |tidigare |gällande |"
    r"nuvarande )*(?:(?:19|20)\d\d(?:(?:[–-]| och )(?:19|"
    r"20)?\d\d)?(?: års)?\s+)?(?:gemensamma )?[Mm]edborgarlöft\w*(?: (?:för|från) (?:åren? )?(?:19|"
    r"20)\d\d(?:\s?[–-]\s?(?:19|20)?\d\d)?)?)",
    re.I,
)


def title_of(document: Document, headings: list[Heading], items: list[Item]) -> str | None:
    """Return the document's own heading: the first that names the promise, else the first of all."""
    first = [heading for heading in headings if heading.level <= 2][:6] or headings[:6]
    named = next((heading for heading in [*first, *headings[:6]] if TITLE.search(heading.passage.text)), None)
    first_line = next((item for item in items[:4] if is_title_line(item)), None)
    if first_line and not (named and named.passage.raw_at[0] < first_line.passage.raw_at[0]):
        return first_line.text.strip()
    if named or headings:
        return (named or headings[0]).passage.text.strip()
    return items[0].text.split("\n")[0][:120] if items and len(items[0].text) <= 120 else None


def is_title_line(item: Item) -> bool:
    """Say whether a line that does not look like a heading names the promise and when it holds."""
    return (
        item.kind == "paragraph"
        and len(item.text) <= MAX_HEADING
        and bool(TITLE_LINE.match(item.text))
        and not item.text.rstrip().endswith((".", ":", ";"))
    )


TITLE_LINE = re.compile(
    r"(?:Gemensamt |Vårt |Årets )?Medborgarlöfte[nt]?\b(?:(?=.*\b(?:19|20)\d\d)|$|"
    r" (?:för|i|mellan) [A-ZÅÄÖ])",
    re.I,
)


def extends_of(items: list[Item]) -> str | None:
    for item in items:
        if match := EXTENDS.search(item.text):
            return match["what"].strip(" .,")
    return None
