"""A closed account lets nobody in, and leaves what was signed."""

from datetime import date, datetime

import pytest
from django.test import Client

from lofte.accounts import closing, giving
from lofte.accounts.models import RecoveryCode, Role, User
from lofte.base.models import AuditEvent
from lofte.site.cli import main
from tests.cast import SINCE, Cast
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
