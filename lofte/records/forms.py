"""A decision is recorded, clearing is stopped."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.base.clearing import Plan
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH
from lofte.base.screened import ScreenedMixin
from lofte.records.actions import Ruling

LONGEST = 36_500  # days: a hundred years


class DecisionForm(ScreenedMixin, OnceForm):
    """How long one sort of rows is kept, and where the decision is found."""

    keeps = forms.ChoiceField(
        label=gettext_lazy("Vad säger beslutet?"),
        widget=forms.RadioSelect,
        choices=[
            ("days", gettext_lazy("Gallras efter ett antal dagar")),
            ("always", gettext_lazy("Bevaras tills vidare")),
        ],
        error_messages={"required": gettext_lazy("Välj om det ska gallras eller bevaras.")},
    )
    keeps_days = forms.IntegerField(
        label=gettext_lazy("Efter hur många dagar?"), required=False, max_value=LONGEST
    )
    after_delivery = forms.BooleanField(
        label=gettext_lazy("Först när tiden är levererad till e-arkivet"),
        help_text=gettext_lazy("Inget gallras innan arkivets kvitto är antecknat."),
        required=False,
    )
    reference = forms.CharField(
        label=gettext_lazy("Diarienummer"),
        max_length=80,
        error_messages={"required": gettext_lazy("Skriv beslutets diarienummer.")},
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Vem har beslutat?"),
        help_text=gettext_lazy("Nämnden eller befattningen, inget namn på en person."),
        max_length=120,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv vem som har beslutat.")},
    )
    decided_on = forms.DateField(
        label=gettext_lazy("Vilken dag?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Skriv vilken dag."),
            "invalid": gettext_lazy("Skriv dagen som 2026-03-31."),
        },
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keeps_days"].initial = plan.usual_days
        self.fields["keeps_days"].help_text = gettext("Minst %(n)d. Räknas från den dag då det skrevs.") % {
            "n": plan.least_days
        }
        self.fields["keeps_days"].widget.attrs |= {"inputmode": "numeric"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_empty = cleaned.get("keeps_days") is None and "keeps_days" not in self.errors
        if cleaned.get("keeps") == "days" and is_empty:
            said = gettext("Skriv efter hur många dagar.")
            self.add_error("keeps_days", forms.ValidationError(said, code="required"))
        return cleaned

    def ruling(self) -> Ruling:
        read = self.cleaned_data
        return Ruling(
            keeps_days=read["keeps_days"] if read["keeps"] == "days" else None,
            reference=read["reference"],
            decided_by=read["decided_by"],
            decided_on=read["decided_on"],
            after_delivery=read["after_delivery"],
        )


class HoldForm(ScreenedMixin, OnceForm):
    """Why nothing may go for now."""

    reason = forms.CharField(
        label=gettext_lazy("Varför ska det stoppas?"),
        help_text=gettext_lazy("Till exempel en begäran om handlingar, med dess diarienummer."),
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv varför det ska stoppas.")},
    )
    everything = forms.BooleanField(
        label=gettext_lazy("Stoppa all gallring hos organisationen"), required=False
    )
