"""From bytes to text: a byte order mark, else UTF-8 but for a stray byte, else Windows-1252; no guess."""

import codecs
import re

from lofte.reader.errors import Unreadable

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BAD = "\ufffd"  # stands where a byte could not be read
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
MAX_CONTROL_SHARE = 0.01  # a stray control sign survives bad copying; more of them is no text
# A pasted picture or key is no word, and patterns go through long words slowly.
LONG_RUN = re.compile(r"([\w+/=]{60})[\w+/=]{440,}")
MAX_BAD_SHARE = 0.1  # of the letters beyond ASCII; in Windows-1252 read as UTF-8 nearly all are bad
# Five bytes have no sign in Windows-1252; a text never holds them.
UNDEFINED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def decode(data: bytes) -> str:
    """Return the text of the bytes, with `\\n` at every line's end."""
    text = decoded(data)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        raise Unreadable("empty")
    if len(CONTROL.findall(text)) > max(3, len(text) * MAX_CONTROL_SHARE):
        raise Unreadable("not_text")
    return tidy(text)


def decoded(data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return strictly(data, encoding)
    text = data.decode("utf-8", "replace")
    n_bad = text.count(BAD) - data.count(BAD.encode())
    if not n_bad or n_bad <= MAX_BAD_SHARE * sum(not letter.isascii() for letter in text):
        return text  # what was bad stands as a mark, and the reading warns of it
    if UNDEFINED_1252.search(data):
        raise Unreadable("not_text")
    return strictly(data, "cp1252")


def strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("not_text") from None


def tidy(text: str) -> str:
    """Return the text with one kind of line end and without signs that no screen shows; long runs cut."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x0b", "\n")
    clean = CONTROL.sub("", text.replace("\x85", "\n").replace("\f", "\n\n")).lstrip("\ufeff")
    return LONG_RUN.sub(r"\1…", clean)
