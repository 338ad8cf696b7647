"""A page before all the judges: its frame, axe, both widths, both colour schemes."""

import re

from playwright.sync_api import Page

from tests.browser import axe, checks
from tests.browser.checks import Wanted
from tests.browser.visiting import DESK, PHONE

OPEN_ALL = """() => {
  document.querySelectorAll('details').forEach((details) => { details.open = true; });
}"""
FLEETING = [
    re.compile(r'(?<=name="csrfmiddlewaretoken" value=")[^"]+'),
    re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"),
    re.compile(r'(?<=<span class="who-name">)[^<]+'),
    re.compile(r'(?<=data-who=")\d+'),
]


def likeness(html: str) -> str:
    """Return the page without what differs at every load, and without who looks."""
    for pattern in FLEETING:
        html = pattern.sub("", html)
    return html


def judge(page: Page, wanted: Wanted) -> list[str]:
    """Return every fault of the page that is open.

    Swedish is judged in full on the phone in light, and for colour at the desk in dark; English at the desk
    in light, but for colours: they do not depend on the language.
    """
    is_swedish = wanted.language == "sv"
    page.set_viewport_size(PHONE if is_swedish else DESK)
    page.emulate_media(color_scheme="light")
    page.evaluate(OPEN_ALL)
    faults = checks.of_the_page(page, wanted)
    faults += map(str, axe.faults(page))
    if is_swedish:
        faults += map(str, axe.faults_of_colour(page, "light"))
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="dark")
        faults += [f"in the dark, {fault}" for fault in axe.faults_of_colour(page, "dark")]
    return faults + checks.of_the_width(page)
