"""What is to show that a milestone is there goes with it: draft, promise, follow-up, its data and print."""

import pytest
from django.test import Client
from django.urls import reverse

from lofte.followup import actions as followups
from lofte.publication import documents, pdf
from lofte.publication.open_data import rows
from lofte.released.models import Page, Release
from tests import promised
from tests.promised import AT, Promised
from tests.promises.asking import signed_in

WORDS = "Protokollet från rundan, med åtgärder och dagar."
LABEL = "Det här ska visa att det är klart:"


@pytest.fixture
def shown(worked: Promised) -> Promised:
    worked.review.targets.update(sign=WORDS)
    return worked


def test_it_stands_beside_the_target_where_staff_read_and_write(shown: Promised, client: Client) -> None:
    followup = followups.draft(promise=shown.promise, period_key="2021-T1", by=shown.cast.coordinator, at=AT)
    client = signed_in(client, shown.cast.coordinator)

    for page in (
        reverse("promises:promise", args=[shown.promise.pk]),
        reverse("followup:write", args=[followup.pk]),
    ):
        text = client.get(page).content.decode()
        assert f"{LABEL}</span> {WORDS}" in text
        assert text.count(WORDS) == 1


def test_it_is_told_to_the_public(shown: Promised) -> None:
    release = promised.released(shown)

    for path in ("lillkoping/loften/2021/", "lillkoping/loften/2021/2021-T1/v1/"):
        text = bytes(Page.objects.get(path=f"/{path}").body).decode()
        assert f"{LABEL}</span> {WORDS}" in text
        english = bytes(Page.objects.get(path=f"/en/{path}").body).decode()
        assert f'What will show that it is done:</span> <span lang="sv">{WORDS}</span>' in english
    document = documents.of(release)
    row = next(row for row in rows(document) if row["rubrik"] == "Översyn av stationen")
    assert row["tecken"] == WORDS
    (target,) = next(
        one["targets"]
        for one in document.body["content"]["activities"]
        if one["title"] == "Översyn av stationen"
    )
    assert target["sign"] == WORDS
    promise = documents.of(Release.objects.filter(kind="promise").order_by("-number")[0])
    assert pdf.followup(document, promise, "sv").startswith(b"%PDF")
