"""Every address of the house, and one more that fails: the page for that has to be seen too."""

from typing import NoReturn

from django.http import HttpRequest
from django.urls import path

from lofte.site import urls as site

handler400 = site.handler400
handler403 = site.handler403
handler404 = site.handler404
handler500 = site.handler500


def _fail(request: HttpRequest) -> NoReturn:
    raise RuntimeError("failed on purpose, for the browser tests")


urlpatterns = [path("prov/500/", _fail), path("en/prov/500/", _fail), *site.urlpatterns]
