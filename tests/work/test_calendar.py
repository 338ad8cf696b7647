"""Calendars of a person, a group and an area, as pages and as feeds for other programs."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from lofte.accounts.models import Group, GroupMember, User
from lofte.periods.calendar import parse
from lofte.promises.models import Target
from lofte.work import actions
from lofte.work.models import CalendarFeed, MissedSlot
from lofte.work.obligations import ics, pages
from lofte.work.obligations.slots import Acting, Responsible, Seat, Slot, numbered_days
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.making import text
from tests.work.test_agreed import agree

NOW = datetime(2021, 1, 6, 12, tzinfo=UTC)
FEED = "/intern/kalender/prenumeration/"


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-01-06T12:00")


def pictures(cast: Cast, year: int = 2020, **given: Any) -> Target:
    """Norra's picture each week, shared with all three."""
    whole = parse(str(year))
    promised = making.promise(cast.partnership, starts=whole.starts, ends=whole.ends, slug=str(year))
    activity = making.activity(promised, cast.police, title="Lägesbild")
    told = {"per": "week", "places": [cast.north], "recipients": [cast.municipality, cast.housing]}
    return making.target(
        activity, "cadence", 1, kind_of_work=making.kind_of_work(f"picture{year}"), **(told | given)
    )


def a_group(cast: Cast, *people: User) -> Group:
    made = Group.objects.create(
        partnership=cast.partnership, kind="bos", name="BOS Norra", starts=date(2019, 1, 1)
    )
    GroupMember.objects.bulk_create(
        GroupMember(group=made, organisation=cast.housing, person=person, starts=date(2019, 1, 1))
        for person in people
    )
    return made


def made_feed(client: Client, **chosen: Any) -> str:
    """Press the button, and read the address off the page."""
    page = client.post("/intern/kalender/adress/", {"once": str(uuid4()), **chosen})
    return FEED + text(page).split(FEED)[1].split('"')[0]


def events(client: Client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    calendar = Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_the_areas_calendar_shows_week_53_of_2020_as_it_was(client: Client, cast: Cast) -> None:
    target = pictures(cast)
    assert target.kind_of_work is not None
    shared = [cast.municipality, cast.housing]
    making.work(target.kind_of_work, cast.north_area, date(2021, 1, 3), cast.police, recipients=shared)
    client.force_login(cast.officer)

    page = text(client.get(f"/intern/kalender/omrade/{cast.north.pk}/", {"visa": "2020-Q4"}))

    week = page.split('id="2020-W53"')[1].split("</section>")[0].replace("\N{NO-BREAK SPACE}", " ")
    assert "v. 53 2020" in week
    assert "28 dec–3 jan" in week
    assert "Gjort" in week
    assert "Lägesbild, Norra" in week
    before = page.split('id="2020-W52"')[1].split("</section>")[0]
    assert "Missat" in before
    assert "2021-W01" not in page


def test_week_53_of_2026_is_the_last_of_its_quarter_and_owed_once(client: Client, cast: Cast) -> None:
    pictures(cast, 2026)
    pictures(cast, 2027)
    client.force_login(cast.officer)

    def rows(asked: str) -> str:
        return text(client.get(f"/intern/kalender/omrade/{cast.north.pk}/", {"visa": asked}))

    assert rows("2026-Q4").count('id="2026-W53"') == 1
    assert "2026-W53" not in rows("2027-Q1").split("<main")[1]
    assert rows("2027-01").count('id="2027-W01"') == 1


def test_my_calendar_holds_what_i_answer_for_and_no_more(client: Client, cast: Cast) -> None:
    target = pictures(cast, 2021)
    group = a_group(cast, cast.partner)

    def of(user: User) -> bool:
        client.force_login(user)
        return "Lägesbild" in text(client.get("/intern/kalender/"))

    assert (of(cast.officer), of(cast.partner), of(cast.outsider)) == (True, False, False)

    agreed = agree(target, group=group, agreed_on=date(2020, 12, 1))
    assert (of(cast.officer), of(cast.partner)) == (False, True)

    agreed.person = cast.police_approver
    agreed.save()
    assert (of(cast.officer), of(cast.partner), of(cast.police_approver)) == (False, False, True)


def test_a_person_who_is_erased_leaves_the_obligation_to_the_group(client: Client, cast: Cast) -> None:
    gone = User.objects.create_user("borta@example.org", "Borta")
    agreed = agree(pictures(cast, 2021), group=a_group(cast, cast.partner), person=gone)

    gone.delete()
    agreed.refresh_from_db()

    assert agreed.person is None
    assert agreed.group is not None


def test_another_partnerships_area_and_group_do_not_exist(client: Client, cast: Cast) -> None:
    group = a_group(cast)
    client.force_login(cast.outsider)

    assert client.get(f"/intern/kalender/omrade/{cast.north.pk}/").status_code == 404
    assert client.get(f"/intern/kalender/grupp/{group.pk}/").status_code == 404
    assert client.get("/intern/kalender/", {"visa": "nonsens"}).status_code == 200
    assert client.get("/intern/kalender/", {"visa": "2019-2028"}).status_code == 200


def test_a_feed_says_what_the_page_says_and_nine_stays_nine_across_summer_time(
    client: Client, cast: Cast
) -> None:
    target = pictures(cast, 2021)
    agree(target, weekday=0, begins_at=time(9), minutes=90, agreed_on=date(2020, 12, 1))
    client.force_login(cast.officer)
    address = made_feed(client, area_set=cast.north.pk)
    client.logout()

    found = events(client, address)

    assert len(found) == 52
    before = found[f"{target.pk}-2021-W12-norra@lillkoping.lofte"]  # 22 March; summer time begins on the 28th
    after = found[f"{target.pk}-2021-W13-norra@lillkoping.lofte"]
    assert [event["dtstart"].dt.strftime("%a %H:%M %z") for event in (before, after)] == [
        "Mon 09:00 +0100",
        "Mon 09:00 +0200",
    ]
    assert before["duration"].dt == timedelta(minutes=90)
    assert str(before["summary"]) == "Kommer: Lägesbild, Norra (v.\N{NO-BREAK SPACE}12)"
    assert str(before["status"]) == "CONFIRMED"


def test_the_zone_in_the_feed_says_when_summer_time_begins_and_ends() -> None:
    slot = Slot(1, 1, "Möte", "2026-W13", date(2026, 3, 23), date(2026, 3, 30), "", "due", date(2026, 3, 24))
    timed = Slot(**(vars(slot) | {"begins_at": time(9)}))

    plain = ics.feed("Kalender", [slot], home="x", url="", at=NOW)
    zone: Any
    (zone,) = Calendar.from_ical(ics.feed("Kalender", [timed], home="x", url="", at=NOW)).walk("VTIMEZONE")
    stockholm = zone.to_tz()

    assert b"VTIMEZONE" not in plain
    for day, hours in (
        (date(2026, 3, 28), 1),
        (date(2026, 3, 30), 2),
        (date(2026, 10, 24), 2),
        (date(2026, 10, 26), 1),
    ):
        moment = datetime.combine(day, time(12), tzinfo=stockholm)
        assert moment.utcoffset() == timedelta(hours=hours), day


def test_a_slot_keeps_its_name_and_counts_up_when_its_state_changes(client: Client, cast: Cast) -> None:
    target = pictures(cast, 2021)
    client.force_login(cast.officer)
    address = made_feed(client)
    key = f"{target.pk}-2021-W01-norra@u{cast.officer.pk}.lofte"
    due = events(client, address)[key]
    assert target.kind_of_work is not None
    shared = [cast.municipality, cast.housing]

    making.work(target.kind_of_work, cast.north_area, date(2021, 1, 5), cast.police, recipients=shared)
    met = events(client, address)[key]

    assert [str(event["summary"]).split(":")[0] for event in (due, met)] == ["Ska göras", "Gjort"]
    assert due["sequence"] < met["sequence"]
    assert due["dtstart"].dt == met["dtstart"].dt == date(2021, 1, 10)


def test_a_free_week_is_cancelled_in_the_feed_and_no_duty_on_the_page(client: Client, cast: Cast) -> None:
    target = pictures(cast, 2021)
    agree(target, first_free_week=28, last_free_week=31, agreed_on=date(2020, 12, 1))
    client.force_login(cast.officer)

    event = events(client, made_feed(client, area_set=cast.north.pk))[
        f"{target.pk}-2021-W29-norra@lillkoping.lofte"
    ]
    page = text(client.get(f"/intern/kalender/omrade/{cast.north.pk}/", {"visa": "2021-07"}))

    assert str(event["status"]) == "CANCELLED"
    assert str(event["summary"]).startswith("Ingen skyldighet: ")
    assert "fria veckor enligt överenskommelse" in page


def test_the_feed_in_english_says_its_states_in_english(client: Client, cast: Cast) -> None:
    pictures(cast, 2021)
    client.force_login(cast.officer)

    found = events(client, "/en" + made_feed(client))

    assert {str(event["summary"]).split(":")[0] for event in found.values()} == {"To do", "Coming"}


def test_an_address_is_kept_as_a_sum_and_opens_nothing_when_it_is_taken_back(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.officer)
    address = made_feed(client)
    row = CalendarFeed.objects.get()
    assert address.split("/")[-1].removesuffix(".ics") not in str(vars(row))

    client.force_login(cast.partner)
    assert client.post(f"/intern/kalender/adress/{row.pk}/ta-bort/").status_code == 404
    assert client.get(address).status_code == 200
    client.force_login(cast.officer)
    client.post(f"/intern/kalender/adress/{row.pk}/ta-bort/", {"once": str(uuid4())})

    assert client.get(address).status_code == 404
    assert client.get(FEED + "gissad.ics").status_code == 404


def test_an_address_dies_with_its_makers_role_and_sign_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.officer)
    address = made_feed(client, area_set=cast.north.pk)

    cast.officer.roles.update(ends=date(2021, 1, 6))
    assert client.get(address).status_code == 404
    cast.officer.roles.update(ends=None)
    User.objects.filter(pk=cast.officer.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_no_address_is_made_for_what_one_may_not_see(client: Client, cast: Cast) -> None:
    client.force_login(cast.outsider)

    answer = client.post("/intern/kalender/adress/", {"once": str(uuid4()), "area_set": cast.north.pk})

    assert answer.status_code == 404
    assert not CalendarFeed.objects.exists()


def test_meetings_that_are_a_count_are_numbered_the_next_one_due_in_even_pace(
    client: Client, cast: Cast, freeze: Freeze
) -> None:
    meeting = making.kind_of_work("ssg")
    activity = making.activity(making.promise(cast.partnership), cast.police, title="SSG-möten")
    target = making.target(activity, "count", 10, comparator=">=", per="year", kind_of_work=meeting)
    agree(target, agreed_on=date(2020, 12, 1))
    for month in range(1, 8):
        making.work(meeting, cast.north_area, date(2021, month, 12), cast.police)
    freeze("2021-09-20T12:00")
    client.force_login(cast.officer)

    page = text(client.get("/intern/kalender/", {"visa": "2021"})).replace("\N{NO-BREAK SPACE}", " ")

    assert page.count("Gjort") == 7
    eighth = page.split("nr 8 av 10")[0].rsplit("<li", 1)[1]
    assert "Ska göras" in eighth
    assert "tis 19 okt" in eighth  # 365 × 8 / 10 days
    assert page.count("Kommer") == 2


def test_even_pace_ends_on_the_last_day() -> None:
    assert numbered_days(parse("2024"), 1) == [date(2024, 12, 31)]
    days = numbered_days(parse("2024"), 12)
    assert days == sorted(set(days))
    assert days[5] == date(2024, 7, 1)  # half of 366 days have passed when it is over


def test_a_missed_week_shows_where_to_say_why_and_then_says_it(client: Client, cast: Cast) -> None:
    target = pictures(cast)
    client.force_login(cast.officer)
    address = "/intern/kalender/"

    assert "Ange skäl" in text(client.get(address))
    missed = actions.Missed(target.activity, parse("2020-W53"), "Brand i lokalen")
    actions.say_why_missed(missed, by=cast.officer, at=NOW, today=date(2021, 1, 6))

    week = text(client.get(address)).split('id="2020-W53"')[1].split("</section>")[0]
    assert "Skäl: Brand i lokalen" in week
    assert "Ange skäl" not in week
    assert MissedSlot.objects.count() == 1


def test_queries_do_not_grow_with_obligations(
    client: Client, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    pictures(cast, 2021)
    for year in (2019, 2020):
        pictures(cast, year)
    client.force_login(cast.officer)

    with django_assert_max_num_queries(45):
        client.get("/intern/kalender/", {"visa": "2021"})


@pytest.mark.parametrize("asked", ["2020-Q4", "2020-12", "2020", "2020-W53", "nonsens", "2019-2028"])
def test_every_week_of_what_is_asked_for_is_laid_out_once(asked: str) -> None:
    period = pages.period(asked, date(2021, 1, 6))
    slots = [
        Slot(1, 1, "A", week.key, week.starts, week.ends, "", "met", week.last_day)
        for week in map(parse, (f"2020-W{n:02d}" for n in range(1, 54)))
    ]

    found = pages.shown(period, slots, date(2021, 1, 6))

    keys = [week.key for week in found.weeks if week.rows]
    assert keys == sorted(set(keys))
    assert period.n_days <= 366
    assert all(len(week.rows) == 1 for week in found.weeks if week.rows)


def test_who_answers_is_the_first_that_is_named() -> None:
    me = Acting(1, frozenset({10}))
    seats = frozenset({Seat(10, 2), Seat(11)})

    assert Responsible(frozenset({10})).answers(me)
    assert Responsible(frozenset()).answers(me)
    assert not Responsible(frozenset()).answers(Acting(1, frozenset()))
    assert not Responsible(frozenset({10}), 5, seats).answers(me)  # its seat is another person's
    assert Responsible(frozenset({10}), 5, seats).answers(Acting(3, frozenset({11})))
    assert not Responsible(frozenset({10}), 5, seats, person_id=9).answers(Acting(2, frozenset({10})))
    assert Responsible(frozenset(), 5, frozenset({Seat(10, 1)})).is_named(me)
