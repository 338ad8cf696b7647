"""What kind of file some bytes are, by their content; a name's ending says nothing certain."""

import re

HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<(?:div|p|ul|ol|li|table|section|article|main|"
    rb"h[1-6])(?:\s[^<>]*)?>",
    re.I,
)
# Containers and pictures that people send by mistake; each would otherwise be taken for old Windows text.
FOREIGN = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
    b"BM",
)


def kind_of(data: bytes) -> str:
    """Return `pdf`, `zip`, `foreign`, `html` or `text`."""
    # A PDF may begin after some bytes of junk from a mail or web server.
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(FOREIGN[:-1]) or (data.startswith(b"BM") and b"\x00" in data[:32]):
        return "foreign"
    # UTF-16 pages hide their tags between noughts.
    head = data[:65536].replace(b"\x00", b"")
    return "html" if HTML.search(head) else "text"
