"""How long an organisation's records are kept: what is decided, what is stopped, what has gone."""

from dataclasses import dataclass
from typing import cast

from django.forms import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.models import Organisation, Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base import clearing as clearable
from lofte.base.clearing import Plan
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, showing, shows_nothing
from lofte.records import actions, choosing, overviews, queries, refusals
from lofte.records.forms import DecisionForm, HoldForm
from lofte.records.models import Hold

UNPROCESSABLE = 422  # the form came, and something in it must be mended
WATCH = (Right.REGISTER, Right.PROTECT)


@dataclass(frozen=True)
class Sort:
    """One sort of an organisation's rows, as its page needs it."""

    partnership: Partnership
    organisation: Organisation
    plan: Plan
    may_decide: bool

    @property
    def address(self) -> str:
        keys = [self.partnership.slug, self.organisation.slug, self.plan.key]
        return reverse("records:sort", args=keys)


def _staff(request: HttpRequest) -> StaffRequest:
    return cast(StaffRequest, request)


def _partnership(request: HttpRequest, slug: str, *rights: Right) -> Partnership:
    found = get_object_or_404(Partnership, slug=slug)
    _staff(request).viewer.demand(found.pk, *rights)
    return found


def _sort(request: HttpRequest, keys: dict[str, str], *rights: Right) -> Sort:
    where = _partnership(request, keys["partnership"], *rights)
    seen = queries.organisations(_staff(request).viewer, where.pk)
    organisation = get_object_or_404(seen, slug=keys["organisation"])
    plan = clearable.plan(keys["plan"])
    if plan is None:
        raise Http404
    ours = _staff(request).viewer.organisation_ids(where.pk, Right.REGISTER)
    if rights == (Right.REGISTER,) and organisation.pk not in ours:
        raise Http404
    showing(request, organisation, plan=plan.key)
    return Sort(where, organisation, plan, organisation.pk in ours)


@needs(*WATCH)
@require_safe
@shows_nothing
def index(request: HttpRequest) -> HttpResponseBase:
    """Lead to the partnership whose records the viewer may see, or ask which."""
    viewer, heading = _staff(request).viewer, gettext("Gallring")
    return choosing.partnership(request, viewer, *WATCH, heading=heading, leads_to="records:clearing")


@needs(*WATCH)
@require_safe
@reads("clearing.read", "records.ClearingDecision")
def clearing(request: HttpRequest, partnership: str) -> HttpResponse:
    """Show every sort of rows that can go: what nobody has decided first."""
    where, viewer, now = _partnership(request, partnership, *WATCH), _staff(request).viewer, timezone.now()
    seen = list(queries.organisations(viewer, where.pk))
    context = {
        "partnership": where,
        "overview": overviews.overview(seen, where.pk, now, timezone.localdate(now)),
        "is_one": len(seen) == 1,
        "may_decide": viewer.may(where.pk, Right.REGISTER),
        "crumbs": [(gettext("Gallring"), "")],
    }
    return render(request, "records/clearing.html", context)


@needs(*WATCH)
@require_safe
@reads("clearing.read", "accounts.Organisation")
def sort(request: HttpRequest, **keys: str) -> HttpResponse:
    """Show what is decided of one sort of rows, and what has gone."""
    return _page(request, _sort(request, keys, *WATCH))


def _page(
    request: HttpRequest, one: Sort, decision: DecisionForm | None = None, stop: HoldForm | None = None
) -> HttpResponse:
    standing = queries.standing(one.plan, one.organisation, timezone.now())
    context = {
        "sort": one,
        "standing": standing,
        "there": overviews.sort(standing),
        "decisions": queries.decisions(one.organisation, one.plan),
        "decision_form": decision or DecisionForm(plan=one.plan, auto_id="beslut_%s"),
        "hold_form": stop or HoldForm(auto_id="stopp_%s"),
        "lift_form": OnceForm(auto_id=False),
        "is_deciding": decision is not None,
        "is_holding": stop is not None,
        "crumbs": [
            (gettext("Gallring"), reverse("records:clearing", args=[one.partnership.slug])),
            (quoted(one.organisation.name), ""),
        ],
    }
    is_wrong = decision is not None or stop is not None
    return render(request, "records/sort.html", context, status=UNPROCESSABLE if is_wrong else 200)


@needs(Right.REGISTER)
@posted_from("records:sort", "partnership", "organisation", "plan")
@reads("clearing.read", "accounts.Organisation")
def decide(request: HttpRequest, **keys: str) -> HttpResponseBase:
    """Record a decision."""
    one = _sort(request, keys, Right.REGISTER)
    form = DecisionForm(request.POST, plan=one.plan, auto_id="beslut_%s")
    if not form.is_valid():
        return _page(request, one, decision=form)
    by, at = _staff(request).user, timezone.now()

    def act() -> str:
        actions.decide(plan=one.plan, organisation=one.organisation, ruling=form.ruling(), by=by, at=at)
        return one.address

    try:
        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    except actions.Refused as refused:
        form.add_error(
            refused.field if refused.field in form.fields else None,
            ValidationError(refusals.sentence(refused), code=refused.code),
        )
        return _page(request, one, decision=form)


@needs(Right.REGISTER)
@posted_from("records:sort", "partnership", "organisation", "plan")
@reads("clearing.read", "accounts.Organisation")
def hold(request: HttpRequest, **keys: str) -> HttpResponseBase:
    """Stop clearing for now."""
    one = _sort(request, keys, Right.REGISTER)
    form = HoldForm(request.POST, auto_id="stopp_%s")
    if not form.is_valid():
        return _page(request, one, stop=form)
    by, at = _staff(request).user, timezone.now()
    plan = None if form.cleaned_data["everything"] else one.plan

    def act() -> str:
        actions.hold(
            plan=plan, organisation=one.organisation, reason=form.cleaned_data["reason"], by=by, at=at
        )
        return one.address

    try:
        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    except actions.Refused as refused:
        form.add_error(None, ValidationError(refusals.sentence(refused), code=refused.code))
        return _page(request, one, stop=form)


@needs(Right.REGISTER)
@posted_from("records:sort", "partnership", "organisation", "plan")
@reads("clearing.read", "accounts.Organisation")
def lift(request: HttpRequest, hold_id: int, **keys: str) -> HttpResponseBase:
    """Let clearing go on."""
    one = _sort(request, keys, Right.REGISTER)
    stop = get_object_or_404(Hold, pk=hold_id, organisation=one.organisation)
    form = OnceForm(request.POST)
    if form.is_valid():
        actions.lift(stop, by=_staff(request).user, at=timezone.now())
    return redirect(one.address)
