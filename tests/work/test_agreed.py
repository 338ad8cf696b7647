"""What is agreed to be free is not owed, and counting says so everywhere."""

from datetime import date, time
from typing import Any

import pytest

from lofte.periods.calendar import parse
from lofte.promises.models import Target
from lofte.work import counting
from lofte.work.models import AgreedTime, Obligation
from lofte.work.outcomes import Outcome
from tests.cast import Cast
from tests.work import making

YEAR = parse("2026")


def rhythm(cast: Cast, *, per: str = "week", **agreed: Any) -> Target:
    promised = making.promise(cast.partnership, starts=YEAR.starts, ends=YEAR.ends)
    target = making.target(
        making.activity(promised),
        "cadence",
        1,
        per=per,
        places=[cast.north],
        kind_of_work=making.kind_of_work("bos"),
    )
    agree(target, **agreed)
    return target


def agree(target: Target, **agreed: Any) -> Obligation:
    given = {"agreed_on": date(2025, 12, 1), "decision": "§ 7", "changed_at": making.AT} | agreed
    return Obligation.objects.create(target=target, **given)


def a_break(cast: Cast, first: str, last: str, **given: Any) -> AgreedTime:
    days = {"starts": date.fromisoformat(first), "ends": date.fromisoformat(last)}
    told: dict[str, Any] = {"partnership": cast.partnership, "kind": "break"} | days
    told |= {"name": "Sommaruppehåll", "decision": "§ 8", "decided_on": date(2026, 1, 12)}
    return AgreedTime.objects.create(**(told | given))


def counted(target: Target, cut: date = YEAR.ends) -> Outcome:
    return counting.outcomes([target], period=YEAR, cut=cut)[target.pk]


def test_weeks_that_are_agreed_to_be_free_are_neither_owed_nor_missed(cast: Cast) -> None:
    outcome = counted(rhythm(cast, first_free_week=28, last_free_week=31))

    assert len(outcome.slots) == 53 - 4
    assert outcome.places[0].promised == 49
    assert outcome.facts == {"free": ["2026-W28", "2026-W29", "2026-W30", "2026-W31"]}


def test_work_in_a_free_week_fills_no_other_week_and_the_entry_says_why(cast: Cast) -> None:
    target = rhythm(cast, first_free_week=28, last_free_week=31)
    assert target.kind_of_work is not None
    (entry,) = making.work(target.kind_of_work, cast.north_area, date(2026, 7, 15), cast.police)

    outcome = counted(target)

    assert not any(slot.state == "met" for slot in outcome.slots)
    assert counting.explain(entry)[0].left_out == "free"


@pytest.mark.parametrize("is_warm", [False, True])
def test_an_average_does_not_count_work_in_a_free_week_whether_counted_anew_or_kept(
    cast: Cast, *, is_warm: bool
) -> None:
    target = rhythm(cast, first_free_week=28, last_free_week=31)
    Target.objects.filter(pk=target.pk).update(kind="rate", value=2, held="average")
    target.refresh_from_db()
    assert target.kind_of_work is not None
    if is_warm:
        counted(target)
    (free,) = making.work(target.kind_of_work, cast.north_area, date(2026, 7, 15), cast.police)
    (owed,) = making.work(target.kind_of_work, cast.north_area, date(2026, 9, 15), cast.police)

    outcome = counted(target)

    assert (outcome.places[0].done, outcome.places[0].promised) == (1, 2 * 49)
    assert [counting.explain(one)[0].left_out for one in (free, owed)] == ["free", None]


def test_all_other_weeks_met_keeps_the_promise(cast: Cast) -> None:
    target = rhythm(cast, per="month", in_breaks=True)
    a_break(cast, "2026-06-29", "2026-08-10")
    assert target.kind_of_work is not None
    for month in (1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12):
        making.work(target.kind_of_work, cast.north_area, date(2026, month, 20), cast.police)

    outcome = counted(target)

    assert (outcome.status, len(outcome.slots)) == ("done", 11)


def test_a_break_of_another_partnership_or_one_that_is_not_agreed_on_frees_nothing(cast: Cast) -> None:
    target = rhythm(cast, per="month")
    a_break(cast, "2026-06-29", "2026-08-10")
    a_break(cast, "2026-09-01", "2026-10-01", partnership=cast.other_partnership)

    assert len(counted(target).slots) == 12

    Obligation.objects.update(in_breaks=True)
    assert len(counted(target).slots) == 11


def test_a_break_that_is_agreed_afterwards_makes_no_missed_week_good(cast: Cast) -> None:
    target = rhythm(cast, first_free_week=28, last_free_week=31, agreed_on=date(2026, 8, 15))

    assert len(counted(target).slots) == 53


def test_term_time_alone_is_owed_where_that_is_agreed(cast: Cast) -> None:
    target = rhythm(cast, in_terms_only=True)
    told = {"kind": "term", "decided_on": date(2025, 5, 1)}
    a_break(cast, "2026-01-08", "2026-06-12", name="Vårterminen", **told)
    a_break(cast, "2026-08-17", "2026-12-19", name="Höstterminen", **told)

    outcome = counted(target)

    assert "2026-W24" in {slot.key for slot in outcome.slots}
    assert outcome.facts["free"] == [f"2026-W{week}" for week in range(25, 34)]


def test_a_wednesday_meeting_is_free_on_a_holiday_where_that_is_agreed(cast: Cast) -> None:
    target = rhythm(cast, weekday=2, begins_at=time(9), on_holidays=True)

    assert counted(target).facts["free"] == ["2026-W01"]  # whose Wednesday is New Year's Eve
