"""Fields as Swedes fill them in: 12,5 and 1 234, dates as ISO text, last days that are counted in."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.promises import language
from lofte.promises.rules import EARLIEST, LATEST, LONGEST_YEARS, MOST


class Amount(forms.DecimalField):
    """A number that may be written 12,5 or 1 234; never negative."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST, decimal_places=2, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        self.error_messages["invalid"] = gettext_lazy("Skriv en siffra, till exempel 800 eller 12,5.")
        self.error_messages["min_value"] = gettext_lazy("Talet kan inte vara mindre än noll.")
        self.error_messages["max_decimal_places"] = gettext_lazy(
            "Skriv högst två decimaler, och tusental med mellanslag: 12,5 eller 1 000."
        )
        self.error_messages["max_value"] = gettext_lazy("Talet är orimligt stort. Kontrollera nollorna.")

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        if isinstance(value, str):
            value = value.replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show 800.00 as 800 and 12.50 as 12,5; in English as 12.5."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", "," if language.current() == "sv" else ".")
        return value


class Day(forms.DateField):
    """A day, between the first handbook on promises and the end of the century."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)
        self.error_messages["required"] = gettext_lazy("Skriv vilken dag.")
        self.error_messages["invalid"] = gettext_lazy("Skriv dagen som 2026-03-31.")

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(
                gettext("Dagen ligger utanför det som går att lova. Kontrollera året."), code="year"
            )
        return day


class PeriodMixin(forms.Form):
    """A first day and a last day; the last is counted in here, and left out everywhere else."""

    longest_years = LONGEST_YEARS

    def window(self) -> tuple[date, date]:
        """Return the half-open time of a valid form."""
        return self.cleaned_data["starts"], self.cleaned_data["last_day"] + timedelta(days=1)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, last = cleaned.get("starts"), cleaned.get("last_day")
        if starts is None or last is None:
            return cleaned
        if last < starts:
            self.add_error("last_day", gettext("Sista dagen ligger före den första. Byt plats på dem."))
        elif last.year - starts.year >= self.longest_years:
            self.add_error("last_day", gettext("Löftet blir längre än tio år. Kontrollera året."))
        return cleaned


def name_the_empty(form: forms.Form) -> None:
    """Let an empty choice say that nothing is chosen, where Django would draw dashes."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.empty_label == "---------":
            field.empty_label = gettext("inget valt")


def lines_of(text: str) -> list[str]:
    """Return the lines that hold anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def as_choices(labels: Mapping[str, Any] | list[tuple[str, Any]], empty: Any) -> list[tuple[str, Any]]:
    """Return choices with an empty one first."""
    return [("", empty), *(labels.items() if isinstance(labels, Mapping) else labels)]
