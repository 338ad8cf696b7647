"""A promise begins: a file, pasted text, nothing, or an earlier promise."""

from collections.abc import Mapping

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from lofte.accounts.level_form import Guidance
from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import needs
from lofte.base.posting import posted_from
from lofte.base.reading import reads
from lofte.promises import actions, level
from lofte.promises.forms.beginning import BlankForm, ExtendForm, PasteForm, UploadForm
from lofte.promises.views.entering import address, carry_out, coordinated, crumbs, staff

PASTED = "inklistrad text.txt"


def _guidance(request: HttpRequest, partnership: Partnership) -> Guidance:
    return level.guidance(partnership, staff(request).viewer, timezone.localdate())


def _page(request: HttpRequest, partnership: Partnership, bound: Mapping[str, Form]) -> HttpResponse:
    asked = _guidance(request, partnership)
    forms: dict[str, Form] = {
        "upload": UploadForm(auto_id="fil_%s", guidance=asked),
        "paste": PasteForm(auto_id="text_%s", guidance=asked),
        "blank": BlankForm(partnership=partnership, auto_id="ny_%s"),
        "extend": ExtendForm(partnership=partnership, auto_id="forlang_%s"),
    } | dict(bound)
    has_earlier = partnership.promises.whole(Purpose.ACTING).exclude(adopted_on=None).exists()
    context = {
        "partnership": partnership,
        "forms": forms,
        "has_earlier": has_earlier,
        "wrong": next(iter(bound), ""),
        "crumbs": crumbs(gettext("Nytt löfte")),
    }
    return render(request, "promises/begin.html", context)


@needs(Right.PREPARE)
@require_safe
@reads("promises.read", "promises.Promise")
def begin(request: HttpRequest, partnership: str) -> HttpResponse:
    """Show the four ways in which a promise begins."""
    return _page(request, coordinated(request, partnership), {})


@needs(Right.PREPARE)
@posted_from("promises:begin", "partnership")
@reads("promises.read", "promises.Promise")
def upload(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Read a file into a draft."""
    where = coordinated(request, partnership)
    form = UploadForm(request.POST, request.FILES, auto_id="fil_%s", guidance=_guidance(request, where))
    if not form.is_valid():
        return _page(request, where, {"upload": form})
    return _keep(request, where, form, form.cleaned_data["document"].name)


@needs(Right.PREPARE)
@posted_from("promises:begin", "partnership")
@reads("promises.read", "promises.Promise")
def paste(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Read pasted text into a draft."""
    where = coordinated(request, partnership)
    form = PasteForm(request.POST, auto_id="text_%s", guidance=_guidance(request, where))
    if not form.is_valid():
        return _page(request, where, {"paste": form})
    return _keep(request, where, form, PASTED)


def _keep(
    request: HttpRequest, partnership: Partnership, form: UploadForm | PasteForm, name: str
) -> HttpResponseBase:
    """Keep what a form has read: it was read before any row is locked."""

    def act() -> str:
        draft = actions.keep_draft(
            partnership=partnership,
            name=name,
            data=form.content,
            draft=form.draft,
            choice=form.choice,
            by=staff(request).user,
            at=timezone.now(),
        )
        return address(draft)

    return carry_out(request, form, act)


@needs(Right.PREPARE)
@posted_from("promises:begin", "partnership")
@reads("promises.read", "promises.Promise")
def blank(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Begin a draft from nothing."""
    where = coordinated(request, partnership)
    form = BlankForm(request.POST, partnership=where, auto_id="ny_%s")
    if not form.is_valid():
        return _page(request, where, {"blank": form})

    def act() -> str:
        starts, ends = form.window()
        draft = actions.new_promise(
            partnership=where,
            title=form.cleaned_data["title"],
            starts=starts,
            ends=ends,
            parties=list(form.cleaned_data["parties"]),
            by=staff(request).user,
            at=timezone.now(),
        )
        return address(draft)

    return carry_out(request, form, act)


@needs(Right.PREPARE)
@posted_from("promises:begin", "partnership")
@reads("promises.read", "promises.Promise")
def extend(request: HttpRequest, partnership: str) -> HttpResponseBase:
    """Carry an earlier promise over into a new draft."""
    where = coordinated(request, partnership)
    form = ExtendForm(request.POST, partnership=where, auto_id="forlang_%s")
    if not form.is_valid():
        return _page(request, where, {"extend": form})

    def act() -> str:
        starts, ends = form.window()
        draft = actions.extend(
            promise=form.cleaned_data["promise"],
            title=form.cleaned_data["title"],
            starts=starts,
            ends=ends,
            by=staff(request).user,
            at=timezone.now(),
        )
        return address(draft)

    return carry_out(request, form, act)
