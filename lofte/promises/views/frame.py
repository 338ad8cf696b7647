"""The frame of a draft: one page for each part of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from lofte.accounts.models import User
from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import OnceForm
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.promises import actions, queries
from lofte.promises.forms.frame import FocusForm, HeadingForm, PartiesForm, PointsForm, SignaturesForm
from lofte.promises.models import Promise
from lofte.promises.views.entering import address, carry_out, changeable, closed, crumbs, staff

Writer = Callable[[Promise, Any, User, datetime], object]


@dataclass(frozen=True)
class Part:
    """A part of the frame: its heading, its form, and what a valid form does."""

    heading: LazyText
    form: Callable[..., OnceForm]
    write: Writer


def _heading(promise: Promise, form: HeadingForm, by: User, at: datetime) -> object:
    return actions.change_heading(promise=promise, heading=form.heading(), by=by, at=at)


def _parties(promise: Promise, form: PartiesForm, by: User, at: datetime) -> object:
    chosen = list(form.cleaned_data["parties"])
    return actions.set_parties(promise=promise, organisations=chosen, by=by, at=at)


def _points(promise: Promise, form: PointsForm, by: User, at: datetime) -> object:
    return actions.set_points(promise=promise, points=form.written(), by=by, at=at)


def _focus(promise: Promise, form: FocusForm, by: User, at: datetime) -> object:
    return actions.set_focus_areas(promise=promise, titles=form.cleaned_data["titles"], by=by, at=at)


def _signatures(promise: Promise, form: SignaturesForm, by: User, at: datetime) -> object:
    return actions.set_signatures(
        promise=promise,
        signed=form.signed(),
        signed_on=form.cleaned_data["signed_on"],
        signed_at=form.cleaned_data["signed_at"],
        by=by,
        at=at,
    )


def _signatures_form(*args: Any, promise: Promise) -> SignaturesForm:
    return SignaturesForm(*args, promise=promise, today=timezone.localdate())


PARTS = {
    "rubrik": Part(gettext_lazy("Rubrik, tid och bakgrund"), HeadingForm, _heading),
    "parter": Part(gettext_lazy("Vilka som lovar"), PartiesForm, _parties),
    "punkter": Part(gettext_lazy("Löftespunkter"), PointsForm, _points),
    "fokus": Part(gettext_lazy("Fokusområden"), FocusForm, _focus),
    "underskrifter": Part(gettext_lazy("Underskrifter"), _signatures_form, _signatures),
}


@needs(Right.PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("promise.read", "promises.Promise", "promise_id")
def frame(request: HttpRequest, promise_id: int, part: str) -> HttpResponseBase:
    """Show and write one part of the frame."""
    changeable(request, promise_id)
    if part not in PARTS:
        raise Http404
    promise = queries.whole_promise(promise_id, staff(request).viewer)
    if promise.is_adopted:
        return closed(request, promise_id)
    chosen = PARTS[part]
    form = chosen.form(request.POST or None, promise=promise)

    def act() -> str:
        chosen.write(promise, form, staff(request).user, timezone.now())
        return address(promise, "ram")

    if request.method == "POST" and form.is_valid():
        return carry_out(request, form, act)
    trail = crumbs((quoted(promise.title), address(promise)), str(chosen.heading))
    context = {"promise": promise, "form": form, "heading": chosen.heading, "part": part, "crumbs": trail}
    return render(request, "promises/frame.html", context)
