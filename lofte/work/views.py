"""The log: choose, log, see what it counts to, change or take back."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.reading import reads, shows_nothing
from lofte.promises.models import KindOfWork
from lofte.work import actions, cadences, counted, counting, field, words, writers
from lofte.work.admitting import Draft, Refused, again, differences
from lofte.work.forms import AgainForm, ChangeForm, LogForm, ReasonForm, TakeBackForm, desk, initial_of
from lofte.work.models import Entry
from lofte.work.sharing import queries as sharing

UNPROCESSABLE = 422  # the form came, and something in it must be mended


def _page(request: StaffRequest, template: str, *, is_wrong: bool = False, **context: Any) -> HttpResponse:
    return render(request, f"work/{template}.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _landed(request: StaffRequest, form: OnceForm, act: Any) -> HttpResponse:
    by_id, at = request.viewer.user_id, timezone.now()
    return redirect(receive(form, by_id=by_id, at=at, act=act, is_hidden=True))


def _entry(request: StaffRequest, pk: int) -> Entry:
    return get_object_or_404(field.entries(request.viewer), pk=pk)


def _address(entry: Entry) -> str:
    return reverse("work:entry", args=[entry.pk])


@needs(Right.LOG)
@require_safe
@shows_nothing
def start(request: StaffRequest) -> HttpResponse:
    """Show what can be logged, my own last kinds first."""
    today = timezone.localdate()
    return _page(
        request,
        "log",
        usual=field.usual(request.viewer),
        kinds=field.kinds(request.viewer, today),
        writers=writers.sentences(field.organisations(request.viewer)),
    )


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@shows_nothing
def kind(request: StaffRequest, code: str) -> HttpResponse:
    """Log one kind of work."""
    chosen = get_object_or_404(KindOfWork.objects.prefetch_related("quantities"), code=code)
    at = desk(request.viewer, chosen, timezone.localdate())
    last = field.mine(request.viewer).filter(kind_of_work=chosen).first()
    usual = {"minutes": last.minutes} if last is not None and last.minutes else {}
    form = LogForm(at, request.viewer, request.POST or None, initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            return _landed(request, form, partial(_put, request, form.draft()))
        except Refused as refused:
            form.refuse(refused)
    said = writers.sentences(field.organisations(request.viewer))
    return _page(request, "kind", kind=chosen, form=form, writers=said, is_wrong=form.is_bound)


def _put(request: StaffRequest, draft: Draft) -> str:
    return _address(actions.put(draft, by=request.user, at=timezone.now()))


@needs(Right.LOG)
@require_POST
@shows_nothing
def once_more(request: StaffRequest) -> HttpResponse:
    """Log the same work again today, with one press."""
    form = AgainForm(request.POST)
    if not form.is_valid():
        return redirect("work:log")
    entry = get_object_or_404(field.mine(request.viewer), pk=form.cleaned_data["entry"])
    draft = again(entry, key=form.cleaned_data["once"], today=timezone.localdate())
    try:
        return _landed(request, form, partial(_put, request, draft))
    except Refused as refused:
        sentence = words.refusal(refused, entry.kind_of_work)
        return _page(request, "refused", kind=entry.kind_of_work, sentence=sentence, is_wrong=True)


@needs(Right.LOG)
@require_safe
@reads("entry.read", "work.Entry", "pk")
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """Show an entry in one sentence, and what it counts to."""
    shown = _entry(request, pk)
    explained = counting.explain(shown, timezone.localdate())
    return _page(
        request,
        "entry",
        entry=shown,
        sentence=words.sentence(shown, timezone.now()),
        explained=[(row, words.which(row, explained), words.left_out(row)) for row in explained],
        may_change=shown.sign > 0 and not hasattr(shown, "reversed_by") and shown.delivery_id is None,
        undo=TakeBackForm(),
        usual=field.usual(request.viewer),
        writers=writers.sentences([shown.organisation]),
        shares=sharing.of_entry(shown),
        closing=OnceForm(auto_id=False),
        counted=counted.sentences(shown, {row.target.activity.promise_id for row in explained if row.counts}),
    )


@needs(Right.LOG)
@require_safe
@reads("entries.read", "work.Entry")
def entries(request: StaffRequest) -> HttpResponse:
    """List what my organisation has logged last."""
    now = timezone.now()
    shown = field.entries(request.viewer)[: field.N_SHOWN]
    return _page(request, "entries", rows=[(row, words.sentence(row, now)) for row in shown])


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("entry.read", "work.Entry", "pk")
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an entry back, with a reason."""
    shown = _entry(request, pk)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act = partial(_take_back, request, shown, form.words())
            return _landed(request, form, act)
        except Refused as refused:
            form.refuse(refused)
    sentence = words.sentence(shown, timezone.now())
    return _page(request, "take_back", entry=shown, sentence=sentence, form=form, is_wrong=form.is_bound)


def _take_back(request: StaffRequest, shown: Entry, reason: str) -> str:
    actions.reverse(shown, reason=reason, by=request.user, at=timezone.now())
    return _address(shown)


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("entry.read", "work.Entry", "pk")
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Write an entry anew: the first is taken back, the second logged."""
    shown = _entry(request, pk)
    at = desk(request.viewer, shown.kind_of_work, timezone.localdate())
    form = ChangeForm(at, request.viewer, request.POST or None, initial=initial_of(shown))
    if request.method == "POST" and form.is_valid():
        try:
            return _landed(request, form, partial(_change, request, shown, form.draft()))
        except Refused as refused:
            form.refuse(refused)
    return _page(
        request,
        "change",
        entry=shown,
        kind=shown.kind_of_work,
        sentence=words.sentence(shown, timezone.now()),
        form=form,
        is_wrong=form.is_bound,
    )


def _change(request: StaffRequest, shown: Entry, draft: Draft) -> str:
    reason = words.what_was_wrong(differences(shown, draft))
    return _address(actions.change(shown, draft, reason=reason, by=request.user, at=timezone.now()))


@needs(Right.LOG)
@require_safe
@reads("rhythms.read", "promises.Promise")
def rhythms(request: StaffRequest) -> HttpResponse:
    """List the cadences: what is due now, and what was missed."""
    rows = cadences.followed(request.viewer, timezone.localdate())
    return _page(request, "cadences", cadences=cadences.cadences(rows))


@needs(Right.SEE_PROMISES)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("slot.read", "promises.Activity", "activity_id")
def missed(request: StaffRequest, activity_id: int, key: str) -> HttpResponse:
    """Say why a slot was missed."""
    today = timezone.localdate()
    found = cadences.missed_row(request.viewer, today, activity_id, key)
    if found is None:
        raise Http404
    activity, slot, row = found
    form = ReasonForm(request.POST or None, initial={"reason": row.reason})
    if request.method == "POST" and form.is_valid():
        try:
            said = actions.Missed(activity, slot, form.cleaned_data["reason"])
            return _landed(request, form, partial(_say_why, request, said))
        except Refused as refused:
            form.refuse(refused)
    return _page(request, "missed", activity=activity, slot=slot, row=row, form=form, is_wrong=form.is_bound)


def _say_why(request: StaffRequest, said: actions.Missed) -> str:
    now = timezone.now()
    actions.say_why_missed(said, by=request.user, at=now, today=timezone.localdate(now))
    return reverse("work:cadences" if field.partnership_ids(request.viewer) else "obligations:mine")
