"""Counting a target that has interim points, a season, or a revision."""

from datetime import date

import pytest

from lofte.periods.calendar import parse
from lofte.promises.models import Activity, KindOfWork, Target, TargetPoint, TargetRevision
from lofte.promises.revising import facts_of
from lofte.work import counting
from tests.cast import Cast
from tests.work import making

YEAR, T1, T2 = parse("2021"), parse("2021-T1"), parse("2021-T2")


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    return making.kind_of_work()


@pytest.fixture
def patrolling(cast: Cast) -> Activity:
    return making.activity(making.promise(cast.partnership, ends=date(2023, 1, 1)), cast.police)


def revised(target: Target, cast: Cast, on: date, **changes: object) -> TargetRevision:
    return TargetRevision.objects.create(
        target=target,
        applies_from=on,
        reason="Patrullerna behövs på annat håll.",
        decided_on=on,
        decided_by=[{"name": "Lia", "title": "chef", "party": "Polisen"}],
        before=facts_of(target),
        after=facts_of(target) | changes,
        recorded_by=cast.coordinator,
        recorded_at=making.AT,
    )


@pytest.mark.parametrize(
    ("pace", "by_now"),
    [("even", 263.01), ("season", 133.33), ("points", 200)],  # 800 × 120/365, × 2/12; as stated
)
def test_what_is_expected_follows_the_targets_own_pace(
    cast: Cast, patrol: KindOfWork, patrolling: Activity, pace: str, by_now: float
) -> None:
    target = making.target(
        patrolling,
        "count",
        800,
        kind_of_work=patrol,
        ends=YEAR.ends,
        pace=pace,
        month_weights=[0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2],
    )
    TargetPoint.objects.create(target=target, ends=T1.ends, done=200)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=1, occasions=190)

    found = counting.outcomes([target], period=T1, cut=T1.ends)[target.pk]

    assert found.places[0].expected == by_now
    assert found.status == ("behind" if pace == "even" else "on_track")


def test_a_revision_holds_from_its_day_and_not_before(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 800, kind_of_work=patrol, ends=YEAR.ends)
    revised(target, cast, date(2021, 9, 1), value="600")

    before = counting.outcomes([target], period=T2, cut=date(2021, 9, 1))[target.pk]
    after = counting.outcomes([target], period=T2, cut=date(2021, 9, 2))[target.pk]

    assert (before.places[0].promised, after.places[0].promised) == (800, 600)
    assert after.places[0].expected == round(600 * 244 / 365, 2)


def test_a_revised_rule_counts_other_entries(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    target = making.target(
        patrolling, "count", 10, kind_of_work=patrol, ends=YEAR.ends, places=[cast.north], minimum_minutes=30
    )
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, minutes=20)
    making.work(patrol, cast.south_area, date(2021, 2, 1), cast.police, minutes=45)
    places = [[cast.south.pk, cast.south.name]]
    revised(target, cast, date(2021, 3, 1), minimum_minutes=20)
    revised(target, cast, date(2021, 4, 1), minimum_minutes=20, places=places)

    def lines(cut: date) -> list[tuple[str, float]]:
        found = counting.outcomes([target], period=T1, cut=cut)[target.pk]
        return [(line.place, line.done) for line in found.places]

    assert lines(date(2021, 3, 1)) == [("Norra", 0)]
    assert lines(date(2021, 4, 1)) == [("Norra", 1)]
    assert lines(date(2021, 4, 2)) == [("Södra", 1)]


def test_a_year_that_ended_before_the_revision_keeps_what_held_then(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 100, per="year", kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, occasions=80)
    revised(target, cast, date(2022, 1, 1), value="60")

    found = counting.outcomes([target], period=parse("2021-2022"), cut=date(2022, 5, 1))[target.pk]

    assert found.places[0].promised == 60
    assert [(one.status, one.places[0].promised) for one in found.closed] == [("not_met", 100)]
