"""What the staff's pages show: every promise with its periods, who has approved, and what waits for whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base.quoting import quoted
from lofte.base.waiting import Item
from lofte.base.wording import period_name
from lofte.followup import queries, rules
from lofte.followup.models import Approval, FollowUp, FollowUpLine
from lofte.periods.calendar import Period
from lofte.promises import language
from lofte.promises.models import Promise

ASKED_FOR = timedelta(
    days=730
)  # after a period's end: later nobody is reminded, though it can still be written
N_DAYS_TO_WRITE = 30  # after a period's end: the start page says so in good time


@dataclass(frozen=True)
class PeriodRow:
    """A period of a promise, and how far its follow-up has come.

    `followup` is the newest version; `is_out` says that an earlier one is released while it is written.
    """

    promise: Promise
    period: Period
    followup: FollowUp | None
    is_out: bool
    has_begun: bool
    has_ended: bool
    may_write: bool

    @property
    def public(self) -> str:
        """The way to what is released, from where the reader's language begins."""
        return f"{self.promise.partnership.slug}/loften/{self.promise.slug}/{self.period.key}/"


@dataclass(frozen=True)
class PartyRow:
    """A signing party: its approval, and whether the viewer may give it."""

    organisation: Organisation
    approval: Approval | None
    may_approve: bool


def rows(viewer: Viewer, on: date) -> list[tuple[Promise, list[PeriodRow]]]:
    """Return every adopted promise with its periods, the newest first: two queries."""
    return [(promise, _periods(promise, viewer, on)) for promise in queries.adopted_promises(viewer)]


def _periods(promise: Promise, viewer: Viewer, on: date) -> list[PeriodRow]:
    newest = {followup.period: followup for followup in promise.followups.all()}
    out = {one.period for one in promise.followups.all() if one.state == FollowUp.State.RELEASED}
    may_write = viewer.may(promise.partnership_id, Right.WRITE_FOLLOWUP)
    found = [
        PeriodRow(
            promise,
            period,
            newest.get(period.key),
            is_out=period.key in out,
            has_begun=period.starts <= on,
            has_ended=period.ends <= on,
            may_write=may_write,
        )
        for period in rules.periods(promise.rhythm, Period(promise.starts, promise.ends))
    ]
    return found[::-1]


def parties(followup: FollowUp, viewer: Viewer) -> list[PartyRow]:
    """Return the signing parties with their approvals."""
    given = {one.organisation_id: one for one in queries.approvals(followup)}
    mine = viewer.organisation_ids(followup.promise.partnership_id, Right.SIGN)
    is_open = followup.state == FollowUp.State.APPROVING
    return [
        PartyRow(party, given.get(party.pk), is_open and party.pk in mine and party.pk not in given)
        for party in queries.signing_parties(followup.promise)
    ]


def figures(line: FollowUpLine) -> list[dict[str, Any]]:
    """Return what a line's targets came to, for the one who writes."""
    return [
        {
            "description": target["description"],
            "places": [place for place in target["outcome"]["places"] if target["facts"]["kind"] != "share"],
            "withheld": bool(target["withheld"]),
        }
        for target in line.figures["targets"]
    ]


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page what is to be written, approved and released."""
    for promise, periods in rows(viewer, on):
        for row in periods:
            yield from _waiting(promise, row, viewer, on)


def _named(period_key: str) -> str:
    return period_name(period_key, language.current())


def _waiting(promise: Promise, row: PeriodRow, viewer: Viewer, on: date) -> Iterator[Item]:
    if row.followup is None:
        if row.may_write and row.has_ended and on - row.period.ends < ASKED_FOR:
            due = date.fromordinal(row.period.ends.toordinal() + N_DAYS_TO_WRITE)
            said = _("Skriv uppföljningen för %(period)s") % {"period": _named(row.period.key)}
            yield Item(said, reverse("followup:list"), due, "due", quoted(promise.title))
        return
    name = {"period": _named(row.period.key)}
    if row.followup.state == FollowUp.State.APPROVING:
        yield from _to_approve(promise, row.followup, viewer)
    elif row.followup.state == FollowUp.State.WRITING and row.may_write and row.has_ended:
        url = reverse("followup:write", args=[row.followup.pk])
        yield Item(
            _("Skriv klart uppföljningen för %(period)s") % name, url, None, "answer", quoted(promise.title)
        )


def _to_approve(promise: Promise, followup: FollowUp, viewer: Viewer) -> Iterator[Item]:
    name, url = {"period": _named(followup.period)}, reverse("followup:approve", args=[followup.pk])
    found = parties(followup, viewer)
    if any(one.may_approve for one in found):
        yield Item(
            _("Godkänn uppföljningen för %(period)s") % name, url, None, "answer", quoted(promise.title)
        )
    elif all(one.approval for one in found) and viewer.may(promise.partnership_id, Right.RELEASE):
        yield Item(
            _("Publicera uppföljningen för %(period)s") % name, url, None, "answer", quoted(promise.title)
        )
