"""Activities and targets on the page: what the forms do, refuse and keep when something is wrong."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lofte.base.models import ReceivedForm
from lofte.places.models import AreaSet
from lofte.promises import actions
from lofte.promises.models import Activity, KindOfWork, Promise, Quantity, Target
from tests.cast import Cast
from tests.promises.asking import page, post, signed_in
from tests.promises.reading import AT


@pytest.fixture
def desk(client: Client, draft: Promise, cast: Cast) -> Client:
    return signed_in(client, cast.coordinator)


def first(draft: Promise) -> Activity:
    return draft.activities.order_by("position")[0]


def activity_words(**more: Any) -> dict[str, Any]:
    return {"title": "Ny aktivitet", "text": "Polisen ska göra något nytt."} | more


def target_words(**more: Any) -> dict[str, Any]:
    return {"kind": "count", "comparator": ">=", "value": "12"} | more


def test_an_activity_is_added_once_however_often_it_is_sent(desk: Client, draft: Promise, cast: Cast) -> None:
    once = str(uuid4())
    words = activity_words(once=once, responsible=[cast.police.pk])

    answers = [post(desk, "add-activity", [draft.pk], **words) for _ in range(2)]

    assert draft.activities.filter(title="Ny aktivitet").count() == 1
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert ReceivedForm.objects.filter(key=once).count() == 1


def test_a_form_without_its_key_is_not_carried_out(desk: Client, draft: Promise) -> None:
    post(desk, "add-activity", [draft.pk], **activity_words(once=""))
    post(desk, "confirm-activity", [draft.pk, first(draft).pk], once="inte en nyckel")

    assert draft.activities.count() == 8
    assert first(draft).confirmed_at is None


def test_a_wrong_activity_is_shown_where_it_stands_with_what_was_typed(desk: Client, draft: Promise) -> None:
    activity = first(draft)

    answer = post(desk, "change-activity", [draft.pk, activity.pk], title="", text="Polisen ska gå längs ån.")

    text = answer.content.decode()
    assert "Skriv en kort rubrik." in text
    assert "Polisen ska gå längs ån." in text
    assert f'href="#a{activity.pk}_title"' in text
    activity.refresh_from_db()
    assert activity.title == "Fotpatrull"


def test_a_party_or_headline_from_outside_is_refused(desk: Client, draft: Promise, cast: Cast) -> None:
    stranger = cast.other_partnership.organisations.get()

    text = post(
        desk, "add-activity", [draft.pk], **activity_words(responsible=[stranger.pk])
    ).content.decode()

    assert "behöver rättas" in text
    assert draft.activities.count() == 8


def test_confirming_leads_to_the_next_one_to_read(desk: Client, draft: Promise, cast: Cast) -> None:
    one, two = draft.activities.order_by("position")[:2]

    answer = post(desk, "confirm-activity", [draft.pk, one.pk])

    one.refresh_from_db()
    assert one.confirmed_by == cast.coordinator
    assert answer.headers["Location"].endswith(f"#a{two.pk}")
    assert "Stämmer, enligt Kim Samordnare" in page(desk, "promise", [draft.pk])


def test_activities_are_moved_and_taken_away_once(desk: Client, draft: Promise) -> None:
    one, two = draft.activities.order_by("position")[:2]
    once = str(uuid4())

    post(desk, "move-activity", [draft.pk, two.pk], step="up")
    assert first(draft) == two
    answers = [post(desk, "remove-activity", [draft.pk, one.pk], once=once) for _ in range(2)]

    assert draft.activities.count() == 7
    assert [answer.status_code for answer in answers] == [302, 302]


def test_a_target_is_written_as_swedes_write_numbers(desk: Client, draft: Promise, cast: Cast) -> None:
    activity = first(draft)
    patrol = KindOfWork.objects.get(code="foot-patrol")

    post(
        desk,
        "add-target",
        [draft.pk, activity.pk],
        **target_words(
            value="1 200,5",
            kind_of_work=patrol.pk,
            places=[cast.north.pk, cast.rest.pk],
            each_place="together",
            starts="2026-03-01",
            last_day="2026-05-31",
            recipients=[cast.housing.pk],
        ),
    )

    target = activity.targets.order_by("-pk")[0]
    assert float(target.value or 0) == 1200.5
    assert target.each_place is False
    assert (str(target.starts), str(target.ends)) == ("2026-03-01", "2026-06-01")
    assert target.places.count() == 2
    assert 'value="1200,5"' in page(desk, "promise", [draft.pk], f"?andra=t{target.pk}")


WRONG_TARGETS: list[tuple[dict[str, str], str]] = [
    ({"value": "åttahundra"}, "Skriv en siffra"),
    ({"value": "-3"}, "Talet kan inte vara mindre än noll."),
    ({"value": "90000000"}, "Talet är orimligt stort."),
    ({"kind": "qualitative"}, "Ett mål i ord har ingen siffra."),
    ({"kind": "share", "value": "120"}, "En andel är högst 100 procent."),
    ({"comparator": "between", "upper": "12"}, "större än det första"),
    ({"upper": "20"}, "Ett övre tal hör till"),
    ({"minimum_minutes": "0"}, "Minst en minut."),
    ({"minimum_minutes": "1441"}, "Ett dygn har 1 440 minuter."),
    ({"starts": "2025-12-31"}, "utanför löftets tid"),
    ({"last_day": "2028-01-01"}, "utanför löftets tid"),
    ({"starts": "2026-06-01", "last_day": "2026-05-31"}, "Sista dagen ligger före den första."),
    ({"kind": "allt"}, "allt"),
]


def test_what_a_fixed_time_is_stands_beside_it(desk: Client, draft: Promise) -> None:
    activity = draft.activities.order_by("pk")[0]

    post(desk, "add-target", [draft.pk, activity.pk], kind="slot", sign="Fredagar 21–03, utom skollov")

    assert "Fredagar 21–03, utom skollov" in page(desk, "promise", [draft.pk])


def test_a_wrong_target_is_told_at_the_field_and_not_written(desk: Client, draft: Promise) -> None:
    for change, said in WRONG_TARGETS:
        answer = post(desk, "add-target", [draft.pk, first(draft).pk], **target_words(**change))

        text = answer.content.decode()
        assert answer.status_code == 200, change
        assert "Det här behöver rättas" in text, change
        assert said in text, change
    assert Target.objects.count() == 9


def test_places_quantities_and_recipients_from_elsewhere_are_refused(
    desk: Client, draft: Promise, cast: Cast
) -> None:
    foreign = AreaSet.objects.create(
        partnership=cast.other_partnership, slug="x", name="X", search_key="x", sort_key="x"
    )
    stranger = cast.other_partnership.organisations.get()
    patrol = KindOfWork.objects.get(code="foot-patrol")
    offences = Quantity.objects.get(code="offences")

    for wrong in (
        {"places": [foreign.pk]},
        {"recipients": [stranger.pk]},
        {"kind_of_work": patrol.pk, "quantity": offences.pk},
    ):
        text = post(desk, "add-target", [draft.pk, first(draft).pk], **target_words(**wrong)).content.decode()
        assert "Det här behöver rättas" in text
    assert Target.objects.count() == 9


def test_a_target_of_another_promise_is_not_reached_through_this_one(
    desk: Client, draft: Promise, cast: Cast
) -> None:
    other = actions.new_promise(
        partnership=cast.partnership,
        title="Ett annat",
        starts=draft.starts,
        ends=draft.ends,
        parties=[cast.police],
        by=cast.coordinator,
        at=AT,
    )
    target = Target.objects.order_by("pk")[0]

    assert post(desk, "change-target", [other.pk, target.pk], **target_words()).status_code == 404
    assert post(desk, "add-target", [other.pk, first(draft).pk], **target_words()).status_code == 404
    assert post(desk, "settle", [other.pk, draft.questions.all()[0].pk], answer="x").status_code == 404


def test_interim_points_and_seasons_are_kept_and_shown(desk: Client, draft: Promise) -> None:
    activity = first(draft)
    points = target_words(value="800", pace="points", points="2026-04-30: 200\n2027-06-30  500,5")
    months = target_words(pace="season", month_weights="1 1 1 1 2 2 0 0 1 1 1 1", points="2026-04-30: 200")

    for words in (points, months):
        post(desk, "add-target", [draft.pk, activity.pk], **words)

    given, seasonal = activity.targets.order_by("-position")[:2][::-1]
    assert [(str(one.ends), float(one.done)) for one in given.points.order_by("ends")] == [
        ("2026-05-01", 200),
        ("2027-07-01", 500.5),
    ]
    assert (seasonal.month_weights, seasonal.points.count()) == ([1, 1, 1, 1, 2, 2, 0, 0, 1, 1, 1, 1], 0)
    shown = page(desk, "promise", [draft.pk], f"?andra=t{given.pk}")
    assert "2026-04-30: 200\n2027-06-30: 500.5" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"pace": "points", "points": "snart: 200"}, "går inte att läsa"),
        ({"pace": "points", "points": "2026-02-30: 200"}, "går inte att läsa"),
        ({"pace": "points"}, "Skriv minst ett delmål"),
        ({"pace": "points", "points": "2025-04-30: 2"}, "utanför målets tid"),
        ({"pace": "points", "points": "2026-04-30: 8\n2026-05-30: 7"}, "kan inte minska"),
        ({"pace": "points", "points": "2026-04-30: 13"}, "större än det som är lovat"),
        ({"pace": "points", "points": "2026-04-30: 8", "per": "year"}, "Målet börjar om"),
        ({"pace": "points", "points": "2026-04-30: 8", "comparator": "<="}, "Bara ett antal"),
        ({"pace": "season"}, "Skriv vad månaderna väger"),
        ({"pace": "season", "month_weights": "1 2 3"}, "Skriv tolv hela tal"),
        ({"pace": "season", "month_weights": "0 " * 12}, "Någon månad måste ha en vikt"),
    ],
)
def test_a_pace_that_cannot_be_is_told_at_its_field(
    desk: Client, draft: Promise, words: dict[str, str], said: str
) -> None:
    n_before = first(draft).targets.count()

    answer = post(desk, "add-target", [draft.pk, first(draft).pk], **target_words(**words))

    assert said in answer.content.decode()
    assert first(draft).targets.count() == n_before
