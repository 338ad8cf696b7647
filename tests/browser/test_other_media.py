"""On paper, with less motion, with the reader's own colours, and without script."""

import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser import checks
from tests.browser.looking import COORDINATOR, GUEST, OFFICER, Look
from tests.browser.pages import LOOKS
from tests.browser.serving import Server
from tests.browser.visiting import PHONE, Visitor

ServerOf = Callable[[str], Server]
LetIn = Callable[..., Visitor]

FOLLOW_UP = "public:page-follow-up-long"
PAPER = {"width": 680, "height": 960}  # an A4 page between margins of 15 mm, in CSS pixels
SCREENED = [FOLLOW_UP, "overview:start", "promises:promise-draft", "work:kind-foot-patrol"]

CLIPPED = """() => [...document.querySelectorAll('main *')].filter((one) => {
  const style = getComputedStyle(one);
  const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  const cut = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  const hidden = one.closest('.visually-hidden') || one.namespaceURI.includes('svg');
  return hides && cut && !hidden && one.checkVisibility();
}).map((one) => one.outerHTML.slice(0, 120))"""

MOVING = """() => [...document.querySelectorAll('*')].filter((one) => {
  const style = getComputedStyle(one);
  const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0.01);
  const moves = style.animationName !== 'none' && lasts(style.animationDuration);
  return moves || lasts(style.transitionDuration) || style.scrollBehavior === 'smooth';
}).map((one) => one.outerHTML.slice(0, 120))"""

# What is told by fill or background alone vanishes when the reader's colours take over.
UNSEEN_BUTTONS = """() => [...document.querySelectorAll('button, a.button, a.press')].filter((one) => {
  const style = getComputedStyle(one);
  const bare = style.borderStyle === 'none' || parseFloat(style.borderWidth) === 0;
  return one.checkVisibility() && bare && style.textDecorationLine === 'none';
}).map((one) => one.outerHTML.slice(0, 120))"""

SAME_FILL = """() => [...document.querySelectorAll('svg.promise-line rect')].filter((one) => {
  const style = getComputedStyle(one);
  return style.fill !== 'none' && style.fill === getComputedStyle(document.body).backgroundColor;
}).length"""


def _look(name: str) -> Look:
    return next(look for look in LOOKS if str(look) == name)


def _who(look: Look) -> str:
    return look.who[0]


def test_the_follow_up_on_paper_is_whole(serve: ServerOf, visitor: LetIn) -> None:
    guest = visitor(serve("demo"), viewport=PAPER)
    page = guest.page
    page.goto(_look(FOLLOW_UP).address(guest.server.landmarks, "sv"))
    titles = [text.strip() for text in page.locator("main h3").all_inner_texts()]

    page.emulate_media(media="print")
    too_wide = page.evaluate(checks.WIDE)
    clipped = page.evaluate(CLIPPED)
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))

    assert too_wide == []
    assert clipped == []
    words = " ".join(re.sub(r"\s+", " ", one.get_textpage().get_text_range()) for one in printed)
    assert [title for title in titles if title.split("\n")[-1] not in words] == []
    expect(page.locator(".language-switch")).to_be_hidden()
    filled = [_lowest(one) for one in printed]
    assert min(filled[:-1]) > 0.5, "a page is left half empty"
    printed.close()


def _lowest(page: pypdfium2.PdfPage) -> float:
    """Return how far down a printed page something stands, of its height."""
    _, height = page.get_size()
    return 1 - float(min(found.get_bounds()[1] for found in page.get_objects())) / float(height)


@pytest.mark.parametrize("name", SCREENED)
def test_nothing_moves_for_who_wants_less_motion(name: str, serve: ServerOf, visitor: LetIn) -> None:
    look = _look(name)
    guest = visitor(serve("demo"), reduced_motion="reduce")
    page = (guest.sign_in(_who(look)) if _who(look) else guest).page

    page.goto(look.address(guest.server.landmarks, "sv"))

    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("name", SCREENED)
def test_the_readers_own_colours_hide_nothing(name: str, serve: ServerOf, visitor: LetIn) -> None:
    look = _look(name)
    guest = visitor(serve("demo"), forced_colors="active")
    page = (guest.sign_in(_who(look)) if _who(look) else guest).page

    page.goto(look.address(guest.server.landmarks, "sv"))

    assert page.evaluate(UNSEEN_BUTTONS) == []
    assert page.evaluate(SAME_FILL) == 0


@pytest.mark.parametrize(
    ("name", "who", "words"),
    [
        (FOLLOW_UP, GUEST, "Sedan förra gången"),
        ("public:page-partnership", GUEST, "Här gäller löftet"),
        ("overview:start", OFFICER, "Min vecka"),
        ("promises:promise-draft", COORDINATOR, "Det här gör vi"),
        ("followup:write-running", COORDINATOR, "Spara"),
        ("followup:approve-approving", COORDINATOR, "Godkännanden"),
    ],
)
def test_without_script_the_page_is_whole(
    name: str, who: str, words: str, serve: ServerOf, visitor: LetIn
) -> None:
    guest = visitor(serve("demo"), java_script_enabled=False, viewport=PHONE)
    page = (guest.sign_in(who) if who else guest).page

    page.goto(_look(name).address(guest.server.landmarks, "sv"))

    expect(page.locator("main")).to_contain_text(words)


def test_without_script_a_draft_is_read_settled_and_changed(serve: ServerOf, visitor: LetIn) -> None:
    guest = visitor(serve("demo"), java_script_enabled=False)
    page = guest.sign_in(COORDINATOR).page
    page.goto(_look("promises:promise-draft").address(guest.server.landmarks, "sv"))
    questions = page.locator("details.draft-question:not(.is-settled)")
    n_open = questions.count()

    questions.first.locator("input[type=radio]").first.check()
    questions.first.get_by_role("button", name="Svara").click()
    expect(questions).to_have_count(n_open - 1)
    page.locator(".draft-activity .actions a", has_text="Ändra").first.click()
    page.get_by_label("Kort rubrik").fill("Fotpatrull på kvällen")
    page.get_by_role("button", name="Spara", exact=True).click()

    expect(page.locator(".draft-activity h3").first).to_contain_text("Fotpatrull på kvällen")
