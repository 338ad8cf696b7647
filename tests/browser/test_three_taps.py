"""Work is logged in at most three taps from the start page on a phone, counted in the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import OFFICER
from tests.browser.serving import Server
from tests.browser.visiting import PHONE, Visitor

ServerOf = Callable[[str], Server]
LetIn = Callable[..., Visitor]

MOST = 3
START = "/intern/"
KIND = "Fotpatrull"
LOGGED = "fotpatrull"
# Every click that a finger made is counted, from page to page.
COUNT = """addEventListener('click', (event) => {
  if (event.isTrusted) { sessionStorage.taps = Number(sessionStorage.taps || 0) + 1; }
}, true);"""
COUNTED = "() => Number(sessionStorage.taps || 0)"


class Hand:
    """Taps, and counts; where the page runs script, the browser counts too."""

    def __init__(self, page: Page, *, is_counted: bool) -> None:
        self.page = page
        self.n_taps = 0
        self.is_counted = is_counted
        self.page.goto(START)
        self.before = self._in_browser()

    def tap(self, what: Locator) -> None:
        self.n_taps += 1
        what.tap()
        self.page.wait_for_load_state()

    def taps(self) -> int:
        if self.is_counted:
            assert self._in_browser() - self.before == self.n_taps
        return self.n_taps

    def _in_browser(self) -> int:
        return int(self.page.evaluate(COUNTED)) if self.is_counted else 0


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def has_script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def officer(has_script: bool, serve: ServerOf, visitor: LetIn) -> Visitor:
    """Return a police officer with a phone in the hand."""
    phone = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
    one = visitor(serve("bare"), java_script_enabled=has_script, **phone)
    one.context.add_init_script(COUNT)
    return one.sign_in(OFFICER)


def _log_from_the_list(hand: Hand) -> None:
    hand.tap(hand.page.locator(".press-list").get_by_role("link", name=KIND, exact=True).last)
    hand.tap(hand.page.get_by_role("button", name="Logga", exact=True))
    expect(hand.page.get_by_role("status")).to_contain_text(LOGGED, ignore_case=True)


def test_without_history(officer: Visitor, has_script: bool) -> None:
    hand = Hand(officer.page, is_counted=has_script)

    _log_from_the_list(hand)

    assert hand.taps() <= MOST


def test_with_history_one_tap_is_enough(officer: Visitor, has_script: bool) -> None:
    _log_from_the_list(Hand(officer.page, is_counted=has_script))
    first = officer.page.url

    hand = Hand(officer.page, is_counted=has_script)
    hand.tap(officer.page.locator("button.press").filter(has_text=KIND))

    expect(officer.page.get_by_role("status")).to_contain_text(LOGGED, ignore_case=True)
    assert officer.page.url != first
    assert hand.taps() == 1


def test_the_definition_stands_beside_the_button(officer: Visitor) -> None:
    officer.page.goto(START)

    officer.page.locator(".press-list").get_by_role("link", name=KIND, exact=True).last.tap()

    button = officer.page.get_by_role("button", name="Logga", exact=True)
    beside = officer.page.locator("form", has=button)
    expect(beside.get_by_text("Räknas:", exact=True)).to_be_visible()
    expect(beside.get_by_text("Räknas inte:", exact=True)).to_be_visible()
