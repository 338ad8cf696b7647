"""What is shown is noted: one line for a page, however much stands on it, and none for what was refused."""

from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.accounts.models import Role
from lofte.base.models import AuditEvent
from lofte.work.models import CalendarFeed
from lofte.work.obligations import agreeing
from tests.cast import SINCE
from tests.promised import AT, Promised


def reads() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb__regex=r"\.(read|exported)$").order_by("pk"))


def test_a_page_leaves_one_line_that_says_who_read_what_and_on_what_ground(
    worked: Promised, client: Client
) -> None:
    client.force_login(worked.cast.officer)

    client.get(f"/intern/loften/{worked.promise.pk}/")

    [line] = reads()
    assert (line.verb, line.target_type, line.target_id) == (
        "promise.read",
        "promises.Promise",
        worked.promise.pk,
    )
    assert (line.by_id, line.ground) == (worked.cast.officer.pk, "field")
    assert line.partnership_id == worked.cast.partnership.pk


def test_a_page_costs_one_plain_insert_however_many_rows_it_shows(worked: Promised, client: Client) -> None:
    client.force_login(worked.cast.coordinator)

    for path in ("/intern/logga/senast/", "/intern/loften/", f"/intern/logga/lage/{worked.promise.pk}/"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200

        written = [q["sql"] for q in asked if not q["sql"].startswith("SELECT")]
        assert [sql.split("(")[0].strip() for sql in written] == ['INSERT INTO "base_auditevent"'], path


def test_the_ground_is_the_roles_of_the_partnership_that_was_asked_for(
    worked: Promised, client: Client
) -> None:
    Role.objects.create(
        user=worked.cast.officer,
        partnership=worked.cast.other_partnership,
        organisation=worked.cast.police,
        kind="coordinator",
        starts=SINCE,
    )
    client.force_login(worked.cast.officer)

    client.get(f"/intern/logga/lage/{worked.promise.pk}/")
    client.get("/intern/logga/lage/")

    assert [(line.verb, line.ground) for line in reads()] == [
        ("progress.read", "field"),
        ("standing.read", "coordinator,field"),
    ]


def test_what_is_refused_or_not_there_or_only_asked_the_head_of_is_no_reading(
    worked: Promised, client: Client
) -> None:
    page = f"/intern/loften/{worked.promise.pk}/"
    client.get(page)
    client.force_login(worked.cast.outsider)
    assert client.get(page).status_code == 404
    client.force_login(worked.cast.officer)
    assert client.get(f"{page}anta/").status_code == 403
    assert client.head(page).status_code == 200
    missing = client.get("/intern/loften/999999/")
    assert missing.status_code == 404
    assert 'class="staff-nav"' in missing.content.decode()  # who is signed in keeps the way around

    assert reads() == []


def test_a_form_shown_again_and_a_file_handed_out_are_noted(worked: Promised, client: Client) -> None:
    client.force_login(worked.cast.coordinator)
    here = f"/intern/laget/{worked.cast.partnership.slug}/nytt/"
    assert client.post(here, {}).status_code == 200
    assert client.get("/intern/logga/lage/siffror.csv").status_code == 200

    shown, exported = reads()
    assert (shown.verb, shown.target_id) == ("indicators.read", 0)
    assert (exported.verb, exported.target_id) == ("figures.exported", worked.promise.pk)
    assert set(exported.facts) == {"period"}


def test_a_calendar_taken_by_its_secret_address_is_noted_without_a_person(
    worked: Promised, client: Client
) -> None:
    by = worked.cast.coordinator
    _, token = agreeing.make_feed(group=None, area_set=None, by=by, at=AT)

    assert client.get(f"/intern/kalender/prenumeration/{token}.ics").status_code == 200

    [line] = reads()
    assert (line.verb, line.by_id, line.ground) == ("calendar.exported", None, "")
    assert line.target_id == CalendarFeed.objects.get().pk


def test_what_is_done_says_its_ground_too(worked: Promised, client: Client) -> None:
    client.force_login(worked.cast.coordinator)

    client.post("/intern/kalender/adress/", {"once": str(uuid4())})

    assert AuditEvent.objects.get(verb="calendar_feed.made").ground == "coordinator"
