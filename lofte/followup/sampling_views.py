"""A sample's pages: begun, its numbers fixed and told, the entries looked up, finished or broken off."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.reading import reads
from lofte.followup import holding, queries, refusals, sample_content, sampling, sampling_desk, trail
from lofte.followup.forms import ReasonForm
from lofte.followup.models import FollowUp, Sample
from lofte.followup.sampling_forms import AnswerForm, AnswersForm, FixForm, NumberForm
from lofte.promises import language

UNPROCESSABLE = 422  # the form came, and something in it must be mended


def _seen(request: StaffRequest, pk: int, *rights: Right) -> FollowUp:
    found = queries.followup(pk, request.viewer)
    if found is None:
        raise Http404
    request.viewer.demand(found.promise.partnership_id, *(rights or (Right.SEE_FOLLOWUPS,)))
    return found


def _standing(followup: FollowUp) -> Sample:
    sample = sample_content.standing(followup)
    if sample is None:
        raise Http404
    sample.followup = followup
    return sample


def _address(followup: FollowUp) -> str:
    return reverse("followup:sample", args=[followup.pk])


def _is_simulated(followup: FollowUp) -> bool:
    return any(line.figures["simulated"] for line in queries.lines(followup))


@needs(Right.SEE_FOLLOWUPS)
@require_safe
@reads("sample.read", "followup.FollowUp", "pk")
def show(request: StaffRequest, pk: int) -> HttpResponse:
    """Show how far the sample has come, and what is asked of the viewer."""
    return _page(request, _seen(request, pk))


def _page(
    request: StaffRequest,
    followup: FollowUp,
    *,
    refused: str = "",
    number: NumberForm | None = None,
    reason: ReasonForm | None = None,
) -> HttpResponse:
    sample = sample_content.standing(followup)
    if sample is not None:
        sample.followup = followup
    told = sample_content.of(followup)
    context = {
        "followup": followup,
        "crumbs": trail.to_sample(followup),
        "sample": sample,
        "step": sampling.step(sample) if sample else "none",
        "numbers": _numbers(sample, request, number) if sample else [],
        "parts": sampling_desk.parts(sample, request.viewer) if sample else [],
        "results": sampling_desk.said(told["parts"]),
        "broken_off": sampling_desk.said(told["broken_off"]),
        "is_simulated": _is_simulated(followup),
        "n_listed": len(sample.listing.splitlines()) if sample else 0,
        "may_write": request.viewer.may(followup.promise.partnership_id, Right.WRITE_FOLLOWUP),
        "once": OnceForm(auto_id=False),
        "reason": reason or ReasonForm(),
        "refused": refused,
    }
    is_wrong = refused or any(form is not None and form.errors for form in (number, reason))
    return render(request, "followup/sample.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _numbers(sample: Sample, request: StaffRequest, sent: NumberForm | None) -> list[Any]:
    """Each party with the form that the viewer may send for it, as it was sent where something was wrong."""
    found = []
    for row in sampling_desk.numbers(sample, request.viewer):
        slug = row.organisation.slug
        form: NumberForm | None = None
        if row.may_fix or row.may_tell:
            kind = FixForm if row.may_fix else NumberForm
            is_it = sent is not None and sent.data.get("party") == slug
            form = sent if is_it else kind(initial={"party": slug}, auto_id=f"id_{slug}_%s")
        found.append((row, form))
    return found


def _step(request: StaffRequest, followup: FollowUp, form: OnceForm, act: Callable[[], Any]) -> HttpResponse:
    """Do it once, and go to the sample's page; or say there what stands in the way."""

    def landed() -> str:
        act()
        return _address(followup)

    try:
        return redirect(receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=landed))
    except holding.Refused as refusal:
        said = refusals.sentence(refusal, language.current())
        if not isinstance(form, NumberForm):
            return _page(request, followup, refused=said)
        form.add_error(None, said)  # at the form itself, which keeps what was typed
        return _page(request, followup, number=form)


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("sample.read", "followup.FollowUp", "pk")
def begin(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin: the list of what can be drawn is frozen."""
    followup = _seen(request, pk, Right.WRITE_FOLLOWUP)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return redirect(_address(followup))
    words: dict[str, Any] = {"followup": followup, "by": request.user, "at": timezone.now()}
    return _step(request, followup, form, partial(sampling.begin, **words))


@needs(Right.SIGN)
@require_POST
@reads("sample.read", "followup.FollowUp", "pk")
def number(request: StaffRequest, pk: int) -> HttpResponse:
    """Fix a party's number, or tell it."""
    followup = _seen(request, pk, Right.SIGN)
    sample = _standing(followup)
    party = get_object_or_404(Organisation, slug=request.POST.get("party", ""))
    is_fixed = sample.numbers.filter(organisation=party).exists()
    form = (NumberForm if is_fixed else FixForm)(request.POST, auto_id=f"id_{party.slug}_%s")
    if not form.is_valid():
        return _page(request, followup, number=form)
    words: dict[str, Any] = {
        "sample": sample,
        "organisation": party,
        "by": request.user,
        "at": timezone.now(),
    }
    if is_fixed:
        words |= {"number": form.cleaned_data["number"], "words": form.cleaned_data["words"]}
        return _step(request, followup, form, partial(sampling.tell, **words))
    words["commitment"] = form.cleaned_data["commitment"]
    return _step(request, followup, form, partial(sampling.fix, **words))


@needs(*sampling_desk.CHECKING)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("sample_entries.read", "followup.FollowUp", "pk")
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Look the drawn entries up: all in one form; saving keeps what is answered so far."""
    followup = _seen(request, pk, *sampling_desk.CHECKING)
    sample = _standing(followup)
    rows = sampling_desk.to_check(sample, request.viewer)
    if not rows or sampling.step(sample) != "answering":
        return redirect(_address(followup))
    sent = request.POST if request.method == "POST" else None
    once, forms = AnswersForm(sent), [AnswerForm(row, sent) for row in rows]
    once.beside = forms
    if sent is not None and all([once.is_valid(), *(form.is_valid() for form in forms)]):
        return _step(request, followup, once, partial(_answered, request, sample, forms))
    context = {
        "followup": followup,
        "crumbs": trail.to_sample(followup, gettext("Kontrollera stickprovet")),
        "once": once,
        "rows": [(form, sampling_desk.told(form.row)) for form in forms],
        "is_simulated": _is_simulated(followup),
        "n_answered": sum(bool(row.answer) for row in rows),
        "wrong": [form for form in forms if form.errors],
    }
    return render(
        request, "followup/sample_check.html", context, status=200 if sent is None else UNPROCESSABLE
    )


def _answered(request: StaffRequest, sample: Sample, forms: list[AnswerForm]) -> None:
    by_checker: dict[Organisation, dict[int, tuple[str, str]]] = {}
    for form in forms:
        by_checker.setdefault(form.row.checked_by, {})[form.row.pk] = form.given
    for organisation, answers in by_checker.items():
        sampling.answer(
            sample=sample, organisation=organisation, answers=answers, by=request.user, at=timezone.now()
        )


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("sample.read", "followup.FollowUp", "pk")
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the sample: its result stands in the follow-up."""
    followup = _seen(request, pk, Right.WRITE_FOLLOWUP)
    sample, form = _standing(followup), OnceForm(request.POST)
    if not form.is_valid():
        return redirect(_address(followup))
    words: dict[str, Any] = {"sample": sample, "by": request.user, "at": timezone.now()}
    return _step(request, followup, form, partial(sampling.finish, **words))


@needs(Right.WRITE_FOLLOWUP)
@require_POST
@reads("sample.read", "followup.FollowUp", "pk")
def abandon(request: StaffRequest, pk: int) -> HttpResponse:
    """Break the sample off, with a reason that all will read."""
    followup = _seen(request, pk, Right.WRITE_FOLLOWUP)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, followup, reason=form)
    sample = sample_content.standing(followup)
    if sample is None:  # broken off already: the same form sent twice
        return redirect(_address(followup))
    words = {"sample": sample, "reason": form.cleaned_data["reason"], "by": request.user}
    return _step(request, followup, form, partial(sampling.abandon, **words, at=timezone.now()))
