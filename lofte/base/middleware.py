"""Answers that would otherwise be a blank page or a dead end."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from lofte.base.shell import shell

OF_PUBLIC = "public"  # takes every address that nobody else has, and knows its own


class Reserved:
    """Says what a page may ask of the browser, and keeps answers out of caches unless they say otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = ", ".join(f"{what}={who}" for what, who in settings.PERMISSIONS_POLICY.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Permissions-Policy", self.policy)
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        return answer


class DeadEnds:
    """Gives 405 a page, and leads /intern to /intern/ though the public floor takes every address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == 404 and request.method in {"GET", "HEAD"} and _lacks_a_slash(request):
            return HttpResponsePermanentRedirect(f"{request.path}/")
        if answer.status_code == 405 and not answer.content:
            page = render(request, "base/405.html", shell(request), status=405)
            page.headers["Allow"] = answer.headers.get("Allow", "")
            return page
        return answer


class LanguageOfPath(LocaleMiddleware):
    """The address alone says the language: a shared cache needs no copy for each browser's languages."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", get_language() or "sv")
        return response


class HeadOnly:
    """Answers HEAD with the head alone: its length is told, its body is not handed on to be thrown away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.method == "HEAD" and not answer.streaming:
            answer.headers.setdefault("Content-Length", str(len(answer.content)))
            answer.content = b""
        return answer


def _lacks_a_slash(request: HttpRequest) -> bool:
    if request.path_info.endswith("/"):
        return False
    try:
        return resolve(f"{request.path_info}/").app_name != OF_PUBLIC
    except Resolver404:
        return False
