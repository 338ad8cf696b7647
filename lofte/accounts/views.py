"""Signing in and out; in a demonstration, signing in as an invented person with one click."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from lofte.accounts import queries
from lofte.accounts.viewers import open_to_all


class SignInForm(AuthenticationForm):
    """E-mail address and password; the refusal never tells which of the two was wrong."""

    error_messages = {
        "invalid_login": gettext_lazy(
            "E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."
        ),
        "inactive": gettext_lazy("Kontot är stängt. Tala med din samordnare."),
    }


class SignIn(LoginView):
    """The door for staff."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        roles = queries.demo_roles() if settings.DEMO else []
        return super().get_context_data(**kwargs, demo_roles=roles)


class SignOut(LogoutView):
    """Out, by POST alone."""


sign_in = open_to_all(SignIn.as_view())
sign_out = open_to_all(SignOut.as_view())


@open_to_all
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as an invented person: in a demonstration only, and only as somebody marked as invented."""
    chosen = request.POST.get("user_id", "")
    user = queries.demo_user(int(chosen)) if settings.DEMO and chosen.isdecimal() else None
    if user is None:
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return redirect(wanted if is_ours else settings.LOGIN_REDIRECT_URL)


def locked_out(
    request: HttpRequest, credentials: object = None, *args: object, **kwargs: object
) -> HttpResponse:
    """Answer somebody who has tried too many times."""
    form = SignInForm(request, data=request.POST)
    form.cleaned_data = {}
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # cleaning would try the password once more
    form.add_error(None, gettext("För många försök. Vänta en timme eller be din samordnare om hjälp."))
    context = {"form": form, "next": "", "demo_roles": []}
    return render(request, SignIn.template_name, context, status=429)
