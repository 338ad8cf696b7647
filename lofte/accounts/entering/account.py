"""The page of one's own account: ways to sign in, and where one is signed in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lofte.accounts import closing, giving
from lofte.accounts.entering import connecting, passkeys, second, sittings
from lofte.accounts.entering.forms import NewPasskeyForm, NewPasswordForm
from lofte.accounts.models import IdentityProvider
from lofte.accounts.people import words
from lofte.accounts.viewers import StaffRequest, signed_in
from lofte.base.posting import posted_from
from lofte.base.reading import shows_nothing

CHALLENGE = "new_passkey_challenge"
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
View = Callable[..., HttpResponseBase]


def mark(request: HttpRequest) -> str:
    """Return what a link of this session's own pages carries, and no other site can know."""
    return salted_hmac("lofte.accounts.tie", str(request.session.session_key)).hexdigest()


def fresh(view: View) -> View:
    """Let a view change ways to sign in only soon after signing in: a phone left on a table opens nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if sittings.is_fresh(request, timezone.now()):
            return view(request, *args, **kwargs)
        door = f"{reverse('accounts:sign-in')}?next={reverse('accounts:account')}"
        return render(request, "accounts/sign_in_again.html", {"door": door}, status=403)

    return guarded


def _crumbs(here: str) -> dict[str, Any]:
    """Return the way back to the account from one of its pages."""
    return {"crumbs": [(gettext("Ditt konto"), reverse("accounts:account")), (here, "")]}


@signed_in
@require_safe
@never_cache
@shows_nothing
def account(request: StaffRequest) -> HttpResponse:
    """Show the ways to sign in, and where one is signed in."""
    now = timezone.now()
    identities = list(request.user.identities.select_related("provider").order_by("provider__name", "pk"))
    tied = [one.provider_id for one in identities]
    has_password = request.user.has_usable_password()
    offered = IdentityProvider.objects.filter(is_active=True).exclude(pk__in=tied)
    context = {
        "identities": identities,
        "mark": mark(request),
        "providers": offered.order_by("name", "pk"),
        "can_untie": has_password or len(identities) > 1 or request.user.passkeys.exists(),
        "has": second.standing(request.user, now),
        "passkeys": request.user.passkeys.order_by("made_at", "pk"),
        "sittings": sittings.of(request.user, now),
        "here": request.session.session_key,
        "has_password": has_password,
        "are_passkeys_possible": passkeys.are_possible(),
    }
    return render(request, "accounts/account.html", context)


@signed_in
@fresh
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def one_time_codes(request: StaffRequest) -> HttpResponse:
    """Connect an app for one-time codes, or another in place of the one there is."""
    offer = connecting.Offer(request, request.user)
    codes = offer.taken(timezone.now())
    if codes is not None:
        return connecting.codes_page(request, codes, after=reverse("accounts:account"))
    has_app = second.standing(request.user, timezone.now()).has_codes
    context = {"form": offer.form, "offer": offer, "has_app": has_app}
    context |= _crumbs(gettext("Koppla en app"))
    return render(
        request, "accounts/one_time_codes.html", context, status=422 if offer.form.is_bound else 200
    )


@signed_in
@posted_from("accounts:account")
@fresh
@shows_nothing
def remove_one_time_codes(request: StaffRequest) -> HttpResponse:
    """Take the app away, unless a role demands a second step and nothing else is there."""
    now = timezone.now()
    has = second.standing(request.user, now)
    if not has.is_demanded or has.n_passkeys:
        second.disconnect(user=request.user, at=now)
    return redirect("accounts:account")


@signed_in
@posted_from("accounts:account")
@fresh
@never_cache
@shows_nothing
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """Make new recovery codes and show them, this once."""
    now = timezone.now()
    if not second.standing(request.user, now).has_codes:
        raise Http404
    codes = second.renew_recovery(user=request.user, at=now)
    return connecting.codes_page(request, codes, after=reverse("accounts:account"))


@signed_in
@fresh
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def new_passkey(request: StaffRequest) -> HttpResponse:
    """Add a passkey."""
    form = NewPasskeyForm(request.POST or None)
    if form.is_valid() and _added(request, form):
        return redirect("accounts:account")
    asked = passkeys.ask_for_new(request.user)
    request.session[CHALLENGE] = asked.state
    context: dict[str, Any] = {
        "form": form,
        "options": asked.options,
        "are_possible": passkeys.are_possible(),
        **_crumbs(gettext("Lägg till en passnyckel")),
    }
    return render(request, "accounts/new_passkey.html", context, status=422 if form.is_bound else 200)


def _added(request: StaffRequest, form: NewPasskeyForm) -> bool:
    given = form.cleaned_data
    state = request.session.pop(CHALLENGE, None)
    try:
        if state is None:
            raise passkeys.NotSigned
        passkeys.add(
            user=request.user, state=state, answer=given["answer"], name=given["name"], at=timezone.now()
        )
    except passkeys.NotSigned:
        form.add_error(None, gettext("Nyckeln kunde inte läggas till. Försök igen."))
        return False
    return True


@signed_in
@posted_from("accounts:account")
@fresh
@shows_nothing
def remove_passkey(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a passkey away, unless it is the last second step and a role demands one."""
    now = timezone.now()
    has = second.standing(request.user, now)
    row = get_object_or_404(request.user.passkeys, pk=pk)
    if not has.is_demanded or has.has_codes or has.n_passkeys > 1:
        passkeys.remove(passkey=row, at=now)
    return redirect("accounts:account")


@signed_in
@posted_from("accounts:account")
@shows_nothing
def end_sitting(request: StaffRequest, pk: int) -> HttpResponse:
    """End one sign-in."""
    row = get_object_or_404(request.user.signed_in, pk=pk)
    sittings.end([row], by=request.user, at=timezone.now())
    return redirect("accounts:account")


@signed_in
@posted_from("accounts:account")
@shows_nothing
def end_sittings(request: StaffRequest) -> HttpResponse:
    """End every sign-in but this one."""
    now = timezone.now()
    others = [row for row in sittings.of(request.user, now) if row.session_key != request.session.session_key]
    sittings.end(others, by=request.user, at=now)
    return redirect("accounts:account")


@signed_in
@fresh
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def password(request: StaffRequest) -> HttpResponse:
    """Change the password; every other sign-in ends by that."""
    if not request.user.has_usable_password():
        raise Http404
    now = timezone.now()
    form = NewPasswordForm(request.user, request.POST or None)
    if form.is_valid():
        form.save()
        sittings.keep_only(request, request.user, at=now)
        return redirect("accounts:account")
    context = {"form": form} | _crumbs(gettext("Byt lösenord"))
    return render(request, "accounts/password.html", context, status=422 if form.is_bound else 200)


@signed_in
@fresh
@never_cache
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def close(request: StaffRequest) -> HttpResponse:
    """Close the own account, unless a partnership would be left without an administrator."""
    context = _crumbs(gettext("Avsluta mitt konto"))
    if request.method != "POST":
        return render(request, "accounts/close.html", context)
    now = timezone.now()
    try:
        closing.close(request.user, on=timezone.localdate(now), by_id=request.user.pk, at=now)
    except giving.LastAdministrator as refused:
        context["refused"] = words.refusal(refused)
        return render(request, "accounts/close.html", context, status=422)
    logout(request)
    return render(request, "accounts/closed.html")
