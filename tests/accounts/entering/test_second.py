"""The second step: what opens opens once, guessing is stopped, and a role can demand it."""

from base64 import b32decode
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.accounts.entering import otp, second
from lofte.accounts.models import OneTimeCodes, RecoveryCode, Role
from lofte.base.models import AuditEvent
from tests.accounts.entering.steps import (
    DOOR,
    MOMENT,
    SECOND,
    SECRET,
    connected,
    give_password,
    is_signed_in,
)
from tests.cast import Cast
from tests.conftest import Freeze

FIRST = "/logga-in/andra-steget/skaffa/"


def test_the_password_alone_signs_nobody_in_who_has_an_app(
    client: Client, cast: Cast, freeze: Freeze
) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)

    assert give_password(client, cast.officer, next="/intern/loften/") == SECOND
    assert not is_signed_in(client)

    answer = client.post(SECOND, {"code": app.shows(now)})
    assert answer["Location"] == "/intern/loften/"
    assert is_signed_in(client)


def test_a_code_opens_once(client: Client, cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)
    give_password(client, cast.officer)
    client.post(SECOND, {"code": app.shows(now)})
    thief = Client()
    give_password(thief, cast.officer)

    answer = thief.post(SECOND, {"code": app.shows(now)})

    assert "redan använd" in answer.content.decode()
    assert not is_signed_in(thief)


def test_a_recovery_code_opens_once_and_is_counted(client: Client, cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)

    assert second.enter_code(user=cast.officer, typed=app.recovery[0].upper(), at=now) == "recovery"

    assert second.standing(cast.officer, now).n_recovery == 9
    with pytest.raises(second.WrongCode):
        second.enter_code(user=cast.officer, typed=app.recovery[0], at=now)


def test_the_database_holds_neither_secret_nor_recovery_codes(cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)

    kept = OneTimeCodes.objects.get().sealed_secret + "".join(
        RecoveryCode.objects.values_list("sum", flat=True)
    )

    assert not any(code in kept or code.replace("-", "") in kept for code in app.recovery)
    assert SECRET.decode() not in kept


def test_a_secret_that_was_sealed_with_another_key_opens_nothing(
    cast: Cast, freeze: Freeze, settings: Any
) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)
    settings.SECRET_KEY = "en annan nyckel som är lång nog för det här"

    with pytest.raises(second.WrongCode):
        second.enter_code(user=cast.officer, typed=app.shows(now), at=now)


def test_guessing_codes_is_stopped_wherever_it_comes_from(client: Client, cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)
    for n in range(second.MOST_WRONG):
        with pytest.raises(second.WrongCode):
            second.enter_code(user=cast.officer, typed=f"{n:06d}", at=now)

    give_password(client, cast.officer)
    answer = client.post(SECOND, {"code": app.shows(now)})

    assert "För många försök" in answer.content.decode()
    assert not is_signed_in(client)
    an_hour_later = now + timedelta(minutes=61)
    assert second.enter_code(user=cast.officer, typed=app.shows(an_hour_later), at=an_hour_later) == "code"
    assert AuditEvent.objects.filter(verb="second_step.refused").count() == second.MOST_WRONG


def test_the_second_step_is_nobodys_who_has_not_passed_the_first(
    client: Client, cast: Cast, freeze: Freeze
) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)

    assert client.post(SECOND, {"code": app.shows(now)})["Location"] == DOOR
    assert not is_signed_in(client)


def test_the_first_step_holds_for_ten_minutes_and_for_that_password(
    client: Client, cast: Cast, freeze: Freeze
) -> None:
    now = freeze(MOMENT)
    connected(cast.officer, now)
    give_password(client, cast.officer)
    assert client.get(SECOND).status_code == 200

    freeze("2026-05-01T12:11")
    assert client.get(SECOND)["Location"] == DOOR

    freeze("2026-05-01T12:05")
    cast.officer.set_password("ett annat ord")
    cast.officer.save()
    assert client.get(SECOND)["Location"] == DOOR


def test_a_role_can_demand_a_second_step_before_anything_is_shown(
    client: Client, cast: Cast, freeze: Freeze, settings: Any
) -> None:
    now = freeze(MOMENT)
    settings.SECOND_FACTOR_KINDS = frozenset({Role.Kind.APPROVER.value})

    assert give_password(client, cast.police_approver) == FIRST
    assert not is_signed_in(client)
    page = client.get(FIRST).content.decode()
    assert "<svg" in page
    key = page.split("<code>")[1].split("</code>")[0]

    wrong = client.post(FIRST, {"code": "000000"})
    assert wrong.status_code == 422
    codes = client.post(FIRST, {"code": _shown(key, now)}).content.decode()
    assert codes.count("<li><code>") == second.N_RECOVERY_CODES
    assert "data:text/plain" in codes
    assert is_signed_in(client)


def test_a_role_that_demands_nothing_is_reached_by_the_password(
    client: Client, cast: Cast, settings: Any
) -> None:
    settings.SECOND_FACTOR_KINDS = frozenset({Role.Kind.APPROVER.value})

    assert give_password(client, cast.officer) == "/intern/"


def test_who_has_an_app_cannot_put_another_in_its_place_with_the_password_alone(
    client: Client, cast: Cast, freeze: Freeze, settings: Any
) -> None:
    now = freeze(MOMENT)
    settings.SECOND_FACTOR_KINDS = frozenset({Role.Kind.APPROVER.value})
    connected(cast.police_approver, now)
    give_password(client, cast.police_approver)

    assert client.get(FIRST)["Location"] == DOOR


class Counting(MD5PasswordHasher):
    """Counts how often a password is worked through."""

    n = 0

    def encode(self, password: str, salt: str) -> str:
        Counting.n += 1
        return super().encode(password, salt)


def test_a_known_and_an_unknown_address_cost_the_same_work(
    client: Client, cast: Cast, settings: Any, freeze: Freeze
) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Counting"]
    connected(cast.partner, freeze(MOMENT))
    cast.coordinator.set_unusable_password()
    cast.coordinator.save()
    work = {}

    for who in (cast.officer.email, cast.partner.email, cast.coordinator.email, "ingen@example.org"):
        Counting.n = 0
        client.post(DOOR, {"username": who, "password": "fel"})
        work[who] = Counting.n

    assert set(work.values()) == {1}


def _shown(key: str, now: datetime) -> str:

    return otp.code(b32decode(key.replace(" ", "")), otp.step_at(now))


def given_a_role_that_demands_it(cast: Cast, settings: Any) -> None:
    settings.SECOND_FACTOR_KINDS = frozenset({Role.Kind.APPROVER.value})
    Role.objects.create(
        user=cast.officer,
        partnership=cast.partnership,
        organisation=cast.police,
        kind=Role.Kind.APPROVER,
        starts=date(2021, 1, 1),
    )


def test_a_role_given_in_the_middle_leads_to_getting_a_second_step_and_back(
    client: Client, cast: Cast, freeze: Freeze, settings: Any
) -> None:
    now = freeze(MOMENT)
    give_password(client, cast.officer)
    assert client.get("/intern/konto/").status_code == 200

    given_a_role_that_demands_it(cast, settings)

    assert client.get("/intern/konto/?sida=2")["Location"] == SECOND
    assert not is_signed_in(client)
    assert not cast.officer.signed_in.exists()
    assert client.get(SECOND)["Location"] == FIRST
    key = client.get(FIRST).content.decode().split("<code>")[1].split("</code>")[0]
    codes = client.post(FIRST, {"code": _shown(key, now)}).content.decode()
    assert 'href="/intern/konto/?sida=2"' in codes
    assert client.get("/intern/konto/").status_code == 200


def test_who_has_an_app_gives_its_code_in_the_middle_and_what_was_typed_is_shown(
    client: Client, cast: Cast, freeze: Freeze, settings: Any
) -> None:
    now = freeze(MOMENT)
    give_password(client, cast.officer)
    app = connected(cast.officer, now)
    given_a_role_that_demands_it(cast, settings)

    sent = client.post(
        "/intern/konto/losenord/", {"ord": "det jag skrev"}, headers={"Referer": "http://testserver/intern/"}
    )

    page = sent.content.decode()
    assert (sent.status_code, "det jag skrev" in page, f'href="{SECOND}"' in page) == (403, True, True)
    assert client.get(FIRST)["Location"] == DOOR
    client.get("/intern/")
    give_password(client, cast.officer)
    assert client.post(SECOND, {"code": app.shows(now)})["Location"] == "/intern/"
    assert client.get("/intern/konto/").status_code == 200


def test_a_second_step_that_was_given_is_not_asked_for_again_and_costs_no_question(
    client: Client, cast: Cast, freeze: Freeze, settings: Any
) -> None:
    now = freeze(MOMENT)
    app = connected(cast.officer, now)
    give_password(client, cast.officer)
    client.post(SECOND, {"code": app.shows(now)})
    n_before = _questions(client)

    given_a_role_that_demands_it(cast, settings)

    assert client.get("/intern/konto/").status_code == 200
    assert _questions(client) == n_before


def _questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get("/intern/konto/losenord/")
    return len(asked)
