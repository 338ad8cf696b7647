"""The pages of the second step and of passkeys: nobody is signed in yet."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lofte.accounts.entering import connecting, passkeys, second, sittings
from lofte.accounts.entering.forms import CodeForm, PasskeyForm
from lofte.accounts.models import SignedIn, User
from lofte.accounts.viewers import open_to_all

CHALLENGE = "passkey_challenge"
HOW = SignedIn.How


def where_to(request: HttpRequest, wanted: str) -> str:
    """Return the wanted page when it is ours, else the start."""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else settings.LOGIN_REDIRECT_URL


def after_first(
    request: HttpRequest, user: User, wanted: str, *, how: SignedIn.How = HOW.PASSWORD
) -> HttpResponse:
    """Sign in, or go on to the second step where the person has one or must have one."""
    now = timezone.now()
    has = second.standing(user, now)
    if not has.is_there and not has.is_demanded:
        sittings.enter(request, user, how=how, at=now)
        return redirect(where_to(request, wanted))
    sittings.stop_halfway(request, user, wanted=wanted, at=now)
    return redirect("accounts:second-step" if has.is_there else "accounts:second-step-first")


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for a code after the password; who has only a passkey is led to it."""
    now = timezone.now()
    come = sittings.halfway(request, now)
    if come is None:
        return redirect("accounts:sign-in")
    has = second.standing(come.user, now)
    if not has.is_there:
        return redirect("accounts:second-step-first")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        how = _code_taken(form, come.user)
        if how:
            sittings.enter(request, come.user, how=how, at=now)
            return redirect(where_to(request, come.wanted))
    context = {"form": form, "has": has, "next": come.wanted}
    return render(request, "accounts/second_step.html", context, status=_status(form))


def _code_taken(form: CodeForm, user: User) -> str:
    try:
        return second.enter_code(user=user, typed=form.cleaned_data["code"], at=timezone.now())
    except second.WrongCode:
        form.add_error(
            "code", gettext("Koden stämmer inte, eller är redan använd. Vänta på nästa och försök igen.")
        )
    except second.TooManyCodes:
        form.add_error(None, gettext("För många försök. Vänta en timme eller be din samordnare om hjälp."))
    return ""


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step_first(request: HttpRequest) -> HttpResponse:
    """Let somebody whose role demands a second step get one, before anything is shown."""
    now = timezone.now()
    come = sittings.halfway(request, now)
    if come is None or second.standing(come.user, now).is_there:
        return redirect("accounts:sign-in")
    offer = connecting.Offer(request, come.user)
    codes = offer.taken(now)
    if codes is None:
        context = {"form": offer.form, "offer": offer, "next": come.wanted}
        return render(request, "accounts/second_step_first.html", context, status=_status(offer.form))
    sittings.enter(request, come.user, how=HOW.CODE, at=now)
    return connecting.codes_page(request, codes, after=where_to(request, come.wanted))


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey: it is both what one has and what one can, so no code is asked for."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    form = PasskeyForm(request.POST or None)
    now = timezone.now()
    if form.is_valid():
        user = _owner(request, form)
        if user is not None:
            sittings.enter(request, user, how=HOW.PASSKEY, at=now)
            return redirect(where_to(request, wanted))
    asked = passkeys.ask_for_signature()
    request.session[CHALLENGE] = asked.state
    context: dict[str, Any] = {"form": form, "options": asked.options, "next": wanted}
    context["are_possible"] = passkeys.are_possible()
    return render(request, "accounts/passkey.html", context, status=_status(form))


def _owner(request: HttpRequest, form: PasskeyForm) -> User | None:
    state = request.session.pop(CHALLENGE, None)  # a challenge is answered once
    try:
        if state is None:
            raise passkeys.NotSigned
        return passkeys.owner(state=state, answer=form.cleaned_data["answer"], at=timezone.now())
    except passkeys.NotSigned:
        form.add_error(
            None, gettext("Passnyckeln känns inte igen här. Försök igen, eller logga in på ett annat sätt.")
        )
        return None


def _status(form: Any) -> int:
    return 422 if form.is_bound else 200
