"""Addresses that only take a form lead whoever merely asks for them to the page that holds it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponseBase]


def posted_from(name: str, *keys: str) -> Callable[[View], View]:
    """Let a view take POST alone; GET goes to the page `name`, with the parts of the address in `keys`.

    One comes here by reloading a form in error, by changing language there, or by signing in again.
    """

    def wear(view: View) -> View:
        @wraps(view)
        @require_http_methods(["GET", "HEAD", "POST"])
        def posted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            return redirect(reverse(name, args=[kwargs[key] for key in keys]))

        return posted

    return wear
