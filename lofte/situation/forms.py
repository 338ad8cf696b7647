"""A series is begun, a measurement written down, a mistake mended."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.models import Organisation, Partnership
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH
from lofte.base.screened import ScreenedMixin
from lofte.places.models import AreaSet
from lofte.situation.actions import Reading, Terms
from lofte.situation.models import Indicator, IndicatorValue

EARLIEST = date(1990, 1, 1)  # older measurements are no baseline of a promise


class Figure(forms.DecimalField):
    """A number that may be written 12,5 or 1 234, also below nought."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.error_messages["required"] = gettext_lazy("Skriv värdet.")
        said = gettext_lazy("Skriv en siffra med högst två decimaler, till exempel 62 eller 12,5.")
        self.error_messages |= dict.fromkeys(("invalid", "max_decimal_places", "max_digits"), said)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        if isinstance(value, str):
            value = value.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
        return super().to_python(value)


def _day(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    field = forms.DateField(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)
    field.error_messages["required"] = gettext_lazy("Skriv vilken dag.")
    field.error_messages["invalid"] = gettext_lazy("Skriv dagen som 2026-03-31.")
    return field


def _text(label: Any, required: Any = "", **kwargs: Any) -> forms.CharField:
    messages = {"required": required} if required else {}
    return forms.CharField(
        label=label,
        widget=forms.TextInput(attrs=SWEDISH),
        required=bool(required),
        error_messages=messages,
        **kwargs,
    )


class IndicatorForm(ScreenedMixin, OnceForm):
    """What is measured, in which unit, by whom, and which way is better."""

    name = _text(
        gettext_lazy("Vad mäts?"),
        gettext_lazy("Skriv vad som mäts."),
        max_length=160,
        help_text=gettext_lazy("Till exempel: Andel som känner sig trygga ute en sen kväll."),
    )
    unit = _text(
        gettext_lazy("Enhet"),
        gettext_lazy("Skriv enheten, till exempel procent eller antal."),
        max_length=40,
    )
    source = _text(
        gettext_lazy("Källa"),
        gettext_lazy("Skriv vem som mäter."),
        max_length=200,
        help_text=gettext_lazy("Vem som mäter, och i vad: Polisens trygghetsmätning."),
    )
    method = forms.CharField(
        label=gettext_lazy("Hur det mäts"),
        widget=forms.Textarea(attrs={"rows": 3, **SWEDISH}),
        max_length=2000,
        required=False,
    )
    better = forms.ChoiceField(
        label=gettext_lazy("Vad är bättre?"),
        choices=[("", gettext_lazy("inget valt")), *Indicator.Better.choices],
        error_messages={"required": gettext_lazy("Välj vad som är bättre.")},
    )
    better_said_by = _text(
        gettext_lazy("Vem har kontrollerat det?"),
        gettext_lazy("Skriv befattningen för den som har kontrollerat det."),
        max_length=120,
        help_text=gettext_lazy("Befattning, inte namn. På vissa skalor är ett lågt tal bra."),
    )
    area_set = forms.ModelChoiceField(
        label=gettext_lazy("Område"),
        queryset=AreaSet.objects.none(),
        required=False,
        empty_label=gettext_lazy("hela kommunen"),
    )
    name_en = forms.CharField(label=gettext_lazy("På engelska"), max_length=160, required=False)
    unit_en = forms.CharField(label=gettext_lazy("Enheten på engelska"), max_length=40, required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area_set"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = partnership.area_sets.order_by("position", "sort_key", "pk")

    def terms(self) -> Terms:
        """Return what was written."""
        names = ("name", "unit", "source", "method", "better", "better_said_by", "area_set")
        return Terms(**{name: self.cleaned_data[name] for name in (*names, "name_en", "unit_en")})


class ValueForm(ScreenedMixin, OnceForm):
    """A measurement: its day, its value, where it stands and who attests it."""

    measured_on = _day(label=gettext_lazy("Mätt den"))
    value = Figure(label=gettext_lazy("Värde"))
    n_answers = forms.IntegerField(
        label=gettext_lazy("Antal svar, om det är en enkät"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        error_messages={"invalid": gettext_lazy("Skriv ett helt tal.")},
    )
    source = _text(
        gettext_lazy("Var det står"),
        gettext_lazy("Skriv var värdet går att läsa."),
        max_length=200,
        help_text=gettext_lazy("Rapport, tabell eller adress där andra kan läsa samma värde."),
    )
    attested_by = forms.ModelChoiceField(
        label=gettext_lazy("Intygas av"),
        queryset=Organisation.objects.none(),
        error_messages={"required": gettext_lazy("Välj vem som intygar värdet.")},
        empty_label=gettext_lazy("inget valt"),
    )

    def __init__(self, *args: Any, indicator: Indicator, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["attested_by"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Organisation.objects.filter(
                memberships__partnership=indicator.partnership_id
            ).order_by("memberships__position", "pk")

    def clean_measured_on(self) -> date:
        day: date = self.cleaned_data["measured_on"]
        if not EARLIEST <= day <= self.today:
            raise forms.ValidationError(
                gettext("Dagen har inte varit än, eller är för gammal. Kontrollera året.")
            )
        return day

    def reading(self) -> Reading:
        """Return what was written."""
        names = ("measured_on", "value", "source", "attested_by", "n_answers")
        return Reading(**{name: self.cleaned_data[name] for name in names})


class CorrectionForm(ValueForm):
    """A value in the place of another, and why."""

    reason = _text(
        gettext_lazy("Varför rättas värdet?"), gettext_lazy("Skriv varför värdet rättas."), max_length=200
    )

    def __init__(self, *args: Any, value: IndicatorValue, **kwargs: Any) -> None:
        initial = {
            "measured_on": value.measured_on,
            "value": value.value,
            "n_answers": value.n_answers,
            "source": value.source,
            "attested_by": value.attested_by_id,
        }
        super().__init__(*args, indicator=value.indicator, **(kwargs | {"initial": initial}))
