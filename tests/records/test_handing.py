"""A registrar makes a package and records the receipt; what goes after delivery goes then, not before."""

import io
import zipfile
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from lxml import etree

from lofte.accounts.models import Role, User
from lofte.base import clearing
from lofte.base.models import AuditEvent
from lofte.promises.models import KindOfWork
from lofte.records import actions
from lofte.records.actions import Ruling
from lofte.records.models import ArchivePackage
from lofte.site.commands import clear
from lofte.work.models import EntryNote
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.records.test_clearing import logged
from tests.records.test_fixing import fixed
from tests.work.making import text

HERE = "/intern/arkiv/lillkoping/polisen-lillkoping/"
TIME = {"starts": "2022-01-01", "last_day": "2022-04-30"}


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2023-06-01T09:00")


@pytest.fixture
def registrar(client: Client, cast: Cast) -> Client:
    user = User.objects.create_user(email="registrator@example.org", name="Registrator Ett")
    which = {"partnership": cast.partnership, "organisation": cast.police}
    Role.objects.create(user=user, kind="registrar", starts=SINCE, **which)
    client.force_login(user)
    return client


def made(client: Client, **other: str) -> ArchivePackage:
    client.post(f"{HERE}paket/", TIME | {"once": str(uuid4())} | other)
    return ArchivePackage.objects.latest("pk")


def received(client: Client, one: ArchivePackage, day: str = "2023-06-01") -> str:
    told = {"once": str(uuid4()), "receipt": "ARK 7", "received_on": day}
    return text(client.post(f"{HERE}{one.pk}/kvitto/", told, follow=True))


def test_a_package_is_made_and_handed_out_as_one_folder(registrar: Client, cast: Cast) -> None:
    fixed(cast, "Avtal")
    one = made(registrar, starts="2023-01-01", last_day="2023-05-31")

    answer = registrar.get(f"{HERE}{one.pk}/paket.zip")

    with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as held:
        names = held.namelist()
        top = etree.fromstring(held.read(f"{one.name}/METS.xml"))
    assert {name.split("/")[0] for name in names} == {one.name} == {top.get("OBJID")}
    assert len(names) == one.n_files + 1
    assert AuditEvent.objects.filter(verb="archive_package.exported").exists()
    assert "1 januari 2023" in text(registrar.get(HERE))


def test_a_package_whose_ground_has_changed_is_not_handed_out(registrar: Client, cast: Cast) -> None:
    one = made(registrar)
    ArchivePackage.objects.update(sha256="0" * 64)

    answer = registrar.get(f"{HERE}{one.pk}/paket.zip")

    assert answer.status_code == 410
    assert "Gör ett nytt paket" in text(answer)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({"starts": "2022-05-01"}, "Sista dagen ligger före den första"),
        ({"last_day": "2023-06-01"}, "Tiden är inte slut än"),
        ({"last_day": ""}, "Skriv vilken dag"),
    ],
)
def test_a_time_that_cannot_be_packed_is_said(registrar: Client, days: dict[str, str], said: str) -> None:
    answer = registrar.post(f"{HERE}paket/", TIME | {"once": str(uuid4())} | days)

    assert (answer.status_code, said in text(answer)) == (422, True)
    assert not ArchivePackage.objects.exists()


@pytest.mark.parametrize(
    ("day", "said"), [("2023-05-31", "fanns inte paketet än"), ("2023-06-02", "inte varit")]
)
def test_a_receipt_that_cannot_be_is_said(registrar: Client, day: str, said: str) -> None:
    one = made(registrar)

    assert said in received(registrar, one, day)
    one.refresh_from_db()
    assert one.receipt == ""


def test_a_receipt_is_recorded_once(registrar: Client) -> None:
    one = made(registrar)

    first, second = received(registrar, one), received(registrar, one)

    assert "Levererat 1 juni 2023, ARK 7" in " ".join(first.split())
    assert "Kvittot är redan antecknat" in second
    assert AuditEvent.objects.filter(verb="archive.received").count() == 1


def test_what_is_cleared_after_delivery_waits_for_the_receipt(
    registrar: Client, cast: Cast, patrol: KindOfWork, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = clearing.plan("entry-notes")
    assert plan is not None
    for day in ("2022-02-01T10:00+01:00", "2022-05-02T10:00+02:00"):
        logged(cast, patrol, datetime.fromisoformat(day))
    ruling = Ruling(365, "KS 1", "Kommunstyrelsen", date(2022, 1, 10), after_delivery=True)
    actions.decide(plan=plan, organisation=cast.police, ruling=ruling, by=cast.coordinator, at=now)
    one = made(registrar)

    actions.clear(now)
    refused = EntryNote.objects.count()
    clear.run([])
    told = capsys.readouterr().out
    page = text(registrar.get("/intern/gallring/lillkoping/polisen-lillkoping/entry-notes/"))
    received(registrar, one)
    actions.clear(now)

    assert refused == 2
    assert "2 rader väntar på leverans till e-arkivet" in told
    assert "2 rader väntar på det" in page
    assert [str(one.entry.occurred_on) for one in EntryNote.objects.order_by("pk")] == ["2022-05-02"]
