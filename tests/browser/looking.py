"""A look: one page of the house, where it is, who sees it, in what state."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Locator, Page

GUEST = ""
COORDINATOR = "coordinator@exempelkoping.invalid"
OFFICER = "field@exempelkoping.invalid"
PARTNER = "field-housing@exempelkoping.invalid"
POLICE = "approver-police@exempelkoping.invalid"
MUNICIPALITY = "approver-municipality@exempelkoping.invalid"
AUDITOR = "auditor@exempelkoping.invalid"
ELSEWHERE = "coordinator@jonkoping.invalid"
REGISTRAR = "registrar@exempelkoping.invalid"
ADMINISTRATOR = "administrator@exempelkoping.invalid"
NO_ROLE = "ingen-roll@example.org"
TWO_STEPS = "tva-steg@example.org"
INVITED = "en-inbjudan-som-provet-kan"
BEGINNER = "borjar@example.org"
FIRST_KEY = "en-nyckel-som-provet-kan"
LINKED = "en-lank-som-provet-kan"
STAFF = (COORDINATOR, OFFICER, PARTNER, POLICE, MUNICIPALITY)
LOGGERS = (OFFICER, COORDINATOR, PARTNER)

Act = Callable[[Page], None]

EMPTY = """(form) => {
  form.querySelectorAll('input, textarea, select').forEach((field) => {
    if (field.type === 'hidden' || field.name === 'once') { return; }
    if (field.type === 'checkbox' || field.type === 'radio') { field.checked = false; return; }
    field.value = '';
  });
  form.noValidate = true;
  form.querySelector('button[type=submit], button:not([type])').click();
}"""

ELSEWHERE_BOUND = """(form, [pattern, other]) => {
  form.action = form.action.replace(new RegExp(pattern), other);
  form.submit();
}"""


@dataclass(frozen=True)
class Look:
    """`where` names the landmarks that the address is made of, `fixed` what needs none, `query` its tail."""

    pattern: str
    who: tuple[str, ...] = (GUEST,)
    state: str = ""
    stage: str = "demo"
    where: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    query: str = ""
    status: int = 200
    act: Act | None = None
    is_wrong: bool = True  # what an act sends is refused, and told

    def __str__(self) -> str:
        return "-".join(part for part in (self.pattern, self.state) if part)

    @property
    def is_public(self) -> bool:
        return self.pattern.startswith("public:")

    def address(self, landmarks: dict[str, Any], language: str) -> str:
        with translation.override(language):
            keys = {name: landmarks[key] for name, key in self.where.items()}
            return reverse(self.pattern, kwargs=keys | self.fixed) + self.query.format_map(landmarks)


def sent_empty(form: str) -> Act:
    """Empty a form and send it: every field that must be filled in is in error."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.locator(form).first.evaluate(EMPTY)

    return act


def filled(form: str, button: str = "button[type=submit], button:not([type])", **values: str) -> Act:
    """Fill in some fields and send the form, by its first button unless another is named."""

    def act(page: Page) -> None:
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for name, value in values.items():
            field = page.locator(form).first.locator(f'[name="{name}"]').first
            _put(field, value)
        with page.expect_navigation():
            page.locator(form).first.locator(button).first.click()

    return act


def _put(field: Locator, value: str) -> None:
    if field.evaluate("(field) => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


def sent_to(form: str, pattern: str, other: str) -> Act:
    """Send a form to another address than its own: how one comes where no button leads."""

    def act(page: Page) -> None:
        with page.expect_navigation():
            page.locator(form).first.evaluate(ELSEWHERE_BOUND, [pattern, other])

    return act
