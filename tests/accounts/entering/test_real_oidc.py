"""OpenID Connect against a real provider on loopback: the right person comes in, a wrong answer nobody."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lofte.accounts.entering import fetching, oidc
from lofte.accounts.entering.refused import Refused
from lofte.accounts.models import Identity, IdentityProvider, SignedIn, User
from tests.accounts.entering.steps import is_signed_in
from tests.accounts.entering.walking import OURS, Walker, sent
from tests.cast import Cast
from tests.providers.running import AFFILIATION, free_port, running

pytestmark = [pytest.mark.server, pytest.mark.django_db]

LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
KEY = "196901019999@2120000530"
SLUGS = ("kommunen", "polisen")
ACCOUNT = {
    "sub": "7",
    AFFILIATION: KEY,
    "name": "Alva Påhittad",
    "email": "alva@example.org",
    "title": "strateg",
}
STRONG = ACCOUNT | {"acr": LOA3}


def _client(slug: str) -> dict[str, Any]:
    return {
        "client_id": f"lofte-{slug}",
        "client_secret": "hemligt ord & tecken",
        "redirect_uris": [f"{OURS}/logga-in/via/{slug}/svar/"],
    }


def _told(port: int, **account: Any) -> dict[str, Any]:
    return {
        "port": port,
        "clients": [_client(slug) for slug in SLUGS],
        "account": ACCOUNT | account,
        "inUserinfo": False,
    }


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    port = free_port()
    with running("oidc.mjs", _told(port)):
        yield f"http://localhost:{port}"


@pytest.fixture
def provider(issuer: str, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> IdentityProvider:
    monkeypatch.setenv("PROV_HEMLIGHET", "hemligt ord & tecken")
    return _kept(issuer, cast)


def _kept(issuer: str, cast: Cast, slug: str = "kommunen", **more: Any) -> IdentityProvider:
    given = {
        "slug": slug,
        "name": "Lillköpings kommun",
        "organisation": cast.municipality,
        "protocol": "oidc",
        "issuer": issuer,
        "client_id": f"lofte-{slug}",
        "secret": "env:PROV_HEMLIGHET",
        "vouches_for": "2120000530",
        "allows_new_accounts": True,
    }
    return IdentityProvider.objects.create(**given | more)


def _begin(client: Client, slug: str = "kommunen", wanted: str = "") -> str:
    return client.get(reverse("accounts:begin-via", args=[slug]), {"next": wanted})["Location"]


def test_a_person_of_the_organisation_comes_in_and_has_no_role(
    client: Client, provider: IdentityProvider
) -> None:
    back = Walker().back(_begin(client, wanted="/intern/loften/"))

    answer = client.get(back)

    assert answer["Location"] == "/intern/loften/"
    user = User.objects.get(email="alva@example.org")
    assert (user.name, user.title, user.has_usable_password()) == ("Alva Påhittad", "strateg", False)
    assert not user.roles.exists()
    assert Identity.objects.get().key == KEY
    assert SignedIn.objects.get().how == SignedIn.How.PROVIDER
    assert "Ditt konto finns. Be din samordnare om en roll." in client.get("/intern/").content.decode()


def test_the_next_time_it_is_the_same_person(client: Client, provider: IdentityProvider) -> None:
    for _ in range(2):
        Client().get(Walker().back(_begin(browser := Client())))
        browser.get(Walker().back(_begin(browser)))

    assert User.objects.filter(email="alva@example.org").count() == 1


def test_where_no_accounts_are_made_nobody_comes_in(client: Client, provider: IdentityProvider) -> None:
    IdentityProvider.objects.update(allows_new_accounts=False)

    answer = client.get(Walker().back(_begin(client)))

    assert answer.status_code == 403
    assert "inget konto" in answer.content.decode()
    assert not is_signed_in(client)


def test_an_address_that_is_known_ties_nobody(client: Client, provider: IdentityProvider, cast: Cast) -> None:
    User.objects.filter(pk=cast.officer.pk).update(email="alva@example.org")

    answer = client.get(Walker().back(_begin(client)))

    assert answer.status_code == 403
    assert "Logga in på det" in answer.content.decode()
    assert not is_signed_in(client)


def test_a_browser_that_did_not_ask_is_not_let_in(client: Client, provider: IdentityProvider) -> None:
    back = Walker().back(_begin(client))
    victim = Client()
    assert victim.get(back).status_code == 403

    _begin(victim)
    assert victim.get(back).status_code == 403  # it asked something else
    assert not is_signed_in(victim)


def test_an_answer_is_taken_once(client: Client, provider: IdentityProvider) -> None:
    address = _begin(client)
    kept = dict(client.session["through_provider"])
    back = Walker().back(address)
    client.get(back)
    thief = Client()
    thief.get(reverse("accounts:passkey"))
    session = thief.session
    session["through_provider"] = kept
    session.save()

    assert thief.get(back).status_code == 403
    assert not is_signed_in(thief)


def test_the_session_gets_a_new_key(client: Client, provider: IdentityProvider) -> None:
    back = Walker().back(_begin(client))
    before = client.session.session_key
    client.get(back)

    assert client.session.session_key != before


def test_the_answer_of_another_tenant_opens_nothing_here(
    client: Client, provider: IdentityProvider, cast: Cast
) -> None:
    """The police's provider vouches for the police alone, though it says the municipality's key."""
    port = free_port()
    with running("oidc.mjs", _told(port)):
        _kept(f"http://localhost:{port}", cast, slug="polisen", vouches_for="2021000076")
        answer = client.get(Walker().back(_begin(client, "polisen")))

    assert answer.status_code == 403
    assert "en annan organisation" in answer.content.decode()
    assert not is_signed_in(client)


def test_the_same_key_from_another_provider_is_another_person(
    client: Client, provider: IdentityProvider, cast: Cast
) -> None:
    client.get(Walker().back(_begin(client)))
    port = free_port()
    with running("oidc.mjs", _told(port, email="annan@example.org")):
        _kept(f"http://localhost:{port}", cast, slug="polisen")
        other = Client()
        other.get(Walker().back(_begin(other, "polisen")))

    assert other.session["_auth_user_id"] != client.session["_auth_user_id"]


def test_an_answer_to_one_provider_is_not_taken_as_anothers(
    client: Client, provider: IdentityProvider, cast: Cast, issuer: str
) -> None:
    _kept(issuer, cast, slug="polisen")
    back = Walker().back(_begin(client))

    assert client.get(back.replace("/kommunen/", "/polisen/")).status_code == 403
    assert not is_signed_in(client)


def test_a_level_that_is_demanded_is_asked_for_and_checked(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, provider: IdentityProvider
) -> None:
    IdentityProvider.objects.update(assurance=LOA3)
    address = _begin(client)
    assert sent(address)["acr_values"] == LOA3
    assert client.get(Walker().back(address)).status_code == 403
    provider.delete()
    port = free_port()

    with running("oidc.mjs", _told(port, acr=LOA3)):
        _kept(f"http://localhost:{port}", cast, assurance=LOA3)
        client.get(Walker().back(_begin(client)))

    assert is_signed_in(client)


def test_what_the_token_leaves_out_is_fetched_for_the_same_person(
    client: Client, provider: IdentityProvider, cast: Cast
) -> None:
    port = free_port()
    provider.delete()
    with running("oidc.mjs", _told(port) | {"inUserinfo": True}):
        _kept(f"http://localhost:{port}", cast)
        client.get(Walker().back(_begin(client)))

    assert User.objects.get(email="alva@example.org").name == "Alva Påhittad"


# A real token, and what makes it wrong.


@pytest.fixture
def token(client: Client, provider: IdentityProvider) -> tuple[str, str, dict[str, Any]]:
    """Return a token as it came, its nonce, and the provider's keys."""
    address = _begin(client)
    kept = client.session["through_provider"]
    code = sent(Walker().back(address))["code"]
    described = oidc._described(provider)
    answer = oidc._exchange(provider, described, kept, code, f"{OURS}/logga-in/via/kommunen/svar/")
    return answer["id_token"], kept["nonce"], fetching.get_json(described["jwks_uri"])


Token = tuple[str, str, dict[str, Any]]


def _check(
    token: Token,
    provider: IdentityProvider,
    *,
    text: str = "",
    nonce: str = "",
    at: datetime | None = None,
) -> dict[str, Any]:
    return oidc.checked(
        text or token[0],
        keys=token[2],
        provider=provider,
        nonce=nonce or token[1],
        at=at or timezone.now(),
    )


def test_the_token_as_it_came_is_right(token: Token, provider: IdentityProvider) -> None:
    assert _check(token, provider)["sub"] == "7"


def test_a_token_for_another_site_is_refused(token: Token, provider: IdentityProvider) -> None:
    provider.client_id = "en-annan"

    with pytest.raises(Refused, match="Audience"):
        _check(token, provider)


def test_a_token_of_another_issuer_is_refused(token: Token, provider: IdentityProvider) -> None:
    provider.issuer = "http://localhost:1"

    with pytest.raises(Refused, match="Issuer"):
        _check(token, provider)


def test_a_token_for_another_question_is_refused(token: Token, provider: IdentityProvider) -> None:
    with pytest.raises(Refused, match="nonce"):
        _check(token, provider, nonce="en annan fråga")


@pytest.mark.parametrize("late", [timedelta(minutes=30), timedelta(hours=2), timedelta(hours=-2)])
def test_a_token_is_good_for_a_short_while(token: Token, provider: IdentityProvider, late: timedelta) -> None:
    with pytest.raises(Refused, match="time"):
        _check(token, provider, at=timezone.now() + late)


def test_a_token_that_has_expired_is_refused_though_it_is_new(
    provider: IdentityProvider, token: Token
) -> None:
    told = _check(token, provider)
    ended = told | {"exp": int(timezone.now().timestamp()) - 90}

    with pytest.raises(Refused, match="time"):
        oidc._demand_now(ended, timezone.now())


def test_a_token_without_signature_is_refused(token: Token, provider: IdentityProvider) -> None:
    told = jwt.decode(token[0], options={"verify_signature": False})
    unsigned = jwt.encode(told, None, algorithm="none")  # type: ignore[arg-type]
    bare = token[0].rpartition(".")[0] + "."

    for text in (unsigned, bare):
        with pytest.raises(Refused):
            _check(token, provider, text=text)


def test_a_token_signed_with_a_key_that_everybody_knows_is_refused(
    token: Token, provider: IdentityProvider
) -> None:
    told = jwt.decode(token[0], options={"verify_signature": False})
    signed = jwt.encode(told, "den öppna nyckeln, som alla har tillgång till", algorithm="HS256")

    with pytest.raises(Refused, match="signature"):
        _check(token, provider, text=signed)


def test_a_token_that_was_changed_is_refused(token: Token, provider: IdentityProvider) -> None:
    head, _, tail = token[0].split(".")
    told = jwt.decode(token[0], options={"verify_signature": False}) | {AFFILIATION: "annan@2120000530"}
    body = jwt.encode(told, "x" * 32, algorithm="HS256").split(".")[1]

    with pytest.raises(Refused):
        _check(token, provider, text=f"{head}.{body}.{tail}")


# The question and the answer that the browser brings.


@pytest.mark.parametrize(
    ("sent_along", "said"),
    [({"state": "en annan"}, "state"), ({"iss": "http://localhost:1"}, "issuer"), ({"code": ""}, "code")],
)
def test_what_the_browser_brings_must_be_the_answer_to_its_question(
    client: Client, provider: IdentityProvider, sent_along: dict[str, str], said: str
) -> None:
    address = _begin(client)
    kept = client.session["through_provider"]
    brought = sent(Walker().back(address)) | sent_along

    with pytest.raises(Refused, match=said):
        oidc.claims(provider, kept, brought, back_to="", at=timezone.now())


def test_a_question_to_another_provider_is_not_this_ones(client: Client, provider: IdentityProvider) -> None:
    address = _begin(client)
    kept = client.session["through_provider"] | {"provider": "polisen"}

    with pytest.raises(Refused, match="provider"):
        oidc.claims(provider, kept, sent(Walker().back(address)), back_to="", at=timezone.now())


def test_a_provider_that_calls_itself_something_else_is_not_asked(provider: IdentityProvider) -> None:
    provider.issuer += "/"

    with pytest.raises(Refused, match="issuer"):
        oidc.ask(provider, "")


def test_userinfo_of_another_person_is_refused(client: Client, provider: IdentityProvider) -> None:
    address = _begin(client)
    kept = client.session["through_provider"]
    described = oidc._described(provider)
    code = sent(Walker().back(address))["code"]
    answer = oidc._exchange(provider, described, kept, code, f"{OURS}/logga-in/via/kommunen/svar/")

    with pytest.raises(Refused, match="subject"):
        oidc._userinfo(provider, described, {"sub": "8"}, answer["access_token"])
