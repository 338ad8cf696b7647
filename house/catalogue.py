"""Gathers the Swedish sentences to translate, and checks that the English catalogue holds every one of them.

The Swedish sentence is the key (docs/decisions/swedish-source.md). The system's gettext is not needed.
"""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "lofte"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
WIDTH = 110


def sources() -> Iterator[tuple[str, bytes]]:
    """Give every file that may hold sentences, templates turned into calls first."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for path in sorted([*PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.txt"), *PACKAGE.rglob("*.svg")]):
        if "templates" in path.parts:
            calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # What is no call has become X, whose indentation would not pass for Python.
            flat = "\n".join(line.lstrip() for line in calls.splitlines())
            yield path.relative_to(ROOT).as_posix(), flat.encode()


def gathered() -> Catalog:
    """Gather every sentence in the code as an empty catalogue."""
    catalogue = Catalog(locale="en", project="Löfte", version="1", charset="utf-8", fuzzy=False)
    catalogue.header_comment = "# Löfte in English. Licensed under the EUPL-1.2."
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    for name, code in sources():
        for line, message, _, context in extract("python", BytesIO(code), keywords=KEYWORDS):
            catalogue.add(message, locations=[(name, line)], context=context)
    return catalogue


def translated() -> Catalog:
    """Read the catalogue as it was last written."""
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue in the form that is read when the site runs."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def gather() -> int:
    """Bring the catalogue in step with the code, keep what is translated, and compile it."""
    old, new = translated(), gathered()
    for message in new:
        before = old.get(message.id, message.context) if message.id else None
        if before is not None:
            message.string = before.string
    PO.parent.mkdir(parents=True, exist_ok=True)
    new.creation_date = new.revision_date = old.creation_date  # the day would change the file each time
    with PO.open("wb") as file:
        write_po(file, new, width=WIDTH, include_lineno=False, sort_by_file=True)
    with PO.open("rb") as file:
        MO.write_bytes(compiled(read_po(file, locale="en")))
    empty = sum(1 for message in new if message.id and not _is_whole(message.string))
    print(f"{len(new)} sentences, {empty} without a translation: {PO.relative_to(ROOT)}")
    return 0


def _is_whole(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def faults() -> Iterator[str]:
    """Say what is wrong with the catalogue, one line each."""
    have, want = translated(), gathered()
    for message in want:
        if message.id and have.get(message.id, message.context) is None:
            yield f"not gathered: {message.id!r}"
    for message in have:
        if message.id and want.get(message.id, message.context) is None:
            yield f"no longer in the code: {message.id!r}"
        elif message.id:
            yield from _faults_of(message, have)
    if not MO.exists() or MO.read_bytes() != compiled(have):
        yield f"not compiled: {MO.relative_to(ROOT)}"


def _faults_of(message: Message, catalogue: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    if not _is_whole(message.string):
        yield f"without a translation: {message.id!r}"
        return
    for error in message.check(catalogue):
        yield f"{error}: {message.id!r}"


def check() -> int:
    """Print what is wrong, and how to mend it."""
    found = list(faults())
    for fault in found[:40]:
        print(fault)
    if found:
        print(f"{len(found)} faults: run `make messages`, then fill in what is empty in {PO.name}.")
    return 1 if found else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=["gather", "check"])
    settings.configure(USE_I18N=True)
    django.setup()
    return {"gather": gather, "check": check}[parser.parse_args().verb]()


if __name__ == "__main__":
    sys.exit(main())
