"""Signing in and out; in a demonstration, signing in as an invented person with one click."""

import logging
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.contrib.auth.views import LoginView, LogoutView
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts import queries
from lofte.accounts.entering import door, passkeys, sittings, via
from lofte.accounts.models import SignedIn
from lofte.accounts.viewers import SIGNED_OUT, open_to_all
from lofte.base.posting import posted_from
from lofte.base.refusing import LoggedMixin

LONGEST_KEY = 18  # figures: more are no row's

logger = logging.getLogger(__name__)


class SignInForm(LoggedMixin, AuthenticationForm):
    """E-mail address and password; the refusal never tells which of the two was wrong."""

    username = UsernameField(widget=forms.EmailInput(attrs={"autofocus": True}))
    error_messages = {
        "invalid_login": gettext_lazy(
            "E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."
        ),
        "inactive": gettext_lazy("Kontot är stängt. Tala med din samordnare."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = gettext("Skriv din e-postadress.")
        self.fields["password"].error_messages["required"] = gettext("Skriv ditt lösenord.")


class SignIn(LoginView):
    """The door for staff."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        if settings.DEMO and not form.is_bound:  # the invented people come first on the page
            del form.fields["username"].widget.attrs["autofocus"]
        return form

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        roles = queries.demo_roles() if settings.DEMO else []
        return super().get_context_data(
            **kwargs,
            demo_roles=roles,
            was_here=SIGNED_OUT in self.request.GET,
            are_passkeys_possible=passkeys.are_possible(),
            providers=via.providers(),
        )

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        return door.after_first(self.request, user, self.get_redirect_url())


class SignOut(LogoutView):
    """Out, by POST alone."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        SignedIn.objects.filter(session_key=request.session.session_key).delete()
        return super().post(request, *args, **kwargs)


sign_in = open_to_all(SignIn.as_view())
sign_out = open_to_all(posted_from("overview:start")(SignOut.as_view()))


@open_to_all
@posted_from("accounts:sign-in")
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person: in a demonstration only, and only as somebody marked as invented."""
    chosen = request.POST.get("user_id", "")
    is_key = chosen.isdecimal() and len(chosen) <= LONGEST_KEY
    user = queries.demo_user(int(chosen)) if settings.DEMO and is_key else None
    if user is None:
        raise Http404
    sittings.enter(request, user, how=SignedIn.How.DEMO, at=timezone.now())
    return redirect(door.where_to(request, request.POST.get("next", "")))


def locked_out(
    request: HttpRequest, credentials: object = None, *args: object, **kwargs: object
) -> HttpResponse:
    """Answer somebody who has tried too many times."""
    logger.warning("sign-in locked out: too many tries")
    form = SignInForm(request, data=request.POST)
    form.cleaned_data = {}
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # cleaning would try the password once more
    form.add_error(None, gettext("För många försök. Vänta en timme eller be din samordnare om hjälp."))
    context = {"form": form, "next": "", "demo_roles": []}
    return render(request, SignIn.template_name, context, status=429)
