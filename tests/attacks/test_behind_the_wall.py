"""The second wall in two worlds: what goes round the layer is told no writer, no note and no line."""

from datetime import date
from typing import Any

import pytest

from lofte.accounts import walls
from lofte.accounts.viewers import viewer_of
from lofte.base import audit
from lofte.base.models import AuditEvent
from lofte.work.models import Entry, EntryNote
from tests.promised import AT, Promised

DAY = date(2021, 5, 10)


@pytest.mark.postgresql
def test_behind_the_wall_two_worlds_with_other_writers_read_the_same(worked: Promised) -> None:
    cast = worked.cast
    entry = Entry.objects.filter(organisation=cast.police).earliest("pk")
    note = EntryNote.objects.create(entry=entry, entered_by=cast.officer, text="lugnt vid stationen")
    viewer = viewer_of(cast.coordinator, DAY)

    def told() -> list[Any]:
        with walls.before(viewer):
            notes = list(EntryNote._base_manager.order_by("pk").values_list())
            return [*notes, *AuditEvent._base_manager.order_by("pk").values_list()]

    before = told()
    note.entered_by, note.text = cast.police_approver, "bråk vid porten"
    note.save()
    audit.record("entry.logged", target=entry, by_id=cast.police_approver.pk, at=AT)

    assert told() == before
    assert EntryNote._base_manager.get().text == "bråk vid porten"  # where nobody looks it is there
