"""The register: what stands in it, what is to be registered, and each document with its files."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts import queries as accounts
from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.once import receive
from lofte.base.posting import posted_from
from lofte.base.reading import reads, showing, shows_nothing
from lofte.reader import Unreadable, read_guarded
from lofte.records.registering import exporting, fixing, grounds, queries, things
from lofte.records.registering.desk import UNPROCESSABLE, frame, home, promises, staff, way
from lofte.records.registering.fixing import Entry, File, Home
from lofte.records.registering.forms import GroundForm, OtherForm, SearchForm, ThingForm
from lofte.records.registering.models import FixedFile, RegisteredDocument
from lofte.released import tombs

ON_A_PAGE = 200


@needs(Right.REGISTER)
@require_safe
@shows_nothing
def index(request: HttpRequest) -> HttpResponseBase:
    """Lead to the register, or ask which."""
    viewer = staff(request).viewer
    homes = []
    for where in accounts.partnerships(viewer, Right.REGISTER):
        ours = viewer.organisation_ids(where.pk, Right.REGISTER)
        homes += [Home(where, one) for one in Organisation.objects.filter(pk__in=ours).order_by("name", "pk")]
    if len(homes) == 1:
        return redirect(way(homes[0], "register"))
    context = {"homes": homes, "crumbs": [(gettext("Diarium"), "")]}
    return render(request, "registering/index.html", context)


@needs(Right.REGISTER)
@require_safe
@reads("register.read", "accounts.Organisation")
def register(request: HttpRequest, **keys: str) -> HttpResponse:
    """Show the register, searched and filtered."""
    where = home(request, keys)
    form = SearchForm(promises(where), request.GET.dict())
    found = list(queries.documents(where, form.asked())[: ON_A_PAGE + 1])
    context = frame(where) | {
        "crumbs": [(gettext("Diarium"), "")],
        "form": form,
        "documents": found[:ON_A_PAGE],
        "has_more": len(found) > ON_A_PAGE,
        "most": ON_A_PAGE,
        "n_unregistered": len(things.unregistered(where.partnership, where.organisation)),
        "query": request.GET.urlencode(),
    }
    return render(
        request, "registering/register.html", context, status=200 if form.is_valid() else UNPROCESSABLE
    )


@needs(Right.REGISTER)
@require_safe
@reads("register.exported", "accounts.Organisation")
def export(request: HttpRequest, form: str, **keys: str) -> HttpResponse:
    """Hand out the same list as a file."""
    where = home(request, keys)
    asked = SearchForm(promises(where), request.GET.dict()).asked()
    found = queries.documents(where, asked)
    if form == "csv":
        return _file(exporting.as_csv(found), "text/csv; charset=utf-8", "diarium.csv")
    return _file(exporting.as_json(found), "application/json", "diarium.json")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    safe = "".join(letter if letter.isalnum() or letter in "-._" else "-" for letter in name)
    answer["Content-Disposition"] = f'attachment; filename="{safe.encode("ascii", "ignore").decode()}"'
    return answer


@needs(Right.REGISTER)
@require_safe
@reads("register.read", "accounts.Organisation")
def add(request: HttpRequest, **keys: str) -> HttpResponse:
    """Show what is to be registered."""
    return _add(request, home(request, keys))


def _add(request: HttpRequest, where: Home, **forms: Any) -> HttpResponse:
    thing_form = forms.get("thing") or _thing_form(where)
    context = frame(where, (gettext("Registrera"), "")) | {
        "thing_form": thing_form,
        "has_things": thing_form.has_things,
        "other_form": forms.get("other")
        or OtherForm(_grounds(where), initial=_first(where), auto_id="annan_%s"),
    }
    return render(request, "registering/add.html", context, status=UNPROCESSABLE if forms else 200)


def _first(where: Home) -> dict[str, Any]:
    return {"series": queries.series(where.organisation)}


def _grounds(where: Home) -> list[tuple[str, str]]:
    return grounds.choices(where.organisation, timezone.localdate())


def _thing_form(where: Home, *sent: Any) -> ThingForm:
    found = things.unregistered(where.partnership, where.organisation)
    choices = [(one.name, f"{one.title} ({one.kind_in_words}, {one.since.isoformat()})") for one in found]
    return ThingForm(choices, _grounds(where), *sent, initial=_first(where))


@needs(Right.REGISTER)
@posted_from("registering:add", "partnership", "organisation")
@reads("register.read", "accounts.Organisation")
def fix_thing(request: HttpRequest, **keys: str) -> HttpResponseBase:
    """Register and fix something that Löfte holds."""
    where = home(request, keys)
    form = _thing_form(where, request.POST)
    if not form.is_valid():
        return _add(request, where, thing=form)
    read, by, at = form.cleaned_data, staff(request).user, timezone.now()
    found = things.unregistered(where.partnership, where.organisation)
    [thing] = [one for one in found if one.name == read["thing"]]

    def act() -> str:
        entry = Entry(
            kind=thing.kind,
            direction=thing.direction,
            title=thing.title,
            dated_on=thing.since,
            series=read["series"],
            other_number=read["other_number"],
            secrecy=read["secrecy"],
            promise_slug=thing.promise_slug,
            thing=thing.kind,
            thing_key=thing.key,
        )
        made = fixing.fix(entry, things.files(thing), home=where, by=by, at=at)
        return way(where, "document", made.pk)

    return redirect(receive(form, by_id=by.pk, at=at, act=act))


@needs(Right.REGISTER)
@posted_from("registering:add", "partnership", "organisation")
@reads("register.read", "accounts.Organisation")
def fix_other(request: HttpRequest, **keys: str) -> HttpResponseBase:
    """Register and fix a file or a text."""
    where = home(request, keys)
    form = OtherForm(_grounds(where), request.POST, request.FILES, auto_id="annan_%s")
    if not form.is_valid():
        return _add(request, where, other=form)
    read, by, at = form.cleaned_data, staff(request).user, timezone.now()

    def act() -> str:
        kept = ("direction", "title", "dated_on", "series", "counterpart", "other_number", "secrecy")
        entry = Entry(kind=RegisteredDocument.Kind.OTHER, **{name: read[name] for name in kept})
        made = fixing.fix(entry, _files(read), home=where, by=by, at=at)
        return way(where, "document", made.pk)

    return redirect(receive(form, by_id=by.pk, at=at, act=act))


def _files(read: dict[str, Any]) -> list[File]:
    """Return what is fixed: the words, what could be read of the file, and the file as it came in."""
    words, file = read["text"], read["file"]
    originals = []
    if file is not None:
        data = file.read()
        originals = [File("original", file.name, "application/octet-stream", data)]
        words = "\n\n".join(part for part in (words, _read(data, file.name)) if part)
    body = {"title": read["title"], "text": words}
    return [fixing.content(body), *([fixing.text(words)] if words else []), *originals]


def _read(data: bytes, name: str) -> str:
    try:
        return read_guarded(data, name).text
    except Unreadable:
        return ""


def _document(request: HttpRequest, pk: int, keys: dict[str, str]) -> tuple[Home, RegisteredDocument]:
    where = home(request, keys)
    ours = RegisteredDocument.objects.filter(organisation=where.organisation, partnership=where.partnership)
    found = get_object_or_404(ours.select_related("organisation"), pk=pk)
    showing(request, found)
    return where, found


@needs(Right.REGISTER)
@require_safe
@reads("document.read", "records.RegisteredDocument", "pk")
def document(request: HttpRequest, pk: int, **keys: str) -> HttpResponse:
    """Show what the register says of a document, its text and its files."""
    where, found = _document(request, pk, keys)
    files = list(found.files.order_by("position"))
    context = frame(where, (found.diarienummer, "")) | {
        "document": found,
        "files": files,
        "text": next((bytes(one.content).decode() for one in files if one.role == FixedFile.Role.TEXT), ""),
        "tomb": next((bytes(one.content).decode() for one in files if tombs.is_fixed(one.content)), ""),
        "is_unaltered": fixing.is_unaltered(found),
    }
    return render(request, "registering/document.html", context)


@needs(Right.REGISTER)
@require_safe
@reads("registered_file.exported", "records.RegisteredDocument", "pk")
def file(request: HttpRequest, pk: int, position: int, **keys: str) -> HttpResponse:
    """Hand out a fixed file, byte for byte, to be kept and never shown as a page of ours."""
    _, found = _document(request, pk, keys)
    one = get_object_or_404(found.files.all(), position=position)
    if tombs.is_fixed(one.content):
        return _file(bytes(one.content), "text/plain; charset=utf-8", "borttaget.txt")
    return _file(bytes(one.content), one.media_type, one.name)


@needs(Right.REGISTER)
@reads("secrecy_grounds.read", "accounts.Organisation")
def ground_list(request: HttpRequest, **keys: str) -> HttpResponseBase:
    """Show the dated list of grounds, and take in a section."""
    where = home(request, keys)
    form = GroundForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        read, by, at = form.cleaned_data, staff(request).user, timezone.now()
        made = grounds.Ground(read["section"], read["title"], read["starts"], read["ends"])

        def act() -> str:
            grounds.record(made, organisation=where.organisation, by=by, at=at)
            return way(where, "grounds")

        return redirect(receive(form, by_id=by.pk, at=at, act=act))
    context = frame(where, (gettext("Sekretessgrunder"), "")) | {
        "grounds": grounds.listed(where.organisation),
        "form": form,
    }
    is_wrong = request.method == "POST"
    return render(request, "registering/grounds.html", context, status=UNPROCESSABLE if is_wrong else 200)
