"""Sharing an entry, what is shared, the standing decisions, and the rules in a partnership's own words."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts import ruling
from lofte.accounts.models import Organisation, Partnership, Share, SharingRule
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, showing, shows_nothing
from lofte.work import field, words
from lofte.work.models import Entry, EntryNote
from lofte.work.sharing import actions, queries
from lofte.work.sharing.forms import GroundForm, ShareForm, WordingForm

UNPROCESSABLE = 422
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


def _page(request: StaffRequest, template: str, *, is_wrong: bool = False, **context: Any) -> HttpResponse:
    status = UNPROCESSABLE if is_wrong else 200
    return render(request, f"work/sharing/{template}.html", context, status=status)


def _home() -> tuple[str, str]:
    return gettext("Delat"), reverse("sharing:shared")


@needs(Right.SEE_FIGURES)
@require_safe
@reads("shared.read", "work.Entry")
def shared(request: StaffRequest) -> HttpResponse:
    """Show what others share with me one by one, and what my organisation shares."""
    now = timezone.now()
    theirs, ours = queries.shared_with(request.viewer), queries.shared_by(request.viewer)
    return _page(
        request,
        "shared",
        theirs=[(one, words.sentence(one.entry, now, is_ours=False)) for one in theirs],
        ours=[(one, words.sentence(one.entry, now)) for one in ours],
        may_decide=bool(request.viewer.partnership_ids(Right.SIGN)),
        partnerships=_partnerships(request),
        at_most=queries.AT_MOST,
    )


def _partnerships(request: StaffRequest) -> list[Partnership]:
    keys = request.viewer.partnership_ids(Right.SEE_PROMISES)
    return list(Partnership.objects.filter(pk__in=keys).order_by("name", "pk"))


def _entry(request: StaffRequest, pk: int) -> Entry:
    return get_object_or_404(field.entries(request.viewer).filter(sign=1), pk=pk)


@needs(Right.LOG)
@require_http_methods(SHOWN_OR_SENT)
@reads("entry.read", "work.Entry", "pk")
def share(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Ask what speaks against it, with whom and why; share, or say why not."""
    entry = _entry(request, pk)
    today = timezone.localdate()
    notes = EntryNote.objects.seen_by(request.viewer).filter(entry=entry)
    stands = list(queries.of_entry(entry))
    form = ShareForm(
        request.POST or None,
        note=notes.values_list("text", flat=True).first() or "",
        reaches=queries.reaches(entry, today, stands),
        rules=_rules(entry, today),
        organisation=entry.organisation,
    )
    if request.method == "POST":
        if form.is_valid():
            try:
                return redirect(_landed(request, form, partial(_share, request, entry, form)))
            except actions.SharedAlready:
                form.add_error("whom", ValidationError(gettext("Den är redan delad så."), code="shared"))
        elif form.refused_by:
            actions.refuse(entry, form.refused_by, by=request.user, at=timezone.now())
    return _page(
        request,
        "share",
        entry=entry,
        sentence=words.sentence(entry, timezone.now()),
        form=form,
        stands=stands,
        refused=[form.against[code] for code in form.refused_by] if form.is_bound else [],
        crumbs=[(gettext("Loggat arbete"), reverse("work:entry", args=[pk])), (gettext("Dela"), "")],
        is_wrong=form.is_bound,
    )


def _rules(entry: Entry, today: Any) -> list[SharingRule]:
    """Return the rules of the organisation's first partnership: they are read before one is chosen."""
    where = entry.organisation.memberships.order_by("partnership__name", "pk").first()
    return ruling.in_force(where.partnership_id if where else 0, today)


def _share(request: StaffRequest, entry: Entry, form: ShareForm) -> str:
    actions.share(entry, form.with_whom, ground=form.chosen, by=request.user, at=timezone.now())
    return reverse("work:entry", args=[entry.pk])


def _landed(request: StaffRequest, form: OnceForm, act: Any) -> str:
    """Carry the form out once; it keeps nobody, who as a rule is the one who wrote the entry."""
    return receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=act, is_hidden=True)


@needs(Right.LOG)
@posted_from("work:entry", "pk")
@shows_nothing
def withdraw(request: StaffRequest, pk: int, share_id: int) -> HttpResponseBase:
    """Take back that an entry is shared."""
    entry = _entry(request, pk)
    row = get_object_or_404(queries.of_entry(entry).exclude(key=None), pk=share_id)
    form = OnceForm(request.POST)
    if form.is_valid():
        actions.withdraw(row, by=request.user, at=timezone.now())
    return redirect("work:entry", pk)


@needs(Right.SIGN)
@require_safe
@reads("sharing.read", "accounts.Share")
def standing(request: StaffRequest) -> HttpResponse:
    """Show which of my organisations lets whom see its entries one by one."""
    return _page(
        request,
        "standing",
        stands=queries.stands(request.viewer),
        crumbs=[_home(), (gettext("Vad som syns av loggen"), "")],
    )


@needs(Right.SIGN)
@require_http_methods(SHOWN_OR_SENT)
@reads("sharing.read", "accounts.Organisation")
def decide(request: StaffRequest, partnership: str, organisation: str) -> HttpResponseBase:
    """Open an organisation's log to a partnership, or close it again."""
    where = get_object_or_404(Partnership, slug=partnership)
    request.viewer.demand(where.pk, Right.SIGN)
    whose = get_object_or_404(Organisation, slug=organisation, memberships__partnership=where)
    if whose.pk not in request.viewer.organisation_ids(where.pk, Right.SIGN):
        raise PermissionDenied
    showing(request, whose)
    row = next(
        (
            one.share
            for one in queries.stands(request.viewer)
            if (one.organisation, one.partnership) == (whose, where)
        ),
        None,
    )
    rules = ruling.in_force(where.pk, timezone.localdate())
    form = GroundForm(request.POST or None, rules=rules, organisation=whose) if row is None else None
    closing = OnceForm(request.POST or None, auto_id=False) if row is not None else None
    sent = form or closing
    if request.method == "POST" and sent is not None and sent.is_valid():
        act = partial(_decide, request, where, whose, form, row)
        try:
            return redirect(_landed(request, sent, act))
        except actions.SharedAlready:
            return redirect("sharing:standing")
    return _page(
        request,
        "decide",
        partnership=where,
        organisation=whose,
        share=row,
        form=form,
        closing=closing,
        crumbs=[
            _home(),
            (gettext("Vad som syns av loggen"), reverse("sharing:standing")),
            (quoted(whose.name), ""),
        ],
        is_wrong=bool(sent is not None and sent.is_bound),
    )


def _decide(
    request: StaffRequest, where: Partnership, whose: Organisation, form: GroundForm | None, row: Share | None
) -> str:
    by, at = request.user, timezone.now()
    if row is not None:
        actions.withdraw(row, by=by, at=at)
    elif form is not None:
        actions.open_log(whose, where, ground=form.chosen, by=by, at=at)
    return reverse("sharing:standing")


@needs(Right.SEE_PROMISES)
@require_safe
@reads("rules.read", "accounts.Partnership")
def rules(request: StaffRequest, partnership: str) -> HttpResponse:
    """Show what may be shared and what not, in the partnership's own words."""
    where = get_object_or_404(Partnership, slug=partnership)
    request.viewer.demand(where.pk, Right.SEE_PROMISES)
    showing(request, where)
    found = ruling.in_force(where.pk, timezone.localdate())
    return _page(
        request,
        "rules",
        partnership=where,
        may=[one for one in found if one.verdict == SharingRule.Verdict.MAY],
        must_not=ruling.warnings(found),
        stands=ruling.standing(found),
        may_change=request.viewer.may(where.pk, Right.AGREE),
        crumbs=[_home(), (gettext("Får det här delas?"), "")],
    )


@needs(Right.AGREE)
@require_http_methods(SHOWN_OR_SENT)
@reads("rules.read", "accounts.Partnership")
def reword(request: StaffRequest, partnership: str, code: str) -> HttpResponseBase:
    """Write a rule in the partnership's own words."""
    where = get_object_or_404(Partnership, slug=partnership)
    request.viewer.demand(where.pk, Right.AGREE)
    showing(request, where)
    today = timezone.localdate()
    found = {one.code: one for one in ruling.in_force(where.pk, today)}
    rule = get_object_or_404(SharingRule, pk=found[code].pk if code in found else None)
    said = {"title": rule.title, "law": rule.law, "text": rule.text}
    form = WordingForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        return redirect(_landed(request, form, partial(_reword, request, rule, form, where)))
    home = reverse("sharing:rules", args=[where.slug])
    return _page(
        request,
        "reword",
        partnership=where,
        rule=rule,
        form=form,
        crumbs=[_home(), (gettext("Får det här delas?"), home), (quoted(rule.title), "")],
        is_wrong=form.is_bound,
    )


def _reword(request: StaffRequest, rule: SharingRule, form: WordingForm, where: Partnership) -> str:
    at = timezone.now()
    ruling.reword(
        rule, form.wording(), partnership=where, by=request.user, at=at, today=timezone.localdate(at)
    )
    return reverse("sharing:rules", args=[where.slug])
