"""What the first person fills in, and what the second repeats."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect
from lofte.base.screen_policy import Reach
from lofte.base.screened import ScreenedMixin
from lofte.publication.redacting.actions import Decision
from lofte.released.tombs import GROUNDS

LONGEST = 2000
UNKEPT_BY_BROWSERS = SWEDISH | {"autocomplete": "off", "spellcheck": "false"}


def _words(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.TextInput(attrs=UNKEPT_BY_BROWSERS), **more
    )


class AskForm(ScreenedMixin, OnceForm):
    """The text, and on what decision it goes."""

    reach: ClassVar[Reach] = Reach.OWN
    unscreened = frozenset({"text", "seen"})
    unkept = frozenset({"text", "seen"})
    text = _words(
        _("Texten som ska bort"),
        help_text=_(
            "Exakt som den står, minst fyra tecken. Stora och små bokstäver är olika. Den sparas inte."
        ),
    )
    ground = forms.ChoiceField(
        label=_("På vilken grund?"),
        widget=SwedishSelect,
        choices=[("", _("Välj")), *((one.code, one.sv) for one in GROUNDS)],
        error_messages={"required": _("Välj en grund.")},
    )
    reference = forms.CharField(label=_("Beslutets diarienummer"), max_length=80)
    office = forms.CharField(
        label=_("Vem har beslutat?"),
        help_text=_("Nämnden eller befattningen, inget namn på en person. Det står i det publicerade."),
        max_length=120,
        widget=forms.TextInput(attrs=SWEDISH),
    )
    decided_on = forms.DateField(
        label=_("Vilken dag beslutades det?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    why = forms.CharField(
        label=_("Varför?"),
        help_text=_("Ett skäl för den som ska bekräfta. Skriv inte texten här."),
        max_length=300,
        widget=forms.TextInput(attrs=SWEDISH),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def show_again(self, stamp: str) -> None:
        """Send what was filled in out once more, with a sum of what the page shows beside it."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a mapping that is sent is a dict
        self.data["seen"] = stamp  # type: ignore[index]

    def decision(self) -> Decision:
        read = self.cleaned_data
        return Decision(read["ground"], read["reference"], read["office"], read["decided_on"])


class ConfirmForm(OnceForm):
    """The same text once more, by another person."""

    unkept = frozenset({"text"})
    text = _words(
        _("Skriv texten en gång till"),
        help_text=_("Exakt samma som den som begärde borttaget skrev. Den sparas inte."),
    )
