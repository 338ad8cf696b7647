"""Which time a package is of, and the receipt that came back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lofte.base.once import OnceForm
from lofte.base.screened import ScreenedMixin


def _day(label: Any, required: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": required, "invalid": _("Skriv dagen som 2026-03-31.")},
    )


class PackageForm(OnceForm):
    """The time that is handed over."""

    starts = _day(_("Från och med"), _("Skriv vilken dag."))
    last_day = _day(_("Till och med"), _("Skriv vilken dag."))


class ReceiptForm(ScreenedMixin, OnceForm):
    """The archive's own number for what it has received."""

    receipt = forms.CharField(
        label=_("Kvittots nummer"),
        help_text=_("Arkivets eget nummer eller diarienummer."),
        max_length=80,
        error_messages={"required": _("Skriv kvittots nummer.")},
    )
    received_on = _day(_("Vilken dag tog arkivet emot det?"), _("Skriv vilken dag."))
