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


def test_a_key_that_no_row_can_have_opens_nothing(client: Client, cast: Cast, settings: Any) -> None:
    settings.DEMO = True

    assert client.post(reverse("accounts:demo-sign-in"), {"user_id": "9" * 5000}).status_code == 404


def test_the_demo_door_never_leads_to_another_site(client: Client, cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    User.objects.filter(pk=cast.officer.pk).update(is_demo=True)

    response = client.post(
        reverse("accounts:demo-sign-in"), {"user_id": cast.officer.pk, "next": "https://example.com/"}
    )

    assert response["Location"] == reverse("overview:start")


@pytest.mark.parametrize("where", ["accounts:sign-out", "accounts:demo-sign-in"])
def test_the_address_of_a_button_leads_to_its_page(client: Client, cast: Cast, where: str) -> None:
    assert client.get(reverse(where)).status_code == 302


def test_whoever_was_signed_in_is_told_that_the_session_has_ended(client: Client, cast: Cast) -> None:
    client.cookies["lofte_session"] = "slut"

    door = client.get("/intern/loften/")["Location"]

    assert door == f"{DOOR}?next=%2Fintern%2Floften%2F&utloggad=1"
    assert "Du har loggats ut." in client.get(door).content.decode()


def test_after_signing_in_one_is_where_one_wanted_to_be(client: Client, cast: Cast) -> None:
    door = client.get("/intern/loften/")["Location"]
    page = client.get(door).content.decode()

    answer = client.post(
        DOOR, {"username": cast.officer.email, "password": PASSWORD, "next": "/intern/loften/"}
    )

    assert "Logga in, så kommer du till sidan." in page
    assert 'name="next" value="/intern/loften/"' in page
    assert answer["Location"] == "/intern/loften/"


def test_what_was_written_is_shown_to_one_whose_session_has_ended(client: Client, cast: Cast) -> None:
    came_from = "http://testserver/intern/loften/7/?andra=a3"

    answer = client.post(
        "/intern/loften/7/aktiviteter/3/",
        {"once": "x", "text": "Polisen ska <b>gå</b> mer.", "per": "week"},
        headers={"Referer": came_from},
    )

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Polisen ska &lt;b&gt;gå&lt;/b&gt; mer." in text
    assert "next=%2Fintern%2Floften%2F7%2F" in text
    assert "week" not in text


def test_the_way_back_never_leads_to_another_site(client: Client, cast: Cast) -> None:
    answer = client.post("/intern/loften/7/aktiviteter/", {}, headers={"Referer": "https://example.com/x/"})

    assert "next=%2Fintern%2F&quot;" not in answer.content.decode()
    assert "next=%2Fintern%2F" in answer.content.decode()
    assert "example.com" not in answer.content.decode()


@pytest.mark.parametrize(("language", "label"), [("", "E-postadress"), ("/en", "Email address")])
def test_the_door_asks_in_the_readers_language_and_takes_the_focus(
    client: Client, cast: Cast, language: str, label: str
) -> None:
    text = client.get(f"{language}/logga-in/").content.decode()

    assert label in text
    assert 'type="email"' in text
    assert "autofocus" in text


def test_a_demonstration_begins_with_its_people_not_with_the_password(
    client: Client, cast: Cast, settings: Any
) -> None:
    settings.DEMO = True

    assert "autofocus" not in client.get(DOOR).content.decode()


def test_the_log_of_the_door_names_nobody(
    client: Client, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(9):
        client.post(DOOR, {"username": cast.officer.email, "password": "hemligt ord"})

    said = caplog.text
    assert "form refused: SignInForm: __all__:invalid_login" in said
    assert "sign-in locked out" in said
    assert not any(word in said for word in (cast.officer.email, "hemligt", "127.0.0.1"))
