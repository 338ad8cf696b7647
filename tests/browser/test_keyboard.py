"""Without a mouse: everything can be reached, what has focus can be seen, and the draft follows along."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import COORDINATOR, GUEST, OFFICER
from tests.browser.pages import LOOKS
from tests.browser.serving import Server
from tests.browser.visiting import Visitor

ServerOf = Callable[[str], Server]
LetIn = Callable[..., Visitor]

PRESSES = 3
MAIN_PAGES = {
    "public:front": GUEST,
    "public:page-partnership": GUEST,
    "public:page-follow-up": GUEST,
    "accounts:sign-in": GUEST,
    "overview:start": OFFICER,
    "work:kind-drug-offence": OFFICER,
    "promises:promise-draft": COORDINATOR,
    "promises:begin": COORDINATOR,
    "followup:write-running": COORDINATOR,
    "followup:approve-approving": COORDINATOR,
}

# Everything that can be acted on gets a number; of the radios of a group the keyboard reaches one.
NUMBER = """() => {
  const all = document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]');
  const seen = new Set();
  let n = 0;
  for (const one of all) {
    if (one.disabled || !one.checkVisibility({visibilityProperty: true})) { continue; }
    const group = one.type === 'radio' ? one.form.action + one.name : null;
    if (group && seen.has(group)) { continue; }
    if (group) { seen.add(group); }
    one.dataset.reach = group || String(n);
    n += 1;
    if (group) {
      document.querySelectorAll(`input[type=radio][name="${one.name}"]`).forEach((radio) => {
        if (radio.form === one.form) { radio.dataset.reach = group; }
      });
    }
  }
  return n;
}"""

# Which one has focus, and whether it shows: an outline or a shadow that is there for the focus alone.
FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) { return null; }
  const look = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return outline || style.boxShadow !== 'none';
  };
  const label = here.closest('label') || (here.labels && here.labels[0]);
  const box = here.getBoundingClientRect();
  return {
    reach: here.dataset.reach || null,
    html: here.outerHTML.slice(0, 120),
    // the day field's own calendar button is the browser's, and so is its ring
    shows: look(here) || (label ? look(label) : false) || !here.matches(':focus'),
    within: box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.fixture
def opened(request: pytest.FixtureRequest, serve: ServerOf, visitor: LetIn) -> Page:
    """Return one of the main pages, open."""
    look = next(look for look in LOOKS if str(look) == request.param)
    who = MAIN_PAGES[request.param]
    guest = visitor(serve("demo"))
    page: Page = (guest.sign_in(who) if who else guest).page
    page.goto(look.address(guest.server.landmarks, "sv"))
    return page


@pytest.mark.parametrize("opened", MAIN_PAGES, indirect=True)
def test_everything_is_reached_and_shows_it(opened: Page) -> None:
    n_all = opened.evaluate(NUMBER)
    reached: set[str | None] = set()
    unseen: list[str] = []

    for _ in range(PRESSES * n_all):  # a field for a day takes several, and the end of the page one
        opened.keyboard.press("Tab")
        focused = opened.evaluate(FOCUSED)
        if focused is None:
            continue
        reached.add(focused["reach"])
        if not (focused["shows"] and focused["within"]):
            unseen.append(focused["html"])
        if len(reached - {None}) == n_all:
            break

    assert unseen == []
    assert len(reached - {None}) == n_all


@pytest.mark.parametrize("opened", ["public:page-follow-up", "overview:start"], indirect=True)
def test_the_first_tab_leads_past_the_masthead(opened: Page) -> None:
    opened.keyboard.press("Tab")
    skip = opened.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    opened.keyboard.press("Enter")

    expect(opened.locator("main")).to_be_focused()


@pytest.mark.parametrize("opened", ["promises:promise-draft"], indirect=True)
def test_what_has_focus_is_marked_in_the_document(opened: Page) -> None:
    activity = opened.locator(".draft-activity").nth(2)
    key = activity.get_attribute("data-reading")

    activity.locator(".actions a", has_text="Ändra").focus()

    mark = opened.locator(f"#k-{key}")
    expect(mark).to_have_class(re.compile(r"\bis-lit\b"))
    expect(mark).to_be_in_viewport()


@pytest.mark.parametrize("opened", ["promises:promise-draft"], indirect=True)
def test_the_number_in_the_document_leads_to_the_reading(opened: Page) -> None:
    number = opened.locator(".source-text a.reading-number").first

    number.focus()
    opened.keyboard.press("Enter")

    card = opened.locator(str(number.get_attribute("href")))
    expect(card).to_have_class(re.compile(r"\bis-lit\b"))
    expect(card).to_be_in_viewport()
