"""A follow-up is drafted, written, counted anew, and corrected in a new version."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lofte.accounts.models import User
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.followup import content, drafting, rules
from lofte.followup.holding import (
    ReasonMissing,
    Refused,
    SampleStands,
    demand,
    demand_no_sample,
    dropped_approvals,
    hold,
)
from lofte.followup.models import FollowUp, FollowUpLine
from lofte.periods.calendar import Period, parse
from lofte.promises.models import Promise

WRITING, APPROVING, RELEASED = FollowUp.State.WRITING, FollowUp.State.APPROVING, FollowUp.State.RELEASED


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


class SavedMeanwhile(Refused):
    """Somebody else has saved the page since the writer opened it."""


class NoCorrection(Refused):
    """It is the period's first version: there is nothing that would stand in its place."""


def draft(*, promise: Promise, period_key: str, by: User, at: datetime) -> FollowUp:
    """Draft the first version for a period: counted up to its end, or up to today while it runs."""
    period = parse(period_key)
    _check_period(promise, period, at)
    newest = promise.followups.whole(Purpose.ACTING).filter(period=period_key).order_by("-version").first()
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
    before = (
        followup.promise.followups.whole(Purpose.ACTING)
        .filter(period=followup.period, state=RELEASED)
        .order_by("version")
    )
    cut = cut_of(followup.ends, at)
    made = drafting.drafted(followup.promise, period, cut, before=before.last(), at=at)
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


def redraft(*, followup: FollowUp, by: User, at: datetime) -> FollowUp:
    """Count and tell anew: figures and sentences are replaced, comments stay, approvals fall."""
    with transaction.atomic():
        hold(followup)
        demand(followup, WRITING)
        demand_no_sample(followup)
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
        hold(followup)
        demand(followup, WRITING, APPROVING)
        before = content.checksum(followup)
        if seen not in {"", before}:
            raise SavedMeanwhile(seen)
        followup.lead_sv, followup.lead_en = lead_sv, lead_en
        for one in edits:
            followup.lines.filter(pk=one.line_id).update(
                text_sv=one.text_sv, text_en=one.text_en, comment_sv=one.comment_sv, comment_en=one.comment_en
            )
        n_dropped = 0
        if content.checksum(followup) != before:
            n_dropped = dropped_approvals(followup)
            followup.state = WRITING
        followup.save()
        audit.record("followup.edited", target=followup, by_id=by.pk, at=at, approvals_dropped=n_dropped)
    return followup


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


def new_version(*, followup: FollowUp, reason: str, by: User, at: datetime) -> FollowUp:
    """Begin a correction of what is released: counted and told anew, with the reason that all will read."""
    demand(followup, RELEASED)
    if not reason.strip():
        raise ReasonMissing
    newest = (
        followup.promise.followups.whole(Purpose.ACTING)
        .filter(period=followup.period)
        .order_by("-version")
        .first()
    )
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


def discard(*, followup: FollowUp, by: User, at: datetime) -> FollowUp:
    """Throw away a correction that was begun by mistake; return the version that stands.

    Only what is still written: nothing that was sent or released is ever taken away.
    """
    with transaction.atomic():
        hold(followup)
        demand(followup, WRITING)
        if followup.samples.whole(Purpose.ACTING).exists():  # also one that was broken off: it is told
            raise SampleStands
        stands = followup.promise.followups.whole(Purpose.ACTING).filter(
            period=followup.period, version__lt=followup.version
        )
        released = stands.order_by("version").last()
        if released is None:
            raise NoCorrection
        audit.record("followup.discarded", target=followup, by_id=by.pk, at=at, version=followup.version)
        followup.delete()
    return released
