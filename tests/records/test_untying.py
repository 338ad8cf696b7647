"""What a hostile data protection officer asks: what still ties work to its writer, and what goes unasked?"""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lofte.accounts.models import Delegation, Role, Share, SharingRule, User
from lofte.base import clearing, sealing, trail_checking
from lofte.base.models import AuditEvent, ReceivedForm
from lofte.promises.models import KindOfWork
from lofte.records import actions, queries
from lofte.records.models import Clearing
from lofte.records.queries import State
from lofte.work.models import DeliveryNote, Entry, EntryNote
from lofte.work.sharing import actions as sharing
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.records.test_clearing import decided, logged

AGO = timedelta(days=360)


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2022-06-01T02:00")


def plan(key: str) -> clearing.Plan:
    found = clearing.plan(key)
    assert found is not None
    return found


@pytest.fixture
def ground(cast: Cast) -> SharingRule:
    words = {"code": "egna-ord", "verdict": "may", "title": "Ja", "text": "Ja."}
    return SharingRule.objects.create(partnership=cast.partnership, starts=SINCE, checked_on=SINCE, **words)


def shared(cast: Cast, entry: Entry, ground: SharingRule, by: User) -> Share:
    reach = sharing.Reach(cast.partnership)
    return sharing.share(entry, reach, ground=ground, by=by, at=timezone.now() - AGO)


def test_who_shared_an_entry_goes_with_who_wrote_it_when_it_was_the_same(
    cast: Cast, patrol: KindOfWork, ground: SharingRule, now: datetime
) -> None:
    own, by_another = logged(cast, patrol, now - AGO), logged(cast, patrol, now - AGO)
    shares = [shared(cast, own, ground, cast.officer), shared(cast, by_another, ground, cast.coordinator)]
    sharing.withdraw(shares[0], by=cast.officer, at=now)
    decided(cast, plan("entry-writers"), 84)
    sealing.seal(at=now)

    actions.clear(now)

    said = [(one.key, one.said_by, one.withdrawn_by) for one in Share.objects.order_by("pk")]
    assert said == [(own.pk, None, None), (by_another.pk, cast.coordinator, None)]
    lines = AuditEvent.objects.filter(target_type="work.Entry").exclude(by_id=None)
    assert [(line.verb, line.target_id) for line in lines] == [("entry.shared", by_another.pk)]
    sealing.seal(at=now)
    assert trail_checking.check().holds


def test_no_form_ties_a_sharing_to_the_one_who_sent_it(
    client: Client, cast: Cast, patrol: KindOfWork, ground: SharingRule, now: datetime
) -> None:
    entry = logged(cast, patrol, now)
    client.force_login(cast.officer)
    note = EntryNote.objects.get(entry=entry).text
    once, whom = str(uuid4()), f"{cast.partnership.pk}-0"
    sent = {"once": once, "note": note, "whom": whom, "ground": ground.code}

    answer = client.post(reverse("sharing:share", args=[entry.pk]), sent)

    assert answer.status_code == 302
    assert ReceivedForm.objects.get(key=once).by_id is None


def test_no_form_and_no_line_ties_a_delivery_to_its_sender_after_that(
    client: Client, cast: Cast, patrol: KindOfWork, freeze: Freeze
) -> None:
    now = freeze("2021-03-10T12:00")
    client.force_login(cast.officer)
    origin = {"source": "STORM", "attesting_office": "Planeringen", "once": uuid4()}
    origin |= {"whom": f"samverkan-{cast.partnership.pk}", "ground": "bild-utan-enskilda"}
    address = "/intern/logga/leveranser/vecka/polisen-lillkoping/2021-W09/"
    figures = {f"{patrol.pk}-done-s{cast.north.pk}-n": "12"}
    landed = client.post(address, origin | figures)["Location"]
    client.get(landed)
    decided(cast, plan("delivery-notes"), 250, decided_on=date(2021, 1, 10))

    actions.clear(now + timedelta(days=251))

    assert not DeliveryNote.objects.exists()
    assert ReceivedForm.objects.get(landed_at=landed).by_id is None
    lines = AuditEvent.objects.filter(target_type="work.Delivery", target_id__isnull=False)
    verbs = ("delivery.brought", "delivery.level_chosen", "delivery.read")
    assert {line.verb: line.by_id for line in lines} == dict.fromkeys(verbs)
    assert Share.objects.get(thing="work.Delivery").said_by is None


def test_a_rehearsal_says_of_each_sort_what_the_night_takes(
    cast: Cast, patrol: KindOfWork, now: datetime
) -> None:
    logged(cast, patrol, now - AGO)
    offices = {"partnership": cast.partnership, "organisation": cast.police, "starts": date(2018, 1, 1)}
    signs, stands_in = (
        Role.objects.create(user=user, kind=kind, ends=ends, **offices)
        for user, kind, ends in (
            (cast.officer, "approver", date(2019, 1, 1)),
            (cast.police_approver, "deputy", None),
        )
    )
    Delegation.objects.create(
        signatory=signs, deputy=stands_in, starts=date(2018, 6, 1), ends=date(2018, 7, 1)
    )
    for key, days in (("entry-notes", 250), ("entry-writers", 84), ("ended-roles", 800)):
        decided(cast, plan(key), days)

    rehearsed = [(one.standing.plan.key, one.n_rows) for one in actions.clear(now, is_rehearsal=True)]
    taken = [(one.standing.plan.key, one.n_rows) for one in actions.clear(now)]

    assert taken == rehearsed
    assert dict(Clearing.objects.values_list("decision__plan", "n_rows")) == {
        "entry-writers": 1,
        "entry-notes": 1,
        "ended-roles": 1,
    }


def test_a_stop_for_who_wrote_stops_the_notes_that_tell_it(
    cast: Cast, patrol: KindOfWork, now: datetime
) -> None:
    logged(cast, patrol, now - AGO)
    decided(cast, plan("entry-notes"), 250)
    by = cast.coordinator
    stop = actions.hold(plan=plan("entry-writers"), organisation=cast.police, reason="Tvist", by=by, at=now)

    actions.clear(now)
    kept = EntryNote.objects.count()
    actions.lift(stop, by=by, at=now)
    actions.clear(now)

    assert (kept, EntryNote.objects.count()) == (1, 0)


@pytest.mark.parametrize("comes", ["a stop", "a decision to keep"])
def test_what_comes_while_the_job_runs_is_heeded(
    comes: str, cast: Cast, patrol: KindOfWork, now: datetime
) -> None:
    logged(cast, patrol, now - AGO)
    decided(cast, plan("entry-notes"), 250)
    seen = queries.standing(plan("entry-notes"), cast.police, now)  # as the job saw it when it began
    if comes == "a stop":
        actions.hold(plan=None, organisation=cast.police, reason="Tvist", by=cast.coordinator, at=now)
    else:
        decided(cast, plan("entry-notes"), None)

    outcome = actions._cleared(seen, now)

    assert (seen.state, outcome.standing.state == State.GOES) == (State.GOES, False)
    assert EntryNote.objects.count() == 1
