"""Sets of areas and the dated list of prioritised areas."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.models import Partnership
from lofte.base.keys import search_key
from lofte.base.models import ReceivedForm
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH
from lofte.base.screened import ScreenedMixin
from lofte.places.models import Area, AreaSet, PrioritisedArea
from lofte.places.queries import area_sets, areas, same_days
from lofte.promises.forms.beginning import choices
from lofte.promises.forms.fields import Day, name_the_empty


class AreaSetForm(ScreenedMixin, OnceForm):
    """A name for some areas together, or for all the rest without them."""

    name = forms.CharField(
        label=gettext_lazy("Namn, som löftet skriver det"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=160,
        error_messages={"required": gettext_lazy("Skriv ett namn.")},
    )
    whole = forms.ModelChoiceField(
        label=gettext_lazy("Är det resten av något?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nej, de valda områdena tillsammans"),
        help_text=gettext_lazy("Välj helheten, så gäller namnet allt i den utom de valda områdena."),
    )
    areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Områden"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        everything = areas(partnership.pk).defer("geometry")
        choices(self, "areas").queryset = everything
        choices(self, "whole").queryset = everything.filter(kind=Area.Kind.KOMMUN)
        choices(self, "whole").label_from_instance = lambda area: (
            gettext("Resten av %(name)s") % {"name": area.name}
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if area_sets(self.partnership.pk).filter(search_key=search_key(name)).exists():
            raise forms.ValidationError(gettext("Det finns redan en områdesgrupp med det namnet."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("areas") and cleaned.get("whole") is None:
            self.add_error("areas", gettext("Välj minst ett område."))
        return cleaned


class PriorityForm(ScreenedMixin, OnceForm):
    """An area that the municipality has prioritised, from when and by which decision."""

    area_set = forms.ModelChoiceField(
        label=gettext_lazy("Område"),
        queryset=AreaSet.objects.none(),
        error_messages={"required": gettext_lazy("Välj ett område.")},
    )
    starts = Day(label=gettext_lazy("Från och med"))
    last_day = Day(
        label=gettext_lazy("Till och med"), required=False, help_text=gettext_lazy("Tomt: tills vidare.")
    )
    decision = forms.CharField(
        label=gettext_lazy("Beslut"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=200,
        help_text=gettext_lazy("Vilket beslut, till exempel ”Kommunstyrelsen 2026-02-11 § 34”."),
        error_messages={"required": gettext_lazy("Skriv vilket beslut det vilar på.")},
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices(self, "area_set").queryset = AreaSet.objects.filter(partnership=partnership).order_by(
            "position", "sort_key", "pk"
        )
        name_the_empty(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, last = cleaned.get("starts"), cleaned.get("last_day")
        if starts is not None and last is not None and last < starts:
            self.add_error("last_day", gettext("Sista dagen ligger före den första. Byt plats på dem."))
        elif cleaned.get("area_set") is not None and starts is not None and "last_day" in cleaned:
            self._demand_free_days(cleaned["area_set"], starts)
        return cleaned

    def _demand_free_days(self, area_set: AreaSet, starts: date) -> None:
        if self._is_received() or not same_days(area_set, starts, self.ends()).exists():
            return
        said = gettext("Området är redan prioriterat under den tiden. Avsluta den prioriteringen först.")
        self.add_error("starts", forms.ValidationError(said, code="same_days"))

    def _is_received(self) -> bool:
        """The same form once more lands where the first did."""
        key = self.cleaned_data.get("once")
        return key is not None and ReceivedForm.objects.filter(key=key).exists()

    def ends(self) -> date | None:
        """Return the first day when it is no longer prioritised, or None."""
        last: date | None = self.cleaned_data["last_day"]
        return None if last is None else last + timedelta(days=1)


class PriorityEndForm(OnceForm):
    """The last day of a priority."""

    last_day = Day(label=gettext_lazy("Sista dag"))

    def __init__(self, *args: Any, priority: PrioritisedArea, **kwargs: Any) -> None:
        self.priority = priority
        super().__init__(*args, **(kwargs | {"initial": {"last_day": priority.last_day}}))

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day < self.priority.starts:
            said = gettext("Sista dagen ligger före den första. Välj en senare dag.")
            raise forms.ValidationError(said, code="backwards")
        same = same_days(self.priority.area_set, self.priority.starts, day + timedelta(days=1))
        if same.exclude(pk=self.priority.pk).exists():
            said = gettext("Då är området prioriterat två gånger på samma dagar. Välj en tidigare dag.")
            raise forms.ValidationError(said, code="same_days")
        return day
