"""No statement changes or deletes what is written once, whoever sends it; and writers take turns."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection, models, transaction

from lofte.base import audit, guards
from lofte.base.models import AuditEvent, ReceivedForm
from lofte.released.models import Release
from lofte.work.models import Entry, EntryNote, EntryQuantity, EntryRecipient
from tests.cast import Cast
from tests.promised import Promised
from tests.work import making

AT = datetime(2021, 5, 1, tzinfo=UTC)


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def rows(brought_out: Release, cast: Cast) -> dict[type[models.Model], int]:
    """Give a row of each table that is written once, by its key."""
    entry = Entry.objects.order_by("pk")[0]
    form = ReceivedForm.objects.create(key=uuid4(), content="x", by_id=None, received_at=AT)
    form.lands_at("/dit/")
    return {
        Entry: entry.pk,
        EntryQuantity: EntryQuantity.objects.order_by("pk")[0].pk,
        EntryRecipient: EntryRecipient.objects.create(entry=entry, organisation=cast.police).pk,
        Release: brought_out.pk,
        ReceivedForm: form.pk,
        AuditEvent: audit.record("x", target=entry, by_id=None, at=AT).pk,
    }


@pytest.mark.parametrize(
    "statement", ["UPDATE {0} SET id = id WHERE id = %s", "DELETE FROM {0} WHERE id = %s"]
)
def test_the_database_refuses_to_change_or_delete_what_is_written_once(
    rows: dict[type[models.Model], int], statement: str
) -> None:
    for model, key in rows.items():
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            run(statement.format(model._meta.db_table), key)

        assert model._base_manager.filter(pk=key).exists()


def test_no_table_written_once_is_without_its_guard(db: None) -> None:
    assert guards.missing() == []

    guards.take_down(using="default", plan=["something"])
    assert "work_entry" in guards.missing()

    guards.take_down(using="default", plan=[])
    guards.put_up(using="default")
    assert guards.missing() == []


def test_what_an_entry_says_of_people_can_be_purged(worked: Promised) -> None:
    entry = Entry.objects.order_by("pk")[0]
    EntryNote.objects.create(entry=entry, entered_by=worked.cast.officer, text="kallt")

    EntryNote.objects.filter(entry=entry).delete()

    assert Entry.objects.filter(pk=entry.pk).exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_entry_waits_for_the_one_before_it(cast: Cast) -> None:
    kind = making.kind_of_work()
    refused: list[BaseException] = []

    def in_another_connection(act: Callable[[], object]) -> None:
        def acted() -> None:
            try:
                run("SET lock_timeout = '200ms'")
                act()
            except OperationalError as error:
                refused.append(error)
            finally:
                connection.close()

        thread = threading.Thread(target=acted)
        thread.start()
        thread.join(10)

    def write() -> None:
        making.work(kind, cast.north_area, date(2021, 2, 1), cast.police)

    with transaction.atomic():
        write()
        in_another_connection(write)
        assert len(refused) == 1
    in_another_connection(write)

    assert len(refused) == 1
    assert Entry.objects.count() == 2
