"""The partnership's sets of areas, and the dated list of those that the municipality prioritises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.forms import Form, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import OnceForm
from lofte.base.posting import posted_from
from lofte.base.reading import reads
from lofte.places import actions as places
from lofte.places import queries as known
from lofte.places.models import AreaSet, PrioritisedArea
from lofte.promises.forms.areas import AreaSetForm, PriorityEndForm, PriorityForm
from lofte.promises.views.entering import carry_out, coordinated, crumbs, landed, staff


@dataclass(frozen=True)
class PriorityRow:
    """A priority with the form that ends it."""

    priority: PrioritisedArea
    form: Form

    @property
    def key(self) -> str:
        return f"slut{self.priority.pk}"


def _page(request: HttpRequest, partnership: Partnership, bound: Mapping[str, Form]) -> HttpResponse:
    may_change = staff(request).viewer.may(partnership.pk, Right.PREPARE)
    forms: dict[str, Form] = {
        "area_set": AreaSetForm(partnership=partnership, auto_id="grupp_%s"),
        "priority": PriorityForm(partnership=partnership, auto_id="prio_%s"),
    } | dict(bound)
    context = {
        "partnership": partnership,
        "forms": forms,
        "may_change": may_change,
        "area_sets": known.area_sets(partnership.pk).select_related("whole").defer("whole__geometry"),
        "prioritised": [
            PriorityRow(
                row, forms.get(f"slut{row.pk}") or PriorityEndForm(priority=row, auto_id=f"slut{row.pk}_%s")
            )
            for row in known.prioritised(partnership.pk)
        ],
        "today": timezone.localdate(),
        "wrong": next(iter(bound), ""),
        "refused": next((form for key, form in bound.items() if key.startswith("bort")), None),
        "crumbs": crumbs(gettext("Områden")),
    }
    return render(request, "promises/areas.html", context)


@needs(Right.SEE_PROMISES)
@require_safe
@reads("areas.read", "places.AreaSet")
def areas(request: HttpRequest, partnership: str) -> HttpResponse:
    """Show the sets and the list."""
    where = Partnership.objects.filter(slug=partnership).first()
    if where is None:
        raise Http404
    staff(request).viewer.demand(where.pk, Right.SEE_PROMISES)
    return _page(request, where, {})


@needs(Right.PREPARE)
@posted_from("promises:areas", "partnership")
@reads("areas.read", "places.AreaSet")
def make_area_set(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Make a set of areas, or the rest of a whole."""
    where = coordinated(request, partnership)
    form = AreaSetForm(request.POST, partnership=where, auto_id="grupp_%s")
    if not form.is_valid():
        # Sent twice, the name is taken by the first: the second lands where the first did.
        return landed(request) or _page(request, where, {"area_set": form})

    def act() -> str:
        made = places.make_area_set(
            partnership=where,
            name=form.cleaned_data["name"],
            areas=form.cleaned_data["areas"],
            complement_of=form.cleaned_data["whole"],
            position=where.area_sets.count(),
            by_id=staff(request).viewer.user_id,
            at=timezone.now(),
        )
        return reverse("promises:areas", args=[where.slug]) + f"#{made.slug}"

    return carry_out(request, form, act)


@needs(Right.PREPARE)
@posted_from("promises:areas", "partnership")
@reads("areas.read", "places.AreaSet")
def remove_area_set(request: HttpRequest, partnership: str, set_id: int) -> HttpResponseBase:
    """Take away a set that was made by mistake; one that is used stays, and says so."""
    where = coordinated(request, partnership)
    there = landed(request)
    if there is not None:
        return there
    area_set = get_object_or_404(AreaSet, pk=set_id, partnership=where)
    form = OnceForm(request.POST)

    def act() -> str:
        places.remove_area_set(area_set=area_set, by_id=staff(request).viewer.user_id, at=timezone.now())
        return reverse("promises:areas", args=[where.slug])

    if not form.is_valid():
        return _page(request, where, {})
    try:
        return carry_out(request, form, act)
    except places.InUse:
        said = gettext("Områdesgruppen används i ett löfte eller är prioriterad, och kan inte tas bort.")
        form.add_error(None, ValidationError(said, code="in_use"))
        return _page(request, where, {f"bort{set_id}": form})


@needs(Right.PREPARE)
@posted_from("promises:areas", "partnership")
@reads("areas.read", "places.AreaSet")
def prioritise(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Write that an area is prioritised, from when and by which decision."""
    where = coordinated(request, partnership)
    form = PriorityForm(request.POST, partnership=where, auto_id="prio_%s")
    if not form.is_valid():
        return _page(request, where, {"priority": form})

    def act() -> str:
        places.prioritise(
            partnership=where,
            area_set=form.cleaned_data["area_set"],
            starts=form.cleaned_data["starts"],
            ends=form.ends(),
            decision=form.cleaned_data["decision"],
            by_id=staff(request).viewer.user_id,
            at=timezone.now(),
        )
        return reverse("promises:areas", args=[where.slug]) + "#prioriterade"

    return carry_out(request, form, act)


@needs(Right.PREPARE)
@posted_from("promises:areas", "partnership")
@reads("areas.read", "places.AreaSet")
def end_priority(request: HttpRequest, partnership: str, priority_id: int) -> HttpResponseBase:
    """Write the last day of a priority."""
    where = coordinated(request, partnership)
    priority = get_object_or_404(PrioritisedArea, pk=priority_id, partnership=where)
    form = PriorityEndForm(request.POST, priority=priority, auto_id=f"slut{priority.pk}_%s")
    if not form.is_valid():
        return _page(request, where, {f"slut{priority.pk}": form})

    def act() -> str:
        places.end_priority(
            priority=priority,
            ends=form.cleaned_data["last_day"] + timedelta(days=1),
            by_id=staff(request).viewer.user_id,
            at=timezone.now(),
        )
        return reverse("promises:areas", args=[where.slug]) + "#prioriterade"

    return carry_out(request, form, act)
