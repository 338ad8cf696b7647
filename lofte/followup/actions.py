"""A follow-up is drafted, edited, sent for approval, approved by each party, or sent back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import Organisation, Role, User
from lofte.base import audit
from lofte.followup import content, drafting, queries, rules
from lofte.followup.models import Approval, FollowUp, FollowUpLine
from lofte.periods.calendar import Period, parse
from lofte.promises.models import Promise

WRITING, APPROVING, RELEASED = FollowUp.State.WRITING, FollowUp.State.APPROVING, FollowUp.State.RELEASED


class Refused(Exception):
    """What a follow-up does not let happen; each kind carries its facts."""


class NotAdopted(Refused):
    """Only an adopted promise is followed up."""


class OutsidePromise(Refused):
    """The promise is not followed up for that period."""


class NotBegun(Refused):
    """The period has not begun."""


class AlreadyDrafted(Refused):
    """The period has a follow-up."""

    def __init__(self, followup: FollowUp) -> None:
        super().__init__(followup.pk)
        self.followup = followup


class WrongState(Refused):
    """The follow-up is not where this can be done."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True)
class MissingComment:
    """An activity that must be explained before the follow-up can be sent."""

    line_id: int
    number: int
    title: str


class CommentsMissing(Refused):
    """Some activities lack the comment that they need."""

    def __init__(self, missing: list[MissingComment]) -> None:
        super().__init__(len(missing))
        self.missing = missing


class PeriodStillRuns(Refused):
    """The period has not ended: its figures are not whole, and police work is told with delay."""

    def __init__(self, ends: date) -> None:
        super().__init__(ends.isoformat())
        self.ends = ends


class NotApprover(Refused):
    """The person does not approve for that organisation."""


class NotSigning(Refused):
    """The organisation does not sign the promise."""


class SamePerson(Refused):
    """One person cannot approve for two parties."""


class SavedMeanwhile(Refused):
    """Somebody else has saved the page since the writer opened it."""


class NotAsRead(Refused):
    """What would be approved is no longer what the approver has read."""


class ReasonMissing(Refused):
    """A new version, or a follow-up sent back, says why."""


def draft(*, promise: Promise, period_key: str, by: User, at: datetime) -> FollowUp:
    """Draft the first version for a period: counted up to its end, or up to today while it runs."""
    period = parse(period_key)
    _check_period(promise, period, at)
    newest = promise.followups.filter(period=period_key).order_by("-version").first()
    if newest is not None:
        raise AlreadyDrafted(newest)
    with transaction.atomic():
        followup = _made(promise, period, version=1, reason="", by=by, at=at)
        _fill(followup, at)
        audit.record("followup.drafted", target=followup, by_id=by.pk, at=at, period=period_key)
    return followup


def _check_period(promise: Promise, period: Period, at: datetime) -> None:
    if not promise.is_adopted:
        raise NotAdopted
    if period not in rules.periods(promise.rhythm, Period(promise.starts, promise.ends)):
        raise OutsidePromise
    if timezone.localdate(at) < period.starts:
        raise NotBegun


def _made(promise: Promise, period: Period, *, version: int, reason: str, by: User, at: datetime) -> FollowUp:
    return FollowUp.objects.create(
        promise=promise,
        period=period.key,
        version=version,
        reason=reason,
        starts=period.starts,
        ends=period.ends,
        cut_at=at,
        drafted_by=by,
    )


def cut_of(ends: date, at: datetime) -> date:
    """Return the first day that is not counted: the period's end, or tomorrow while it runs."""
    return min(ends, timezone.localdate(at) + timedelta(days=1))


def _fill(followup: FollowUp, at: datetime) -> None:
    """Count and tell anew; comments that people wrote stay with their activity."""
    period = Period(followup.starts, followup.ends, followup.period)
    made = drafting.drafted(followup.promise, period, cut_of(followup.ends, at))
    followup.lines.exclude(activity__in=[line.activity.pk for line in made.lines]).delete()
    for position, line in enumerate(made.lines):
        FollowUpLine.objects.update_or_create(  # the row stays: a form that was sent twice still finds it
            followup=followup,
            activity=line.activity,
            defaults={
                "position": position,
                "figures": line.figures,
                "status": line.status,
                "text_sv": line.text.sv,
                "text_en": line.text.en,
            },
        )
    followup.cut_at, followup.lead_sv, followup.lead_en = at, made.lead.sv, made.lead.en
    followup.save()


def _demand(followup: FollowUp, *states: str) -> None:
    if followup.state not in states:
        raise WrongState(followup.state)


def _dropped_approvals(followup: FollowUp) -> int:
    n_dropped, _ = followup.approvals.all().delete()
    return n_dropped


def redraft(*, followup: FollowUp, by: User, at: datetime) -> FollowUp:
    """Count and tell anew: figures and sentences are replaced, comments stay, approvals fall."""
    with transaction.atomic():
        _hold(followup)
        _demand(followup, WRITING)
        _fill(followup, at)
        audit.record("followup.redrafted", target=followup, by_id=by.pk, at=at)
    return followup


@dataclass(frozen=True)
class Edit:
    """What the coordinator wrote on one activity."""

    line_id: int
    text_sv: str
    text_en: str
    comment_sv: str
    comment_en: str


def edit(
    *,
    followup: FollowUp,
    lead_sv: str,
    lead_en: str,
    edits: list[Edit],
    by: User,
    at: datetime,
    seen: str = "",
) -> FollowUp:
    """Keep everything that was written on the page. Changed content drops the approvals and is sent anew.

    `seen` is the checksum of the content that the writer had before them; "" asks nothing.
    """
    with transaction.atomic():
        _hold(followup)
        _demand(followup, WRITING, APPROVING)
        before = content.checksum(content.of(followup))
        if seen not in {"", before}:
            raise SavedMeanwhile(seen)
        followup.lead_sv, followup.lead_en = lead_sv, lead_en
        for one in edits:
            followup.lines.filter(pk=one.line_id).update(
                text_sv=one.text_sv, text_en=one.text_en, comment_sv=one.comment_sv, comment_en=one.comment_en
            )
        n_dropped = 0
        if content.checksum(content.of(followup)) != before:
            n_dropped = _dropped_approvals(followup)
            followup.state = WRITING
        followup.save()
        audit.record("followup.edited", target=followup, by_id=by.pk, at=at, approvals_dropped=n_dropped)
    return followup


def _hold(followup: FollowUp) -> None:
    """Hold the row until the transaction is over, as it is saved now: two who write take turns."""
    FollowUp.objects.select_for_update().get(pk=followup.pk)
    followup.refresh_from_db()


def edit_line(*, line: FollowUpLine, by: User, at: datetime, **words: str) -> FollowUp:
    """Change one activity's words: any of text_sv, text_en, comment_sv, comment_en."""
    kept = {key: getattr(line, key) for key in ("text_sv", "text_en", "comment_sv", "comment_en")}
    one = Edit(line.pk, **{**kept, **words})
    followup = line.followup
    return edit(
        followup=followup, lead_sv=followup.lead_sv, lead_en=followup.lead_en, edits=[one], by=by, at=at
    )


def edit_lead(*, followup: FollowUp, lead_sv: str, lead_en: str, by: User, at: datetime) -> FollowUp:
    """Change the first sentence."""
    return edit(followup=followup, lead_sv=lead_sv, lead_en=lead_en, edits=[], by=by, at=at)


def missing_comments(followup: FollowUp) -> list[MissingComment]:
    """Return the activities that must be explained and are not."""
    return [
        MissingComment(line.pk, line.figures["number"], line.figures["title"])
        for line in queries.lines(followup)
        if needs_comment(line.figures, line.status) and not line.comment_sv.strip()
    ]


def needs_comment(figures: dict[str, Any], status: str) -> bool:
    return rules.needs_comment(status, figures["kinds"])


def submit(*, followup: FollowUp, by: User, at: datetime) -> FollowUp:
    """Send for approval; refused while a comment is missing, or while the period runs."""
    with transaction.atomic():
        _hold(followup)
        _demand(followup, WRITING)
        _check_ready(followup, at)
        followup.state, followup.sent_back_why = APPROVING, ""
        followup.save()
        audit.record("followup.submitted", target=followup, by_id=by.pk, at=at)
    return followup


def _check_ready(followup: FollowUp, at: datetime) -> None:
    day = closes_on(followup)
    if timezone.localdate(at) < day:
        raise PeriodStillRuns(day)
    if timezone.localdate(followup.cut_at) < day:
        raise CountedTooEarly(day)
    missing = missing_comments(followup)
    if missing:
        raise CommentsMissing(missing)


def closes_on(followup: FollowUp) -> date:
    """Return the first day on which it can be sent: its last week may outlast its period."""
    return rules.closes_on(followup.ends, owes_weeks=_owes_weeks(followup))


def _owes_weeks(followup: FollowUp) -> bool:
    facts = [target["facts"] for line in queries.lines(followup) for target in line.figures["targets"]]
    return any(one["kind"] == "cadence" and one["per"] == "week" for one in facts)


class CountedTooEarly(Refused):
    """The period has ended since the draft was counted: it must be counted anew first."""

    def __init__(self, ends: date) -> None:
        super().__init__(ends.isoformat())
        self.ends = ends


def approve(
    *, followup: FollowUp, organisation: Organisation, by: User, at: datetime, seen: str = ""
) -> Approval:
    """Write a party's yes to exactly this content.

    `seen` is the checksum of the content that the approver had before them; "" asks nothing.
    """
    with transaction.atomic():
        _hold(followup)
        _demand(followup, APPROVING)
        _check_approver(followup, organisation, by, timezone.localdate(at))
        found = content.checksum(content.of(followup))
        if seen not in {"", found}:
            raise NotAsRead
        approval, _ = Approval.objects.update_or_create(
            followup=followup,
            organisation=organisation,
            defaults={
                "approved_by": by,
                "approver_name": by.name,
                "approver_title": by.title,
                "approved_at": at,
                "content_sha256": found,
            },
        )
        audit.record("followup.approved", target=followup, by_id=by.pk, at=at, organisation=organisation.pk)
    return approval


def _check_approver(followup: FollowUp, organisation: Organisation, by: User, on: date) -> None:
    if organisation not in queries.signing_parties(followup.promise):
        raise NotSigning
    if not _approves(by, followup.promise.partnership_id, organisation, on):
        raise NotApprover
    if followup.approvals.filter(approved_by=by).exclude(organisation=organisation).exists():
        raise SamePerson


def _approves(person: User, partnership_id: int, organisation: Organisation, on: date) -> bool:
    held = Role.objects.filter(
        user=person,
        partnership=partnership_id,
        organisation=organisation,
        kind=Role.Kind.APPROVER,
        starts__lte=on,
    )
    return held.exclude(ends__lte=on).exists()


def send_back(*, followup: FollowUp, reason: str, by: User, at: datetime) -> FollowUp:
    """Give the follow-up back to the one who writes; approvals fall."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        _hold(followup)
        _demand(followup, APPROVING)
        n_dropped = _dropped_approvals(followup)
        followup.state, followup.sent_back_why = WRITING, reason.strip()
        followup.save()
        audit.record("followup.sent_back", target=followup, by_id=by.pk, at=at, approvals_dropped=n_dropped)
    return followup


def new_version(*, followup: FollowUp, reason: str, by: User, at: datetime) -> FollowUp:
    """Begin a correction of what is released: counted and told anew, with the reason that all will read."""
    _demand(followup, RELEASED)
    if not reason.strip():
        raise ReasonMissing
    newest = followup.promise.followups.filter(period=followup.period).order_by("-version").first()
    if newest is not None and newest != followup:
        raise AlreadyDrafted(newest)
    period = Period(followup.starts, followup.ends, followup.period)
    with transaction.atomic():
        made = _made(
            followup.promise, period, version=followup.version + 1, reason=reason.strip(), by=by, at=at
        )
        _fill(made, at)
        for line in followup.lines.all():
            made.lines.filter(activity=line.activity_id).update(
                comment_sv=line.comment_sv, comment_en=line.comment_en
            )
        audit.record("followup.new_version", target=made, by_id=by.pk, at=at, version=made.version)
    return made
