"""What only some kinds of targets say: paces, weekdays, clock times, occasions, measurements."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.places.models import Place
from lofte.promises.forms.fields import Amount, Day, as_choices
from lofte.promises.models import KindOfWork, Target
from lofte.situation.models import Indicator

WEEKDAYS = [
    ("1", gettext_lazy("måndag")),
    ("2", gettext_lazy("tisdag")),
    ("3", gettext_lazy("onsdag")),
    ("4", gettext_lazy("torsdag")),
    ("5", gettext_lazy("fredag")),
    ("6", gettext_lazy("lördag")),
    ("7", gettext_lazy("söndag")),
]
NAMES = (
    "held",
    "weekdays",
    "clock_from",
    "clock_to",
    "skips_holidays",
    "spots",
    "occasion_kind",
    "indicator",
    "reads_as",
    "direction",
    "baseline",
    "baseline_on",
)
NOT_AT_MOST = frozenset({"slot", "coverage", "milestone", "on_demand", "follow_on"})


class Clock(forms.TimeField):
    """A time of day, written 14.00 or 14:00."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)
        self.error_messages["invalid"] = gettext_lazy("Skriv klockslaget som 14:00.")


class SpecialFields(forms.Form):
    """The fields, what must hold between them, and what was written."""

    held = forms.ChoiceField(
        label=gettext_lazy("Takt: varje eller i snitt?"),
        help_text=gettext_lazy("För så många i veckan, månaden eller om dagen."),
        choices=as_choices(Target.Held.choices, gettext_lazy("inte avgjort")),
        required=False,
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Veckodagar"),
        help_text=gettext_lazy("För fast tid och täckning: de dagar då det ska göras."),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    clock_from = Clock(
        label=gettext_lazy("Från klockan"),
        help_text=gettext_lazy("Arbete som börjar upp till en halvtimme tidigare räknas."),
        required=False,
    )
    clock_to = Clock(label=gettext_lazy("Till klockan"), required=False)
    skips_holidays = forms.BooleanField(label=gettext_lazy("Inte på helgdagar"), required=False)
    spots = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Platser som ska täckas var för sig"),
        queryset=Place.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    occasion_kind = forms.ModelChoiceField(
        label=gettext_lazy("Vid, eller efter, varje"),
        help_text=gettext_lazy(
            "Det slags arbete som är själva tillfället: ett större evenemang, en kampanj."
        ),
        queryset=KindOfWork.objects.order_by("position", "pk"),
        required=False,
    )
    indicator = forms.ModelChoiceField(
        label=gettext_lazy("Mätetal"), queryset=Indicator.objects.none(), required=False
    )
    reads_as = forms.ChoiceField(
        label=gettext_lazy("Mätetalet läses som"),
        choices=as_choices(Target.ReadsAs.choices, gettext_lazy("inte sagt")),
        required=False,
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Förändringens riktning"),
        choices=as_choices(Target.Direction.choices, gettext_lazy("inte sagt")),
        required=False,
    )
    baseline = Amount(
        label=gettext_lazy("Utgångsläge"),
        help_text=gettext_lazy("Tomt: mätetalets värde den dagen, eller det sista före löftets tid."),
        required=False,
    )
    baseline_on = Day(label=gettext_lazy("Utgångslägets dag"), required=False)

    def clean_weekdays(self) -> str:
        return "".join(sorted(self.cleaned_data["weekdays"]))

    def clean_special(self, cleaned: dict[str, Any]) -> None:
        """Add errors where two things that were written don't go together."""
        if (cleaned.get("clock_from") is None) != (cleaned.get("clock_to") is None):
            self.add_error("clock_to", gettext("Skriv båda klockslagen, eller inget."))
        if cleaned.get("baseline") is not None and cleaned.get("baseline_on") is None:
            self.add_error("baseline_on", gettext("Skriv vilken dag utgångsläget gällde."))
        is_cap = cleaned.get("comparator") == Target.Comparator.AT_MOST
        if is_cap and cleaned.get("kind") in NOT_AT_MOST:
            said = gettext("Högst går inte ihop med det här slaget. Välj minst eller precis.")
            self.add_error("comparator", forms.ValidationError(said, code="at_most"))
        is_change = cleaned.get("reads_as") in {Target.ReadsAs.CHANGE, Target.ReadsAs.PERCENT}
        if is_change and not cleaned.get("direction"):
            self.add_error("direction", gettext("Välj om det ska uppåt eller nedåt."))

    def special(self) -> dict[str, Any]:
        """Return what was written."""
        written = {name: self.cleaned_data[name] for name in NAMES}
        return written | {"spots": tuple(written["spots"])}


def special_values(target: Target) -> dict[str, Any]:
    """Return what a target says, as the fields show it."""
    same = ("held", "clock_from", "clock_to", "skips_holidays", "reads_as", "direction")
    return {
        **{name: getattr(target, name) for name in (*same, "baseline", "baseline_on")},
        "occasion_kind": target.occasion_kind_id,
        "indicator": target.indicator_id,
        "weekdays": list(target.weekdays),
        "spots": [one.place_id for one in target.spots.all()],
    }
