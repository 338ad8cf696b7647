"""What is typed at the door, and on the page of one's own account."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.utils.translation import gettext_lazy

from lofte.base.refusing import LoggedMixin

CODE = forms.TextInput(
    attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "none"}
)


class CodeForm(LoggedMixin):
    """A one-time code, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Kod"),
        max_length=40,
        widget=CODE,
        error_messages={"required": gettext_lazy("Skriv koden.")},
    )


class PasskeyForm(LoggedMixin):
    """What the browser's authenticator answered."""

    answer = forms.CharField(widget=forms.HiddenInput, max_length=20_000)


class NewPasskeyForm(PasskeyForm):
    """A new passkey and what its owner calls it."""

    name = forms.CharField(
        label=gettext_lazy("Vad ska nyckeln heta?"),
        help_text=gettext_lazy("Till exempel ”min telefon”, så att du känner igen den i listan."),
        max_length=60,
        error_messages={"required": gettext_lazy("Skriv ett namn på nyckeln.")},
    )

    field_order = ["name", "answer"]


class NewPasswordForm(LoggedMixin, PasswordChangeForm):
    """The old password and a new one, twice."""

    error_messages = {
        "password_incorrect": gettext_lazy("Det gamla lösenordet stämmer inte. Skriv det igen."),
        "password_mismatch": gettext_lazy("De två nya lösenorden är inte lika. Skriv samma två gånger."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = gettext_lazy("Lösenordet du har nu")
        self.fields["new_password1"].label = gettext_lazy("Nytt lösenord")
        self.fields["new_password1"].help_text = gettext_lazy("Minst 12 tecken. Flera ord i rad går bra.")
        self.fields["new_password2"].label = gettext_lazy("Nytt lösenord en gång till")
        for field in self.fields.values():
            field.error_messages["required"] = gettext_lazy("Skriv ett lösenord.")
        del self.fields["old_password"].widget.attrs["autofocus"]
