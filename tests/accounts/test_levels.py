"""Every protected item says whom it is seen by and on what ground, in one place."""

from datetime import date

import pytest
from django.test import Client

from lofte.accounts import levels
from lofte.accounts.levels import Level
from lofte.accounts.models import SharingRule
from lofte.followup.models import FollowUp
from lofte.work.models import Entry, EntryNote
from lofte.work.sharing import actions
from tests.accounts.test_sight import _ground
from tests.opened import AT, opened
from tests.promised import Promised, released

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
