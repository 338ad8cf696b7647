"""Pages of what is taken away by two persons: ask, look, confirm or take back."""

from typing import cast

from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts.models import Organisation, Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.reading import reads, showing, shows_nothing
from lofte.publication.redacting.actions import Places, Refused
from lofte.records import choosing
from lofte.records.redacting import actions, queries, refusals
from lofte.records.redacting.forms import AskForm, ConfirmForm
from lofte.records.redacting.models import AskedRedaction
from lofte.records.redacting.queries import KEYS

UNPROCESSABLE = 422  # the form came, and something in it must be mended
WAITING = AskedRedaction.Outcome.WAITING


def _staff(request: HttpRequest) -> StaffRequest:
    return cast(StaffRequest, request)


def _partnership(request: HttpRequest, slug: str, *rights: Right) -> Partnership:
    found = get_object_or_404(Partnership, slug=slug)
    _staff(request).viewer.demand(found.pk, *rights)
    return found


def _crumbs(where: Partnership, *more: tuple[object, str]) -> list[tuple[object, str]]:
    return [(gettext("Borttag"), reverse("redacting:index", args=[where.slug])), *more]


@needs(*KEYS)
@require_safe
@shows_nothing
def choose(request: HttpRequest) -> HttpResponseBase:
    """Lead to the partnership, or ask which."""
    viewer, heading = _staff(request).viewer, gettext("Borttag")
    return choosing.partnership(request, viewer, *KEYS, heading=heading, leads_to="redacting:index")


@needs(*KEYS)
@require_safe
@reads("redactions.read", "accounts.Partnership")
def index(request: HttpRequest, partnership: str) -> HttpResponse:
    """Show what waits and what has been taken away."""
    where = _partnership(request, partnership, *KEYS)
    showing(request, where)
    rows = [(one, queries.ground_in_words(one.ground)) for one in queries.asked(where)]
    context = {
        "partnership": where,
        "waiting": [row for row in rows if row[0].outcome == WAITING],
        "settled": [row for row in rows if row[0].outcome != WAITING],
        "stones": queries.stones(where),
        "may_ask": _staff(request).viewer.may(where.pk, Right.REGISTER),
        "crumbs": [(gettext("Borttag"), "")],
    }
    return render(request, "redacting/index.html", context)


@sensitive_post_parameters("text")
@needs(Right.REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("redactions.read", "accounts.Partnership")
def ask(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Take the text in, show where it stands, and let it wait for another person once that is seen."""
    where = _partnership(request, partnership, Right.REGISTER)
    showing(request, where)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _asking(request, where, form)
    staff, at, text = _staff(request), timezone.now(), form.cleaned_data["text"]
    ours = staff.viewer.organisation_ids(where.pk, Right.REGISTER)
    home = Organisation.objects.get(pk=ours[0])
    decision, why = form.decision(), form.cleaned_data["why"]

    def act() -> str:
        made = actions.ask(text, decision, why, partnership=where, organisation=home, by=staff.user, at=at)
        return reverse("redacting:show", args=[where.slug, made.pk])

    try:
        actions.check(text, decision, why, on=timezone.localdate(at))
        found = actions.seek(text, partnership=where, organisation=home, by=staff.user, at=at)
        stamp = actions.stamp(text, found)
        if form.cleaned_data["seen"] != stamp:
            form.show_again(stamp)
            return _asking(request, where, form, found)
        return redirect(receive(form, by_id=staff.user.pk, at=at, act=act))
    except Refused as refused:
        _refuse(form, refused)
        return _asking(request, where, form)


def _asking(
    request: HttpRequest, where: Partnership, form: AskForm, found: Places | None = None
) -> HttpResponse:
    context = {
        "partnership": where,
        "form": form,
        "found": found,
        "kinds": queries.kinds(found) if found else [],
        "addresses": queries.addresses(found) if found else [],
        "crumbs": _crumbs(where, (gettext("Begär"), "")),
    }
    is_wrong = form.is_bound and found is None
    return render(request, "redacting/ask.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _refuse(form: OnceForm, refused: Refused) -> None:
    form.add_error(
        refusals.field(refused) if refusals.field(refused) in form.fields else None,
        ValidationError(refusals.sentence(refused), code=refused.code),
    )


def _asked(request: HttpRequest, partnership: str, pk: int) -> AskedRedaction:
    where = _partnership(request, partnership, *KEYS)
    return get_object_or_404(queries.asked(where), pk=pk)


@needs(*KEYS)
@require_safe
@reads("redaction.read", "records.AskedRedaction", "pk")
def show(request: HttpRequest, partnership: str, pk: int) -> HttpResponse:
    """Show what is asked, and the second person's form."""
    return _page(request, _asked(request, partnership, pk))


def _page(request: HttpRequest, one: AskedRedaction, form: ConfirmForm | None = None) -> HttpResponse:
    context = {
        "one": one,
        "ground": queries.ground_in_words(one.ground),
        "is_waiting": one.outcome == WAITING,
        "is_mine": one.asked_by_id == _staff(request).user.pk,
        "form": form or ConfirmForm(),
        "once": OnceForm(auto_id=False),
        "crumbs": _crumbs(one.partnership, (one.reference, "")),
    }
    return render(request, "redacting/show.html", context, status=UNPROCESSABLE if form else 200)


@sensitive_post_parameters("text")
@needs(*KEYS)
@posted_from("redacting:show", "partnership", "pk")
@reads("redaction.read", "records.AskedRedaction", "pk")
def confirm(request: HttpRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Carry it out: the same words by another person. It is settled once, however often it is sent."""
    one = _asked(request, partnership, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form)
    try:
        actions.confirm(one, form.cleaned_data["text"], by=_staff(request).user, at=timezone.now())
    except actions.Settled:
        return redirect("redacting:show", partnership, pk)
    except Refused as refused:
        _refuse(form, refused)
        return _page(request, one, form)
    return redirect("redacting:show", partnership, pk)


@needs(*KEYS)
@posted_from("redacting:show", "partnership", "pk")
@reads("redaction.read", "records.AskedRedaction", "pk")
def withdraw(request: HttpRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Take it back: nothing goes."""
    one = _asked(request, partnership, pk)
    if OnceForm(request.POST).is_valid() and one.outcome == WAITING:
        actions.withdraw(one, by=_staff(request).user, at=timezone.now())
    return redirect("redacting:show", partnership, pk)
