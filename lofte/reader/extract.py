"""From bytes to a document: sniffs the kind and hands on to the reader of that kind."""

from lofte.reader.decode import decode
from lofte.reader.document import Document
from lofte.reader.docx import html_of
from lofte.reader.errors import Unreadable
from lofte.reader.lines import read_plain
from lofte.reader.markup import read_html
from lofte.reader.pdf import MAX_CHARACTERS, read_pdf
from lofte.reader.sniff import kind_of

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "checked", "extract"]

MAX_BYTES = 20_000_000  # a promise with pictures stays well below


def extract(data: bytes) -> Document:
    """Return the document that the bytes hold, or raise `Unreadable`."""
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large")
    kind = kind_of(data)
    if kind == "foreign":
        raise Unreadable("not_text")
    if kind == "pdf":
        return read_pdf(data)
    if kind == "zip":
        return checked(read_html(html_of(data)))
    text = decode(data)
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("too_long")
    return checked(read_html(text) if kind == "html" else read_plain(text))


def checked(document: Document) -> Document:
    if not document.blocks or not document.text.strip():
        raise Unreadable("empty")
    return document
