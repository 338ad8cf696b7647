"""The list of promises, one promise, and the document it was read from."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lofte.accounts import queries as accounts
from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.promises import desk, queries
from lofte.promises.models import SourceDocument
from lofte.promises.views.entering import at_desk, crumbs, seen, staff


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
    page, viewer = desk.lay_out(found.pk, today=timezone.localdate()), staff(request).viewer
    has_begun = found.starts <= timezone.localdate()
    context = {
        "desk": page,
        "promise": page.promise,
        "public": queries.public_path(page.promise),
        "may_revise": timezone.localdate() < found.ends and viewer.may(found.partnership_id, Right.REVISE),
        "may_stop": has_begun and viewer.may(found.partnership_id, Right.REVISE),
        "crumbs": crumbs(quoted(page.promise.title)),
    }
    return render(request, "promises/adopted.html", context)


def _document(request: HttpRequest, promise_id: int) -> SourceDocument:
    found = seen(request, promise_id)
    if found.document is None:
        raise Http404
    return found.document


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


def _attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return response
