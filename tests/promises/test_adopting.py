"""Nothing is adopted with something open; an adopted promise is extended into a draft that remembers it."""

from datetime import date, timedelta

import pytest

from lofte.accounts.models import Organisation
from lofte.places.models import Place
from lofte.promises import actions, queries, revising
from lofte.promises.linting import remarks
from lofte.promises.models import Activity, KindOfWork, Promise, Target, TargetSpot
from tests.cast import Cast
from tests.promises.reading import AT, TODAY


def adopt(promise: Promise, cast: Cast, on: date = TODAY) -> Promise:
    return actions.adopt(promise=promise, adopted_on=on, by=cast.coordinator, at=AT)


def reasons(promise: Promise) -> list[str]:
    return [reason.code for reason in actions.obstacles(queries.whole_promise(promise.pk))]


def test_a_draft_with_nothing_open_is_adopted(ready: Promise, cast: Cast) -> None:
    adopt(ready, cast)

    ready.refresh_from_db()
    assert (ready.adopted_on, ready.adopted_by) == (TODAY, cast.coordinator)


def test_open_questions_and_unread_activities_stand_in_the_way(draft: Promise, cast: Cast) -> None:
    with pytest.raises(actions.NotReady) as refused:
        adopt(draft, cast)

    codes = [reason.code for reason in refused.value.reasons]
    assert codes.count("open_question") == 9
    assert codes.count("unconfirmed") == 8
    draft.refresh_from_db()
    assert not draft.is_adopted


def test_one_unread_activity_is_enough(ready: Promise) -> None:
    Activity.objects.filter(promise=ready, position=3).update(confirmed_at=None, confirmed_by=None)

    assert reasons(ready) == ["unconfirmed"]


@pytest.mark.parametrize(
    ("kind_of_target", "change", "code"),
    [
        ("count", {"kind_of_work": None, "quantity": None}, "no_kind_of_work"),
        ("count", {"value": None}, "no_value"),
        ("count", {"each_place": None}, "no_place_reading"),
        ("count", {"unmatched_places": ["Åkroken"]}, "unknown_place"),
        ("count", {"starts": date(2025, 1, 1)}, "outside"),
        ("share", {"whole": None}, "no_whole"),
        ("share", {"quantity": None}, "no_whole"),
        ("cadence", {"per": ""}, "no_rhythm"),
    ],
)
def test_what_a_target_lacks_stands_in_the_way(
    ready: Promise, kind_of_target: str, change: dict[str, object], code: str
) -> None:
    target = Target.objects.filter(activity__promise=ready, kind=kind_of_target).order_by("pk")[0]
    Target.objects.filter(pk=target.pk).update(**change)

    (reason,) = actions.obstacles(queries.whole_promise(ready.pk))

    assert (reason.code, reason.target_id) == (code, target.pk)


def test_a_case_needs_to_know_when_it_counts(ready: Promise) -> None:
    Target.objects.filter(kind_of_work__code="sig-case").update(counted_state="")

    assert reasons(ready) == ["no_state"]


def test_a_milestone_may_lean_on_its_activity_alone(ready: Promise) -> None:
    Target.objects.filter(kind="milestone").update(kind_of_work=None)

    assert reasons(ready) == []


def test_kinds_that_are_not_counted_yet_need_no_work(ready: Promise) -> None:
    Target.objects.filter(kind="milestone").update(kind="coverage", kind_of_work=None)

    assert reasons(ready) == []


def test_a_promise_without_party_activity_or_target_is_not_adopted(ready: Promise) -> None:
    ready.parties.all().delete()
    Target.objects.filter(activity__position=1).delete()

    assert reasons(ready) == ["no_party", "no_target"]
    ready.activities.all().delete()
    assert reasons(ready) == ["no_party", "no_activity"]


def test_nothing_is_adopted_on_a_day_to_come(ready: Promise, cast: Cast) -> None:
    with pytest.raises(actions.TooEarly):
        adopt(ready, cast, on=TODAY + timedelta(days=1))


@pytest.mark.parametrize("day", [date(2024, 12, 30), date(2019, 1, 1)])
def test_nothing_is_adopted_years_before_it_begins(ready: Promise, cast: Cast, day: date) -> None:
    with pytest.raises(actions.AdoptedOutside):
        adopt(ready, cast, on=day)


def test_nothing_is_adopted_when_it_has_ended(ready: Promise, cast: Cast) -> None:
    Promise.objects.filter(pk=ready.pk).update(starts=date(2020, 1, 1), ends=date(2021, 1, 1))
    Target.objects.update(starts=None, ends=None)

    with pytest.raises(actions.AdoptedOutside):
        adopt(ready, cast)
    adopt(ready, cast, on=date(2020, 12, 31))


def test_words_that_point_at_a_person_stand_in_the_way(ready: Promise) -> None:
    first = ready.activities.order_by("position")[0]
    Promise.objects.filter(pk=ready.pk).update(grounds="Fråga Bo på 070-174 06 05.")
    Activity.objects.filter(pk=first.pk).update(text="Ring 811218-9876.")

    assert reasons(ready) == ["personal_data", "personal_data"]


def extended(ready: Promise, cast: Cast) -> Promise:
    adopt(ready, cast)
    ready.refresh_from_db()
    return actions.extend(
        promise=ready, starts=date(2028, 1, 1), ends=date(2029, 1, 1), by=cast.coordinator, at=AT
    )


def test_an_extension_takes_the_new_years_in_its_title_and_points_at_the_old_ones_in_its_words(
    ready: Promise, cast: Cast
) -> None:
    first = ready.activities.order_by("position")[0]
    Activity.objects.filter(pk=first.pk).update(text="Polisen ska fotpatrullera minst 800 gånger under 2026.")

    later = queries.whole_promise(extended(ready, cast).pk)

    assert later.title == "Medborgarlöfte 2028 för Lillköping"
    said = [one.message for one in remarks(later) if one.code == "other_year"]
    assert said[0] == "Texten nämner 2026, som inte ingår i löftets tid. Skriv om den."


def test_an_extension_remembers_where_everything_comes_from(ready: Promise, cast: Cast) -> None:
    later = extended(ready, cast)

    assert (later.slug, later.extends, later.extends_text) == ("2028", ready, ready.title)
    assert list(ready.extended_by.all()) == [later]
    pairs = [(one.continues, one.title) for one in later.activities.order_by("position")]
    assert pairs == [(one, one.title) for one in ready.activities.order_by("position")]
    assert [one.text for one in later.points.all()] == [one.text for one in ready.points.all()]
    assert [one.organisation for one in later.parties.order_by("position")] == [
        cast.police,
        cast.municipality,
    ]


def test_an_extension_carries_all_that_targets_say_but_not_their_days(ready: Promise, cast: Cast) -> None:
    street = Place.objects.create(
        partnership=cast.partnership, name="Storgatan", area=cast.north_area, search_key="s", sort_key="s"
    )
    round_ = Target.objects.filter(activity__promise=ready).order_by("pk")[0]
    TargetSpot.objects.create(target=round_, place=street)
    Target.objects.filter(pk=round_.pk).update(weekdays="56", sign="Lamporna lyser.")

    later = extended(ready, cast)

    def shape(promise: Promise) -> list[dict[str, object]]:
        rows = Target.objects.filter(activity__promise=promise).order_by("activity__position", "position")
        return [revising.facts_of(target) | {"starts": None, "ends": None} for target in rows]

    assert shape(later) == shape(ready)
    assert not Target.objects.filter(activity__promise=later).exclude(ends=None).exists()
    assert Target.objects.filter(activity__promise=ready).exclude(ends=None).exists()


def test_an_extension_is_a_draft_with_everything_to_confirm_and_nobody_has_signed(
    ready: Promise, cast: Cast
) -> None:
    later = extended(ready, cast)

    assert not later.is_adopted
    assert reasons(later) == ["unconfirmed"] * 8
    assert not later.signatures.exists()


def test_a_draft_is_not_extended(draft: Promise, cast: Cast) -> None:
    with pytest.raises(actions.NotAdopted):
        actions.extend(
            promise=draft, starts=date(2028, 1, 1), ends=date(2029, 1, 1), by=cast.coordinator, at=AT
        )


def test_an_extension_does_not_end_before_it_begins(ready: Promise, cast: Cast) -> None:
    adopt(ready, cast)
    ready.refresh_from_db()

    with pytest.raises(actions.BackwardsPeriod):
        actions.extend(
            promise=ready, starts=date(2028, 1, 1), ends=date(2028, 1, 1), by=cast.coordinator, at=AT
        )


def test_the_whole_promise_costs_the_same_number_of_queries_however_many_rows(
    ready: Promise, cast: Cast, django_assert_max_num_queries: object
) -> None:
    kind = KindOfWork.objects.get(code="foot-patrol")
    for n in range(20, 40):
        activity = Activity.objects.create(promise=ready, position=n, title=f"Nr {n}", text="…")
        activity.parties.create(organisation=Organisation.objects.get(slug="lillbo"))
        Target.objects.create(activity=activity, kind="count", value=n, kind_of_work=kind)

    with django_assert_max_num_queries(15):  # type: ignore[operator]
        actions.obstacles(queries.whole_promise(ready.pk))
