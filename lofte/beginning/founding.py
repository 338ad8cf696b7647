"""The first two steps: an account by the first key, and the municipality with its areas."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lofte.accounts.actions import AddressTaken
from lofte.accounts.entering import sittings
from lofte.accounts.entering.invite_forms import JoinForm
from lofte.accounts.models import SignedIn, User
from lofte.accounts.viewers import StaffRequest, open_to_all, signed_in
from lofte.base.once import receive
from lofte.base.reading import shows_nothing
from lofte.base.secret_addresses import NotOpen
from lofte.beginning import actions, keys, municipalities, queries
from lofte.beginning.forms import ChooseForm, FoundForm
from lofte.beginning.models import FirstKey
from lofte.beginning.municipalities import Regso
from lofte.charts import area_map, words
from lofte.charts.area_map import AreaMap, MapArea

UNPROCESSABLE = 422
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


def kicker(step: str) -> str:
    """Say which step of how many."""
    said = gettext("Steg %(number)d av %(all)d")
    return said % {"number": queries.number_of(step), "all": queries.N_STEPS}


@open_to_all
@never_cache
@require_http_methods(SHOWN_OR_SENT)
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Let the first administrator in by the key: with a new account, or with the one that is signed in."""
    try:
        keys.opened(token, timezone.now())
        if isinstance(request.user, User):
            return _accepted(request, token, request.user)
        return _joined(request, token)
    except NotOpen:
        return render(request, "beginning/closed.html", status=404)


def _page(request: HttpRequest, form: JoinForm | None) -> HttpResponse:
    context = {"form": form, "kicker": kicker("account"), "steps": queries.trail("account")}
    is_wrong = form is not None and form.is_bound
    return render(request, "beginning/begin.html", context, status=UNPROCESSABLE if is_wrong else 200)


def _joined(request: HttpRequest, token: str) -> HttpResponse:
    form, now = JoinForm(request.POST or None), timezone.now()
    try:
        if form.is_valid():
            user = keys.join(token, **form.cleaned_data, at=now)
            sittings.enter(request, user, how=SignedIn.How.PASSWORD, at=now)
            return redirect("beginning:municipality")
    except AddressTaken:
        form.add_error(
            "email", gettext("Den adressen har ett konto. Logga in först och öppna sedan adressen igen.")
        )
    return _page(request, form)


def _accepted(request: HttpRequest, token: str, user: User) -> HttpResponse:
    if request.method == "POST":
        keys.accept(token, user=user, at=timezone.now())
        return redirect("beginning:municipality")
    return _page(request, None)


@signed_in
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def municipality(request: StaffRequest) -> HttpResponseBase:
    """Choose a municipality, see its areas, and begin there. Who has used no key finds nothing here."""
    key = keys.held(request.viewer.user_id).first()
    if request.method == "POST":
        return _founded(request, key)
    if key is None:
        raise Http404
    chosen = ChooseForm(request.GET or None)
    code = chosen.cleaned_data["kommun"] if chosen.is_valid() else ""
    return _choice(request, chosen, _form(code) if code else None)


def _form(code: str) -> FoundForm:
    name = municipalities.names()[code]
    return FoundForm(initial={"kommun": code, "name": name, "organisation": municipalities.full_name(name)})


def _founded(request: StaffRequest, key: FirstKey | None) -> HttpResponseBase:
    """Found it once; the same form sent again lands in the same place, though the key is used up."""
    form = FoundForm(request.POST)

    def act() -> str:
        if key is None:
            raise Http404
        try:
            where = actions.found(form.founded(), key=key, by=request.user, at=timezone.now())
        except actions.BegunAlready as begun:  # in another window, a moment ago
            raise Http404 from begun
        return reverse("beginning:organisations", args=[where.slug])

    if form.is_valid():
        return redirect(receive(form, by_id=request.user.pk, at=timezone.now(), act=act))
    if key is None:
        raise Http404
    code = form.cleaned_data.get("kommun", "")
    return _choice(request, ChooseForm(initial={"kommun": code}), form, code)


def _choice(
    request: StaffRequest, chosen: ChooseForm, form: FoundForm | None, code: str = ""
) -> HttpResponse:
    said = code or (form.initial["kommun"] if form is not None and form.initial else "")
    parts = municipalities.regso(said) if said else []
    context: dict[str, Any] = {
        "kicker": kicker("municipality"),
        "steps": queries.trail("municipality", None, frozenset({"account"})),
        "chosen": chosen,
        "form": form,
        "name": municipalities.names().get(said, ""),
        "areas": [{"name": one.name, "note": one.code} for one in parts],
        "map": area_map.draw(drawn(parts)) if parts else "",
    }
    is_wrong = any(one is not None and one.is_bound and one.errors for one in (chosen, form))
    return render(request, "beginning/municipality.html", context, status=UNPROCESSABLE if is_wrong else 200)


def drawn(parts: list[Regso]) -> AreaMap:
    """Return the map of a municipality's RegSO."""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return AreaMap(
        key="regso",
        title=gettext("Områdena"),
        areas=tuple(MapArea(one.name, dict(one.geometry), one.label) for one in parts),
        words=words.of(language),
        attribution=municipalities.SOURCE,
    )
