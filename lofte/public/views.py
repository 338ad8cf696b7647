"""One view for every released address: a row, its bytes, nothing else."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lofte.accounts.viewers import open_to_all
from lofte.released import queries
from lofte.released.queries import ReadyPage

MOVED = "text/uri-list"
FRONT = frozenset({"/", "/en/"})
FRESH = 60  # seconds that a browser may keep a page without asking again


@open_to_all
@require_safe
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    """Answer with what was rendered at release, under the very address that was asked for."""
    found = queries.page(request.path_info, gzipped="gzip" in request.headers.get("Accept-Encoding", ""))
    if found is None:
        return _absent(request)
    if found.media_type == MOVED:
        return HttpResponseRedirect(found.body.decode())
    return _ready(request, found)


def _ready(request: HttpRequest, found: ReadyPage) -> HttpResponse:
    etag = f"W/{quote_etag(found.etag)}"  # weak: packed and unpacked are the same page
    answer: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(found.body, content_type=found.media_type)
    answer.headers["ETag"] = etag
    if found.is_gzipped:
        answer.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(answer, ["Accept-Encoding"])
    if found.language:
        answer.headers["Content-Language"] = found.language
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer


def _absent(request: HttpRequest) -> HttpResponse:
    if request.path_info in FRONT:
        return render(request, "public/nothing_yet.html")
    meant = queries.near(request.path_info)
    if meant is not None:
        return HttpResponsePermanentRedirect(meant)
    raise Http404(_("Sidan finns inte"))
