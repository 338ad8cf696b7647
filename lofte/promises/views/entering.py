"""What every view of a promise passes: who may see it, who may change it, and when it is now."""

import logging
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, Viewer, typed
from lofte.base.models import ReceivedForm
from lofte.base.once import OnceForm, receive
from lofte.base.quoting import quoted
from lofte.promises import actions, desk, level
from lofte.promises.models import Promise

logger = logging.getLogger(__name__)


class Removed(Exception):
    """An activity, target or question that is no longer in its promise, or never was."""


def staff(request: HttpRequest) -> StaffRequest:
    """Return the request as the one it is behind the guard."""
    return cast(StaffRequest, request)


def seen(request: HttpRequest, promise_id: int) -> Promise:
    """Return a promise of one of the viewer's partnerships, else 404."""
    viewer = staff(request).viewer
    promise = Promise.objects.seen_by(viewer).select_related("partnership").filter(pk=promise_id).first()
    if promise is None:
        logger.info("access refused: promise %d is not seen", promise_id)
        raise Http404
    viewer.demand(promise.partnership_id, Right.SEE_PROMISES)
    return promise


def changeable(request: HttpRequest, promise_id: int, right: Right = Right.PREPARE) -> Promise:
    """Return a promise that the viewer may change; 403 without the right, 404 from another partnership."""
    promise = seen(request, promise_id)
    staff(request).viewer.demand(promise.partnership_id, right)
    return promise


def coordinated(request: HttpRequest, slug: str) -> Partnership:
    """Return a partnership in which the viewer prepares promises."""
    partnership = Partnership.objects.filter(slug=slug).first()
    if partnership is None:
        raise Http404
    staff(request).viewer.demand(partnership.pk, Right.PREPARE)
    return partnership


def address(promise: Promise, anchor: str = "") -> str:
    """Return a promise's page, at a card of it."""
    return reverse("promises:promise", args=[promise.pk]) + (f"#{anchor}" if anchor else "")


def crumbs(*trail: str | tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page from the list of promises; the page itself has no address."""
    steps = [step if isinstance(step, tuple) else (step, "") for step in trail]
    return [(gettext("Löften"), reverse("promises:index")), *steps]


def landed(request: HttpRequest) -> HttpResponseBase | None:
    """Return the way to where this very form led before, or None when it has not been received."""
    if request.method != "POST":
        return None
    form = OnceForm(request.POST)
    if not form.is_valid():
        return None
    received = ReceivedForm.objects.filter(
        key=form.cleaned_data["once"], by_id=staff(request).viewer.user_id
    ).first()
    return redirect(received.landed_at) if received else None


def carry_out(request: HttpRequest, form: OnceForm, act: Callable[[], str]) -> HttpResponseBase:
    """Carry out a valid form once, and go where it leads; an adopted promise refuses."""
    try:
        return redirect(receive(form, by_id=staff(request).viewer.user_id, at=timezone.now(), act=act))
    except actions.AlreadyAdopted as refusal:
        return closed(request, refusal.promise_id)


def closed(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Say that a promise is adopted, and hand back what was typed meanwhile."""
    logger.info("form refused: promise %d is adopted", promise_id)
    heading = gettext("Löftet är antaget och ändras inte mer")
    return _not_saved(request, promise_id, heading, status=403)


def kept(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view whose row somebody else has taken away hand back what was typed."""

    @wraps(view)
    def keeping(request: HttpRequest, promise_id: int, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, promise_id, **kwargs)
        except Removed:
            there = landed(request)
            if there is not None:
                return there
            logger.info("form refused: what it changes is gone from promise %d", promise_id)
            return _not_saved(request, promise_id, gettext("Det du ändrade finns inte kvar"), status=404)

    return keeping


def _not_saved(request: HttpRequest, promise_id: int, heading: str, *, status: int) -> HttpResponse:
    promise = Promise.objects.seen_by(staff(request).viewer).get(pk=promise_id)
    context = {
        "promise": promise,
        "heading": heading,
        "texts": typed(request),
        "crumbs": crumbs((quoted(promise.title), address(promise)), heading),
    }
    return render(request, "promises/not_saved.html", context, status=status)


def may_choose(promise: Promise, viewer: Viewer) -> bool:
    """Say whether the viewer decides whom the document is for, where there is one to be seen."""
    return promise.document is not None and level.may_choose(promise.document, viewer)


def at_desk(
    request: HttpRequest, promise: Promise, *, opened: str = "", bound: Mapping[str, Form] | None = None
) -> HttpResponse:
    """Render the draft beside its source, with the form that is open or in error."""
    viewer = staff(request).viewer
    page = desk.lay_out(promise.pk, viewer, opened=opened, bound=bound)
    may_change = viewer.may(promise.partnership_id, Right.PREPARE) and not page.promise.is_adopted
    context = {
        "desk": page,
        "promise": page.promise,
        "may_change": may_change,
        "may_choose": may_choose(page.promise, viewer),
        "today": timezone.localdate(),
        "is_in_error": bool(bound),
        "crumbs": crumbs(quoted(page.promise.title)),
    }
    return render(request, "promises/draft.html", context)
