"""The page of packages for the e-archive: made, handed out, and delivered when a receipt is recorded."""

from datetime import date, timedelta

from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.reading import reads
from lofte.records.archiving import handing
from lofte.records.archiving.forms import PackageForm, ReceiptForm
from lofte.records.archiving.models import ArchivePackage
from lofte.records.registering.desk import UNPROCESSABLE, frame, home, staff
from lofte.records.registering.fixing import Home

GONE = 410


def _page(
    request: HttpRequest,
    where: Home,
    form: PackageForm | None = None,
    receipt: tuple[ArchivePackage, ReceiptForm] | None = None,
    *,
    changed: ArchivePackage | None = None,
) -> HttpResponse:
    rows = [
        (one, receipt[1] if receipt and receipt[0] == one else ReceiptForm(auto_id=f"kvitto{one.pk}_%s"))
        for one in handing.packages(where.organisation)
    ]
    context = frame(where, (gettext("E-arkiv"), "")) | {
        "form": form or PackageForm(auto_id="paket_%s", initial=_next_time([one for one, _ in rows])),
        "is_making": form is not None,
        "rows": rows,
        "answering": receipt[0].pk if receipt else None,
        "changed": changed,
    }
    status = GONE if changed else UNPROCESSABLE if form or receipt else 200
    return render(request, "archiving/archive.html", context, status=status)


def _next_time(packages: list[ArchivePackage]) -> dict[str, date]:
    """Propose the day after the last package, if one is made."""
    ends = [one.ends for one in packages]
    return {"starts": max(ends)} if ends else {}


def _refuse(form: OnceForm, refused: handing.Refused) -> None:
    sentences = {
        "wrong_way_round": gettext("Sista dagen ligger före den första."),
        "not_over": gettext("Tiden är inte slut än. Välj en sista dag som har varit."),
        "received": gettext("Kvittot är redan antecknat."),
        "before_made": gettext("Den dagen fanns inte paketet än."),
        "future": gettext("Dagen har inte varit än. Skriv den dag då arkivet tog emot paketet."),
    }
    place = refused.field if refused.field in form.fields else None
    form.add_error(place, ValidationError(sentences[refused.code], code=refused.code))


@needs(Right.REGISTER)
@require_safe
@reads("archive.read", "accounts.Organisation")
def archive(request: HttpRequest, **keys: str) -> HttpResponse:
    """Show the packages, and the form that makes one."""
    return _page(request, home(request, keys))


@needs(Right.REGISTER)
@posted_from("archiving:archive", "partnership", "organisation")
@reads("archive.read", "accounts.Organisation")
def make(request: HttpRequest, **keys: str) -> HttpResponseBase:
    """Make a package of a time that is over."""
    where, form = home(request, keys), PackageForm(request.POST, auto_id="paket_%s")
    if not form.is_valid():
        return _page(request, where, form)
    by, at, told = staff(request).user, timezone.now(), form.cleaned_data

    def act() -> str:
        ends = told["last_day"] + timedelta(days=1)
        handing.make(organisation=where.organisation, starts=told["starts"], ends=ends, by=by, at=at)
        return request.path.removesuffix("paket/")

    try:
        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    except handing.Refused as refused:
        _refuse(form, refused)
        return _page(request, where, form)


def _package(where: Home, pk: int) -> ArchivePackage:
    return get_object_or_404(handing.packages(where.organisation), pk=pk)


@needs(Right.REGISTER)
@require_safe
@reads("archive_package.exported", "accounts.Organisation")
def file(request: HttpRequest, pk: int, **keys: str) -> HttpResponse:
    """Hand the package out as one file, while it still is what it was."""
    where = home(request, keys)
    one = _package(where, pk)
    try:
        held = handing.as_file(one)
    except handing.Changed:
        return _page(request, where, changed=one)
    answer = HttpResponse(held, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{one.name}.zip"'
    return answer


@needs(Right.REGISTER)
@posted_from("archiving:archive", "partnership", "organisation")
@reads("archive.read", "accounts.Organisation")
def receipt(request: HttpRequest, pk: int, **keys: str) -> HttpResponseBase:
    """Record that the archive has received a package."""
    where = home(request, keys)
    one, form = _package(where, pk), ReceiptForm(request.POST, auto_id=f"kvitto{pk}_%s")
    if not form.is_valid():
        return _page(request, where, receipt=(one, form))
    by, at, told = staff(request).user, timezone.now(), form.cleaned_data

    def act() -> str:
        handing.receive(one, receipt=told["receipt"], received_on=told["received_on"], by=by, at=at)
        return request.path.removesuffix(f"{pk}/kvitto/")

    try:
        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    except handing.Refused as refused:
        _refuse(form, refused)
        return _page(request, where, receipt=(one, form))
