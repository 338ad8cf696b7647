"""What is asked of my organisation: what is due, what is behind, and what an even pace wants this week."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.base import wording
from lofte.base.quoting import quoted
from lofte.base.waiting import Item
from lofte.periods.calendar import Period
from lofte.work import cadences, field, line_words, outlook, words
from lofte.work.cadences import Followed
from lofte.work.obligations import duties, pages
from lofte.work.obligations.duties import Duty
from lofte.work.outcomes import PlaceOutcome

DAYS_A_WEEK = 7
REMEMBERED = timedelta(days=60)  # after a promise has ended, what was missed in it still asks for a word
SOON = timedelta(days=14)  # a numbered meeting shows when it is this near


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page what is owed this week, what was missed without a word, and what is behind."""
    is_in_many = len(viewer.partnership_ids(Right.SEE_PROMISES)) > 1
    yield from _owed(viewer, on, is_in_many=is_in_many)
    if not field.partnership_ids(viewer):
        return
    rows = cadences.followed(viewer, on)
    foreseen = outlook.sentences([row for row in rows if row.outcome.status == "behind"], on)
    for row in rows:
        where = row.activity.promise.partnership.name if is_in_many else ""
        if row.outcome.status == "behind":
            yield Item(
                text=quoted(row.activity.title),
                url=_to_log(row),
                part="behind",
                note=_noted(line_words.behind(row.outcome), where),
                more=foreseen.get(row.target.pk, ""),
            )
        yield from (replace(item, note=_noted(item.note, where)) for item in _this_week(row, on))


def _noted(note: str, where: str) -> str:
    """Add where it is, for one who works in several partnerships."""
    return format_html("{} · {}", note, quoted(where)) if note and where else note or quoted(where)


def _to_log(row: Followed | Duty) -> str:
    kind = row.target.kind_of_work
    return reverse("work:log") if kind is None else reverse("work:kind", args=[kind.code])


def _owed(viewer: Viewer, on: date, *, is_in_many: bool) -> Iterator[Item]:
    """Yield what the viewer answers for: what falls due, and what was missed and nobody has explained."""
    for duty in duties.of_viewer(viewer, on, Period(on - REMEMBERED, on + date.resolution)):
        where = duty.target.activity.promise.partnership.name if is_in_many else ""
        is_logging = duty.partnership_id in field.partnership_ids(viewer)
        due = [slot for slot in duty.slots if slot.state == "due" and slot.due_on <= on + SOON]
        for row in pages.rows(due):
            time = wording.clock(row.slot.begins_at, words.language()) if row.slot.begins_at else ""
            yield Item(
                text=format_html("{} ({})", quoted(row.name), row.which),
                url=_to_log(duty) if is_logging else reverse("obligations:mine"),
                due=row.slot.due_on,
                part="due",
                note=_noted(gettext("klockan %(time)s") % {"time": time} if time else "", where),
            )
        yield from _unexplained(duty, where)


def _unexplained(duty: Duty, where: str) -> Iterator[Item]:
    """Yield the one that was missed with the way to say why; of many, how many there are."""
    rows = pages.rows([slot for slot in duty.slots if slot.is_unexplained])
    if len(rows) == 1:
        slot = rows[0].slot
        yield Item(
            text=format_html("{} ({})", quoted(rows[0].name), rows[0].which),
            url=reverse("work:missed", args=[slot.activity_id, slot.key]),
            part="missed",
            note=_noted(gettext("Ange skäl"), where),
        )
    elif rows:
        yield Item(
            text=quoted(duty.target.activity.title),
            url=reverse("obligations:mine"),
            part="missed",
            note=_noted(_n_missed(len(rows)), where),
        )


def _n_missed(n: int) -> str:
    said = ngettext("%(n)d missat tillfälle saknar skäl", "%(n)d missade tillfällen saknar skäl", n)
    return said % {"n": n}


def _this_week(row: Followed, today: date) -> Iterator[Item]:
    """Yield what is left of what a count asks for this week to reach its end at an even pace."""
    kind = row.target.kind_of_work
    if kind is None or row.outcome.kind != "count" or row.target.comparator == "<=":
        return
    for line in row.outcome.places:
        n_left = wanted(row, line, today) - line.in_period
        if n_left > 0:
            yield Item(
                text=quoted(f"{row.activity.title}, {line.place}" if line.place else row.activity.title),
                url=_to_log(row),
                part="week",
                note=gettext("%(n)s till i veckans takt, %(done)s gjorda")
                % {
                    "n": wording.number(n_left, words.language()),
                    "done": wording.number(line.in_period, words.language()),
                },
            )


def wanted(row: Followed, line: PlaceOutcome, today: date) -> int:
    """Return how much this week asks for, from where its Monday began."""
    if line.promised is None or line.status == "done":
        return 0
    left = line.promised - (line.done - line.in_period)
    days = max((row.outcome.ends - today).days + today.weekday(), DAYS_A_WEEK)
    return ceil(left * DAYS_A_WEEK / days) if left > 0 else 0
