"""The site's addresses and an empty view to compare with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from lofte.accounts.viewers import open_to_all
from lofte.site import urls

handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@open_to_all
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("bench/", empty), *urls.urlpatterns]
