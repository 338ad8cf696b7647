"""Every page of the house as it is looked at: where, as whom, in what state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page

GUEST = ""
COORDINATOR = "coordinator@exempelkoping.invalid"
OFFICER = "field@exempelkoping.invalid"
POLICE = "approver-police@exempelkoping.invalid"
MUNICIPALITY = "approver-municipality@exempelkoping.invalid"
ELSEWHERE = "coordinator@jonkoping.invalid"
STAFF = (COORDINATOR, OFFICER, POLICE, MUNICIPALITY)


def nothing(page: Page) -> None:
    """Look at the page as it comes."""


@dataclass(frozen=True)
class Look:
    """One page in one state. `where` names the landmarks that its address is made of."""

    pattern: str
    who: tuple[str, ...] = (GUEST,)
    state: str = ""
    stage: str = "bare"
    where: dict[str, str] = field(default_factory=dict)
    status: int = 200
    act: Callable[[Page], None] = nothing

    def __str__(self) -> str:
        return "-".join(part for part in (self.pattern, self.state) if part)

    @property
    def is_public(self) -> bool:
        return self.who == (GUEST,)

    def address(self, landmarks: dict[str, Any], language: str) -> str:
        with translation.override(language):
            return reverse(self.pattern, kwargs={name: landmarks[key] for name, key in self.where.items()})


def wrong_password(page: Page) -> None:
    """Send the sign-in as nobody."""
    page.locator('input[name="username"]').fill("ingen@example.org")
    page.locator('input[name="password"]').fill("fel lösenord")
    page.locator('form:has(input[name="password"]) button').click()
    page.wait_for_load_state()


LOOKS: list[Look] = [
    Look("accounts:sign-in"),
    Look("accounts:sign-in", state="refused", act=wrong_password),
]

# Addresses that only receive: what they answer is seen at the pages that send to them.
ONLY_RECEIVE = {
    "accounts:sign-out",
    "accounts:demo-sign-in",
}
