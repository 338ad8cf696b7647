"""The partnership's indicators: what is measured, each value with its source, and corrections beside them."""

from typing import cast

from django.forms import Form, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts import levels
from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import receive
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, showing
from lofte.situation import actions, pictures, queries
from lofte.situation.forms import CorrectionForm, IndicatorForm, ValueForm
from lofte.situation.models import Indicator, IndicatorValue


def _staff(request: HttpRequest) -> StaffRequest:
    return cast(StaffRequest, request)


def _partnership(request: HttpRequest, slug: str, *rights: Right) -> Partnership:
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    _staff(request).viewer.demand(found.pk, *(rights or (Right.SEE_FIGURES,)))
    return found


def _list(request: HttpRequest, partnership: Partnership, form: Form | None = None) -> HttpResponse:
    context = {
        "partnership": partnership,
        "indicators": queries.indicators(partnership.pk),
        "may_change": _staff(request).viewer.may(partnership.pk, Right.MEASURE),
        "form": form or IndicatorForm(partnership=partnership),
        "is_wrong": form is not None,
        "crumbs": [(gettext("Mätetal"), "")],
    }
    return render(request, "situation/indicators.html", context)


@needs(Right.SEE_FIGURES)
@require_safe
@reads("indicators.read", "situation.Indicator")
def indicators(request: HttpRequest, partnership: str) -> HttpResponse:
    """Show every series with its last value."""
    return _list(request, _partnership(request, partnership))


@needs(Right.MEASURE)
@posted_from("situation:indicators", "partnership")
@reads("indicators.read", "situation.Indicator")
def begin(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Begin a series."""
    where = _partnership(request, partnership, Right.MEASURE)
    form = IndicatorForm(request.POST, partnership=where)

    def act() -> str:
        made = actions.begin_indicator(
            partnership=where,
            terms=form.terms(),
            by=_staff(request).user,
            at=timezone.now(),
            on=timezone.localdate(),
        )
        return reverse("situation:indicator", args=[where.slug, made.slug])

    if not form.is_valid():
        return _list(request, where, form)
    try:
        return redirect(receive(form, by_id=_staff(request).viewer.user_id, at=timezone.now(), act=act))
    except actions.NameTaken:
        form.add_error(
            "name", ValidationError(gettext("Det finns redan ett mätetal med det namnet."), code="taken")
        )
        return _list(request, where, form)


def _series(request: HttpRequest, partnership: str, slug: str, *rights: Right) -> Indicator:
    where = _partnership(request, partnership, *rights)
    rows = Indicator.objects.select_related("partnership", "area_set")
    found = get_object_or_404(rows, partnership=where, slug=slug)
    showing(request, found)
    return found


def _page(
    request: HttpRequest, series: Indicator, form: Form | None = None, value: IndicatorValue | None = None
) -> HttpResponse:
    told = levels.each(list(queries.history(series, _staff(request).viewer)), timezone.localdate())
    context = {
        "partnership": series.partnership,
        "indicator": series,
        "values": told,
        "stands": list(dict.fromkeys(stand for _, stand in told)),
        "picture": pictures.of(series),
        "may_change": _staff(request).viewer.may(series.partnership_id, Right.MEASURE),
        "form": form or ValueForm(indicator=series, today=timezone.localdate()),
        "corrected": value,
        "is_wrong": form is not None and value is None,
        "crumbs": [
            (gettext("Mätetal"), reverse("situation:indicators", args=[series.partnership.slug])),
            (quoted(series.name), ""),
        ],
    }
    return render(request, "situation/indicator.html", context)


@needs(Right.SEE_FIGURES)
@require_safe
@reads("indicator.read", "situation.Indicator")
def indicator(request: HttpRequest, partnership: str, indicator: str) -> HttpResponse:
    """Show a series with all its values; corrected ones stay, struck through."""
    return _page(request, _series(request, partnership, indicator))


@needs(Right.MEASURE)
@posted_from("situation:indicator", "partnership", "indicator")
@reads("indicator.read", "situation.Indicator")
def write(request: HttpRequest, partnership: str, indicator: str) -> HttpResponseBase:
    """Write a measurement down."""
    series = _series(request, partnership, indicator, Right.MEASURE)
    form = ValueForm(request.POST, indicator=series, today=timezone.localdate())

    def act() -> str:
        actions.write_value(
            indicator=series,
            reading=form.reading(),
            by=_staff(request).user,
            at=timezone.now(),
            today=timezone.localdate(),
        )
        return reverse("situation:indicator", args=[partnership, series.slug])

    if not form.is_valid():
        return _page(request, series, form)
    try:
        return redirect(receive(form, by_id=_staff(request).viewer.user_id, at=timezone.now(), act=act))
    except actions.DayTaken:
        said = gettext("Det finns redan ett värde för den dagen. Rätta det i stället.")
        form.add_error("measured_on", ValidationError(said, code="day_taken"))
        return _page(request, series, form)


@needs(Right.MEASURE)
@reads("indicator.read", "situation.Indicator")
def correct(request: HttpRequest, partnership: str, indicator: str, value_id: int) -> HttpResponseBase:
    """Put a value in the place of another; both stay."""
    series = _series(request, partnership, indicator, Right.MEASURE)
    rows = IndicatorValue.objects.seen_by(_staff(request).viewer).select_related("indicator")
    value = get_object_or_404(rows, pk=value_id, indicator=series)
    if request.method != "POST":
        return _page(request, series, CorrectionForm(value=value, today=timezone.localdate()), value)
    form = CorrectionForm(request.POST, value=value, today=timezone.localdate())

    def act() -> str:
        actions.correct_value(
            value=value,
            reading=form.reading(),
            reason=form.cleaned_data["reason"],
            by=_staff(request).user,
            at=timezone.now(),
            today=timezone.localdate(),
        )
        return reverse("situation:indicator", args=[partnership, series.slug])

    if not form.is_valid():
        return _page(request, series, form, value)
    try:
        return redirect(receive(form, by_id=_staff(request).viewer.user_id, at=timezone.now(), act=act))
    except actions.AlreadyReplaced:
        said = gettext("Värdet är redan rättat. Rätta det nya värdet om det också är fel.")
        form.add_error(None, ValidationError(said, code="replaced"))
        return _page(request, series, form, value)
