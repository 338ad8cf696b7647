"""The steps of a beginning that stand in a partnership: for its administrators, in any order."""

from collections.abc import Callable
from typing import Any

from django.forms import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts.entering import second
from lofte.accounts.entering.invite_forms import InviteForm
from lofte.accounts.entering.inviting import invite
from lofte.accounts.grouping import NameTaken
from lofte.accounts.grouping import groups as groups_on
from lofte.accounts.models import Partnership
from lofte.accounts.people import rows
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, shows_nothing
from lofte.beginning import actions, queries
from lofte.beginning.forms import FinishForm, GroupsForm, OrganisationForm
from lofte.beginning.founding import SHOWN_OR_SENT, UNPROCESSABLE, kicker
from lofte.places.models import AreaSet


def standing_in(request: StaffRequest, slug: str) -> Partnership:
    """Return the partnership, for one of its administrators."""
    found = get_object_or_404(Partnership, slug=slug)
    request.viewer.demand(found.pk, Right.ADMINISTER)
    return found


def page(
    request: StaffRequest, step: str, where: Partnership, template: str = "", **more: Any
) -> HttpResponse:
    """Show a step among the others."""
    facts = queries.facts(where, timezone.localdate())
    form: OnceForm | None = more.get("form")
    is_wrong = (form is not None and form.is_bound and bool(form.errors)) or bool(more.get("refused"))
    context = {
        "partnership": where,
        "facts": facts,
        "kicker": kicker(step),
        "steps": queries.trail(step, where, facts.done),
        "crumbs": [
            (gettext("Samverkan"), reverse("people:index")),
            (quoted(where.name), reverse("people:people", args=[where.slug])),
            (dict(queries.STEPS)[step], ""),
        ],
    }
    template = template or f"beginning/{'areas' if step == 'municipality' else step}.html"
    return render(request, template, context | more, status=UNPROCESSABLE if is_wrong else 200)


def received(request: StaffRequest, form: OnceForm, act: Callable[[], str]) -> HttpResponseBase:
    """Do it once, and lead on."""
    return redirect(receive(form, by_id=request.user.pk, at=timezone.now(), act=act))


@needs(Right.ADMINISTER)
@require_safe
@shows_nothing
def steps(request: StaffRequest, partnership: str) -> HttpResponse:
    """Show what is done, what waits, and where to go on."""
    where = standing_in(request, partnership)
    standing = second.standing(request.user, timezone.now())
    return page(request, "steps", where, has_second_step=standing.is_there, finish=FinishForm())


@needs(Right.ADMINISTER)
@posted_from("beginning:steps", "partnership")
@shows_nothing
def finish(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """Say that the beginning is over."""
    where = standing_in(request, partnership)
    form = FinishForm(request.POST)
    if not form.is_valid():
        return redirect("beginning:steps", where.slug)

    def act() -> str:
        actions.finish(where, by=request.user, at=timezone.now())
        return reverse("people:people", args=[where.slug])

    return received(request, form, act)


@needs(Right.ADMINISTER)
@require_safe
@shows_nothing
def areas(request: StaffRequest, partnership: str) -> HttpResponse:
    """Show the areas that the municipality began with."""
    where = standing_in(request, partnership)
    sets = AreaSet.objects.filter(partnership=where).order_by("position", "sort_key", "pk")
    return page(request, "municipality", where, areas=[{"name": one.name} for one in sets])


def _organisations(request: StaffRequest, where: Partnership, **more: Any) -> HttpResponse:
    return page(request, "organisations", where, parties=rows.parties(where), **more)


@needs(Right.ADMINISTER)
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def organisations(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """Show the parties, and add one."""
    where = standing_in(request, partnership)
    form = OrganisationForm(request.POST or None, partnership=where)

    def act() -> str:
        said = form.cleaned_data
        actions.add_organisation(
            said["name"],
            short_name=said["short_name"],
            kind=said["kind"],
            signs=said["signs"],
            where=where,
            by=request.user,
            at=timezone.now(),
        )
        return reverse("beginning:organisations", args=[where.slug])

    if request.method == "POST" and form.is_valid():
        return received(request, form, act)
    return _organisations(request, where, form=form)


@needs(Right.ADMINISTER)
@posted_from("beginning:organisations", "partnership")
@shows_nothing
def remove_organisation(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Take away a party that was added by mistake."""
    where = standing_in(request, partnership)
    member = get_object_or_404(where.memberships.select_related("organisation"), organisation=pk)
    try:
        actions.remove_organisation(member, by=request.user, at=timezone.now())
    except actions.StillNeeded:
        said = gettext("Organisationen används redan: av en roll, en inbjudan, en grupp eller ett löfte.")
        return _organisations(request, where, form=OrganisationForm(partnership=where), refused=said)
    return redirect("beginning:organisations", where.slug)


@needs(Right.ADMINISTER)
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def groups(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """Show the groups, and make some from templates."""
    where, now = standing_in(request, partnership), timezone.now()
    today = timezone.localdate(now)
    there = list(groups_on([where.pk], today).prefetch_related("members__organisation"))
    form = GroupsForm(
        request.POST or None,
        areas=AreaSet.objects.filter(partnership=where, is_complement=False).order_by("sort_key", "pk"),
        taken=frozenset(name.casefold() for name in where.groups.values_list("name", flat=True)),
    )

    def act() -> str:
        actions.make_groups(form.wanted(), where=where, on=today, by=request.user, at=now)
        return reverse("beginning:groups", args=[where.slug])

    if request.method == "POST" and form.is_valid():
        try:
            return received(request, form, act)
        except NameTaken:
            said = gettext("En grupp med det namnet gjordes just. Läs listan och välj igen.")
            form.add_error(None, ValidationError(said, code="taken"))
    return page(request, "groups", where, form=form, groups=there)


@needs(Right.ADMINISTER)
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@reads("invites.read", "accounts.Invite")
def people(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """Invite people, each address shown this once, and lead to giving roles to those who have come."""
    where = standing_in(request, partnership)
    form = InviteForm(request.POST or None, partnership=where)
    told: list[str] = []

    def act() -> str:
        said = form.cleaned_data
        _, token = invite(
            partnership=where,
            organisation=said["organisation"],
            kind=said["kind"],
            by=request.user,
            at=timezone.now(),
        )
        told.append(request.build_absolute_uri(reverse("accounts:invitation", args=[token])))
        return reverse("beginning:people", args=[where.slug])

    if request.method == "POST" and form.is_valid():
        landed = receive(form, by_id=request.user.pk, at=timezone.now(), act=act)
        if not told:  # the same form once more: the address was shown, and is kept nowhere
            return redirect(landed)
        form = InviteForm(partnership=where)
    return page(
        request,
        "people",
        where,
        form=form,
        address="".join(told),
        arrived=queries.arrived(where),
    )


@needs(Right.ADMINISTER)
@require_safe
@shows_nothing
def document(request: StaffRequest, partnership: str) -> HttpResponse:
    """Lead to reading the first document in, or say who may."""
    where = standing_in(request, partnership)
    return page(request, "document", where, may_prepare=request.viewer.may(where.pk, Right.PREPARE))
