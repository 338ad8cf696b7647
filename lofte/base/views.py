"""The house's own answers: errors, and the components page."""

from datetime import UTC, timedelta

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lofte.base import accessibility, gallery
from lofte.base.shell import shell

PROMISED = timedelta(days=180)  # how long the way to report a fault in safety is said to hold


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"base/{status}.html", shell(request), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, 413)
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "base/csrf.html", shell(request), status=403)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every value and component, with when to use it."""
    return render(request, "base/components.html", gallery.context(get_language() or "sv"))


@require_safe
def accessible(request: HttpRequest) -> HttpResponse:
    """Tell how far everybody can use the site, from the dated record."""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    context = {
        "statement": accessibility.statement(language),
        "operator": settings.OPERATOR,
        "contact": settings.CONTACT,
        "complaints": accessibility.COMPLAINTS,
    }
    return render(request, "base/accessibility.html", context)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where a fault in the site's safety is reported (RFC 9116), when the operator has named a place."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + PROMISED).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.BASE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


# accounts.viewers.open_to_all lies above this floor; the mark is the same.
for open_page in (components, accessible, security_txt):
    open_page.permission = ("public",)  # type: ignore[attr-defined]
