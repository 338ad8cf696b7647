"""SAML against a real identity provider on loopback: the right person comes in, a wrong answer nobody."""

import base64
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from lofte.accounts.models import AwaitedAnswer, Identity, IdentityProvider, User
from tests.accounts.entering.steps import is_signed_in
from tests.accounts.entering.walking import OURS, Walker
from tests.cast import Cast
from tests.providers.running import SAML_AFFILIATION, free_port, key_pair, running, saml_metadata

pytestmark = [pytest.mark.server, pytest.mark.django_db]

ISSUER = "https://idp.lillkoping.example/idp"
KEY = "196901019999@2120000530"
ANSWER = reverse("accounts:saml-answer", args=["bolaget"])
DONE = reverse("accounts:saml-done", args=["bolaget"])
WHO = {
    SAML_AFFILIATION: KEY,
    "urn:oid:2.16.840.1.113730.3.1.241": "Alva Påhittad",
    "urn:oid:0.9.2342.19200300.100.1.3": "alva@example.org",
}
NAMES = {"a": "urn:oasis:names:tc:SAML:2.0:assertion", "d": "http://www.w3.org/2000/09/xmldsig#"}


@pytest.fixture(scope="module")
def keys() -> tuple[str, str]:
    return key_pair()


@pytest.fixture(scope="module")
def at_port(keys: tuple[str, str]) -> Iterator[int]:
    port = free_port()
    told = {
        "port": port,
        "issuer": ISSUER,
        "key": keys[0],
        "cert": keys[1],
        "audience": f"{OURS}/logga-in/via/bolaget/saml/metadata.xml",
        "answersAt": f"{OURS}{ANSWER}",
        "attributes": WHO,
    }
    with running("saml.mjs", told):
        yield port


@pytest.fixture
def provider(at_port: int, keys: tuple[str, str], cast: Cast) -> IdentityProvider:
    return IdentityProvider.objects.create(
        slug="bolaget",
        name="Lillbo",
        organisation=cast.housing,
        protocol="saml",
        issuer=ISSUER,
        metadata=saml_metadata(ISSUER, f"http://localhost:{at_port}/sso", keys[1]),
        vouches_for="2120000530",
        allows_new_accounts=True,
    )


def _begin(client: Client) -> str:
    return client.get(reverse("accounts:begin-via", args=["bolaget"]), {"next": "/intern/loften/"})[
        "Location"
    ]


def _answer(client: Client, **wrong: Any) -> str:
    """Ask, and return what the provider answers."""
    return Walker().answer(f"{_begin(client)}&wrong={quote(json.dumps(wrong))}")


def _hand_in(answer: str) -> int:
    """Hand an answer in as a browser does that comes from another site: without our cookies."""
    return Client().post(ANSWER, {"SAMLResponse": answer}).status_code


def test_a_person_of_the_organisation_comes_in_and_has_no_role(
    client: Client, provider: IdentityProvider
) -> None:
    assert _hand_in(_answer(client)) == 302

    assert client.get(DONE)["Location"] == "/intern/loften/"
    user = User.objects.get(email="alva@example.org")
    assert user.name == "Alva Påhittad"
    assert not user.roles.exists()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Identity.objects.get().key == KEY
    assert not AwaitedAnswer.objects.exists()


def test_an_answer_lets_in_the_browser_that_asked_and_no_other(
    client: Client, provider: IdentityProvider
) -> None:
    other = Client()
    _begin(other)
    _hand_in(_answer(client))

    assert other.get(DONE).status_code == 403
    assert Client().get(DONE).status_code == 403
    assert not is_signed_in(other)


def test_an_answer_is_taken_once(client: Client, provider: IdentityProvider) -> None:
    answer = _answer(client)

    assert _hand_in(answer) == 302
    assert _hand_in(answer) == 403
    client.get(DONE)
    assert _hand_in(answer) == 403


WRONG: list[dict[str, Any]] = [
    {"audience": "https://en-annan.example/"},
    {"signAssertion": False},
    {"lifetimeInSeconds": -400},
    {"issuer": "https://idp.storkoping.example/idp"},
    {"inResponseTo": "_en_annan_fraga"},
    {"recipient": "https://en-annan.example/svar/"},
    {"destination": "https://en-annan.example/svar/"},
    {"signatureAlgorithm": "rsa-sha1", "digestAlgorithm": "sha1"},
    {"samlStatusCode": "urn:oasis:names:tc:SAML:2.0:status:Responder"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: next(iter(wrong)))
def test_a_wrong_answer_lets_nobody_in(
    client: Client, provider: IdentityProvider, wrong: dict[str, Any]
) -> None:
    assert _hand_in(_answer(client, **wrong)) == 403
    assert client.get(DONE).status_code == 403
    assert not User.objects.filter(email="alva@example.org").exists()


def test_an_answer_signed_by_somebody_else_lets_nobody_in(client: Client, provider: IdentityProvider) -> None:
    key, certificate = key_pair()

    assert _hand_in(_answer(client, key=key, cert=certificate)) == 403


def _changed(answer: str, keys: tuple[str, str], change: Callable[[Any], None]) -> str:
    """Change an answer and sign it as the provider would."""
    tree = etree.fromstring(base64.b64decode(answer))
    assertion = tree.find(".//a:Assertion", NAMES)
    assert assertion is not None
    for signature in assertion.findall("d:Signature", NAMES):
        assertion.remove(signature)
    change(assertion)
    signed = OneLogin_Saml2_Utils.add_sign(
        etree.tostring(assertion),
        keys[0],
        keys[1],
        sign_algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        digest_algorithm="http://www.w3.org/2001/04/xmlenc#sha256",
    )
    tree.replace(assertion, etree.fromstring(signed))
    return base64.b64encode(etree.tostring(tree)).decode()


def _nothing(assertion: Any) -> None:
    """Leave it as it is: what is signed again must still be right."""


def _for_nobody(assertion: Any) -> None:
    conditions = assertion.find("a:Conditions", NAMES)
    conditions.remove(conditions.find("a:AudienceRestriction", NAMES))


def _to_no_question(assertion: Any) -> None:
    del assertion.find(".//a:SubjectConfirmationData", NAMES).attrib["InResponseTo"]


def _at_no_address(assertion: Any) -> None:
    del assertion.find(".//a:SubjectConfirmationData", NAMES).attrib["Recipient"]


def _for_ever(assertion: Any) -> None:
    del assertion.find(".//a:SubjectConfirmationData", NAMES).attrib["NotOnOrAfter"]


def test_an_answer_that_is_signed_again_is_right(
    client: Client, provider: IdentityProvider, keys: tuple[str, str]
) -> None:
    assert _hand_in(_changed(_answer(client), keys, _nothing)) == 302


@pytest.mark.parametrize("change", [_for_nobody, _to_no_question, _at_no_address, _for_ever])
def test_what_the_library_would_let_pass_is_refused(
    client: Client, provider: IdentityProvider, keys: tuple[str, str], change: Callable[[Any], None]
) -> None:
    assert _hand_in(_changed(_answer(client), keys, change)) == 403


def test_an_answer_that_was_changed_lets_nobody_in(client: Client, provider: IdentityProvider) -> None:
    text = base64.b64decode(_answer(client)).replace(b"196901019999", b"197001019999")

    assert _hand_in(base64.b64encode(text).decode()) == 403


def test_an_answer_that_nobody_asked_for_lets_nobody_in(client: Client, provider: IdentityProvider) -> None:
    answer = _answer(client)
    AwaitedAnswer.objects.all().delete()

    assert _hand_in(answer) == 403


def test_a_question_waits_for_ten_minutes(client: Client, provider: IdentityProvider) -> None:
    answer = _answer(client)
    asked = AwaitedAnswer.objects.get().asked_at
    AwaitedAnswer.objects.update(asked_at=asked.replace(year=asked.year - 1))

    assert _hand_in(answer) == 403


def test_the_answer_of_another_tenant_opens_nothing_here(client: Client, provider: IdentityProvider) -> None:
    IdentityProvider.objects.update(vouches_for="2021000076")
    _hand_in(_answer(client))

    answer = client.get(DONE)

    assert answer.status_code == 403
    assert "en annan organisation" in answer.content.decode()
    assert not is_signed_in(client)


def test_an_answer_to_one_provider_is_not_taken_by_another(
    client: Client, provider: IdentityProvider, cast: Cast
) -> None:
    """The provider answers to the police's address what was asked from the housing company's."""
    other = reverse("accounts:saml-answer", args=["polisen"])
    theirs = f"{OURS}{reverse('accounts:saml-metadata', args=['polisen'])}"
    answer = _answer(client, audience=theirs, recipient=f"{OURS}{other}", destination=f"{OURS}{other}")
    provider.pk, provider.slug, provider.organisation = None, "polisen", cast.police
    provider.save()

    assert Client().post(other, {"SAMLResponse": answer}).status_code == 403


@pytest.mark.parametrize(
    "text", ["", "inte base64 alls", base64.b64encode(b"<a/>").decode(), "PHg+" * 200_000]
)
def test_what_is_no_answer_is_told_so(provider: IdentityProvider, text: str) -> None:
    assert _hand_in(text) == 403


def test_an_entity_in_the_answer_is_not_followed(client: Client, provider: IdentityProvider) -> None:
    text = base64.b64decode(_answer(client))
    trick = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + text

    assert _hand_in(base64.b64encode(trick).decode()) == 403


def test_the_operator_of_the_provider_can_read_of_us(provider: IdentityProvider) -> None:
    text = Client().get(reverse("accounts:saml-metadata", args=["bolaget"])).content.decode()

    assert f'Location="{OURS}{ANSWER}"' in text
    assert 'WantAssertionsSigned="true"' in text
