"""The trail sealed: every change to a sealed line is found, and who did it can still go."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from lofte.accounts.models import User
from lofte.base import audit, erasing, guards, sealing, trail_checking
from lofte.base.models import AuditEvent, SealedBatch
from lofte.base.sealed_sums import sum_of_who
from lofte.base.trail_checking import Fault

AT = datetime(2026, 5, 1, 22, 30, tzinfo=UTC)
SIZE = 3


def lines(n: int, *, by_id: int | None = 7, verb: str = "promise.read") -> list[AuditEvent]:
    return [audit.record(verb, target=User(pk=key), by_id=by_id, at=AT, n=key) for key in range(1, n + 1)]


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def sealed(db: None) -> list[int]:
    """Seal eight lines in three batches; return their keys."""
    keys = [line.pk for line in lines(8)]
    sealing.seal(at=AT, size=SIZE)
    return keys


@pytest.fixture
def open_house(sealed: list[int]) -> Iterator[list[int]]:
    """Let the tables be changed, as one may who owns the database."""
    guards.take_down(using="default", plan=["something"])
    yield sealed
    guards.put_up(using="default")


def faults() -> list[Fault]:
    return trail_checking.check().faults


def test_all_that_is_written_is_sealed_in_order_and_a_second_time_does_nothing(sealed: list[int]) -> None:
    batches = list(SealedBatch.objects.order_by("number"))
    assert [(b.number, b.first_id, b.last_id, b.n_rows) for b in batches] == [
        (1, sealed[0], sealed[2], 3),
        (2, sealed[3], sealed[5], 3),
        (3, sealed[6], sealed[7], 2),
    ]
    assert [b.previous for b in batches] == ["", batches[0].sha256, batches[1].sha256]

    again = sealing.seal(at=AT, size=SIZE)

    assert (again.n_rows, again.n_batches, again.head) == (0, 0, batches[2])


def test_a_whole_trail_holds_and_tells_its_unsealed_tail(sealed: list[int]) -> None:
    lines(2)

    report = trail_checking.check()

    assert report.holds
    assert (report.n_rows, report.n_batches, report.n_tail, report.tail_since) == (10, 3, 2, AT)
    assert report.head == SealedBatch.objects.get(number=3).sha256
    assert sealing.tail() == sealing.Tail(2, AT)


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'promise.adopted'",
        "target_type = 'work.Entry'",
        "target_id = 99",
        "partnership_id = 3",
        "ground = 'field'",
        "at = '2026-05-01 22:30:00.000001+00:00'",
        """facts = '{"n": 6}'""",
        "by_id = 8",
        "by_id = NULL",
        "salt = 'x'",
        "by_id = NULL, salt = '', by_sum = 'x'",
    ],
)
def test_an_altered_line_is_found_whatever_is_altered(open_house: list[int], change: str) -> None:
    run(f"UPDATE base_auditevent SET {change} WHERE id = %s", open_house[4])

    assert Fault("altered", 2, open_house[4]) in faults()


def test_a_removed_line_is_found(open_house: list[int]) -> None:
    run("DELETE FROM base_auditevent WHERE id = %s", open_house[4])

    assert faults() == [Fault("removed", 2, open_house[4])]


def test_an_added_line_is_found(open_house: list[int]) -> None:
    run("DELETE FROM base_auditevent WHERE id = %s", open_house[3])
    run("UPDATE base_auditevent SET id = %s WHERE id = %s", open_house[3], open_house[4])

    assert faults() == [Fault("altered", 2, open_house[3]), Fault("removed", 2, open_house[4])]


def test_a_line_slipped_in_between_is_found(db: None) -> None:
    keys = [line.pk for line in lines(3)]
    guards.take_down(using="default", plan=["something"])
    run("DELETE FROM base_auditevent WHERE id = %s", keys[1])
    sealing.seal(at=AT, size=SIZE)

    AuditEvent(pk=keys[1], verb="x", target_type="y", target_id=1, at=AT).save()
    guards.put_up(using="default")

    assert faults() == [Fault("added", 1, keys[1])]


def test_lines_that_have_changed_places_are_found(open_house: list[int]) -> None:
    first, second = open_house[1], open_house[6]
    for old, new in ((first, 10**9), (second, first), (10**9, second)):
        run("UPDATE base_auditevent SET id = %s WHERE id = %s", new, old)

    assert faults() == [Fault("altered", 1, first), Fault("altered", 3, second)]


def test_a_line_and_its_seal_changed_together_break_the_chain(open_house: list[int]) -> None:
    run("UPDATE base_auditevent SET verb = 'x' WHERE id = %s", open_house[1])
    run("DELETE FROM base_sealedbatch WHERE number = 1")

    found = faults()

    assert found[:2] == [Fault("batch_missing", 1), Fault("chain_broken", 2)]


def test_a_batch_whose_sums_are_changed_is_found(open_house: list[int]) -> None:
    run("UPDATE base_sealedbatch SET sealed_at = '2026-05-02 00:00:00+00:00' WHERE number = 2")

    assert faults() == [Fault("batch_altered", 2)]


def test_a_chain_written_anew_is_found_by_a_head_that_was_written_down(open_house: list[int]) -> None:
    written = [f"{b.number} {b.sha256}" for b in SealedBatch.objects.order_by("number")]
    run("UPDATE base_auditevent SET by_id = 8 WHERE id = %s", open_house[4])
    run("DELETE FROM base_sealedbatch WHERE number > 1")
    sealing.seal(at=AT, size=SIZE)
    assert trail_checking.check().holds

    found = trail_checking.check(trail_checking.heads_of(written)).faults
    run("DELETE FROM base_sealedbatch WHERE number > 2")
    shorter = trail_checking.check(trail_checking.heads_of(written[2:])).faults

    assert found == [Fault("head_other", 2), Fault("head_other", 3)]
    assert shorter == [Fault("head_missing", 3)]


def test_a_person_can_be_erased_and_the_seal_still_holds(sealed: list[int]) -> None:
    lines(2)
    other = lines(1, by_id=8)[0]

    n_rows = erasing.erase_person(7, ground=User(pk=1), by_id=8, at=AT)

    assert n_rows == 10
    assert not AuditEvent.objects.filter(by_id=7).exists()
    assert AuditEvent.objects.get(pk=other.pk).by_id == 8
    report = trail_checking.check()
    assert (report.holds, report.n_erased) == (True, 10)


def test_a_person_erased_in_silence_is_found(sealed: list[int]) -> None:
    run(
        "UPDATE base_auditevent SET by_id = NULL, salt = '', by_sum = %s WHERE id = %s",
        sum_of_who(AuditEvent.objects.get(pk=sealed[0]).salt, 7),
        sealed[0],
    )

    assert faults() == [Fault("erased_untold", 3)]


@pytest.mark.parametrize(
    "change", ["by_id = 8", "by_id = NULL", "by_id = NULL, salt = '', by_sum = 'x', verb = 'y'"]
)
def test_the_database_lets_nothing_else_be_changed(sealed: list[int], change: str) -> None:
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        run(f"UPDATE base_auditevent SET {change} WHERE id = %s", sealed[0])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_line_that_is_not_finished_keeps_later_ones_from_being_sealed() -> None:
    begun, may_end = threading.Event(), threading.Event()

    def slowly() -> None:
        try:
            with transaction.atomic():
                lines(1)
                begun.set()
                may_end.wait(10)
        finally:
            connection.close()

    writer = threading.Thread(target=slowly)
    writer.start()
    begun.wait(10)
    lines(1)
    with pytest.raises(sealing.Busy):
        sealing.seal(at=AT, patience="20ms")
    assert not SealedBatch.objects.exists()
    may_end.set()
    writer.join(10)

    assert sealing.seal(at=AT, size=SIZE).n_rows == 2
    assert trail_checking.check().holds
