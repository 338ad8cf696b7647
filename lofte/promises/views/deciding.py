"""Questions are answered, a draft is adopted or thrown away."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import OnceForm
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.places.queries import area_sets
from lofte.promises import actions, desk, queries
from lofte.promises.forms.deciding import AdoptForm, AnswerForm
from lofte.promises.models import Question
from lofte.promises.refusals import Obstacle, obstacle
from lofte.promises.views.entering import (
    Removed,
    address,
    at_desk,
    carry_out,
    changeable,
    crumbs,
    kept,
    landed,
    staff,
)


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("promise.read", "promises.Promise", "promise_id")
@kept
def settle(request: HttpRequest, promise_id: int, question_id: int) -> HttpResponseBase:
    """Write an answer, with who gave it and when."""
    promise = changeable(request, promise_id)
    question = Question.objects.filter(pk=question_id, promise=promise).first()
    if question is None:
        raise Removed
    answers = queries.answers_to(
        question, area_sets(promise.partnership_id), queries.members(promise.partnership_id)
    )
    key = f"q{question.pk}"
    others = queries.alike(question, promise.questions.order_by("position", "pk"))
    form = AnswerForm(
        request.POST, question=question, answers=answers, n_alike=len(others), auto_id=f"{key}_%s"
    )
    if not form.is_valid():
        return at_desk(request, promise, bound={key: form})

    def act() -> str:
        by, on, at = staff(request).user, timezone.localdate(), timezone.now()
        for one in [question, *(others if form.cleaned_data.get("alike") else ())]:
            actions.settle(question=one, answer=form.said(), by=by, on=on, at=at)
        return address(promise, "fragor")

    return carry_out(request, form, act)


@needs(Right.ADOPT)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("promise.read", "promises.Promise", "promise_id")
def adopt(request: HttpRequest, promise_id: int) -> HttpResponseBase:
    """Ask for the day and adopt, or say everything that stands in the way and where to mend it."""
    promise = changeable(request, promise_id, Right.ADOPT)
    if promise.is_adopted:
        return landed(request) or redirect(address(promise))
    today = timezone.localdate()
    form = AdoptForm(
        request.POST or None, promise=queries.whole_promise(promise_id, staff(request).viewer), today=today
    )

    def act() -> str:
        adopted_on = form.cleaned_data["adopted_on"]
        by = staff(request).user
        actions.adopt(promise=promise, adopted_on=adopted_on, by=by, at=timezone.now())
        return address(promise)

    if request.method == "POST" and form.is_valid():
        try:
            return carry_out(request, form, act)
        except actions.NotReady as refusal:
            reasons = [obstacle(promise, reason) for reason in refusal.reasons]
            return _adopt_page(request, promise_id, form, tried=reasons)
    return _adopt_page(request, promise_id, form)


def _adopt_page(
    request: HttpRequest, promise_id: int, form: AdoptForm, tried: Sequence[Obstacle] = ()
) -> HttpResponseBase:
    page = desk.lay_out(promise_id, staff(request).viewer)
    whole = page.promise
    context = {
        "promise": whole,
        "desk": page,
        "form": form,
        "obstacles": tried or page.obstacles,
        "same_time": queries.adopted_in(whole),
        "public": queries.public_path(whole),
        "remarks": [*page.remarks, *(one for card in page.activities for one in desk.all_remarks(card))],
        "crumbs": crumbs((quoted(whole.title), address(whole)), gettext("Anta löftet")),
    }
    return render(request, "promises/adopt.html", context)


@needs(Right.PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("promise.read", "promises.Promise", "promise_id")
def discard(request: HttpRequest, promise_id: int) -> HttpResponseBase:
    """Ask once more, and throw the draft away."""
    there = landed(request)
    if there is not None:
        return there
    promise = changeable(request, promise_id)
    form = OnceForm(request.POST or None)

    def act() -> str:
        actions.discard(promise=promise, by=staff(request).user, at=timezone.now())
        return reverse("promises:index")

    if request.method == "POST" and form.is_valid():
        return carry_out(request, form, act)
    context = {
        "promise": promise,
        "form": OnceForm(),
        "crumbs": crumbs((quoted(promise.title), address(promise)), gettext("Kasta utkastet")),
    }
    return render(request, "promises/discard.html", context)
