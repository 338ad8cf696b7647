"""Deliveries: a week is saved, replaced and kept, and never counted beside the same work as rows."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lofte.accounts import reaching, ruling
from lofte.accounts.models import Organisation
from lofte.accounts.reaching import Choice, Circle
from lofte.base.models import AuditEvent
from lofte.periods.calendar import parse
from lofte.places.actions import make_area_set
from lofte.promises.models import KindOfWork
from lofte.work import actions, counting
from lofte.work.deliveries import actions as deliveries
from lofte.work.deliveries import overlaps
from lofte.work.deliveries.actions import Consignment
from lofte.work.deliveries.facts import Work
from lofte.work.models import Delivery, Entry, Overlap
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.making import text

TODAY = date(2021, 3, 10)  # a Wednesday, in week 10
THURSDAY = date(2021, 3, 4)
SHEET = "/intern/logga/leveranser/vecka/polisen-lillkoping/2021-W09/"


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")


def counted(kind: KindOfWork) -> int:
    """Return what the log adds up to."""
    return sum(entry.sign * entry.occasions for entry in Entry.objects.filter(kind_of_work=kind))


def names(cast: Cast, kind: KindOfWork) -> tuple[str, str]:
    return f"{kind.pk}-done-s{cast.north.pk}-n", f"{kind.pk}-done-s{cast.south.pk}-n"


def shared(cast: Cast) -> dict[str, str]:
    return {"whom": f"samverkan-{cast.partnership.pk}", "ground": "bild-utan-enskilda"}


def sent(client: Client, figures: dict[str, Any], **given: Any) -> Any:
    police = Organisation.objects.get(slug="polisen-lillkoping")
    origin = {"source": "STORM", "attesting_office": "Planeringen, Lillköping", "once": uuid4()}
    origin["whom"] = f"egen-{police.pk}"
    return client.post(SHEET, origin | figures | given)


def figure(kind: KindOfWork, cast: Cast, n: int, day: date = THURSDAY) -> Work:
    return Work(kind_id=kind.pk, area_id=cast.north_area.pk, day=day, occasions=n)


def brought(
    cast: Cast,
    *works: Work,
    source: str = "STORM",
    holds: str = "figures",
    replaces: Any = (),
    is_shared: bool = False,
    **given: Any,
) -> Delivery:
    way = {"figures": "sheet", "rows": "csv"}[holds]
    facts: dict[str, Any] = {
        "key": uuid4(),
        "organisation": cast.police,
        "starts": date(2021, 3, 1),
        "ends": date(2021, 3, 8),
        "source": source,
        "attesting_office": "Planeringen",
        "way": way,
        "holds": holds,
        "works": works,
        "file_sum": "" if way == "sheet" else "0" * 64,
    }
    consignment = Consignment(**facts | given)
    rule = ruling.grounds(ruling.read_first(cast.partnership.pk, TODAY), cast.police)[0]
    choice = Choice(Circle(cast.police, (cast.partnership,)), rule) if is_shared else None
    by, at = cast.officer, timezone.now()
    return deliveries.deliver(consignment, replaces=replaces, choice=choice, by=by, at=at)


def logged(cast: Cast, kind: KindOfWork, day: date = THURSDAY) -> Entry:
    return actions.log(
        key=uuid4(),
        kind=kind,
        organisation=cast.police,
        area=cast.north_area,
        occurred_on=day,
        by=cast.officer,
        at=timezone.now(),
        minutes=45,
    )


def test_a_week_typed_in_the_sheet_counts_on_its_thursday(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    north, south = names(cast, patrol)

    answer = sent(officer, {north: "12", south: "0"})

    [entry] = Entry.objects.all()
    assert (entry.occasions, entry.occurred_on, entry.area) == (12, THURSDAY, cast.north_area)
    assert entry.delivery is not None
    assert (entry.delivery.source, entry.delivery.attesting_office) == ("STORM", "Planeringen, Lillköping")
    assert not hasattr(entry, "note")  # who typed it stands in the delivery's own note
    assert entry.delivery.note.entered_by == cast.officer
    page = text(officer.get(answer["Location"]))
    assert "Planeringen, Lillköping" in page
    assert "Norra" in page


def test_a_week_saved_again_replaces_the_first_which_is_kept(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    north, south = names(cast, patrol)
    sent(officer, {north: "12"})
    first = Delivery.objects.get()
    page = text(officer.get(SHEET))
    assert 'value="12"' in page
    assert 'value="STORM"' in page

    answer = sent(officer, {north: "9", south: "3", "seen": first.pk})

    assert counted(patrol) == 12
    assert first.replacement.delivery.pk == Delivery.objects.latest("pk").pk
    assert "Ersätter" in text(officer.get(answer["Location"]))
    kept = text(officer.get(f"/intern/logga/leveranser/{first.pk}/"))
    assert "Ersatt av" in kept
    assert "12" in kept


def test_the_same_week_again_adds_nothing(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    north, _ = names(cast, patrol)
    once = uuid4()
    sent(officer, {north: "12"}, once=once)
    sent(officer, {north: "12"}, once=once)

    answer = sent(officer, {north: "12", "seen": Delivery.objects.get().pk})

    assert answer.status_code == 422
    assert "Inget är nytt" in text(answer)
    assert counted(patrol) == 12


def test_two_who_type_the_same_week_do_not_overwrite_each_other(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    north, _ = names(cast, patrol)
    sent(officer, {north: "12"})

    answer = sent(officer, {north: "7"})

    assert answer.status_code == 422
    assert "Någon har sparat veckan" in text(answer)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"north": "-1"}, "Skriv ett helt tal"),
        ({"north": "tolv"}, "Skriv ett helt tal"),
        ({}, "Skriv minst ett antal"),
        ({"north": "3", "source": ""}, "Skriv vilket system"),
        ({"north": "3", "attesting_office": "Pia Polis, Lillköping"}, "inte en person"),
        ({"north": "3", "attesting_office": "Chefen, 070-123 45 67"}, "telefonnummer"),
    ],
)
def test_a_sheet_that_must_be_mended_says_what(
    officer: Client, cast: Cast, patrol: KindOfWork, figures: dict[str, str], said: str
) -> None:
    north, _ = names(cast, patrol)

    answer = sent(officer, {north if name == "north" else name: value for name, value in figures.items()})

    assert answer.status_code == 422
    assert said in text(answer)
    assert not Delivery.objects.exists()


def test_only_those_long_enough_are_asked_for_and_count(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    control = making.kind_of_work("trafikkontroll", name="Trafikkontroll")
    promised = making.activity(patrol.targets.get().activity.promise, cast.police)
    aim = making.target(promised, "count", 12, places=[cast.north], kind_of_work=control, minimum_minutes=20)
    assert "minst 20 minuter" in text(officer.get(SHEET))

    sent(officer, {f"{control.pk}-done-s{cast.north.pk}-n": "4"})

    outcome = counting.outcomes([aim], period=parse("2021-W09"), cut=TODAY)[aim.pk]
    assert outcome.places[0].done == 4


def test_what_needs_a_day_or_a_place_is_not_asked_for_as_a_number(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    event, evening = making.kind_of_work("evenemang"), making.kind_of_work("kvallspass")
    activity = patrol.targets.get().activity
    making.target(activity, "on_demand", 1, comparator=">=", kind_of_work=patrol, occasion_kind=event)
    making.target(activity, "slot", kind_of_work=evening, per="week")

    page = text(officer.get(SHEET))

    said = page[page.index("Det här loggas en gång i taget") :]
    assert [kind in said for kind in ("evenemang", "fotpatrull", "kvallspass")] == [True] * 3
    assert names(cast, patrol)[0] in page  # other targets ask for it as a number too
    assert f"{event.pk}-done" not in page
    assert f"{evening.pk}-done" not in page


def test_hours_are_shared_out_to_the_minute(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    promised = making.activity(patrol.targets.get().activity.promise, cast.police)
    making.target(promised, "hours", 100, places=[cast.north], kind_of_work=patrol)
    north, _ = names(cast, patrol)

    sent(officer, {north: "7", north[:-1] + "h": "5,5"})

    assert sum(entry.occasions for entry in Entry.objects.all()) == 7
    assert sum(entry.occasions * (entry.minutes or 0) for entry in Entry.objects.all()) == 330
    page = text(officer.get(SHEET))
    assert 'value="5,5"' in page


def test_quantities_go_together(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    offence = making.kind_of_work("narkotikabrott", name="Narkotikabrott")
    found = making.quantity(offence, "brott")
    first = making.quantity(offence, "förstagång", part_of=found)
    promised = making.activity(patrol.targets.get().activity.promise, cast.police)
    making.target(promised, "count", 52, places=[cast.north], kind_of_work=offence, quantity=found)
    making.target(
        promised, "share", 20, places=[cast.north], kind_of_work=offence, quantity=first, whole=found
    )
    base = f"{offence.pk}-done-s{cast.north.pk}"

    wrong = sent(officer, {f"{base}-q{found.pk}": "3", f"{base}-q{first.pk}": "4"})
    missing = sent(officer, {f"{base}-q{found.pk}": "3"})
    right = sent(officer, {f"{base}-q{found.pk}": "14", f"{base}-q{first.pk}": "4"})

    assert "fler än helheten" in text(wrong)
    assert "Skriv 0" in text(missing)
    assert right.status_code == 302
    values = dict(Entry.objects.get().quantities.values_list("quantity__code", "value"))
    assert values == {"brott": 14, "förstagång": 4}


def test_the_coordinator_types_for_an_office_that_is_not_let_in_and_a_stranger_does_not(
    client: Client, cast: Cast, patrol: KindOfWork
) -> None:
    north, _ = names(cast, patrol)
    client.force_login(cast.coordinator)
    assert sent(client, {north: "12"}).status_code == 422  # it would be seen by nobody who is here
    assert sent(client, {north: "12"}, **shared(cast)).status_code == 302

    client.force_login(cast.partner)
    assert client.get(SHEET).status_code == 404
    client.force_login(cast.outsider)
    assert client.get(SHEET).status_code == 404
    assert client.get(f"/intern/logga/leveranser/{Delivery.objects.get().pk}/").status_code == 404
    client.force_login(cast.police_approver)
    assert client.get(SHEET).status_code == 403


@pytest.mark.parametrize("key", ["2021-W11", "2021-W10", "2019-W01", "2021-03", "2021-W60", "nu"])
def test_a_week_that_cannot_be_given_is_not_there(
    officer: Client, cast: Cast, patrol: KindOfWork, key: str
) -> None:
    assert officer.get(f"/intern/logga/leveranser/vecka/polisen-lillkoping/{key}/").status_code == 404


def test_a_figure_that_comes_after_rows_waits_until_it_is_settled(cast: Cast, patrol: KindOfWork) -> None:
    logged(cast, patrol)
    logged(cast, patrol, date(2021, 3, 2))

    brought(cast, figure(patrol, cast, 12))

    assert counted(patrol) == 2
    overlap = Overlap.objects.get()
    overlaps.settle(overlap, settled_as="later", reason="", by=cast.officer, at=timezone.now())
    assert counted(patrol) == 12
    assert Entry.objects.filter(sign=-1).count() == 2  # the rows stay on record


def test_rows_logged_after_a_figure_wait_and_are_written_anew_when_they_count(
    cast: Cast, patrol: KindOfWork
) -> None:
    brought(cast, figure(patrol, cast, 12), is_shared=True)
    entry = logged(cast, patrol)
    logged(cast, patrol, date(2021, 3, 5))
    assert counted(patrol) == 12
    assert entry.reversed_by.reversal_reason == overlaps.WAITS

    overlap = Overlap.objects.get()
    overlaps.settle(overlap, settled_as="later", reason="", by=cast.coordinator, at=timezone.now())

    assert counted(patrol) == 2
    again = Entry.objects.filter(sign=1, reversed_by=None, delivery=None)
    assert [row.note.entered_by for row in again] == [cast.officer, cast.officer]
    assert {row.minutes for row in again} == {45}


def test_what_came_first_can_be_let_stand(cast: Cast, patrol: KindOfWork) -> None:
    brought(cast, figure(patrol, cast, 12))
    logged(cast, patrol)

    settled = Overlap.objects.get()
    overlaps.settle(settled, settled_as="first", reason="", by=cast.officer, at=timezone.now())

    assert counted(patrol) == 12
    with pytest.raises(overlaps.AlreadySettled):
        overlaps.settle(settled, settled_as="later", reason="", by=cast.officer, at=timezone.now())


def test_both_count_only_with_a_reason(cast: Cast, patrol: KindOfWork) -> None:
    logged(cast, patrol)
    brought(cast, figure(patrol, cast, 12))
    overlap = Overlap.objects.get()

    with pytest.raises(overlaps.BothNeedReason):
        overlaps.settle(overlap, settled_as="both", reason=" ", by=cast.officer, at=timezone.now())
    overlaps.settle(overlap, settled_as="both", reason="Volontärer", by=cast.officer, at=timezone.now())

    assert counted(patrol) == 13


def test_figures_from_two_systems_overlap(cast: Cast, patrol: KindOfWork) -> None:
    brought(cast, figure(patrol, cast, 12))

    brought(cast, figure(patrol, cast, 10), source="eget register", way="csv", file_sum="1" * 64)

    assert counted(patrol) == 12
    assert Overlap.objects.get().waiting[0]["occasions"] == 10


def test_a_week_has_one_sheet_and_who_did_not_see_it_is_told(cast: Cast, patrol: KindOfWork) -> None:
    first = brought(cast, figure(patrol, cast, 12))

    with pytest.raises(deliveries.ReplacedMeanwhile):
        brought(cast, figure(patrol, cast, 10))
    brought(cast, figure(patrol, cast, 11), replaces=[first])

    assert counted(patrol) == 11


def test_other_weeks_places_kinds_and_organisations_do_not_overlap(cast: Cast, patrol: KindOfWork) -> None:
    other = making.kind_of_work("mote")
    brought(cast, figure(patrol, cast, 12))
    making.work(patrol, cast.north_area, THURSDAY, cast.housing)

    logged(cast, patrol, date(2021, 3, 8))
    logged(cast, other)
    actions.log(
        key=uuid4(),
        kind=patrol,
        organisation=cast.housing,
        area=cast.north_area,
        occurred_on=THURSDAY,
        by=cast.partner,
        at=timezone.now(),
    )

    assert not Overlap.objects.exists()


def test_a_figure_for_several_areas_overlaps_with_rows_in_each(cast: Cast, patrol: KindOfWork) -> None:
    both = make_area_set(
        partnership=cast.partnership,
        name="Norra och Södra",
        areas=[cast.north_area, cast.south_area],
        by_id=cast.coordinator.pk,
        at=timezone.now(),
    )
    whole = Work(
        kind_id=patrol.pk, area_id=cast.south_area.pk, area_set_id=both.pk, day=THURSDAY, occasions=12
    )
    brought(cast, whole)

    logged(cast, patrol)

    assert Overlap.objects.count() == 1
    assert counted(patrol) == 12


def test_rows_from_elsewhere_overlap_with_the_log_on_the_same_day_alone(
    cast: Cast, patrol: KindOfWork
) -> None:
    logged(cast, patrol)
    same_day, other_day = figure(patrol, cast, 1), figure(patrol, cast, 1, date(2021, 3, 5))

    brought(cast, same_day, other_day, holds="rows")

    assert counted(patrol) == 2
    assert Overlap.objects.get().starts == THURSDAY


def test_what_waited_is_not_waited_for_when_its_delivery_is_replaced(cast: Cast, patrol: KindOfWork) -> None:
    logged(cast, patrol)
    first = brought(cast, figure(patrol, cast, 12))

    second = brought(cast, figure(patrol, cast, 11), replaces=[first])

    assert [row.settled_as for row in first.overlaps.all()] == ["replaced"]
    assert [row.settled_as for row in second.overlaps.all()] == [""]
    assert counted(patrol) == 1
    with pytest.raises(deliveries.ReplacedMeanwhile):
        brought(cast, figure(patrol, cast, 13), replaces=[first])


def test_delivered_work_is_not_mended_piece_by_piece(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    brought(cast, figure(patrol, cast, 12))

    with pytest.raises(actions.Delivered):
        actions.reverse(Entry.objects.get(), reason="Fel dag", by=cast.officer, at=timezone.now())

    assert "Ångra" not in text(officer.get(reverse("work:entry", args=[Entry.objects.get().pk])))


def test_an_overlap_is_settled_on_its_page(officer: Client, cast: Cast, patrol: KindOfWork) -> None:
    logged(cast, patrol)
    brought(cast, figure(patrol, cast, 12))
    row = Overlap.objects.get()
    assert "1 överlapp väntar" in text(officer.get("/intern/logga/leveranser/"))
    assert "Fotpatrull, Norra" in text(officer.get("/intern/logga/leveranser/overlapp/"))
    page = text(officer.get(f"/intern/logga/leveranser/overlapp/{row.pk}/"))
    assert "Räkna 1 loggad post" in page
    assert "Räkna siffran 12 ur STORM" in page

    path = f"/intern/logga/leveranser/overlapp/{row.pk}/"
    nothing = officer.post(path, {"once": uuid4()})
    both = officer.post(path, {"once": uuid4(), "settled_as": "both"})
    right = officer.post(path, {"once": uuid4(), "settled_as": "later"})

    assert "Välj vad som ska räknas" in text(nothing)
    assert "Skriv varför" in text(both)
    assert right.status_code == 302
    assert "Det som kom sedan räknas" in text(officer.get(right["Location"]))
    assert counted(patrol) == 12


def test_the_pages_ask_as_much_of_the_database_with_many_deliveries_as_with_few(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    pages = ("/intern/logga/leveranser/", "/intern/logga/leveranser/overlapp/", SHEET)

    def asked() -> list[int]:
        found = []
        for path in pages:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                officer.get(path)
            found.append(len(queries))
        return found

    brought(cast, figure(patrol, cast, 12))
    logged(cast, patrol)
    few = asked()
    for n in range(1, 5):
        day = date(2021, 2, 4) if n == 1 else date(2021, 1, 7 * n)
        brought(cast, figure(patrol, cast, n, day), source=f"system {n}", way="csv", file_sum="1" * 64)
        logged(cast, patrol, day)

    assert asked() == few


def test_all_that_waits_of_a_delivery_is_settled_at_once(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    days = [date(2021, 3, day) for day in (2, 3, 4)]
    for day in days:
        logged(cast, patrol, day)
    made = brought(cast, *(figure(patrol, cast, 1, day) for day in days), holds="rows")
    assert "Avgör alla 3 ur leveransen" in text(officer.get("/intern/logga/leveranser/overlapp/"))
    path = f"/intern/logga/leveranser/overlapp/leverans/{made.pk}/"

    assert "Välj vad som ska räknas" in text(officer.post(path, {"once": uuid4()}))
    answer = officer.post(path, {"once": uuid4(), "settled_as": "later"})

    assert answer.status_code == 302
    assert not Overlap.objects.filter(settled_as="").exists()
    assert set(Entry.objects.filter(sign=1, reversed_by=None).values_list("delivery", flat=True)) == {made.pk}
    assert officer.get(path).status_code == 404


def test_where_a_promise_stands_says_that_something_waits(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    promise = patrol.targets.get().activity.promise
    address = f"/intern/logga/lage/{promise.pk}/"
    assert "väntar på att avgöras" not in text(officer.get(address))

    logged(cast, patrol)
    brought(cast, figure(patrol, cast, 12))

    assert "1 överlapp i loggen väntar på att avgöras" in text(officer.get(address))
    start = text(officer.get("/intern/"))
    assert "Avgör 1 överlapp i loggen" in start.partition("Att reda ut")[2]


def test_how_far_a_delivery_reaches_is_asked_with_its_ground_and_chosen_anew(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    north, _ = names(cast, patrol)
    asked = shared(cast)

    unsaid = sent(officer, {north: "12"}, whom="")
    groundless = sent(officer, {north: "12"}, whom=asked["whom"])
    not_so = sent(officer, {north: "12"}, **asked, warnings="utredning")
    assert [one.status_code for one in (unsaid, groundless, not_so)] == [422, 422, 422]
    assert "Välj varför det får delas." in text(groundless)
    assert "Då får det inte delas." in text(not_so)

    sent(officer, {north: "12"}, **asked)
    delivery = Delivery.objects.get()
    page = text(officer.get(f"/intern/logga/leveranser/{delivery.pk}/"))
    assert "de som reder ut loggen i Lillköping, med stöd av: Det säger inget om någon enskild." in page
    assert f'value="{asked["whom"]}" id="id_whom_1" checked' in text(officer.get(SHEET))  # as it was last

    level = f"/intern/logga/leveranser/{delivery.pk}/niva/"
    refused = officer.post(level, {"once": uuid4(), **asked, "warnings": "utredning"})
    assert refused.status_code == 422
    assert AuditEvent.objects.get(verb="delivery.not_shared").facts == {"rules": ["utredning"]}
    assert officer.post(level, {"once": uuid4(), "whom": f"egen-{cast.police.pk}"}).status_code == 302
    assert reaching.stands(delivery) == []
    lines = AuditEvent.objects.filter(verb="delivery.level_chosen").order_by("pk")
    assert [one.facts for one in lines] == [
        {"level": "partnership", "ground": "bild-utan-enskilda"},
        {"level": "own"},
    ]


def test_a_week_that_its_organisation_keeps_counts_and_is_not_shown_to_who_types_for_others(
    officer: Client, cast: Cast, patrol: KindOfWork
) -> None:
    north, _ = names(cast, patrol)
    sent(officer, {north: "12"})
    kept = Delivery.objects.get()
    officer.force_login(cast.coordinator)

    page = text(officer.get(SHEET))
    again = sent(officer, {north: "3"}, seen=kept.pk, **shared(cast))

    assert "har själv lämnat veckan och behållit den" in page
    assert 'name="source"' not in page
    assert "har själv lämnat veckan" in text(again)
    assert Delivery.objects.count() == 1
    assert "STORM" not in text(officer.get("/intern/logga/leveranser/"))
    assert officer.get(f"/intern/logga/leveranser/{kept.pk}/niva/").status_code == 404
    assert counted(patrol) == 12


def test_what_is_kept_is_not_replaced_by_others(cast: Cast, patrol: KindOfWork) -> None:
    kept = brought(cast, figure(patrol, cast, 12))
    facts = {
        name: getattr(kept, name) for name in ("organisation", "starts", "ends", "source", "way", "holds")
    }
    other = Consignment(**facts, key=uuid4(), attesting_office="Planeringen", works=[figure(patrol, cast, 3)])

    with pytest.raises(deliveries.KeptByOwner):
        deliveries.deliver(other, replaces=[kept], by=cast.coordinator, at=timezone.now())
    assert counted(patrol) == 12
