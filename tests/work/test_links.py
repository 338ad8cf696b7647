"""The weekly sheet by a restricted link: one sheet, one organisation, named kinds, until it is taken back."""

import re
from datetime import date, datetime
from uuid import uuid4

import pytest
from django.test import Client

from lofte.accounts import reaching
from lofte.accounts.models import Organisation, RestrictedLink, Role
from lofte.base.models import AuditEvent
from lofte.promises.models import KindOfWork
from lofte.work.models import Delivery, DeliveryNote, Entry
from tests.cast import Cast
from tests.conftest import Freeze
from tests.work import making
from tests.work.making import text

LINKS = "/intern/logga/leveranser/lankar/polisen-lillkoping/"
ORIGIN = {"source": "STORM", "attesting_office": "Planeringen, Lillköping"}


@pytest.fixture(autouse=True)
def now(freeze: Freeze) -> datetime:
    return freeze("2021-03-10T12:00")  # a Wednesday: week 9 is over


@pytest.fixture
def kinds(cast: Cast) -> tuple[KindOfWork, KindOfWork]:
    """Let a promise in force ask for two kinds of work, in the north."""
    made = making.kind_of_work(), making.kind_of_work("trafik")
    activity = making.activity(making.promise(cast.partnership), cast.police)
    for kind in made:
        making.target(activity, "count", 30, places=[cast.north], each_place=True, kind_of_work=kind)
    return made


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    client.force_login(cast.officer)
    return client


def own() -> dict[str, str]:
    return {"whom": f"egen-{Organisation.objects.get(slug='polisen-lillkoping').pk}"}


def field(cast: Cast, kind: KindOfWork) -> str:
    return f"{kind.pk}-done-s{cast.north.pk}-n"


def linked(officer: Client, kind: KindOfWork, **given: str) -> str:
    """Make a link for one kind of work; return its address."""
    page = text(
        officer.post(LINKS, own() | {"once": str(uuid4()), "kinds": [kind.code], "weeks": "4"} | given)
    )
    found = re.search(r'value="http://testserver(/[\w/-]+/blad/[\w-]+/)"', page)
    assert found, page
    return found[1]


def sent(address: str, **figures: str) -> int:
    return Client().post(address, ORIGIN | {"once": str(uuid4())} | figures).status_code


def test_a_week_is_filled_in_without_an_account(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    patrol, _ = kinds
    address = linked(officer, patrol)

    answer = Client().post(address, ORIGIN | {"once": str(uuid4()), field(cast, patrol): "12"}, follow=True)

    assert "Veckan är sparad." in text(answer)
    entry = Entry.objects.get()
    assert (entry.occasions, entry.occurred_on, entry.organisation) == (12, date(2021, 3, 4), cast.police)
    assert not DeliveryNote.objects.exists()  # nobody is known to have typed it
    line = AuditEvent.objects.get(verb="delivery.brought")
    assert (line.by_id, line.facts["link"]) == (None, RestrictedLink.objects.get().pk)
    assert AuditEvent.objects.filter(verb="link.used", by_id=None).count() == 1


def test_only_the_kinds_of_the_link_are_shown_and_taken(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    patrol, traffic = kinds
    address = linked(officer, patrol)

    page = text(Client().get(address))
    assert field(cast, patrol) in page
    assert field(cast, traffic) not in page
    sent(address, **{field(cast, patrol): "2", field(cast, traffic): "9"})

    assert [entry.kind_of_work for entry in Entry.objects.all()] == [patrol]


def test_what_was_delivered_of_other_kinds_stays(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    patrol, traffic = kinds
    address = linked(officer, patrol)
    sheet = "/intern/logga/leveranser/vecka/polisen-lillkoping/2021-W09/"
    figures = {field(cast, patrol): "1", field(cast, traffic): "9"}
    officer.post(sheet, ORIGIN | own() | {"once": str(uuid4())} | figures)

    assert sent(address, seen=str(Delivery.objects.get().pk), **{field(cast, patrol): "4"}) == 302

    total = dict.fromkeys(kinds, 0)
    for entry in Entry.objects.order_by("pk").select_related("kind_of_work"):
        total[entry.kind_of_work] += entry.sign * entry.occasions
    assert total == {patrol: 4, traffic: 9}


def test_a_link_opens_until_it_is_taken_back_or_too_old(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork], freeze: Freeze
) -> None:
    address = linked(officer, kinds[0])
    freeze("2021-04-08T12:00")
    assert Client().get(address).status_code == 404
    freeze("2021-03-10T12:00")
    assert Client().get(address).status_code == 200

    officer.post(f"{LINKS}{RestrictedLink.objects.get().pk}/ta-tillbaka/")

    assert Client().get(address).status_code == 404
    assert sent(address, **{field(cast, kinds[0]): "12"}) == 404
    assert not Entry.objects.exists()


def test_a_link_opens_no_longer_than_its_maker_may_deliver(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    address = linked(officer, kinds[0])
    Role.objects.filter(user=cast.officer).update(ends=date(2021, 3, 10))

    assert Client().get(address).status_code == 404


def test_a_link_opens_no_other_page(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    guest = Client()
    guest.get(linked(officer, kinds[0]))

    for page in ("/intern/", "/intern/logga/leveranser/", LINKS):
        assert "/logga-in/" in guest.get(page)["Location"]


def test_the_database_holds_no_address(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    token = linked(officer, kinds[0]).split("/")[-2]
    row = RestrictedLink.objects.get()

    assert len(token) >= 43  # 256 bits in letters of six
    assert token not in row.sum
    assert Client().get(f"/intern/logga/leveranser/blad/{row.sum}/").status_code == 404
    assert token not in text(officer.get(LINKS))


def test_nobody_makes_or_takes_back_a_link_for_others(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    linked(officer, kinds[0])
    stranger = Client()
    stranger.force_login(cast.partner)

    assert stranger.get(LINKS).status_code == 404
    assert stranger.post(f"{LINKS}{RestrictedLink.objects.get().pk}/ta-tillbaka/").status_code == 404
    assert RestrictedLink.objects.get().revoked_at is None


def test_what_comes_by_a_link_reaches_as_far_as_its_maker_chose(
    officer: Client, cast: Cast, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    wide = {"whom": f"samverkan-{cast.partnership.pk}", "ground": "bild-utan-enskilda"}
    address = linked(officer, kinds[0], **wide)

    sent(address, **{field(cast, kinds[0]): "2"})

    [share] = reaching.stands(Delivery.objects.get())
    assert (share.partnership, share.ground.code, share.said_by) == (cast.partnership, wide["ground"], None)
