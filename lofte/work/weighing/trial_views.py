"""A promise tried before it is signed: the draft's targets against the log there is."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import OnceForm
from lofte.base.quoting import quoted
from lofte.base.reading import reads, shows_nothing
from lofte.charts.table import Table
from lofte.promises import actions, queries
from lofte.promises.desk import says
from lofte.promises.models import Activity, Promise, Target
from lofte.promises.views.entering import (
    address,
    carry_out,
    changeable,
    closed,
    crumbs,
    landed,
    seen,
    staff,
)
from lofte.work import words
from lofte.work.weighing import trial_words, trying
from lofte.work.weighing.trying import Trial, TriedTarget


@dataclass(frozen=True)
class TargetView:
    """A tried target as its page shows it."""

    target: Target
    sentence: str
    facts: list[str]
    warnings: list[str]
    unjudged: str
    n_open: int
    table: Table | None
    may_season: bool  # the log's own season can be taken over


@dataclass(frozen=True)
class ActivityView:
    activity: Activity
    number: int
    targets: list[TargetView]


@needs(Right.SEE_FIGURES)
@require_safe
@reads("trial.read", "promises.Promise", "promise_id")
def trial(request: HttpRequest, promise_id: int) -> HttpResponseBase:
    """Try every target of a draft against the log."""
    promise = seen(request, promise_id)
    if promise.is_adopted:
        return redirect(address(promise))
    found = trying.tried(queries.whole_promise(promise.pk), timezone.localdate())
    may_change = staff(request).viewer.may(promise.partnership_id, Right.PREPARE)
    return _page(request, found, may_change=may_change)


def _page(request: HttpRequest, found: Trial, *, may_change: bool) -> HttpResponse:
    promise = found.promise
    context = {
        "promise": promise,
        "trial": found,
        "activities": [
            ActivityView(
                one.activity, one.number, [_target(each, promise, may_change) for each in one.targets]
            )
            for one in found.activities
        ],
        "may_change": may_change,
        "crumbs": crumbs((quoted(promise.title), address(promise)), gettext("Pröva löftet")),
    }
    return render(request, "work/weighing/trial.html", context)


def _target(one: TriedTarget, promise: Promise, may_change: bool) -> TargetView:
    return TargetView(
        target=one.target,
        sentence=says(one.target, promise),
        facts=[trial_words.sentence(each) for each in one.findings if not each.is_warning],
        warnings=[trial_words.sentence(each) for each in one.findings if each.is_warning],
        unjudged=words.unjudged(one.unjudged) if one.is_uncountable and one.unjudged else "",
        n_open=one.n_open,
        table=trial_words.table(one),
        may_season=may_change and any(each.code == "uneven" for each in one.findings),
    )


@needs(Right.PREPARE)
@require_POST
@shows_nothing
def take_season(request: HttpRequest, promise_id: int, target_id: int) -> HttpResponseBase:
    """Let a target's number follow the season that the log has had."""
    there = landed(request)
    if there is not None:
        return there
    promise = changeable(request, promise_id)
    if promise.is_adopted:
        return closed(request, promise.pk)
    rows = queries.targets().select_related("activity")
    target = get_object_or_404(rows, pk=target_id, activity__promise=promise)
    form = OnceForm(request.POST)
    weights = trying.season_of(promise, target, timezone.localdate())
    if not form.is_valid() or not weights:
        return redirect("work:trial", promise.pk)

    def act() -> str:
        terms = replace(actions.terms_of(target), pace=Target.Pace.SEASON, month_weights=weights, points=())
        actions.change_target(target=target, terms=terms, by=staff(request).user, at=timezone.now())
        return address(promise, f"t{target.pk}")

    return carry_out(request, form, act)
