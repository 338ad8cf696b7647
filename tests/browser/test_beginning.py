"""A municipality begins from nothing, on a real server, and nothing of the demonstration is in it."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import serving
from tests.browser.serving import Server, Stage
from tests.browser.visiting import PASSWORD, Visitor
from tests.providers.running import free_port

LOFTE = str(Path(sys.executable).with_name("lofte"))
DOCUMENT = serving.ROOT / "tests" / "reader" / "corpus" / "seen" / "01-almvik.txt"
PRETENDED = """
import django; django.setup()
from django.apps import apps
for model in apps.get_models():
    for name in ("is_demo", "is_simulated"):
        if any(field.name == name for field in model._meta.get_fields()):
            print(model._meta.label, model._base_manager.filter(**{name: True}).count())
"""


@dataclass(frozen=True)
class Begun:
    """A server of an empty house, and the address that it printed."""

    server: Server
    address: str
    surroundings: dict[str, str]


@pytest.fixture
def empty_house(stages: Callable[[str], Stage], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Begun]:
    """Serve a house in which nobody has begun, as an operator does."""
    stage = serving.copy_of(stages("empty"), tmp_path_factory.mktemp("home-beginning"))
    port = free_port()
    url = f"http://localhost:{port}"
    surroundings = serving.environment(stage.home, LOFTE_BASE_URL=url, LOFTE_DEMO="", LANG="sv_SE.UTF-8")
    with (stage.home / "server.log").open("wb") as log:
        served = subprocess.Popen(
            [LOFTE, "serve", "--port", str(port)],
            cwd=serving.ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=log,
        )
    assert served.stdout is not None
    said = ""
    while f"{url} " not in said:  # it answers
        line = served.stdout.readline().decode()
        assert line, said
        said += line
    found = re.search(rf"{url}/logga-in/borja/\S+", said)
    assert found, said
    server = Server(url, served, {}, stage.home / "server.log")
    serving._wait_for(server)  # a worker loads the house at its first page
    yield Begun(server, found[0], surroundings)
    server.stop()
    served.stdout.close()


def _press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def _follow(page: Page, link: str) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=link).first.click()


def _account(page: Page, address: str, name: str, email: str) -> None:
    page.goto(address)
    for field, words in (("name", name), ("email", email), ("password", PASSWORD)):
        page.locator(f'[name="{field}"]').fill(words)
    _press(page, "Skapa kontot")


def _organisation(page: Page, name: str, kind: str, *, signs: bool) -> None:
    page.get_by_label("Namn", exact=True).fill(name)
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Undertecknar löften").set_checked(signs)
    _press(page, "Lägg till")


def test_a_municipality_begins_from_nothing(empty_house: Begun, visitor: Callable[..., Visitor]) -> None:
    first, second = (visitor(empty_house.server).page for _ in range(2))

    _account(first, empty_house.address, "Alva Beck", "alva@example.org")
    first.get_by_label("Kommun").select_option("Habo")
    _press(first, "Visa kommunen")
    expect(first.locator("figure svg")).to_be_visible()
    _press(first, "Börja här")
    _organisation(first, "Lokalpolisområde Habo", "Polis", signs=True)
    _organisation(first, "Habostäder", "Bostadsbolag", signs=False)
    expect(first.locator(".entry-row")).to_have_count(3)

    _follow(first, "Nästa: grupper")
    first.get_by_label("SSG").check()
    _press(first, "Gör grupperna")
    expect(first.locator(".facts")).to_contain_text("SSG")

    _follow(first, "Nästa: människor och roller")
    first.get_by_label("Organisation").select_option("Habo kommun")
    first.get_by_label("Tänkt roll").select_option("administratör")
    _press(first, "Gör en inbjudan")
    _account(second, first.locator("#adress").input_value(), "Bo Lind", "bo@example.org")

    first.goto("/intern/borja/habo/manniskor/")
    _follow(first, "Ge en roll")
    _press(first, "Ge rollen")
    second.goto("/intern/samverkan/habo/")
    expect(second.locator("main")).to_contain_text("Bo Lind")

    _follow(first, "Lägga upp kommunen")
    _follow(first, "Utse en samordnare")
    _follow(first, "också dig själv")
    first.get_by_label("Personens e-postadress").fill("alva@example.org")
    first.get_by_role("radio", name=re.compile("^Samordnare")).check()
    first.get_by_label("För organisationen").select_option("Habo kommun")
    _press(first, "Ge rollen")
    _follow(first, "Lägga upp kommunen")
    _follow(first, "Läs in det första dokumentet")
    _follow(first, "Läs in ett dokument")
    first.get_by_label("Dokument").set_input_files(DOCUMENT)
    _press(first, "Läs dokumentet")
    expect(first.locator("main")).to_contain_text("Almvik")

    first.goto("/intern/borja/habo/")
    expect(first.get_by_text("Allt som behövs för att börja är på plats.")).to_be_visible()
    _press(first, "Jag är klar med att lägga upp")
    _nothing_is_pretended(empty_house)


def _nothing_is_pretended(house: Begun) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PRETENDED],
        cwd=serving.ROOT,
        env=house.surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    counted = dict(line.split() for line in done.stdout.splitlines())
    assert "accounts.User" in counted
    assert set(counted.values()) == {"0"}
