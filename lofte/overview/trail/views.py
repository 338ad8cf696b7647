"""The auditor's page: who has done and seen what, and the same as a file. Reading it is noted in it."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from io import StringIO
from typing import Any

from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base import sealing
from lofte.base.cells import harmless
from lofte.base.hidden_keys import Of, shown
from lofte.base.models import AuditEvent
from lofte.base.reading import reads, showing
from lofte.overview.trail import queries, telling
from lofte.overview.trail.forms import SearchForm, place_of
from lofte.overview.trail.queries import ON_A_PAGE, Asked
from lofte.overview.trail.telling import Told

MOST_IN_A_FILE = 20_000  # lines; a longer answer is asked for in parts
AT_ONCE = 500
UNPROCESSABLE = 422  # the search is written wrong


def _partnership_ids(request: StaffRequest) -> tuple[int, ...]:
    return request.viewer.partnership_ids(Right.READ_TRAIL)


def _own(request: StaffRequest) -> list[int]:
    found: set[int] = set()
    for one in _partnership_ids(request):
        found |= set(request.viewer.organisation_ids(one, Right.READ_TRAIL))
    return sorted(found)


def _note(request: StaffRequest, form: SearchForm) -> None:
    """Let the line say what was searched for: keys, codes and days, as the form has understood them."""
    asked = {name: value for name, value in form.cleaned_data.items() if value and name != "before"}
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in asked.items()}
    showing(request, AuditEvent(pk=0), **told)


@needs(Right.READ_TRAIL)
@require_safe
@reads("trail.read", "base.AuditEvent")
def trail(request: StaffRequest) -> HttpResponse:
    """Show the lines that are searched for, newest first."""
    inside = _partnership_ids(request)
    form = SearchForm(inside, request.GET.dict())
    is_right = form.is_valid()
    asked = form.asked() if is_right else Asked()
    _note(request, form)
    head = sealing.head()
    found = queries.lines(inside, asked, ON_A_PAGE + 1, own=_own(request)) if is_right else []
    rows = telling.told(found[:ON_A_PAGE], head.last_id if head else 0)
    words = {name: value for name, value in request.GET.items() if value and name in form.fields}
    has_more = len(found) > ON_A_PAGE
    context = {
        "form": form,
        "days": telling.by_day(rows),
        "head": head,
        "sealed_on": timezone.localdate(head.sealed_at) if head else None,
        "tail": sealing.tail(),
        "is_searched": bool(words),
        "newest": _query(words) if asked.before else "",
        "older": _query(words, before=place_of(found[ON_A_PAGE - 1])) if has_more else "",
        "file": _query(words),
    }
    return render(request, "overview/trail.html", context, status=200 if is_right else UNPROCESSABLE)


def _query(words: dict[str, Any], **more: object) -> str:
    return "?" + urlencode({name: value for name, value in words.items() if name != "before"} | more)


@needs(Right.READ_TRAIL)
@require_safe
@reads("trail.exported", "base.AuditEvent")
def file(request: StaffRequest) -> HttpResponse:
    """Hand out the same lines as CSV."""
    inside = _partnership_ids(request)
    form = SearchForm(inside, request.GET.dict())
    if not form.is_valid():
        return HttpResponseBadRequest()
    _note(request, form)
    head = sealing.head()
    found = queries.lines(inside, form.asked(), MOST_IN_A_FILE, own=_own(request))
    sheet = StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(_header())
    writer.writerows(_cells(row) for row in _told(found, head.last_id if head else 0))
    answer = HttpResponse(sheet.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    name = f"spar-{timezone.localdate().isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _told(lines: Sequence[AuditEvent], sealed_to: int) -> Iterator[Told]:
    for first in range(0, len(lines), AT_ONCE):
        yield from telling.told(lines[first : first + AT_ONCE], sealed_to)


def _header() -> list[str]:
    return [
        gettext("Rad"),
        gettext("Tidpunkt"),
        gettext("Händelse"),
        gettext("Kod"),
        gettext("Slag"),
        gettext("Nyckel"),
        gettext("Förseglad"),
    ]


def _cells(row: Told) -> list[object]:
    sealed = gettext("ja") if row.is_sealed else gettext("nej")
    line = row.line
    return [
        shown(line.pk, Of.LINE),
        row.at.isoformat(timespec="seconds"),
        harmless(row.text),
        line.verb,
        line.target_type,
        telling.key(line),
        sealed,
    ]
