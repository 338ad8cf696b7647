"""A released follow-up as a folder: its pages, data and PDF, and a list of every file with its checksum."""

import json
from pathlib import Path
from typing import Any

from lofte.publication import bundle_pages, documents, rendering
from lofte.publication.bundle_files import DATA, FROZEN, MANIFEST, OLD_SCHEMA, SCHEMA
from lofte.publication.rendering import HTML, Rendered
from lofte.released import queries
from lofte.released.canonical import sha256

ENDINGS = {
    rendering.JSON: "json",
    rendering.CSV: "csv",
    rendering.PDF: "pdf",
    rendering.TEXT: rendering.SAMPLE_LIST,
    HTML: "html",
}


class NotReleased(Exception):
    """There is no released follow-up of that name."""

    def __init__(self, partnership: str, promise: str, period: str) -> None:
        super().__init__(f"{partnership}/{promise}/{period}")
        self.partnership, self.promise, self.period = partnership, promise, period


class FolderTaken(Exception):
    """The folder holds something already: a bundle stands alone, or it could not be verified."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


def write(partnership_slug: str, promise_slug: str, period_key: str, out: Path) -> list[Path]:
    """Write the newest version of a follow-up to an empty folder; return the files, the manifest last."""
    release = queries.find(partnership_slug, promise_slug, period_key)
    if release is None:
        raise NotReleased(partnership_slug, promise_slug, period_key)
    if out.exists() and any(out.iterdir()):
        raise FolderTaken(out)
    document = documents.of(release)
    shelf = documents.shelf(queries.releases(partnership_slug))
    files = {_name(one): one.body for one in rendering.followup(document, shelf) if one.media_type != HTML}
    files |= bundle_pages.pages(document, shelf)
    manifest = _manifest(document, files)
    return _written(out, files | {MANIFEST: manifest})


def _name(page: Rendered) -> str:
    for ending in (rendering.FROZEN, rendering.OPENINGS):
        if page.path.endswith(f".{ending}"):
            return f"uppfoljning.{ending}"
    language = f".{page.language}" if page.language else ""
    return f"uppfoljning{language}.{ENDINGS[page.media_type]}"


def _manifest(document: documents.Document, files: dict[str, bytes]) -> bytes:
    content: dict[str, Any] = {
        "schema": SCHEMA if document.is_sealed else OLD_SCHEMA,
        "address": document.address,
        "simulated": document.is_simulated,
        "release": {
            "number": document.number,
            "sha256": document.sha256,
            "previous_sha256": document.body["previous_sha256"],
            "file": FROZEN if document.is_sealed else DATA,
        },
        "files": [
            {"name": name, "bytes": len(body), "sha256": sha256(body)} for name, body in sorted(files.items())
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def _written(out: Path, files: dict[str, bytes]) -> list[Path]:
    paths = []
    for name, body in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        paths.append(path)
    return paths
