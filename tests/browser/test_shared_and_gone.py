"""An entry is refused, shared and read; then a text in it is taken away by two persons and is nowhere."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.looking import MUNICIPALITY, OFFICER, POLICE, REGISTRAR
from tests.browser.serving import Server
from tests.browser.visiting import Visitor

TEXT = "längs gångvägen från skolan"
AGAINST = "Då delas inget."
BESIDE = "Delad med SSG Exempelköping"


def test_an_entry_is_shared_and_its_text_taken_away(
    serve: Callable[[str], Server], visitor: Callable[..., Visitor]
) -> None:
    server = serve("demo")
    inside = visitor(server).sign_in(OFFICER)
    approver, registrar, second = (
        visitor(server).sign_in(who).page for who in (MUNICIPALITY, REGISTRAR, POLICE)
    )
    approver.goto("/intern/delat/")
    expect(approver.locator("main")).not_to_contain_text(TEXT)

    with inside.watch.awaiting(422):  # what speaks against it is told, and nothing is shared
        _ask(inside.page)
    _share(inside.page)
    approver.reload()
    expect(approver.locator("main")).to_contain_text(TEXT)

    _take_away(registrar, second)
    approver.reload()
    expect(approver.locator("main")).not_to_contain_text(TEXT)
    expect(approver.locator("main")).to_contain_text("[borttaget]")


def _ask(page: Page) -> None:
    page.goto("/intern/delat/")
    page.locator("main .entry-row a").first.click()
    page.get_by_role("link", name="Dela posten").click()
    page.get_by_label("Det kommer från socialtjänsten").check()
    page.get_by_label("SSG Exempelköping").check()
    page.get_by_label("Det säger inget om någon enskild").check()
    page.get_by_role("button", name="Dela", exact=True).click()
    expect(page.locator("main")).to_contain_text(AGAINST)


def _share(page: Page) -> None:
    page.get_by_label("Det kommer från socialtjänsten").uncheck()
    page.get_by_role("button", name="Dela", exact=True).click()
    expect(page.locator("main")).to_contain_text(BESIDE)


def _take_away(page: Page, second: Page) -> None:
    page.goto("/intern/borttag/exempelkoping/begar/")
    page.get_by_label("Texten som ska bort").fill(TEXT)
    page.get_by_label("Beslutets diarienummer").fill("KS 2026/7")
    page.get_by_label("På vilken grund?").select_option("gdpr_17")
    page.get_by_label("Vem har beslutat?").fill("Kommunstyrelsen")
    page.get_by_label("Vilken dag beslutades det?").fill("2026-01-02")
    page.get_by_label("Varför?").fill("Rättelse efter prövning")
    page.get_by_role("button", name="Visa var den står").click()
    page.get_by_role("button", name="Begär borttag").click()
    expect(page.locator("main")).to_contain_text("En annan person ska bekräfta")
    second.goto(page.url)
    second.get_by_label("Skriv texten en gång till").fill(TEXT)
    second.get_by_role("button", name="Ta bort texten").click()
    second.wait_for_load_state()
