"""Every page of the URLconf: axe, frame, widths, colours, in both languages, as each role that sees it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser import walking
from tests.browser.checks import Wanted
from tests.browser.judging import judge, likeness
from tests.browser.looking import GUEST, Look
from tests.browser.pages import LOOKS, NO_PAGE_OF_THEIR_OWN
from tests.browser.serving import Server
from tests.browser.visiting import Visitor, settled

ServerOf = Callable[[str], Server]
VisitorOf = Callable[[str, str], Visitor]
LetIn = Callable[..., Visitor]
LANGUAGES = ("sv", "en")
LIMIT = 60_000  # bytes of HTML, CSS and script as they arrive
COUNTED = {"document", "stylesheet", "script"}
UNPROCESSABLE = 422
IN_ERROR = ".form-errors, .field-error, .notice.is-warning"
STUFF = """() => {
  const form = document.querySelector('form:has(input[name="password"])');
  for (let n = 0; n < 1001; n += 1) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = `f${n}`;
    form.append(field);
  }
}"""
PREFIX = {"sv": "", "en": "/en"}


@pytest.fixture(scope="module")
def known(browser: Browser, serve: ServerOf) -> Iterator[VisitorOf]:
    """Return the visitor of a stage in a role: signed in once, kept for all pages."""
    inside: dict[tuple[str, str], Visitor] = {}

    def visitor(stage: str, who: str) -> Visitor:
        if (stage, who) not in inside:
            guest = Visitor(browser, serve(stage))
            inside[stage, who] = guest.sign_in(who) if who else guest
        return inside[stage, who]

    yield visitor
    for one in inside.values():
        one.context.close()


def test_every_pattern_is_looked_at() -> None:
    looked_at = {look.pattern for look in LOOKS} | NO_PAGE_OF_THEIR_OWN

    assert set(walking.names()) - looked_at == set(), "these need a Look in tests/browser/pages.py"
    assert looked_at - set(walking.names()) == set(), "these are looked at and are no more"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_page_is_without_fault(look: Look, language: str, known: VisitorOf) -> None:
    seen: set[str] = set()
    faults: list[str] = []

    for who in look.who:
        visitor = known(look.stage, who)
        faults += [f"{who or 'guest'}: {fault}" for fault in _faults(visitor, look, language, seen)]

    assert not faults, "\n".join(faults)


def _awaited(look: Look) -> tuple[int, ...]:
    return (look.status, UNPROCESSABLE) if look.act is not None else (look.status,)


def _faults(visitor: Visitor, look: Look, language: str, seen: set[str]) -> list[str]:
    """Judge the page; one that somebody else has seen just so is not judged again."""
    with visitor.watch.awaiting(*_awaited(look)):
        address = look.address(visitor.server.landmarks, language)
        if seen and likeness(visitor.context.request.get(address).text()) in seen:
            return []
        answer = visitor.page.goto(address)
        assert answer is not None
        seen.add(likeness(answer.text()))
        settled(visitor.page)
        if look.act is not None:
            look.act(visitor.page)
        begins_at = visitor.page.evaluate("() => scrollY")
        faults = judge(visitor.page, Wanted(language))
    if answer.status != look.status:
        faults.append(f"answered {answer.status}")
    if look.act is None and begins_at:
        faults.append(f"the page opens {begins_at} pixels down")
    if look.act is not None and look.is_wrong and not visitor.page.locator(IN_ERROR).count():
        faults.append("the form is not in error")
    return faults + visitor.watch.heard()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", [look for look in LOOKS if look.is_public], ids=str)
def test_a_public_page_is_light(look: Look, language: str, serve: ServerOf, visitor: LetIn) -> None:
    guest = visitor(serve(look.stage))
    arrived: list[Response] = []

    def hear(response: Response) -> None:
        arrived.append(response)

    guest.context.on("response", hear)

    guest.page.goto(look.address(guest.server.landmarks, language))

    counted = [one for one in arrived if one.request.resource_type in COUNTED]
    sizes = {one.url: one.request.sizes()["responseBodySize"] for one in counted}
    assert sum(sizes.values()) < LIMIT, sizes
    assert sum(one.request.resource_type == "stylesheet" for one in counted) == 1


def _missing(page: Page) -> None:
    page.goto(f"{_base(page)}finns/inte/")


def _base(page: Page) -> str:
    return "/en/" if "/en/" in page.url else "/"


def _failing(page: Page) -> None:
    page.goto(f"{_base(page)}prov/500/")


def _without_token(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((e) => e.remove())")
    page.locator('form:has(input[name="password"]) button').click(force=True)
    page.wait_for_load_state()


def _with_too_many_fields(page: Page) -> None:
    page.evaluate(STUFF)
    page.locator('form:has(input[name="password"]) button').click(force=True)
    page.wait_for_load_state()


ANSWERS = {400: _with_too_many_fields, 403: _without_token, 404: _missing, 500: _failing}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", ANSWERS)
def test_a_refusal_is_without_fault(status: int, language: str, known: VisitorOf) -> None:
    visitor = known("bare", GUEST)

    with visitor.watch.awaiting(status):
        visitor.page.goto(f"{PREFIX[language]}/logga-in/")
        visitor.page.locator("input").evaluate_all("(all) => all.forEach((one) => { one.required = false; })")
        ANSWERS[status](visitor.page)
        faults = judge(visitor.page, Wanted(language))

    assert faults + visitor.watch.heard() == []
