"""What is agreed: obligations one by one, and the partnership's terms and breaks."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm, receive
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, shows_nothing
from lofte.promises.models import Target
from lofte.work.models import AgreedTime, Obligation
from lofte.work.obligations import agreeing, duties
from lofte.work.obligations.forms import ObligationForm, TimeForm, owing_targets
from lofte.work.obligations.pages import period

UNPROCESSABLE = 422


def seen(request: StaffRequest, slug: str, *rights: Right) -> Partnership:
    """Return a partnership of the viewer's (with one of these roles), else 404 or 403."""
    where = get_object_or_404(Partnership, slug=slug)
    request.viewer.demand(where.pk, *(rights or (Right.SEE_PROMISES,)))
    return where


def crumbs(*trail: tuple[str, str]) -> list[tuple[str, str]]:
    return [(gettext("Kalender"), reverse("obligations:mine")), *trail]


def page(request: StaffRequest, template: str, *, is_wrong: bool = False, **context: Any) -> HttpResponse:
    return render(request, f"obligations/{template}.html", context, status=UNPROCESSABLE if is_wrong else 200)


def carried_out(request: StaffRequest, form: OnceForm, act: Any) -> HttpResponseBase:
    return redirect(receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=act))


@needs(Right.SEE_PROMISES)
@require_safe
@reads("obligations.read", "work.Obligation")
def obligations(request: StaffRequest, partnership: str) -> HttpResponse:
    """List what comes back, and what is agreed for it."""
    where = seen(request, partnership)
    today = timezone.localdate()
    found = duties.of(list(duties.targets([where.pk], period("", today))), today)
    return page(
        request,
        "obligations",
        partnership=where,
        duties=found,
        others=_numbered(where, found),
        may_change=request.viewer.may(where.pk, Right.AGREE),
        crumbs=crumbs((gettext("Det som är överenskommet"), "")),
    )


def _numbered(where: Partnership, found: list[duties.Duty]) -> Any:
    """Return the counts of meetings for which nothing is agreed yet: they can be numbered one by one."""
    rows = owing_targets(where.pk).filter(
        kind=Target.Kind.COUNT, value__lte=duties.MOST_NUMBERED, quantity=None
    )
    rows = rows.filter(activity__promise__ends__gt=timezone.localdate())
    rows = rows.exclude(pk__in=[duty.target.pk for duty in found]).exclude(each_place=True)
    return rows.select_related("activity").order_by("activity__position", "position", "pk")


@needs(Right.AGREE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("obligation.read", "promises.Target", "target_id")
def agree(request: StaffRequest, partnership: str, target_id: int) -> HttpResponseBase:
    """Write what is agreed for one obligation."""
    where = seen(request, partnership, Right.AGREE)
    target = get_object_or_404(owing_targets(where.pk).select_related("activity__promise"), pk=target_id)
    agreed = Obligation.objects.filter(target=target).order_by("-agreed_on").first()
    form = ObligationForm(request.POST or None, partnership=where, agreed=agreed, today=timezone.localdate())

    def act() -> str:
        agreeing.agree(form.agreed(), target=target, by=request.user, at=timezone.now())
        return reverse("obligations:obligations", args=[where.slug]) + f"#m{target.pk}"

    if request.method == "POST" and form.is_valid():
        try:
            return carried_out(request, form, act)
        except agreeing.NotOwed:
            form.add_error(
                None,
                gettext("Målet återkommer inte, så det finns inget att komma överens om. Inget är sparat."),
            )
    here = reverse("obligations:obligations", args=[where.slug])
    return page(
        request,
        "agree",
        is_wrong=form.is_bound,
        partnership=where,
        target=target,
        agreed=agreed,
        form=form,
        crumbs=crumbs((gettext("Det som är överenskommet"), here), (quoted(target.activity.title), "")),
    )


@needs(Right.SEE_PROMISES)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("times.read", "work.AgreedTime")
def times(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """List terms and breaks; their coordinator adds to them."""
    is_sent = request.method == "POST"
    where = seen(request, partnership, *((Right.AGREE,) if is_sent else ()))
    form = TimeForm(request.POST or None)

    def act() -> str:
        agreeing.put_time(form.time(), partnership=where, by=request.user, at=timezone.now())
        return reverse("obligations:times", args=[where.slug])

    if is_sent and form.is_valid():
        try:
            return carried_out(request, form, act)
        except agreeing.TimeTaken:
            form.add_error("starts", gettext("Det finns redan en sådan tid som börjar den dagen."))
    return page(
        request,
        "times",
        is_wrong=form.is_bound,
        partnership=where,
        times=where.agreed_times.order_by("-starts", "kind", "pk"),
        form=form,
        may_change=request.viewer.may(where.pk, Right.AGREE),
        crumbs=crumbs((gettext("Terminer och uppehåll"), "")),
    )


@needs(Right.AGREE)
@posted_from("obligations:times", "partnership")
@shows_nothing
def remove_time(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Take away a term or break."""
    where = seen(request, partnership, Right.AGREE)
    there = reverse("obligations:times", args=[where.slug])
    row = AgreedTime.objects.filter(partnership=where, pk=pk).first()
    if row is not None and OnceForm(request.POST).is_valid():  # sent twice: it is gone already
        agreeing.remove_time(row, by=request.user, at=timezone.now())
    return redirect(there)
