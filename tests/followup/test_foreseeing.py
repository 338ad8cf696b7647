"""Forecasts in a follow-up: frozen with it, told by it, and set beside what they became."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from lofte.followup import actions, content
from lofte.followup.models import FollowUp
from lofte.promises.models import Activity, KindOfWork, Promise, PromiseParty, TargetPlace
from lofte.work.models import Entry
from tests.promised import Promised

MAY, SEPTEMBER = datetime(2021, 5, 10, 8, tzinfo=UTC), datetime(2021, 9, 10, 8, tzinfo=UTC)
JANUARY, NEXT_MAY = datetime(2022, 1, 20, 8, tzinfo=UTC), datetime(2022, 5, 10, 8, tzinfo=UTC)


def patrols(stage: Promised, first: date, n: int) -> None:
    """Patrol once a week in both areas, logged the same day."""
    kind = KindOfWork.objects.get(code="foot-patrol")
    days = [first + timedelta(days=7 * number) for number in range(n)]
    Entry.objects.bulk_create(
        Entry(
            key=uuid4(),
            kind_of_work=kind,
            organisation=stage.cast.police,
            area=area,
            occurred_on=day,
            logged_at=datetime(day.year, day.month, day.day, 20, tzinfo=UTC),
        )
        for day in days
        for area in (stage.cast.north_area, stage.cast.south_area)
    )


def drafted(stage: Promised, period: str, at: datetime, promise: Promise | None = None) -> FollowUp:
    by = stage.cast.coordinator
    return actions.draft(promise=promise or stage.promise, period_key=period, by=by, at=at)


def released(stage: Promised, period: str, at: datetime) -> None:
    """Draft a period's follow-up, and let it count as released: of its pages nothing is asked here."""
    followup = drafted(stage, period, at)
    followup.state, followup.released_at = FollowUp.State.RELEASED, at
    followup.save()


def forecasts(followup: FollowUp) -> dict[str, Any]:
    """Return the published forecasts of the patrols, by place."""
    activity = content.of(followup)["activities"][0]
    return {line["place"]: line["forecast"] for line in activity["targets"][0]["places"]}


def test_a_forecast_is_told_and_stays_as_it_was_when_more_work_is_logged(worked: Promised) -> None:
    patrols(worked, date(2021, 1, 1), 17)
    followup = drafted(worked, "2021-T1", MAY)
    before = forecasts(followup)

    patrols(worked, date(2021, 2, 2), 10)

    line = followup.lines.get(activity=worked.patrols)
    assert "Med nuvarande takt blir det troligen" in line.text_sv
    assert "At the present pace it will probably be" in line.text_en
    assert before["Norra"] is not None
    assert before["Norra"]["method"] == "3"
    assert forecasts(FollowUp.objects.get(pk=followup.pk)) == before


def test_what_own_effort_finds_and_what_is_in_words_has_none(worked: Promised) -> None:
    activities = content.of(drafted(worked, "2021-T1", MAY))["activities"]

    found = [
        line["forecast"] for n in (1, 4) for target in activities[n]["targets"] for line in target["places"]
    ]

    assert found == [None] * len(found)
    assert "troligen" not in activities[1]["sentence"]["sv"]


def test_what_a_released_follow_up_foresaw_stands_beside_the_next_one(worked: Promised) -> None:
    patrols(worked, date(2021, 1, 1), 17)
    released(worked, "2021-T1", MAY)
    patrols(worked, date(2021, 5, 1), 17)

    before = forecasts(drafted(worked, "2021-T2", SEPTEMBER))["Norra"]["before"]

    assert [(one["through"], one["became"], one["is_frozen"]) for one in before] == [
        ("2021-04-30", None, True)
    ]


def test_a_rhythm_foreseen_in_a_released_follow_up_stands_beside_the_next_one(worked: Promised) -> None:
    released(worked, "2021-T1", MAY)
    [then] = content.of(FollowUp.objects.get())["activities"][2]["targets"][0]["places"]

    [now] = content.of(drafted(worked, "2021-T2", SEPTEMBER))["activities"][2]["targets"][0]["places"]

    assert then["forecast"]["kind"] == "slots"
    [before] = now["forecast"]["before"]
    assert (before["through"], before["kind"], before["became"]) == ("2021-04-30", "slots", None)
    assert (before["low"], before["high"]) == (then["forecast"]["low"], then["forecast"]["high"])


def test_the_next_edition_shows_what_a_rhythm_became(worked: Promised) -> None:
    released(worked, "2021-T1", MAY)
    released(worked, "2021-T3", JANUARY)
    [ended] = content.of(FollowUp.objects.get(period="2021-T3"))["activities"][2]["targets"][0]["places"]
    new = _extended(worked, worked.meetings)

    [target] = content.of(drafted(worked, "2022-T1", NEXT_MAY, new))["activities"][0]["targets"]

    [place] = target["places"]
    assert [one["became"] for one in place["forecast"]["before"]] == [ended["done"]]


def test_the_next_edition_shows_what_the_last_one_foresaw_and_what_it_became(worked: Promised) -> None:
    patrols(worked, date(2021, 1, 1), 17)
    released(worked, "2021-T1", MAY)
    patrols(worked, date(2021, 5, 1), 35)
    released(worked, "2021-T3", JANUARY)
    patrols(worked, date(2022, 1, 1), 17)

    found = forecasts(drafted(worked, "2022-T1", NEXT_MAY, _extended(worked)))["Södra"]["before"]

    n_south = 4 + 17 + 35
    assert [(one["through"], one["became"], one["is_frozen"]) for one in found] == [
        ("2021-04-30", n_south, True)
    ]


def _extended(stage: Promised, of: Activity | None = None) -> Promise:
    """Return the promise of the year after: the same patrols, or another activity's work."""
    old, target = stage.promise, (of or stage.patrols).targets.get()
    places = list(target.places.all())
    new = Promise.objects.create(
        partnership=old.partnership,
        slug="2022",
        title="Medborgarlöfte 2022",
        starts=date(2022, 1, 1),
        ends=date(2023, 1, 1),
        extends=old,
        adopted_on=date(2021, 12, 15),
        adopted_by=stage.cast.coordinator,
    )
    for party in (stage.cast.police, stage.cast.municipality):
        PromiseParty.objects.create(promise=new, organisation=party)
    activity = new.activities.create(position=0, title="Fotpatrullering", text="Fotpatrullering")
    activity.parties.create(organisation=stage.cast.police)
    target.pk, target.activity = None, activity
    target.save()
    TargetPlace.objects.bulk_create(
        TargetPlace(target=target, area_set_id=place.area_set_id, position=place.position) for place in places
    )
    return new
