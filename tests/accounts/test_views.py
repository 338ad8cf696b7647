"""The door for staff: right password in, wrong one told plainly, invented people in demonstrations only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lofte.accounts.models import User
from tests.cast import PASSWORD, Cast

DOOR = reverse("accounts:sign-in")


def _signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in(client: Client, cast: Cast) -> None:
    response = client.post(DOOR, {"username": cast.officer.email, "password": PASSWORD})

    assert response.status_code == 302
    assert _signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client: Client, cast: Cast) -> None:
    wrong = client.post(DOOR, {"username": cast.officer.email, "password": "fel"})
    unknown = client.post(DOOR, {"username": "ingen@example.org", "password": "fel"})

    sentence = "E-postadressen eller lösenordet stämmer inte."
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()
    assert not _signed_in(client)


def test_guessing_is_stopped_after_eight_tries_with_a_sentence(client: Client, cast: Cast) -> None:
    for _ in range(7):
        client.post(DOOR, {"username": cast.officer.email, "password": "fel"})

    response = client.post(DOOR, {"username": cast.officer.email, "password": "fel"})

    assert response.status_code == 429
    assert "För många försök" in response.content.decode()


def test_an_invented_person_signs_in_with_one_click_in_a_demonstration(
    client: Client, cast: Cast, settings: Any
) -> None:
    settings.DEMO = True
    User.objects.filter(pk=cast.officer.pk).update(is_demo=True)

    client.post(reverse("accounts:demo-sign-in"), {"user_id": cast.officer.pk})

    assert _signed_in(client)


@pytest.mark.parametrize(("is_demo_site", "is_demo_person"), [(False, True), (True, False)])
def test_nobody_signs_in_with_one_click_elsewhere_or_as_somebody_real(
    client: Client, cast: Cast, settings: Any, is_demo_site: bool, is_demo_person: bool
) -> None:
    settings.DEMO = is_demo_site
    User.objects.filter(pk=cast.officer.pk).update(is_demo=is_demo_person)

    response = client.post(reverse("accounts:demo-sign-in"), {"user_id": cast.officer.pk})

    assert response.status_code == 404
    assert not _signed_in(client)


def test_the_demo_door_never_leads_to_another_site(client: Client, cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    User.objects.filter(pk=cast.officer.pk).update(is_demo=True)

    response = client.post(
        reverse("accounts:demo-sign-in"), {"user_id": cast.officer.pk, "next": "https://example.com/"}
    )

    assert response["Location"] == reverse("overview:start")
