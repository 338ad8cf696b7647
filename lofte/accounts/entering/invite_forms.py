"""What is typed to invite somebody, and by the one who is invited."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.models import Organisation, Partnership, Role
from lofte.base.once import OnceForm
from lofte.base.quoting import SwedishSelect
from lofte.base.refusing import LoggedMixin


class InviteForm(OnceForm):
    """From which organisation somebody comes, and what role is thought of."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.none(),
        widget=SwedishSelect,
        error_messages={"required": gettext_lazy("Välj en organisation.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Tänkt roll"),
        required=False,
        help_text=gettext_lazy("Rollen ges först när personen har kommit in."),
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["organisation"].queryset = partnership.organisations.order_by("name", "pk")
        fields["organisation"].empty_label = gettext("Välj")
        fields["kind"].choices = [("", gettext("Ingen särskild")), *Role.Kind.choices]


class JoinForm(LoggedMixin):
    """Who one is, and a password of one's own."""

    name = forms.CharField(
        label=gettext_lazy("Ditt namn"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv ditt namn.")},
    )
    title = forms.CharField(label=gettext_lazy("Befattning"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Din e-postadress"),
        max_length=254,
        help_text=gettext_lazy("Med den loggar du in. Använd den du har i arbetet."),
        error_messages={
            "required": gettext_lazy("Skriv din e-postadress."),
            "invalid": gettext_lazy("Skriv en hel e-postadress, till exempel kim@kommunen.se."),
        },
    )
    password = forms.CharField(
        label=gettext_lazy("Lösenord"),
        help_text=gettext_lazy("Minst 12 tecken. Flera ord i rad går bra."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        error_messages={"required": gettext_lazy("Skriv ett lösenord.")},
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
