"""An activity of an adopted promise is stopped, on a page of its own."""

from django.core.exceptions import PermissionDenied
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lofte.accounts.rights import Right
from lofte.accounts.viewers import needs
from lofte.base.quoting import quoted
from lofte.base.reading import reads
from lofte.promises import actions
from lofte.promises.forms.deciding import StopForm
from lofte.promises.models import Activity
from lofte.promises.views.entering import address, carry_out, changeable, crumbs, staff


@needs(Right.REVISE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("promise.read", "promises.Promise", "promise_id")
def stop_activity(request: HttpRequest, promise_id: int, activity_id: int) -> HttpResponseBase:
    """Ask for the day and the reason, and stop the activity."""
    promise = changeable(request, promise_id, Right.REVISE)
    rows = Activity.objects.select_related("promise")
    activity = get_object_or_404(rows, pk=activity_id, promise=promise)
    if not promise.is_adopted:
        raise PermissionDenied(gettext("Löftet är ett utkast. Ta bort aktiviteten i stället."))
    form = StopForm(request.POST or None, activity=activity, today=timezone.localdate())

    def act() -> str:
        day, why = form.cleaned_data["stopped_on"], form.cleaned_data["why"]
        by, at = staff(request).user, timezone.now()
        actions.stop_activity(activity=activity, stopped_on=day, why=why, by=by, at=at)
        return address(promise, f"a{activity.pk}")

    if request.method == "POST" and form.is_valid():
        try:
            return carry_out(request, form, act)
        except actions.AlreadyStopped:
            said = gettext("Aktiviteten är redan stoppad. Det som stod först gäller.")
            form.add_error(None, ValidationError(said, code="already_stopped"))
    elif activity.stopped_on is not None:
        return redirect(address(promise, f"a{activity.pk}"))
    trail = crumbs((quoted(promise.title), address(promise)), gettext("Stoppa en aktivitet"))
    context = {"promise": promise, "activity": activity, "form": form, "crumbs": trail}
    return render(request, "promises/stop.html", context)
