"""The first key: it opens once, for a day, until somebody has begun; a further one only by the operator."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lofte.accounts.actions import found_partnership
from lofte.accounts.models import Role, User
from lofte.base.models import AuditEvent
from lofte.beginning import keys
from lofte.beginning.models import FirstKey
from lofte.site import cli
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Alva Påhittad", "title": "", "email": "alva@example.org", "password": "tre gula båtar"}


def page(token: str) -> str:
    return reverse("beginning:begin", args=[token])


def begun(client: Client) -> str:
    """Make a key in an empty house, and use it."""
    token = keys.make(at=timezone.now())
    client.post(page(token), GIVEN)
    return token


def test_the_one_with_the_key_gets_an_account_and_goes_on_to_choose_a_municipality(client: Client) -> None:
    token = keys.make(at=timezone.now())

    answer = client.post(page(token), GIVEN)

    assert answer["Location"] == reverse("beginning:municipality")
    assert client.get(answer["Location"]).status_code == 200
    row, user = FirstKey.objects.get(), User.objects.get()
    assert (row.used_by, row.partnership, user.roles.count()) == (user, None, 0)
    assert token not in row.sum
    assert {"first_key.made", "first_key.used"} <= set(AuditEvent.objects.values_list("verb", flat=True))


def test_a_used_key_opens_nothing_for_the_next(client: Client) -> None:
    token = begun(client)

    answer = Client().post(page(token), GIVEN | {"email": "bo@example.org"})

    assert answer.status_code == 404
    assert User.objects.count() == 1


def test_a_key_is_good_for_a_day_and_until_a_new_one_is_made(client: Client) -> None:
    now = timezone.now()
    too_old = keys.make(at=now - timedelta(days=1))
    assert client.get(page(too_old)).status_code == 404
    replaced = keys.make(at=now)

    newest = keys.make(at=now)

    assert client.get(page(replaced)).status_code == 404
    assert client.get(page(newest)).status_code == 200
    assert client.get(page("gissad")).status_code == 404


def test_a_key_for_an_empty_house_closes_when_a_partnership_is_there(client: Client) -> None:
    token = keys.make(at=timezone.now())

    found_partnership(slug="habo", name="Habo", municipality_name="Habo", by_id=None, at=timezone.now())

    assert client.get(page(token)).status_code == 404


def test_a_further_key_lets_an_administrator_of_another_begin_and_gives_nothing_there(
    client: Client, cast: Cast
) -> None:
    token = keys.make(at=timezone.now())
    client.force_login(cast.outsider)

    answer = client.post(page(token))

    assert answer["Location"] == reverse("beginning:municipality")
    assert not Role.objects.filter(user=cast.outsider, partnership=cast.partnership).exists()
    start = client.get(reverse("overview:start")).content.decode()
    assert reverse("beginning:municipality") in start  # left now, it is found again


def test_nobody_without_a_key_chooses_a_municipality(client: Client, cast: Cast) -> None:
    client.force_login(cast.coordinator)
    address = reverse("beginning:municipality")

    assert client.get(address).status_code == 404
    assert client.post(address, {"kommun": "0643"}).status_code == 404


def test_the_operator_prints_an_address_that_opens(
    client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.main(["admin", "begin"])

    printed = capsys.readouterr().out.split()[-1]
    assert code == 0
    assert client.get(urlsplit(printed).path).status_code == 200
    assert FirstKey.objects.get().is_further is False
