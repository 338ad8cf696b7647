"""People and roles of a partnership: who has what, given and ended; who signs for whom; what a role may."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts import closing, giving, held, queries, rights
from lofte.accounts.actions import NotAMember
from lofte.accounts.models import Delegation, Invite, Partnership, Role
from lofte.accounts.people import rows, words
from lofte.accounts.people.forms import AbsenceForm, EndForm, GiveForm, RightsForm
from lofte.accounts.people.ways_in import ways_in
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, shows_nothing

UNPROCESSABLE = 422
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
LOOKING = (Right.ADMINISTER, Right.READ_TRAIL, Right.PROTECT)  # who sees people and roles
ABSENT = (Right.ADMINISTER, Right.SIGN)  # who lets a deputy sign
REFUSED = (giving.Refused, rights.Refused, NotAMember)


def _seen(request: StaffRequest, slug: str, *some: Right) -> Partnership:
    where = get_object_or_404(Partnership, slug=slug)
    request.viewer.demand(where.pk, *some)
    return where


def _home(where: Partnership) -> str:
    return reverse("people:people", args=[where.slug])


def _page(
    request: StaffRequest, template: str, where: Partnership, *trail: str, is_wrong: bool = False, **more: Any
) -> HttpResponse:
    home = "" if not trail else _home(where)
    if trail and not request.viewer.may(where.pk, *LOOKING):
        home = reverse("people:index")
    context = {
        "partnership": where,
        "may_change": request.viewer.may(where.pk, Right.ADMINISTER),
        "crumbs": [(gettext("Samverkan"), reverse("people:index")), (quoted(where.name), home)]
        + [(one, "") for one in trail],
    }
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, f"people/{template}.html", context | more, status=status)


def _carried_out(request: StaffRequest, form: OnceForm, act: Callable[[], str]) -> HttpResponseBase | None:
    """Carry out a valid form and go on; say in the form what was refused, and return nothing."""
    try:
        return redirect(receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=act))
    except REFUSED as refused:
        form.add_error(None, forms.ValidationError(words.refusal(refused), code=type(refused).__name__))
        return None


@needs(*LOOKING, *ABSENT)
@require_safe
@shows_nothing
def index(request: StaffRequest) -> HttpResponse:
    """Lead to the partnerships in which the viewer has to do with roles."""
    viewer = request.viewer
    found = [
        (where, viewer.may(where.pk, *LOOKING), viewer.may(where.pk, *ABSENT))
        for where in queries.partnerships(viewer, *LOOKING, *ABSENT)
    ]
    return render(request, "people/index.html", {"partnerships": found})


@needs(*LOOKING)
@require_safe
@reads("people.read", "accounts.Role")
def people(request: StaffRequest, partnership: str) -> HttpResponse:
    """Show who has which role, what awaits a second person, and who signs for whom."""
    where = _seen(request, partnership, *LOOKING)
    return _people(request, where)


def _people(request: StaffRequest, where: Partnership, refused: str = "") -> HttpResponse:
    today = timezone.localdate()
    return _page(
        request,
        "people",
        where,
        is_wrong=bool(refused),
        refused=refused,
        waiting=rows.waiting([where.pk], request.viewer),
        people=rows.people(where, today),
        absences=rows.absences(where, request.viewer, today),
        is_one=giving.administrators(where, today).values("user").distinct().count() == 1,
    )


@needs(Right.ADMINISTER)
@require_http_methods(SHOWN_OR_SENT)
@reads("people.read", "accounts.Role")
def give(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """Give a role, or ask for one that a second administrator confirms."""
    where = _seen(request, partnership, Right.ADMINISTER)
    form = GiveForm(
        request.POST or None, partnership=where, today=timezone.localdate(), invite=_invite(request, where)
    )

    def act() -> str:
        giving.give(form.office(), partnership=where, by=request.user, at=timezone.now())
        return _home(where)

    if request.method == "POST" and form.is_valid():
        done = _carried_out(request, form, act)
        if done is not None:
            return done
    known = rows.known(where)
    return _page(
        request, "give", where, gettext("Ge en roll"), form=form, known=known, is_wrong=form.is_bound
    )


def _invite(request: StaffRequest, where: Partnership) -> Invite | None:
    """Return the invitation that led here, by which the form is filled in."""
    key = request.GET.get("inbjudan", "")
    if not re.fullmatch(r"[0-9]{1,15}", key):
        return None
    return where.invites.select_related("used_by").filter(pk=int(key)).exclude(used_by=None).first()


def _role(where: Partnership, pk: int) -> Role:
    return get_object_or_404(Role.objects.select_related("user", "organisation"), pk=pk, partnership=where)


@needs(Right.ADMINISTER)
@posted_from("people:people", "partnership")
@reads("people.read", "accounts.Role", "pk")
def confirm(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Confirm a role that another administrator has asked for."""
    where = _seen(request, partnership, Right.ADMINISTER)
    try:
        giving.confirm(_role(where, pk), by=request.user, at=timezone.now())
    except giving.Refused as refused:
        return _people(request, where, words.refusal(refused))
    return redirect(_home(where))


@needs(Right.ADMINISTER)
@require_http_methods(SHOWN_OR_SENT)
@reads("people.read", "accounts.Role", "pk")
def end(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Ask for the last day, and end a role; one that awaits or has not begun is taken away."""
    where = _seen(request, partnership, Right.ADMINISTER)
    role = _role(where, pk)
    form = EndForm(request.POST or None, today=timezone.localdate())

    def act() -> str:
        giving.end(role, on=form.on(), by=request.user, at=timezone.now())
        return _home(where)

    if request.method == "POST" and form.is_valid():
        done = _carried_out(request, form, act)
        if done is not None:
            return done
    heading = gettext("Avsluta en roll")
    return _page(
        request,
        "end",
        where,
        heading,
        form=form,
        role=role,
        kind=words.role(role.kind),
        is_wrong=form.is_bound,
    )


@needs(Right.ADMINISTER)
@require_http_methods(SHOWN_OR_SENT)
@reads("people.read", "accounts.Role")
def close_account(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Close the account of somebody with a role here; with a role elsewhere too, only the roles here end."""
    where, now = _seen(request, partnership, Right.ADMINISTER), timezone.now()
    if pk == request.viewer.user_id:
        return redirect("accounts:close")
    form, today = OnceForm(request.POST or None, auto_id=False), timezone.localdate(now)

    def act() -> str:
        person = get_object_or_404(rows.here(where, today), pk=pk)
        closing.close_in(where, person, on=today, by_id=request.viewer.user_id, at=now)
        return _home(where)

    if request.method == "POST" and form.is_valid():
        done = _carried_out(request, form, act)
        if done is not None:
            return done
    person = get_object_or_404(rows.here(where, today), pk=pk)
    is_elsewhere = closing.is_elsewhere(person, where, today)
    heading = gettext("Avsluta rollerna här") if is_elsewhere else gettext("Avsluta ett konto")
    more = {"form": form, "person": person, "heading": heading, "is_elsewhere": is_elsewhere}
    return _page(request, "close_account", where, heading, is_wrong=form.is_bound, **more)


@needs(*ABSENT)
@require_http_methods(SHOWN_OR_SENT)
@reads("people.read", "accounts.Delegation")
def delegate(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """Let a deputy sign for a time: one's own, or another's on a decision."""
    where = _seen(request, partnership, *ABSENT)
    today, viewer = timezone.localdate(), request.viewer
    current = Role.objects.filter(held.current(today), partnership=where).select_related(
        "user", "organisation"
    )
    current = current.order_by("user__name", "pk")
    signatories = current.filter(kind=rights.SIGNATORY)
    if not viewer.may(where.pk, Right.ADMINISTER):
        signatories = signatories.filter(user=viewer.user_id)
    deputies = current.filter(kind=rights.DEPUTY, organisation__in=signatories.values("organisation"))
    form = AbsenceForm(request.POST or None, signatories=signatories, deputies=deputies, today=today)

    def act() -> str:
        giving.delegate(form.absence(), by=request.user, at=timezone.now())
        return reverse("people:delegate", args=[where.slug])

    if request.method == "POST" and form.is_valid():
        done = _carried_out(request, form, act)
        if done is not None:
            return done
    return _absences(request, where, form=form, is_possible=signatories.exists() and deputies.exists())


def _absences(request: StaffRequest, where: Partnership, *, refused: str = "", **more: Any) -> HttpResponse:
    form = more.get("form")
    return _page(
        request,
        "delegate",
        where,
        pgettext("flera", "Ställföreträdare"),
        is_wrong=bool(refused or (form is not None and form.is_bound)),
        refused=refused,
        waiting=[one for one in rows.waiting([where.pk], request.viewer) if one.delegation],
        absences=rows.absences(where, request.viewer, timezone.localdate()),
        **more,
    )


def _delegation(request: StaffRequest, where: Partnership, pk: int) -> Delegation:
    """Return a delegation that the viewer may decide on: an administrator's, or the approver's own."""
    row = rows.delegations([where.pk]).filter(pk=pk).first()
    if row is None:
        raise Http404
    if row.signatory.user_id != request.viewer.user_id and not request.viewer.may(where.pk, Right.ADMINISTER):
        raise PermissionDenied
    return row


@needs(*ABSENT)
@posted_from("people:delegate", "partnership")
@reads("people.read", "accounts.Delegation", "pk")
def confirm_delegation(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Confirm a delegation that an administrator has asked for."""
    where = _seen(request, partnership, *ABSENT)
    try:
        row = _delegation(request, where, pk)
        giving.confirm_delegation(row, by=request.user, at=timezone.now())
    except giving.Refused as refused:
        return _absences(request, where, refused=words.refusal(refused))
    return redirect("people:delegate", where.slug)


@needs(*ABSENT)
@posted_from("people:delegate", "partnership")
@reads("people.read", "accounts.Delegation", "pk")
def end_delegation(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """End a delegation today."""
    where = _seen(request, partnership, *ABSENT)
    now = timezone.now()
    try:
        row = _delegation(request, where, pk)
        giving.end_delegation(row, on=timezone.localdate(now), by=request.user, at=now)
    except giving.Refused as refused:
        return _absences(request, where, refused=words.refusal(refused))
    return redirect("people:delegate", where.slug)


@needs(*LOOKING)
@require_safe
@shows_nothing
def roles(request: StaffRequest, partnership: str) -> HttpResponse:
    """Show what each kind of role is for and may do here."""
    where = _seen(request, partnership, *LOOKING)
    return _page(request, "roles", where, gettext("Vad rollerna får"), roles=rows.roles(where))


@needs(Right.ADMINISTER)
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def change_role(request: StaffRequest, partnership: str, kind: str) -> HttpResponseBase:
    """Change what one kind of role may do."""
    where = _seen(request, partnership, Right.ADMINISTER)
    if kind not in Role.Kind.values:
        raise Http404
    form = RightsForm(request.POST or None, kind=kind, now=giving.table(where)[kind])

    def act() -> str:
        giving.set_rights(
            kind, form.wanted(), seen=form.was(), partnership=where, by=request.user, at=timezone.now()
        )
        return reverse("people:roles", args=[where.slug])

    if request.method == "POST" and form.is_valid():
        done = _carried_out(request, form, act)
        if done is not None:
            return done
    name, about = words.role(kind), words.ROLES[kind]
    return _page(
        request,
        "change_role",
        where,
        capfirst(name),
        form=form,
        name=name,
        about=about,
        is_wrong=form.is_bound,
    )


@needs(*LOOKING)
@require_safe
@shows_nothing
def parties(request: StaffRequest, partnership: str) -> HttpResponse:
    """Show the organisations of the partnership and its groups, as they are."""
    where = _seen(request, partnership, *LOOKING)
    return _page(
        request,
        "parties",
        where,
        gettext("Organisationer och grupper"),
        parties=rows.parties(where),
        groups=rows.groups_of(where, timezone.localdate()),
    )


@needs(*LOOKING)
@require_safe
@shows_nothing
def providers(request: StaffRequest, partnership: str) -> HttpResponse:
    """Show which organisations sign in by their own, and how another is connected."""
    where = _seen(request, partnership, *LOOKING)
    return _page(
        request,
        "ways_in",
        where,
        gettext("Egen inloggning"),
        parties=rows.parties(where),
        ways_in=ways_in(where),
    )
