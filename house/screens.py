"""Takes the pictures in docs/screens: every page, phone and desk, light and dark; `make screens`.

Words given on the command line choose the pages whose names hold one of them.
"""

import base64
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser import serving, stage_building
from tests.browser.chromium import launched
from tests.browser.pages import LOOKS, Look
from tests.browser.serving import Server
from tests.browser.visiting import DESK, PHONE, Visitor

FOLDER = serving.ROOT / "docs" / "screens"
QUALITY = 55  # text stays sharp, and all pictures together stay under 12 MB
TALLEST = 9000  # pixels
WIDTHS: dict[str, ViewportSize] = {"phone": PHONE, "desk": DESK}
SCHEMES = ("light", "dark")


@dataclass(frozen=True)
class Shot:
    """One picture to take."""

    look: Look
    language: str
    width: str
    scheme: str

    @property
    def name(self) -> str:
        who = self.look.who[0].split("@")[0] or "guest"
        parts = [str(self.look).replace(":", "-"), who, self.language, self.width, self.scheme]
        return "-".join(parts) + ".webp"


def shots() -> Iterator[Shot]:
    """Return every picture: all pages in Swedish, the public ones and the first of each room in English."""
    for look in LOOKS:
        for width in WIDTHS:
            for scheme in SCHEMES:
                yield Shot(look, "sv", width, scheme)
        if look.is_public and not look.state:
            yield Shot(look, "en", "phone", "light")
            yield Shot(look, "en", "desk", "light")
