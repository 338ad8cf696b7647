"""The watch itself: a page that does wrong fails its test, else no other test here means anything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.serving import Server
from tests.browser.visiting import Visitor

ServerOf = Callable[[str], Server]
LetIn = Callable[..., Visitor]


def test_a_request_to_another_host_is_heard(serve: ServerOf, visitor: LetIn) -> None:
    guest = visitor(serve("bare"))
    guest.page.goto("/logga-in/")

    guest.page.evaluate("() => fetch('http://127.0.0.2:9/x').catch(() => 0)")
    guest.page.evaluate("() => { location.href = 'http://127.0.0.2:9/y' }")
    guest.page.wait_for_timeout(200)

    heard = guest.watch.heard()
    assert any("Content Security Policy" in fault for fault in heard)
    assert any("another host: http://127.0.0.2:9/y" in fault for fault in heard)


def test_an_inline_style_and_a_thrown_error_are_heard(serve: ServerOf, visitor: LetIn) -> None:
    guest = visitor(serve("bare"))
    guest.page.goto("/logga-in/")

    guest.page.evaluate("() => document.body.setAttribute('style', 'color: red')")
    guest.page.evaluate("() => { setTimeout(() => { throw new Error('fel') }); }")
    guest.page.wait_for_timeout(50)

    heard = " ".join(guest.watch.heard())
    assert "Content Security Policy" in heard
    assert "fel" in heard


def test_a_missing_page_is_heard_unless_it_was_awaited(serve: ServerOf, visitor: LetIn) -> None:
    guest = visitor(serve("bare"))

    with guest.watch.awaiting(404):
        guest.page.goto("/finns/inte/")
    awaited = guest.watch.heard()
    guest.page.goto("/finns/inte/")

    assert awaited == []
    assert any(fault.startswith("refused: 404") for fault in guest.watch.heard())


PALE = """(colour) => {
  document.body.innerHTML = '<main><h1>Pale</h1><p>Pale text</p></main>';
  document.querySelector('p').style.color = colour;
}"""


@pytest.mark.parametrize(("colour", "is_told"), [("#ddd", True), ("#6a6a6a", True), ("#333", False)])
def test_text_too_pale_for_seven_to_one_is_told_however_pale(
    colour: str, is_told: bool, browser: Browser
) -> None:
    page = browser.new_page()

    page.evaluate(PALE, colour)

    for scheme in ("light", "dark"):
        for _ in ("once", "again"):  # what is wrong is not taken for judged
            assert [fault.rule for fault in axe.faults_of_colour(page, scheme)] == [
                "color-contrast-enhanced"
            ] * is_told
    page.close()


def test_a_text_below_other_marks_than_before_is_judged_anew(browser: Browser) -> None:
    page = browser.new_page()
    page.evaluate(PALE, "#222")

    before = axe.faults_of_colour(page, "light")
    page.evaluate(
        "() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('.dim { background: #333 }');"
        " document.adoptedStyleSheets = [sheet]; document.querySelector('main').className = 'dim'; }"
    )
    after = {fault.where for fault in axe.faults_of_colour(page, "light")}
    page.close()

    assert before == []
    assert after == {"h1", "p"}
