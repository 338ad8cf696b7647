"""The partnership's groups: their coordinator makes them, and gives seats in them."""

from datetime import timedelta

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from lofte.accounts import grouping
from lofte.accounts.models import Group, GroupMember, Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.once import OnceForm
from lofte.base.posting import posted_from
from lofte.base.quoting import quoted
from lofte.base.reading import reads, shows_nothing
from lofte.work.obligations.forms import GroupForm, SeatForm
from lofte.work.obligations.views.agreeing import carried_out, crumbs, page, seen


@needs(Right.SEE_PROMISES)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("groups.read", "accounts.Group")
def index(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """List the groups; their coordinator makes new ones."""
    is_sent = request.method == "POST"
    where = seen(request, partnership, *((Right.AGREE,) if is_sent else ()))
    today = timezone.localdate()
    form = GroupForm(request.POST or None, initial={"starts": today})
    if is_sent and form.is_valid():
        try:
            return _save(request, where, form, None)
        except grouping.NameTaken:
            form.add_error("name", gettext("Det finns redan en grupp med det namnet."))
    found = grouping.groups([where.pk], today).prefetch_related("members__organisation")
    return page(
        request,
        "groups",
        is_wrong=form.is_bound,
        partnership=where,
        groups=found,
        form=form,
        may_change=request.viewer.may(where.pk, Right.AGREE),
        crumbs=crumbs((gettext("Grupper"), "")),
    )


def _save(
    request: StaffRequest, where: Partnership, form: GroupForm, group: Group | None
) -> HttpResponseBase:
    def act() -> str:
        saved = grouping.save_group(
            form.draft(), partnership=where, group=group, by=request.user, at=timezone.now()
        )
        return reverse("obligations:change-group", args=[where.slug, saved.pk])

    return carried_out(request, form, act)


def _group_page(
    request: StaffRequest, where: Partnership, group: Group, form: GroupForm, seat: SeatForm
) -> HttpResponseBase:
    here = reverse("obligations:groups", args=[where.slug])
    return page(
        request,
        "change_group",
        is_wrong=form.is_bound or seat.is_bound,
        partnership=where,
        group=group,
        seats=grouping.seats(group, timezone.localdate()),
        form=form,
        seat_form=seat,
        crumbs=crumbs((gettext("Grupper"), here), (quoted(group.name), "")),
    )


def _of(group: Group) -> dict[str, object]:
    last = None if group.ends is None else group.ends - timedelta(days=1)
    return {"name": group.name, "kind": group.kind, "starts": group.starts, "last_day": last}


def _found(where: Partnership, pk: int) -> Group:
    return get_object_or_404(Group, pk=pk, partnership=where)


@needs(Right.AGREE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("group.read", "accounts.Group", "pk")
def one(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Change a group."""
    where = seen(request, partnership, Right.AGREE)
    group = _found(where, pk)
    form = GroupForm(request.POST or None, initial=_of(group))
    if request.method == "POST" and form.is_valid():
        try:
            return _save(request, where, form, group)
        except grouping.NameTaken:
            form.add_error("name", gettext("Det finns redan en grupp med det namnet."))
    blank = SeatForm(partnership=where, today=timezone.localdate(), auto_id="plats_%s")
    return _group_page(request, where, group, form, blank)


@needs(Right.AGREE)
@posted_from("obligations:change-group", "partnership", "pk")
@reads("group.read", "accounts.Group", "pk")
def seat(request: StaffRequest, partnership: str, pk: int) -> HttpResponseBase:
    """Give an organisation a seat."""
    where = seen(request, partnership, Right.AGREE)
    group = _found(where, pk)
    form = SeatForm(request.POST, partnership=where, today=timezone.localdate(), auto_id="plats_%s")

    def act() -> str:
        chosen = {name: form.cleaned_data[name] for name in ("organisation", "person", "starts")}
        grouping.seat(group=group, **chosen, by=request.user, at=timezone.now())
        return reverse("obligations:change-group", args=[where.slug, group.pk])

    if form.is_valid():
        try:
            return carried_out(request, form, act)
        except grouping.SeatTaken:
            form.add_error("organisation", gettext("Organisationen är redan med i gruppen."))
    return _group_page(request, where, group, GroupForm(initial=_of(group)), form)


@needs(Right.AGREE)
@posted_from("obligations:change-group", "partnership", "pk")
@shows_nothing
def unseat(request: StaffRequest, partnership: str, pk: int, member_id: int) -> HttpResponseBase:
    """End a seat."""
    where = seen(request, partnership, Right.AGREE)
    group = _found(where, pk)
    member = GroupMember.objects.filter(group=group, pk=member_id, ends=None).first()
    if member is not None and OnceForm(request.POST).is_valid():  # sent twice: it has ended already
        grouping.unseat(member=member, on=timezone.localdate(), by=request.user, at=timezone.now())
    return redirect("obligations:change-group", where.slug, group.pk)
