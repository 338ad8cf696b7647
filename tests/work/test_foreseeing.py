"""Foreseeing from the log: which lines, from what, and what the same forecast said in earlier years."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lofte.periods.calendar import Period
from lofte.promises.models import Activity, KindOfWork, Target
from lofte.work import counting, foreseeing
from lofte.work.foreseen import Foreseen
from lofte.work.models import Entry
from tests.cast import Cast
from tests.work import making

WEEKS_17 = date(2021, 4, 30)


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    return making.kind_of_work()


@pytest.fixture
def patrolling(cast: Cast) -> Activity:
    return making.activity(making.promise(cast.partnership), cast.police)


@pytest.fixture
def promised(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> Target:
    return making.target(patrolling, "count", 800, places=[cast.north], kind_of_work=patrol)


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def fridays(first: date, n: int) -> list[date]:
    return [first + timedelta(days=7 * number) for number in range(n)]


def figures(
    cast: Cast,
    kind: KindOfWork,
    days: Iterable[date],
    n: Callable[[date], int],
    *,
    logged: Callable[[date], datetime] = moment,
) -> None:
    """Put a figure for each week in the log, logged the same day if nothing else is said."""
    same = {"kind_of_work": kind, "area": cast.north_area, "organisation": cast.police}
    Entry.objects.bulk_create(
        Entry(key=uuid4(), occurred_on=day, occasions=n(day), logged_at=logged(day), **same)
        for day in days
        if n(day)
    )


def fifteen(day: date) -> int:
    return 15


def foreseen(*targets: Target, cut: date = WEEKS_17, at: datetime | None = None) -> dict[int, list[Foreseen]]:
    outcomes = counting.outcomes(targets, period=Period(date(2021, 1, 1), cut), cut=cut)
    return foreseeing.foreseen(targets, outcomes, at=at or moment(cut))


def only(target: Target, *, cut: date = WEEKS_17, at: datetime | None = None) -> Foreseen:
    [found] = foreseen(target, cut=cut, at=at)[target.pk]
    return found


def test_fifteen_a_week_make_a_range_about_780(cast: Cast, patrol: KindOfWork, promised: Target) -> None:
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)

    found = only(promised)

    assert found.low < 782 < found.high
    assert 0.3 < found.chance < 0.5
    assert (found.so_far, found.needed) == (15.0, 15.5)  # 545 in the 35 weeks and a day that are left
    assert (found.n_years, found.expected, found.before) == (0, None, ())
    assert found.known_on is not None
    assert WEEKS_17 < found.known_on < date(2022, 1, 1)


def test_earlier_years_tell_the_season(cast: Cast, patrol: KindOfWork, promised: Target) -> None:
    def busy_autumn(day: date) -> int:
        return 10 if day.month < 7 else 20

    figures(cast, patrol, fridays(date(2021, 1, 1), 17), busy_autumn)
    alone = only(promised)
    figures(cast, patrol, fridays(date(2018, 1, 5), 156), busy_autumn)

    found = only(promised)

    assert found.n_years == 3
    assert alone.high < 780  # nobody could know of the autumn
    assert found.low < 780 < found.high
    assert found.expected is not None
    assert found.expected < 215  # evenly it would be 261


def test_what_the_same_forecast_said_in_earlier_years_stands_beside_what_it_became(
    cast: Cast, patrol: KindOfWork, promised: Target
) -> None:
    figures(cast, patrol, fridays(date(2017, 1, 6), 208), fifteen)
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)

    before = only(promised).before

    assert [one.through for one in before] == [
        date(2020, 4, 30),
        date(2020, 8, 31),
        date(2019, 4, 30),
        date(2019, 8, 31),
    ]
    assert [one.became for one in before] == [780, 780, 780, 780]  # 52 Fridays in each
    assert [one.held for one in before] == [True] * 4
    assert not any(one.is_frozen for one in before)


def test_it_is_made_again_from_the_log_as_it_was(cast: Cast, patrol: KindOfWork, promised: Target) -> None:
    figures(cast, patrol, fridays(date(2017, 1, 6), 208), fifteen, logged=lambda _: moment(date(2021, 1, 1)))
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)

    assert only(promised).before == ()  # nothing of it stood there then


def test_what_is_logged_after_the_count_is_not_in_it(
    cast: Cast, patrol: KindOfWork, promised: Target
) -> None:
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)
    outcomes = counting.outcomes([promised], period=Period(date(2021, 1, 1), WEEKS_17), cut=WEEKS_17)
    before = foreseeing.foreseen([promised], outcomes, at=moment(WEEKS_17))

    figures(cast, patrol, fridays(date(2021, 1, 2), 16), fifteen, logged=lambda _: moment(date(2021, 6, 1)))

    assert foreseeing.foreseen([promised], outcomes, at=moment(WEEKS_17)) == before


def test_a_figure_of_many_is_foreseen_like_as_many_entries(
    cast: Cast, patrol: KindOfWork, patrolling: Activity, promised: Target
) -> None:
    in_south = making.target(patrolling, "count", 800, places=[cast.south], kind_of_work=patrol)
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), lambda _: 3)
    for day in fridays(date(2021, 1, 1), 17):
        making.many(patrol, cast.south_area, day, cast.police, n=3)

    found = foreseen(promised, in_south)

    [of_figures], [of_entries] = found[promised.pk], found[in_south.pk]
    assert replace(of_figures, place="", area_set_id=0) == replace(of_entries, place="", area_set_id=0)


def test_work_that_was_taken_back_was_never_there(cast: Cast, patrol: KindOfWork, promised: Target) -> None:
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)
    before = only(promised)

    [entry] = making.work(patrol, cast.north_area, date(2021, 2, 3), cast.police, occasions=40)
    making.taken_back(entry)

    assert only(promised) == before


def test_each_place_has_its_own_forecast(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    both = [cast.north, cast.south]
    target = making.target(patrolling, "count", 800, places=both, each_place=True, kind_of_work=patrol)
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)

    [north] = foreseen(target)[target.pk]  # nothing is logged in Södra, and no earlier year says more

    assert north.place == "Norra"


def test_hours_are_foreseen_as_hours(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    target = making.target(patrolling, "hours", 400, places=[cast.north], kind_of_work=patrol)
    for day in fridays(date(2021, 1, 1), 17):
        making.work(patrol, cast.north_area, day, cast.police, minutes=470)

    found = only(target)

    assert found.low < 408 < found.high  # 7 hours 50 minutes in each of 52 weeks
    assert found.so_far == 7.8
    assert (found.low, found.high) == (round(found.low), round(found.high))


def test_so_many_in_each_week_is_foreseen_by_its_weeks(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(
        patrolling, "rate", 2, per="week", held="every", kind_of_work=patrol, places=[cast.north]
    )
    figures(cast, patrol, fridays(date(2021, 1, 8), 16), lambda day: 2 if day.day > 7 else 1)

    assert only(target).kind == "slots"


def test_a_share_is_foreseen_with_its_uncertain_whole(cast: Cast, patrolling: Activity) -> None:
    kind = making.kind_of_work("omrade")
    part = making.quantity(kind, "part")
    whole = making.quantity(kind, "whole")
    target = making.target(patrolling, "share", 20, kind_of_work=kind, quantity=part, whole=whole)
    for day in fridays(date(2021, 1, 1), 17):
        making.work(kind, cast.north_area, day, cast.police, quantities={part: 1, whole: 4})

    found = only(target)

    assert found.kind == "share"
    assert found.low < 25 < found.high
    assert 0.6 < found.chance < 1


def test_a_rhythm_is_foreseen_by_its_slots(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    target = making.target(patrolling, "cadence", 1, per="week", kind_of_work=patrol, places=[cast.north])
    figures(cast, patrol, fridays(date(2021, 1, 8), 16)[:-2], lambda _: 1)

    found = only(target)

    assert (found.kind, found.chance, found.is_known) == ("slots", 0.0, True)
    assert 35 < found.low < found.high <= 50


@pytest.mark.parametrize(
    ("cut", "n_weeks"),
    [(date(2021, 2, 1), 5), (date(2022, 1, 1), 52)],
    ids=["too early", "the time is out"],
)
def test_too_early_and_when_the_time_is_out_nothing_is_foreseen(
    cast: Cast, patrol: KindOfWork, promised: Target, cut: date, n_weeks: int
) -> None:
    figures(cast, patrol, fridays(date(2021, 1, 1), n_weeks), fifteen)

    assert foreseen(promised, cut=cut) == {}


def test_what_own_effort_finds_is_never_foreseen(cast: Cast, patrolling: Activity) -> None:
    kind = making.kind_of_work("narkotikabrott", is_own_effort=True)
    target = making.target(patrolling, "count", 52, kind_of_work=kind)
    figures(cast, kind, fridays(date(2021, 1, 1), 17), fifteen)

    assert foreseen(target) == {}


def test_what_is_told_in_words_or_stopped_is_never_foreseen(
    cast: Cast, patrol: KindOfWork, patrolling: Activity, promised: Target
) -> None:
    words = making.target(patrolling, "qualitative")
    figures(cast, patrol, fridays(date(2021, 1, 1), 17), fifteen)
    patrolling.stopped_on, patrolling.stopped_why = date(2021, 3, 1), "Annat behövdes mer."
    patrolling.save()

    assert foreseen(words, promised) == {}


def test_the_number_of_queries_does_not_grow(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    both = [cast.north, cast.south]
    targets = [
        making.target(patrolling, "count", 100 * n, places=both, each_place=True, kind_of_work=patrol)
        for n in range(1, 7)
    ]
    figures(cast, patrol, fridays(date(2018, 1, 5), 173), fifteen)
    counts = []
    for some in (targets[:1], targets):
        outcomes = counting.outcomes(some, period=Period(date(2021, 1, 1), WEEKS_17), cut=WEEKS_17)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = foreseeing.foreseen(some, outcomes, at=moment(WEEKS_17))
        counts.append(len(queries))
        assert len(found) == len(some)

    assert counts[0] == counts[1]
