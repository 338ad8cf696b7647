"""Ready pages, rendered from released documents alone: once per language, and again after an upgrade."""

import gzip
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from lofte.followup.facts import LANGUAGES
from lofte.publication import followup_view, open_data, pdf, promise_view
from lofte.publication.documents import Document, Shelf
from lofte.released.canonical import dump
from lofte.released.models import Release

HTML, JSON, CSV, PDF, TEXT = (
    "text/html; charset=utf-8",
    "application/json",
    "text/csv; charset=utf-8",
    "application/pdf",
    "text/plain; charset=utf-8",
)
FROZEN, OPENINGS = "fryst.json", "oppningar.json"  # the endings of what is hashed, and of what opens it
OPENINGS_SCHEMA = "lofte/openings/1"
SAMPLE_LIST = "stickprov.txt"  # the ending of the list that a sample was drawn from
MOVED = "text/uri-list"  # the body is the address that the newest version lies at


@dataclass(frozen=True)
class Rendered:
    """One address with its ready answer."""

    path: str
    language: str
    media_type: str
    body: bytes

    @property
    def gzipped(self) -> bytes | None:
        """The body packed, the same bytes each time; None where packing gains nothing."""
        return None if self.media_type in {PDF, MOVED} else gzip.compress(self.body, mtime=0)


def localised(address: str, language: str) -> str:
    """Return a Swedish address in a language: English lies under /en/."""
    return address if language == "sv" else f"/en{address}"


def beside(address: str, ending: str) -> str:
    """Return the address of a page's file: /…/v1/ has /…/v1.json beside it."""
    return f"{address.rstrip('/')}.{ending}"


def html(template: str, address: str, language: str, **context: Any) -> Rendered:
    """Render one page in one language."""
    path = localised(address, language)
    with translation.override(language):
        text = render_to_string(
            template, {"address": path, "is_released": True, "language": language, **context}
        )
    return Rendered(path, language, HTML, lean(text).encode("utf-8"))


# An end tag that HTML lets a page leave out, before the tag that shows where the element ended.
UNSAID = re.compile(
    r"</li>(?=\s*<(?:li|/ul|/ol))|</(?:dt|dd)>(?=\s*<(?:dt|dd|/div|/dl))|</t[hd]>(?=\s*<(?:t[hd]|/tr))"
    r"|</tr>(?=\s*<(?:tr|/tbody|/thead))|</thead>(?=\s*<tbody)|</tbody>(?=\s*</table)"
)
NOUGHT = re.compile(
    r' (?:x|x1|x2|y1)="0%?"| xmlns="http://www\.w3\.org/2000/svg"'
)  # what holds without being said


def lean(text: str) -> str:
    """Take away what no reader sees: indentation, end tags and attributes that hold unsaid."""
    bare = re.sub(r"\s*\n\s*", "\n", text)
    return NOUGHT.sub("", UNSAID.sub("", UNSAID.sub("", bare)))


def followup(document: Document, shelf: Shelf) -> list[Rendered]:
    """Render a follow-up: its page and PDF in each language, and its data once."""
    promise = shelf.promise(document.promise)
    versions = shelf.versions(document.promise, document.period)
    address = document.address
    pages = [followup_page(document, promise, versions, language) for language in LANGUAGES]
    pages += [
        Rendered(
            beside(localised(address, language), "pdf"),
            language,
            PDF,
            pdf.followup(document, promise, language),
        )
        for language in LANGUAGES
    ]
    return [
        *pages,
        *data(document),
        Rendered(beside(address, "csv"), "", CSV, open_data.csv_of(document)),
        *_sample_list(document),
    ]


def data(document: Document) -> Iterable[Rendered]:
    """The JSON to be read, and beside it the frozen form with what opens it."""
    files = {"json": document.data}
    if document.is_sealed:
        files |= {FROZEN: document.canonical, OPENINGS: dump(opened(document))}
    for ending, text in files.items():
        yield Rendered(beside(document.address, ending), "", JSON, text.encode("utf-8"))


def opened(document: Document) -> dict[str, Any]:
    """Return every text with its salt, by its place in the frozen form."""
    texts = {pointer: {"salt": one.salt, "text": one.text} for pointer, one in document.openings.items()}
    tombs = {"tombstones": [one.as_json() for one in document.tombs]} if document.tombs else {}
    return {"schema": OPENINGS_SCHEMA, "release": document.sha256, "openings": texts, **tombs}


def _sample_list(document: Document) -> Iterable[Rendered]:
    listing = document.body.get("sample_list")
    if listing is not None:
        yield Rendered(beside(document.address, SAMPLE_LIST), "", TEXT, listing.encode("utf-8"))


def followup_page(
    document: Document, promise: Document, versions: Sequence[Document], language: str, **context: Any
) -> Rendered:
    """Render a follow-up's page in one language."""
    view = followup_view.view(document, promise, language, versions=versions)
    return html("publication/followup.html", document.address, language, view=view, **context)


def newest_version(document: Document) -> list[Rendered]:
    """Let the period's own address lead to the newest version."""
    period = document.address.removesuffix(f"v{document.version}/")
    return [
        Rendered(localised(period, language), language, MOVED, localised(document.address, language).encode())
        for language in LANGUAGES
    ]


def promise(document: Document, shelf: Shelf) -> list[Rendered]:
    """Render a promise: its page and PDF in each language, and its data once."""
    address = document.address
    files = [
        Rendered(beside(localised(address, language), "pdf"), language, PDF, pdf.promise(document, language))
        for language in LANGUAGES
    ]
    return [*promise_pages(document, shelf), *files, *data(document)]


def promise_pages(document: Document, shelf: Shelf) -> list[Rendered]:
    """Render a promise's page in each language: it leads to the follow-ups, so each of them changes it."""
    return [
        html(
            "publication/promise.html",
            document.address,
            language,
            view=promise_view.promise(document, shelf, language),
        )
        for language in LANGUAGES
    ]


def partnership(shelf: Shelf) -> list[Rendered]:
    """Render a partnership's page in each language; its promises stand there, so their folder leads to it."""
    slug = shelf.documents[0].partnership
    folders = [
        Rendered(localised(f"/{slug}/loften/", one), one, MOVED, localised(f"/{slug}/", one).encode())
        for one in LANGUAGES
    ]
    return folders + [
        html(
            "publication/partnership.html",
            f"/{slug}/",
            language,
            view=promise_view.partnership(shelf, language),
        )
        for language in LANGUAGES
    ]


def front(shelves: Sequence[Shelf]) -> list[Rendered]:
    """Render the front page in each language."""
    return [
        html("publication/front.html", "/", language, partnerships=promise_view.front(shelves, language))
        for language in LANGUAGES
    ]


def touched_by(document: Document, shelf: Shelf) -> Iterable[Rendered]:
    """Render what a new release changes: its own pages, its older versions' notes, and what leads to it."""
    if document.kind == Release.Kind.FOLLOWUP:
        yield from followup(document, shelf)
        versions = shelf.versions(document.promise, document.period)
        for older in versions[1:]:
            for language in LANGUAGES:
                yield followup_page(older, shelf.promise(older.promise), versions, language)
        yield from newest_version(versions[0])
        yield from promise_pages(shelf.promise(document.promise), shelf)
    else:
        yield from promise(document, shelf)
    yield from partnership(shelf)


def everything(shelf: Shelf) -> Iterable[Rendered]:
    """Render all that a partnership has released."""
    for one in shelf.promises:
        yield from promise(one, shelf)
    for document in shelf.documents:
        if document.kind == Release.Kind.FOLLOWUP:
            yield from followup(document, shelf)
            yield from newest_version(shelf.versions(document.promise, document.period)[0])
    yield from partnership(shelf)
