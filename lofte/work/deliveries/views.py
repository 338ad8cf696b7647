"""Deliveries on the screen: the list, the weekly sheet, one delivery, and the overlaps."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts import reaching
from lofte.accounts.level_form import LevelForm
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.reading import reads, showing
from lofte.periods.calendar import Period, UnknownPeriod, parse
from lofte.work.admitting import OLDEST, Refused
from lofte.work.deliveries import actions, level, overlaps, reach, sheet, telling
from lofte.work.deliveries.actions import Consignment
from lofte.work.deliveries.facts import THURSDAY, Work
from lofte.work.deliveries.forms import SettleForm, SheetForm
from lofte.work.models import Delivery, Overlap

UNPROCESSABLE = 422  # the form came, and something in it must be mended
N_SHOWN = 50  # deliveries in the list
ABOUT = gettext_lazy(
    "Det gäller leveransen och det i den som överlappar med annat. Talen räknas alltid i sin helhet."
)


def page(request: StaffRequest, template: str, *, is_wrong: bool = False, **context: Any) -> HttpResponse:
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, f"work/deliveries/{template}.html", context, status=status)


def landed(request: StaffRequest, form: OnceForm, act: Any) -> HttpResponse:
    """Carry the form out once; it keeps nobody: it would tell who delivered when that has been cleared."""
    by_id, at = request.viewer.user_id, timezone.now()
    return redirect(receive(form, by_id=by_id, at=at, act=act, is_hidden=True))


@needs(Right.LOG)
@require_safe
@reads("deliveries.read", "work.Delivery")
def index(request: StaffRequest) -> HttpResponse:
    """List what has been delivered, and the ways to deliver more."""
    week = sheet.last_over(timezone.localdate())
    rows = reach.deliveries(request.viewer)[:N_SHOWN]
    return page(
        request,
        "index",
        week=week.key,
        organisations=reach.organisations(request.viewer),
        rows=[(row, telling.what(row)) for row in rows],
        n_waiting=reach.overlaps(request.viewer).filter(settled_as="").count(),
    )


def _week(key: str, today: date) -> Period:
    """Return a week that can be given: its Thursday has come, and it is not older than the log takes."""
    try:
        week = parse(key)
    except UnknownPeriod as error:
        raise Http404 from error
    thursday = week.starts + THURSDAY
    if "-W" not in key or not today - OLDEST <= thursday <= today:
        raise Http404
    return week


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("sheet.read", "accounts.Organisation")
def week(request: StaffRequest, organisation: str, key: str) -> HttpResponse:
    """Show a week's sheet, filled in as it was last, and take it in."""
    today = timezone.localdate()
    whose = get_object_or_404(reach.organisations(request.viewer), slug=organisation)
    showing(request, whose, week=key)
    inside = reach.partnership_ids(request.viewer, whose)
    at = sheet.of(whose, inside, _week(key, today), request.viewer)
    near = telling.near_weeks(at.week, sheet.last_over(today))
    if at.is_kept:
        return page(request, "week_kept", at=at, near=near)
    form = SheetForm(at, inside, request.POST or None, level.guidance(whose, request.viewer, today, at.last))
    if request.method == "POST" and form.is_valid():
        try:
            return landed(request, form, partial(_save_week, request, form))
        except Refused as refused:
            form.refuse(refused)
    return page(request, "week", at=at, form=form, near=near, is_wrong=form.is_bound)


def consignment(form: SheetForm, works: Sequence[Work]) -> Consignment:
    """Return what a valid sheet brings."""
    at = form.at
    return Consignment(
        key=form.cleaned_data["once"],
        organisation=at.organisation,
        starts=at.week.starts,
        ends=at.week.ends,
        source=form.cleaned_data["source"],
        attesting_office=form.cleaned_data["attesting_office"],
        way=Delivery.Way.SHEET,
        holds=Delivery.Holds.FIGURES,
        works=works,
    )


def _save_week(request: StaffRequest, form: SheetForm) -> str:
    brought = consignment(form, list(form.works()))
    replaces = [form.at.now] if form.at.now else []
    by, at = request.user, timezone.now()
    made = actions.deliver(brought, replaces=replaces, choice=form.choice, by=by, at=at)
    return reverse("work:delivery", args=[made.pk])


@needs(Right.LOG)
@require_safe
@reads("delivery.read", "work.Delivery", "pk")
def delivery(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what was delivered, and what became of it."""
    shown = get_object_or_404(reach.deliveries(request.viewer), pk=pk)
    is_ours = shown.organisation_id in request.viewer.organisations_with(Right.LOG)
    return page(
        request,
        "delivery",
        delivery=shown,
        name=telling.what(shown),
        facts=telling.facts(shown, is_ours=is_ours),
        table=telling.table(shown),
        replaced=[(one, telling.what(one)) for one in telling.replaced(shown, request.viewer)],
        later=telling.later(shown, request.viewer),
        may_choose=level.may_choose(shown, request.viewer, timezone.localdate()),
        open_to=level.open_to(shown.organisation),
        n_waiting=shown.overlaps.seen_by(request.viewer).filter(settled_as="").count(),
    )


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("delivery.read", "work.Delivery", "pk")
def choose_level(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose anew whom a delivery is for, and on what ground."""
    shown = get_object_or_404(reach.deliveries(request.viewer), pk=pk)
    today = timezone.localdate()
    if not level.may_choose(shown, request.viewer, today):
        raise PermissionDenied
    asked = level.guidance(shown.organisation, request.viewer, today, shown)
    form = LevelForm(request.POST or None, guidance=asked)
    if request.method == "POST" and form.is_valid():
        return landed(request, form, partial(_choose_level, request, shown, form))
    if form.is_bound:
        by, at = request.user, timezone.now()
        reaching.refuse(shown, form.refused_by, verb=actions.NOT_SHARED, by=by, at=at)
    context = {
        "thing": shown,
        "form": form,
        "name": f"{shown.organisation.short_name}, {telling.what(shown)}",
        "about": ABOUT,
        "back": reverse("work:delivery", args=[pk]),
        "crumbs": [(gettext("Leveranser"), reverse("work:deliveries")), (telling.what(shown), "")],
    }
    return render(
        request, "accounts/choose_level.html", context, status=UNPROCESSABLE if form.is_bound else 200
    )


def _choose_level(request: StaffRequest, shown: Delivery, form: LevelForm) -> str:
    reaching.choose(shown, form.choice, verb=actions.CHOSEN, by=request.user, at=timezone.now())
    return reverse("work:delivery", args=[shown.pk])


@needs(Right.LOG)
@require_safe
@reads("overlaps.read", "work.Overlap")
def overlap_list(request: StaffRequest) -> HttpResponse:
    """List what waits to be settled, and what has been."""
    rows = reach.overlaps(request.viewer)
    waiting = list(rows.filter(settled_as=""))
    settled = rows.exclude(settled_as="").order_by("-settled_at", "-pk")[:N_SHOWN]
    return page(
        request,
        "overlaps",
        waiting=[(row, telling.where(row)) for row in waiting],
        n_kept=reach.kept_overlaps(request.viewer),
        together=telling.together(waiting),
        settled=[(row, telling.where(row), telling.settled(row)) for row in settled],
    )


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("overlap.read", "work.Overlap", "pk")
def overlap(request: StaffRequest, pk: int) -> HttpResponse:
    """Show both sides of an overlap, and take in which of them counts."""
    row = get_object_or_404(reach.overlaps(request.viewer).filter(settled_as=""), pk=pk)
    [told] = telling.told([row])
    form = SettleForm(told.choices, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return landed(request, form, partial(_settle, request, row, form))
        except Refused as refused:
            form.refuse(refused)
    return page(request, "overlap", told=told, form=form, is_wrong=form.is_bound)


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("delivery.read", "work.Delivery", "pk")
def overlap_all(request: StaffRequest, pk: int) -> HttpResponse:
    """Settle all that waits of a delivery at once."""
    shown = get_object_or_404(reach.deliveries(request.viewer), pk=pk)
    n_waiting = shown.overlaps.seen_by(request.viewer).filter(settled_as="").count()
    form = SettleForm(telling.choices_of(shown), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return landed(request, form, partial(_settle_all, request, shown, form))
        except Refused as refused:
            form.refuse(refused)
    if not n_waiting:
        raise Http404
    name = telling.what(shown)
    return page(
        request,
        "overlap_all",
        delivery=shown,
        name=name,
        n=n_waiting,
        form=form,
        is_wrong=form.is_bound,
    )


def _settle_all(request: StaffRequest, shown: Delivery, form: SettleForm) -> str:
    given = form.cleaned_data
    overlaps.settle_all(
        shown, settled_as=given["settled_as"], reason=given["reason"], by=request.user, at=timezone.now()
    )
    return reverse("work:overlaps")


def _settle(request: StaffRequest, row: Overlap, form: SettleForm) -> str:
    given = form.cleaned_data
    overlaps.settle(
        row, settled_as=given["settled_as"], reason=given["reason"], by=request.user, at=timezone.now()
    )
    return reverse("work:overlaps")
