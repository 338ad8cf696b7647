"""The follow-up's way: drafted, written, sent, approved or sent back, and corrected in a new version."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.reading import reads
from lofte.followup import (
    actions,
    approving,
    desk,
    holding,
    late,
    queries,
    refusals,
    sample_content,
    trail,
    writing,
)
from lofte.followup.forms import ReasonForm
from lofte.followup.models import FollowUp
from lofte.followup.writing import Sheet
from lofte.periods.calendar import UnknownPeriod
from lofte.promises import language
from lofte.promises.models import Promise

UNSEEN = "unseen"  # no checksum
UNPROCESSABLE = 422  # the form came, and something in it must be mended


def _seen(request: StaffRequest, pk: int, *rights: Right) -> FollowUp:
    """Return a follow-up of the viewer's partnerships; 403 without one of the rights."""
    found = queries.followup(pk, request.viewer)
    if found is None:
        raise Http404
    request.viewer.demand(found.promise.partnership_id, *(rights or (Right.SEE_FOLLOWUPS,)))
    return found


def _write(followup: FollowUp) -> str:
    return reverse("followup:write", args=[followup.pk])


def _approve(followup: FollowUp) -> str:
    return reverse("followup:approve", args=[followup.pk])


def _once(request: StaffRequest, form: OnceForm, act: Any) -> HttpResponse:
    return redirect(receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=act))


@needs(Right.SEE_FOLLOWUPS)
@require_safe
@reads("followups.read", "followup.FollowUp")
def index(request: StaffRequest) -> HttpResponse:
    """List every promise with its periods."""
    return _index(request)


def _index(request: StaffRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    rows = desk.rows(request.viewer, timezone.localdate())
    context = {"promises": rows, "form": OnceForm(auto_id=False), "refused": refused}
    return render(request, "followup/index.html", context, status=status)


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("followups.read", "followup.FollowUp")
def draft(request: StaffRequest, promise_id: int, period: str) -> HttpResponse:
    """Draft a period's follow-up, or open the one that is there."""
    promise = get_object_or_404(
        Promise.objects.seen_by(request.viewer).select_related("partnership"), pk=promise_id
    )
    request.viewer.demand(promise.partnership_id, Right.WRITE_FOLLOWUP)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return redirect("followup:list")
    try:
        return _once(request, form, partial(_drafted, request, promise, period))
    except UnknownPeriod as unknown:
        raise Http404 from unknown
    except actions.AlreadyDrafted as found:
        return redirect(_write(found.followup))
    except holding.Refused as refusal:
        return _index(request, refused=refusals.sentence(refusal, language.current()), status=UNPROCESSABLE)


def _drafted(request: StaffRequest, promise: Promise, period: str) -> str:
    now = timezone.now()
    return _write(actions.draft(promise=promise, period_key=period, by=request.user, at=now))


@needs(Right.WRITE_FOLLOWUP)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("followup_draft.read", "followup.FollowUp", "pk")
def write(request: StaffRequest, pk: int) -> HttpResponse:
    """Write: all activities in one form; saving keeps everything, whether or not it is finished."""
    followup = _seen(request, pk, Right.WRITE_FOLLOWUP)
    if followup.state == FollowUp.State.RELEASED:
        return redirect(_approve(followup))
    sheet = writing.sheet(followup, request.POST if request.method == "POST" else None)
    if not sheet.is_sent or not sheet.is_valid():
        return _writing(request, sheet)
    try:
        return _once(request, sheet.lead, lambda: _write(sheet.save(by=request.user, at=timezone.now())))
    except holding.Refused as refusal:
        return _writing(request, sheet, refusal)


def _writing(request: StaffRequest, sheet: Sheet, refusal: holding.Refused | None = None) -> HttpResponse:
    followup = sheet.followup
    if refusal is not None:
        sheet.has_seen_all()
    missing = approving.missing_comments(followup)
    silent, closes_on = {one.line_id for one in missing}, approving.closes_on(followup)
    came = late.told(followup, language.current())
    context = {
        "followup": followup,
        "crumbs": trail.to_followup(followup),
        "is_simulated": any(form.line.figures["simulated"] for form in sheet.lines),
        "lead": sheet.lead,
        "rows": [
            (form, desk.figures(form.line), form.line.pk in silent, came.get(form.line.pk, ""))
            for form in sheet.lines
        ],
        "has_late": bool(came),
        "sample": sample_content.standing(followup),
        "discarding": OnceForm(auto_id=False),
        "missing": missing,
        "refused": refusals.sentence(refusal, language.current()) if refusal else "",
        "has_ended": closes_on <= timezone.localdate(),
        "closes_on": closes_on,
    }
    status = UNPROCESSABLE if refusal or sheet.is_wrong else 200
    return render(request, "followup/write.html", context, status=status)


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("followup_draft.read", "followup.FollowUp", "pk")
def redraft(request: StaffRequest, pk: int) -> HttpResponse:
    """Count and tell anew; comments stay."""
    return _step(request, pk, actions.redraft, _write)


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("followup_draft.read", "followup.FollowUp", "pk")
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    """Send for approval."""
    return _step(request, pk, approving.submit, _approve)


def _step(request: StaffRequest, pk: int, act: Any, where: Any) -> HttpResponse:
    """Keep what was typed and go on; where going on is refused, what was typed is kept all the same."""
    followup = _seen(request, pk, Right.WRITE_FOLLOWUP)
    sheet = writing.sheet(followup, request.POST)
    form = sheet.lead if sheet.is_sent else OnceForm(request.POST)
    if not form.is_valid() or (sheet.is_sent and not sheet.is_valid()):
        return _writing(request, sheet) if sheet.is_sent else redirect(_write(followup))
    words = {"by": request.user, "at": timezone.now()}
    try:
        return _once(request, form, lambda: where(act(followup=_kept(sheet, **words), **words)))
    except (actions.SavedMeanwhile, holding.WrongState) as refusal:
        return _writing(request, sheet, refusal)
    except holding.Refused as refusal:
        _kept(sheet, **words)
        return _writing(request, sheet, refusal)


def _kept(sheet: Sheet, **words: Any) -> FollowUp:
    return sheet.save(**words) if sheet.is_sent else sheet.followup


@needs(Right.SEE_FOLLOWUPS)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("followup.read", "followup.FollowUp", "pk")
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    """Read everything and approve for one's own party."""
    followup = _seen(request, pk, *([Right.SIGN] if request.method == "POST" else []))
    form = OnceForm(request.POST or None, auto_id=False)
    if request.method != "POST" or not form.is_valid():
        return _approving(request, followup)
    party = get_object_or_404(Organisation, slug=request.POST.get("party", ""))
    seen = request.POST.get("seen", "")
    try:
        return _once(request, form, partial(_approved, request, followup, party, seen))
    except holding.Refused as refusal:
        return _approving(request, followup, refused=refusals.sentence(refusal, language.current()))


def _approved(request: StaffRequest, followup: FollowUp, party: Organisation, seen: str) -> str:
    """Approve what the page showed: without its mark nothing is approved."""
    now = timezone.now()
    approving.approve(followup=followup, organisation=party, by=request.user, at=now, seen=seen or UNSEEN)
    return _approve(followup)


def _approving(
    request: StaffRequest, followup: FollowUp, *, refused: str = "", reason: ReasonForm | None = None
) -> HttpResponse:
    viewer, partnership_id = request.viewer, followup.promise.partnership_id
    parties, lines = desk.parties(followup, viewer), queries.lines(followup)
    came = late.told(followup, language.current())
    context = {
        "followup": followup,
        "crumbs": trail.to_followup(followup),
        "rows": [(line, came.get(line.pk, "")) for line in lines],
        "has_late": bool(came),
        "sample": sample_content.standing(followup),
        "is_simulated": any(line.figures["simulated"] for line in lines),
        "parties": parties,
        "is_ready": bool(parties) and all(one.approval for one in parties),
        "may_write": viewer.may(partnership_id, Right.WRITE_FOLLOWUP),
        "may_send_back": viewer.may(partnership_id, Right.WRITE_FOLLOWUP, Right.SIGN),
        "once": OnceForm(auto_id=False),
        "seen": writing.seen(followup),
        "reason": reason or ReasonForm(),
        "refused": refused,
    }
    wrong = refused or (reason is not None and reason.errors)
    return render(request, "followup/approve.html", context, status=UNPROCESSABLE if wrong else 200)


@needs(Right.WRITE_FOLLOWUP, Right.SIGN)
@require_POST
@reads("followup.read", "followup.FollowUp", "pk")
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it back to the one who writes, with a reason."""
    return _with_reason(request, pk, (Right.WRITE_FOLLOWUP, Right.SIGN), approving.send_back, _approve)


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("followup.read", "followup.FollowUp", "pk")
def new_version(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin a correction of what is released."""
    return _with_reason(request, pk, (Right.WRITE_FOLLOWUP,), actions.new_version, _write)


def _with_reason(
    request: StaffRequest, pk: int, rights: tuple[Right, ...], act: Any, where: Any
) -> HttpResponse:
    followup = _seen(request, pk, *rights)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _approving(request, followup, reason=form)
    words = {"reason": form.cleaned_data["reason"], "by": request.user, "at": timezone.now()}
    try:
        return _once(request, form, lambda: where(act(followup=followup, **words)))
    except actions.AlreadyDrafted as found:
        return redirect(_write(found.followup))
    except holding.Refused as refusal:
        return _approving(
            request, followup, refused=refusals.sentence(refusal, language.current()), reason=form
        )


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("followup_draft.read", "followup.FollowUp", "pk")
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw away a correction begun by mistake; the second of two forms finds it gone, and the list."""
    if not queries.is_there(pk):
        return redirect("followup:list")
    followup = _seen(request, pk, Right.WRITE_FOLLOWUP)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return redirect(_write(followup))
    try:
        stands = actions.discard(followup=followup, by=request.user, at=timezone.now())
    except holding.Refused as refusal:
        return _writing(request, writing.sheet(followup), refusal)
    return redirect(_approve(stands))
