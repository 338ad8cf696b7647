"""Calendars for other programs, by a secret address that opens one calendar; and which reminders I want."""

import logging
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, Viewer, needs, open_to_all, viewer_of
from lofte.base import secret_addresses
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.reading import reads, showing, shows_nothing
from lofte.periods.calendar import Period
from lofte.work.models import CalendarFeed
from lofte.work.obligations import agreeing, duties, ics
from lofte.work.obligations.duties import Duty
from lofte.work.obligations.forms import FeedForm, RemindersForm
from lofte.work.obligations.slots import Slot
from lofte.work.obligations.views import calendars

logger = logging.getLogger(__name__)
LONGEST_TOKEN = 64


@needs(Right.SEE_PROMISES)
@posted_from("obligations:mine")
@shows_nothing
def reminders(request: StaffRequest) -> HttpResponseBase:
    """Say which reminders I want."""
    form = RemindersForm(request.POST)
    if not form.is_valid():
        return redirect("obligations:mine")

    def act() -> str:
        chosen = {name: form.cleaned_data[name] for name in ("language", "reminded_of")}
        agreeing.set_reminders(**chosen, by=request.user, at=timezone.now())
        return reverse("obligations:mine")

    return redirect(receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=act))


@needs(Right.SEE_PROMISES)
@posted_from("obligations:mine")
@shows_nothing
def make(request: StaffRequest) -> HttpResponseBase:
    """Make an address, and show it this one time."""
    form = FeedForm(request.POST, partnership_ids=request.viewer.partnership_ids(Right.SEE_PROMISES))
    if not form.is_valid():
        raise Http404
    made: list[str] = []
    group, area_set = form.cleaned_data["group"], form.cleaned_data["area_set"]

    def act() -> str:
        _, token = agreeing.make_feed(group=group, area_set=area_set, by=request.user, at=timezone.now())
        made.append(token)
        return reverse("obligations:mine") + "#adresser"

    landed = receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=act)
    if not made:  # sent twice: the address was shown to the first
        return redirect(landed)
    address = settings.BASE_URL + reverse("obligations:feed", args=[made[0]])
    answer = render(request, "obligations/feed_made.html", {"address": address, "of": group or area_set})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@needs(Right.SEE_PROMISES)
@posted_from("obligations:mine")
@shows_nothing
def revoke(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Take an address of mine back."""
    row = get_object_or_404(CalendarFeed, pk=pk, made_by=request.viewer.user_id)
    form = OnceForm(request.POST)
    if form.is_valid():
        agreeing.revoke_feed(row, by=request.user, at=timezone.now())
    return redirect(reverse("obligations:mine") + "#adresser")


@open_to_all
@require_safe
@reads("calendar.exported", "work.CalendarFeed")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Hand out one calendar to whoever knows its address."""
    row = _row(token)
    showing(request, row)
    now = timezone.now()
    today = timezone.localdate(now)
    viewer = viewer_of(row.made_by, today)
    days = Period(date(today.year - 1, 1, 1), date(today.year + 2, 1, 1))
    name, home, found, page = _content(row, viewer, today, days)
    body = ics.feed(
        name,
        [slot for slot in found if slot.day in days],
        home=home,
        url=settings.BASE_URL + page,
        at=now,
    )
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'inline; filename="lofte.ics"'
    answer.headers["Cache-Control"] = "private, max-age=900"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _row(token: str) -> CalendarFeed:
    """Return what an address opens; one taken back, or of somebody who may not sign in, opens nothing."""
    rows = CalendarFeed.objects.select_related("made_by", "group__partnership", "area_set__partnership")
    row = rows.filter(token_hash=secret_addresses.sum_of(token[:LONGEST_TOKEN]), revoked_at=None).first()
    if row is None or not row.made_by.is_active:
        logger.info("calendar refused: no such address")
        raise Http404
    return row


def _content(
    row: CalendarFeed, viewer: Viewer, today: date, days: Period
) -> tuple[str, str, list[Slot], str]:
    """Return a calendar's name, its home, its slots and its page, for as long as its maker may see it."""
    if row.group is not None:
        page = reverse("obligations:group", args=[row.group.pk])
        slots = calendars.of_group(row.group, _all(viewer, row.group.partnership_id, today, days))
        return row.group.name, row.group.partnership.slug, slots, page
    if row.area_set is not None:
        page = reverse("obligations:area", args=[row.area_set.pk])
        slots = calendars.of_area(row.area_set, _all(viewer, row.area_set.partnership_id, today, days))
        return row.area_set.name, row.area_set.partnership.slug, slots, page
    slots = [slot for duty in duties.of_viewer(viewer, today, days) for slot in duty.slots]
    return gettext("Min kalender i Löfte"), f"u{row.made_by_id}", slots, reverse("obligations:mine")


def _all(viewer: Viewer, partnership_id: int, today: date, days: Period) -> list[Duty]:
    viewer.demand(partnership_id, Right.SEE_PROMISES)
    return duties.of(list(duties.targets([partnership_id], days)), today)
