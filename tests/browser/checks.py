"""What holds for every page, read off the page in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

WIDTHS = (320, 390)
WRONG = (
    "blocking",
    "inline",
    "twice",
    "leadingNowhere",
    "tabbing",
)  # nothing of these may be there

READ = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.outerHTML.slice(0, 120);
  const ids = all('[id]').map((element) => element.id);
  return {
    lang: document.documentElement.lang,
    title: document.title,
    h1: all('h1').length,
    sheets: all('link[rel~=stylesheet], style').map(shown),
    blocking: all('script:not([defer]):not([async]):not([type=module])').map(shown),
    inline: all('script:not([src]), [style], [onclick], [onchange], [onsubmit]').map(shown),
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    leadingNowhere: all('a[href^="#"]')
      .filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map(shown),
    tabbing: all('[tabindex]').filter((element) => element.tabIndex > 0).map(shown),
  };
}"""

WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= width) { return []; }
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (getComputedStyle(at).overflowX !== 'visible') { return true; }
    }
    return false;
  };
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element))
    .slice(0, 3).map((element) => element.outerHTML.slice(0, 160));
}"""


@dataclass(frozen=True)
class Wanted:
    """What is demanded of this page."""

    language: str


def of_the_page(page: Page, wanted: Wanted) -> list[str]:
    """Return what is wrong with the page's frame."""
    read = page.evaluate(READ)
    faults = [f"{what}: {read[what]}" for what in WRONG if read[what]]
    if read["lang"] != wanted.language:
        faults.append(f"lang is {read['lang']!r}")
    if not read["title"].removesuffix("Löfte").strip(" –"):
        faults.append(f"the title says nothing: {read['title']!r}")
    if read["h1"] != 1:
        faults.append(f"{read['h1']} first headings")
    if len(read["sheets"]) != 1:
        faults.append(f"stylesheets: {read['sheets']}")
    return faults


def of_the_width(page: Page, widths: Sequence[int] = WIDTHS) -> list[str]:
    """Return what sticks out at the side on a phone."""
    faults = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        faults += [f"too wide at {width}: {html}" for html in page.evaluate(WIDE)]
    return faults
