"""The list of promises, one promise, and the document it was read from."""

from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts import queries as accounts
from lofte.accounts import reaching
from lofte.accounts.level_form import LevelForm
from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.promises import actions, desk, level, queries
from lofte.promises.models import SourceDocument
from lofte.promises.views.entering import at_desk, carry_out, crumbs, may_choose, seen, staff

ABOUT = gettext_lazy(
    "Det gäller dokumentet: filen och hela texten. "
    "Det som har blivit löfte syns för alla som ser löften i samverkan."
)


@needs(Right.SEE_PROMISES)
@require_safe
@reads("promises.read", "promises.Promise")
def index(request: HttpRequest) -> HttpResponse:
    """List the promises of the viewer's partnerships: drafts, adopted ones, and what they extend."""
    viewer = staff(request).viewer
    context = {
        "promises": list(queries.promises_of(viewer)),
        "partnerships": accounts.partnerships(viewer, Right.SEE_PROMISES),
        "coordinated": accounts.partnerships(viewer, Right.PREPARE),
        "today": timezone.localdate(),
    }
    return render(request, "promises/index.html", context)


@needs(Right.SEE_PROMISES)
@require_safe
@reads("promise.read", "promises.Promise", "promise_id")
def promise(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Show a draft beside its source, or an adopted promise with all its facts."""
    found = seen(request, promise_id)
    if not found.is_adopted:
        may_change = staff(request).viewer.may(found.partnership_id, Right.PREPARE)
        return at_desk(request, found, opened=request.GET.get("andra", "") if may_change else "")
    viewer = staff(request).viewer
    page = desk.lay_out(found.pk, viewer, today=timezone.localdate())
    has_begun = found.starts <= timezone.localdate()
    context = {
        "desk": page,
        "promise": page.promise,
        "may_choose": may_choose(page.promise, viewer),
        "public": queries.public_path(page.promise),
        "may_revise": timezone.localdate() < found.ends and viewer.may(found.partnership_id, Right.REVISE),
        "may_stop": has_begun and viewer.may(found.partnership_id, Right.REVISE),
        "crumbs": crumbs(quoted(page.promise.title)),
    }
    return render(request, "promises/adopted.html", context)


def _document(request: HttpRequest, promise_id: int) -> SourceDocument:
    found = seen(request, promise_id)
    rows = SourceDocument.objects.seen_by(staff(request).viewer).select_related("organisation", "partnership")
    return get_object_or_404(rows, pk=found.document_id)


@needs(Right.SEE_PROMISES)
@require_safe
@reads("document.exported", "promises.Promise", "promise_id")
def source_text(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Hand out the text that the readings point into."""
    document = _document(request, promise_id)
    return _attachment(document.text.encode(), f"{document.name}.txt", "text/plain; charset=utf-8")


@needs(Right.SEE_PROMISES)
@require_safe
@reads("document.exported", "promises.Promise", "promise_id")
def source_original(request: HttpRequest, promise_id: int) -> HttpResponse:
    """Hand out the document's own bytes, as a file that no browser opens by itself."""
    document = _document(request, promise_id)
    return _attachment(bytes(document.content), document.name, "application/octet-stream")


@needs(Right.PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("promise.read", "promises.Promise", "promise_id")
def choose_level(request: HttpRequest, promise_id: int) -> HttpResponseBase:
    """Choose anew whom the document is for, and on what ground."""
    document, viewer = _document(request, promise_id), staff(request).viewer
    if not level.may_choose(document, viewer):
        raise PermissionDenied
    asked = level.guidance(document.partnership, viewer, timezone.localdate(), document)
    form = LevelForm(request.POST or None, guidance=asked)
    back = reverse("promises:promise", args=[promise_id])

    def act() -> str:
        by, at = staff(request).user, timezone.now()
        reaching.choose(document, form.choice, verb=actions.DOCUMENT_LEVEL_CHOSEN, by=by, at=at)
        return back

    if request.method == "POST" and form.is_valid():
        return carry_out(request, form, act)
    if form.is_bound:
        by, at = staff(request).user, timezone.now()
        reaching.refuse(document, form.refused_by, verb=actions.DOCUMENT_NOT_SHARED, by=by, at=at)
    context = {
        "thing": document,
        "form": form,
        "name": quoted(document.name),
        "about": ABOUT,
        "back": back,
        "crumbs": crumbs((gettext("Löftet"), back), gettext("Dokumentet")),
    }
    return render(request, "accounts/choose_level.html", context, status=422 if form.is_bound else 200)


def _attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response
