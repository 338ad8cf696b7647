"""A follow-up's pages to be read from a folder: with their own styles, and links that lead somewhere."""

import re

from django.conf import settings

from lofte.base import stylesheet
from lofte.followup.facts import LANGUAGES
from lofte.publication import rendering
from lofte.publication.documents import Document, Shelf

FONTS = stylesheet.PARTS.parent / "fonts"
SHEET = "lofte.css"


def pages(document: Document, shelf: Shelf) -> dict[str, bytes]:
    """Return the page in each language with the stylesheet and the fonts it needs, by file name."""
    versions = shelf.versions(document.promise, document.period)
    promise = shelf.promise(document.promise)
    files = {SHEET: stylesheet.joined(staff=False).encode("utf-8")}
    files |= {f"fonts/{path.name}": path.read_bytes() for path in sorted(FONTS.iterdir()) if path.is_file()}
    for language in LANGUAGES:
        page = rendering.followup_page(document, promise, versions, language)
        files[f"uppfoljning.{language}.html"] = _at_home(page.body.decode("utf-8"), document).encode("utf-8")
    return files


def _at_home(html: str, document: Document) -> str:
    """Lead the page's own links to the files beside it, and all others to the site that released it."""
    own = {
        document.address: "uppfoljning.sv.html",
        f"/en{document.address}": "uppfoljning.en.html",
        rendering.beside(document.address, "json"): "uppfoljning.json",
        **{
            rendering.beside(document.address, ending): f"uppfoljning.{ending}"
            for ending in (rendering.FROZEN, rendering.OPENINGS)
        },
        rendering.beside(document.address, "csv"): "uppfoljning.csv",
        rendering.beside(document.address, rendering.SAMPLE_LIST): f"uppfoljning.{rendering.SAMPLE_LIST}",
        rendering.beside(document.address, "pdf"): "uppfoljning.sv.pdf",
        rendering.beside(f"/en{document.address}", "pdf"): "uppfoljning.en.pdf",
    }
    html = re.sub(r'<link rel="(?:preload|icon)"[^>]*>\n?', "", html)
    html = re.sub(r'<link rel="stylesheet"[^>]*>', f'<link rel="stylesheet" href="{SHEET}">', html)
    html = re.sub(r"<script[^>]*></script>\n?", "", html)

    def led(match: re.Match[str]) -> str:
        return f'href="{own.get(match[1], settings.BASE_URL + match[1])}"'

    return re.sub(r'href="(/[^"]*)"', led, html)
