"""A follow-up is sent for approval, approved by each signing party, or sent back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from lofte.accounts import held
from lofte.accounts.models import Organisation, User
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.followup import content, queries, rules
from lofte.followup.holding import ReasonMissing, Refused, demand, dropped_approvals, hold
from lofte.followup.models import Approval, FollowUp

WRITING, APPROVING = FollowUp.State.WRITING, FollowUp.State.APPROVING


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


class SampleUnfinished(Refused):
    """A sample that was begun is finished or broken off before the follow-up is sent."""


class NotAsRead(Refused):
    """What would be approved is no longer what the approver has read."""


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
        hold(followup)
        demand(followup, WRITING)
        _check_ready(followup, at)
        followup.state, followup.sent_back_why = APPROVING, ""
        followup.save()
        audit.record("followup.submitted", target=followup, by_id=by.pk, at=at)
    return followup


def _check_ready(followup: FollowUp, at: datetime) -> None:
    check_is_counted(followup, at)
    if followup.samples.whole(Purpose.ACTING).filter(abandoned_at=None, finished_at=None).exists():
        raise SampleUnfinished
    missing = missing_comments(followup)
    if missing:
        raise CommentsMissing(missing)


def check_is_counted(followup: FollowUp, at: datetime) -> None:
    """Refuse a period that runs, or that was counted while it did."""
    day = closes_on(followup)
    if timezone.localdate(at) < day:
        raise PeriodStillRuns(day)
    if timezone.localdate(followup.cut_at) < day:
        raise CountedTooEarly(day)


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
        hold(followup)
        demand(followup, APPROVING)
        name = _check_approver(followup, organisation, by, timezone.localdate(at))
        is_deputy = name != by
        found = content.checksum(followup)
        if seen not in {"", found}:
            raise NotAsRead
        approval, _ = Approval.objects.update_or_create(
            followup=followup,
            organisation=organisation,
            defaults={
                "approved_by": by,
                "approver_name": name.name,
                "approver_title": name.title,
                "through_name": by.name if is_deputy else "",
                "through_title": by.title if is_deputy else "",
                "approved_at": at,
                "content_sha256": found,
            },
        )
        facts = {"organisation": organisation.pk, "as_deputy": is_deputy}
        audit.record("followup.approved", target=followup, by_id=by.pk, at=at, **facts)
    return approval


def _check_approver(followup: FollowUp, organisation: Organisation, by: User, on: date) -> User:
    """Return in whose name the yes is said."""
    name = check_party(followup, organisation, by, on)
    if followup.approvals.filter(approved_by=by).exclude(organisation=organisation).exists():
        raise SamePerson
    return name


def check_party(followup: FollowUp, organisation: Organisation, by: User, on: date) -> User:
    """Return in whose name a person speaks for a party that signs; refuse everybody else."""
    if organisation not in queries.signing_parties(followup.promise):
        raise NotSigning
    name = held.signatory(by, followup.promise.partnership_id, organisation.pk, on)
    if name is None:
        raise NotApprover
    return name


def send_back(*, followup: FollowUp, reason: str, by: User, at: datetime) -> FollowUp:
    """Give the follow-up back to the one who writes; approvals fall."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        hold(followup)
        demand(followup, APPROVING)
        n_dropped = dropped_approvals(followup)
        followup.state, followup.sent_back_why = WRITING, reason.strip()
        followup.save()
        audit.record("followup.sent_back", target=followup, by_id=by.pk, at=at, approvals_dropped=n_dropped)
    return followup
