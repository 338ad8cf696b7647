"""Every protected item says whom it is seen by and on what ground, in one place."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.accounts import levels
from lofte.accounts.levels import Level
from lofte.accounts.models import SharingRule
from lofte.followup.models import FollowUp
from lofte.promises.models import Target
from lofte.situation.models import IndicatorValue
from lofte.work.models import Entry, EntryNote
from lofte.work.sharing import actions
from tests import sampled
from tests.accounts.test_sight import _ground
from tests.accounts.things import things_of, values_of
from tests.opened import AT, opened
from tests.promised import Promised, released
from tests.work.making import text

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


def said(thing: Entry | EntryNote) -> list[tuple[str, str, str]]:
    return [(one.level.value, one.whom, one.ground) for one in levels.of(thing, DAY)]


def test_an_entry_is_its_organisations_until_it_is_shared_and_its_note_only_with_it(
    worked: Promised,
) -> None:
    cast = worked.cast
    entry = Entry.objects.filter(organisation=cast.police).order_by("pk")[0]
    note, _ = EntryNote.objects.get_or_create(entry=entry)
    own = ("own", cast.police.short_name, "")
    before = said(entry)

    row = opened(cast.police, cast.partnership, cast.police_approver)
    shared = ("partnership", cast.partnership.name, row.ground.title)
    assert (before, said(entry), said(note)) == ([own], [own, shared], [own])

    ground = _ground(cast.police, cast.partnership)
    actions.share(entry, actions.Reach(cast.partnership), ground=ground, by=cast.officer, at=AT)
    assert said(note) == [own, shared]


def test_what_is_made_together_is_the_partnerships_by_its_agreement_until_it_is_out(
    worked: Promised, client: Client
) -> None:
    promise = worked.promise
    before = levels.of(promise, DAY)

    released(worked)

    agreed, out = (SharingRule.objects.get(code=code).title for code in ("gemensamt", "publicerat"))
    assert [(one.level, one.ground) for one in before] == [(Level.PARTNERSHIP, agreed)]
    for thing in (promise, FollowUp.objects.get()):
        assert [(one.level, one.ground) for one in levels.of(thing, DAY)] == [(Level.PUBLIC, out)]
    client.force_login(worked.cast.coordinator)
    page = client.get(f"/intern/loften/{promise.pk}/").content.decode()
    assert f"Syns för: alla, med stöd av: {out}." in page


def test_each_value_of_a_series_says_its_own_circle(worked: Promised, client: Client) -> None:
    spring, autumn = values_of(worked)
    Target.objects.filter(activity=worked.dialogue).update(
        kind="indicator", indicator=spring.indicator, value=70, sign=""
    )
    released(worked)
    client.force_login(worked.cast.coordinator)

    with CaptureQueriesContext(connection) as asked:
        page = text(client.get(f"/intern/laget/lillkoping/{spring.indicator.slug}/"))

    agreed, out = (SharingRule.objects.get(code=code).title for code in ("gemensamt", "publicerat"))
    assert re.findall(r"<td>(alla|Lillköping)</td>", page) == ["Lillköping", "alla"]
    assert f"Syns för: Lillköping, med stöd av: {agreed}; alla, med stöd av: {out}." in page
    for day in (2, 3, 4):
        IndicatorValue.objects.create(
            indicator=autumn.indicator,
            measured_on=date(2021, 10, day),
            value=60,
            source="Tabell 3",
            attested_by=worked.cast.municipality,
            entered_at=AT,
        )
    with CaptureQueriesContext(connection) as more:
        client.get(f"/intern/laget/lillkoping/{spring.indicator.slug}/")
    assert len(more) == len(asked)


def test_an_overlap_and_a_sample_say_whom_they_are_seen_by(worked: Promised, client: Client) -> None:
    cast = worked.cast
    overlap = things_of(worked).overlap
    sampled.begun(worked)
    agreed = SharingRule.objects.get(code="gemensamt").title
    client.force_login(cast.coordinator)

    settling = text(client.get(reverse("work:overlap", args=[overlap.pk])))
    sample = text(client.get(reverse("followup:sample", args=[FollowUp.objects.get().pk])))

    whom = "Polisen Lillköping; de som reder ut loggen i samverkan"
    assert f"Syns för: {whom}, med stöd av: {agreed}." in settling
    assert f"Syns för: Lillköping, med stöd av: {agreed}." in sample


def test_a_delivery_says_whom_it_is_seen_by(worked: Promised, client: Client) -> None:
    delivery = things_of(worked).delivery
    client.force_login(worked.cast.coordinator)

    page = text(client.get(reverse("work:delivery", args=[delivery.pk])))

    agreed = SharingRule.objects.get(code="gemensamt").title
    whom = "Polisen Lillköping; de som reder ut loggen i samverkan"
    assert f"Syns för: {whom}, med stöd av: {agreed}." in page
