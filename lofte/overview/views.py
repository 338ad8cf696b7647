"""The staff's start page, and where a promise stands today."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs, signed_in
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.overview import progress as progress_today
from lofte.overview import standing as all_standing
from lofte.overview import week
from lofte.promises.models import Promise
from lofte.work.deliveries.waiting import open_in


@signed_in
@require_safe
@reads("week.read", "promises.Promise")
def start(request: StaffRequest) -> HttpResponse:
    """Show the week of whoever is signed in, also of one who holds no role yet."""
    today = timezone.localdate()
    context = {"today": today, "week": week.of(request.viewer, today), "has_role": bool(request.viewer.roles)}
    return render(request, "overview/start.html", context)


@needs(Right.SEE_FIGURES)
@require_safe
@reads("standing.read", "promises.Promise")
def standing(request: StaffRequest) -> HttpResponse:
    """Show where every promise in force stands, in all partnerships of whoever is signed in."""
    today = timezone.localdate()
    groups = all_standing.of(request.viewer, today)
    return render(request, "overview/standing.html", {"groups": groups, "today": today})


@needs(Right.SEE_FIGURES)
@require_safe
@reads("progress.read", "promises.Promise", "promise_id")
def progress(request: StaffRequest, promise_id: int) -> HttpResponse:
    """Show where every target of an adopted promise stands today."""
    adopted = Promise.objects.seen_by(request.viewer).exclude(adopted_on=None).select_related("partnership")
    promise = get_object_or_404(adopted, pk=promise_id)
    request.viewer.demand(promise.partnership_id, Right.SEE_FIGURES)
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    crumbs = [
        (_("Löften"), reverse("promises:index")),
        (quoted(promise.title), reverse("promises:promise", args=[promise.pk])),
        (_("Läget i dag"), ""),
    ]
    shown = progress_today.of(promise, timezone.localdate(), language)
    return render(
        request,
        "overview/progress.html",
        {"progress": shown, "language": language, "crumbs": crumbs, "n_overlaps": open_in(promise)},
    )
