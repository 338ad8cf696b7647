"""A week's figures are typed in a minute: with the keyboard alone, no script, and few keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import OFFICER
from tests.browser.serving import Server
from tests.browser.visiting import Visitor

ServerOf = Callable[[str], Server]
LetIn = Callable[..., Visitor]

KEYS_A_MINUTE = 60  # one a second: slower than anybody who types figures
FIGURES = ("12", "9", "14", "3", "2", "1", "0", "0", "0", "0", "0")


class Keyboard:
    """Presses, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.n_keys = 0

    def press(self, key: str) -> None:
        self.n_keys += 1
        self.page.keyboard.press(key)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no-script"])
def test_a_week_is_typed_with_few_keys_and_saved_by_enter(
    has_script: bool, serve: ServerOf, visitor: LetIn
) -> None:
    officer = visitor(serve("demo"), java_script_enabled=has_script)
    page = officer.sign_in(OFFICER).page
    page.goto("/intern/logga/leveranser/")
    page.locator("a.press").filter(has_text="Lokalpolisområde").click()
    if not has_script:  # a week of its own
        page.locator('[rel="prev"]').click()
    fields = page.locator(".sheet input").count()
    hand = Keyboard(page)

    page.locator(".sheet input").first.focus()
    for n in range(fields):
        for digit in FIGURES[n % len(FIGURES)]:
            hand.press(digit)
        hand.press("Tab")
    hand.press("Enter")

    expect(page.get_by_role("status")).to_be_visible()
    assert fields >= 5
    assert hand.n_keys <= KEYS_A_MINUTE
    expect(page.locator("table")).to_contain_text("12")
