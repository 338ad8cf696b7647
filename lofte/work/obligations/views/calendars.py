"""Calendars: my own, a group's, an area's."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lofte.accounts.grouping import groups, seats
from lofte.accounts.models import Group, Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.reading import reads
from lofte.places.models import AreaSet
from lofte.places.queries import contained
from lofte.work.models import CalendarFeed
from lofte.work.obligations import duties, pages
from lofte.work.obligations.duties import Duty
from lofte.work.obligations.forms import FeedForm, RemindersForm
from lofte.work.obligations.slots import Slot

SMALL = 8  # areas: a set with more is the rest of the municipality, and has no calendar of its own


def calendar(request: StaffRequest, template: str, **context: Any) -> HttpResponse:
    """Render a calendar, with what is beside it on every one of them."""
    viewer = request.viewer
    everywhere = viewer.partnership_ids(Right.SEE_PROMISES)
    beside = {
        "groups": groups(everywhere, timezone.localdate()),
        "areas": _areas(everywhere),
        "coordinated": Partnership.objects.filter(pk__in=viewer.partnership_ids(Right.AGREE)).order_by(
            "name"
        ),
        "feeds": own_feeds(request),
    }
    return render(request, f"obligations/{template}.html", beside | context)


def own_feeds(request: StaffRequest) -> Any:
    """Return the addresses the viewer has given out and not taken back."""
    rows = CalendarFeed.objects.filter(made_by=request.viewer.user_id, revoked_at=None)
    return rows.select_related("group", "area_set").order_by("made_at", "pk")


def _areas(partnership_ids: Sequence[int]) -> list[AreaSet]:
    sets = AreaSet.objects.filter(partnership__in=partnership_ids, is_complement=False)
    found = list(sets.order_by("partnership", "position", "sort_key", "pk"))
    inside = contained([one.pk for one in found])
    return [one for one in found if len(inside[one.pk]) <= SMALL]


def _asked(request: StaffRequest, today: date) -> Any:
    return pages.period(request.GET.get("visa", ""), today)


@needs(Right.SEE_PROMISES)
@require_safe
@reads("calendar.read", "work.Obligation")
def mine(request: StaffRequest) -> HttpResponse:
    """Show what I answer for: by name, in my groups, or for my organisation."""
    today = timezone.localdate()
    days = _asked(request, today)
    found = [slot for duty in duties.of_viewer(request.viewer, today, days) for slot in duty.slots]
    own = {"reminded_of": request.user.reminded_of, "language": request.user.language}
    return calendar(
        request,
        "mine",
        shown=pages.shown(days, found, today),
        may_explain=True,
        form=RemindersForm(initial=own),
        feed=FeedForm(partnership_ids=(), auto_id="egen_%s"),
    )


@needs(Right.SEE_PROMISES)
@require_safe
@reads("calendar.read", "accounts.Group", "pk")
def group(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what a group answers for, and who sits in it."""
    today = timezone.localdate()
    one = get_object_or_404(Group.objects.select_related("partnership"), pk=pk)
    request.viewer.demand(one.partnership_id, Right.SEE_PROMISES)
    days = _asked(request, today)
    found = list(of_group(one, duties.of(list(duties.targets([one.partnership_id], days)), today)))
    return calendar(
        request,
        "group",
        group=one,
        seats=seats(one, today),
        shown=pages.shown(days, found, today),
        may_change=request.viewer.may(one.partnership_id, Right.AGREE),
        feed=FeedForm(partnership_ids=(), initial={"group": one.pk}),
    )


def of_group(group: Group, found: Sequence[Duty]) -> list[Slot]:
    """Return the slots that a group answers for."""
    return [slot for duty in found if duty.responsible.group_id == group.pk for slot in duty.slots]


@needs(Right.SEE_PROMISES)
@require_safe
@reads("calendar.read", "places.AreaSet", "pk")
def area(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what is owed in an area."""
    today = timezone.localdate()
    one = get_object_or_404(AreaSet.objects.select_related("partnership"), pk=pk)
    request.viewer.demand(one.partnership_id, Right.SEE_PROMISES)
    days = _asked(request, today)
    found = of_area(one, duties.of(list(duties.targets([one.partnership_id], days)), today))
    return calendar(
        request,
        "area",
        area=one,
        shown=pages.shown(days, found, today),
        feed=FeedForm(partnership_ids=(), initial={"area_set": one.pk}),
    )


def of_area(area: AreaSet, found: Sequence[Duty]) -> list[Slot]:
    """Return the slots owed in an area: of its own name, and of all places together where it is one."""
    inside = contained([area.pk])[area.pk]
    return [slot for duty in found for slot in duty.slots_in(inside, {area.name})]
