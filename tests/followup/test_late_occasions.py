"""After the cut, where something is owed at occasions: what happened moves the figure as much as the work."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from lofte.followup import actions, late
from lofte.followup.late_words import MINUS
from lofte.followup.models import FollowUp
from lofte.periods.calendar import parse
from lofte.promises.models import KindOfWork, Target, TargetPlace
from lofte.work import actions as work
from lofte.work import counting
from lofte.work.models import Entry
from tests import promised
from tests.promised import AT, Promised

AFTER = datetime(2021, 5, 20, 8, 0, tzinfo=UTC)
T1 = parse("2021-T1")
Told = Callable[[], dict[str, str]]


@pytest.fixture
def event(worked: Promised) -> KindOfWork:
    return promised._kind("public-event", "evenemang", "evenemang")


def target(stage: Promised, event: KindOfWork, kind: str, **given: object) -> Target:
    """Owe a patrol at, or within a week after, every event in Norra."""
    patrol = KindOfWork.objects.get(code="foot-patrol")
    made = Target.objects.create(
        activity=stage.dialogue, position=1, kind=kind, kind_of_work=patrol, occasion_kind=event, **given
    )
    TargetPlace.objects.create(target=made, area_set=stage.cast.north)
    return made


def happened(stage: Promised, *days: date, at: datetime = AT, code: str = "public-event") -> list[Entry]:
    """Log events (or patrols) in Norra."""
    by = "municipality" if code == "public-event" else "police"
    promised.log(stage, code, stage.cast.north_area, list(days), by=by, at=at)
    return list(Entry.objects.order_by("-pk")[: len(days)])[::-1]


def drafted(stage: Promised) -> FollowUp:
    return actions.draft(promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=AT)


def told(stage: Promised, followup: FollowUp) -> dict[str, str]:
    key = followup.lines.get(activity=stage.dialogue).pk
    return {"sv": late.told(followup, "sv").get(key, ""), "en": late.told(followup, "en").get(key, "")}


def figures(found: Target) -> tuple[float, float]:
    (line,) = counting.outcomes([found], period=T1, cut=T1.ends)[found.pk].places
    return line.done, line.promised or 0


def steps(followup: FollowUp, found: Target) -> tuple[float, float]:
    """Return how much is told that the line moves: answered, and occasions."""
    came = late.came(followup)[found.activity_id]
    (one,) = [row for row in came.targets if row.target_id == found.pk]
    return one.places["Norra"], one.occasions["Norra"]


def test_an_occasion_that_comes_late_is_told_with_what_it_does(worked: Promised, event: KindOfWork) -> None:
    found = target(worked, event, "on_demand")
    happened(worked, date(2021, 1, 4))  # a day with a patrol
    followup = drafted(worked)
    before = figures(found)

    happened(worked, date(2021, 1, 13), date(2021, 2, 1), at=AFTER)  # one with a patrol, one without

    done, occasions = (b - a for a, b in zip(before, figures(found), strict=True))
    assert (done, occasions) == steps(followup, found) == (1, 2)
    assert told(worked, followup) == {
        "sv": (
            "Sedan uppföljningen gjordes har 2 poster för perioden kommit till"
            " (+2 evenemang på Norra och +1 evenemang på Norra med det som lovats)."
        ),
        "en": (
            "Since the follow-up was made, 2 entries have come in for the period"
            " (+2 public-events in Norra and +1 public-event in Norra with what was promised)."
        ),
    }


def test_work_that_answers_an_earlier_occasion_is_told_and_work_without_one_is_not(
    worked: Promised, event: KindOfWork
) -> None:
    found = target(worked, event, "follow_on", value=7, unit="dagar")
    happened(worked, date(2021, 4, 21))
    followup = drafted(worked)

    happened(worked, date(2021, 4, 16), at=AFTER, code="foot-patrol")  # before it: follows on nothing
    assert told(worked, followup)["sv"] == ""
    happened(worked, date(2021, 4, 25), at=AFTER, code="foot-patrol")

    assert steps(followup, found) == (1, 0)
    assert told(worked, followup)["sv"] == (
        "Sedan uppföljningen gjordes har 1 post för perioden kommit till"
        " (+1 evenemang på Norra med det som lovats)."
    )


def test_an_occasion_that_is_taken_back_late_is_told(worked: Promised, event: KindOfWork) -> None:
    found = target(worked, event, "on_demand")
    one, _ = happened(worked, date(2021, 1, 4), date(2021, 2, 1))
    followup = drafted(worked)

    work.reverse(one, reason="Fel dag.", by=worked.cast.coordinator, at=AFTER)

    assert steps(followup, found) == (-1, -1)
    assert told(worked, followup)["sv"] == (
        "Sedan uppföljningen gjordes har 1 post för perioden tagits tillbaka"
        f" ({MINUS}1 evenemang på Norra och {MINUS}1 evenemang på Norra med det som lovats)."
    )


def test_an_occasion_that_takes_the_work_of_another_adds_no_answer(
    worked: Promised, event: KindOfWork
) -> None:
    found = target(worked, event, "follow_on", value=7, unit="dagar")
    happened(worked, date(2021, 1, 4))
    followup = drafted(worked)

    happened(worked, date(2021, 1, 5), at=AFTER)  # one patrol on the 4th, the next on the 13th: too late

    assert steps(followup, found) == (0, 1)
    assert "(+1 evenemang på Norra)" in told(worked, followup)["sv"]
