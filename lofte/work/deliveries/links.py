"""The weekly sheet by a restricted link: that sheet, that organisation, those kinds of work, no account."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lofte.accounts import reaching
from lofte.accounts.entering import linking
from lofte.accounts.level_form import Guidance, LevelMixin
from lofte.accounts.models import Organisation, RestrictedLink
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs, open_to_all, viewer_of
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.reading import reads, shows_nothing
from lofte.base.secret_addresses import NotOpen
from lofte.promises.models import KindOfWork
from lofte.work.admitting import Refused
from lofte.work.deliveries import actions, level, reach, sheet
from lofte.work.deliveries.forms import SheetForm
from lofte.work.deliveries.sheet import Sheet
from lofte.work.deliveries.views import consignment
from lofte.work.templatetags.work import kind_name

SHEET = RestrictedLink.Scope.SHEET
SAVED = "sparad"
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


class LinkForm(LevelMixin, OnceForm):
    """Which kinds of work the link takes, for how long, and how far what comes by it reaches."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Slags arbete som får lämnas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst ett slags arbete.")},
    )
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("Hur länge länken gäller"),
        coerce=int,
        choices=[
            (4, gettext_lazy("fyra veckor")),
            (13, gettext_lazy("tre månader")),
            (52, gettext_lazy("ett år")),
        ],
        initial=13,
    )

    def __init__(self, *args: Any, asked: list[KindOfWork], guidance: Guidance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_level(guidance)
        fields: dict[str, Any] = dict(self.fields)
        fields["kinds"].choices = [(kind.code, kind_name(kind)) for kind in asked]


@needs(Right.LOG)
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@reads("links.read", "accounts.RestrictedLink")
def index(request: StaffRequest, organisation: str) -> HttpResponse:
    """List an organisation's links, and make one; its address is shown this once."""
    whose = get_object_or_404(reach.organisations(request.viewer), slug=organisation)
    today = timezone.localdate()
    inside = reach.partnership_ids(request.viewer, whose)
    laid = sheet.of(whose, inside, sheet.last_over(today), request.viewer)
    asked = list(dict.fromkeys(one.kind for one in laid.asked))
    new = partial(LinkForm, asked=asked, guidance=level.guidance(whose, request.viewer, today, laid.last))
    form = new(request.POST or None)
    is_wrong = form.is_bound and not form.is_valid()
    address = _made(request, whose, form) if form.is_bound and not is_wrong else ""
    context = {
        "organisation": whose,
        "asked": asked,
        "form": form if is_wrong or not form.is_bound else new(),
        "address": address,
        "rows": _rows(whose),
        "now": timezone.now(),
    }
    return render(request, "work/deliveries/links.html", context, status=422 if is_wrong else 200)


def _rows(whose: Organisation) -> list[tuple[RestrictedLink, list[KindOfWork]]]:
    rows = list(
        RestrictedLink.objects.filter(organisation=whose, scope=SHEET).order_by("-made_at", "-pk")[:50]
    )
    kinds = {kind.code: kind for kind in KindOfWork.objects.order_by("pk")}
    return [(row, [kinds[code] for code in row.codes if code in kinds]) for row in rows]


def _made(request: StaffRequest, whose: Organisation, form: LinkForm) -> str:
    told: list[str] = []

    def make() -> str:
        given = form.cleaned_data
        row, token = linking.make(
            scope=SHEET,
            organisation=whose,
            codes=given["kinds"],
            lasts=timedelta(weeks=given["weeks"]),
            by=request.user,
            at=timezone.now(),
        )
        by, at = request.user, row.made_at
        reaching.choose(row, form.choice, verb="link.level_chosen", by=by, at=at)
        told.append(request.build_absolute_uri(reverse("work:link-sheet", args=[token])))
        return reverse("work:links", args=[whose.slug])

    receive(form, by_id=request.user.pk, at=timezone.now(), act=make)
    return told[0] if told else ""


@needs(Right.LOG)
@posted_from("work:links", "organisation")
@shows_nothing
def revoke(request: StaffRequest, organisation: str, pk: int) -> HttpResponse:
    """Take a link back."""
    whose = get_object_or_404(reach.organisations(request.viewer), slug=organisation)
    row = get_object_or_404(RestrictedLink, pk=pk, organisation=whose, scope=SHEET)
    linking.revoke(row, by=request.user, at=timezone.now())
    return redirect("work:links", organisation)


@open_to_all
@never_cache
@require_http_methods(SHOWN_OR_SENT)
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the sheet of the week that is over last, and take it in."""
    now = timezone.now()
    try:
        link = linking.opened(token, scope=SHEET, at=now)
        at, inside = _restricted(link)
    except NotOpen:
        return render(request, "work/deliveries/link_closed.html", status=404)
    form = SheetForm(at, inside, request.POST or None)
    if form.is_valid():
        try:
            receive(form, by_id=None, at=now, act=partial(_save, form, link))
            return redirect(f"{request.path}?{SAVED}")
        except Refused as refused:
            form.refuse(refused)
    linking.note_opened(link, at=now)
    context = {"at": at, "form": form, "link": link, "is_saved": SAVED in request.GET}
    return render(request, "work/deliveries/by_link.html", context, status=422 if form.is_bound else 200)


def _restricted(link: RestrictedLink) -> tuple[Sheet, tuple[int, ...]]:
    """Lay out the sheet as its maker sees it today, of the link's kinds alone."""
    today = timezone.localdate()
    viewer = viewer_of(link.made_by, today)
    inside = reach.partnership_ids(viewer, link.organisation)
    if not reach.organisations(viewer).filter(pk=link.organisation_id).exists() or not inside:
        raise NotOpen
    at = sheet.of(link.organisation, inside, sheet.last_over(today), viewer)
    if at.is_kept:  # what stands is not the maker's to see any more, nor to replace
        raise NotOpen
    asked = [one for one in at.asked if one.kind.code in link.codes]
    wanted = {code for one in asked for code in one.grounds}
    columns = [ground for ground in at.columns if ground.code in wanted]
    return replace(at, asked=asked, columns=columns, by_hand=[], one_by_one=[]), inside


def _save(form: SheetForm, link: RestrictedLink) -> str:
    """Save the week; what was delivered of other kinds stays as it is. The answer holds no address."""
    now = form.at.now
    kinds = {one.kind.pk for one in form.at.asked}
    kept = [work for work in actions.delivered([now]) if work.kind_id not in kinds] if now else []
    brought = consignment(form, [*kept, *form.works()])
    at, choice = timezone.now(), reaching.choice_of(link, link.organisation)
    replaces = [now] if now else []
    actions.deliver(brought, replaces=replaces, choice=choice, by=link.made_by, at=at, link_id=link.pk)
    linking.note_used(link, at=at)
    return ""
