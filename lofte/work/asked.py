"""What is asked of my organisation: what is due, what is behind, and what an even pace wants this week."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from lofte.accounts.viewers import Viewer
from lofte.base import wording
from lofte.base.quoting import quoted
from lofte.base.waiting import Item
from lofte.work import cadences, field, words
from lofte.work.cadences import Cadence, Followed
from lofte.work.outcomes import PlaceOutcome

DAYS_A_WEEK = 7


def waiting(viewer: Viewer, on: date) -> Iterator[Item]:
    """Offer the start page what is due this week, what was missed without a word, and what is behind."""
    if not field.partnership_ids(viewer):
        return
    rows = cadences.followed(viewer, on)
    for cadence in cadences.cadences(rows):
        yield from _of_cadence(cadence)
    for row in rows:
        if row.outcome.status == "behind":
            yield Item(text=quoted(row.activity.title), url=_to_log(row), part="behind", note=behind(row))
        yield from _this_week(row, on)


def _to_log(row: Followed) -> str:
    kind = row.target.kind_of_work
    return reverse("work:log") if kind is None else reverse("work:kind", args=[kind.code])


def _of_cadence(cadence: Cadence) -> Iterator[Item]:
    for slot in cadence.due:
        place = f", {slot.place}" if slot.place else ""
        period = wording.period_short(slot.key, words.language())
        yield Item(
            text=format_html("{} ({})", quoted(f"{cadence.activity.title}{place}"), period),
            url=reverse("work:cadences"),
            due=slot.ends - date.resolution,
            part="due",
        )
    if cadence.n_unexplained:
        n = cadence.n_unexplained
        yield Item(
            text=quoted(cadence.activity.title),
            url=reverse("work:cadences"),
            note=ngettext("%(n)d missat tillfälle saknar skäl", "%(n)d missade tillfällen saknar skäl", n)
            % {"n": n},
        )


def behind(row: Followed) -> str:
    """Say how far behind a target is, place by place."""
    outcome = row.outcome
    if outcome.share is not None:
        return _behind_share(row)
    lines = [line for line in outcome.places if line.status == "behind"]
    return wording.listed([_behind_line(line) for line in lines], words.language())


def _behind_line(line: PlaceOutcome) -> str:
    figures = {
        "done": wording.number(line.done, words.language()),
        "expected": wording.number(ceil(line.expected or 0), words.language()),
        "place": line.place,
    }
    if line.place:
        return gettext("%(place)s %(done)s av väntade %(expected)s") % figures
    return gettext("%(done)s av väntade %(expected)s") % figures


def _behind_share(row: Followed) -> str:
    share = row.outcome.share
    value = share.share if share is not None and share.share is not None else 0
    return gettext("%(share)s, lovat %(promised)s") % {
        "share": wording.percent(value, words.language()),
        "promised": wording.percent(row.target.value or 0, words.language()),
    }


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
