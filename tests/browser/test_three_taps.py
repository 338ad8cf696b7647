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
CHECKLIST = 3  # lines that must hold before a dog search is logged: each is a tap of its own
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
    return _with_a_phone(visitor, serve("bare"), java_script_enabled=has_script)


def _with_a_phone(visitor: LetIn, server: Server, **settings: bool) -> Visitor:
    one = visitor(server, viewport=PHONE, has_touch=True, is_mobile=True, **settings)
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


def test_each_promised_kind_without_history_where_it_can_be_several_areas(
    serve: ServerOf, visitor: LetIn
) -> None:
    officer = _with_a_phone(visitor, serve("demo"))
    officer.page.goto(START)
    names = officer.page.locator('[aria-labelledby="slag"] > .press-list a.press').all_inner_texts()

    taps = {name: _log(Hand(officer.page, is_counted=True), name) for name in names}

    assert len(taps) >= 7
    assert 3 in taps.values()  # somewhere the area had to be chosen
    assert {name: n for name, n in taps.items() if n > MOST} == {}


def _log(hand: Hand, name: str) -> int:
    """Log a kind of work with as few taps as its page lets one; a checklist's lines are not counted."""
    hand.tap(hand.page.locator(".press-list").get_by_role("link", name=name, exact=True).last)
    hand.page.locator(".log-form").wait_for()
    lines = hand.page.locator('[name="checks"]')
    n_lines = min(lines.count(), CHECKLIST)
    for number in range(n_lines):
        hand.tap(lines.nth(number))
    where = hand.page.locator('[name="area"]')
    if not hand.page.locator('[name="area"]:checked').count():
        hand.tap(where.first)
    hand.tap(hand.page.locator(".log-form-button").first)
    expect(hand.page.get_by_role("status")).to_contain_text(name, ignore_case=True)
    return hand.taps() - n_lines


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
