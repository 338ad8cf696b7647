"""The follow-ups of the demonstration: drafted, commented, approved by two invented people and released."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from lofte.followup import actions, approving
from lofte.followup.models import FollowUp, FollowUpLine
from lofte.periods.calendar import Period
from lofte.promises.models import Promise
from lofte.publication.actions import release
from lofte.site.demo import checking
from lofte.site.demo.comments import comment_on
from lofte.site.demo.ground import Ground

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def report(
    promise: Promise,
    period: Period,
    *,
    ground: Ground,
    is_sampled: bool = False,
    thanks: tuple[str, str] = ("", ""),
) -> FollowUp:
    """Take a tertial's follow-up the whole way, in the two weeks after the tertial; with a sample if so."""
    coordinator = ground.people["coordinator"]
    followup = actions.draft(promise=promise, period_key=period.key, by=coordinator, at=_after(period, 3))
    actions.edit(
        followup=followup,
        lead_sv=followup.lead_sv,
        lead_en=followup.lead_en,
        edits=_edits(followup, thanks),
        by=coordinator,
        at=_after(period, 6),
    )
    if is_sampled:
        checking.checked(followup, ground=ground, at=_after(period, 6))
    approving.submit(followup=followup, by=coordinator, at=_after(period, 7))
    for days, role, party in (
        (9, "approver-municipality", "municipality"),
        (10, "approver-police", "police"),
    ):
        organisation = next(one for one in ground.parties.values() if one.kind == party)
        approving.approve(
            followup=followup, organisation=organisation, by=ground.people[role], at=_after(period, days)
        )
    release(followup=followup, by=coordinator, at=_after(period, 12))
    return followup


def correct(promise: Promise, period: Period, *, ground: Ground) -> None:
    """Log some work after the cut, and begin a correction with a sample whose numbers are not all fixed."""
    checking.late_work(promise, period.last_day, ground=ground, at=_after(period, 25))
    released = promise.followups.get(period=period.key)
    correction = actions.new_version(
        followup=released,
        reason="Tre fotpatruller kom med för sent.",
        by=ground.people["coordinator"],
        at=_after(period, 40),
    )
    checking.begun(correction, ground=ground, at=_after(period, 41))


def _after(period: Period, days: int) -> datetime:
    return datetime.combine(period.ends + timedelta(days=days), time(10), tzinfo=STOCKHOLM)


def _edits(followup: FollowUp, thanks: tuple[str, str]) -> list[actions.Edit]:
    """Comment every line; the first one ends in a thank-you, in Swedish and in English."""
    first, *others = [_commented(line) for line in followup.lines.order_by("position", "pk")]
    in_swedish, in_english = (f"{first.comment_sv}{thanks[0]}", f"{first.comment_en}{thanks[1]}")
    return [replace(first, comment_sv=in_swedish, comment_en=in_english), *others]


def _commented(line: FollowUpLine) -> actions.Edit:
    comment_sv, comment_en = comment_on(_kind_code(line), line.status)
    return actions.Edit(line.pk, line.text_sv, line.text_en, comment_sv, comment_en)


def _kind_code(line: FollowUpLine) -> str:
    codes = line.activity.targets.order_by("position", "pk").values_list("kind_of_work__code", flat=True)
    return next((code for code in codes if code), "")
