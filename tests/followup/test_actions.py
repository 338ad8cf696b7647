"""From the draft over the comments to both parties' yes."""

import re
from datetime import UTC, date, datetime

import pytest

from lofte.accounts.models import Role, User
from lofte.base.models import AuditEvent
from lofte.followup import actions, approving, content, drafting, holding
from lofte.followup.models import FollowUp, FollowUpLine
from lofte.periods.calendar import parse
from lofte.promises.models import KindOfWork, Target
from tests.cast import Cast
from tests.promised import AT, Promised, erase_log, log, promised


@pytest.fixture
def stage(worked: Promised) -> Promised:
    return worked


def drafted(stage: Promised) -> FollowUp:
    return actions.draft(promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=AT)


def line_of(followup: FollowUp, title: str) -> FollowUpLine:
    return next(line for line in followup.lines.all() if line.figures["title"] == title)


def commented(stage: Promised, followup: FollowUp) -> FollowUp:
    for line in followup.lines.all():
        actions.edit_line(line=line, by=stage.cast.coordinator, at=AT, comment_sv="Så här gick det.")
    followup.refresh_from_db()
    return followup


def submitted(stage: Promised) -> FollowUp:
    followup = commented(stage, drafted(stage))
    return approving.submit(followup=followup, by=stage.cast.coordinator, at=AT)


def test_a_draft_tells_every_activity_and_opens_with_the_answer(stage: Promised) -> None:
    followup = drafted(stage)

    statuses = {line.figures["title"]: line.status for line in followup.lines.all()}
    assert statuses == {
        "Fotpatrullering": "behind",
        "Mot narkotika": "on_track",
        "Möten": "behind",
        "Översyn av stationen": "on_track",
        "Samtal": "cannot_be_judged",
    }
    assert followup.lead_sv == (
        "Av de fyra aktiviteter som går att räkna följer två planen efter fyra månader;"
        " fotpatrullering i Södra och möten ligger efter. En redovisas i ord."
    )
    assert (
        "På Norra är tolv gjorda och i Södra fyra. Södra ligger efter."
        in line_of(followup, "Fotpatrullering").text_sv
    )


def test_without_the_log_every_figure_is_nought(stage: Promised) -> None:
    erase_log()

    followup = drafted(stage)

    outcomes = [t["outcome"] for line in followup.lines.all() for t in line.figures["targets"]]
    assert {place["done"] for outcome in outcomes for place in outcome["places"]} == {0}


def test_a_running_period_is_counted_up_to_today_and_cannot_be_sent(stage: Promised) -> None:
    early = datetime(2021, 3, 1, 12, 0, tzinfo=UTC)
    followup = actions.draft(promise=stage.promise, period_key="2021-T1", by=stage.cast.coordinator, at=early)
    commented(stage, followup)

    assert followup.lines.first().figures["counted_through"] == "2021-03-01"  # type: ignore[union-attr]
    with pytest.raises(approving.PeriodStillRuns):
        approving.submit(followup=followup, by=stage.cast.coordinator, at=early)
    with pytest.raises(approving.CountedTooEarly):
        approving.submit(followup=followup, by=stage.cast.coordinator, at=AT)


@pytest.mark.parametrize(
    ("period", "refusal"), [("2020-T3", actions.OutsidePromise), ("2021-T3", actions.NotBegun)]
)
def test_a_period_outside_the_promise_or_to_come_is_refused(
    stage: Promised, period: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.draft(promise=stage.promise, period_key=period, by=stage.cast.coordinator, at=AT)


def test_what_was_stopped_after_the_period_ran_throughout_it(stage: Promised) -> None:
    activity = stage.promise.activities.get(title="Fotpatrullering")

    def status(stopped_on: date) -> tuple[str, bool]:
        stage.promise.activities.filter(pk=activity.pk).update(stopped_on=stopped_on, stopped_why="Ombyggnad")
        found = drafting.drafted(stage.promise, parse("2021-T1"), date(2021, 5, 1)).lines[0]
        return found.status, "stoppades" in found.text.sv

    assert status(date(2021, 5, 3)) == ("behind", False)
    assert status(date(2021, 4, 30)) == ("stopped", True)


def test_a_period_is_drafted_once(stage: Promised) -> None:
    followup = drafted(stage)

    with pytest.raises(actions.AlreadyDrafted) as refused:
        drafted(stage)
    assert refused.value.followup == followup


def test_a_promise_that_is_not_adopted_is_not_followed_up(stage: Promised) -> None:
    stage.promise.adopted_on, stage.promise.adopted_by = None, None

    with pytest.raises(actions.NotAdopted):
        drafted(stage)


def test_it_is_not_sent_while_comments_are_missing(stage: Promised) -> None:
    followup = drafted(stage)

    with pytest.raises(approving.CommentsMissing) as refused:
        approving.submit(followup=followup, by=stage.cast.coordinator, at=AT)

    assert [one.title for one in refused.value.missing] == ["Fotpatrullering", "Möten", "Samtal"]


def test_a_new_draft_counts_again_and_keeps_the_comments(stage: Promised) -> None:
    followup = commented(stage, drafted(stage))
    log(stage, "foot-patrol", stage.cast.south_area, [date(2021, 4, 20), date(2021, 4, 21)])

    actions.redraft(followup=followup, by=stage.cast.coordinator, at=AT)

    line = line_of(followup, "Fotpatrullering")
    assert line.comment_sv == "Så här gick det."
    assert "i Södra sex" in line.text_sv


def test_each_signing_party_approves_exactly_this_content(stage: Promised) -> None:
    followup = submitted(stage)

    approval = approving.approve(
        followup=followup, organisation=stage.cast.police, by=stage.cast.police_approver, at=AT
    )

    assert approval.content_sha256 == content.checksum(followup)
    assert approval.approver_title == "lokalpolisområdeschef"
    assert AuditEvent.objects.filter(verb="followup.approved").count() == 1


def test_an_edit_after_approval_drops_it(stage: Promised) -> None:
    followup = submitted(stage)
    approving.approve(followup=followup, organisation=stage.cast.police, by=stage.cast.police_approver, at=AT)

    actions.edit_line(
        line=line_of(followup, "Samtal"), by=stage.cast.coordinator, at=AT, comment_sv="Något annat."
    )

    followup.refresh_from_db()
    assert followup.state == FollowUp.State.WRITING
    assert not followup.approvals.exists()


def test_saving_the_same_words_keeps_the_approval(stage: Promised) -> None:
    followup = submitted(stage)
    approving.approve(followup=followup, organisation=stage.cast.police, by=stage.cast.police_approver, at=AT)

    actions.edit_line(
        line=line_of(followup, "Samtal"), by=stage.cast.coordinator, at=AT, comment_sv="Så här gick det."
    )

    assert followup.approvals.count() == 1


@pytest.mark.parametrize("person", ["coordinator", "municipality_approver", "outsider"])
def test_only_the_partys_own_approver_approves(stage: Promised, person: str) -> None:
    followup = submitted(stage)

    with pytest.raises(approving.NotApprover):
        approving.approve(
            followup=followup, organisation=stage.cast.police, by=getattr(stage.cast, person), at=AT
        )


def test_a_role_that_has_ended_approves_nothing(stage: Promised) -> None:
    followup = submitted(stage)
    Role.objects.filter(user=stage.cast.police_approver).update(ends=date(2021, 5, 1))

    with pytest.raises(approving.NotApprover):
        approving.approve(
            followup=followup, organisation=stage.cast.police, by=stage.cast.police_approver, at=AT
        )


def test_one_person_does_not_approve_for_two_parties(stage: Promised) -> None:
    followup, both = submitted(stage), stage.cast.police_approver
    _also_approves(both, stage)
    approving.approve(followup=followup, organisation=stage.cast.police, by=both, at=AT)

    with pytest.raises(approving.SamePerson):
        approving.approve(followup=followup, organisation=stage.cast.municipality, by=both, at=AT)


def _also_approves(person: User, stage: Promised) -> None:
    Role.objects.create(
        user=person,
        partnership=stage.cast.partnership,
        organisation=stage.cast.municipality,
        kind=Role.Kind.APPROVER,
        starts=date(2019, 1, 1),
    )


def test_a_party_that_does_not_sign_cannot_approve(stage: Promised) -> None:
    with pytest.raises(approving.NotSigning):
        approving.approve(
            followup=submitted(stage), organisation=stage.cast.housing, by=stage.cast.partner, at=AT
        )


def test_what_is_sent_back_says_why_and_loses_its_approvals(stage: Promised) -> None:
    followup = submitted(stage)
    approving.approve(followup=followup, organisation=stage.cast.police, by=stage.cast.police_approver, at=AT)

    with pytest.raises(holding.ReasonMissing):
        approving.send_back(followup=followup, reason=" ", by=stage.cast.municipality_approver, at=AT)
    approving.send_back(
        followup=followup, reason="Kommentaren är för kort.", by=stage.cast.municipality_approver, at=AT
    )

    assert followup.state == FollowUp.State.WRITING
    assert followup.sent_back_why == "Kommentaren är för kort."
    assert not followup.approvals.exists()


def test_a_small_share_of_persons_is_not_told(stage: Promised) -> None:
    erase_log()
    log(stage, "drug-offence", stage.cast.north_area, [date(2021, 2, 2)], quantities=(20, 2))

    followup = drafted(stage)

    shown = content.of(followup)["activities"][1]
    assert "peka ut enstaka personer" in shown["sentence"]["sv"]
    assert shown["targets"][1]["share"] is None
    assert shown["targets"][1]["places"] == []
    assert shown["targets"][1]["status"] == "cannot_be_judged"


def test_of_persons_no_single_periods_number_is_told(stage: Promised) -> None:
    shown = content.of(drafted(stage))["activities"][1]["targets"][1]

    assert (shown["share"]["part"], shown["share"]["whole"]) == (6, 20)
    assert [line["in_period"] for line in shown["places"]] == [None]


def test_the_content_names_nobody(stage: Promised) -> None:
    text = str(content.of(drafted(stage)))

    people = [getattr(stage.cast, who).name for who in ("coordinator", "officer", "partner")]
    assert not [name for name in people if name in text]


def test_what_is_told_in_words_is_never_scored(stage: Promised) -> None:
    shown = content.of(drafted(stage))["activities"][4]

    assert shown["status"] is None
    assert shown["in_words"]
    assert shown["targets"][0]["places"] == []


@pytest.mark.parametrize(
    ("n", "said"), [(0, ""), (1, "arbete som hör hit loggats."), (14, "loggats vid flera tillfällen.")]
)
def test_that_work_was_logged_on_what_has_no_number_is_told_without_a_number(
    cast: Cast, n: int, said: str
) -> None:
    stage = promised(cast)
    Target.objects.filter(activity=stage.dialogue).update(kind_of_work=KindOfWork.objects.get(code="meeting"))
    log(stage, "meeting", stage.cast.south_area, [date(2021, 4, 1 + day) for day in range(n)])

    text = drafted(stage).lines.get(activity=stage.dialogue).text_sv

    assert text.endswith(said or "redovisas i ord.")
    assert not re.search(r"\d", text)


def test_a_new_version_needs_a_released_one_and_a_reason(stage: Promised) -> None:
    followup = drafted(stage)
    with pytest.raises(holding.WrongState):
        actions.new_version(followup=followup, reason="Fel i loggen.", by=stage.cast.coordinator, at=AT)
    followup.state, followup.released_at = FollowUp.State.RELEASED, AT
    followup.save()

    with pytest.raises(holding.ReasonMissing):
        actions.new_version(followup=followup, reason="", by=stage.cast.coordinator, at=AT)
    second = actions.new_version(followup=followup, reason="Fel i loggen.", by=stage.cast.coordinator, at=AT)

    assert (second.version, second.reason, second.state) == (2, "Fel i loggen.", "writing")


def test_the_next_period_says_what_changed(stage: Promised) -> None:
    first = drafted(stage)
    first.state, first.released_at = FollowUp.State.RELEASED, AT
    first.save()
    log(
        stage,
        "meeting",
        stage.cast.north_area,
        [date(2021, month, 12) for month in (5, 6, 7, 8)],
        by="municipality",
    )

    later = actions.draft(
        promise=stage.promise,
        period_key="2021-T2",
        by=stage.cast.coordinator,
        at=datetime(2021, 9, 2, tzinfo=UTC),
    )

    shown = content.of(later)
    assert shown["compared_with"] == {"period": "2021-T1", "version": 1}
    assert (
        shown["activities"][0]["change"]["sv"]
        == "Fotpatrullering: 0 den här perioden, 16 färre än förra (16)."
    )


def test_an_outcome_of_police_work_week_by_week_is_told_by_month(stage: Promised) -> None:
    followup = drafted(stage)
    line = line_of(followup, "Möten")
    target = line.figures["targets"][0]
    target["facts"] |= {"is_police": True, "per": "week"}
    target["outcome"]["slots"] = [
        {
            "key": f"2021-W{n:02d}",
            "starts": f"2021-01-{4 + 7 * (n - 1):02d}",
            "ends": f"2021-01-{11 + 7 * (n - 1):02d}",
            "place": "",
            "state": "met" if n != 2 else "missed",
            "reason": "ledigt",
        }
        for n in (1, 2, 3)
    ]

    slots = content.activity(line)["targets"][0]["slots"]

    assert slots == [{"slot": "2021-01", "place": "", "state": "missed", "reason": "", "met": 2, "of": 3}]


def test_edits_are_kept_together(stage: Promised) -> None:
    followup = drafted(stage)
    patrols = line_of(followup, "Fotpatrullering")
    edits = [
        actions.Edit(line.pk, "Ny text." if line == patrols else line.text_sv, line.text_en, "Ja.", "Yes.")
        for line in followup.lines.all()
    ]

    actions.edit(
        followup=followup,
        lead_sv="Det går bra.",
        lead_en="It goes well.",
        edits=edits,
        by=stage.cast.coordinator,
        at=AT,
    )

    assert followup.lead_sv == "Det går bra."
    assert {line.comment_sv for line in followup.lines.all()} == {"Ja."}
    assert line_of(followup, "Fotpatrullering").text_sv == "Ny text."
