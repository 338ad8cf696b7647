"""Counting: every kind that is counted, each place and together, and what changes a figure."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lofte.periods.calendar import Period, parse
from lofte.places.models import PrioritisedArea
from lofte.promises.models import Activity, KindOfWork, Target
from lofte.work import counting
from lofte.work.models import MissedSlot
from lofte.work.outcomes import Outcome
from tests.cast import Cast
from tests.promised import erase_log
from tests.work import making

T1 = parse("2021-T1")
CUT = T1.ends
AFTER = date(2022, 1, 1)


def outcome(target: Target, *, period: Period = T1, cut: date = CUT) -> Outcome:
    return counting.outcomes([target], period=period, cut=cut)[target.pk]


@pytest.fixture
def patrol(cast: Cast) -> KindOfWork:
    return making.kind_of_work()


@pytest.fixture
def patrolling(cast: Cast) -> Activity:
    return making.activity(making.promise(cast.partnership), cast.police)


def test_each_place_is_counted_against_its_own_promise(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(
        patrolling, "count", 30, each_place=True, places=[cast.north, cast.south], kind_of_work=patrol
    )
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=10)
    making.work(patrol, cast.south_area, date(2021, 2, 1), cast.police, n=2)

    found = outcome(target)

    north, south = found.places
    assert (north.place, north.done, north.promised, north.status) == ("Norra", 10, 30.0, "on_track")
    assert (south.place, south.done, south.expected, south.status) == ("Södra", 2, 9.86, "behind")
    assert found.status == "behind"
    assert found.n_in_period == 12


def test_places_together_share_one_promise_and_an_area_in_two_sets_counts_once(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    both = [cast.north, cast.south]
    cast.south.containment.create(area=cast.north_area)
    target = making.target(patrolling, "count", 30, each_place=False, places=both, kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=10)

    found = outcome(target)

    together, north, south = found.places
    assert (together.place, together.done, together.promised) == ("", 10, 30.0)
    assert (north.done, south.done, north.promised) == (10, 10, None)
    assert found.n_in_period == 10


def test_a_target_without_places_counts_all_of_the_partnership_and_nothing_else(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 30, kind_of_work=patrol)
    making.work(patrol, cast.whole, date(2021, 2, 1), cast.police)
    making.work(patrol, cast.west_area, date(2021, 2, 1), cast.police)
    cast.rest.containment.all().delete()
    cast.other_partnership.area_sets.create(
        slug="x", name="X", search_key="x", sort_key="x"
    ).containment.create(area=cast.west_area)

    assert outcome(target).places[0].done == 1


def test_nobody_has_settled_each_or_together_so_it_cannot_be_judged(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    places = [cast.north, cast.south]
    target = making.target(patrolling, "count", 30, places=places, kind_of_work=patrol)

    found = outcome(target)

    assert (found.status, found.why, found.places) == ("cannot_be_judged", "places_unsettled", ())


def test_what_is_too_short_is_left_out(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    target = making.target(
        patrolling, "count", 30, minimum_minutes=20, places=[cast.north], kind_of_work=patrol
    )
    for minutes in (None, 15, 19, 20, 60):
        making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, minutes=minutes)

    assert outcome(target).places[0].done == 2  # one of 60 minutes is one, not three


def test_only_the_activitys_parties_count_and_everybody_when_it_names_none(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    polices = making.target(patrolling, "count", 30, kind_of_work=patrol)
    nobodys = making.target(making.activity(patrolling.promise), "count", 30, kind_of_work=patrol)
    stranger = cast.other_partnership.organisations.get()
    for organisation in (cast.police, cast.housing, stranger):
        making.work(patrol, cast.north_area, date(2021, 2, 1), organisation)

    assert outcome(polices).places[0].done == 1
    assert outcome(nobodys).places[0].done == 2


def test_a_quantity_is_summed_instead_of_occasions(cast: Cast, patrolling: Activity) -> None:
    control = making.kind_of_work("narkotikainsats")
    found = making.quantity(control, "brott")
    target = making.target(patrolling, "count", 52, kind_of_work=control, quantity=found)
    making.work(control, cast.north_area, date(2021, 2, 1), cast.police, quantities={found: 3})
    making.work(control, cast.north_area, date(2021, 5, 1), cast.police, quantities={found: 100})
    making.work(control, cast.north_area, date(2021, 2, 1), cast.police)

    assert outcome(target).places[0].done == 3


def test_a_case_counts_in_the_state_that_was_settled(cast: Cast, patrolling: Activity) -> None:
    case = making.kind_of_work("sig-arende", states="case")
    unsettled = making.target(patrolling, "count", 20, comparator="=", kind_of_work=case)
    begun = making.target(patrolling, "count", 20, comparator="=", kind_of_work=case, counted_state="begun")
    making.work(case, cast.north_area, date(2021, 2, 1), cast.police, state="begun", n=3)
    making.work(case, cast.north_area, date(2021, 3, 1), cast.police, state="closed", n=2)

    assert outcome(begun).places[0].done == 3
    assert outcome(unsettled).why == "state_unsettled"


def test_a_share_has_its_interval_and_the_point_decides(cast: Cast, patrolling: Activity) -> None:
    control = making.kind_of_work("narkotikainsats")
    found = making.quantity(control, "brott")
    first = making.quantity(control, "forstagang", part_of=found, is_asked=False)
    target = making.target(
        patrolling, "share", 20, comparator=">=", kind_of_work=control, quantity=first, whole=found
    )
    assert (outcome(target).status, outcome(target).why) == ("cannot_be_judged", "nothing_to_share")
    making.work(control, cast.north_area, date(2021, 2, 1), cast.police, quantities={found: 25, first: 5})
    making.work(control, cast.north_area, date(2021, 2, 2), cast.police, quantities={found: 4})

    early, late = outcome(target), outcome(target, cut=AFTER)

    assert early.share is not None
    assert (early.share.part, early.share.whole, early.share.share) == (5, 29, 17.2)
    assert (early.share.low, early.share.high) == (7.6, 34.5)  # Wilson, worked out by hand
    assert (early.status, late.status) == ("behind", "not_met")
    assert early.n_in_period == 29


def test_a_part_whose_whole_was_not_logged_cannot_be_judged(cast: Cast, patrolling: Activity) -> None:
    offence = making.kind_of_work("narkotikabrott")
    persons, first = making.quantity(offence, "personer"), making.quantity(offence, "forstagang")
    target = making.target(patrolling, "share", 20, kind_of_work=offence, quantity=first, whole=persons)
    making.work(offence, cast.north_area, date(2021, 2, 1), cast.police, quantities={first: 7})

    found = outcome(target)

    assert (found.status, found.why) == ("cannot_be_judged", "part_over_whole")
    assert found.share is not None
    assert (found.share.part, found.share.whole, found.share.share) == (7, 0, None)


def test_a_share_in_each_place_is_its_worst_place(cast: Cast, patrolling: Activity) -> None:
    control = making.kind_of_work("krogtillsyn")
    remark = making.quantity(control, "anmarkning")
    target = making.target(
        patrolling,
        "share",
        20,
        each_place=True,
        places=[cast.north, cast.south],
        kind_of_work=control,
        quantity=remark,  # of all occasions
    )
    making.work(control, cast.north_area, date(2021, 2, 1), cast.police, quantities={remark: 1})
    making.work(control, cast.south_area, date(2021, 2, 1), cast.police, n=6)

    found = outcome(target)

    assert [line.status for line in found.places] == ["on_track", "behind"]
    assert found.share is not None
    assert (found.share.part, found.share.whole, found.status) == (1, 7, "behind")


T2_ENDS = date(2021, 9, 1)


def _pictures(cast: Cast, **given: Any) -> tuple[Target, KindOfWork]:
    picture = making.kind_of_work("lagesbild-delad", has_recipients=True)
    activity = making.activity(making.promise(cast.partnership, **given), title="Lägesbild")
    target = making.target(
        activity,
        "cadence",
        1,
        per="week",
        places=[cast.north],
        recipients=[cast.police, cast.municipality],
        kind_of_work=picture,
    )
    return target, picture


def test_a_slot_is_met_when_shared_with_all_and_missed_with_its_reason(cast: Cast) -> None:
    target, picture = _pictures(cast)
    everybody = [cast.police, cast.municipality, cast.housing]
    making.work(picture, cast.north_area, date(2021, 1, 4), cast.police, recipients=everybody)  # week 1
    making.work(picture, cast.north_area, date(2021, 1, 12), cast.police, recipients=[cast.police])  # week 2
    making.work(picture, cast.south_area, date(2021, 1, 12), cast.police, recipients=everybody)
    MissedSlot.objects.create(
        activity=target.activity,
        starts=date(2021, 1, 11),
        ends=date(2021, 1, 18),
        reason="sjukdom",
        said_at=making.AT,
    )

    found = outcome(target, cut=date(2021, 1, 20))

    assert [(slot.key, slot.state, slot.reason) for slot in found.slots[:4]] == [
        ("2021-W01", "met", ""),
        ("2021-W02", "missed", "sjukdom"),
        ("2021-W03", "due", ""),
        ("2021-W04", "coming", ""),
    ]
    line = found.places[0]
    assert (line.done, line.promised, line.expected, line.in_period) == (1, 52.0, 2.0, 1)
    assert found.status == "behind"


def test_a_year_of_53_weeks_owes_53_slots_and_the_last_week_is_counted_whole(cast: Cast) -> None:
    target, picture = _pictures(cast, starts=date(2020, 1, 1), ends=date(2021, 1, 1))
    both = [cast.police, cast.municipality]
    making.work(picture, cast.north_area, date(2021, 1, 3), cast.police, recipients=both)  # Sunday, week 53

    found = outcome(target, period=parse("2020-T3"), cut=date(2021, 1, 15))

    assert len(found.slots) == 53
    assert (found.slots[-1].key, found.slots[-1].state) == ("2020-W53", "met")
    assert found.n_in_period == 1
    assert found.status == "not_met"


@pytest.mark.parametrize(
    ("starts", "ends", "n_weeks", "last_week", "its_sunday"),
    [
        # any calendar with ISO weeks: 2020 has 53, the last to Sunday 3 January 2021; 2021 and 2022 have 52
        (date(2020, 1, 1), date(2021, 1, 1), 53, "2020-W53", date(2021, 1, 3)),
        (date(2021, 1, 1), date(2022, 1, 1), 52, "2021-W52", date(2022, 1, 2)),
        (date(2021, 1, 1), date(2023, 1, 1), 104, "2022-W52", date(2023, 1, 1)),
    ],
)
def test_a_closed_year_has_all_its_weeks_counted_whole_and_none_left_due(
    *, cast: Cast, starts: date, ends: date, n_weeks: int, last_week: str, its_sunday: date
) -> None:
    target, picture = _pictures(cast, starts=starts, ends=ends)
    both = [cast.police, cast.municipality]
    making.work(picture, cast.north_area, its_sunday, cast.police, recipients=both)
    next_monday = its_sunday + timedelta(days=1)
    making.work(picture, cast.north_area, next_monday, cast.police, recipients=both)

    found = outcome(target, period=parse(f"{ends.year - 1}-T3"), cut=ends)

    assert len(found.slots) == n_weeks
    assert (found.slots[-1].key, found.slots[-1].state) == (last_week, "met")
    assert {slot.state for slot in found.slots} == {"met", "missed"}
    assert [(line.done, line.promised, line.expected) for line in found.places[:1]] == [(1, n_weeks, n_weeks)]
    assert found.status == "not_met"


def test_a_week_across_a_tertials_end_belongs_to_the_one_with_its_thursday(cast: Cast) -> None:
    """31 August 2021 is a Tuesday: week 35, with its Thursday in September, is the next tertial's."""
    target, picture = _pictures(cast)
    both = [cast.police, cast.municipality]
    making.work(picture, cast.north_area, date(2021, 8, 30), cast.police, recipients=both)  # Monday, week 35

    closed = {slot.key: slot.state for slot in outcome(target, period=parse("2021-T2"), cut=T2_ENDS).slots}
    running = {slot.key: slot.state for slot in outcome(target, period=parse("2021-T3"), cut=T2_ENDS).slots}

    assert (closed["2021-W34"], closed["2021-W35"]) == ("missed", "coming")
    assert running["2021-W35"] == "met"


def test_while_a_period_runs_a_week_that_is_not_over_stays_due(cast: Cast) -> None:
    target, _picture = _pictures(cast)

    found = outcome(target, period=parse("2021-T3"), cut=date(2021, 12, 31))

    assert (found.slots[-1].key, found.slots[-1].state) == ("2021-W52", "due")
    assert found.status == "behind"


def test_two_in_the_slot_are_needed_when_two_are_promised(cast: Cast) -> None:
    target, picture = _pictures(cast)
    Target.objects.filter(pk=target.pk).update(value=2)
    target.refresh_from_db()
    both = [cast.police, cast.municipality]
    making.work(picture, cast.north_area, date(2021, 1, 4), cast.police, recipients=both, n=2)
    making.work(picture, cast.north_area, date(2021, 1, 11), cast.police, recipients=both)

    states = [slot.state for slot in outcome(target).slots[:2]]

    assert states == ["met", "missed"]


def test_prioritised_areas_owe_slots_only_while_they_are_prioritised(cast: Cast) -> None:
    meeting = making.kind_of_work("bos-mote")
    activity = making.activity(making.promise(cast.partnership))
    target = making.target(
        activity, "cadence", 1, per="week", over_prioritised_areas=True, kind_of_work=meeting
    )
    assert outcome(target).why == "no_places"
    for area_set, starts, ends in (
        (cast.north, date(2020, 1, 1), date(2021, 2, 1)),
        (cast.south, date(2021, 3, 1), None),
    ):
        PrioritisedArea.objects.create(
            partnership=cast.partnership, area_set=area_set, starts=starts, ends=ends, decision="KS § 1"
        )
    making.work(meeting, cast.north_area, date(2021, 1, 5), cast.municipality)
    making.work(meeting, cast.north_area, date(2021, 3, 2), cast.municipality)  # no longer prioritised

    found = outcome(target)

    north = [slot for slot in found.slots if slot.place == "Norra"]
    south = [slot for slot in found.slots if slot.place == "Södra"]
    assert [slot.key for slot in north] == ["2021-W01", "2021-W02", "2021-W03", "2021-W04"]
    assert south[0].key == "2021-W09"
    assert found.places[0].done == 1
    assert found.places[0].status == "not_met"


def test_meetings_are_a_count(cast: Cast) -> None:
    meeting = making.kind_of_work("ssg-mote")
    activity = making.activity(making.promise(cast.partnership), title="SSG")
    target = making.target(activity, "count", 8, comparator=">=", kind_of_work=meeting)
    making.work(meeting, cast.whole, date(2021, 1, 20), cast.municipality)
    making.work(meeting, cast.whole, date(2021, 3, 20), cast.municipality)

    found = outcome(target)

    assert (found.places[0].done, found.status) == (2, "on_track")  # 2.63 expected, nine tenths is 2.37


def test_a_milestone_is_done_at_its_first_entry_and_late_is_not_met(cast: Cast) -> None:
    activity = making.activity(making.promise(cast.partnership), cast.municipality)
    target = making.target(activity, "milestone", ends=date(2021, 7, 1))
    review = making.kind_of_work("genomlysning")
    assert outcome(target).status == "on_track"
    [late] = making.work(review, cast.north_area, date(2021, 7, 5), cast.municipality, activity=activity)
    assert outcome(target, cut=date(2021, 8, 1)).status == "not_met"
    assert outcome(target, cut=date(2021, 8, 1)).reached_on == late.occurred_on
    making.work(review, cast.north_area, date(2021, 6, 1), cast.municipality, activity=activity, n=2)

    found = outcome(target, cut=date(2021, 8, 1))

    assert (found.status, found.reached_on) == ("done", date(2021, 6, 1))


def test_words_are_never_scored(cast: Cast, patrol: KindOfWork, patrolling: Activity) -> None:
    target = making.target(patrolling, "qualitative", sign="mötena är återkommande", kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=3)

    found = outcome(target)

    assert (found.status, found.in_words, found.why) == ("cannot_be_judged", True, "in_words")
    assert (found.places, found.slots, found.share, found.n_in_period) == ((), (), None, 0)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"kind": "hours"}, "no_value"),
        ({"kind": "rate", "value": 5, "per": "week"}, "pace_unsettled"),
        ({"kind": "count", "value": 5, "per": "night"}, "pace_unsettled"),
        ({"kind": "count", "value": 5, "per": "occasion"}, "no_occasion_kind"),
        ({"kind": "on_demand"}, "no_occasion_kind"),
        ({"kind": "follow_on", "value": 5}, "no_occasion_kind"),
        ({"kind": "indicator", "value": 5}, "no_series"),
        ({"kind": "cadence"}, "no_slot"),
    ],
)
def test_what_nobody_has_settled_cannot_be_judged(
    cast: Cast, patrol: KindOfWork, patrolling: Activity, said: dict[str, Any], why: str
) -> None:
    target = making.target(patrolling, **said, kind_of_work=patrol)

    found = outcome(target)

    assert (found.status, found.why, found.in_words) == ("cannot_be_judged", why, False)


def test_a_count_without_a_kind_of_work_or_a_number_cannot_be_judged(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    assert outcome(making.target(patrolling, "count", 5)).why == "no_kind_of_work"
    assert outcome(making.target(patrolling, "count", kind_of_work=patrol)).why == "no_value"


def test_a_stopped_activity_keeps_its_figures_and_says_stopped_from_that_day(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 30, kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police)
    Activity.objects.filter(pk=patrolling.pk).update(stopped_on=date(2021, 3, 1), stopped_why="pandemin")

    assert outcome(target, cut=date(2021, 3, 1)).status == "behind"
    assert outcome(target).status == "stopped"
    assert outcome(target).places[0].done == 1


def test_a_target_per_year_counts_its_own_year_and_tells_the_one_that_ended(
    cast: Cast, patrol: KindOfWork
) -> None:
    activity = making.activity(making.promise(cast.partnership, ends=date(2023, 1, 1)))
    target = making.target(activity, "count", 2, per="year", kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 12, 31), cast.police, n=2)
    making.work(patrol, cast.north_area, date(2022, 1, 1), cast.police)

    found = outcome(target, period=parse("2021-T3"), cut=date(2022, 1, 10))

    assert (found.starts, found.places[0].done) == (date(2022, 1, 1), 1)
    assert [(w.ends, w.status, w.places[0].done) for w in found.closed] == [(date(2022, 1, 1), "done", 2)]


def test_the_period_is_what_it_added_and_the_cut_day_is_left_out(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 30, kind_of_work=patrol)
    for day in (date(2021, 4, 30), date(2021, 5, 1), date(2021, 8, 31), date(2021, 9, 1)):
        making.work(patrol, cast.north_area, day, cast.police)

    found = outcome(target, period=parse("2021-T2"), cut=date(2021, 9, 1))

    assert (found.places[0].done, found.n_in_period) == (3, 2)


def test_with_the_log_deleted_every_figure_is_nought(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(
        patrolling, "count", 30, each_place=True, places=[cast.north, cast.south], kind_of_work=patrol
    )
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=5)
    assert outcome(target).n_in_period == 5
    erase_log()

    found = outcome(target)

    assert [line.done for line in found.places] == [0, 0]
    assert found.n_in_period == 0


def test_queries_are_as_many_for_one_target_as_for_twenty(cast: Cast, patrol: KindOfWork) -> None:
    promise = making.promise(cast.partnership)

    def n_queries(targets: list[Target]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            counting.outcomes(targets, period=T1, cut=CUT)
        return len(seen)

    def pair() -> list[Target]:
        activity = making.activity(promise, cast.police)
        places = [cast.north, cast.south]
        return [
            making.target(activity, "count", 3, each_place=True, places=places, kind_of_work=patrol),
            making.target(
                activity, "cadence", 1, per="week", each_place=True, places=places, kind_of_work=patrol
            ),
        ]

    few = n_queries(pair())
    many = [target for _ in range(10) for target in pair()]
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=20)

    assert n_queries(many) == few


def test_a_promise_shorter_than_its_rhythm_owes_no_slot(cast: Cast) -> None:
    activity = making.activity(
        making.promise(cast.partnership, starts=date(2021, 1, 5), ends=date(2021, 1, 20))
    )
    target = making.target(activity, "cadence", 1, per="month", kind_of_work=making.kind_of_work())

    assert (outcome(target).status, outcome(target).why) == ("cannot_be_judged", "no_slot")


def test_a_count_over_prioritised_areas_counts_each_on_its_days(cast: Cast, patrol: KindOfWork) -> None:
    activity = making.activity(making.promise(cast.partnership))
    target = making.target(
        activity, "count", 4, over_prioritised_areas=True, each_place=False, kind_of_work=patrol
    )
    for starts, ends in ((date(2021, 1, 1), date(2021, 2, 1)), (date(2021, 4, 1), None)):
        PrioritisedArea.objects.create(
            partnership=cast.partnership, area_set=cast.north, starts=starts, ends=ends, decision="KS § 2"
        )
    for day in (date(2021, 1, 31), date(2021, 2, 1), date(2021, 4, 1)):
        making.work(patrol, cast.north_area, day, cast.police)

    found = outcome(target, period=parse("2021-04"))

    assert (found.places[0].done, found.n_in_period) == (2, 1)


def test_more_than_exactly_what_was_promised_is_done_with_a_note(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 2, comparator="=", kind_of_work=patrol)
    making.work(patrol, cast.north_area, date(2021, 2, 1), cast.police, n=3)

    found = outcome(target)

    assert (found.status, found.facts) == ("done", {"exceeded": True})


def test_an_outcome_is_frozen_as_plain_text_and_numbers(
    cast: Cast, patrol: KindOfWork, patrolling: Activity
) -> None:
    target = making.target(patrolling, "count", 2, kind_of_work=patrol)

    frozen = outcome(target).as_json()

    assert (frozen["starts"], frozen["cut"], frozen["places"][0]["done"]) == ("2021-01-01", "2021-05-01", 0)
