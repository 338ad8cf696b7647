"""Where all our promises stand: several municipalities on one page, one promise of several parties."""

import re
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lofte.accounts.actions import give_first_rights
from lofte.accounts.models import Membership, Organisation, Partnership, Role
from lofte.accounts.viewers import viewer_of
from lofte.overview import standing
from lofte.places.models import Area, AreaSet, Containment
from lofte.promises.models import Promise
from tests.cast import SINCE, Cast
from tests.conftest import Freeze
from tests.promised import Promised
from tests.work import making

PAGE = "/intern/logga/lage/"
TODAY = date(2021, 5, 10)


def text(answer: Any) -> str:
    page = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])
    return re.sub(r"\s+", " ", page).replace("\N{NO-BREAK SPACE}", " ")


def _partnership(name: str, cast: Cast, area: Area) -> tuple[Partnership, AreaSet]:
    made = Partnership.objects.create(slug=name.lower(), name=name, municipality_name=name)
    give_first_rights(made)
    Membership.objects.create(partnership=made, organisation=cast.police, signs=True)
    Role.objects.create(
        user=cast.officer, partnership=made, organisation=cast.police, kind="field", starts=SINCE
    )
    here = AreaSet.objects.create(
        partnership=made, name=name, slug=name.lower(), search_key=name.lower(), sort_key=name.lower()
    )
    Containment.objects.create(area_set=here, area=area)
    return made, here


def test_a_police_district_of_six_municipalities_sees_them_on_one_page(
    cast: Cast, client: Client, freeze: Freeze
) -> None:
    freeze("2021-05-10T12:00")
    patrol = making.kind_of_work()
    areas = [cast.north_area, cast.south_area, cast.west_area]
    for n in range(6):
        made, here = _partnership(f"Kommun{n}", cast, areas[n % 3])
        activity = making.activity(making.promise(made), cast.police, title=f"Fotpatrull {n}")
        making.target(activity, "count", 300, places=[here], kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=7)
    client.force_login(cast.officer)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as asked:
        page = text(client.get(PAGE))

    assert [f"Kommun{n}" in page for n in range(6)] == [True] * 6
    assert page.count("7 av 300") == 2  # the area lies in the first and the fourth of them
    assert page.count("0 av 300") == 4
    groups = standing.of(viewer_of(cast.officer, TODAY), TODAY)
    assert [one.partnership.name for one in groups] == sorted(one.partnership.name for one in groups)
    every = AreaSet.objects.get(slug="kommun5")
    last = making.activity(Promise.objects.get(partnership=every.partnership), cast.police)
    making.target(last, "count", 10, places=[every], kind_of_work=patrol)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as more:
        client.get(PAGE)
    assert len(more) == len(asked)


def test_a_promise_of_three_municipalities_counts_the_work_of_all_three(cast: Cast) -> None:
    patrol = making.kind_of_work()
    doers = [
        Organisation.objects.create(slug=name, name=name, short_name=name, kind="municipality")
        for name in ("stenby", "ortby", "tjurby")
    ]
    for doer in doers:
        Membership.objects.create(partnership=cast.partnership, organisation=doer)
    activity = making.activity(making.promise(cast.partnership), *doers)
    making.target(
        activity,
        "count",
        15,
        places=[cast.north, cast.south, cast.rest],
        each_place=False,
        kind_of_work=patrol,
    )
    for n, (doer, area) in enumerate(
        zip(doers, (cast.north_area, cast.south_area, cast.west_area), strict=True), 1
    ):
        making.work(patrol, area, date(2021, 2, n), doer, n=n)

    [group] = standing.of(viewer_of(cast.coordinator, TODAY), TODAY)

    assert [row.done for row in group.promises[0].rows] == ["6 av 15"]


def test_the_activities_stand_in_the_promises_order_with_their_status(worked: Promised) -> None:
    [group] = standing.of(viewer_of(worked.cast.coordinator, TODAY), TODAY)

    rows = group.promises[0].rows
    assert [row.activity for row in rows] == list(worked.promise.activities.order_by("position", "pk"))
    told = {row.activity.title: (row.status, row.done) for row in rows}
    assert told["Fotpatrullering"] == ("behind", "Norra 12 av 30 och Södra 4 av 30")
    assert told["Samtal"] == (None, "")
    assert "ligger efter" in group.promises[0].summary


def test_nobody_sees_another_partnerships_promise(worked: Promised, client: Client) -> None:
    assert client.get(PAGE)["Location"].startswith("/logga-in/?next=")
    client.force_login(worked.cast.outsider)

    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert worked.promise.title not in text(answer)
    assert client.post(PAGE).status_code == 405
