"""A request for documents: masked, judged, answered, and the copy looked into."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page, expect

from tests.browser.looking import REGISTRAR
from tests.browser.serving import Server
from tests.browser.visiting import Visitor

PHONE = "070-174 06 05"
GROUND = "35 kap. 1 § OSL"


def test_a_request_is_answered(serve: Callable[[str], Server], visitor: Callable[..., Visitor]) -> None:
    """The stage has taken it in, and gathered one document, in which screening has marked two places."""
    server = serve("bare")
    page = visitor(server).press_role(REGISTRAR).page
    page.goto(f"/intern/diariet/exempelkoping/exempelkopings-kommun/begaran/{server.landmarks['asked']}/")

    _open(page, "Minnesanteckning")
    for _ in page.locator(".register-settle").all():
        page.locator('.register-settle [name="section"]').first.select_option(GROUND)
        page.locator(".register-settle").get_by_role("button", name="Maskera").first.click()
    _judge(page, "lämnas ut med maskering")
    page.get_by_label("Vem beslutar?").fill("registrator")
    page.get_by_label("Svarets form").select_option("formal")
    page.get_by_label("Överklagas till").select_option("Kammarrätten i Göteborg")
    page.get_by_role("button", name="Fastställ svaret").click()

    expect(page.get_by_text("Hur du överklagar")).to_be_visible()
    words = _downloaded(page)
    assert "maskerat:" in words
    assert "Mötet hölls" in words
    assert PHONE not in words


def _open(page: Page, title: str) -> None:
    page.locator(".entry-row", has_text=title).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _judge(page: Page, outcome: str) -> None:
    page.get_by_label("Vad beslutar du?").select_option(outcome)
    page.get_by_role("button", name="Spara beslutet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Begäran om handlingar")


def _downloaded(page: Page) -> str:
    with page.expect_download() as under_way:
        page.locator('.entry-row a:text-matches("kopia.*pdf")').click()
    with pypdfium2.PdfDocument(Path(under_way.value.path())) as paper:
        return str(paper[0].get_textpage().get_text_bounded())
