"""The approver's page: everything that will be read stands on it."""

import pytest
from django.test import Client
from django.urls import reverse

from lofte.followup import actions
from lofte.followup.models import FollowUp
from lofte.promises.models import Target
from tests.conftest import Freeze
from tests.promised import AT, Promised


@pytest.fixture
def stage(worked: Promised, freeze: Freeze) -> Promised:
    freeze("2021-05-10T10:00")
    return worked


@pytest.fixture
def followup(stage: Promised) -> FollowUp:
    return actions.draft(promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=AT)


def test_the_reason_for_a_correction_stands_above_what_is_approved(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    FollowUp.objects.filter(pk=followup.pk).update(
        version=2, state=FollowUp.State.APPROVING, reason="Två pass var loggade dubbelt."
    )
    client.force_login(stage.cast.police_approver)

    page = client.get(reverse("followup:approve", args=[followup.pk])).content.decode()

    assert "Version 2. Skälet:" in page
    assert page.index("Två pass var loggade dubbelt.") < page.index("Det här godkänns")


def test_sending_back_without_a_reason_asks_for_one_in_words(
    followup: FollowUp, stage: Promised, client: Client
) -> None:
    FollowUp.objects.filter(pk=followup.pk).update(state=FollowUp.State.APPROVING)
    client.force_login(stage.cast.police_approver)

    page = client.post(reverse("followup:send-back", args=[followup.pk]), {"reason": ""}).content.decode()

    assert "Skriv ett kort skäl." in page


@pytest.mark.parametrize(("day", "can_be_sent"), [("2021-05-02", False), ("2021-05-03", True)])
def test_the_page_offers_to_send_once_the_last_week_is_over(
    stage: Promised, client: Client, freeze: Freeze, *, day: str, can_be_sent: bool
) -> None:
    Target.objects.filter(kind=Target.Kind.CADENCE).update(per="week")  # week 17 runs to Sunday 2 May
    now = freeze(f"{day}T10:00")
    made = actions.draft(promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=now)
    client.force_login(stage.cast.coordinator)

    page = client.get(reverse("followup:write", args=[made.pk])).content.decode()

    assert ("Spara och skicka för godkännande" in page) is can_be_sent
    assert ("kan skickas från och med den 3\N{NO-BREAK SPACE}maj 2021." in page) is not can_be_sent


@pytest.mark.parametrize(
    ("state", "said"), [("writing", "rättelsen skrivs"), ("approving", "rättelsen väntar på godkännande")]
)
def test_what_is_released_can_be_read_while_a_correction_is_made(
    followup: FollowUp, stage: Promised, client: Client, *, state: str, said: str
) -> None:
    FollowUp.objects.filter(pk=followup.pk).update(state="released", released_at=AT)
    followup.refresh_from_db()
    second = actions.new_version(followup=followup, reason="Dubbelt.", by=stage.cast.coordinator, at=AT)
    FollowUp.objects.filter(pk=second.pk).update(state=state)
    client.force_login(stage.cast.officer)

    page = client.get(reverse("followup:list")).content.decode()

    assert said in page
    assert "/lillkoping/loften/2021/2021-T1/" in page
    assert "Läs den publicerade" in page
