"""Forms of people and roles: giving one, ending one, letting a deputy sign, changing what a role may do."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts import rights
from lofte.accounts.giving import Absence, Office
from lofte.accounts.models import Invite, Organisation, Partnership, Role, User
from lofte.accounts.people import words
from lofte.accounts.rights import Right
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect, option
from lofte.base.screened import ScreenedMixin

KNOWN = "kanda"  # the list of addresses that the page offers
EARLIEST, LATEST = date(2011, 1, 1), date(2099, 12, 31)  # the first handbook on promises; a typing error


class Day(forms.DateField):
    """A day."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **kwargs)
        self.error_messages["required"] = gettext_lazy("Skriv vilken dag.")
        self.error_messages["invalid"] = gettext_lazy("Skriv dagen som 2026-03-31.")

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(gettext("Kontrollera året."), code="year")
        return day


def _after(last: date | None) -> date | None:
    return None if last is None else last + timedelta(days=1)


class GiveForm(OnceForm):
    """Who gets which role, for which organisation, from when until when."""

    email = forms.EmailField(
        label=gettext_lazy("Personens e-postadress"),
        help_text=gettext_lazy("Den som personen loggar in med."),
        error_messages={
            "required": gettext_lazy("Skriv adressen."),
            "invalid": gettext_lazy("Skriv en hel e-postadress, till exempel kim@kommunen.se."),
        },
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Roll"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj en roll.")},
    )
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("För organisationen"),
        queryset=Organisation.objects.none(),
        widget=SwedishSelect,
        error_messages={"required": gettext_lazy("Välj en organisation.")},
    )
    starts = Day(label=gettext_lazy("Första dag"))
    last_day = Day(
        label=gettext_lazy("Sista dag"), required=False, help_text=gettext_lazy("Tomt: tills vidare.")
    )

    def __init__(
        self, *args: Any, partnership: Partnership, today: date, invite: Invite | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        if invite is not None and invite.used_by is not None:
            fields["email"].initial, fields["kind"].initial = invite.used_by.email, invite.kind
            fields["organisation"].initial = invite.organisation_id
        fields["email"].widget.attrs["list"] = KNOWN
        fields["organisation"].queryset = partnership.organisations.order_by("name", "pk")
        fields["organisation"].empty_label = gettext("Välj")
        fields["kind"].choices = [
            (kind, option(str(label).capitalize(), words.ROLES[kind])) for kind, label in Role.Kind.choices
        ]
        fields["starts"].initial = today

    def clean_email(self) -> User:
        """Find the person: an account is made elsewhere, never by giving a role."""
        found = User.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                gettext(
                    "Ingen med den adressen kan logga in. Kontrollera den, eller bjud in personen först."
                ),
                code="nobody",
            )
        return found

    def office(self) -> Office:
        """Return what a valid form says."""
        said = self.cleaned_data
        return Office(
            said["email"], said["organisation"], said["kind"], said["starts"], _after(said["last_day"])
        )


class EndForm(OnceForm):
    """The last day of a role: yesterday ends it at once, and nothing is ended further back."""

    last_day = Day(
        label=gettext_lazy("Sista dag"), help_text=gettext_lazy("Gårdagens datum avslutar rollen genast.")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = today - timedelta(days=1)
        self.fields["last_day"].initial = today

    def clean_last_day(self) -> date:
        last: date = self.cleaned_data["last_day"]
        if last < self.earliest:
            raise forms.ValidationError(
                gettext("Dagen har varit. Det som gjordes då gjordes i rollen."), code="past"
            )
        return last

    def on(self) -> date:
        last: date = self.cleaned_data["last_day"]
        return last + timedelta(days=1)


class AbsenceForm(ScreenedMixin, OnceForm):
    """Who signs for whom, between which days, on what decision."""

    signatory = forms.ModelChoiceField(
        label=gettext_lazy("Godkännare"),
        queryset=Role.objects.none(),
        widget=SwedishSelect,
        error_messages={"required": gettext_lazy("Välj vem som är borta.")},
    )
    deputy = forms.ModelChoiceField(
        label=gettext_lazy("Ställföreträdare"),
        queryset=Role.objects.none(),
        widget=SwedishSelect,
        error_messages={"required": gettext_lazy("Välj vem som skriver under.")},
    )
    starts = Day(label=gettext_lazy("Första dag"))
    last_day = Day(label=gettext_lazy("Sista dag"), help_text=gettext_lazy("Högst ett år."))
    decision = forms.CharField(
        label=gettext_lazy("Vilket beslut?"),
        help_text=gettext_lazy("Behövs när någon annan än godkännaren själv begär det."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=SWEDISH),
    )

    def __init__(self, *args: Any, signatories: Any, deputies: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        for name, some in (("signatory", signatories), ("deputy", deputies)):
            fields[name].queryset = some
            fields[name].label_from_instance = _person
            fields[name].empty_label = gettext("Välj")
        fields["starts"].initial = today

    def absence(self) -> Absence:
        said = self.cleaned_data
        ends = said["last_day"] + timedelta(days=1)
        return Absence(said["signatory"], said["deputy"], said["starts"], ends, said["decision"])


def _person(role: Role) -> str:
    return f"{role.user.name}, {role.organisation.name}"


class RightsForm(OnceForm):
    """What one kind of role may do. `seen` is what it may as the page was read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    may = forms.MultipleChoiceField(
        label=gettext_lazy("Rollen får"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en sak, eller avsluta rollerna i stället.")},
    )

    def __init__(self, *args: Any, kind: str, now: frozenset[Right], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [right for right in Right if right not in rights.WITHOUT_A_ROOM]
        fields: dict[str, Any] = dict(self.fields)
        fields["may"].choices = [
            (right.value, str(words.RIGHTS[right])[:1].upper() + str(words.RIGHTS[right])[1:])
            for right in offered
            if right is not Right.SIGN or kind == rights.SIGNATORY
        ]
        fields["may"].initial = [right.value for right in offered if right in now]
        fields["seen"].initial = " ".join(sorted(now))

    def was(self) -> frozenset[Right]:
        """Return what the page showed; a word that is no right was never shown."""
        return frozenset(Right(one) for one in self.cleaned_data["seen"].split() if one in set(Right))

    def wanted(self) -> frozenset[Right]:
        """Return what was chosen, and what no page offers to change."""
        kept = self.was() & rights.WITHOUT_A_ROOM
        return frozenset(Right(one) for one in self.cleaned_data["may"]) | kept
