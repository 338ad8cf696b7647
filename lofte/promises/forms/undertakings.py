"""Activities and targets of a draft."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.models import Organisation
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect
from lofte.base.screened import ScreenedMixin
from lofte.places.models import AreaSet
from lofte.places.queries import places as known_places
from lofte.promises import language, queries
from lofte.promises.actions import ActivityWords, TargetTerms
from lofte.promises.forms.beginning import choices
from lofte.promises.forms.fields import Amount, Day, as_choices, name_the_empty
from lofte.promises.forms.pacing import PaceMixin, pace_values
from lofte.promises.forms.seen import SeenMixin
from lofte.promises.forms.special import NAMES as SPECIAL
from lofte.promises.forms.special import SpecialFields, special_values
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    Promise,
    PromisePoint,
    Quantity,
    Target,
)
from lofte.situation.queries import indicators

EVERYDAY = ("kind", "comparator", "value", "per", "kind_of_work", "quantity", "places", "each_place")
MAY_BE_NOUGHT = (Target.Comparator.AT_MOST, Target.Comparator.EXACTLY, Target.Comparator.BETWEEN)
KINDS = [
    ("count", gettext_lazy("antal: så många gånger eller så många av något")),
    ("hours", gettext_lazy("timmar: så mycket tid")),
    ("rate", gettext_lazy("takt: så många i veckan, i månaden eller om året")),
    ("cadence", gettext_lazy("återkommande: görs varje vecka, månad eller tertial")),
    ("share", gettext_lazy("andel: så många procent av något")),
    ("coverage", gettext_lazy("täckning: varje plats eller objekt, så ofta")),
    ("slot", gettext_lazy("fast tid: samma dag och klockslag")),
    ("milestone", gettext_lazy("milstolpe: klart till en viss dag")),
    ("on_demand", gettext_lazy("vid behov: när det händer något eller någon ber om det")),
    ("follow_on", gettext_lazy("efter varje: inom en tid efter något annat")),
    ("indicator", gettext_lazy("mätetal: ett läge i en mätning")),
    ("qualitative", gettext_lazy("i ord: utan siffra")),
]


class ActivityForm(SeenMixin, ScreenedMixin, OnceForm):
    """What is undertaken, by whom."""

    title = forms.CharField(
        label=gettext_lazy("Kort rubrik"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv en kort rubrik.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Aktivitet, med löftets egna ord"),
        widget=forms.Textarea(attrs={"rows": 4, **SWEDISH}),
        max_length=5000,
        error_messages={"required": gettext_lazy("Skriv vad som ska göras.")},
    )
    point = forms.ModelChoiceField(
        label=gettext_lazy("Under löftespunkt"),
        queryset=PromisePoint.objects.none(),
        widget=SwedishSelect,
        required=False,
    )
    responsible = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Ansvarar"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    contributing = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Medverkar"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, promise: Promise, activity: Activity | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"initial": _activity_values(activity)}))
        if activity is not None:
            self.remember(_activity_values(activity))
        members = queries.members(promise.partnership_id)
        choices(self, "responsible").queryset = members
        choices(self, "contributing").queryset = members
        choices(self, "point").queryset = promise.points.order_by("position", "pk")
        name_the_empty(self)

    def words(self) -> ActivityWords:
        """Return what was written."""
        written = self.cleaned_data
        return ActivityWords(
            title=written["title"],
            text=written["text"],
            point=written["point"],
            responsible=tuple(written["responsible"]),
            contributing=tuple(written["contributing"]),
        )


def _activity_values(activity: Activity | None) -> dict[str, Any]:
    if activity is None:
        return {}
    parts: dict[str, list[int]] = {part: [] for part in ActivityParty.Part.values}
    for one in activity.parties.all():
        parts[one.part].append(one.organisation_id)
    return {"title": activity.title, "text": activity.text, "point": activity.point_id} | parts


def stored_in(activity: Activity) -> list[object]:
    """Return all that an activity says, for a stamp; its parties and targets are best fetched with it."""
    return [_activity_values(activity), *(_target_values(one) for one in activity.targets.all())]


class ConfirmForm(SeenMixin, OnceForm):
    """Yes to an activity as its reader saw it."""

    changed_meanwhile = gettext_lazy(
        "Aktiviteten har ändrats sedan du läste den. Läs den igen, och tryck på Stämmer om den är rätt."
    )

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remember(stored_in(activity))


def _kind_name(kind: KindOfWork) -> str:
    return kind.name if language.current() == "sv" else kind.name_en


def _quantity_name(quantity: Quantity) -> str:
    """Name a quantity under its kind's name."""
    name = quantity.name if language.current() == "sv" else quantity.name_en
    return f"{_kind_name(quantity.kind_of_work)}: {name}"


class TargetForm(SeenMixin, ScreenedMixin, PaceMixin, SpecialFields, OnceForm):
    """A rule over logged work: what, how much, where and by when."""

    kind = forms.ChoiceField(label=gettext_lazy("Slags mål"), choices=KINDS)
    comparator = forms.ChoiceField(
        label=gettext_lazy("Jämförelse"),
        choices=as_choices(Target.Comparator.choices, gettext_lazy("ingen")),
        required=False,
    )
    value = Amount(label=gettext_lazy("Tal"), required=False)
    upper = Amount(
        label=gettext_lazy("Övre tal"), required=False, help_text=gettext_lazy("Bara vid ”mellan”.")
    )
    unit = forms.CharField(
        label=gettext_lazy("Enhet, som löftet säger den"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=80,
        required=False,
    )
    per = forms.ChoiceField(
        label=gettext_lazy("Per"),
        choices=as_choices(Target.Per.choices, gettext_lazy("inte sagt")),
        required=False,
    )
    minimum_minutes = forms.IntegerField(
        label=gettext_lazy("Minsta längd i minuter"),
        min_value=1,
        max_value=1440,
        required=False,
        error_messages={
            "min_value": gettext_lazy("Minst en minut."),
            "max_value": gettext_lazy("Ett dygn har 1 440 minuter."),
            "invalid": gettext_lazy("Skriv hela minuter."),
        },
    )
    kind_of_work = forms.ModelChoiceField(
        label=gettext_lazy("Arbete som räknas"),
        queryset=KindOfWork.objects.order_by("position", "pk"),
        required=False,
    )
    quantity = forms.ModelChoiceField(
        label=gettext_lazy("Mängd som räknas"), queryset=Quantity.objects.none(), required=False
    )
    whole = forms.ModelChoiceField(
        label=gettext_lazy("Andel av"), queryset=Quantity.objects.none(), required=False
    )
    counted_state = forms.ChoiceField(
        label=gettext_lazy("Ärenden räknas när de är"),
        choices=as_choices(Target.CountedState.choices, gettext_lazy("inte avgjort")),
        required=False,
    )
    only_own_entries = forms.BooleanField(
        label=gettext_lazy("Räkna bara arbete som loggats på just den här aktiviteten"), required=False
    )
    places = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Områden"),
        queryset=AreaSet.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    over_prioritised_areas = forms.BooleanField(
        label=gettext_lazy("I de områden som kommunen prioriterat, dag för dag"), required=False
    )
    each_place = forms.ChoiceField(
        label=gettext_lazy("Gäller talet varje område?"),
        choices=[
            ("", gettext_lazy("inte avgjort")),
            ("each", gettext_lazy("varje område för sig")),
            ("together", gettext_lazy("områdena tillsammans")),
        ],
        required=False,
    )
    starts = Day(label=gettext_lazy("Egen första dag"), required=False)
    last_day = Day(label=gettext_lazy("Egen sista dag"), required=False)
    recipients = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Ska delas med"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sign = forms.CharField(
        label=gettext_lazy("Tecken på att det är uppfyllt"),
        help_text=gettext_lazy(
            "För mål i ord och mätetal: vad ska gå att se, och hur var det från början? "
            "För en milstolpe: vad ska visa att det är klart, till exempel ett beslut eller ett protokoll?"
        ),
        widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
        max_length=1000,
        required=False,
    )

    def __init__(self, *args: Any, promise: Promise, target: Target | None = None, **kwargs: Any) -> None:
        self.promise = promise
        super().__init__(*args, **(kwargs | {"initial": _target_values(target)}))
        if target is not None:
            self.remember(_target_values(target))
        quantities = Quantity.objects.select_related("kind_of_work")
        choices(self, "kind_of_work").label_from_instance = _kind_name
        for name in ("quantity", "whole"):
            choices(self, name).label_from_instance = _quantity_name
            choices(self, name).queryset = quantities.order_by("kind_of_work__position", "position", "pk")
        choices(self, "places").queryset = AreaSet.objects.filter(
            partnership_id=promise.partnership_id
        ).order_by("position", "sort_key", "pk")
        choices(self, "recipients").queryset = queries.members(promise.partnership_id)
        choices(self, "occasion_kind").label_from_instance = _kind_name
        choices(self, "spots").queryset = known_places(promise.partnership_id)
        choices(self, "indicator").queryset = indicators(promise.partnership_id)
        name_the_empty(self)

    @property
    def everyday(self) -> list[forms.BoundField]:
        """Return the fields that most targets need, for the template."""
        return [self[name] for name in EVERYDAY]

    @property
    def seldom(self) -> list[forms.BoundField]:
        """Return the other fields."""
        return [field for field in self.visible_fields() if field.name not in (*EVERYDAY, *SPECIAL)]

    @property
    def special_fields(self) -> list[forms.BoundField]:
        """Return the fields that only some kinds need."""
        return [self[name] for name in SPECIAL]

    @property
    def has_special(self) -> bool:
        """Say whether something is written, or wrong, in them."""
        return any(self[name].value() or self[name].errors for name in SPECIAL)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._clean_numbers(cleaned)
        self._clean_days(cleaned)
        self.clean_paced(cleaned, self.promise)
        self.clean_special(cleaned)
        kind_of_work = cleaned.get("kind_of_work")
        for name in ("quantity", "whole"):
            quantity = cleaned.get(name)
            if quantity is not None and quantity.kind_of_work != kind_of_work:
                self.add_error(
                    name, gettext("Mängden hör till ett annat slags arbete. Välj en som hör ihop.")
                )
        return cleaned

    def _clean_numbers(self, cleaned: dict[str, Any]) -> None:
        value, upper = cleaned.get("value"), cleaned.get("upper")
        is_between = cleaned.get("comparator") == Target.Comparator.BETWEEN
        if cleaned.get("kind") == Target.Kind.QUALITATIVE and value is not None:
            self.add_error("value", gettext("Ett mål i ord har ingen siffra. Ta bort den eller byt slag."))
        if cleaned.get("kind") == Target.Kind.SHARE and value is not None and value > 100:
            self.add_error("value", gettext("En andel är högst 100 procent."))
        if cleaned.get("kind") == Target.Kind.SHARE and upper is not None and upper > 100:
            self.add_error("upper", gettext("En andel är högst 100 procent."))
        is_level = cleaned.get("kind") == Target.Kind.INDICATOR
        if value == 0 and not is_level and cleaned.get("comparator") not in MAY_BE_NOUGHT:
            said = gettext("Noll är uppfyllt redan från början. Skriv ett större tal, eller välj högst.")
            self.add_error("value", forms.ValidationError(said, code="nought"))
        if is_between and (value is None or upper is None or upper <= value):
            self.add_error("upper", gettext("Skriv ett övre tal som är större än det första."))
        if upper is not None and not is_between:
            self.add_error("upper", gettext("Ett övre tal hör till ”mellan”. Töm rutan eller välj mellan."))

    def _clean_days(self, cleaned: dict[str, Any]) -> None:
        promise, starts, last = self.promise, cleaned.get("starts"), cleaned.get("last_day")
        outside = gettext("Dagen ligger utanför löftets tid. Välj en dag inom den.")
        for name, day in (("starts", starts), ("last_day", last)):
            if day is not None and not promise.starts <= day < promise.ends:
                self.add_error(name, outside)
        if starts is not None and last is not None and last < starts:
            self.add_error("last_day", gettext("Sista dagen ligger före den första. Byt plats på dem."))

    def terms(self) -> TargetTerms:
        """Return what was written."""
        written = self.cleaned_data
        same = ("kind", "comparator", "value", "upper", "unit", "per", "minimum_minutes", "kind_of_work")
        also = ("quantity", "whole", "counted_state", "only_own_entries", "over_prioritised_areas", "sign")
        return TargetTerms(
            **{name: written[name] for name in (*same, *also)},
            each_place={"each": True, "together": False}.get(written["each_place"]),
            starts=written["starts"],
            ends=written["last_day"] + timedelta(days=1) if written["last_day"] else None,
            places=tuple(written["places"]),
            recipients=tuple(written["recipients"]),
            **self.pace_terms(),
            **self.special(),
        )


def _target_values(target: Target | None) -> dict[str, Any]:
    if target is None:
        return {"kind": Target.Kind.COUNT, "comparator": Target.Comparator.AT_LEAST}
    same = ("kind", "comparator", "value", "upper", "unit", "per", "minimum_minutes", "starts", "sign")
    keys = ("kind_of_work_id", "quantity_id", "whole_id")
    also = ("counted_state", "only_own_entries", "over_prioritised_areas")
    return {
        **{name: getattr(target, name) for name in (*same, *also)},
        **{name.removesuffix("_id"): getattr(target, name) for name in keys},
        "each_place": {True: "each", False: "together"}.get(target.each_place, ""),  # type: ignore[arg-type]
        "last_day": target.ends - timedelta(days=1) if target.ends else None,
        "places": [one.area_set_id for one in target.places.all()],
        "recipients": [one.organisation_id for one in target.recipients.all()],
        **pace_values(target),
        **special_values(target),
    }
