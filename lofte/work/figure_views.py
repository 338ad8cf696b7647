"""Work in figures: a promise's activities over time, one by area and organisation, and all as a file."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base import wording
from lofte.base.quoting import quoted
from lofte.base.reading import reads, showing
from lofte.charts import columns
from lofte.charts import words as charts
from lofte.charts.columns import Column, Columns
from lofte.charts.table import Table
from lofte.promises.models import Activity
from lofte.work import figure_files, figures, words
from lofte.work.figure_forms import ChoiceForm
from lofte.work.figures import Row, Sheet

UNPROCESSABLE = 422  # what the address asks for is not there
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Told:
    """One sheet as its page shows it."""

    thing: str
    description: str
    svg: str
    months: Table
    areas: Table
    organisations: Table


def _choice(request: StaffRequest, today: date) -> ChoiceForm | None:
    found = list(figures.promises(request.viewer, today))
    return ChoiceForm(found, today, request.GET.dict()) if found else None


@needs(Right.SEE_FIGURES)
@require_safe
@reads("figures.read", "promises.Promise")
def overview(request: StaffRequest) -> HttpResponse:
    """Show every activity of a promise over time."""
    today = timezone.localdate()
    form = _choice(request, today)
    if form is None:
        return render(request, "work/figures.html", {"form": None})
    showing(request, form.chosen, period=form.period.key)
    found, without = figures.sheets(form.chosen, form.period, today)
    context = {
        "crumbs": [(gettext("Läget"), reverse("overview:standing")), (gettext("Arbete i siffror"), "")],
        "form": form,
        "promise": form.chosen,
        "period": form.period.key,
        "is_simulated": form.chosen.is_simulated,
        "rows": [(sheet, [_number(n) for n in sheet.in_all.values]) for sheet in found],
        "buckets": _buckets(found),
        "without": without,
    }
    status = 200 if form.is_valid() else UNPROCESSABLE
    return render(request, "work/figures.html", context, status=status)


@needs(Right.SEE_FIGURES)
@require_safe
@reads("figures.read", "promises.Activity", "activity_id")
def activity(request: StaffRequest, activity_id: int) -> HttpResponse:
    """Show one activity by month, area and organisation."""
    today = timezone.localdate()
    chosen = get_object_or_404(Activity.objects.select_related("promise__partnership"), pk=activity_id)
    request.viewer.demand(chosen.promise.partnership_id, Right.SEE_FIGURES)
    promise = get_object_or_404(figures.promises(request.viewer, today), pk=chosen.promise_id)
    form = ChoiceForm([promise], today, request.GET.dict())
    found, _ = figures.sheets(promise, form.period, today, activity_id=activity_id)
    back = urlencode({"promise": str(promise.pk), "time": form.period.key})
    return render(
        request,
        "work/figures_activity.html",
        {
            "activity": chosen,
            "crumbs": [
                (gettext("Läget"), reverse("overview:standing")),
                (gettext("Arbete i siffror"), f"{reverse('work:figures')}?{back}"),
                (quoted(chosen.title), ""),
            ],
            "promise": promise,
            "form": form,
            "period": form.period.key,
            "is_simulated": promise.is_simulated,
            "told": [_told(n, sheet, is_simulated=promise.is_simulated) for n, sheet in enumerate(found)],
        },
    )


@needs(Right.SEE_FIGURES)
@require_safe
@reads("figures.exported", "promises.Promise")
def file(request: StaffRequest, form: str) -> HttpResponse:
    """Return a promise's figures as a file, CSV or Excel."""
    today = timezone.localdate()
    choice = _choice(request, today)
    if choice is None:
        raise Http404
    if not choice.is_valid():
        return HttpResponseBadRequest()
    showing(request, choice.chosen, period=choice.period.key)
    found, _ = figures.sheets(choice.chosen, choice.period, today)
    name = f"{choice.chosen.partnership.slug}-{choice.chosen.slug}-{choice.period.key}"
    title = f"{choice.chosen.title}, {wording.period_name(choice.period.key, words.language())}"
    content = figure_files.as_csv(found) if form == "csv" else figure_files.as_xlsx(found, title)
    kind = "text/csv; charset=utf-8" if form == "csv" else XLSX
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _number(value: int) -> str:
    return wording.number(value, words.language())


def _buckets(found: list[Sheet]) -> list[str]:
    return [figures.bucket_name(one, found[0].buckets) for one in found[0].buckets] if found else []


def _told(n: int, sheet: Sheet, *, is_simulated: bool) -> Told:
    names = [figures.bucket_name(one, sheet.buckets) for one in sheet.buckets]
    chart = Columns(
        key=f"columns-{n}",
        title=sheet.thing,
        heading=sheet.thing,
        columns=tuple(
            Column(name, wording.period_name(bucket.key, words.language()), value)
            for name, bucket, value in zip(names, sheet.buckets, sheet.in_all.values, strict=True)
        ),
        words=charts.of(words.language()),
        is_simulated=is_simulated,
    )
    return Told(
        thing=sheet.thing,
        description=sheet.description,
        svg=columns.draw(chart),
        months=columns.table(chart),
        areas=_table(gettext("Per område"), gettext("Område"), sheet.by_area, names),
        organisations=_table(
            gettext("Per organisation"), gettext("Organisation"), sheet.by_organisation, names
        ),
    )


def _table(caption: str, heading: str, rows: list[Row], names: list[str]) -> Table:
    return Table(
        caption,
        (heading, *names, gettext("Summa")),
        tuple((row.name, *(_number(n) for n in row.values), _number(row.total)) for row in rows),
    )
