"""What is typed when a municipality begins."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext, gettext_lazy

from lofte.accounts.models import Organisation, Partnership
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect, option, quoted
from lofte.base.refusing import LoggedMixin
from lofte.base.screened import ScreenedMixin
from lofte.beginning import municipalities
from lofte.beginning.actions import Founded
from lofte.beginning.templates_of_groups import GroupTemplate, group_templates
from lofte.places.models import AreaSet

MOST_AREAS = 60  # groups made at once


class ChooseForm(LoggedMixin):
    """Which municipality; it only leads on to a picture of it."""

    kommun = forms.ChoiceField(
        label=gettext_lazy("Kommun"),
        widget=SwedishSelect,
        error_messages={
            "required": gettext_lazy("Välj en kommun."),
            "invalid_choice": gettext_lazy("Välj en kommun i listan."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["kommun"].choices = [("", gettext("Välj")), *municipalities.names().items()]


class FoundForm(ScreenedMixin, OnceForm):
    """What the partnership and the municipality are called."""

    unscreened = frozenset({"kommun"})

    kommun = forms.ChoiceField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Vad ska samverkan heta?"),
        help_text=gettext_lazy(
            "Namnet står på de publika sidorna och i deras adress. Oftast kommunens namn."
        ),
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv ett namn.")},
    )
    organisation = forms.CharField(
        label=gettext_lazy("Kommunens hela namn"),
        help_text=gettext_lazy("Så som det står under ett löfte. Rätta det om gissningen är fel."),
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv kommunens namn.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["kommun"].choices = list(municipalities.names().items())

    def founded(self) -> Founded:
        said = self.cleaned_data
        return Founded(said["kommun"], said["name"], said["organisation"])


class OrganisationForm(ScreenedMixin, OnceForm):
    """A party of the partnership."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        help_text=gettext_lazy("Till exempel ”Lokalpolisområde Eksberga” eller ”Eksbergabostäder”."),
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv namnet.")},
    )
    short_name = forms.CharField(
        label=gettext_lazy("Kort namn"),
        help_text=gettext_lazy("Där det är trångt, till exempel ”Polisen”."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=SWEDISH),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad det är för slags organisation.")},
    )
    signs = forms.BooleanField(
        label=gettext_lazy("Undertecknar löften"),
        help_text=gettext_lazy("En part som undertecknar godkänner varje uppföljning innan den publiceras."),
        required=False,
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        fields: dict[str, Any] = dict(self.fields)
        fields["kind"].choices = [
            (value, str(label)[:1].upper() + str(label)[1:]) for value, label in Organisation.Kind.choices
        ]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.partnership.organisations.filter(name__iexact=name).exists():
            raise forms.ValidationError(gettext("Den organisationen är redan med."), code="taken")
        return name


class GroupsForm(OnceForm):
    """Which groups to begin with: those of the whole municipality, and one for each chosen area."""

    groups = forms.MultipleChoiceField(
        label=gettext_lazy("Grupper för hela kommunen"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("BOS, en grupp för varje område"),
        help_text=gettext_lazy("Polis, kommun och bostadsbolag som samverkar i ett bostadsområde."),
        queryset=AreaSet.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, areas: Any, taken: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken
        fields: dict[str, Any] = dict(self.fields)
        fields["groups"].choices = [
            (one.code, option(quoted(one.called()), _about(one)))
            for one in group_templates()
            if not one.per_area and one.called().casefold() not in taken
        ]
        fields["areas"].queryset = areas
        fields["areas"].label_from_instance = quoted

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.wanted():
            raise forms.ValidationError(gettext("Välj minst en grupp som inte redan finns."), code="none")
        if len(self.wanted()) > MOST_AREAS:
            raise forms.ValidationError(gettext("Välj högst sextio åt gången."), code="many")
        return cleaned

    def wanted(self) -> list[tuple[GroupTemplate, str]]:
        """Return the templates with the area of each, those that exist already left out."""
        chosen = self.cleaned_data.get("groups", [])
        areas: Sequence[AreaSet] = list(self.cleaned_data.get("areas", []))
        found = [(one, "") for one in group_templates() if one.code in chosen]
        found += [(one, area.name) for one in group_templates() if one.per_area for area in areas]
        return [(one, area) for one, area in found if one.called(area).casefold() not in self.taken]


def _about(template: GroupTemplate) -> str:
    return template.about_en if (get_language() or "sv").startswith("en") else template.about


class FinishForm(OnceForm):
    """That the beginning is over."""
