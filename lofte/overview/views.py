"""The staff's start page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from lofte.accounts.viewers import StaffRequest, signed_in
from lofte.overview import week


@signed_in
@require_safe
def start(request: StaffRequest) -> HttpResponse:
    """Show the week of whoever is signed in, also of one who holds no role yet."""
    today = timezone.localdate()
    context = {"today": today, "week": week.of(request.viewer, today), "has_role": bool(request.viewer.roles)}
    return render(request, "overview/start.html", context)
