"""Every way in, in a real browser: app and code, passkey, and the own sign-ins of two organisations."""

import json
import re
import subprocess
import sys
from base64 import b32decode
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from lofte.accounts.entering import otp
from tests.browser import serving
from tests.browser.serving import Server, Stage
from tests.browser.visiting import PASSWORD
from tests.providers.running import AFFILIATION, SAML_AFFILIATION, free_port, key_pair, running, saml_metadata

WHO = "alva@example.org"
KEY = "196901019999@2120000530"
SAML_ISSUER = "https://idp.bolaget.example/"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def server(
    stages: Callable[[str], Stage], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, Stage]]:
    """Serve a stage at today's clock: the providers know no other."""
    home = serving.copy_of(stages("bare"), tmp_path_factory.mktemp("home-sign-in"))
    running_one = serving.start(home, BROWSER_TEST_NOW=timezone.now().isoformat())
    yield running_one, home
    running_one.stop()


def _admin(server: Server, stage: Stage, *words: str, typed: str = "") -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lofte")), "admin", *words],
        cwd=serving.ROOT,
        env=serving.environment(stage.home, LOFTE_BASE_URL=server.url),
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _sign_out(page: Page) -> None:
    page.goto("/intern/")
    with page.expect_navigation():
        page.get_by_role("button", name="Logga ut").click()


def _arrived(page: Page, name: str) -> None:
    expect(page.locator(".who-name")).to_have_text(name)


def test_an_app_and_a_passkey_open_and_a_code_opens_once(
    browser: Browser, server: tuple[Server, Stage]
) -> None:
    where, stage = server
    _admin(where, stage, "user", WHO, "--name", "Alva Påhittad", typed=f"{PASSWORD}\n")
    page = browser.new_context(base_url=where.url, locale="sv-SE").new_page()
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    _give_password(page)
    page.get_by_role("link", name="Alva Påhittad").click()
    page.get_by_role("link", name="Koppla en app").click()
    secret = b32decode((page.locator("code").first.text_content() or "").replace(" ", ""))
    earlier = otp.code(secret, otp.step_at(timezone.now() - timedelta(seconds=otp.STEP)))
    page.get_by_label("Kod").fill(earlier)
    page.get_by_role("button", name="Koppla appen").click()
    assert page.locator("li code").count() == 10
    with page.expect_download() as file:
        page.get_by_role("link", name="Hämta som fil").click()
    assert len(re.findall(r"^(?:\w{4}-){3}\w{4}$", Path(file.value.path()).read_text("utf-8"), re.M)) == 10
    page.get_by_role("link", name="Jag har sparat koderna").click()
    page.get_by_role("link", name="Lägg till en passnyckel").click()
    page.get_by_label("Vad ska nyckeln heta?").fill("min dator")
    page.get_by_role("button", name="Skapa passnyckeln").click()
    expect(page.get_by_text("min dator, tillagd")).to_be_visible()

    _sign_out(page)
    _give_password(page)
    page.get_by_label("Kod").fill(earlier)
    page.get_by_role("button", name="Logga in").click()
    expect(page.locator(".field-error")).to_contain_text("redan använd")
    page.get_by_label("Kod").fill(otp.code(secret, otp.step_at(timezone.now())))
    page.get_by_role("button", name="Logga in").click()
    _arrived(page, "Alva Påhittad")

    _sign_out(page)
    page.goto("/logga-in/")
    page.get_by_role("link", name="Logga in med passnyckel").click()
    page.get_by_role("button", name="Använd passnyckeln").click()
    _arrived(page, "Alva Påhittad")
    page.context.close()


def _give_password(page: Page) -> None:
    page.goto("/logga-in/")
    page.locator('[name="username"]').fill(WHO)
    page.locator('[name="password"]').fill(PASSWORD)
    page.locator('form:has([name="password"]) button').click()


def _describe(server: Server, stage: Stage, told: dict[str, Any]) -> None:
    file = stage.home / f"{told['slug']}.json"
    common = {
        "organisation": "exempelkopings-kommun",
        "vouches_for": "2120000530",
        "allows_new_accounts": True,
    }
    file.write_text(json.dumps(common | told), encoding="utf-8")
    _admin(server, stage, "provider", str(file))


def test_the_own_sign_in_of_a_municipality_opens_by_openid_connect(
    browser: Browser, server: tuple[Server, Stage]
) -> None:
    where, stage = server
    port, secret = free_port(), stage.home / "hemlighet"
    secret.write_text("hemligt ord\n", encoding="utf-8")
    issuer = f"http://localhost:{port}"
    mine = {"client_id": "lofte", "client_secret": "hemligt ord"}
    _describe(
        where,
        stage,
        {
            "slug": "kommunen",
            "name": "Exempelköpings kommun",
            "protocol": "oidc",
            "issuer": issuer,
            "client_id": "lofte",
            "secret": f"file:{secret}",
        },
    )
    account = {"sub": "7", AFFILIATION: KEY, "name": "Bo Påhittad", "email": "bo@example.org"}
    clients = [mine | {"redirect_uris": [f"{where.url}/logga-in/via/kommunen/svar/"]}]

    with running("oidc.mjs", {"port": port, "clients": clients, "account": account}):
        _come_in(browser, where, "Exempelköpings kommun", "Bo Påhittad")


def test_the_own_sign_in_of_a_housing_company_opens_by_saml(
    browser: Browser, server: tuple[Server, Stage]
) -> None:
    where, stage = server
    port, (key, certificate) = free_port(), key_pair()
    # By number, as another site: the browser brings none of our cookies with the answer.
    sso = f"http://127.0.0.1:{port}/sso"
    _describe(
        where,
        stage,
        {
            "slug": "bolaget",
            "name": "Exempelbo",
            "protocol": "saml",
            "issuer": SAML_ISSUER,
            "metadata": saml_metadata(SAML_ISSUER, sso, certificate),
        },
    )
    told = {
        "port": port,
        "issuer": SAML_ISSUER,
        "key": key,
        "cert": certificate,
        "audience": f"{where.url}/logga-in/via/bolaget/saml/metadata.xml",
        "answersAt": f"{where.url}/logga-in/via/bolaget/saml/",
        "attributes": {SAML_AFFILIATION: KEY, "urn:oid:2.16.840.1.113730.3.1.241": "Cim Påhittad"},
    }

    with running("saml.mjs", told):
        _come_in(browser, where, "Exempelbo", "Cim Påhittad")


def _come_in(browser: Browser, server: Server, button: str, name: str) -> None:
    page = browser.new_context(base_url=server.url, locale="sv-SE").new_page()
    page.goto("/logga-in/?next=/intern/")
    page.get_by_role("link", name=f"Logga in med {button}").click()
    _arrived(page, name)
    expect(page.get_by_text("Ditt konto finns. Be din samordnare om en roll.")).to_be_visible()
    page.context.close()
