"""One layer decides whose rows a viewer sees; what goes round it is refused while somebody looks."""

import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from lofte.accounts import ruling, walls
from lofte.accounts.grouping import GroupDraft, save_group, seat
from lofte.accounts.models import Group, Organisation, Partnership, Role, Share, SharingRule, User
from lofte.accounts.sight import GoesRound, Purpose, looking
from lofte.accounts.viewers import viewer_of
from lofte.base import audit
from lofte.base.models import AuditEvent
from lofte.followup.models import Sample, SampledEntry, SampleNumber
from lofte.promises.models import Promise
from lofte.situation.models import IndicatorValue
from lofte.work.models import Delivery, Entry, EntryNote, EntryQuantity, EntryRecipient, Overlap
from lofte.work.sharing import actions, queries
from tests import sampled
from tests.accounts.things import things_of
from tests.opened import AT, opened
from tests.promised import Promised
from tests.work import making

pytestmark = pytest.mark.django_db
DAY = date(2021, 5, 10)
NOTE = "Lampan vid gångvägen är trasig."


def seen(user: User) -> set[int]:
    return set(Entry.objects.seen_by(viewer_of(user, DAY)).values_list("organisation_id", flat=True))


@pytest.fixture
def entry(worked: Promised) -> Entry:
    cast = worked.cast
    kind = Entry.objects.order_by("pk")[0].kind_of_work
    (made,) = making.work(kind, cast.north_area, date(2021, 5, 3), cast.police, minutes=30)
    EntryNote.objects.update_or_create(entry=made, defaults={"entered_by": cast.officer, "text": NOTE})
    return made


def _ground(organisation: Organisation, partnership: Partnership) -> SharingRule:
    return ruling.grounds(ruling.in_force(partnership.pk, date(2026, 1, 1)), organisation)[0]


def test_an_entry_is_seen_in_its_own_organisation_alone(worked: Promised) -> None:
    cast = worked.cast

    assert seen(cast.officer) == {cast.police.pk}
    assert cast.police.pk not in seen(cast.coordinator)
    assert seen(cast.outsider) == set()


def test_a_log_that_is_opened_is_seen_in_its_partnership_and_closed_again(worked: Promised) -> None:
    cast = worked.cast
    row = opened(cast.police, cast.partnership, cast.police_approver)

    assert cast.police.pk in seen(cast.coordinator)
    assert seen(cast.outsider) == set()
    assert not EntryNote.objects.seen_by(viewer_of(cast.coordinator, DAY)).exists()

    actions.withdraw(row, by=cast.police_approver, at=AT)

    assert cast.police.pk not in seen(cast.coordinator)


def test_one_entry_shared_with_a_group_is_seen_by_those_who_sit_there(
    worked: Promised, entry: Entry, freeze: Callable[[str], object]
) -> None:
    freeze("2021-05-10")
    cast = worked.cast
    draft = GroupDraft(name="BOS Norra", kind=Group.Kind.BOS, starts=date(2021, 1, 1))
    group = save_group(draft, partnership=cast.partnership, group=None, by=cast.coordinator, at=AT)
    reach = actions.Reach(cast.partnership, group)
    actions.share(entry, reach, ground=_ground(cast.police, cast.partnership), by=cast.officer, at=AT)
    viewer = viewer_of(cast.coordinator, DAY)

    assert not Entry.objects.seen_by(viewer).filter(pk=entry.pk).exists()

    by, since = cast.coordinator, date(2021, 1, 1)
    seat(group=group, organisation=cast.municipality, person=by, starts=since, by=by, at=AT)

    assert list(Entry.objects.seen_by(viewer).filter(pk=entry.pk)) == [entry]
    assert [one.text for one in queries.shared_with(viewer)] == [NOTE]


def test_while_somebody_looks_no_row_is_reached_round_the_layer(worked: Promised) -> None:
    viewer = viewer_of(worked.cast.coordinator, DAY)

    with looking(viewer.user_id):
        followups, notes = worked.promise.followups, EntryNote.objects
        for way in (Entry.objects.all, Promise.objects.count, followups.all, notes.first):
            with pytest.raises(GoesRound):
                way()
        assert Promise.objects.seen_by(viewer).count() == 1
        assert Entry.objects.whole(Purpose.COUNTING).exists()


@pytest.mark.postgresql
def test_the_database_stands_behind_the_layer_also_for_one_who_owns_no_table(
    worked: Promised, entry: Entry
) -> None:
    cast = worked.cast
    drawn = sampled.drawn(worked, sampled.fixed(worked, sampled.begun(worked)))
    n = 1 + drawn.entries.count() + drawn.numbers.count()
    everything = Entry.objects.count(), EntryNote.objects.count()
    people = [viewer_of(one, DAY) for one in (cast.outsider, cast.coordinator, cast.officer)]
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO lofte_guest")
        cursor.execute("SET LOCAL ROLE lofte_guest")
    found = []
    for viewer in people:
        with walls.before(viewer):
            notes = EntryNote._base_manager.filter(entry=entry).count()
            kept = sum(model._base_manager.count() for model in (Sample, SampledEntry, SampleNumber))
            found.append((Entry._base_manager.count(), notes, Promise._base_manager.count(), kept))

    assert found == [(0, 0, 0, 0), (everything[0], 0, 1, n), (everything[0], 1, 1, n)]
    assert (Entry._base_manager.count(), EntryNote._base_manager.count()) == everything
    assert walls.missing() == []


def _counts() -> tuple[int, ...]:
    models = (Delivery, Overlap, EntryQuantity, EntryRecipient, IndicatorValue)
    return tuple(model._base_manager.count() for model in models)


def test_what_hangs_on_the_log_and_the_partnership_is_not_seen_from_another(worked: Promised) -> None:
    cast, things = worked.cast, things_of(worked)

    def seen_of(user: User) -> tuple[int, ...]:
        viewer = viewer_of(user, DAY)
        models = (Overlap, EntryQuantity, EntryRecipient, IndicatorValue)
        return tuple(model.objects.seen_by(viewer).count() for model in models)

    n = EntryQuantity.objects.count()
    assert seen_of(cast.officer) == (1, n, 1, 2)
    assert seen_of(cast.partner) == (0, 0, 0, 2)
    assert seen_of(cast.outsider) == (0, 0, 0, 0)

    opened(cast.police, cast.partnership, cast.police_approver)
    assert seen_of(cast.partner) == (0, n, 1, 2)
    with looking(cast.partner.pk):
        for way in (things.number.entry.quantities.all, EntryRecipient.objects.first):
            with pytest.raises(GoesRound):
                way()


@pytest.mark.postgresql
def test_behind_the_layer_stands_a_wall_before_what_hangs_on_the_log_and_the_partnership(
    worked: Promised,
) -> None:
    cast = worked.cast
    things_of(worked)
    everything = _counts()
    people = [viewer_of(one, DAY) for one in (cast.outsider, cast.partner, cast.officer)]
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO lofte_guest")
        cursor.execute("SET LOCAL ROLE lofte_guest")
    found = []
    for viewer in people:
        with walls.before(viewer):
            found.append(_counts())

    assert everything[0] == everything[1] == 1
    assert found == [(0, 0, 0, 0, 0), everything, everything]


@pytest.mark.postgresql
def test_the_walls_hold_for_the_owner_too(worked: Promised) -> None:
    outside = viewer_of(worked.cast.outsider, DAY)

    with walls.before(outside):
        assert not Entry._base_manager.exists()


def _first(client: Client, page: str) -> str:
    """Return the first with whom the page offers to share."""
    return str(re.findall(r'name="whom" value="([^"]+)"', client.get(page).content.decode())[0])


def test_what_must_not_be_shared_is_refused_and_noted_without_a_word_of_it(
    client: Client, worked: Promised, entry: Entry
) -> None:
    client.force_login(worked.cast.officer)
    page = reverse("sharing:share", args=[entry.pk])
    whom = _first(client, page)
    sent = {"once": str(UUID(int=9)), "note": NOTE, "whom": whom, "ground": "bild-utan-enskilda"}

    refused = client.post(page, sent | {"warnings": "socialtjanst"})
    other = client.post(page, sent | {"note": "Något annat."})
    assert not Share.objects.exists()
    assert (refused.status_code, other.status_code) == (422, 422)
    assert AuditEvent.objects.get(verb="entry.not_shared").facts == {"rules": ["socialtjanst"]}

    shared = client.post(page, sent)

    assert shared.status_code == 302
    assert Share.objects.get().ground.code == "bild-utan-enskilda"
    client.force_login(worked.cast.coordinator)
    told = client.get(reverse("sharing:shared")).content.decode()
    assert NOTE in told
    assert worked.cast.officer.name not in told


def test_a_note_that_points_at_a_person_is_not_shared(client: Client, worked: Promised, entry: Entry) -> None:
    EntryNote.objects.filter(entry=entry).update(text="Ring 070-123 45 67.")
    client.force_login(worked.cast.officer)
    page = reverse("sharing:share", args=[entry.pk])
    whom = _first(client, page)
    sent = {
        "once": str(UUID(int=9)),
        "note": "Ring 070-123 45 67.",
        "whom": whom,
        "ground": "bild-utan-enskilda",
    }

    assert client.post(page, sent).status_code == 422
    assert not Share.objects.exists()


def test_a_rule_in_own_words_holds_from_its_day_and_what_was_shared_keeps_its_own(
    worked: Promised, entry: Entry
) -> None:
    cast = worked.cast
    today = date(2026, 3, 1)
    rule = _ground(cast.police, cast.partnership)
    share = actions.share(entry, actions.Reach(cast.partnership), ground=rule, by=cast.officer, at=AT)

    own = ruling.reword(
        rule,
        ruling.Wording("Våra ord", "", "Så här."),
        partnership=cast.partnership,
        by=cast.coordinator,
        at=AT,
        today=today,
    )

    share.refresh_from_db()
    assert share.ground == rule
    assert own in ruling.in_force(cast.partnership.pk, today)
    assert own not in ruling.in_force(cast.partnership.pk, date(2026, 2, 1))
    assert rule in ruling.in_force(cast.other_partnership.pk, today)


@pytest.mark.postgresql
def test_the_trail_behind_its_wall_is_read_by_who_wrote_it_and_by_an_auditor(worked: Promised) -> None:
    cast = worked.cast
    auditor = User.objects.create(email="gun@example.org", name="Gun Granskare")
    Role.objects.create(
        user=auditor,
        kind=Role.Kind.AUDITOR,
        organisation=cast.municipality,
        partnership=cast.partnership,
        starts=date(2021, 1, 1),
    )
    AuditEvent.objects.create(
        verb="entry.read", target_type="work.Entry", target_id=1, by_id=cast.officer.pk, at=AT
    )
    every = AuditEvent.objects.count()
    people = [cast.officer, cast.coordinator, cast.outsider, auditor]
    found = []
    for viewer in [viewer_of(one, DAY) for one in people]:
        with walls.before(viewer):
            found.append(AuditEvent.objects.filter(verb="entry.read").count())
            audit.record("promise.read", target=worked.promise, by_id=viewer.user_id, at=AT)

    assert found == [1, 0, 0, 1]
    assert AuditEvent.objects.count() == every + len(people)
