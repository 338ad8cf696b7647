"""An import on the screen: choose a file, say what its columns mean, look at every row, save."""

import csv
from functools import partial

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts.level_form import Guidance
from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.cells import harmless
from lofte.base.posting import posted_from
from lofte.base.quoting import woven
from lofte.base.reading import reads, shows_nothing
from lofte.work import words
from lofte.work.admitting import Refused
from lofte.work.deliveries import (
    actions,
    carrying,
    columns,
    import_words,
    level,
    reach,
    telling,
    templates_to_fill,
)
from lofte.work.deliveries.carrying import Carried
from lofte.work.deliveries.fates import Fate
from lofte.work.deliveries.import_forms import ColumnsForm, PreviewForm, UploadForm, initial_of
from lofte.work.deliveries.previewing import Preview, preview
from lofte.work.deliveries.reading import Vocabulary
from lofte.work.deliveries.views import landed, page
from lofte.work.models import ColumnMapping, Delivery

N_BAD = 200  # refused rows on the page; the list holds all
N_ROWS = 300  # rows with their fate on the page
HOME = "work:import"


class _Step:
    """What every step of an import stands on: whose file, and in whose words."""

    def __init__(self, request: StaffRequest, carried: Carried) -> None:
        self.viewer = request.viewer
        whose = reach.organisations(request.viewer)
        self.carried = carried
        self.organisation: Organisation = get_object_or_404(whose, pk=carried.organisation_id)
        self.partnership_ids = reach.partnership_ids(request.viewer, self.organisation)
        self.vocabulary = Vocabulary(self.partnership_ids)

    @property
    def saved(self) -> ColumnMapping | None:
        """Return the mapping that was saved last whose headings the file has."""
        rows = ColumnMapping.objects.filter(organisation=self.organisation).order_by("-saved_at", "-pk")
        headings = self.carried.table.headings
        return next((one for one in rows if columns.fits(one.columns, headings)), None)

    @property
    def last(self) -> Delivery | None:
        rows = Delivery.objects.seen_by(self.viewer).filter(organisation=self.organisation)
        return rows.order_by("-pk").first()

    @property
    def guidance(self) -> Guidance:
        return level.guidance(self.organisation, self.viewer, timezone.localdate(), self.last)

    def looked_at(self, form: PreviewForm, saved: ColumnMapping | None) -> Preview:
        return preview(
            self.carried,
            form.said(saved),
            self.organisation,
            self.partnership_ids,
            self.vocabulary,
            viewer=self.viewer,
            today=timezone.localdate(),
        )


def _step(request: StaffRequest) -> _Step:
    try:
        return _Step(request, carrying.unpacked(request.POST.get("carried", "")))
    except carrying.NotOurs as error:
        raise BadRequest from error


@needs(Right.LOG)
@require_http_methods(["GET", "HEAD", "POST"])
@shows_nothing
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a file; its columns are shown next."""
    organisations = list(reach.organisations(request.viewer))
    form = UploadForm(organisations, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _columns_page(request, _Step(request, form.cleaned_data["carried"]))
    return page(request, "import", form=form, organisations=organisations, is_wrong=form.is_bound)


def _columns_page(request: StaffRequest, step: _Step, form: ColumnsForm | None = None) -> HttpResponse:
    saved = step.saved
    shown = form or ColumnsForm(
        step.carried,
        step.vocabulary,
        step.partnership_ids,
        initial=initial_of(step.carried, step.vocabulary, saved, step.last),
    )
    rows = step.carried.table.rows
    return page(
        request,
        "columns",
        form=shown,
        organisation=step.organisation,
        saved=saved,
        n_rows=len(rows),
        is_wrong=form is not None,
    )


@needs(Right.LOG)
@posted_from(HOME)
@reads("import.read", "work.Delivery")
def choose_columns(request: StaffRequest) -> HttpResponse:
    """Take in what the columns mean, and show every row's fate."""
    step = _step(request)
    form = ColumnsForm(step.carried, step.vocabulary, step.partnership_ids, request.POST)
    if not form.is_valid():
        return _columns_page(request, step, form)
    chosen = _Step(request, form.carry())
    named = ColumnMapping.objects.filter(organisation=chosen.organisation, name=chosen.carried.name)
    initial = {"carried": carrying.packed(chosen.carried)}
    fresh = PreviewForm(chosen.carried, chosen.vocabulary, chosen.guidance, initial=initial)
    try:
        seen = chosen.looked_at(fresh, named.first() or step.saved)
    except Refused as refused:
        form.add_error(None, words.refusal(refused))
        return _columns_page(request, step, form)
    fresh.ask(seen)
    return _preview_page(request, fresh, seen)


def _preview_page(
    request: StaffRequest, form: PreviewForm, seen: Preview, *, is_wrong: bool = False
) -> HttpResponse:
    bad = [row for row in seen.rows if row.fate == Fate.REFUSED]
    counts = seen.counts
    return page(
        request,
        "preview",
        form=form,
        seen=seen,
        counts=[(import_words.fate(f), counts[f], import_words.about(f)) for f in Fate if counts.get(f)],
        days=telling.days(seen.period.starts, seen.period.ends) if seen.period else "",
        bad=[(row.read.number, import_words.sentence(row, woven)) for row in bad[:N_BAD]],
        n_more_bad=max(len(bad) - N_BAD, 0),
        rows=[(row.read.number, import_words.sentence(row, woven)) for row in seen.rows[:N_ROWS]],
        n_more=max(len(seen.rows) - N_ROWS, 0),
        earlier=[(one, telling.what(one)) for one in seen.earlier],
        same=telling.what(seen.same_file) if seen.same_file else "",
        is_wrong=is_wrong,
    )


@needs(Right.LOG)
@posted_from(HOME)
@reads("import.read", "work.Delivery")
def look(request: StaffRequest) -> HttpResponse:
    """Look again with other words, hand out the list of all rows, or save."""
    step = _step(request)
    form = PreviewForm(step.carried, step.vocabulary, step.guidance, request.POST)
    try:
        seen = step.looked_at(form, None)
    except Refused:  # its organisation has begun to keep what stands meanwhile: the way begins again
        return redirect(HOME)
    form.ask(seen)
    wanted = request.POST.get("do", "look")
    if wanted == "list":
        return _list(seen)
    if wanted == "save" and form.is_valid():
        return _saved(request, form, seen)
    if wanted == "save":
        return _preview_page(request, form, seen, is_wrong=True)
    form.show(seen)
    return _preview_page(request, form, seen)


def _saved(request: StaffRequest, form: PreviewForm, seen: Preview) -> HttpResponse:
    said = _hindrance(form, seen)
    if said:
        form.add_error(None, said)
    else:
        try:
            return landed(request, form, partial(_save, request, form, seen))
        except Refused as refused:
            form.refuse(refused)
    form.show(seen)
    return _preview_page(request, form, seen, is_wrong=True)


def _hindrance(form: PreviewForm, seen: Preview) -> str:
    """Say why what is shown cannot be saved; "" when it can."""
    if form.cleaned_data["seen"] != seen.stamp and not form.was_received:
        return gettext("Något har ändrats sedan du granskade. Titta på nytt, och spara om det stämmer.")
    if seen.n_bad and not form.cleaned_data["only_good"]:
        return gettext("Alla rader går inte att läsa. Rätta filen, eller välj att hoppa över dem.")
    if seen.period is None:
        return gettext("Ingen rad går att läsa. Kontrollera kolumnerna.")
    return ""


def _save(request: StaffRequest, form: PreviewForm, seen: Preview) -> str:
    now = timezone.now()
    brought = seen.consignment(form.cleaned_data["once"])
    by, choice = request.user, form.choice
    made = actions.deliver(brought, replaces=seen.replaces, choice=choice, by=by, at=now)
    carried = seen.carried
    if carried.name:
        ColumnMapping.objects.update_or_create(
            organisation=seen.organisation,
            name=carried.name,
            defaults={
                "columns": dict(carried.columns),
                "fixed": dict(carried.fixed),
                "kinds": dict(seen.reading.kinds),
                "grounds": dict(seen.reading.grounds),
                "source": carried.source,
                "attesting_office": carried.attesting_office,
                "saved_at": now,
            },
        )
    return reverse("work:delivery", args=[made.pk])


def _list(seen: Preview) -> HttpResponse:
    """Return every row with its fate, as a file."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rader.csv"'
    answer.write("\ufeff")
    rows = csv.writer(answer, delimiter=";")
    rows.writerow([gettext("Rad"), gettext("Vad som händer")])
    rows.writerows([row.read.number, harmless(import_words.sentence(row))] for row in seen.rows)
    return answer


@needs(Right.LOG)
@require_safe
@shows_nothing
def template(request: StaffRequest, organisation: str, form: str) -> HttpResponse:
    """Hand out a file to fill in, with the partnership's own kinds and areas."""
    whose = get_object_or_404(reach.organisations(request.viewer), slug=organisation)
    vocabulary = Vocabulary(reach.partnership_ids(request.viewer, whose))
    made = templates_to_fill.FORMS[form](vocabulary, timezone.localdate())
    answer = HttpResponse(made, content_type=templates_to_fill.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="mall.{form}"'
    return answer
