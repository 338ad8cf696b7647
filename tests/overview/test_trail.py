"""The auditor reads who has done and seen what, in sentences; nobody else does, and not even that unseen."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lofte.accounts.models import Role, User
from lofte.base import audit, erasing, sealing
from lofte.base.hidden_keys import Of, shown
from lofte.base.models import AuditEvent, ReceivedForm
from lofte.followup.models import FollowUp
from lofte.overview.trail import queries, verbs
from lofte.promises.models import Promise
from lofte.released.models import Release
from lofte.work.models import Double, Entry
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.house import source
from tests.promised import Promised

PAGE = "/intern/sparet/"
FILE = "/intern/sparet.csv"
AT = datetime(2021, 10, 14, 7, 12, tzinfo=UTC)


@pytest.fixture
def auditor(cast: Cast, freeze: Freeze) -> User:
    freeze("2021-10-14T09:30")
    person = User.objects.create(email="gun@example.org", name="Gun Granskare")
    Role.objects.create(
        user=person,
        kind=Role.Kind.AUDITOR,
        organisation=cast.municipality,
        partnership=cast.partnership,
        starts=SINCE,
    )
    return person


def text(answer: Any) -> str:
    page = re.sub(r"<[^>]+>", " ", answer.content.decode().split("</form>")[-1])
    return re.sub(r"\s+", " ", page).replace("\N{NO-BREAK SPACE}", " ")


def note(verb: str, target: Any, by: User | None, **columns: Any) -> AuditEvent:
    line = audit.line(verb, target=target, by_id=by.pk if by else None, at=AT)
    for name, value in columns.items():
        setattr(line, name, value)
    line.save()
    return line


def test_a_line_is_a_sentence_under_its_day(brought_out: Release, auditor: User, client: Client) -> None:
    followup = FollowUp.objects.select_related("promise").get()
    by = User.objects.get(name="Kim Samordnare")
    home = followup.promise.partnership_id
    note("followup_draft.read", followup, by, ground="coordinator", partnership_id=home)
    client.force_login(auditor)

    page = text(client.get(PAGE))

    assert (
        f"14 oktober 2021 09.12 Kim Samordnare läste utkastet till uppföljning av ”{followup.promise.title}” "
        "för första tertialet 2021 (januari–april), som samordnare." in page
    )


def test_who_logs_what_stays_inside_an_organisation(worked: Promised, auditor: User, client: Client) -> None:
    theirs = Entry.objects.filter(organisation=worked.cast.police).order_by("pk")[0]
    note("entry.logged", theirs, worked.cast.officer)
    client.force_login(auditor)

    assert "Vem som loggar vad hos en annan organisation visas inte." in client.get(PAGE).content.decode()
    assert f"nummer {theirs.pk}" not in text(client.get(PAGE, {"who": worked.cast.officer.pk}))
    assert "entry.logged" not in client.get(FILE).content.decode()
    Role.objects.filter(user=auditor).update(organisation=worked.cast.police)
    assert "entry.logged" in client.get(FILE).content.decode()


def test_what_goes_with_logging_stays_inside_too(worked: Promised, auditor: User, client: Client) -> None:
    """A text read through, the own log read and the phone filled: one who has just logged does so."""
    officer, police = worked.cast.officer, worked.cast.police
    theirs = Entry.objects.filter(organisation=police).order_by("pk")[:2]
    pair = Double.objects.create(first=theirs[0], second=theirs[1], answer="different", said_at=AT)
    note("text.read_through", ReceivedForm(pk=1), officer)
    note("entries.read", Entry(pk=0), officer)
    note("phone_pack.read", Entry(pk=0), officer)
    note("double.answered", pair, officer)
    note("doubles.read", Entry(pk=0), officer)  # shows the pairs of others too
    client.force_login(auditor)

    def told() -> list[str]:
        return re.findall(
            r";((?:text|entries|phone_pack|double|doubles)\.\w+);", client.get(FILE).content.decode()
        )

    assert told() == ["doubles.read"]
    Role.objects.filter(user=auditor).update(organisation=police)
    assert len(told()) == 5


def test_no_number_tells_how_many_lines_were_written_between(
    worked: Promised, auditor: User, client: Client
) -> None:
    note("promise.read", worked.promise, worked.cast.officer)
    client.force_login(auditor)

    [line, *_] = [row for row in client.get(FILE).content.decode().splitlines() if "promise.read" in row]

    kept = AuditEvent.objects.get(verb="promise.read")
    assert line.split(";")[0].strip('"') == shown(kept.pk, Of.LINE)
    sealing.seal(at=AT)
    note("promise.read", worked.promise, worked.cast.officer)
    assert re.search(r"\d rad(er)? är ännu inte", client.get(PAGE).content.decode()) is None
    assert "är ännu inte förseglat" in client.get(PAGE).content.decode()


def test_every_other_role_is_refused_and_the_trail_says_nothing_to_them(
    worked: Promised, auditor: User, client: Client
) -> None:
    cast = worked.cast
    assert client.get(PAGE)["Location"].startswith("/logga-in/?next=")
    for kind in [kind for kind in Role.Kind.values if kind != "auditor"]:
        Role.objects.filter(user=cast.partner).delete()
        Role.objects.create(
            user=cast.partner,
            kind=kind,
            organisation=cast.housing,
            partnership=cast.partnership,
            starts=SINCE,
        )
        client.force_login(cast.partner)

        assert [client.get(path).status_code for path in (PAGE, FILE)] == [403, 403], kind


def test_the_auditor_of_one_partnership_reads_nothing_of_another(
    worked: Promised, auditor: User, client: Client
) -> None:
    cast = worked.cast
    elsewhere = Promise(pk=10**6, title="Annan", partnership=cast.other_partnership)
    note("promise.read", elsewhere, cast.outsider)
    note("week.read", Promise(pk=0), cast.outsider)
    note("user.admitted", cast.outsider, None)
    mine = note("week.read", Promise(pk=0), cast.officer)

    found = queries.lines([cast.partnership.pk], queries.Asked(), 1000, own=[])

    assert mine in found
    assert cast.outsider.pk not in {line.by_id for line in found}
    assert cast.outsider.pk not in {line.target_id for line in found if line.target_type == "accounts.User"}


def test_who_has_seen_a_promise_is_asked_by_thing_person_day_and_how(
    worked: Promised, auditor: User, client: Client, noted_templates: None
) -> None:
    cast, promise = worked.cast, worked.promise
    target = promise.activities.order_by("pk")[0].targets.order_by("pk")[0]
    home = {"partnership_id": cast.partnership.pk}
    read = note("promise.read", promise, cast.officer, **home)
    behind = note("entries_behind.read", target, cast.partner, **home)
    figures = note("figures.exported", promise, cast.officer, **home)
    note("promises.read", Promise(pk=0), cast.officer, **home)
    note("promise.adopted", promise, cast.coordinator)
    client.force_login(auditor)

    def keys(**asked: str | int) -> list[int]:
        answer = client.get(PAGE, asked)
        assert answer.status_code == 200
        asked_for = answer.context["form"].asked()
        return [line.pk for line in queries.lines([cast.partnership.pk], asked_for, 1000, own=[])]

    thing = f"promises.Promise:{promise.pk}"
    seen = keys(thing=thing, first_day="2021-10-14", last_day="2021-10-14")
    assert [key for key in seen if key <= figures.pk] == [figures.pk, behind.pk, read.pk]
    assert keys(thing=thing, who=cast.officer.pk, how="read") == [read.pk]
    assert keys(thing=thing, how="exported") == [figures.pk]
    assert read.pk not in keys(thing=thing, last_day="2021-10-13")
    assert "Kim Samordnare antog löftet" in text(client.get(PAGE, {"thing": thing, "how": "changed"}))


def test_pages_follow_each_other_and_cost_the_same_however_much_is_noted(
    worked: Promised, auditor: User, client: Client, noted_templates: None
) -> None:
    cast = worked.cast
    home = {"partnership_id": cast.partnership.pk}
    client.force_login(auditor)
    note("promise.read", worked.promise, cast.officer, **home)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as few:
        client.get(PAGE)

    lines = [note("promise.read", worked.promise, cast.officer, **home) for _ in range(120)]
    sealing.seal(at=AT)
    with CaptureQueriesContext(connection) as many:
        first = client.get(PAGE)
    older = client.get(PAGE + re.findall(r'rel="next" href="([^"]+)"', first.content.decode())[0])

    assert len(many) == len(few)
    newest, shown = (
        [(row.line.at, row.line.pk) for day in answer.context["days"] for row in day.rows]
        for answer in (first, older)
    )
    assert len(newest) == len(shown) == 50
    assert newest + shown == sorted(newest + shown, reverse=True)
    assert {key for _, key in shown} <= {line.pk for line in lines}


def test_to_read_the_trail_and_to_take_it_as_a_file_stand_in_it(
    worked: Promised, auditor: User, client: Client
) -> None:
    client.force_login(auditor)

    client.get(PAGE, {"who": auditor.pk})
    answer = client.get(FILE, {"how": "read"})

    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "Rad;Tidpunkt;Händelse;Kod;Slag;Nyckel;Förseglad"
    assert "Gun Granskare läste spåret, som granskare.;trail.read" in rows[1]
    last = AuditEvent.objects.order_by("-pk")[0]
    assert (last.verb, last.by_id, last.facts) == ("trail.exported", auditor.pk, {"how": "read"})


def test_a_wrong_search_says_so_and_finds_nothing(auditor: User, client: Client) -> None:
    client.force_login(auditor)

    assert client.get(PAGE, {"who": "999999"}).status_code == 422
    assert client.get(FILE, {"first_day": "i går"}).status_code == 400
    assert client.post(PAGE).status_code == 405
    assert client.get(PAGE, {"thing": "promises.Promise:99999"}).status_code == 200


def test_a_person_who_is_erased_has_no_name_and_what_is_gone_its_number(
    worked: Promised, auditor: User, client: Client
) -> None:
    note("promise.read", Promise(pk=10**6), worked.cast.officer, partnership_id=worked.cast.partnership.pk)
    erasing.erase_person(worked.cast.officer.pk, ground=worked.cast.partnership, by_id=None, at=AT)
    client.force_login(auditor)

    page = text(client.get(PAGE))

    assert "Någon som har tagits bort ur spåret läste löftet ”nummer 1000000, som inte finns kvar”." in page
    assert "Pia Polis" not in page


def test_every_verb_in_the_house_has_its_words() -> None:
    written = r'(?:audit\.(?:record|line)|@reads)\(\s*"([a-z_]+\.[a-z_]+)"'
    call = re.compile(written + r'|verb = "([a-z_.]+)" if [\w.]+ else "([a-z_.]+)"')
    used = {
        verb
        for path in source.inside(".py")
        for found in call.findall(path.read_text(encoding="utf-8"))
        for verb in found
        if verb
    }

    assert used - set(verbs.ALL) == set()
    handed_on = {"first_key.used", "invite.used", "redaction.sought"}  # to what writes the line
    handed_on |= {"delivery.level_chosen", "document.level_chosen", "link.level_chosen"}
    handed_on |= {"delivery.not_shared", "document.not_shared"}
    assert set(verbs.ALL) - used - handed_on == {"trail.person_erased"}  # written by its name


def test_a_things_page_leads_to_its_trail_for_those_who_may_read_it_and_for_nobody_else(
    brought_out: Release, cast: Cast, client: Client, freeze: Freeze
) -> None:
    freeze("2021-10-14T09:30")
    promise, followup = Promise.objects.get(), FollowUp.objects.get()
    ways = {
        f"/intern/loften/{promise.pk}/": f"/intern/sparet/?thing=promises.Promise%3A{promise.pk}",
        reverse(
            "followup:approve", args=[followup.pk]
        ): f"/intern/sparet/?thing=followup.FollowUp%3A{followup.pk}",
        reverse("work:figures"): f"/intern/sparet/?thing=promises.Promise%3A{promise.pk}",
    }
    client.force_login(cast.coordinator)
    before = [way in client.get(page).content.decode() for page, way in ways.items()]

    where = {"organisation": cast.municipality, "partnership": cast.partnership}
    Role.objects.create(user=cast.coordinator, kind=Role.Kind.AUDITOR, starts=SINCE, **where)

    assert before == [False] * 3
    assert [way in client.get(page).content.decode() for page, way in ways.items()] == [True] * 3
    assert client.get(ways[f"/intern/loften/{promise.pk}/"]).status_code == 200
