"""The house's own answers: errors, and the components page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lofte.base import gallery


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"base/{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _answer(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "base/csrf.html", status=403)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every value and component, with when to use it."""
    return render(request, "base/components.html", gallery.context(get_language() or "sv"))


# accounts.viewers.open_to_all lies above this floor; the mark is the same.
components.permission = ("public",)  # type: ignore[attr-defined]
