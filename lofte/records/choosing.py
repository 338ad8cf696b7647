"""Where somebody's records lie: the one partnership, or the page that asks which."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from lofte.accounts import queries as accounts
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer


def partnership(
    request: HttpRequest, viewer: Viewer, *rights: Right, heading: str, leads_to: str
) -> HttpResponseBase:
    """Lead to the partnership in which the viewer has one of these rights, or ask which."""
    found = accounts.partnerships(viewer, *rights)
    if len(found) == 1:
        return redirect(leads_to, found[0].slug)
    context = {
        "heading": heading,
        "ways": [(one.name, reverse(leads_to, args=[one.slug])) for one in found],
        "crumbs": [(heading, "")],
    }
    return render(request, "records/choose.html", context)
