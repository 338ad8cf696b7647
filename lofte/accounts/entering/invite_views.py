"""Invitations on the screen: made and taken back by an administrator, opened by the one who is invited."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lofte.accounts.actions import AddressTaken
from lofte.accounts.entering import inviting, sittings
from lofte.accounts.entering.invite_forms import InviteForm, JoinForm
from lofte.accounts.models import Invite, Partnership, SignedIn, User
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs, open_to_all
from lofte.base.once import receive
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, shows_nothing
from lofte.base.secret_addresses import NotOpen

N_SHOWN = 50
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


def _where(request: StaffRequest, slug: str) -> Partnership:
    found = get_object_or_404(Partnership, slug=slug)
    request.viewer.demand(found.pk, Right.ADMINISTER)
    return found


@needs(Right.ADMINISTER)
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@reads("invites.read", "accounts.Invite")
def invites(request: StaffRequest, partnership: str) -> HttpResponse:
    """List the invitations, and make one; its address is shown this once."""
    where = _where(request, partnership)
    form = InviteForm(request.POST or None, partnership=where)
    address = _made(request, where, form) if form.is_valid() else ""
    now = timezone.now()
    rows = where.invites.select_related("organisation", "used_by").order_by("-made_at", "-pk")[:N_SHOWN]
    context: dict[str, Any] = {
        "partnership": where,
        "form": InviteForm(partnership=where) if form.is_bound and form.is_valid() else form,
        "address": address,
        "rows": rows,
        "now": now,
        "crumbs": [
            (gettext("Samverkan"), reverse("people:index")),
            (quoted(where.name), reverse("people:people", args=[where.slug])),
            (gettext("Inbjudningar"), ""),
        ],
    }
    is_wrong = form.is_bound and not form.is_valid()
    return render(request, "accounts/invites.html", context, status=422 if is_wrong else 200)


def _made(request: StaffRequest, where: Partnership, form: InviteForm) -> str:
    """Make it once: the same form sent again makes no other, and shows nothing."""
    told: list[str] = []

    def make() -> str:
        given = form.cleaned_data
        _, token = inviting.invite(
            partnership=where,
            organisation=given["organisation"],
            kind=given["kind"],
            by=request.user,
            at=timezone.now(),
        )
        told.append(request.build_absolute_uri(reverse("accounts:invitation", args=[token])))
        return reverse("accounts:invites", args=[where.slug])

    receive(form, by_id=request.user.pk, at=timezone.now(), act=make)
    return told[0] if told else ""


@needs(Right.ADMINISTER)
@posted_from("accounts:invites", "partnership")
@shows_nothing
def revoke(request: StaffRequest, partnership: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    row = get_object_or_404(_where(request, partnership).invites, pk=pk)
    inviting.revoke(row, by=request.user, at=timezone.now())
    return redirect("accounts:invites", partnership)


@open_to_all
@never_cache
@require_http_methods(SHOWN_OR_SENT)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody in who is invited: with a new account, or with the one that is signed in."""
    try:
        row = inviting.opened(token, timezone.now())
        if isinstance(request.user, User):
            return _accepted(request, row, token, request.user)
        return _joined(request, row, token)
    except NotOpen:
        return render(request, "accounts/invitation_closed.html", status=404)


def _joined(request: HttpRequest, row: Invite, token: str) -> HttpResponse:
    form, now = JoinForm(request.POST or None), timezone.now()
    try:
        if form.is_valid():
            user = inviting.join(token, **form.cleaned_data, at=now)
            sittings.enter(request, user, how=SignedIn.How.PASSWORD, at=now)
            return redirect("overview:start")
    except AddressTaken:
        form.add_error(
            "email", gettext("Den adressen har ett konto. Logga in först och öppna sedan inbjudan igen.")
        )
    context = {"form": form, "invite": row}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)


def _accepted(request: HttpRequest, row: Invite, token: str, user: User) -> HttpResponse:
    if request.method == "POST":
        inviting.accept(token, user=user, at=timezone.now())
        return redirect("overview:start")
    return render(request, "accounts/invitation.html", {"invite": row, "form": None})
