"""The log in the phone: network cut, browser killed, server killed, and one row comes of it."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser import serving
from tests.browser.looking import OFFICER, PARTNER
from tests.browser.phoning import LOG, Phone
from tests.browser.serving import Stage

KIND = "Fotpatrull"
HANDED_IN = "**/telefon/slag/**"


class Office:
    """The server, which can be killed and brought back to the same address."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.server = serving.start(stage)
        self.port = int(self.server.url.rpartition(":")[2])

    def kill(self) -> None:
        if self.server.process.poll() is not None:
            return
        master = self.server.process.pid
        workers = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
        for pid in (master, *map(int, workers)):
            os.kill(pid, signal.SIGKILL)
        self.server.process.wait(timeout=20)

    def come_back(self) -> None:
        self.server = serving.start(self.stage, self.port)


@pytest.fixture
def office(stages: Callable[[str], Stage], tmp_path: Path) -> Iterator[Office]:
    made = Office(serving.copy_of(stages("demo"), tmp_path / "home"))
    yield made
    made.kill()


@pytest.fixture
def phone(browser: Browser, office: Office, tmp_path: Path) -> Iterator[Phone]:
    """Return an officer's phone, signed in once, with the app in it."""
    made = Phone(browser, office.server.url, tmp_path / "profile")
    made.sign_in(office.server.landmarks["people"][OFFICER])
    yield made
    made.kill()


def n_logged_now(phone: Phone) -> int:
    """Count what has been logged in this moment, as the list of the organisation shows it."""
    shown = phone.context.request.get("/intern/logga/senast/").text()
    return len(re.findall(rf">{KIND}[^<]*nyss[^<]*</a>", shown))


def test_logged_without_a_network_it_survives_the_browser_and_the_server_and_is_one_row(
    office: Office, phone: Phone
) -> None:
    begun = n_logged_now(phone)
    phone.context.set_offline(True)
    phone.log(KIND)
    phone.waits("1 post väntar i telefonen")

    cookies = phone.context.cookies()
    phone.kill()
    office.kill()  # what waits is handed in when the browser starts, before its control of the network holds
    phone.open(offline=True, cookies=cookies)
    phone.page.goto(LOG)  # nothing but the phone answers
    phone.waits("1 post väntar i telefonen")
    phone.log(KIND)
    phone.waits("2 poster väntar i telefonen")

    phone.context.set_offline(False)  # the network is there, and nobody answers
    phone.waits("2 poster väntar i telefonen")
    phone.page.route(HANDED_IN, _lose_the_answer, times=1)
    office.come_back()
    phone.has_sent_all()  # by itself: nobody presses

    assert n_logged_now(phone) == begun + 2


def _lose_the_answer(route: Route) -> None:
    """Let the server write the row, and let the phone never hear of it."""
    route.fetch()
    route.abort()


def test_another_page_of_the_staffs_leads_to_the_log_when_there_is_no_network(phone: Phone) -> None:
    phone.context.set_offline(True)

    phone.page.goto("/intern/loften/")

    expect(phone.page.locator('[data-screen="home"]')).to_be_visible()
    assert phone.page.url.endswith(LOG)


def test_what_comes_back_is_read_through_and_sent(phone: Phone) -> None:
    begun = n_logged_now(phone)
    phone.log(KIND, note="En elev misshandlas hemma. Ring 070-174 06 05")
    phone.waits("1 post kom tillbaka")
    phone.waits("Ring 112")
    phone.waits("texten ser ut att innehålla ett telefonnummer.")

    phone.page.get_by_role("button", name="Ändra och skicka igen").tap()
    expect(phone.page.locator("#fel")).to_contain_text("telefonnummer")
    phone.page.locator("#falt-looked").check()
    phone.page.locator("#logga-knappar button").first.tap()
    phone.has_sent_all()

    assert n_logged_now(phone) == begun + 1


def test_what_comes_to_a_period_that_is_counted_is_said_to_come_after_the_cut(phone: Phone) -> None:
    phone.context.set_offline(True)
    phone.log(KIND, occurred_on="2026-07-15")
    phone.context.set_offline(False)
    phone.has_sent_all()

    expect(phone.page.locator("#sagt")).to_contain_text("är redan räknad")
    phone.page.locator("#skickat").evaluate("(sent) => { sent.open = true; }")
    expect(phone.page.locator("#skickat-lista")).to_contain_text("är redan räknad")


def test_what_waits_is_asked_about_and_never_sent_as_another(office: Office, phone: Phone) -> None:
    begun = n_logged_now(phone)
    phone.context.route(HANDED_IN, lambda route: route.abort())
    phone.log(KIND)
    question = phone.page.get_by_role("dialog")
    sign_out = phone.page.get_by_role("button", name="Logga ut", exact=True)
    sign_out.tap()
    expect(question).to_contain_text("1 post väntar i telefonen. Skicka den först, eller logga ut")
    question.get_by_role("button", name="Stanna kvar").tap()
    phone.waits("1 post väntar i telefonen")
    sign_out.tap()
    question.get_by_role("button", name="Logga ut, låt ligga kvar").tap()
    phone.page.wait_for_url(office.server.url + "/")
    phone.page.goto(LOG)
    expect(phone.page.locator("#tomt-sagt")).to_be_visible()  # nothing to log with is left behind

    phone.context.unroute(HANDED_IN)
    phone.sign_in(office.server.landmarks["people"][PARTNER])
    phone.waits("1 post som någon annan har skrivit väntar också här.")
    expect(phone.page.locator("#vantar")).not_to_contain_text(KIND)
    phone.page.get_by_role("button", name="Logga ut", exact=True).tap()
    phone.page.wait_for_url(office.server.url + "/")
    phone.sign_in(office.server.landmarks["people"][OFFICER])
    phone.has_sent_all()
    assert n_logged_now(phone) == begun + 1


def test_signed_out_by_time_it_waits_and_says_what_to_do(phone: Phone) -> None:
    phone.context.clear_cookies()

    phone.log(KIND)

    phone.waits("Logga in för att skicka. Det som väntar ligger kvar i telefonen.")
    expect(phone.page.locator("#vantar [data-door]")).to_be_visible()


def test_the_clock_goes_on_through_the_power_and_the_position_stays_in_the_phone(phone: Phone) -> None:
    sent: list[str] = []
    phone.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    ground = phone.page.evaluate(f"fetch('{LOG}mark/').then((answer) => answer.json())")
    area = next(one for one in ground["areas"] if not one["whole"])
    longitude, latitude = area["label"]
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"longitude": longitude, "latitude": latitude, "accuracy": 20})

    phone.page.locator("#byt-omrade").tap()
    phone.page.locator("[data-here]").tap()
    expect(phone.page.locator("#omrade-valt")).to_contain_text(area["name"])

    phone.page.locator("#lovat-lista").get_by_role("button", name=KIND, exact=True).tap()
    phone.page.locator("#klocka-starta").tap()
    expect(phone.page.locator("#klocka-sagt")).to_contain_text("0 min, sedan 14.30")
    phone.kill()
    phone.open(offline=True)
    phone.context.clock.set_fixed_time("2026-11-20T14:52:00+01:00")
    phone.page.goto(LOG)
    expect(phone.page.locator("#klocka-sagt")).to_contain_text("22 min, sedan 14.30")
    phone.page.locator("#klocka-stoppa").tap()
    expect(phone.page.locator("#falt-minutes")).to_have_value("22")
    expect(phone.page.locator("#falt-started_at")).to_have_value("14:30")
    expect(phone.page.locator('#falt-omraden [name="area"]:checked')).to_have_value(str(area["id"]))
    assert not [one for one in sent if str(longitude)[:6] in one or str(latitude)[:6] in one]
