"""Nobody outside the own organisation is told who wrote an entry: by name, key, moment or hour, on any page.

The coordinator of another party follows every link and fetches every file there is, where an entry of the
police is behind a target, stands in the figures, and looks like a double of the municipality's own.
"""

import io
import re
import zipfile
from collections import Counter, deque
from datetime import date, time
from html import unescape
from urllib.parse import urljoin, urlsplit
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from lofte.accounts.models import SharingRule
from lofte.base.hidden_keys import shown
from lofte.places.models import Area
from lofte.promises.models import KindOfWork, Target
from lofte.work import actions
from lofte.work.admitting import Draft
from lofte.work.models import Entry
from lofte.work.sharing import actions as sharing
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.work import making

MOMENT = "2021-05-03T14:37:41"
PEOPLE = ("/intern/personer/", "/intern/grupper/", "/intern/spar", "/intern/roller/")  # who works there
LINK = re.compile(r'(?:href|action|src)="([^"]+)"')
OF_A_KIND = 2  # pages: lists are followed by a few of what they hold
NOTE = "lugnt vid stationen"


@pytest.fixture
def written(cast: Cast, freeze: Freeze) -> Entry:
    """Let the police log a walk, and the municipality the same."""
    at = freeze(MOMENT)
    kind: KindOfWork = making.kind_of_work(usual_minutes=45)
    activity = making.activity(making.promise(cast.partnership), cast.police)
    making.target(activity, "count", 30, places=[cast.north, cast.south], each_place=True, kind_of_work=kind)
    # so that the key is no small number, which stands on pages for other reasons
    making.work(kind, cast.south_area, date(2021, 4, 1), cast.municipality, n=40)
    own = cast.coordinator, cast.municipality, freeze("2021-05-03T14:51"), time(13, 40)
    for by, organisation, written_at, begun in ((cast.officer, cast.police, at, time(13, 23)), own):
        draft = Draft(
            key=uuid4(),
            kind=kind,
            organisation=organisation,
            area=cast.north_area,
            occurred_on=date(2021, 5, 3),
            started_at=begun,
            minutes=45,
            note=NOTE if organisation == cast.police else "",
        )
        actions.put(draft, by=by, at=written_at)
    return Entry.objects.get(organisation=cast.police)


def words_of(body: bytes) -> str:
    """Return what a page or a file says; a workbook is opened."""
    if body[:2] != b"PK":
        return unescape(body.decode("utf-8", "replace"))
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def walked(client: Client, first: str) -> dict[str, str]:
    """Return the pages and files that links lead to, some of each kind."""
    found: dict[str, str] = {}
    n_of: Counter[str] = Counter()
    ahead = deque([first])
    while ahead:
        address = ahead.popleft()
        kind = kind_of(address)
        if not kind or address in found or n_of[kind] == OF_A_KIND:
            continue
        n_of[kind] += 1
        answer = client.get(address)
        found[address] = words_of(answer.getvalue())
        led = [answer["Location"]] if answer.has_header("Location") else LINK.findall(found[address])
        ahead.extend(urljoin(address, unescape(link)).split("#")[0] for link in led)
    return found


def kind_of(address: str) -> str:
    """Return the name of a staff page's address; "" for what lies elsewhere."""
    path = urlsplit(address).path
    if not path.startswith("/intern/"):
        return ""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""


def test_no_page_and_no_file_tells_another_party_who_wrote(
    client: Client, cast: Cast, written: Entry, freeze: Freeze
) -> None:
    freeze("2021-05-04T08:00")  # the day after, when a pair that may be the same is told of
    client.force_login(cast.coordinator)

    pages = walked(client, "/intern/")

    assert any("/lage/" in address for address in pages)
    assert "/intern/logga/dubbletter/" in pages
    assert any(address.split("?")[0].endswith(".xlsx") for address in pages)
    signs = {
        "its key": rf"{shown(written.pk, 'entry')}|post/{written.pk}/|value=\"{written.pk}\"|{written.key}",
        "the moment": r"14[.:]37",
        "the hour": r"13[.:]23",
        "the note": NOTE,
        "e-mail": re.escape(cast.officer.email),
    }
    for address, page in pages.items():
        for what, sign in signs.items():
            told = re.search(sign, page)
            assert told is None or (what == "e-mail" and address.startswith(PEOPLE)), f"{what}: {address}"
        if not address.startswith(PEOPLE):
            assert cast.officer.name not in page, address


def test_the_own_organisation_sees_it(client: Client, cast: Cast, written: Entry) -> None:
    client.force_login(cast.officer)

    page = client.get(reverse("work:entry", args=[written.pk])).content.decode()

    assert "14.37" in page
    assert NOTE in page
    client.force_login(cast.coordinator)
    assert client.get(reverse("work:entry", args=[written.pk])).status_code == 404


def again_in(entry: Entry, area: Area, n: int) -> Draft:
    """Return another walk like it, in an area."""
    return Draft(
        key=UUID(int=n),
        kind=entry.kind_of_work,
        organisation=entry.organisation,
        area=area,
        occurred_on=entry.occurred_on,
        minutes=45,
    )


def behind(client: Client, query: str = "") -> str:
    target = Target.objects.get()
    address = reverse("work:behind", args=[target.activity.promise_id, target.pk])
    return words_of(client.get(address + query).content).split("<h1")[1].split("</main>")[0]


def test_what_was_taken_back_and_what_no_figure_holds_is_not_told_of(
    client: Client, cast: Cast, written: Entry, freeze: Freeze
) -> None:
    client.force_login(cast.coordinator)
    before = behind(client), behind(client, "?nara")
    late = freeze("2021-05-03T15:00")
    mistaken = actions.put(again_in(written, cast.north_area, 1), by=cast.officer, at=late)
    actions.reverse(mistaken, reason="Fel dag", by=cast.officer, at=late)
    actions.put(again_in(written, cast.west_area, 2), by=cast.officer, at=late)  # no place of the target's

    after = behind(client), behind(client, "?nara")

    assert "1 post hos Polisen Lillköping" in before[0]
    assert after == before


def test_one_who_is_shown_a_shared_entry_is_told_its_day_and_no_hour(
    client: Client, cast: Cast, written: Entry, freeze: Freeze
) -> None:
    at = freeze("2021-05-03T15:00")
    ground = SharingRule.objects.create(
        partnership=cast.partnership,
        code="egna-ord",
        verdict="may",
        title="Ja",
        text="Ja.",
        starts=SINCE,
        checked_on=SINCE,
    )
    sharing.share(written, sharing.Reach(cast.partnership), ground=ground, by=cast.officer, at=at)
    pages = []
    for who in (cast.coordinator, cast.officer):
        client.force_login(who)
        pages.append(words_of(client.get(reverse("sharing:shared")).content))

    assert [NOTE in page for page in pages] == [True, True]
    assert ["13.23" in page for page in pages] == [False, True]
