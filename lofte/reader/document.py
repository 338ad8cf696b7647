"""What extraction gives: a text and its blocks (headings, bullets, paragraphs, table cells) by position."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A stretch of the text with one role; `level` is a heading's rank or a bullet's depth, both from 1."""

    kind: str  # heading | bullet | paragraph | cell
    start: int
    end: int
    level: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Document:
    text: str
    blocks: tuple[Block, ...]


class Writer:
    """Builds a document from blocks that come in reading order."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []

    def raw(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def block(
        self, kind: str, text: str, *, level: int = 0, table: int = 0, row: int = 0, column: int = 0
    ) -> None:
        start = self.length
        self.raw(text)
        self.blocks.append(Block(kind, start, self.length, level, table, row, column))

    def document(self) -> Document:
        return Document("".join(self.parts), tuple(self.blocks))
