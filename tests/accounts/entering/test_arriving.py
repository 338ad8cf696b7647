"""Who arrives from a provider: tied by its key, with the provider it came from; never by an address."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lofte.accounts.entering import arriving, fetching, secrets_elsewhere
from lofte.accounts.models import Identity, IdentityProvider
from lofte.base.models import AuditEvent
from lofte.site.cli import main
from tests.accounts.entering.steps import MOMENT, give_password
from tests.cast import Cast
from tests.conftest import Freeze
from tests.providers.running import key_pair, saml_metadata

KEY = "196901019999@2120000530"


def provider(cast: Cast, slug: str = "kommunen", **more: Any) -> IdentityProvider:
    given = {
        "slug": slug,
        "name": slug,
        "organisation": cast.municipality,
        "protocol": "oidc",
        "issuer": f"https://{slug}.example.se",
        "client_id": "lofte",
    }
    return IdentityProvider.objects.create(**given | more)


def told(key: Any = KEY, **more: Any) -> dict[str, Any]:
    return {arriving.ORG_AFFILIATION_CLAIM: key, **more}


def test_the_key_is_taken_whole() -> None:
    one = IdentityProvider(protocol="oidc", vouches_for="2120000530")

    assert arriving.person(one, told()).key == KEY


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("", arriving.NoKey),
        (None, arriving.NoKey),
        ([], arriving.NoKey),
        ("196901019999@2021000076", arriving.WrongTenant),
        ("196901019999@12120000530", arriving.WrongTenant),
        ("2120000530", arriving.WrongTenant),
        ([KEY, "2@2120000530"], arriving.NoKey),
        ("x" * 300 + "@2120000530", arriving.NoKey),
    ],
)
def test_a_key_that_is_not_one_person_of_the_organisation_is_refused(
    key: Any, refusal: type[Exception]
) -> None:
    one = IdentityProvider(protocol="oidc", vouches_for="2120000530")

    with pytest.raises(refusal):
        arriving.person(one, told(key))


def test_of_several_affiliations_the_one_vouched_for_is_taken() -> None:
    one = IdentityProvider(protocol="saml", vouches_for="2120000530")

    found = arriving.person(one, {arriving.ORG_AFFILIATION: ["1@2021000076", KEY]})

    assert found.key == KEY


def test_a_provider_can_use_words_of_its_own() -> None:
    one = IdentityProvider(protocol="oidc", attributes={"key": "oid", "name": "display"})

    found = arriving.person(one, {"oid": "a-b-c", "display": "Alva", "email": "a@example.org"})

    assert (found.key, found.name, found.email) == ("a-b-c", "Alva", "a@example.org")


def test_a_person_without_an_address_gets_an_account_all_the_same(cast: Cast, freeze: Freeze) -> None:
    one = provider(cast, allows_new_accounts=True)

    user = arriving.arrive(provider=one, come=arriving.person(one, told(name="Alva")), at=freeze(MOMENT))

    assert user.email.endswith("@konto.invalid")
    assert not user.roles.exists()
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"user.admitted", "identity.tied"} <= verbs


def test_a_closed_account_stays_closed(cast: Cast, freeze: Freeze) -> None:
    now, one = freeze(MOMENT), provider(cast)
    arriving.tie(provider=one, come=arriving.person(one, told()), user=cast.officer, at=now)
    cast.officer.is_active = False
    cast.officer.save()

    with pytest.raises(arriving.Closed):
        arriving.arrive(provider=one, come=arriving.person(one, told()), at=now)


def test_a_key_is_tied_to_one_person(cast: Cast, freeze: Freeze) -> None:
    now, one = freeze(MOMENT), provider(cast)
    come = arriving.person(one, told())
    arriving.tie(provider=one, come=come, user=cast.officer, at=now)
    arriving.tie(provider=one, come=come, user=cast.officer, at=now)

    with pytest.raises(arriving.Another):
        arriving.tie(provider=one, come=come, user=cast.partner, at=now)
    assert Identity.objects.count() == 1


def test_a_tie_is_begun_from_our_own_page_alone(client: Client, cast: Cast) -> None:
    provider(cast, issuer="http://localhost:1")
    give_password(client, cast.officer)
    page = client.get(reverse("accounts:account")).content.decode()
    link = reverse("accounts:begin-tie", args=["kommunen"])

    assert f"{link}?m=" in page
    assert client.get(link).status_code == 404
    assert client.get(f"{link}?m=x").status_code == 404


def test_the_last_way_in_is_not_untied(client: Client, cast: Cast, freeze: Freeze) -> None:
    now, one = freeze(MOMENT), provider(cast)
    row = arriving.tie(provider=one, come=arriving.person(one, told()), user=cast.officer, at=now)
    give_password(client, cast.officer)
    untie = reverse("accounts:untie", args=[row.pk])
    stranger = Client()
    give_password(stranger, cast.partner)
    assert stranger.post(untie).status_code == 404

    client.post(untie)
    assert not Identity.objects.exists()


@pytest.mark.parametrize("name", ["begin-via", "oidc-answer", "saml-metadata"])
def test_a_provider_that_is_out_of_use_is_not_there(client: Client, cast: Cast, name: str) -> None:
    provider(cast, is_active=False)

    assert client.get(reverse(f"accounts:{name}", args=["kommunen"])).status_code == 404


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://id.example.se/x", True),
        ("http://localhost:3000", True),
        ("http://127.0.0.1:3000", True),
        ("http://id.example.se", False),
        ("http://10.0.0.1", False),
        ("http://localhost.example.se", False),
        ("https://kalle:hemligt@id.example.se", False),
        ("file:///etc/hostname", False),
        ("", False),
    ],
)
def test_secrets_are_sent_over_tls_or_stay_here(address: str, is_safe: bool) -> None:
    if is_safe:
        fetching.demand_safe(address)
        return
    with pytest.raises(fetching.UnsafeAddress):
        fetching.demand_safe(address)


def test_a_secret_is_read_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hemlighet"
    file.write_text("ord\n", encoding="utf-8")
    monkeypatch.setenv("PROV", "annat ord")

    assert [secrets_elsewhere.read(where) for where in (f"file:{file}", "env:PROV", "")] == [
        "ord",
        "annat ord",
        "",
    ]
    for where in ("env:SAKNAS", f"file:{tmp_path}/saknas", "ord i klartext"):
        with pytest.raises(secrets_elsewhere.SecretMissing):
            secrets_elsewhere.read(where)


DESCRIBED = {
    "slug": "kommunen",
    "name": "Lillköpings kommun",
    "organisation": "lillkopings-kommun",
    "protocol": "oidc",
    "issuer": "https://id.example.se",
    "client_id": "lofte",
    "vouches_for": "2120000530",
}


def _described(folder: Path, **other: Any) -> int:
    file = folder / "kommunen.json"
    file.write_text(json.dumps(DESCRIBED | other), encoding="utf-8")
    return main(["admin", "provider", str(file)])


def test_an_operator_describes_a_provider_in_a_file(
    cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _described(tmp_path) == 0
    assert "http://localhost:8000/logga-in/via/kommunen/svar/" in capsys.readouterr().out
    assert _described(tmp_path, is_active=False) == 0

    row = IdentityProvider.objects.get()
    assert (row.is_active, row.allows_new_accounts) == (False, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"organisation": "ingen"},
        {"issuer": "http://id.example.se"},
        {"client_id": ""},
        {"vouches_for": ""},
        {"protocol": "ldap"},
        {"protocol": "saml", "client_id": "", "metadata": "<x/>"},
        {"secret": "hemligt ord i klartext"},
        {"attributes": {"okänt": "x"}},
        {"client_secret": "hemligt ord i klartext"},
        {"name": ""},
    ],
    ids="-".join,
)
def test_what_could_only_fail_at_the_door_is_refused(
    cast: Cast, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    assert _described(tmp_path, **wrong) == 2
    assert not IdentityProvider.objects.exists()


def test_a_provider_does_not_change_its_issuer(cast: Cast, tmp_path: Path) -> None:
    _described(tmp_path)

    assert _described(tmp_path, issuer="https://en-annan.example.se") == 2


def test_saml_metadata_may_lie_beside_the_file(cast: Cast, tmp_path: Path) -> None:
    _, certificate = key_pair()
    told = saml_metadata("https://idp.example.se", "https://idp.example.se/sso", certificate)
    (tmp_path / "metadata.xml").write_text(told, encoding="utf-8")

    saml = {"protocol": "saml", "client_id": "", "issuer": "https://idp.example.se"}
    assert _described(tmp_path, metadata_file="metadata.xml", **saml) == 0
    assert _described(tmp_path, metadata_file="saknas.xml", **saml) == 2


@pytest.mark.parametrize(
    "address", ["http://localhost:6379/", "https://127.0.0.1/", "http://169.254.169.254/"]
)
def test_a_provider_elsewhere_sends_nobody_to_this_machine(address: str) -> None:
    with pytest.raises(fetching.UnsafeAddress):
        fetching.demand_beside(address, "https://idp.example.org")


def test_a_provider_on_this_machine_may_name_it() -> None:
    fetching.demand_beside("http://localhost:9000/keys", "http://localhost:9000")
