"""The whole way: a document goes in, and what was done about it comes out where anybody can read it."""

import csv
import io
import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.looking import COORDINATOR, MUNICIPALITY, OFFICER, POLICE
from tests.browser.serving import Server
from tests.browser.unfinished import DOCUMENT
from tests.browser.visiting import PHONE, Visitor

ServerOf = Callable[[str], Server]
LetIn = Callable[..., Visitor]

TITLE = "Medborgarlöfte Söderby och Lillhagen 2026"
ANSWERS = re.compile(
    r"^\s*(Varje plats för sig|Minst|Minsta tid.*)\s*$"
)  # where they are offered, else the first
KIND = "Fotpatrull"
LOGGED = (
    (KIND, "Söderby", "45", "2026-05-12"),
    (KIND, "Söderby", "45", "2026-08-20"),
    (KIND, "Lillhagen", "60", "2026-08-21"),
    ("Trafikkontroll", "Söderby", "35", "2026-06-03"),
)
PROMISED = "Polisen fotpatrullerar 52 gånger på Söderby och Lillhagen"
COMMENT = "Under sommaren var två områdespoliser utlånade. I september är de tillbaka."
PERIOD = "2026-T2"


def test_from_the_document_to_the_resident(serve: ServerOf, visitor: LetIn) -> None:
    server = serve("bare")
    coordinator = visitor(server).press_role(COORDINATOR)
    officer = visitor(server, viewport=PHONE, has_touch=True, is_mobile=True).sign_in(OFFICER)

    _upload(coordinator.page)
    n_settled = _settle(coordinator.page)
    _confirm(coordinator.page)
    _adopt(coordinator.page, n_settled)
    for kind, area, minutes, day in LOGGED:
        _log(officer.page, kind, area, minutes, day)
    _write(coordinator.page)
    for who, party in ((POLICE, "Polisen"), (MUNICIPALITY, "Kommunen")):
        _approve(visitor(server).sign_in(who).page, party)
    address = _release(coordinator.page)

    resident = visitor(server, viewport=PHONE)
    _read(resident.page, address)
    _download(resident)


def _upload(page: Page) -> None:
    page.goto("/intern/")
    page.get_by_role("link", name="Löften", exact=True).click()
    page.get_by_role("link", name="Nytt löfte").click()
    page.get_by_label("Dokument").set_input_files(DOCUMENT)
    page.get_by_role("button", name="Läs dokumentet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator(".source-text mark, .source-text .reading").first).to_be_visible()


def _settle(page: Page) -> int:
    """Answer every open question, the first that is there each time; return how many there were."""
    open_ones = page.locator("details.draft-question:not(.is-settled)")
    n_asked = open_ones.count()
    assert n_asked >= len(["each place or together", "exactly or at least", "how long"])
    while n_left := open_ones.count():
        first = open_ones.first
        if first.get_attribute("open") is None:
            first.locator("summary").first.click()
        wanted = first.get_by_label(ANSWERS)
        (wanted if wanted.count() else first.locator("input[type=radio]")).first.check()
        first.get_by_role("button", name="Svara").click()
        expect(open_ones).to_have_count(n_left - 1)
    expect(page.get_by_text("Alla frågor är besvarade.")).to_be_visible()
    return n_asked


def _confirm(page: Page) -> None:
    unconfirmed = page.get_by_role("button", name=re.compile("^Stämmer"))
    while n_left := unconfirmed.count():
        unconfirmed.first.click()
        expect(unconfirmed).to_have_count(n_left - 1)


def _adopt(page: Page, n_settled: int) -> None:
    page.get_by_role("link", name="Anta löftet").click()
    page.get_by_label("Antaget den").fill("2026-02-02")
    page.get_by_role("button", name="Anta och publicera löftet").click()
    expect(page.get_by_text("antaget 2 februari 2026 av Lo Påhittsson")).to_be_visible()
    expect(page.get_by_text("Avgjort av Lo Påhittsson den 20 november 2026.")).to_have_count(n_settled)


def _log(page: Page, kind: str, area: str, minutes: str, day: str) -> None:
    page.goto("/intern/")
    page.locator(".press-list").get_by_role("link", name=kind, exact=True).last.tap()
    page.get_by_label(area, exact=True).check()
    page.get_by_label("Hur länge, i minuter?").fill(minutes)
    page.get_by_text("Annan dag eller plats, åt någon annan, anteckning").tap()
    page.get_by_label("Vilken dag?").fill(day)
    page.get_by_role("button", name="Logga", exact=True).tap()
    expect(page.get_by_role("status")).to_contain_text(area)
    expect(page.get_by_text(re.compile(rf"Räknas till aktivitet \d: {kind}"))).to_be_visible()


def _write(page: Page) -> None:
    page.goto("/intern/")
    page.get_by_role("link", name="Uppföljning", exact=True).click()
    page.get_by_role("button", name="Skriv uppföljningen andra tertialet 2026").click()
    expect(page.get_by_text(re.compile("kommentarer saknas"))).to_be_visible()
    for comment in page.locator("textarea[name$='comment_sv']").all():
        comment.fill(COMMENT)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Alla kommentarer som krävs är skrivna.")).to_be_visible()
    page.get_by_role("button", name="Skicka för godkännande").click()
    expect(page.get_by_role("heading", name="Godkännanden")).to_be_visible()
    expect(page.get_by_role("button", name="Publicera")).to_have_count(0)


def _approve(page: Page, party: str) -> None:
    """Find it waiting on the start page, read, and approve."""
    page.goto("/intern/")
    page.locator(".week").get_by_role("link", name=re.compile("Godkänn", re.IGNORECASE)).first.click()
    expect(page.get_by_text(COMMENT).first).to_be_visible()
    page.get_by_role("button", name=f"Godkänn för {party}").click()
    expect(page.locator(".party-row").filter(has_text="godkänd av")).not_to_have_count(0)


def _release(page: Page) -> str:
    page.reload()
    page.get_by_role("button", name="Publicera").click()
    page.wait_for_url(re.compile(f"/exempelkoping/loften/.+/{PERIOD}/v1/$"))
    return page.url


def _read(page: Page, address: str) -> None:
    """Come as a resident does, from the front page, and read in both languages."""
    page.goto("/")
    page.get_by_role("link", name="Exempelköpings kommun").first.click()
    page.locator(f'a[href$="/{PERIOD}/"], a[href$="/{PERIOD}/v1/"]').first.click()
    page.wait_for_url(address)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_text(COMMENT).first).to_be_visible()
    expect(page.get_by_text(PROMISED).first).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    promised = page.get_by_text(PROMISED).first
    expect(promised).to_have_attribute("lang", "sv")
    page.get_by_role("link", name="Svenska").click()
    page.wait_for_url(address)


def _download(resident: Visitor) -> None:
    """Every figure in the files is what the officer logged, and nothing else."""
    files = {end: _body(resident, end) for end in ("json", "csv", "pdf")}

    assert files["pdf"].startswith(b"%PDF-")
    assert COMMENT in json.dumps(json.loads(files["json"]), ensure_ascii=False)
    rows = csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";")
    done = {(row["rubrik"], row["omrade"]): row["gjort"] for row in rows}
    assert done[KIND, "Söderby"] == "2"
    assert done[KIND, "Lillhagen"] == "1"
    assert sum(int(n) for (title, _), n in done.items() if title == "Trafikkontroll") == 1


def _body(resident: Visitor, end: str) -> bytes:
    link = resident.page.locator(f'a[href$=".{end}"]').first
    answer = resident.context.request.get(str(link.get_attribute("href")))
    assert answer.ok
    return answer.body()
