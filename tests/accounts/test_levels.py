"""Every protected item says whom it is seen by and on what ground, in one place."""

import re
from datetime import date
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.accounts import levels, reaching
from lofte.accounts.levels import Level
from lofte.accounts.models import Partnership, SharingRule
from lofte.accounts.reaching import Choice, Circle
from lofte.followup.models import FollowUp
from lofte.promises.models import Target
from lofte.situation.models import IndicatorValue
from lofte.work.models import Delivery, Entry, EntryNote
from lofte.work.sharing import actions
from tests import sampled
from tests.accounts.test_sight import _ground
from tests.accounts.things import things_of, values_of
from tests.opened import AT, opened
from tests.promised import Promised, released
from tests.work import making
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


def shared(stage: Promised, thing: Model, place: Partnership | None = None) -> SharingRule:
    """Let those of a partnership see what is the police's."""
    cast = stage.cast
    ground = _ground(cast.police, cast.partnership)
    choice = Choice(Circle(cast.police, (place or cast.partnership,)), ground)
    reaching.choose(thing, choice, verb="delivery.level_chosen", by=cast.officer, at=AT)
    return ground


def test_a_sample_says_whom_it_is_seen_by(worked: Promised, client: Client) -> None:
    sampled.begun(worked)
    client.force_login(worked.cast.coordinator)

    page = text(client.get(reverse("followup:sample", args=[FollowUp.objects.get().pk])))

    agreed = SharingRule.objects.get(code="gemensamt").title
    assert f"Syns för: Lillköping, med stöd av: {agreed}." in page


def test_a_delivery_and_its_overlap_are_their_organisations_until_they_are_shared(
    worked: Promised, client: Client
) -> None:
    things = things_of(worked)
    pages = [
        reverse("work:delivery", args=[things.delivery.pk]),
        reverse("work:overlap", args=[things.overlap.pk]),
    ]
    client.force_login(worked.cast.officer)
    assert all("Syns för: Polisen Lillköping." in text(client.get(page)) for page in pages)
    client.force_login(worked.cast.coordinator)
    assert [client.get(page).status_code for page in pages] == [404, 404]

    ground = shared(worked, things.delivery)

    whom = f"Polisen Lillköping; de som reder ut loggen i Lillköping, med stöd av: {ground.title}"
    assert all(f"Syns för: {whom}." in text(client.get(page)) for page in pages)
    client.force_login(worked.cast.partner)
    assert [client.get(page).status_code for page in pages] == [404, 404]


def test_what_overlaps_with_a_delivery_that_is_kept_is_settled_by_its_own_organisation(
    worked: Promised, client: Client
) -> None:
    cast, things = worked.cast, things_of(worked)
    shared(worked, things.delivery)
    other = Delivery.objects.create(
        key=UUID(int=78), source="Eget", way="csv", file_sum="0" * 64, **_facts(things.delivery)
    )
    making.work(things.overlap.kind_of_work, cast.north_area, DAY, cast.police, delivery=other)
    client.force_login(cast.coordinator)
    page = reverse("work:overlap", args=[things.overlap.pk])
    whose = "1 överlapp till avgörs av sin egen organisation, som har behållit det."

    assert client.get(page).status_code == 404
    assert whose in text(client.get(reverse("work:overlaps")))
    assert [one.level for one in levels.of(things.overlap, DAY)] == [Level.OWN]

    shared(worked, other)

    assert client.get(page).status_code == 200
    assert whose not in text(client.get(reverse("work:overlaps")))
    assert [one.level for one in levels.of(things.overlap, DAY)] == [Level.OWN, Level.PARTNERSHIP]

    shared(worked, other, cast.other_partnership)  # another circle: nobody is in both

    assert client.get(page).status_code == 404
    assert [one.level for one in levels.of(things.overlap, DAY)] == [Level.OWN]


def _facts(delivery: Delivery) -> dict[str, Any]:
    names = ("organisation", "starts", "ends", "attesting_office", "holds", "delivered_at")
    return {name: getattr(delivery, name) for name in names}


def test_what_was_delivered_before_anybody_chose_says_that_it_was_shared_by_rule(worked: Promised) -> None:
    delivery = things_of(worked).delivery

    import_module("lofte.work.migrations.0009_deliveries_shared_by_rule").share(apps, None)

    told = [(one.level, one.whom, one.ground) for one in levels.of(delivery, DAY)]
    assert told[1:] == [(Level.PARTNERSHIP, "de som reder ut loggen i Lillköping", "delat enligt regel")]
    assert [(one.said_by, one.said_at) for one in reaching.stands(delivery)] == [
        (None, delivery.delivered_at)
    ]
