"""The page that opens a line of a promise: the entries it counts, and those near it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.promises import revising
from lofte.promises.models import Target
from lofte.promises.queries import facts_of
from lofte.promises.sentences import describe_target
from lofte.work import behind as entries
from lofte.work import counting, field, words

MOST_PAGES = 10_000


@needs(Right.SEE_FIGURES)
@require_safe
@reads("entries_behind.read", "promises.Target", "target_id")
def behind(request: StaffRequest, promise_id: int, target_id: int) -> HttpResponse:
    """List what a line counts, or with `nara` what it does not and why. Nobody is named."""
    targets = Target.objects.filter(activity__promise=promise_id, activity__promise__adopted_on__isnull=False)
    target = get_object_or_404(targets.select_related("activity__promise", "kind_of_work"), pk=target_id)
    promise = target.activity.promise
    request.viewer.demand(promise.partnership_id, Right.SEE_FIGURES)
    period, cut = counting.as_of(promise.starts, promise.ends, timezone.localdate())
    asked = entries.Asked(
        target,
        period,
        cut,
        area_set_id=_number(request.GET.get("plats"), 0),
        are_near="nara" in request.GET,
        page=_number(request.GET.get("sida"), 1) or 1,
    )
    found = entries.of(asked, request.viewer)
    (target,) = revising.in_force([target], cut)
    context = {
        "target": target,
        "description": describe_target(facts_of(target, promise), words.language()),
        "behind": found,
        "rows": _rows(request, target, found),
        "unjudged": words.unjudged(found.unjudged) if found.unjudged else "",
        "are_near": asked.are_near,
        "tabs": {"counted": _query(asked, are_near=False), "near": _query(asked, are_near=True)},
        "earlier": _query(asked, page=asked.page - 1) if asked.page > 1 else "",
        "later": _query(asked, page=asked.page + 1) if found.has_more else "",
        "page": asked.page,
        "crumbs": [
            (_("Löften"), reverse("promises:index")),
            (quoted(promise.title), reverse("promises:promise", args=[promise.pk])),
            (_("Läget i dag"), reverse("overview:progress", args=[promise.pk])),
            (_("Posterna bakom"), ""),
        ],
    }
    return render(request, "work/behind.html", context)


def _number(given: str | None, least: int) -> int | None:
    is_number = bool(given) and str(given).isascii() and str(given).isdigit() and len(str(given)) < 10
    return min(max(int(str(given)), least), MOST_PAGES if least else 10**9) if is_number else None


def _query(asked: entries.Asked, *, are_near: bool | None = None, page: int = 1) -> str:
    is_near = asked.are_near if are_near is None else are_near
    parts: dict[str, Any] = {"plats": asked.area_set_id} if asked.area_set_id and not is_near else {}
    parts |= {"nara": 1} if is_near else {}
    return "?" + urlencode(parts | ({"sida": page} if page > 1 else {}))


def _rows(request: StaffRequest, target: Target, found: entries.Behind) -> list[dict[str, Any]]:
    """Say each entry in a line; it opens for those who log for its organisation."""
    ours = {organisation.pk for organisation in field.organisations(request.viewer)}
    now = timezone.now()
    return [
        {
            "entry": row.entry,
            "sentence": words.sentence(row.entry, now, is_ours=row.entry.organisation_id in ours),
            "adds": row.adds,
            "why": words.why_left_out(row.left_out, row.entry.minutes, target.minimum_minutes)
            if row.left_out
            else "",
            "is_ours": row.entry.organisation_id in ours,
        }
        for row in found.rows
    ]
