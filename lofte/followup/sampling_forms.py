"""Forms of a sample: a party's number, and what one who checks found."""

import re
import secrets
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH
from lofte.base.screened import ScreenedMixin
from lofte.followup.forms import nobody_pointed_at
from lofte.followup.models import SampledEntry
from lofte.followup.sampling_rules import HIGHEST, commitment

FEWEST, MOST = 12, 64  # letters: fewer could be guessed by the one who wants to know the number beforehand
CHECKSUM = re.compile(r"[0-9a-f]{64}")


class NumberForm(OnceForm):
    """A number and some words: together they are what a party fixes, and later tells."""

    party = forms.SlugField(widget=forms.HiddenInput)
    number = forms.IntegerField(
        label=gettext_lazy("Tal"),
        min_value=1,
        max_value=HIGHEST,
        help_text=gettext_lazy("Vilket som helst, högst nio siffror."),
        error_messages={"required": gettext_lazy("Skriv både ett tal och ord.")},
    )
    words = forms.CharField(
        label=gettext_lazy("Ord"),
        min_length=FEWEST,
        max_length=MOST,
        validators=[nobody_pointed_at],
        error_messages={
            "min_length": gettext_lazy("Skriv minst tolv tecken."),
            "required": gettext_lazy("Skriv både ett tal och ord."),
        },
        help_text=gettext_lazy("Minst tolv tecken, som ingen annan gissar. De blir offentliga när de visas."),
    )

    def clean_words(self) -> str:
        """Write the words in one form: what looks the same gives the same checksum."""
        return " ".join(unicodedata.normalize("NFC", self.cleaned_data["words"]).split())


class FixForm(NumberForm):
    """The number before it is told: only its checksum is kept. Who wants to works it out alone."""

    commitment = forms.CharField(
        label=gettext_lazy("Kontrollsumma som ni har räknat ut själva"),
        required=False,
        help_text=gettext_lazy("SHA-256 av talet, ett kolon och orden. Då skrivs inget tal här."),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["words"].initial = secrets.token_hex(8)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        own = cleaned.get("commitment", "").strip().lower()
        if own and CHECKSUM.fullmatch(own) is None:
            self.add_error(
                "commitment", _("En kontrollsumma är 64 tecken: siffror och bokstäverna a till f.")
            )
        elif own:
            for name in ("number", "words"):  # what they are, only the party knows
                self.errors.pop(name, None)
        if not self.errors:
            cleaned["commitment"] = own or commitment(cleaned["number"], cleaned["words"])
        return cleaned


class AnswersForm(ScreenedMixin, OnceForm):
    """All the answers of a page as one form. `beside` are the entries' own."""


class AnswerForm(forms.Form):
    """What was found of one entry."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Vad säger ert register?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("agrees", gettext_lazy("stämmer")),
            ("differs", gettext_lazy("stämmer inte")),
            ("not_there", gettext_lazy("finns inte")),
            ("cannot_tell", gettext_lazy("kan inte avgöras")),
        ],
    )
    reason = forms.CharField(
        label=gettext_lazy("Vad stämmer inte?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
    )

    def __init__(self, row: SampledEntry, data: Any = None) -> None:
        self.row = row
        super().__init__(data, prefix=f"post-{row.pk}", initial={"answer": row.answer, "reason": row.reason})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "differs" and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Skriv kort vad som inte stämmer."))
        return cleaned

    @property
    def given(self) -> tuple[str, str]:
        return self.cleaned_data["answer"], self.cleaned_data["reason"]
