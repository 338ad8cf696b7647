"""A sample that no party can choose alone: its steps, who may take them, and what is said of it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lofte.accounts.models import Role
from lofte.followup import actions, approving, content, holding, sample_list, sampling, sampling_rules
from lofte.followup.models import FollowUp, Sample
from lofte.work import actions as work
from lofte.work.models import Entry
from tests.conftest import Freeze
from tests.promised import AT, Promised, both_say_yes, log
from tests.sampled import MUNICIPALITY, POLICE, begun, drawn, finished, fixed

LATER = datetime(2021, 5, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def stage(worked: Promised, freeze: Freeze) -> Promised:
    freeze("2021-05-10T10:00")
    return worked


def told(followup: FollowUp) -> dict[str, Any]:
    found: dict[str, Any] = content.of(followup)["sample"]
    return found


def test_without_a_sample_the_follow_up_says_so(stage: Promised) -> None:
    followup = actions.draft(promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=AT)

    assert told(followup)["said"]["sv"] == (
        "Inget stickprov har dragits ur de loggade posterna för den här uppföljningen."
    )


def test_the_list_holds_what_was_counted_in_the_period_and_nothing_else(stage: Promised) -> None:
    log(stage, "foot-patrol", stage.cast.north_area, [date(2021, 5, 2)])  # of the next period
    log(stage, "foot-patrol", stage.cast.west_area, [date(2021, 3, 2)])  # of no target
    log(stage, "foot-patrol", stage.cast.north_area, [date(2021, 3, 2)], at=LATER)  # after the cut
    gone = Entry.objects.filter(area=stage.cast.south_area).first()
    assert gone is not None
    work.reverse(gone, reason="Fel dag.", by=stage.cast.officer, at=AT)

    sample = begun(stage)

    counts = {slug: len(found) for slug, found in sampling_rules.codes(sample.listing).items()}
    assert counts == {stage.cast.police.slug: 17, stage.cast.municipality.slug: 3}


def test_the_list_is_the_same_for_the_same_salt_and_says_nothing_of_order(stage: Promised) -> None:
    sample = begun(stage)

    assert sample_list.listed(sample.followup, sample.salt) == sample.listing
    assert sample_list.listed(sample.followup, "annat") != sample.listing
    keys = [str(key).replace("-", "") for key in Entry.objects.values_list("key", flat=True)]
    assert not any(key in sample.listing for key in keys)


def test_the_seed_is_of_both_numbers_and_the_list(stage: Promised, drawn_sample: Sample) -> None:

    numbers = {stage.cast.police.slug: POLICE, stage.cast.municipality.slug: MUNICIPALITY}
    assert drawn_sample.seed == sampling_rules.seed(sampling_rules.sha256(drawn_sample.listing), numbers)
    codes = sampling_rules.codes(drawn_sample.listing)
    of_police = drawn_sample.entries.filter(organisation=stage.cast.police).order_by("position")
    assert [row.code for row in of_police] == sampling_rules.draw(
        drawn_sample.seed, codes[stage.cast.police.slug], 5
    )
    assert all(
        sampling_rules.code(drawn_sample.salt, str(row.entry.key)) == row.code
        for row in drawn_sample.entries.all()
    )


def test_each_partys_entries_are_looked_up_by_the_other(stage: Promised, drawn_sample: Sample) -> None:

    checked = set(drawn_sample.entries.values_list("organisation", "checked_by"))
    police, municipality = stage.cast.police.pk, stage.cast.municipality.pk
    assert checked == {(police, municipality), (municipality, police)}


def test_the_result_stands_in_the_content_with_its_interval(stage: Promised, drawn_sample: Sample) -> None:
    followup = finished(stage, drawn_sample)

    of_police = next(
        part for part in told(followup)["parts"] if part["organisation"]["slug"] == stage.cast.police.slug
    )
    assert of_police["answers"] == {"agrees": 3, "differs": 1, "not_there": 0, "cannot_tell": 1}
    assert (of_police["share"], of_police["low"], of_police["high"]) == (75, 30.1, 95.4)  # Wilson of 3 of 4
    assert "3 av 4 stämde (med 95 % säkerhet mellan 30,1" in of_police["said"]["sv"].replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "1 stämde inte och 1 gick inte att avgöra." in of_police["said"]["sv"]
    assert "Annan dag." not in str(told(followup))


def test_a_number_is_not_told_before_all_are_fixed(stage: Promised) -> None:
    sample, cast = begun(stage), stage.cast
    sampling.fix(
        sample=sample,
        organisation=cast.police,
        commitment=sampling_rules.commitment(*POLICE),
        by=cast.police_approver,
        at=AT,
    )

    with pytest.raises(sampling.NotFixed):
        sampling.tell(
            sample=sample,
            organisation=cast.police,
            number=POLICE[0],
            words=POLICE[1],
            by=cast.police_approver,
            at=AT,
        )


def test_what_is_told_must_be_what_was_fixed(stage: Promised) -> None:
    sample, cast = fixed(stage, begun(stage)), stage.cast

    with pytest.raises(sampling.NotWhatWasFixed):
        sampling.tell(
            sample=sample,
            organisation=cast.police,
            number=POLICE[0] + 1,
            words=POLICE[1],
            by=cast.police_approver,
            at=AT,
        )


def test_a_number_is_fixed_once_by_an_approver_of_the_party_and_by_another_for_each(stage: Promised) -> None:
    sample, cast = begun(stage), stage.cast
    words: dict[str, Any] = {"sample": sample, "commitment": "0" * 64, "at": AT}
    Role.objects.create(
        user=cast.police_approver,
        partnership=cast.partnership,
        organisation=cast.municipality,
        kind=Role.Kind.APPROVER,
        starts=date(2019, 1, 1),
    )

    with pytest.raises(approving.NotApprover):
        sampling.fix(organisation=cast.police, by=cast.coordinator, **words)
    with pytest.raises(approving.NotSigning):
        sampling.fix(organisation=cast.housing, by=cast.police_approver, **words)
    sampling.fix(organisation=cast.police, by=cast.police_approver, **words)
    with pytest.raises(sampling.AlreadyFixed):
        sampling.fix(organisation=cast.police, by=cast.police_approver, **words)
    with pytest.raises(approving.SamePerson):
        sampling.fix(organisation=cast.municipality, by=cast.police_approver, **words)


def test_a_sample_is_begun_once_and_holds_the_figures(stage: Promised) -> None:
    sample, by = begun(stage), stage.cast.coordinator

    with pytest.raises(sampling.AlreadyBegun):
        sampling.begin(followup=sample.followup, by=by, at=AT)
    with pytest.raises(holding.SampleStands):
        actions.redraft(followup=sample.followup, by=by, at=AT)


def test_a_follow_up_is_not_sent_with_half_a_sample(stage: Promised, drawn_sample: Sample) -> None:

    with pytest.raises(approving.SampleUnfinished):
        both_say_yes(stage, drawn_sample.followup)
    with pytest.raises(sampling.AnswersMissing) as refused:
        sampling.finish(sample=drawn_sample, by=stage.cast.coordinator, at=AT)
    assert refused.value.n == 8


def test_a_sample_is_not_begun_while_the_period_runs(stage: Promised) -> None:
    now = datetime(2021, 4, 20, 8, 0, tzinfo=UTC)
    by = stage.cast.coordinator
    followup = actions.draft(promise=stage.promise, period_key="2021-T1", by=by, at=now)

    with pytest.raises(approving.PeriodStillRuns):
        sampling.begin(followup=followup, by=by, at=now)
    with pytest.raises(approving.CountedTooEarly):
        sampling.begin(followup=followup, by=by, at=AT)


def test_one_that_differs_says_how(stage: Promised, drawn_sample: Sample) -> None:
    row = drawn_sample.entries.filter(checked_by=stage.cast.police).first()
    assert row is not None

    with pytest.raises(holding.ReasonMissing):
        sampling.answer(
            sample=drawn_sample,
            organisation=stage.cast.police,
            answers={row.pk: ("differs", "")},
            by=stage.cast.officer,
            at=AT,
        )


def test_nobody_answers_for_the_other_party(stage: Promised, drawn_sample: Sample) -> None:
    theirs = drawn_sample.entries.filter(checked_by=stage.cast.municipality)

    sampling.answer(
        sample=drawn_sample,
        organisation=stage.cast.police,
        answers={row.pk: ("agrees", "") for row in theirs},
        by=stage.cast.officer,
        at=AT,
    )

    assert set(theirs.values_list("answer", flat=True)) == {""}


@pytest.mark.parametrize(
    ("stage_name", "said"),
    [
        ("fixing", "Ett stickprov bröts av innan det var draget. Skäl: Ordet är glömt."),
        ("answering", "Ett stickprov som var draget bröts av innan det var klart. Skäl: Ordet är glömt."),
        ("finished", "Ett stickprov som var klart ströks (6 av 7 stämde). Skäl: Ordet är glömt."),
    ],
)
def test_one_that_is_broken_off_is_told_and_another_can_begin(
    stage: Promised, *, stage_name: str, said: str
) -> None:
    sample, by = begun(stage), stage.cast.coordinator
    if stage_name != "fixing":
        drawn(stage, fixed(stage, sample))
    if stage_name == "finished":
        finished(stage, sample)

    sampling.abandon(sample=sample, reason="Ordet är glömt.", by=by, at=AT)

    assert [one["said"]["sv"] for one in told(sample.followup)["broken_off"]] == [said]
    with pytest.raises(holding.ReasonMissing):
        sampling.abandon(sample=sample, reason=" ", by=by, at=AT)
    assert sampling.begin(followup=sample.followup, by=by, at=AT).pk != sample.pk
    assert Sample.objects.count() == 2


def test_what_is_sent_is_out_of_the_samples_reach(stage: Promised, drawn_sample: Sample) -> None:
    both_say_yes(stage, finished(stage, drawn_sample))

    with pytest.raises(holding.WrongState):
        sampling.abandon(sample=drawn_sample, reason="För sent.", by=stage.cast.coordinator, at=AT)


def test_false_entries_that_were_planted_are_found_when_they_are_drawn(stage: Promised) -> None:
    days = [date(2021, 1, 1 + n) for n in range(20)]
    log(stage, "foot-patrol", stage.cast.north_area, days)
    false = set(Entry.objects.order_by("-pk").values_list("pk", flat=True)[:4])
    sample = drawn(stage, fixed(stage, begun(stage, size=12)))
    register = set(Entry.objects.exclude(pk__in=false).values_list("pk", flat=True))

    for organisation in (stage.cast.municipality, stage.cast.police):
        rows = sample.entries.filter(checked_by=organisation)
        answers = {row.pk: ("agrees" if row.entry_id in register else "not_there", "") for row in rows}
        by = stage.cast.coordinator
        sampling.answer(sample=sample, organisation=organisation, answers=answers, by=by, at=AT)
    sampling.finish(sample=sample, by=stage.cast.coordinator, at=AT)

    found = sum(part["answers"]["not_there"] for part in told(sample.followup)["parts"])
    assert found == sample.entries.filter(entry__in=false).count()
