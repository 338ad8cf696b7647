"""One's own account: what can be changed soon after signing in, and where one is signed in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lofte.accounts.entering import sittings
from lofte.accounts.models import OneTimeCodes, Passkey, Role, SignedIn
from tests.accounts.entering.steps import DOOR, MOMENT, connected, give_password, is_signed_in
from tests.cast import PASSWORD, Cast
from tests.conftest import Freeze

ACCOUNT = reverse("accounts:account")
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"


def entered(cast: Cast, agent: str = DESK) -> Client:
    client = Client(headers={"User-Agent": agent})
    give_password(client, cast.officer)
    return client


def test_the_session_gets_a_new_key_at_sign_in(client: Client, cast: Cast) -> None:
    client.get(reverse("accounts:passkey"))
    before = client.session.session_key
    give_password(client, cast.officer)

    assert before
    assert client.session.session_key != before


def test_the_session_gets_a_new_key_at_each_step(client: Client, cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)
    client.get(reverse("accounts:passkey"))
    keys = [client.session.session_key]

    give_password(client, cast.officer)
    keys.append(client.session.session_key)
    client.post(reverse("accounts:second-step"), {"code": app.shows(now)})
    keys.append(client.session.session_key)

    assert len(set(keys)) == 3


def test_where_one_is_signed_in_is_told_in_plain_words_without_addresses(cast: Cast, freeze: Freeze) -> None:
    freeze(MOMENT)
    entered(cast, PHONE)
    desk = entered(cast)

    page = desk.get(ACCOUNT).content.decode()

    assert "Chrome på Android" in page
    assert "Firefox på Windows" in page
    assert "(den här)" in page
    assert "127.0.0.1" not in page
    fields = {field.name for field in SignedIn._meta.get_fields()}
    assert not {name for name in fields if "address" in name or "ip" in name.split("_")}


def test_one_sign_in_is_ended_and_the_others_go_on(cast: Cast) -> None:
    phone, desk = entered(cast, PHONE), entered(cast)
    row = SignedIn.objects.get(session_key=phone.session.session_key)

    desk.post(reverse("accounts:end-sitting", args=[row.pk]))

    assert phone.get(ACCOUNT).status_code == 302
    assert desk.get(ACCOUNT).status_code == 200


def test_all_others_are_ended_at_once(cast: Cast) -> None:
    phone, tablet, desk = entered(cast, PHONE), entered(cast, PHONE), entered(cast)

    desk.post(reverse("accounts:end-sittings"))

    assert [one.get(ACCOUNT).status_code for one in (phone, tablet, desk)] == [302, 302, 200]


def test_nobody_ends_the_sign_in_of_another(client: Client, cast: Cast) -> None:
    phone = entered(cast, PHONE)
    give_password(client, cast.partner)
    row = SignedIn.objects.get(session_key=phone.session.session_key)

    assert client.post(reverse("accounts:end-sitting", args=[row.pk])).status_code == 404
    assert phone.get(ACCOUNT).status_code == 200


def test_what_has_ended_is_not_listed(cast: Cast) -> None:
    phone, desk = entered(cast, PHONE), entered(cast)
    phone.post(reverse("accounts:sign-out"))

    assert "Android" not in desk.get(ACCOUNT).content.decode()


def test_a_new_password_ends_every_other_sign_in(cast: Cast) -> None:
    phone, desk = entered(cast, PHONE), entered(cast)
    new = "tre gula båtar"

    answer = desk.post(
        reverse("accounts:password"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )

    assert answer["Location"] == ACCOUNT
    assert phone.get(ACCOUNT).status_code == 302
    assert "(den här)" in desk.get(ACCOUNT).content.decode()


def test_a_short_password_is_refused(cast: Cast) -> None:
    desk = entered(cast)

    given = {"old_password": PASSWORD, "new_password1": "kort", "new_password2": "kort"}
    assert desk.post(reverse("accounts:password"), given).status_code == 422


CHANGES = ["one-time-codes", "new-passkey", "password", "recovery-codes", "remove-one-time-codes"]


@pytest.mark.parametrize("name", CHANGES)
def test_ways_to_sign_in_are_changed_soon_after_signing_in_alone(
    cast: Cast, freeze: Freeze, name: str
) -> None:
    freeze(MOMENT)
    desk = entered(cast)
    freeze("2026-05-01T12:31")

    answer = desk.post(reverse(f"accounts:{name}"), {})

    assert answer.status_code == 403
    assert "Logga in igen först" in answer.content.decode()
    out = desk.post(reverse("accounts:sign-out"), {"next": f"{DOOR}?next={ACCOUNT}"})
    assert out["Location"] == f"{DOOR}?next={ACCOUNT}"


def test_the_last_second_step_stays_as_long_as_a_role_demands_one(
    cast: Cast, freeze: Freeze, settings: Any
) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)
    desk = entered(cast)
    desk.post(reverse("accounts:second-step"), {"code": app.shows(now)})
    settings.SECOND_FACTOR_KINDS = frozenset({Role.Kind.FIELD.value})
    remove = reverse("accounts:remove-one-time-codes")

    desk.post(remove)
    assert OneTimeCodes.objects.exists()

    key = Passkey.objects.create(user=cast.officer, name="x", credential="x", public_part=b"", made_at=now)
    desk.post(remove)
    assert not OneTimeCodes.objects.exists()

    desk.post(reverse("accounts:remove-passkey", args=[key.pk]))
    assert Passkey.objects.exists()


def test_nobody_removes_the_passkey_of_another(cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    desk = entered(cast)
    key = Passkey.objects.create(user=cast.partner, name="x", credential="x", public_part=b"", made_at=now)

    assert desk.post(reverse("accounts:remove-passkey", args=[key.pk])).status_code == 404


def test_a_sign_in_is_seen_once_an_hour(cast: Cast, freeze: Freeze) -> None:
    began = freeze(MOMENT)
    desk = entered(cast)
    freeze("2026-05-01T12:50")
    desk.get(ACCOUNT)
    assert SignedIn.objects.get().seen_at == began

    later = freeze("2026-05-01T14:00")
    desk.get(ACCOUNT)
    assert SignedIn.objects.get().seen_at == later


def test_signing_out_clears_the_row(cast: Cast) -> None:
    desk = entered(cast)
    desk.post(reverse("accounts:sign-out"))

    assert not is_signed_in(desk)
    assert not SignedIn.objects.exists()


@pytest.mark.parametrize(
    ("agent", "said"), [(PHONE, ("Chrome", "Android")), (DESK, ("Firefox", "Windows")), ("", ("", ""))]
)
def test_a_device_is_told_in_two_words(agent: str, said: tuple[str, str]) -> None:
    assert sittings.device(agent) == said
