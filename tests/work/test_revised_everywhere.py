"""What a revision asks for is asked for: in the log, in the week's sheet, in what an entry says."""

from datetime import date

import pytest

from lofte.accounts.models import User
from lofte.accounts.viewers import viewer_of
from lofte.periods.slots import week_of
from lofte.promises.models import KindOfWork, Target
from lofte.work import cadences, counting, field, figures
from lofte.work.deliveries import sheet
from tests.cast import Cast
from tests.work import making
from tests.work.test_revised import revised

DAY = date(2021, 6, 1)


@pytest.fixture
def kinds(cast: Cast) -> tuple[KindOfWork, KindOfWork]:
    return making.kind_of_work("fotpatrull"), making.kind_of_work("cykelpatrull")


@pytest.fixture
def target(cast: Cast, kinds: tuple[KindOfWork, KindOfWork]) -> Target:
    """A count of foot patrols that counts patrols by bicycle since May."""
    promise = making.promise(cast.partnership)
    made = making.target(
        making.activity(promise, cast.police), "count", 10, kind_of_work=kinds[0], places=[cast.north]
    )
    revised(made, cast, date(2021, 5, 1), kind_of_work_id=kinds[1].pk)
    return made


def test_the_log_and_the_sheet_ask_for_what_holds_today(
    cast: Cast, target: Target, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    officer: User = cast.officer
    viewer = viewer_of(officer, DAY)

    assert field.kinds(viewer, date(2021, 4, 1)).promised == [kinds[0]]
    assert field.kinds(viewer, DAY).promised == [kinds[1]]
    assert [row.target.kind_of_work for row in cadences.followed(viewer, DAY)] == [kinds[1]]
    asked = sheet.of(cast.police, [cast.partnership.pk], week_of(DAY), viewer).asked
    assert [one.kind for one in asked] == [kinds[1]]


def test_an_entry_says_that_it_counts_by_the_revised_rule(
    cast: Cast, target: Target, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    (entry,) = making.work(kinds[1], cast.north_area, DAY, cast.police)

    (told,) = counting.explain(entry, DAY)

    assert told.counts
    assert told.target.kind_of_work == kinds[1]


def test_what_happens_is_an_occasion_of_the_revised_rule(
    cast: Cast, target: Target, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    event = making.kind_of_work("evenemang")
    after = {"kind": "on_demand", "kind_of_work_id": kinds[0].pk, "occasion_kind_id": event.pk}
    revised(target, cast, date(2021, 5, 2), **after)
    (entry,) = making.work(event, cast.north_area, DAY, cast.municipality)

    (told,) = counting.explain(entry, DAY)

    assert told.is_occasion
    assert told.counts


def test_work_in_figures_is_named_by_what_holds(
    cast: Cast, target: Target, kinds: tuple[KindOfWork, KindOfWork]
) -> None:
    making.work(kinds[1], cast.north_area, DAY, cast.police)

    promise = target.activity.promise
    (shown,), _ = figures.sheets(promise, figures.times(promise, DAY)[0], DAY)

    assert shown.target.kind_of_work == kinds[1]
