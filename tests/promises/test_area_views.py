"""Sets of areas and the dated list of prioritised areas on the page."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lofte.places.models import AreaSet, PrioritisedArea
from lofte.promises.models import Activity, Promise
from tests.cast import Cast
from tests.promises.asking import HERE, page, post, signed_in
from tests.promises.reading import TODAY


@pytest.fixture
def desk(client: Client, draft: Promise, cast: Cast) -> Client:
    return signed_in(client, cast.coordinator)


def first(draft: Promise) -> Activity:
    return draft.activities.order_by("position")[0]


def activity_words(**more: Any) -> dict[str, Any]:
    return {"title": "Ny aktivitet", "text": "Polisen ska göra något nytt."} | more


def target_words(**more: Any) -> dict[str, Any]:
    return {"kind": "count", "comparator": ">=", "value": "12"} | more


def test_a_set_is_made_of_areas_or_of_the_rest(desk: Client, cast: Cast) -> None:
    AreaSet.objects.filter(pk=cast.rest.pk).update(name="x", search_key="x")
    cast.north.containment.create(area=cast.whole)
    once = str(uuid4())

    post(desk, "make-area-set", HERE, name="Norra och Södra", areas=[cast.north_area.pk, cast.south_area.pk])
    answers = [
        post(
            desk,
            "make-area-set",
            HERE,
            once=once,
            name="Resten",
            whole=cast.whole.pk,
            areas=[cast.north_area.pk],
        )
        for _ in range(2)
    ]

    union, rest = AreaSet.objects.get(name="Norra och Södra"), AreaSet.objects.get(name="Resten")
    assert {one.area for one in union.containment.all()} == {cast.north_area, cast.south_area}
    assert {one.area for one in rest.containment.all()} == {cast.south_area, cast.west_area}
    assert [answer.status_code for answer in answers] == [302, 302]
    assert "Norra och Södra" in page(desk, "areas", HERE)


@pytest.mark.parametrize(
    ("name", "areas", "said"),
    [
        ("", ["north"], "Skriv ett namn."),
        ("NORRA", ["north"], "Det finns redan"),
        ("Tomt", [], "Välj minst ett område."),
        ("Främmande", ["unknown"], "behöver rättas"),
    ],
)
def test_a_wrong_set_is_told_and_not_made(
    desk: Client, cast: Cast, name: str, areas: list[str], said: str
) -> None:
    keys = [cast.north_area.pk if one == "north" else 99_999 for one in areas]

    text = post(desk, "make-area-set", HERE, name=name, areas=keys).content.decode()

    assert said in text
    assert AreaSet.objects.count() == 3


def test_an_area_is_prioritised_and_the_priority_ended(desk: Client, cast: Cast) -> None:
    post(desk, "prioritise", HERE, area_set=cast.north.pk, starts="2026-01-01", decision="KS 2025 § 7")
    row = PrioritisedArea.objects.get()

    early = post(desk, "end-priority", [*HERE, row.pk], last_day="2025-12-31")
    post(desk, "end-priority", [*HERE, row.pk], last_day="2026-12-31")

    row.refresh_from_db()
    assert "Sista dagen ligger före den första." in early.content.decode()
    assert (str(row.starts), str(row.ends), row.decision) == ("2026-01-01", "2027-01-01", "KS 2025 § 7")
    assert "31\N{NO-BREAK SPACE}december 2026" in page(desk, "areas", HERE)


def test_a_wrong_priority_is_told_and_not_written(desk: Client, cast: Cast) -> None:
    foreign = AreaSet.objects.create(
        partnership=cast.other_partnership, slug="x", name="X", search_key="x", sort_key="x"
    )

    for values, said in (
        ({"area_set": foreign.pk, "starts": "2026-01-01", "decision": "KS"}, "behöver rättas"),
        ({"area_set": cast.north.pk, "starts": "2026-01-01"}, "Skriv vilket beslut"),
        (
            {"area_set": cast.north.pk, "starts": "2026-02-01", "last_day": "2026-01-01", "decision": "KS"},
            "Sista dagen ligger före den första.",
        ),
    ):
        assert said in post(desk, "prioritise", HERE, **values).content.decode()
    assert not PrioritisedArea.objects.exists()


def test_an_area_is_not_prioritised_twice_on_the_same_days(desk: Client, cast: Cast) -> None:
    north = {"area_set": cast.north.pk, "decision": "KS"}
    post(desk, "prioritise", HERE, **north, starts="2026-01-01", last_day="2026-06-30")
    post(desk, "prioritise", HERE, **north, starts="2026-09-01")
    first = PrioritisedArea.objects.order_by("starts")[0]

    again = post(desk, "prioritise", HERE, **north, starts="2026-06-30", last_day="2026-07-31")
    longer = post(desk, "end-priority", [*HERE, first.pk], last_day="2026-09-01")
    touching = post(desk, "end-priority", [*HERE, first.pk], last_day="2026-08-31")

    assert "Området är redan prioriterat under den tiden." in again.content.decode()
    assert "prioriterat två gånger på samma dagar" in longer.content.decode()
    assert touching.status_code == 302
    assert [str(one.starts) for one in PrioritisedArea.objects.order_by("starts")] == [
        "2026-01-01",
        "2026-09-01",
    ]


def test_a_set_made_by_mistake_is_removed_once_and_one_in_use_stays(
    desk: Client, draft: Promise, cast: Cast
) -> None:
    post(desk, "make-area-set", HERE, name="Miss", areas=[cast.north_area.pk])
    made, once = AreaSet.objects.get(name="Miss"), str(uuid4())

    answers = [post(desk, "remove-area-set", [*HERE, made.pk], once=once) for _ in range(2)]
    used = post(desk, "remove-area-set", [*HERE, cast.north.pk])

    assert [one.status_code for one in answers] == [302, 302]
    assert not AreaSet.objects.filter(name="Miss").exists()
    assert "Områdesgruppen används i ett löfte" in used.content.decode()
    assert AreaSet.objects.filter(pk=cast.north.pk).exists()
    assert post(desk, "remove-area-set", ["storkoping", cast.north.pk]).status_code == 404


def test_the_same_priority_sent_twice_lands_where_the_first_did(desk: Client, cast: Cast) -> None:
    values = {"area_set": cast.north.pk, "starts": "2026-01-01", "decision": "KS", "once": str(uuid4())}

    answers = [post(desk, "prioritise", HERE, **values) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert PrioritisedArea.objects.count() == 1


def test_another_partnerships_priority_is_not_ended(client: Client, cast: Cast) -> None:
    row = PrioritisedArea.objects.create(
        partnership=cast.partnership, area_set=cast.north, starts=TODAY, decision="KS"
    )
    signed_in(client, cast.outsider)

    assert post(client, "end-priority", [*HERE, row.pk], last_day="2026-12-31").status_code == 404
    assert post(client, "end-priority", ["storkoping", row.pk], last_day="2026-12-31").status_code == 404
