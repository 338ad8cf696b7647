"""A correction begun by mistake is thrown away, and what is released stands."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lofte.base.models import AuditEvent
from lofte.followup import actions, holding
from lofte.followup.models import FollowUp
from tests.conftest import Freeze
from tests.promised import AT, Promised


@pytest.fixture
def correction(worked: Promised, freeze: Freeze) -> FollowUp:
    freeze("2021-05-20T10:00")
    by = worked.cast.coordinator
    first = actions.draft(promise=worked.promise, period_key="2021-T1", by=by, at=AT)
    FollowUp.objects.filter(pk=first.pk).update(state="released", released_at=AT)
    first.refresh_from_db()
    return actions.new_version(followup=first, reason="Fel knapp.", by=by, at=AT)


def test_the_correction_goes_and_the_released_version_stands(
    correction: FollowUp, worked: Promised, client: Client
) -> None:
    url, form = reverse("followup:discard", args=[correction.pk]), {"once": str(uuid4())}
    client.force_login(worked.cast.coordinator)
    assert url in client.get(reverse("followup:write", args=[correction.pk])).content.decode()

    answer = client.post(url, form)
    again = client.post(url, form)

    stands = FollowUp.objects.get()
    assert (stands.version, stands.state) == (1, "released")
    assert answer.headers["Location"] == reverse("followup:approve", args=[stands.pk])
    assert again.headers["Location"] == reverse("followup:list")
    assert AuditEvent.objects.filter(verb="followup.discarded").count() == 1


def test_the_address_alone_throws_nothing_away(
    correction: FollowUp, worked: Promised, client: Client
) -> None:
    client.force_login(worked.cast.coordinator)

    client.get(reverse("followup:discard", args=[correction.pk]))

    assert FollowUp.objects.filter(pk=correction.pk).exists()


def test_what_was_sent_is_not_thrown_away(correction: FollowUp, worked: Promised) -> None:
    FollowUp.objects.filter(pk=correction.pk).update(state="approving")

    with pytest.raises(holding.WrongState):
        actions.discard(followup=correction, by=worked.cast.coordinator, at=AT)


def test_a_first_version_is_not_thrown_away(worked: Promised, freeze: Freeze, client: Client) -> None:
    freeze("2021-05-20T10:00")
    first = actions.draft(promise=worked.promise, period_key="2021-T1", by=worked.cast.coordinator, at=AT)
    client.force_login(worked.cast.coordinator)

    answer = client.post(reverse("followup:discard", args=[first.pk]), {"once": str(uuid4())})

    assert answer.status_code == 422
    assert "periodens första version" in answer.content.decode()
    assert FollowUp.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize(("name", "status"), [("officer", 403), ("police_approver", 403), ("outsider", 404)])
def test_nobody_else_throws_it_away(
    correction: FollowUp, worked: Promised, client: Client, *, name: str, status: int
) -> None:
    client.force_login(getattr(worked.cast, name))

    assert client.post(reverse("followup:discard", args=[correction.pk])).status_code == status
    assert FollowUp.objects.filter(pk=correction.pk).exists()
