"""Takes the pictures in docs/screens: every page, phone and desk, light and dark; `make screens`.

Words on the command line choose the pages whose names hold one of them:
`DJANGO_SETTINGS_MODULE=lofte.site.testing python -m house.screens sign-in`.
"""

import base64
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import serving
from tests.browser.chromium import chromium
from tests.browser.looking import Look
from tests.browser.pages import LOOKS
from tests.browser.serving import BEGINS_WITH, Server, Stage
from tests.browser.visiting import DESK, PHONE, Visitor, settled

FOLDER = serving.ROOT / "docs" / "screens"
QUALITY = 30  # text stays sharp, and all pictures together weigh 20 MB
TALLEST = {("sv", "light"): 2400}  # pixels; what lies further down looks like what is shown
OTHERS_TALLEST = 1000  # of the dark and the English pictures
WIDTHS: dict[str, ViewportSize] = {"phone": PHONE, "desk": DESK}
OK = 200
SCHEMES = ("light", "dark")
IN_ENGLISH = {"public:front", "public:page", "overview:start"}


@dataclass(frozen=True)
class Shot:
    """One picture to take."""

    look: Look
    language: str
    width: str
    scheme: str

    @property
    def name(self) -> str:
        who = self.look.who[0].split("@")[0]
        parts = (str(self.look).replace(":", "-"), who, self.language, self.width, self.scheme)
        return "-".join(part for part in parts if part) + ".webp"


def shots(words: Sequence[str]) -> Iterator[Shot]:
    """Return the pictures whose names hold one of the words, or all."""
    for look in LOOKS:
        for shot in _of(look):
            if not words or any(word in shot.name for word in words):
                yield shot


def _of(look: Look) -> Iterator[Shot]:
    """Every page in four ways, public ones in English too; a form that is open or in error on the phone."""
    if look.act is not None or look.query or look.status != OK:
        yield Shot(look, "sv", "phone", "light")
        return
    for width in WIDTHS:
        for scheme in SCHEMES:
            yield Shot(look, "sv", width, scheme)
        if look.pattern in IN_ENGLISH:
            yield Shot(look, "en", width, "light")


class Photographer:
    """Goes where a look says, as whom it says, and takes the picture."""

    def __init__(self, browser: Browser, serve: Callable[[str], Server]) -> None:
        self.browser = browser
        self.serve = serve
        self.visitors: dict[tuple[str, str], Visitor] = {}

    def take(self, shot: Shot) -> bytes:
        visitor = self._visitor(shot.look.stage, shot.look.who[0])
        page = visitor.page
        page.set_viewport_size(WIDTHS[shot.width])
        page.emulate_media(color_scheme="dark" if shot.scheme == "dark" else "light")
        page.goto(shot.look.address(visitor.server.landmarks, shot.language))
        settled(page)
        if shot.look.act is not None:
            shot.look.act(page)
        return _picture(page, TALLEST.get((shot.language, shot.scheme), OTHERS_TALLEST))

    def _visitor(self, stage: str, who: str) -> Visitor:
        if (stage, who) not in self.visitors:
            visitor = Visitor(self.browser, self.serve(stage))
            self.visitors[stage, who] = visitor.sign_in(who) if who else visitor
        return self.visitors[stage, who]


def _picture(page: Page, tallest: int) -> bytes:
    """Take the page from its top, in a window as tall as the picture: nothing sticks to its middle."""
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    session = page.context.new_cdp_session(page)
    size = session.send("Page.getLayoutMetrics")["cssContentSize"]
    width, height = int(size["width"]), min(int(size["height"]), tallest)
    page.set_viewport_size({"width": width, "height": height})
    settings = {"format": "webp", "quality": QUALITY}
    picture = base64.b64decode(session.send("Page.captureScreenshot", settings)["data"])
    session.detach()
    return picture


def main(words: Sequence[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = list(shots(words))
    running: dict[str, Server] = {}
    homes = Path(tempfile.mkdtemp(prefix="lofte-screens-"))

    def built(stage: str) -> Stage:
        home = homes / stage
        home.mkdir(exist_ok=True)
        before = BEGINS_WITH[stage]
        return serving.found(home) or serving.build(stage, home, built(before) if before else None)

    def serve(stage: str) -> Server:
        if stage not in running:
            running[stage] = serving.start(built(stage))
        return running[stage]

    try:
        with chromium() as browser:
            photographer = Photographer(browser, serve)
            for shot in wanted:
                (FOLDER / shot.name).write_bytes(photographer.take(shot))
    finally:
        for server in running.values():
            server.stop()
        shutil.rmtree(homes)
    if not words:
        _clear({shot.name for shot in wanted})


def _clear(kept: set[str]) -> None:
    """Take away the pictures of pages that are no more."""
    for path in FOLDER.glob("*.webp"):
        if path.name not in kept:
            path.unlink()


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1:])
