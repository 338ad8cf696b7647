"""The app's shell and worker, which hold nothing of anybody; what it takes along, and what it hands in."""

import json
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs, open_to_all
from lofte.base.reading import reads, shows_nothing
from lofte.promises.models import KindOfWork
from lofte.work import field, words
from lofte.work.phone import pack, receiving, where

SCRIPTS = (
    "app",
    "areas",
    "filling",
    "form",
    "ground",
    "home",
    "leaving",
    "logging",
    "map",
    "page",
    "sending",
    "serving",
    "store",
    "taking",
    "timer",
    "waiting",
)
FILES = (
    *(f"work/phone/{name}.js" for name in SCRIPTS),
    "base/staff.css",
    "base/mark.svg",
    "base/fonts/atkinson-hyperlegible-next.woff2",
    "base/fonts/lofte-serif.woff2",
    "work/phone/icon-192.png",
    "work/phone/icon-512.png",
    "work/phone/icon-maskable.png",
)
OTHER_ACCOUNT = 409
UNPROCESSABLE = 422


@open_to_all
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Show the app without a word about anybody: that is what the phone keeps."""
    return render(request, "work/phone/shell.html")


@open_to_all
@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """Hand out the service worker: another one whenever the shell or a file of it is another."""
    at = reverse("work:phone")
    request.path = request.path_info = at  # the shell as its own address shows it
    files = [static(path) for path in FILES]
    kept = sha256((render_to_string("work/phone/shell.html", request=request) + repr(files)).encode())
    told = {
        "version": kept.hexdigest()[:16],
        "shell": at,
        "files": files,
        "account": reverse("work:phone-account"),
        "send": f"{at}slag/",
    }
    code = f'import {{ attend }} from "{static("work/phone/serving.js")}";\nattend({json.dumps(told)});\n'
    answer = HttpResponse(code, content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = reverse("overview:start")
    return answer


@open_to_all
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the app is installed."""
    at = reverse("work:phone")
    icons = [
        {"src": static("base/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        {"src": static("work/phone/icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
        {"src": static("work/phone/icon-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "any"},
        {
            "src": static("work/phone/icon-maskable.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    told = {
        "id": at,
        "name": gettext("Löfte: logga arbete"),
        "short_name": "Löfte",
        "lang": get_language(),
        "start_url": at,
        "scope": "/",
        "display": "standalone",
        "background_color": "#fcfaf5",
        "theme_color": "#0a4a72",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@needs(Right.LOG)
@require_safe
@never_cache
@shows_nothing
def account(request: StaffRequest) -> HttpResponse:
    """Say who is signed in, with a fresh token: the one in the phone may be days old."""
    return JsonResponse({"account": request.viewer.user_id, "token": get_token(request)})


@needs(Right.LOG)
@require_safe
@never_cache
@reads("phone_pack.read", "work.Entry")
def take(request: StaffRequest) -> HttpResponse:
    """Hand out what the phone takes with it."""
    taken = pack.pack(request.viewer, timezone.localdate())
    return JsonResponse(taken | {"token": get_token(request)})


@needs(Right.LOG)
@require_safe
@never_cache
@shows_nothing
def ground(request: StaffRequest) -> HttpResponse:
    """Hand out the areas' outlines: the phone finds its area itself, and its position stays there."""
    areas = list(field.areas(request.viewer))
    return JsonResponse({"stamp": pack.stamp(areas), "areas": where.outlines(areas)})


@needs(Right.LOG)
@require_POST
@never_cache
@shows_nothing
def send(request: StaffRequest, code: str) -> HttpResponse:
    """Receive an entry that has waited in a phone, from the one who wrote it."""
    if request.POST.get("account") != str(request.viewer.user_id):
        return JsonResponse({"fate": "other"}, status=OTHER_ACCOUNT)
    now = timezone.now()
    kind = KindOfWork.objects.prefetch_related("quantities").filter(code=code).first()
    fate = receiving.receive(request.POST, kind, viewer=request.viewer, by=request.user, at=now)
    if fate.entry is None:
        return JsonResponse(
            {"fate": "refused", "errors": fate.errors, "again": fate.again}, status=UNPROCESSABLE
        )
    told = {
        "address": reverse("work:entry", args=[fate.entry.pk]),
        "said": words.sentence(fate.entry, now),
        "after": " ".join(receiving.after_cut(fate.entry, timezone.localdate(now))),
    }
    return JsonResponse({"fate": "saved", "key": str(fate.entry.key), **told})
