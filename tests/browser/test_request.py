"""A request for documents: taken in, gathered, masked, refused, answered, and its file looked into."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from tests.browser.looking import REGISTRAR
from tests.browser.serving import Server
from tests.browser.visiting import Visitor

PHONE = "070-174 06 05"
TEXTS = {
    "Minnesanteckning": f"Mötet hölls vid ån.\nNågon ringde från {PHONE}.",
    "Bevakningsplan": "Så vaktas torget i sommar.",
}


def test_a_request_is_answered(serve: Callable[[str], Server], visitor: Callable[..., Visitor]) -> None:
    page = visitor(serve("bare")).sign_in(REGISTRAR).page
    page.goto("/intern/diariet/")
    register = page.url
    for title, words in TEXTS.items():
        _register(page, f"{register}registrera/", title, words)

    page.goto(f"{register}begaran/")
    page.get_by_text("Ta in en begäran").click()
    page.get_by_label("Vad begärs?").fill("Allt om mötet vid ån")
    page.get_by_role("button", name="Ta in begäran").click()
    page.get_by_role("button", name="Sök", exact=True).click()
    for title in TEXTS:
        page.get_by_label(title).check()
    page.get_by_role("button", name="Ta med de valda").click()

    _open(page, "Minnesanteckning")
    page.get_by_role("button", name="Maskera", exact=True).first.click()
    _judge(page, "lämnas ut med maskering")
    _open(page, "Bevakningsplan")
    page.get_by_label("Om den inte lämnas ut: enligt").select_option("18 kap. 1 § OSL")
    _judge(page, "lämnas inte ut")
    page.locator("#svara summary").click()
    page.get_by_label("Vem beslutar?").fill("registrator")
    page.get_by_label("Svarets form").select_option("formal")
    page.get_by_role("button", name="Fastställ svaret").click()

    expect(page.get_by_text("Hur du överklagar")).to_be_visible()
    words = _downloaded(page)
    assert "maskerat:" in words
    assert "Mötet hölls" in words
    assert PHONE not in words


def _register(page: Page, address: str, title: str, words: str) -> None:
    page.goto(address)
    form = page.locator('form[action$="/annan/"]')
    form.get_by_label("Rubrik").fill(title)
    form.get_by_label("Datum").fill("2026-05-04")
    form.locator('[name="text"]').fill(words)
    form.get_by_role("button").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _open(page: Page, title: str) -> None:
    page.locator(".entry-row", has_text=title).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _judge(page: Page, outcome: str) -> None:
    page.get_by_label("Beslut", exact=True).select_option(outcome)
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Begäran om handlingar")


def _downloaded(page: Page) -> str:
    with page.expect_download() as under_way:
        page.locator('.entry-row a:text-matches("kopia.*pdf")').click()
    with pypdfium2.PdfDocument(Path(under_way.value.path())) as paper:
        return str(paper[0].get_textpage().get_text_bounded())
