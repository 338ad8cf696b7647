"""Logging: what is refused and why, what is written once, and what a reversal restores."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from lofte.accounts.models import Membership, Role, User
from lofte.base.models import AuditEvent
from lofte.base.written_once import WrittenOnce
from lofte.periods.calendar import parse
from lofte.places.models import Place
from lofte.promises.models import KindOfWork
from lofte.work import actions, admitting, counting
from lofte.work.models import Entry, EntryNote, EntryQuantity, MissedSlot
from tests.cast import Cast
from tests.work import making

NOON = datetime(2021, 3, 10, 11, tzinfo=UTC)
TODAY = date(2021, 3, 10)
Log = Callable[..., Entry]


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    return making.kind_of_work(usual_minutes=45)


@pytest.fixture
def log(cast: Cast, patrol: KindOfWork) -> Log:
    def logged(**given: Any) -> Entry:
        usual: dict[str, Any] = {
            "key": uuid4(),
            "kind": patrol,
            "organisation": cast.police,
            "area": cast.north_area,
            "occurred_on": TODAY,
            "minutes": 45,
            "by": cast.officer,
            "at": NOON,
        }
        return actions.log(**(usual | given))

    return logged


def test_work_is_written_with_its_facts_and_one_line_in_the_trail(cast: Cast, log: Log) -> None:
    entry = log(note="lugnt")

    row = Entry.objects.get()
    assert (row.pk, row.minutes, row.area_id, row.sign) == (entry.pk, 45, cast.north_area.pk, 1)
    assert EntryNote.objects.get(entry=entry).text == "lugnt"
    [line] = AuditEvent.objects.filter(verb="entry.logged")
    assert (line.target_id, line.by_id, line.facts) == (entry.pk, cast.officer.pk, {"kind": "fotpatrull"})


def test_work_in_a_partnership_of_simulated_data_is_simulated_itself(cast: Cast, log: Log) -> None:
    assert not log().is_simulated
    type(cast.partnership).objects.filter(pk=cast.partnership.pk).update(is_simulated=True)

    assert log().is_simulated


def test_the_same_key_again_gives_the_same_row(log: Log) -> None:
    key = UUID(int=7)

    assert log(key=key).pk == log(key=key, minutes=60).pk
    assert Entry.objects.get().minutes == 45


def test_a_key_never_opens_another_organisations_entry(cast: Cast, log: Log) -> None:
    log(key=UUID(int=7))

    with pytest.raises(actions.KeyTaken):
        log(key=UUID(int=7), by=cast.partner, organisation=cast.housing)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"occurred_on": date(2021, 3, 11)}, admitting.FutureDay),
        ({"occurred_on": date(2020, 3, 8)}, admitting.TooOld),
        ({"minutes": 1441}, admitting.MinutesImpossible),
        ({"minutes": 0}, admitting.MinutesImpossible),
        ({"minutes": -5}, admitting.MinutesImpossible),
        ({"quantities": {"brott": 1}}, admitting.QuantityRefused),
        ({"state": "closed"}, admitting.WrongState),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    log: Log, given: dict[str, Any], refusal: type[admitting.Refused]
) -> None:
    with pytest.raises(refusal):
        log(**given)

    assert not Entry.objects.exists()
    assert not AuditEvent.objects.filter(verb="entry.logged").exists()


def test_an_evening_in_sweden_is_still_today(log: Log) -> None:
    late = datetime(2021, 3, 10, 23, 30, tzinfo=UTC)  # half past midnight on the 11th in Stockholm

    assert log(occurred_on=date(2021, 3, 11), at=late).occurred_on == date(2021, 3, 11)


def test_an_area_outside_the_partnership_is_refused_and_the_whole_is_inside(cast: Cast, log: Log) -> None:
    cast.rest.containment.all().delete()

    assert log(area=cast.whole).area == cast.whole
    with pytest.raises(admitting.UnknownArea):
        log(area=cast.west_area)


def test_a_place_lies_in_the_area_it_is_logged_on(cast: Cast, log: Log) -> None:
    square = Place.objects.create(
        partnership=cast.partnership, name="Torget", area=cast.north_area, search_key="t", sort_key="t"
    )

    assert log(place=square).place == square
    with pytest.raises(admitting.UnknownArea):
        log(place=square, area=cast.south_area)


@pytest.mark.parametrize("who", ["partner", "outsider", "police_approver"])
def test_nobody_logs_for_an_organisation_they_do_not_act_for(cast: Cast, log: Log, who: str) -> None:
    with pytest.raises(admitting.NotYours):
        log(by=getattr(cast, who))


def test_a_role_that_has_ended_logs_nothing(cast: Cast, log: Log) -> None:
    Role.objects.filter(user=cast.officer).update(ends=TODAY)

    with pytest.raises(admitting.NotYours):
        log()


def test_numbers_that_belong_to_the_kind_are_asked_for_and_weighed(cast: Cast, log: Log) -> None:
    drugs = making.kind_of_work("narkotikabrott")
    found = making.quantity(drugs, "brott")
    making.quantity(drugs, "forstagang", part_of=found, is_asked=False)

    def refused(**quantities: int) -> str:
        with pytest.raises(admitting.QuantityRefused) as refusal:
            log(kind=drugs, minutes=None, quantities=quantities)
        return f"{refusal.value.reason} {refusal.value.quantity}"

    assert refused() == "missing brott"
    assert refused(brott=-1) == "absurd brott"
    assert refused(brott=1001) == "absurd brott"
    assert refused(brott=1, forstagang=2) == "part_above_whole forstagang"
    assert refused(brott=1, bilar=2) == "foreign bilar"
    log(kind=drugs, minutes=None, quantities={"brott": 3, "forstagang": 1})
    assert sorted(EntryQuantity.objects.values_list("quantity__code", "value")) == [
        ("brott", 3),
        ("forstagang", 1),
    ]


def test_a_search_in_a_school_needs_every_required_line_of_its_checklist(log: Log) -> None:
    rows = [
        {"code": "initiative", "text": "Skolan bad om det", "required": True},
        {"code": "told", "text": "Elever vet", "required": False},
    ]
    search = making.kind_of_work("hundsok", checklist=rows)

    with pytest.raises(admitting.ChecklistUnmet) as refusal:
        log(kind=search, checks=["told"])

    assert refusal.value.missing == ("initiative",)
    assert log(kind=search, checks=["initiative"]).checks == ["initiative"]


def test_what_is_shared_is_shared_with_somebody_in_the_partnership(cast: Cast, log: Log) -> None:
    picture = making.kind_of_work("lagesbild", has_recipients=True)
    stranger = cast.other_partnership.organisations.get()

    for recipients in ([], [stranger], [cast.housing, stranger]):
        with pytest.raises(admitting.RecipientsRefused):
            log(kind=picture, recipients=recipients)

    entry = log(kind=picture, recipients=[cast.housing])
    assert entry.recipients.get().organisation == cast.housing


def test_work_on_an_activity_lies_within_its_adopted_promise(cast: Cast, log: Log) -> None:
    ours = making.activity(making.promise(cast.partnership, ends=date(2021, 3, 1)))
    draft = making.activity(making.promise(cast.partnership, slug="utkast", adopted_on=None))
    theirs = making.activity(making.promise(cast.other_partnership, slug="annat"))

    with pytest.raises(admitting.OutsidePromise):
        log(activity=ours)
    for activity in (draft, theirs):
        with pytest.raises(admitting.ForeignActivity):
            log(activity=activity)
    assert log(activity=ours, occurred_on=date(2021, 2, 28)).activity == ours


def test_a_case_is_begun_or_closed(log: Log) -> None:
    case = making.kind_of_work("sig", states="case")

    with pytest.raises(admitting.WrongState):
        log(kind=case)
    assert log(kind=case, state="begun").state == "begun"


def test_a_note_that_points_at_a_person_is_refused(log: Log) -> None:
    with pytest.raises(admitting.PersonNamed) as refusal:
        log(note="Talade med 19121212-1212 vid porten")

    assert refusal.value.field == "note"
    assert not EntryNote.objects.exists()


def test_a_refusal_is_logged_without_personal_data(log: Log, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "lofte.work.actions")

    with pytest.raises(admitting.FutureDay):
        log(occurred_on=date(2021, 4, 1), note="hos Kim på Storgatan")

    assert [record.getMessage() for record in caplog.records] == ["entry refused: future_day"]


def test_a_reversal_restores_every_figure_exactly(cast: Cast, log: Log) -> None:
    drugs = making.kind_of_work("narkotikabrott")
    found = making.quantity(drugs, "brott")
    picture = making.kind_of_work("lagesbild", has_recipients=True)
    activity = making.activity(making.promise(cast.partnership))
    targets = [
        making.target(activity, "count", 9, kind_of_work=drugs),
        making.target(activity, "count", 9, kind_of_work=drugs, quantity=found),
        making.target(activity, "share", 9, kind_of_work=drugs, quantity=found),
        making.target(activity, "cadence", 1, per="week", kind_of_work=picture, recipients=[cast.housing]),
        making.target(activity, "milestone", kind_of_work=drugs),
    ]
    before = counting.outcomes(targets, period=parse("2021-T1"), cut=date(2021, 5, 1))
    entries = [
        log(kind=drugs, quantities={"brott": 4}),
        log(kind=picture, recipients=[cast.housing, cast.police]),
    ]
    between = counting.outcomes(targets, period=parse("2021-T1"), cut=date(2021, 5, 1))

    for entry in entries:
        actions.reverse(entry, reason="fel område", by=cast.officer, at=NOON)

    after = counting.outcomes(targets, period=parse("2021-T1"), cut=date(2021, 5, 1))
    assert all(between[target.pk] != before[target.pk] for target in targets)
    assert after == before
    assert Entry.objects.count() == 4


def test_an_entry_is_taken_back_once_and_with_a_reason(cast: Cast, log: Log) -> None:
    entry = log()
    for reason in ("", "   ", "x" * 201):
        with pytest.raises(actions.ReasonMissing):
            actions.reverse(entry, reason=reason, by=cast.officer, at=NOON)
    taken_back = actions.reverse(entry, reason="dubbelt", by=cast.officer, at=NOON)

    for again in (entry, taken_back):
        with pytest.raises(actions.AlreadyReversed):
            actions.reverse(again, reason="dubbelt", by=cast.officer, at=NOON)


def test_only_the_organisation_itself_takes_back(cast: Cast, log: Log) -> None:
    entry = log()

    with pytest.raises(admitting.NotYours):
        actions.reverse(entry, reason="fel", by=cast.partner, at=NOON)


def test_a_change_is_a_reversal_and_a_new_entry_both_or_neither(
    cast: Cast, log: Log, patrol: KindOfWork
) -> None:
    entry = log()

    def draft(minutes: int) -> admitting.Draft:
        return admitting.Draft(
            key=UUID(int=9),
            kind=patrol,
            organisation=cast.police,
            area=cast.south_area,
            occurred_on=TODAY,
            minutes=minutes,
        )

    with pytest.raises(admitting.MinutesImpossible):
        actions.change(entry, draft(0), reason="fel längd", by=cast.officer, at=NOON)
    assert Entry.objects.count() == 1

    changed = actions.change(entry, draft(30), reason="fel längd", by=cast.officer, at=NOON)
    again = actions.change(entry, draft(30), reason="fel längd", by=cast.officer, at=NOON)

    assert changed.pk == again.pk
    assert [(row.minutes, row.sign) for row in Entry.objects.order_by("pk")] == [(45, 1), (45, -1), (30, 1)]


def test_an_entry_is_neither_edited_nor_deleted(log: Log) -> None:
    entry = log()
    entry.minutes = 60

    with pytest.raises(WrittenOnce):
        entry.save()
    with pytest.raises(WrittenOnce):
        entry.delete()


def test_a_missed_slot_gets_a_reason_when_it_is_over_and_can_get_a_better_one(cast: Cast) -> None:
    activity = making.activity(making.promise(cast.partnership))
    week = parse("2021-W09")

    def say(reason: str, today: date = TODAY) -> MissedSlot:
        missed = actions.Missed(activity, week, reason)
        return actions.say_why_missed(missed, by=cast.coordinator, at=NOON, today=today)

    with pytest.raises(actions.SlotNotOver):
        say("sportlov", today=date(2021, 3, 7))
    with pytest.raises(actions.ReasonMissing):
        say(" ")
    say("sjukdom")
    say("sportlov")

    assert MissedSlot.objects.get().reason == "sportlov"


def test_one_officer_serves_two_partnerships_and_logs_in_both(cast: Cast, log: Log) -> None:
    Membership.objects.create(partnership=cast.other_partnership, organisation=cast.police)
    far = cast.other_partnership.area_sets.create(slug="y", name="Y", search_key="y", sort_key="y")
    area = cast.west_area
    cast.rest.containment.all().delete()
    far.containment.create(area=area)
    with pytest.raises(admitting.UnknownArea):
        log(area=area)
    officer = User.objects.get(pk=cast.officer.pk)
    Role.objects.create(
        user=officer,
        partnership=cast.other_partnership,
        organisation=cast.police,
        kind="field",
        starts=date(2020, 1, 1),
    )

    assert log(area=area).area == area
