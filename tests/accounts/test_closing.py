"""A closed account lets nobody in, and leaves what was signed."""

from datetime import date, datetime

import pytest
from django.test import Client

from lofte.accounts import closing, giving
from lofte.accounts.models import RecoveryCode, Role, User
from lofte.base.models import AuditEvent
from lofte.site.cli import main
from tests.cast import PASSWORD, SINCE, Cast
from tests.conftest import Freeze

TODAY = date(2022, 6, 1)


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2022-06-01T10:00")


def test_a_closed_account_lets_nobody_in_and_the_name_stays(client: Client, cast: Cast) -> None:
    RecoveryCode.objects.create(user=cast.officer, sum="0" * 64)
    client.force_login(cast.officer)
    assert client.get("/intern/").status_code == 200

    assert main(["admin", "close-account", cast.officer.email]) == 0

    assert client.get("/intern/").status_code == 302
    user = User.objects.get(pk=cast.officer.pk)
    assert (user.name, user.is_active, user.has_usable_password()) == (cast.officer.name, False, False)
    assert {role.ends for role in user.roles.all()} == {TODAY}
    assert not user.recovery_codes.exists()
    verbs = AuditEvent.objects.filter(verb__in=["role.ended", "user.closed"]).order_by("verb")
    assert {*verbs.values_list("verb", flat=True)} == {"role.ended", "user.closed"}


def test_the_last_administrator_stays(cast: Cast, now: datetime) -> None:
    Role.objects.filter(kind="administrator", partnership=cast.partnership).delete()
    Role.objects.create(
        user=cast.officer,
        partnership=cast.partnership,
        organisation=cast.police,
        kind="administrator",
        starts=SINCE,
    )

    with pytest.raises(giving.LastAdministrator):
        closing.close(cast.officer, on=TODAY, by_id=None, at=now)

    assert main(["admin", "close-account", cast.officer.email]) == 2
    assert User.objects.get(pk=cast.officer.pk).is_active


def test_it_is_closed_once(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    main(["admin", "close-account", cast.partner.email])

    assert main(["admin", "close-account", cast.partner.email]) == 2
    assert main(["admin", "close-account", "ingen@example.org"]) == 2
    assert "är redan avslutat" in capsys.readouterr().err


HERE = "/intern/samverkan/lillkoping/"
OWN = "/intern/konto/avsluta/"
ONCE = {"once": "00000000-0000-4000-8000-000000000001"}


def office(user: User, cast: Cast, kind: str, *, since: date = SINCE) -> Role:
    return Role.objects.create(
        user=user, partnership=cast.partnership, organisation=cast.police, kind=kind, starts=since
    )


@pytest.fixture
def administrator(cast: Cast) -> Client:
    user = User.objects.create_user(email="ada@example.org", name="Ada Ett")
    office(user, cast, "administrator")
    client = Client()
    client.force_login(user)
    return client


def test_an_administrator_closes_the_account_of_somebody_who_has_left(
    cast: Cast, administrator: Client
) -> None:
    address = f"{HERE}konto/{cast.officer.pk}/avsluta/"
    page = administrator.get(address).content.decode()

    sent = [administrator.post(address, ONCE).headers.get("Location") for _ in range(2)]

    assert "kan inte logga in igen" in page
    assert sent == [HERE, HERE]
    assert not User.objects.get(pk=cast.officer.pk).is_active
    told = AuditEvent.objects.get(verb="user.closed")
    assert told.by_id == User.objects.get(email="ada@example.org").pk
    assert administrator.get(address).status_code == 404


def test_of_somebody_with_a_role_elsewhere_only_the_roles_here_end(cast: Cast, administrator: Client) -> None:
    away = cast.other_partnership.organisations.get()
    other = Role.objects.create(
        user=cast.officer, partnership=cast.other_partnership, organisation=away, kind="field", starts=SINCE
    )
    address = f"{HERE}konto/{cast.officer.pk}/avsluta/"
    page = administrator.get(address).content.decode()

    administrator.post(address, ONCE)

    assert "kontot finns kvar" in page
    assert User.objects.get(pk=cast.officer.pk).is_active
    assert {role.ends for role in cast.officer.roles.exclude(pk=other.pk)} == {TODAY}
    assert Role.objects.get(pk=other.pk).ends is None


def test_who_has_no_role_here_is_not_there(cast: Cast, administrator: Client) -> None:
    address = f"{HERE}konto/{cast.outsider.pk}/avsluta/"

    assert (administrator.get(address).status_code, administrator.post(address, ONCE).status_code) == (
        404,
        404,
    )
    assert User.objects.get(pk=cast.outsider.pk).is_active


def entered(user: User) -> Client:
    client = Client()
    client.post("/logga-in/", {"username": user.email, "password": PASSWORD})
    return client


def test_everybody_closes_the_own_account(cast: Cast) -> None:
    phone, desk = entered(cast.officer), entered(cast.officer)
    page = desk.get("/intern/konto/").content.decode()

    answer = desk.post(OWN)

    assert f'href="{OWN}"' in page
    assert "Kontot är avslutat" in answer.content.decode()
    assert [one.get("/intern/konto/").status_code for one in (phone, desk)] == [302, 302]
    assert entered(cast.officer).get("/intern/konto/").status_code == 302
    assert AuditEvent.objects.get(verb="user.closed").by_id == cast.officer.pk


def test_the_last_administrator_is_told_to_appoint_another_and_can_leave_then(cast: Cast) -> None:
    Role.objects.filter(kind="administrator", partnership=cast.partnership).delete()
    office(cast.officer, cast, "administrator")
    desk = entered(cast.officer)

    alone = desk.post(OWN)
    office(cast.partner, cast, "administrator", since=TODAY)

    assert (alone.status_code, "Utse en administratör till" in alone.content.decode()) == (422, True)
    assert desk.post(OWN).status_code == 200
    assert not User.objects.get(pk=cast.officer.pk).is_active


def test_an_administrator_closes_the_own_account_on_its_own_page(administrator: Client) -> None:
    me = User.objects.get(email="ada@example.org")

    assert administrator.post(f"{HERE}konto/{me.pk}/avsluta/", ONCE)["Location"] == OWN
    assert User.objects.get(pk=me.pk).is_active
