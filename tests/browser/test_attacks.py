"""Every form of the house, filled with what does harm: it is refused or kept, and does nothing when shown."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, Browser, FilePayload

from tests.browser import serving
from tests.browser.forming import ALIVE, FORMULA, HOSTILE, Form, forms
from tests.browser.looking import COORDINATOR, GUEST, OFFICER, POLICE
from tests.browser.pages import LOOKS
from tests.browser.serving import Server, Stage
from tests.browser.visiting import Visitor

ROLES = (COORDINATOR, POLICE, OFFICER)
LEADS_OUT = re.compile(r"/(logga-ut|demo/logga-in)/")
HELD = {  # what no form that was sent here may change
    "accounts_user": "id, email, password, is_active, is_demo",
    "accounts_role": "*",
    "accounts_partnership": "*",
    "accounts_organisation": "*",
    "accounts_membership": "*",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home-attacked")


@pytest.fixture(scope="module")
def server(stages: Callable[[str], Stage], home: Path) -> Iterator[Server]:
    running = serving.start(serving.copy_of(stages("demo"), home / "copy"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def people(browser: Browser, server: Server) -> Iterator[dict[str, Visitor]]:
    """Return a visitor in each role, signed in."""
    inside = {who: Visitor(browser, server).sign_in(who) for who in ROLES}
    inside[GUEST] = Visitor(browser, server)
    yield inside
    for visitor in inside.values():
        visitor.context.close()


def _pages(who: str, server: Server) -> Iterator[str]:
    """Yield the addresses that a role looks at."""
    for look in LOOKS:
        if look.stage == "demo" and look.status == 200 and look.act is None and who in look.who:
            yield look.address(server.landmarks, "sv")


def _all_forms(people: dict[str, Visitor], server: Server) -> Iterator[tuple[Visitor, str, Form]]:
    seen = set()
    for who, visitor in people.items():
        for address in _pages(who, server):
            html = visitor.context.request.get(address).text()
            for form in forms(html, server.url + address):
                if form.likeness not in seen and not LEADS_OUT.search(form.address):
                    seen.add(form.likeness)
                    yield visitor, address, form


def _sent(request: APIRequestContext, form: Form, values: dict[str, str], address: str) -> Any:
    return request.post(form.address, form={**values}, headers={"Referer": address}, max_redirects=0)


def _held(home: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(f"file:{home}/copy/{serving.DATABASE}?mode=ro", uri=True)) as connection:
        return {
            table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
            for table, columns in HELD.items()
        }


def test_what_is_typed_into_any_form_does_nothing_when_it_is_shown(
    people: dict[str, Visitor], server: Server, home: Path
) -> None:
    before = _held(home)
    faults, n_kept = [], 0

    for visitor, address, form in list(_all_forms(people, server)):
        values = form.filled(HOSTILE)
        answer = _sent(visitor.context.request, form, values, server.url + address)
        if answer.status >= 500 or ALIVE in answer.text():
            faults.append(f"{form.address}: {answer.status}, {[*values]}")
        n_kept += answer.status == 302
    for who, visitor in people.items():
        for address in _pages(who, server):
            answer = visitor.context.request.get(address)
            if answer.status >= 500 or ALIVE in answer.text():
                faults.append(f"{address}, afterwards: {answer.status}")

    assert faults == []
    assert n_kept >= 20  # what was kept is what could have come alive
    assert _held(home) == before


def test_a_file_is_not_trusted_for_its_name(people: dict[str, Visitor], server: Server, home: Path) -> None:
    request = people[COORDINATOR].context.request
    begin = next(look for look in LOOKS if look.pattern == "promises:begin" and look.act is None)
    address = begin.address(server.landmarks, "sv")
    [form] = [
        one for one in forms(request.get(address).text(), server.url + address) if "document" in one.names
    ]
    words = "# Medborgarlöfte 2027\n\n- Polisen ska genomföra minst 40 fotpatruller på torget.\n".encode()
    name = f"../../{ALIVE}.txt"
    file: FilePayload = {"name": name, "mimeType": "text/html", "buffer": words}

    answer = request.post(
        form.address,
        multipart={**form.filled(""), "document": file},
        headers={"Referer": server.url + address},
    )

    assert answer.status == 200
    assert "40 fotpatruller" in answer.text()
    assert ALIVE not in answer.text()
    assert list(home.parent.rglob("*4711*")) == []


def test_an_export_begins_no_cell_with_a_formula(people: dict[str, Visitor], server: Server) -> None:
    request = people[COORDINATOR].context.request
    links = set()
    for address in _pages(COORDINATOR, server):
        links |= set(re.findall(r'href="(/[^"]+?\.csv[^"]*)"', request.get(address).text()))

    assert links
    for link in links:
        cells = re.split(r'[\n;,]"?', request.get(link.replace("&amp;", "&")).text())
        assert [cell for cell in cells if cell.startswith(FORMULA[:6])] == [], link
