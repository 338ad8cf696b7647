"""Passkeys: only the key that was added here, for this site, for this challenge, with its owner there."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse

from lofte.accounts.entering import passkeys
from lofte.accounts.models import Passkey
from tests.accounts.entering.authenticator import Authenticator
from tests.accounts.entering.steps import MOMENT, SECOND, give_password, is_signed_in
from tests.cast import Cast
from tests.conftest import Freeze

NEW = reverse("accounts:new-passkey")
WITH_KEY = reverse("accounts:passkey")


def options(page: str) -> str:
    found = re.search(r'data-passkey="([^"]+)"', page)
    assert found
    return html.unescape(found[1])


def add(client: Client, cast: Cast, device: Authenticator, **wrong: Any) -> int:
    """Sign in with the password and add a passkey; return the status of the answer."""
    give_password(client, cast.officer)
    asked = options(client.get(NEW).content.decode())
    answer = client.post(NEW, {"name": "min telefon", "answer": device.makes(asked, **wrong)})
    return answer.status_code


def test_a_passkey_signs_in_without_password_and_code(client: Client, cast: Cast, freeze: Freeze) -> None:
    freeze(MOMENT)
    device = Authenticator()
    assert add(client, cast, device) == 302
    phone = Client()

    asked = options(phone.get(WITH_KEY).content.decode())
    answer = phone.post(WITH_KEY, {"answer": device.signs(asked), "next": "/intern/loften/"})

    assert answer["Location"] == "/intern/loften/"
    assert phone.session["_auth_user_id"] == str(cast.officer.pk)
    assert Passkey.objects.get().counter == 1


def _of_another_site(device: Authenticator, asked: str) -> str:
    return device.signs(asked, origin="http://example.com")


def _of_an_earlier_challenge(device: Authenticator, asked: str) -> str:
    return device.signs(asked, challenge="ZW4gYW5uYW4gdXRtYW5pbmc")


def _without_its_owner(device: Authenticator, asked: str) -> str:
    return device.signs(asked, is_verified=False)


def _by_another_key(device: Authenticator, asked: str) -> str:
    return device.signs(asked, signer=ec.generate_private_key(ec.SECP256R1()))


def _made_and_not_signed(device: Authenticator, asked: str) -> str:
    return device.signs(asked, type="webauthn.create")


def _by_a_copy(device: Authenticator, asked: str) -> str:
    device.counter = 4
    return device.signs(asked)


def _torn(device: Authenticator, asked: str) -> str:
    return device.signs(asked)[:200]


def _empty_parts(device: Authenticator, asked: str) -> str:
    return device.signs(asked).replace('"authenticatorData": "', '"authenticatorData": "", "x": "')


WRONG = [
    _of_another_site,
    _of_an_earlier_challenge,
    _without_its_owner,
    _by_another_key,
    _made_and_not_signed,
    _by_a_copy,
    _torn,
    _empty_parts,
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_not_signed_as_it_must_be_opens_nothing(
    client: Client, cast: Cast, freeze: Freeze, wrong: Callable[[Authenticator, str], str]
) -> None:
    freeze(MOMENT)
    device = Authenticator()
    add(client, cast, device)
    Passkey.objects.update(counter=5)
    device.counter = 5
    phone = Client()
    asked = options(phone.get(WITH_KEY).content.decode())

    answer = phone.post(WITH_KEY, {"answer": wrong(device, asked)})

    assert answer.status_code == 422
    assert "känns inte igen" in answer.content.decode()
    assert not is_signed_in(phone)


def test_an_answer_opens_once(client: Client, cast: Cast, freeze: Freeze) -> None:
    freeze(MOMENT)
    device = Authenticator()
    add(client, cast, device)
    phone = Client()
    signed = device.signs(options(phone.get(WITH_KEY).content.decode()))
    phone.post(WITH_KEY, {"answer": signed})
    thief = Client()
    thief.get(WITH_KEY)

    assert thief.post(WITH_KEY, {"answer": signed}).status_code == 422
    assert not is_signed_in(thief)


def test_a_challenge_is_answered_once(client: Client, cast: Cast, freeze: Freeze) -> None:
    """Many passkeys count nothing, so that their counter says nothing of an answer sent again."""
    freeze(MOMENT)
    device = Authenticator()
    add(client, cast, device)
    device.counter = -1
    phone = Client()
    signed = device.signs(options(phone.get(WITH_KEY).content.decode()))

    assert phone.post(WITH_KEY, {"answer": signed}).status_code == 302
    assert phone.post(WITH_KEY, {"answer": signed}).status_code == 422


def test_a_key_made_for_another_site_is_not_added(client: Client, cast: Cast, freeze: Freeze) -> None:
    freeze(MOMENT)

    assert add(client, cast, Authenticator(), origin="http://example.com") == 422
    assert not Passkey.objects.exists()


def test_a_key_that_is_known_is_not_added_to_another_person(
    client: Client, cast: Cast, freeze: Freeze
) -> None:
    freeze(MOMENT)
    device = Authenticator()
    add(client, cast, device)
    other = Client()
    give_password(other, cast.partner)

    asked = options(other.get(NEW).content.decode())
    answer = other.post(NEW, {"name": "stulen", "answer": device.makes(asked)})

    assert answer.status_code == 422
    assert Passkey.objects.get().user == cast.officer


def test_who_has_a_passkey_is_asked_for_it_after_the_password(
    client: Client, cast: Cast, freeze: Freeze
) -> None:
    freeze(MOMENT)
    add(client, cast, Authenticator())
    elsewhere = Client()

    assert give_password(elsewhere, cast.officer) == SECOND
    assert "Använd nu din passnyckel" in elsewhere.get(SECOND).content.decode()
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize(
    ("address", "possible"),
    [
        ("https://lofte.example.se", True),
        ("http://localhost:8000", True),
        ("http://lofte.example.se", False),
        ("http://127.0.0.1:8000", False),
        ("https://[::1]:8000", False),
    ],
)
def test_passkeys_are_offered_where_browsers_make_them(settings: Any, address: str, possible: bool) -> None:
    settings.BASE_URL = address

    assert passkeys.are_possible() is possible
