"""Invitations: an address opens an account once, without a role, until it is taken back or too old."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lofte.accounts.actions import NotAMember
from lofte.accounts.entering import inviting
from lofte.accounts.models import Invite, Role, User
from lofte.base.models import AuditEvent
from tests.accounts.entering.steps import MOMENT, give_password, is_signed_in
from tests.cast import SINCE, Cast
from tests.conftest import Freeze

GIVEN = {"name": "Alva Påhittad", "title": "värd", "email": "alva@example.org", "password": "tre gula båtar"}


def _administrator(client: Client, cast: Cast) -> str:
    """Let the partner administer; return the page of the invitations."""
    Role.objects.create(
        user=cast.partner,
        partnership=cast.partnership,
        organisation=cast.housing,
        kind=Role.Kind.ADMINISTRATOR,
        starts=SINCE,
    )
    client.force_login(cast.partner)
    return reverse("accounts:invites", args=[cast.partnership.slug])


def _invited(client: Client, cast: Cast) -> str:
    """Invite somebody; return the address."""
    page = _administrator(client, cast)
    form = {"once": str(uuid4()), "organisation": cast.housing.pk, "kind": "field"}
    text = client.post(page, form).content.decode()
    found = re.search(r'value="http://testserver(/logga-in/inbjudan/[\w-]+/)"', text)
    assert found, text
    return found[1]


def test_who_is_invited_comes_in_without_a_role(client: Client, cast: Cast) -> None:
    address, guest = _invited(client, cast), Client()
    assert "Lillbo" in guest.get(address).content.decode()

    answer = guest.post(address, GIVEN)

    assert answer["Location"] == reverse("overview:start")
    user = User.objects.get(email="alva@example.org")
    assert guest.session["_auth_user_id"] == str(user.pk)
    assert not user.roles.exists()
    row = Invite.objects.get()
    assert (row.used_by, row.kind, row.organisation) == (user, "field", cast.housing)
    listed = client.get(reverse("accounts:invites", args=[cast.partnership.slug])).content.decode()
    assert "alva@example.org" in listed
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"invite.made", "invite.used", "user.admitted", "user.signed_in"} <= verbs


def test_a_stolen_address_that_has_been_used_opens_nothing(client: Client, cast: Cast) -> None:
    address = _invited(client, cast)
    Client().post(address, GIVEN)
    thief = Client()

    answer = thief.post(address, GIVEN | {"email": "tjuv@example.org"})

    assert answer.status_code == thief.get(address).status_code == 404
    assert not User.objects.filter(email="tjuv@example.org").exists()
    assert not is_signed_in(thief)


def test_an_address_opens_until_it_is_taken_back_or_too_old(
    client: Client, cast: Cast, freeze: Freeze
) -> None:
    freeze(MOMENT)
    address, guest = _invited(client, cast), Client()
    freeze("2026-05-15T11:59")
    assert guest.get(address).status_code == 200
    freeze("2026-05-15T12:01")
    assert guest.post(address, GIVEN).status_code == 404

    freeze(MOMENT)
    row = Invite.objects.get()
    client.post(reverse("accounts:revoke-invite", args=[cast.partnership.slug, row.pk]))
    assert guest.get(address).status_code == 404
    assert not User.objects.filter(email="alva@example.org").exists()


def test_the_database_holds_no_address(client: Client, cast: Cast) -> None:
    token = _invited(client, cast).split("/")[-2]
    row = Invite.objects.get()

    assert len(token) >= 43  # 256 bits in letters of six
    assert token not in row.sum
    assert Client().get(reverse("accounts:invitation", args=[row.sum])).status_code == 404


def test_the_address_is_shown_once(client: Client, cast: Cast) -> None:
    page = _administrator(client, cast)
    form = {"once": str(uuid4()), "organisation": cast.housing.pk, "kind": ""}

    first, again = client.post(page, form), client.post(page, form)

    assert "/logga-in/inbjudan/" in first.content.decode()
    assert "/logga-in/inbjudan/" not in again.content.decode()
    assert Invite.objects.count() == 1


def test_who_is_signed_in_takes_it_with_that_account(client: Client, cast: Cast) -> None:
    address, known = _invited(client, cast), Client()
    give_password(known, cast.officer)
    n_people = User.objects.count()

    assert "Ta emot inbjudan som" in known.get(address).content.decode()
    known.post(address)

    assert Invite.objects.get().used_by == cast.officer
    assert User.objects.count() == n_people


def test_an_address_that_has_an_account_leaves_the_invitation_open(client: Client, cast: Cast) -> None:
    address, guest = _invited(client, cast), Client()

    answer = guest.post(address, GIVEN | {"email": cast.officer.email.upper()})

    assert answer.status_code == 422
    assert "Logga in först" in answer.content.decode()
    assert not is_signed_in(guest)
    assert guest.post(address, GIVEN).status_code == 302


def test_a_weak_password_is_refused(client: Client, cast: Cast) -> None:
    address = _invited(client, cast)

    assert Client().post(address, GIVEN | {"password": "kort"}).status_code == 422
    assert Invite.objects.get().used_at is None


def test_nobody_takes_back_what_another_partnership_made(client: Client, cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    _administrator(client, cast)
    there = cast.other_partnership
    row, _ = inviting.invite(
        partnership=there, organisation=there.organisations.get(), kind="", by=cast.outsider, at=now
    )

    for slug in (cast.partnership.slug, there.slug):
        assert client.post(reverse("accounts:revoke-invite", args=[slug, row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.revoked_at is None


def test_only_an_organisation_of_the_partnership_is_invited_for(cast: Cast, freeze: Freeze) -> None:
    now = freeze(MOMENT)
    away = cast.other_partnership.organisations.get()

    with pytest.raises(NotAMember):
        inviting.invite(partnership=cast.partnership, organisation=away, kind="", by=cast.partner, at=now)
