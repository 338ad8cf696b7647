"""A phone of one's own: a browser profile that is kept when the browser is killed, and a network to cut."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.chromium import CHROMIUM, FLAGS
from tests.browser.serving import NOW
from tests.browser.visiting import PATIENCE, PHONE

LOG = "/intern/logga/telefon/"
STOCKED = """async () => {
  const ready = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) { return false; }
  for (const key of await caches.keys()) {
    if ((await (await caches.open(key)).keys()).length > 10) { return Boolean(ready.active); }
  }
  return false;
}"""


class Phone:
    """A profile on the disk, and the browser that opens it."""

    def __init__(self, browser: Browser, url: str, profile: Path) -> None:
        self.browser, self.url, self.profile = browser, url, profile
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self, *, offline: bool = False, cookies: Sequence[Any] = ()) -> None:
        """Open the profile. Cookies reach the disk only every half minute: a young session is handed in."""
        flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
        self.context = self.browser.browser_type.launch_persistent_context(
            self.profile,
            executable_path=CHROMIUM,
            args=flags,
            base_url=self.url,
            viewport=PHONE,
            locale="sv-SE",
            has_touch=True,
            is_mobile=True,
            offline=offline,
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.clock.set_fixed_time(NOW)
        self.context.add_cookies(list(cookies))
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()

    def sign_in(self, key: int) -> None:
        """Sign in by the demonstration's one click, and stay until the app lies in the phone."""
        self.page.goto("/logga-in/")
        self.page.locator(f'form:has(input[name="user_id"][value="{key}"]) button').first.click()
        self.page.wait_for_url("**/intern/")
        self.page.goto(LOG)
        expect(self.page.locator('[data-screen="home"]')).to_be_visible()
        self.page.wait_for_function(STOCKED)

    def log(self, kind: str, **filled: str) -> None:
        """Log one piece of work where it is likely done, by as few presses as it takes."""
        button = self.page.locator("#lovat-lista").get_by_role("button", name=kind, exact=True)
        button.tap()
        if not self.page.locator('[name="area"]:checked').count():
            self.page.locator('#falt-omraden [name="area"]').first.tap()
        if filled:
            self.page.locator("#mer").evaluate("(more) => { more.open = true; }")
        for name, value in filled.items():
            self.page.locator(f'#logga [name="{name}"]').fill(value)
        self.page.locator("#logga-knappar button").first.tap()
        expect(self.page.locator("#sagt")).to_contain_text("Sparat i telefonen")

    def waits(self, text: str) -> None:
        expect(self.page.locator("#vantar")).to_contain_text(text, timeout=PATIENCE)

    def has_sent_all(self) -> None:
        """Wait until nothing waits: the phone tries by itself, at longer and longer intervals."""
        expect(self.page.locator("#vantar")).to_be_hidden(timeout=9 * PATIENCE)

    def kill(self) -> None:
        """Kill every process of the browser at once, as when the power goes."""
        for pid in self._processes():
            os.kill(pid, signal.SIGKILL)
        for lock in self.profile.glob("Singleton*"):
            lock.unlink()

    def _processes(self) -> list[int]:
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words: Any = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if f"--user-data-dir={self.profile}".encode() in words:
                found.append(int(folder.name))
        return found
