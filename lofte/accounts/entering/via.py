"""The way through an organisation's own sign-in, out and back."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from lofte.accounts.entering import account, arriving, door, fetching, oidc, saml, secrets_elsewhere, sittings
from lofte.accounts.entering.refused import Refused
from lofte.accounts.models import IdentityProvider, SignedIn, User
from lofte.accounts.viewers import StaffRequest, open_to_all, signed_in
from lofte.base.posting import posted_from
from lofte.base.reading import shows_nothing

logger = logging.getLogger(__name__)

UNDER_WAY = "through_provider"
WORDS: dict[type[Exception], Promise | str] = {
    Refused: gettext_lazy("Svaret från inloggningen gick inte att lita på. Börja om från början."),
    fetching.ProviderSilent: gettext_lazy("Organisationens inloggning svarar inte. Försök igen om en stund."),
    fetching.UnsafeAddress: gettext_lazy(
        "Organisationens inloggning är fel inställd. Tala med din samordnare."
    ),
    secrets_elsewhere.SecretMissing: gettext_lazy(
        "Organisationens inloggning är fel inställd. Tala med din samordnare."
    ),
    arriving.NoKey: gettext_lazy("Din organisation sade inte vem du är. Tala med din samordnare."),
    arriving.WrongTenant: gettext_lazy("Du kom från en annan organisation än den som loggar in här."),
    arriving.Unknown: gettext_lazy("Du har inget konto här. Be din samordnare om en inbjudan."),
    arriving.AddressTaken: gettext_lazy(
        "Det finns redan ett konto med din e-postadress. Logga in på det, och koppla sedan organisationens "
        "inloggning på sidan Ditt konto."
    ),
    arriving.Closed: gettext_lazy("Kontot är stängt. Tala med din samordnare."),
    arriving.Another: gettext_lazy("Den inloggningen är redan kopplad till någon annan här."),
}
View = Callable[..., HttpResponseBase]


def providers() -> list[IdentityProvider]:
    """Return the sign-ins that the door offers."""
    return list(IdentityProvider.objects.filter(is_active=True).order_by("name", "pk"))


def _provider(slug: str, protocol: str | None = None) -> IdentityProvider:
    found = get_object_or_404(IdentityProvider, slug=slug, is_active=True)
    if protocol and found.protocol != protocol:
        raise Http404
    return found


def _back_to(provider: IdentityProvider) -> str:
    return f"{settings.BASE_URL}{reverse('accounts:oidc-answer', args=[provider.slug])}"


def answers_at(provider: IdentityProvider) -> str:
    """Return the address that the provider has to know."""
    is_oidc = provider.protocol == IdentityProvider.Protocol.OIDC
    return _back_to(provider) if is_oidc else saml.answers_at(provider)


def _told(view: View) -> View:
    """Turn a refusal into a page; the log says which check, and nothing of whom."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except tuple(WORDS) as refusal:
            why = refusal.args[0] if isinstance(refusal, Refused) else ""
            logger.warning("sign-in by provider refused: %s %s", type(refusal).__name__, why)
            context = {"why": WORDS[type(refusal)]}
            return render(request, "accounts/not_let_in.html", context, status=403)

    return telling


def _set_out(
    request: HttpRequest, provider: IdentityProvider, *, wanted: str, ties: int | None
) -> HttpResponse:
    kept: dict[str, Any] = {"next": wanted, "ties": ties, "provider": provider.slug}
    if provider.protocol == IdentityProvider.Protocol.OIDC:
        asked = oidc.ask(provider, _back_to(provider))
        address, kept = asked.address, kept | asked.kept
    else:
        question = saml.ask(provider, at=timezone.now())
        address, kept["request_id"] = question.address, question.request_id
    request.session[UNDER_WAY] = kept
    return redirect(address)


@open_to_all
@never_cache
@require_GET
@_told
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the browser to the organisation's own sign-in."""
    wanted = request.GET.get("next", "")
    return _set_out(request, _provider(slug), wanted=wanted, ties=None)


@signed_in
@shows_nothing
@account.fresh
@never_cache
@require_GET
@_told
def begin_tie(request: StaffRequest, slug: str) -> HttpResponseBase:
    """Tie the organisation's own sign-in to the account one is signed in to.

    A link, for a form may lead to no other site (`form-action`); its mark shows that it is our page's.
    """
    if not constant_time_compare(request.GET.get("m", ""), account.mark(request)):
        raise Http404
    return _set_out(request, _provider(slug), wanted="", ties=request.user.pk)


@open_to_all
@never_cache
@require_GET
@_told
def oidc_answer(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take the browser back with a code, and fetch the answer with it."""
    provider = _provider(slug, IdentityProvider.Protocol.OIDC)
    kept = request.session.pop(UNDER_WAY, None)
    if kept is None or "state" not in kept:
        raise Refused("not asked")
    told = oidc.claims(provider, kept, request.GET.dict(), back_to=_back_to(provider), at=timezone.now())
    return _let_in(request, provider, told, kept)


@csrf_exempt
@open_to_all
@require_POST
@_told
def saml_answer(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take the provider's signed answer; it comes from another site, so without our session."""
    provider = _provider(slug, IdentityProvider.Protocol.SAML)
    saml.receive(provider, request.POST.get("SAMLResponse", ""), at=timezone.now())
    return redirect("accounts:saml-done", slug)


@open_to_all
@never_cache
@require_GET
@_told
def saml_done(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Let in the browser that asked, and no other, with the answer that has come."""
    kept = request.session.pop(UNDER_WAY, None)
    if kept is None or kept.get("provider") != slug or "request_id" not in kept:
        raise Refused("not asked")
    provider, told = saml.take(kept["request_id"], at=timezone.now())
    if provider.slug != slug or not provider.is_active:
        raise Refused("provider")
    return _let_in(request, provider, told, kept)


@open_to_all
@require_GET
@_told
def saml_metadata(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Tell the provider's operator of us."""
    provider = _provider(slug, IdentityProvider.Protocol.SAML)
    return HttpResponse(saml.our_metadata(provider), content_type="application/samlmetadata+xml")


def _let_in(
    request: HttpRequest, provider: IdentityProvider, told: dict[str, Any], kept: dict[str, Any]
) -> HttpResponse:
    come, now = arriving.person(provider, told), timezone.now()
    if kept["ties"] is not None:
        return _tied(request, provider, come, kept["ties"])
    user = arriving.arrive(provider=provider, come=come, at=now)
    if not provider.assurance:
        return door.after_first(request, user, kept["next"], how=SignedIn.How.PROVIDER)
    sittings.enter(request, user, how=SignedIn.How.PROVIDER, at=now, is_assured=True)
    return redirect(door.where_to(request, kept["next"]))


def _tied(
    request: HttpRequest, provider: IdentityProvider, come: arriving.Person, user_id: int
) -> HttpResponse:
    user = request.user
    if not isinstance(user, User) or user.pk != user_id:
        raise Refused("another person")
    arriving.tie(provider=provider, come=come, user=user, at=timezone.now())
    return redirect("accounts:account")


@signed_in
@shows_nothing
@posted_from("accounts:account")
@account.fresh
def untie(request: StaffRequest, pk: int) -> HttpResponse:
    """Let an organisation's own sign-in open the account no more, if there is another way in."""
    row = get_object_or_404(request.user.identities, pk=pk)
    others = request.user.identities.exclude(pk=pk).exists() or request.user.passkeys.exists()
    if others or request.user.has_usable_password():
        arriving.untie(identity=row, at=timezone.now())
    return redirect("accounts:account")
