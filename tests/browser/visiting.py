"""Somebody who visits with a browser of their own."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.serving import Server
from tests.browser.watching import Watch

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
PASSWORD = "en stubbe vid ån"
PATIENCE = 10_000  # milliseconds, on a slow machine


class Visitor:
    """Somebody with a browser of their own: a context that is watched, and at most one role."""

    def __init__(self, browser: Browser, server: Server, **settings: Any) -> None:
        self.server = server
        self.watch = Watch(urlsplit(server.url).netloc)
        self.context: BrowserContext = browser.new_context(
            **{"base_url": server.url, "viewport": DESK, "locale": "sv-SE", **settings}
        )
        self.context.set_default_timeout(PATIENCE)
        self.watch.over(self.context)
        self.page: Page = self.context.new_page()

    def sign_in(self, email: str) -> "Visitor":
        """Sign in by the demonstration's one click; who has no role there, by a password."""
        self.page.goto("/logga-in/")
        key = self.server.landmarks["people"][email]
        one_click = self.page.locator(f'form:has(input[name="user_id"][value="{key}"]) button')
        folded = self.page.locator(f'details:not([open]):has(input[name="user_id"][value="{key}"]) > summary')
        if folded.count():
            folded.first.click()
        if one_click.count():
            if not one_click.first.is_visible():  # the rarer roles lie under a word
                self.page.locator("details:not([open])", has=one_click).locator("summary").click()
            one_click.first.click()
        else:
            self.page.locator('[name="username"]').fill(email)
            self.page.locator('[name="password"]').fill(PASSWORD)
            self.page.locator('form:has([name="password"]) button').click()
        self.page.wait_for_load_state()
        return self


def settled(page: Page) -> None:
    """Wait for the app of the phone: it shows nothing until it has read what lies in the phone."""
    if page.locator("#telefon").count():
        page.locator("#telefon [data-screen]:visible").first.wait_for()
