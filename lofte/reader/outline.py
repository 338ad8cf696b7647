"""The outline: every item of a document with the headings, lead-in and list it stands under."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from lofte.reader.document import Block, Document
from lofte.reader.leads import ends_open, opens_list, stands_on
from lofte.reader.lines import MAX_HEADING
from lofte.reader.parties import mentions
from lofte.reader.passage import Passage, joined, mend, sentences
from lofte.reader.who import only_parties
from lofte.reader.zones import QUIET, zone_of


@dataclass(frozen=True)
class Heading:
    level: float
    passage: Passage
    zone: str | None
    number: int  # among the headings of the document


@dataclass
class Item:
    """A bullet with what is nested in it, a paragraph, or a table row."""

    kind: str  # bullet | paragraph | row
    passage: Passage
    headings: tuple[Heading, ...]
    zone: str | None
    lead: Passage | None = None
    outer: tuple[Passage, ...] = ()  # the leads further out, nearest first
    depth: int = 0
    number: int = 0
    children: list["Item"] = field(default_factory=list)
    extras: list[Passage] = field(default_factory=list)  # paragraphs inside the item
    cells: list[Passage] = field(default_factory=list)
    header: list[Passage] = field(default_factory=list)
    is_record: bool = False  # "Aktivitet: … Ansvarig: …" line by line

    @cached_property
    def sentences(self) -> list[Passage]:
        return sentences(self.passage)

    @property
    def text(self) -> str:
        return self.passage.text


WORDS = re.compile(r"[a-zåäöé]{5,}")
KEY = re.compile(
    r"\b(Aktivitet(?: \d+)?|Åtgärd(?: \d+)?|Insats(?: \d+)?|Åtagande(?: \d+)?|Löfte \d+|Målvärde|Mål|Mått|"
    r"Mätetal|Omfattning|Antal|Hur ofta|Hur mycket|Plats|Var|Geografiskt område|"
    r"Prioriterat område|Område|Ansvarig(?:a)?(?: part(?:er)?)?|Ansvar|Vem|Utförare|Medverkande|När|Tid|"
    r"Tidplan|Tidpunkt|Klart|Varför|Motiv|Motivering|Bakgrund|Utfall|Resultat|Status)\s*:\s*(?=\S)"
)
PROMISE_NUMBER = re.compile(r"Löfte \d+\s*:\s*\S")
PROMISE_LEVEL = 3
WHAT = re.compile(r"(?:Aktivitet|Åtgärd|Insats|Åtagande|Löfte)\b")
MENU = re.compile(
    r"(?:Sök(?: på .{3,30})?|Stäng(?: meny)?|Meny|Snabbval|Other languages|Annons|Foto: .*|Publicera[td].*|"
    r"(?:Lyssna|Skriv ut|Dela)(?:\s+(?:Lyssna|Skriv ut|Dela))*|"
    r"Startsida|Till toppen|Hoppa till .*|Jag godkänner|Kontakta oss|E-tjänster)$",
    re.I,
)
# "Start / Trygg och säker / Medborgarlöften": the way to a page says nothing of its matter.
WAY_HERE = re.compile(
    r"(?:Du är här\b.*|(?:Start(?:sida(?:n)?)?|Hem)\s*[/>›»|→].*|"
    r"[^./>›»|→]{2,40}(?:\s[/>›»→]\s[^./>›»|→]{2,60}){2,})$",
    re.I,
)
TITLE = re.compile(r"löfte", re.I)
PART_OF_YEAR = re.compile(
    r"(?:Tertial|Kvartal|Halvår|[TQK])\s?[1-4](?:[ ,]+(?:19|20)\d\d)?\s*:?|(?:Resultat|Utfall)\s*:?", re.I
)


class OutlineReader:
    """Walks the blocks once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.vocabulary = frozenset(WORDS.findall(document.text.lower()))
        self.items: list[Item] = []
        self.headings: list[Heading] = []
        self.all_headings: list[Heading] = []
        self.lead: Passage | None = None
        self.standing: Passage | None = None  # a lead with headings between it and its lists
        self.open: list[Item] = []  # the bullet and its parents
        self.last_was_heading = False
        self.topics_under = False
        self.record: list[tuple[Passage, Passage, Block]] = []

    def read(self) -> list[Item]:
        blocks = self.document.blocks
        number = 0
        while number < len(blocks):
            block = blocks[number]
            if block.kind == "cell":
                number = self.take_table(number)
                continue
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            passage = mend(self.text, block.start, block.end, self.vocabulary)
            if PROMISE_NUMBER.match(passage.text) and not self.goes_on(number):
                self.close_record()
                self.take_heading(Block("heading", block.start, block.end, PROMISE_LEVEL), passage)
            elif KEY.match(passage.text):
                self.record.extend((label, value, block) for label, value in labelled(passage))
            else:
                self.close_record()
                if passage.text:
                    self.take(block, passage, following)
            number += 1
        self.close_record()
        return self.items

    def goes_on(self, number: int) -> bool:
        """Say whether `Löfte 1: …` is what its next lines measure, not the head of what stands under it."""
        if number + 1 >= len(self.document.blocks):
            return True
        block = self.document.blocks[number + 1]
        label = KEY.match(self.text, block.start, block.end)
        return len(self.text[self.document.blocks[number].start : block.start]) > MAX_HEADING or (
            block.kind == "paragraph" and label is not None and not WHAT.match(label[1])
        )

    def close_record(self) -> None:
        """Write the waiting `Aktivitet: … Målvärde: …` lines as table rows, one an activity."""
        waiting, self.record = self.record, []
        begins = [number for number, (label, _, _) in enumerate(waiting) if WHAT.match(label.text)]
        if not begins or len(waiting) < 2:
            for label, value, block in waiting:
                self.take(block, joined([label, value], ": "), None)
            return
        for first, last in zip(begins, [*begins[1:], len(waiting)], strict=True):
            part = [pair for pair in waiting[first:last] if pair[1].text]
            item = self.item("row", part[0][1])
            item.header, item.cells = [label for label, _, _ in part], [value for _, value, _ in part]
            item.is_record = True
            self.items.append(item)

    def take(self, block: Block, passage: Passage, following: Block | None) -> None:
        if block.kind != "bullet" and WAY_HERE.match(passage.text):
            return
        if block.kind == "paragraph" and self.is_that_clause(passage.text):
            self.take_bullet(Block("bullet", block.start, block.end, 1), passage)
            self.open[-1].lead = self.lead or self.headings[-1].passage
            return
        if block.kind == "bullet" and leads_its_equals(block, passage.text, following):
            self.take_paragraph(passage, following)
        elif block.kind == "bullet":
            self.take_bullet(block, passage)
        elif block.kind == "heading" and (MENU.match(passage.text) or self.is_label(passage.text)):
            return
        elif block.kind == "heading" and not is_lead(passage.text, following):
            self.take_heading(block, passage)
        elif block.level and self.open and block.kind == "paragraph":
            self.inside(block, passage, following)
        else:
            self.take_paragraph(passage, following)

    def is_that_clause(self, text: str) -> bool:
        """Say whether a paragraph `att …` goes on with what a heading or a lead-in above promises."""
        above = self.headings[-1].passage.text if self.headings else ""
        return text.startswith("att ") and bool(
            (self.lead and stands_on(self.lead.text)) or re.search(r"\b(?:lovar|ska|åtar)\b", above, re.I)
        )

    def take_heading(self, block: Block, passage: Passage) -> None:
        # The first heading is the title: "Uppföljning av …" says nothing of what follows.
        zone = zone_of(passage.text) if self.all_headings and not self.is_title(passage.text) else None
        level = self.level_of(block.level, passage, zone)
        self.headings = [heading for heading in self.headings if heading.level < level]
        heading = Heading(level, passage, zone, len(self.all_headings))
        self.headings.append(heading)
        self.all_headings.append(heading)
        self.open = []
        self.last_was_heading = True
        if zone in QUIET or TITLE.search(passage.text):
            self.standing = None
        elif self.standing and is_party_heading(passage.text) and mentions(sentences(self.standing)[-1].text):
            self.standing = None  # another's list begins
        self.lead = self.standing

    def is_label(self, text: str) -> bool:
        """Say whether a heading right under another only says of which part of the year it tells."""
        return self.last_was_heading and len(self.all_headings) > 1 and bool(PART_OF_YEAR.fullmatch(text))

    def is_title(self, text: str) -> bool:
        """Say whether a heading is the first to name the promise, so that it opens no zone of its own."""
        return bool(TITLE.search(text)) and not any(
            TITLE.search(heading.passage.text) for heading in self.all_headings
        )

    def level_of(self, rank: int, passage: Passage, zone: str | None) -> float:
        """Return a heading's level; where all look alike, parties and topics nest."""
        if not self.all_headings or zone in QUIET:
            return rank
        last, direct = self.all_headings[-1], self.last_was_heading
        party = is_party_heading(passage.text)
        if party:
            self.topics_under = (
                False if not (direct and not is_party_heading(last.passage.text)) else self.topics_under
            )
            return rank if self.topics_under else rank + 0.5
        if direct and is_party_heading(last.passage.text) and last.level in (rank, rank + 0.5):
            self.topics_under = True
        return (
            rank + 0.75
            if self.topics_under and any(is_party_heading(heading.passage.text) for heading in self.headings)
            else rank
        )

    def zone(self) -> str | None:
        return next((heading.zone for heading in reversed(self.headings) if heading.zone), None)

    def item(self, kind: str, passage: Passage, depth: int = 0) -> Item:
        self.last_was_heading = False
        return Item(
            kind, passage, tuple(self.headings), self.zone(), self.lead, depth=depth, number=len(self.items)
        )

    def take_bullet(self, block: Block, passage: Passage) -> None:
        item = self.item("bullet", passage, block.level)
        self.open = [parent for parent in self.open if parent.depth < block.level]
        if self.open:
            parent = self.open[-1]
            item.lead = parent.passage
            item.outer = (*((parent.lead,) if parent.lead else ()), *parent.outer)
            self.open[-1].children.append(item)
        else:
            self.items.append(item)
        self.open.append(item)

    def inside(self, block: Block, passage: Passage, following: Block | None) -> None:
        """Take a paragraph that is indented under a bullet, or one that only follows the list."""
        if block.level >= self.open[-1].depth or (following is not None and following.kind == "bullet"):
            self.open[-1].extras.append(passage)
        else:
            self.take_paragraph(passage, following)

    def take_paragraph(self, passage: Passage, following: Block | None) -> None:
        self.open = []
        self.items.append(self.item("paragraph", passage))
        above = following is not None and following.kind in ("bullet", "cell")
        if stands_on(passage.text):
            self.standing = None if above else passage
        elif above:
            self.standing = None
        # Not only "Polisen ska:" leads a list in; any sentence right above it does.
        self.lead = passage if above or ends_open(passage.text) else self.standing

    def take_table(self, number: int) -> int:
        blocks = self.document.blocks
        table = blocks[number].table
        rows: dict[int, list[Passage]] = {}
        while number < len(blocks) and blocks[number].kind == "cell" and blocks[number].table == table:
            block = blocks[number]
            cells = rows.setdefault(block.row, [])
            # A PDF tells nothing of cells without words.
            cells += [Passage("", (0,), (block.start,))] * (block.column - len(cells))
            cells.append(mend(self.text, block.start, block.end, self.vocabulary))
            number += 1
        self.open = []
        header = next(iter(rows.values()))
        for above, cells in zip([header, *rows.values()], rows.values(), strict=False):
            if cells and not cells[0].text and above is not header:
                # An area or a topic written once holds for the rows below it.
                cells[0] = above[0]
            item = self.item("row", cells[0])
            item.cells, item.header = cells, header
            self.items.append(item)
        return number


def labelled(passage: Passage) -> list[tuple[Passage, Passage]]:
    """Return the label and the value of `Aktivitet: … Ansvarig: …`, also several in one block."""
    labels = [match for match in KEY.finditer(passage.text) if match.start() == 0 or INSIDE.match(match[1])]
    ends = [*(match.start() for match in labels[1:]), len(passage.text)]
    return [
        (passage.cut(match.start(), match.end(1)), passage.cut(match.end(), end))
        for match, end in zip(labels, ends, strict=True)
    ]


INSIDE = re.compile(
    r"(?:Ansvar|Mål|Mått|Plats|När|Tid|Omfattning|Geografiskt|Medverkande|Utförare|Utfall|Resultat|Klart)"
)


def is_party_heading(text: str) -> bool:
    found = mentions(text)
    return (
        bool(found)
        and len(text.split()) <= 6
        and only_parties(text, found)
        and not re.match(r"[Ss]kol", text)
    )


def is_lead(text: str, following: Block | None) -> bool:
    """Say whether a heading by its looks is a sentence that leads a list in."""
    if following is None:
        return False
    if following.kind in ("bullet", "cell"):
        return opens_list(text)
    return stands_on(text) and len(text.split()) >= 4


def leads_its_equals(block: Block, text: str, following: Block | None) -> bool:
    """Say whether a bullet leads in the bullets of its own rank below it."""
    return (
        following is not None
        and following.kind == "bullet"
        and following.level <= block.level
        and stands_on(text)
        and bool(mentions(text))
    )
