"""Debian's Chromium, started so that it speaks with nobody by itself."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SHELL = Path("/usr/bin/chromium-headless-shell")  # the same engine without windows: half the work for a page
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]


class ChromiumMissing(RuntimeError):
    """There is no browser to drive: run 'apt-get install chromium' as root."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser, and stop it again."""
    if not CHROMIUM.exists():
        raise ChromiumMissing(CHROMIUM)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        found = SHELL if SHELL.exists() else CHROMIUM
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()
