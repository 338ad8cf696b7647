"""Clearing: nothing goes without a decision, what goes is nowhere any more, and every figure stays."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from axes.models import AccessLog
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lofte.accounts.models import Organisation, Role
from lofte.base import clearing, sealing, trail_checking
from lofte.base.models import AuditEvent, ReceivedForm
from lofte.base.written_once import WrittenOnce
from lofte.periods.calendar import parse
from lofte.promises.models import KindOfWork
from lofte.records import actions
from lofte.records.actions import Ruling
from lofte.records.models import Clearing, ClearingDecision, Hold
from lofte.records.queries import State, standings
from lofte.work import actions as work
from lofte.work import counting
from lofte.work.models import Entry, EntryNote
from tests.cast import Cast
from tests.conftest import Freeze

NOTE = "kall kväll vid stationen, mötte ingen"
YEAR = 365


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2022-06-01T02:00")


@pytest.fixture
def notes() -> clearing.Plan:
    found = clearing.plan("entry-notes")
    assert found is not None
    return found


def logged(cast: Cast, kind: KindOfWork, at: datetime, note: str = NOTE) -> Entry:
    return work.log(
        key=uuid4(),
        kind=kind,
        organisation=cast.police,
        area=cast.north_area,
        occurred_on=timezone.localdate(at),
        by=cast.officer,
        at=at,
        minutes=30,
        note=note,
    )


def decided(cast: Cast, plan: clearing.Plan, days: int | None = YEAR, **given: Any) -> ClearingDecision:
    words: dict[str, Any] = {
        "keeps_days": days,
        "reference": "KS 2021/114",
        "decided_by": "Kommunstyrelsen",
        "decided_on": date(2022, 1, 10),
    }
    ruling = Ruling(**words | given)
    return actions.decide(
        plan=plan, organisation=cast.police, ruling=ruling, by=cast.coordinator, at=timezone.now()
    )


def held_anywhere(words: str) -> list[str]:
    """Return the tables in which the words stand, whatever the column."""
    return [
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
        if any(words in str(value) for value in row)
    ]


def test_nothing_goes_without_a_decision(cast: Cast, patrol: KindOfWork, now: datetime) -> None:
    logged(cast, patrol, now - timedelta(days=360))

    outcomes = actions.clear(now + timedelta(days=20 * YEAR))

    assert {outcome.standing.state for outcome in outcomes} == {State.UNDECIDED}
    assert EntryNote.objects.count() == 1
    assert not Clearing.objects.exists()


def test_what_is_out_of_time_is_nowhere_any_more_and_the_figures_stay(
    cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime
) -> None:
    old, new = logged(cast, patrol, now - timedelta(days=360)), logged(cast, patrol, now, "ny anteckning")
    decision = decided(cast, notes)
    targets = list(patrol.targets.all())
    before = counting.outcomes(targets, period=parse("2022"), cut=date(2022, 6, 2))
    assert held_anywhere(NOTE) == ["work.EntryNote"]

    actions.clear(now + timedelta(days=6))

    assert held_anywhere(NOTE) == []
    assert [note.entry_id for note in EntryNote.objects.all()] == [new.pk]
    assert Entry.objects.filter(pk=old.pk).exists()
    assert counting.outcomes(targets, period=parse("2022"), cut=date(2022, 6, 2)) == before
    report = Clearing.objects.get()
    assert (report.decision, report.n_rows) == (decision, 1)
    line = AuditEvent.objects.get(verb="clearing.done")
    assert line.facts == {"plan": "entry-notes", "n": 1}


def test_who_it_was_goes_out_of_the_trail_too_and_its_seals_hold(
    cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime
) -> None:
    old, new = logged(cast, patrol, now - timedelta(days=360)), logged(cast, patrol, now)
    decision = decided(cast, notes)
    sealing.seal(at=now)

    actions.clear(now + timedelta(days=6))

    written = AuditEvent.objects.filter(verb="entry.logged")
    assert written.get(target_id=old.pk).by_id is None
    assert written.get(target_id=new.pk).by_id == cast.officer.pk
    erased = AuditEvent.objects.get(verb="trail.person_erased")
    assert (erased.target_id, erased.facts) == (decision.pk, {"n": 1})
    sealing.seal(at=now)
    report = trail_checking.check()
    assert (report.holds, report.n_erased) == (True, 1)


def test_who_wrote_goes_by_a_decision_of_its_own_and_the_note_stays(
    cast: Cast, patrol: KindOfWork, now: datetime
) -> None:
    writers = clearing.plan("entry-writers")
    assert writers is not None
    old, new = logged(cast, patrol, now - timedelta(days=85)), logged(cast, patrol, now)
    decided(cast, writers, writers.usual_days)

    actions.clear(now)
    actions.clear(now)

    assert writers.usual_days == 84  # twelve weeks
    assert [(row.entry_id, row.entered_by, row.text) for row in EntryNote.objects.order_by("entry")] == [
        (old.pk, None, NOTE),
        (new.pk, cast.officer, NOTE),
    ]
    written = AuditEvent.objects.filter(verb="entry.logged")
    assert [line.by_id for line in written.order_by("target_id")] == [None, cast.officer.pk]
    assert [report.n_rows for report in Clearing.objects.all()] == [1]


def test_no_form_and_no_receipt_ties_the_entry_to_its_writer_after_that(
    client: Client, cast: Cast, patrol: KindOfWork, now: datetime, freeze: Freeze
) -> None:
    writers = clearing.plan("entry-writers")
    assert writers is not None
    client.force_login(cast.officer)
    sent = {"once": uuid4(), "minutes": 45, "occurred_on": date(2022, 6, 1), "area": cast.north_area.pk}
    receipt = client.post("/intern/logga/slag/fotpatrull/", sent)["Location"]
    client.get(receipt)
    entry = Entry.objects.get()
    decided(cast, writers, 28)

    actions.clear(now + timedelta(days=29))

    of_it = AuditEvent.objects.filter(target_type="work.Entry", target_id=entry.pk)
    assert {line.verb: line.by_id for line in of_it} == {"entry.logged": None, "entry.read": None}
    assert ReceivedForm.objects.get(landed_at=receipt).by_id is None


def test_what_keeps_sign_in_going_is_swept_without_a_decision(cast: Cast, now: datetime) -> None:
    attempt = AccessLog.objects.create(username="kim", ip_address="192.0.2.1", path_info="/logga-in/")
    AccessLog.objects.filter(pk=attempt.pk).update(attempt_time=now)
    Session.objects.create(session_key="gone", session_data="", expire_date=now)
    Session.objects.create(session_key="here", session_data="", expire_date=now + timedelta(days=1))
    then = now + timedelta(seconds=1)

    rehearsed = {one.sweep.key: one.n_rows for one in actions.sweep(then, is_rehearsal=True)}
    actions.sweep(then)

    assert (rehearsed["sessions"], rehearsed["log-ins"]) == (1, 0)
    assert [one.session_key for one in Session.objects.all()] == ["here"]
    actions.sweep(now + timedelta(days=90, seconds=1))
    assert not AccessLog.objects.exists()


def test_a_role_that_ended_goes_by_decision_and_one_in_force_stays(cast: Cast, now: datetime) -> None:
    roles = clearing.plan("ended-roles")
    assert roles is not None
    kept = Role.objects.filter(organisation=cast.police).count()
    Role.objects.create(
        user=cast.officer,
        partnership=cast.partnership,
        organisation=cast.police,
        kind="reporter",
        starts=date(2018, 1, 1),
        ends=date(2019, 1, 1),
    )
    decided(cast, roles, 3 * YEAR)

    actions.clear(now)

    assert Role.objects.filter(organisation=cast.police).count() == kept


def test_a_rehearsal_counts_and_clears_nothing(
    cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime
) -> None:
    logged(cast, patrol, now - timedelta(days=360))
    decided(cast, notes)

    rehearsed = actions.clear(now + timedelta(days=6), is_rehearsal=True)

    assert sum(outcome.n_rows for outcome in rehearsed) == 1
    assert EntryNote.objects.count() == 1
    assert not Clearing.objects.exists()
    assert [outcome.n_rows for outcome in actions.clear(now + timedelta(days=6))] == [
        outcome.n_rows for outcome in rehearsed
    ]


def test_a_day_too_young_stays(cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime) -> None:
    logged(cast, patrol, now)
    decided(cast, notes)

    actions.clear(now + timedelta(days=YEAR))
    assert EntryNote.objects.count() == 1
    actions.clear(now + timedelta(days=YEAR, seconds=1))
    assert EntryNote.objects.count() == 0


def test_a_hold_stops_it_until_it_is_lifted(
    cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime
) -> None:
    logged(cast, patrol, now)
    decided(cast, notes)
    then = now + timedelta(days=2 * YEAR)
    stop = actions.hold(
        plan=None, organisation=cast.police, reason="Begäran 12/22", by=cast.coordinator, at=now
    )

    [outcome] = [one for one in actions.clear(then) if one.standing.state is State.HELD]
    assert (outcome.n_rows, EntryNote.objects.count()) == (1, 1)
    with pytest.raises(actions.HeldAlready):
        actions.hold(plan=None, organisation=cast.police, reason="En till", by=cast.coordinator, at=now)
    actions.lift(stop, by=cast.coordinator, at=now)
    actions.lift(stop, by=cast.officer, at=then)
    actions.clear(then)

    assert EntryNote.objects.count() == 0
    assert Hold.objects.get().lifted_by == cast.coordinator


def test_one_organisation_decides_nothing_for_another(
    cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime
) -> None:
    logged(cast, patrol, now)
    actions.decide(
        plan=notes,
        organisation=cast.municipality,
        ruling=Ruling(YEAR, "KS 1", "Kommunstyrelsen", date(2022, 1, 10)),
        by=cast.coordinator,
        at=now,
    )

    actions.clear(now + timedelta(days=2 * YEAR))

    assert EntryNote.objects.count() == 1


def test_the_latest_decision_stands_and_can_be_to_keep(
    cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime
) -> None:
    logged(cast, patrol, now)
    first = decided(cast, notes)
    decided(cast, notes, None, reference="KS 2022/9")

    actions.clear(now + timedelta(days=9 * YEAR))

    assert EntryNote.objects.count() == 1
    with pytest.raises(WrittenOnce):
        first.delete()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reference": " "}, "reference"),
        ({"decided_by": ""}, "decided_by"),
        ({"decided_on": date(2022, 6, 2)}, "decided_on"),
        ({"days": 200}, "keeps_days"),
    ],
)
def test_a_decision_that_cannot_be_found_again_or_comes_too_soon_is_refused(
    given: dict[str, Any], field: str, cast: Cast, notes: clearing.Plan
) -> None:
    with pytest.raises(actions.Refused) as refused:
        decided(cast, notes, **given)

    assert refused.value.field == field
    assert not ClearingDecision.objects.exists()


def test_a_restored_backup_is_cleared_again(
    cast: Cast, patrol: KindOfWork, notes: clearing.Plan, now: datetime
) -> None:
    entry = logged(cast, patrol, now)
    decided(cast, notes)
    then = now + timedelta(days=2 * YEAR)
    actions.clear(then)

    EntryNote.objects.create(entry=entry, entered_by=cast.officer, text=NOTE)  # as it stood in the backup
    actions.clear(then)

    assert held_anywhere(NOTE) == []


def test_how_it_stands_takes_as_many_queries_for_many_organisations(cast: Cast, now: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            standings(Organisation.objects.all(), now)
        return len(queries)

    few = asked()
    for n in range(20):
        Organisation.objects.create(slug=f"o{n}", name=f"O{n}", short_name=f"O{n}", kind="other")

    assert asked() == few
