"""A rule is changed: first its effect on the log is shown, then what was seen is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.promises import actions, differing, language, queries, revising
from lofte.promises.desk import says
from lofte.promises.forms.revising import RevisionForm
from lofte.promises.forms.seen import stamp
from lofte.promises.forms.undertakings import TargetForm
from lofte.promises.models import Promise, Target
from lofte.promises.views.entering import (
    address,
    at_desk,
    carry_out,
    changeable,
    closed,
    crumbs,
    landed,
    staff,
)
from lofte.work.weighing import moves, refusals, words
from lofte.work.weighing.moves import Weighed

ROWS = 25  # entries on a page of those that move
NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "side", "confirm", "moves", "edit"})


def _target(promise: Promise, target_id: int) -> Target:
    rows = queries.targets().select_related("activity")
    return get_object_or_404(rows, pk=target_id, activity__promise=promise)


@needs(Right.PREPARE)
@posted_from("promises:promise", "promise_id")
@reads("weighing.read", "promises.Target", "target_id")
def weigh(request: HttpRequest, promise_id: int, target_id: int) -> HttpResponseBase:
    """Show what a changed target of a draft would count, and save it when that has been seen."""
    there = landed(request)
    if there is not None:
        return there
    promise = changeable(request, promise_id)
    if promise.is_adopted:
        return closed(request, promise.pk)
    target, key = _target(promise, target_id), f"t{target_id}"
    form = TargetForm(request.POST, promise=promise, target=target, auto_id=f"{key}_%s")
    if not form.is_valid() or "edit" in request.POST:
        return at_desk(request, promise, bound={key: form})
    read = actions.as_written(promise, target, form.terms())

    def act() -> str:
        actions.change_target(target=target, terms=form.terms(), by=staff(request).user, at=timezone.now())
        return address(promise, key)

    return _Weighing(request, promise, form, (target, read), gettext("Ändra målet")).shown_or(act)


@needs(Right.REVISE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("weighing.read", "promises.Target", "target_id")
def revise(request: HttpRequest, promise_id: int, target_id: int) -> HttpResponseBase:
    """Ask for a revision of an adopted target, show what it would count, and write it when that is seen."""
    there = landed(request)
    if there is not None:
        return there
    promise = changeable(request, promise_id, Right.REVISE)
    if not promise.is_adopted:
        raise PermissionDenied(gettext("Löftet är ett utkast. Ändra målet på löftets sida i stället."))
    target, today = _target(promise, target_id), timezone.localdate()
    if target.activity.stopped_on is not None:
        return redirect(address(promise, f"a{target.activity_id}"))
    stands = revising.in_force([target])[0]
    form = RevisionForm(request.POST or None, promise=promise, target=stands, today=today)
    if request.method == "POST" and form.is_valid() and "edit" not in request.POST:
        try:
            pair = actions.revised(promise, target, form.terms(), form.decision(), today=today)
        except refusals.REFUSED as refusal:
            refusals.tell(form, refusal)
        else:

            def act() -> str:
                by, at = staff(request).user, timezone.now()
                actions.revise_target(
                    target=target, terms=form.terms(), decision=form.decision(), by=by, at=at
                )
                return address(promise, f"t{target.pk}")

            return _Weighing(request, promise, form, pair, gettext("Ändra ett antaget mål")).shown_or(act)
    heading = gettext("Ändra ett antaget mål")
    trail = crumbs((quoted(promise.title), address(promise)), heading)
    context = {
        "promise": promise,
        "activity": target.activity,
        "sentence": says(stands, promise),
        "form": form,
        "crumbs": trail,
    }
    return render(request, "work/weighing/revise.html", context)


@dataclass(frozen=True)
class _Weighing:
    """A valid form and its target as it stands and as it would read."""

    request: HttpRequest
    promise: Promise
    form: TargetForm
    pair: tuple[Target, Target]
    heading: str

    def shown_or(self, act: Callable[[], str]) -> HttpResponseBase:
        """Carry out what was seen and confirmed; else show it."""
        weighed = moves.weigh(*self.pair, timezone.localdate())
        seen = stamp([*(revising.facts_of(one) for one in self.pair), weighed.as_seen()])
        is_confirmed = "confirm" in self.request.POST
        if is_confirmed and self.request.POST.get("moves") == seen:
            return carry_out(self.request, self.form, act)
        return self._page(weighed, seen, is_other=is_confirmed)

    def _page(self, weighed: Weighed, seen: str, *, is_other: bool) -> HttpResponse:
        sent = self.request.POST
        n_sides = max(1, -(-len(weighed.moves) // ROWS))
        side = min(max(_whole(sent.get("side")), 1), n_sides)
        shown = weighed.moves[(side - 1) * ROWS : side * ROWS]
        entries = moves.entries_of(shown, staff(self.request).viewer)
        stands, read = self.pair
        context: dict[str, Any] = {
            "promise": self.promise,
            "activity": stands.activity,
            "heading": self.heading,
            "weighed": weighed,
            "before": says(stands, self.promise),
            "after": says(read, self.promise),
            "unjudged": (words.unjudged(weighed.before), words.unjudged(weighed.after)),
            "table": words.table(weighed),
            "terms": differing.in_language(
                (one.as_json() for one in differing.differences(stands, read)), language.current()
            ),
            "rows": words.rows(shown, entries, self.pair),
            "n_unseen": len(shown) - len(entries),
            "side": side,
            "n_sides": n_sides,
            "carried": [
                (name, value) for name, values in sent.lists() if name not in NOT_CARRIED for value in values
            ],
            "seen": seen,
            "is_other": is_other,
            "decision": self.form.cleaned_data.get("applies_from"),
            "crumbs": crumbs((quoted(self.promise.title), address(self.promise)), self.heading),
        }
        return render(self.request, "work/weighing/weigh.html", context)


def _whole(words: str | None) -> int:
    return int(words) if words and words.isdecimal() and len(words) < 7 else 1
