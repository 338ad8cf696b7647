"""Foreseeing the rest of what can be counted: paces, slots, coverage, occasions, areas that come and go."""

from datetime import date, timedelta

import pytest

from lofte.places.models import PrioritisedArea
from lofte.promises.models import Activity, KindOfWork, Target
from lofte.work import counting, foreseeing
from lofte.work.foreseeing import unforeseen
from lofte.work.foreseen import Unforeseen
from tests.cast import Cast
from tests.work import making
from tests.work.test_agreed import agree
from tests.work.test_foreseeing import WEEKS_17, fifteen, figures, foreseen, fridays, moment, only

BEGINS, ENDS = date(2021, 1, 1), date(2022, 1, 1)


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    return making.kind_of_work()


@pytest.fixture
def patrolling(cast: Cast) -> Activity:
    return making.activity(making.promise(cast.partnership), cast.police)


def why_none(target: Target, last_day: date = WEEKS_17 - timedelta(days=1)) -> Unforeseen | None:
    period, cut = counting.as_of(BEGINS, ENDS, last_day)
    return unforeseen(target, counting.outcomes([target], period=period, cut=cut)[target.pk])


@pytest.fixture
def pace(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> Target:
    return making.target(
        patrolling, "rate", 15, per="week", held="average", kind_of_work=patrol, places=[cast.north]
    )


def test_an_average_is_foreseen_as_the_sum_of_its_weeks(cast: Cast, patrol: KindOfWork, pace: Target) -> None:
    figures(cast, patrol, fridays(date(2021, 1, 8), 16), fifteen)

    found = only(pace)

    assert (found.kind, found.n_slots, found.goal) == ("average", 52, 780)
    assert found.low < 52 * 15 < found.high
    assert found.so_far == pytest.approx(14.5, abs=0.6)  # the cut lies in the middle of a week
    assert found.needed == pytest.approx(15.1, abs=0.3)


def test_of_a_closed_period_the_weeks_that_belong_to_it_are_counted_whole(
    cast: Cast, patrol: KindOfWork, pace: Target
) -> None:
    figures(cast, patrol, fridays(date(2021, 1, 8), 17), fifteen)
    closed = counting.as_of(BEGINS, ENDS, date(2021, 4, 30))
    outcomes = counting.outcomes([pace], period=closed[0], cut=closed[1])

    [found] = foreseeing.foreseen([pace], outcomes, at=moment(date(2021, 5, 3)), period=closed[0])[pace.pk]

    assert (found.so_far, found.needed) == (15.0, 15.0)  # 17 weeks are over, 35 are left


def test_weeks_that_are_agreed_to_be_free_owe_nothing(cast: Cast, patrol: KindOfWork, pace: Target) -> None:
    figures(cast, patrol, fridays(date(2021, 1, 8), 16), fifteen)
    whole_year = only(pace)
    agree(pace, first_free_week=26, last_free_week=33, agreed_on=date(2020, 12, 1))

    found = only(pace)

    assert (found.n_slots, found.goal) == (44, 660)
    assert found.low < 44 * 15 < found.high < whole_year.high
    assert found.so_far == whole_year.so_far
    assert found.needed == pytest.approx(15.2, abs=0.3)


def test_a_rhythm_with_a_missed_week_tells_what_is_left(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "cadence", 1, per="week", kind_of_work=patrol, places=[cast.north])
    figures(
        cast, patrol, [day for day in fridays(date(2021, 1, 8), 16) if day != date(2021, 2, 5)], lambda _: 1
    )

    found = only(target)

    assert (found.goal, found.of, found.chance, found.is_known) == (52, 52, 0.0, True)
    assert found.chance_of_rest is not None
    assert 0 < found.chance_of_rest < 0.4


def spots(cast: Cast, n: int) -> Target:
    """Promise `n` places in all of the year, and cover them one a week from the first Friday on."""
    visit = making.kind_of_work("besok")
    activity = making.activity(making.promise(cast.partnership, slug="besok"), cast.police)
    return making.target(activity, "coverage", n, per="period", kind_of_work=visit, each_place=False)


def test_so_many_places_are_foreseen_by_how_far_it_has_come(cast: Cast) -> None:
    target = spots(cast, 12)
    for number, day in enumerate(fridays(date(2021, 1, 8), 4)):
        name = f"Skola {number}"
        place = cast.partnership.places.create(
            name=name, area=cast.north_area, search_key=name, sort_key=name
        )
        assert target.kind_of_work is not None
        making.work(target.kind_of_work, cast.north_area, day, cast.police, place=place)

    found = only(target)

    assert (found.kind, found.goal, found.of) == ("slots", 12, 12)
    assert 5 <= found.low < 10 <= found.high <= 12
    assert 0.05 < found.chance < 0.6
    early = foreseen(target, cut=date(2021, 4, 1))
    assert early == {}  # too early to tell a list from chance


def events(cast: Cast, *, share: int = 80) -> Target:
    kind, event = making.kind_of_work("patrull-vid"), making.kind_of_work("evenemang")
    activity = making.activity(making.promise(cast.partnership, slug="vid"), cast.police)
    target = making.target(
        activity, "on_demand", share, unit="procent", kind_of_work=kind, occasion_kind=event
    )
    for number, day in enumerate(fridays(date(2021, 1, 1), 16)):
        making.work(event, cast.north_area, day, cast.police)
        if number % 8:
            making.work(kind, cast.north_area, day, cast.police)
    return target


def test_what_is_owed_at_occasions_is_foreseen_with_how_many_come(cast: Cast) -> None:
    found = only(events(cast))

    assert found.kind == "answered"
    assert 60 < found.low < 87.5 < found.high <= 100
    assert 0.5 < found.chance < 1
    assert found.more_low is not None
    assert found.more_high is not None
    assert found.more_low < 33 < found.more_high  # 16 in 17 weeks: 35 weeks are left


def test_where_all_are_owed_and_one_was_missed_it_is_known(cast: Cast) -> None:
    found = only(events(cast, share=100))

    assert (found.chance, found.is_known) == (0.0, True)


@pytest.mark.parametrize("together", [True, False])
def test_areas_that_come_and_go_owe_while_they_are_prioritised(
    cast: Cast, patrol: KindOfWork, patrolling: Activity, *, together: bool
) -> None:
    target = making.target(
        patrolling,
        "count",
        400,
        over_prioritised_areas=True,
        each_place=not together,
        kind_of_work=patrol,
    )
    for area_set, starts, ends in (
        (cast.north, date(2021, 1, 1), None),
        (cast.south, date(2021, 7, 2), None),
    ):
        PrioritisedArea.objects.create(
            partnership=cast.partnership, area_set=area_set, starts=starts, ends=ends, decision="Nämnden"
        )
    figures(cast, patrol, fridays(date(2020, 1, 3), 52), lambda _: 90)  # before the promise
    making.many(patrol, cast.south_area, date(2021, 3, 5), cast.police, n=60)  # before it was prioritised
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)

    [found] = foreseen(target)[target.pk]

    assert (found.follows_list, found.n_years, found.before) == (True, 0, ())
    # Fifteen a week in the north all year; in the south as much, from the summer on.
    expected = 52 * 15 + (26 * 15 if together else 0)
    assert found.low < expected < found.high
    assert found.high < expected + 400


def test_why_nothing_is_foreseen(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    targets = [
        making.target(patrolling, "milestone", kind_of_work=patrol),
        making.target(patrolling, "count", 800, kind_of_work=patrol),
        making.target(patrolling, "qualitative"),
    ]

    assert foreseen(*targets) == {}
    assert [why_none(one) for one in targets] == [Unforeseen.ONCE, Unforeseen.TOO_FEW, None]
    assert why_none(targets[1], date(2021, 2, 20)) is Unforeseen.TOO_EARLY


def test_what_own_effort_finds_says_so(cast: Cast, patrolling: Activity) -> None:
    kind = making.kind_of_work("narkotikabrott", is_own_effort=True)
    target = making.target(patrolling, "count", 52, kind_of_work=kind)
    making.work(kind, cast.north_area, WEEKS_17 - timedelta(days=9), cast.police)

    assert why_none(target) is Unforeseen.OWN_EFFORT
