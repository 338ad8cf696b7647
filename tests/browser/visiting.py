"""Somebody who visits with a browser of their own."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.serving import Server
from tests.browser.watching import Watch

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
PASSWORD = "en stubbe vid ån"
PRETENDED = ".invalid"  # who has a role in the demonstration
COOKIE, TOKEN = settings.CSRF_COOKIE_NAME, "a" * 32
PATIENCE = 10_000  # milliseconds, on a slow machine


class DoorShut(RuntimeError):
    """Somebody was not let in."""


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
        """Come in without looking at the door: what it takes is sent at once."""
        self.context.add_cookies([{"name": COOKIE, "value": TOKEN, "url": self.server.url}])
        if email.endswith(PRETENDED):
            self._send("/demo/logga-in/", user_id=str(self.server.landmarks["people"][email]))
        else:
            self._send("/logga-in/", username=email, password=PASSWORD)
        return self

    def _send(self, address: str, **form: str) -> None:
        sent: dict[str, Any] = form | {"csrfmiddlewaretoken": TOKEN}
        answer = self.context.request.post(address, form=sent, max_redirects=0)
        if answer.status != HTTPStatus.FOUND:
            raise DoorShut(address, answer.status)

    def press_role(self, email: str) -> "Visitor":
        """Sign in as somebody who looks at the demonstration does, by one click on the page of the door."""
        self.page.goto("/logga-in/")
        key = self.server.landmarks["people"][email]
        one_click = self.page.locator(f'form:has(input[name="user_id"][value="{key}"]) button')
        folded = self.page.locator("details:not([open])", has=one_click).locator("> summary")
        while folded.count():  # the rarer roles lie under a word
            folded.first.click()
        one_click.first.click()
        self.page.wait_for_load_state()
        return self


def settled(page: Page) -> None:
    """Wait for the app of the phone: it shows nothing until it has read what lies in the phone."""
    if page.locator("#telefon").count():
        page.locator("#telefon [data-screen]:visible").first.wait_for()
