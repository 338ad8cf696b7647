"""Forms of what is agreed: an obligation, terms and breaks, groups and their seats, reminders, feeds."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.grouping import GroupDraft, groups
from lofte.accounts.models import Group, Organisation, Partnership, User
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH
from lofte.base.screened import ScreenedMixin
from lofte.places.models import AreaSet
from lofte.promises.forms.fields import Day, PeriodMixin, name_the_empty
from lofte.promises.models import Target
from lofte.work.models import AgreedTime, Obligation
from lofte.work.obligations.agreeing import Agreed, Time

WEEK_WRONG = dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("Skriv en vecka, 1 till 53."))
DAYS_WRONG = dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("Skriv dagar, 0 till 60."))


def _days(label: Any, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=help_text, min_value=0, max_value=60, required=False, error_messages=DAYS_WRONG
    )


def _week(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=53, required=False, error_messages=WEEK_WRONG
    )


def _decision(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv var det är beslutat.")},
    )


class ObligationForm(ScreenedMixin, OnceForm):
    """What is agreed for one rhythm."""

    group = forms.ModelChoiceField(label=gettext_lazy("Grupp"), queryset=Group.objects.none(), required=False)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=gettext_lazy("Om ingen är vald svarar de parter som löftet nämner."),
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"),
        queryset=User.objects.none(),
        required=False,
        help_text=gettext_lazy("Bara om en viss person har tagit på sig det."),
    )
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Veckodag"), coerce=int, empty_value=None, required=False
    )
    begins_at = forms.TimeField(
        label=gettext_lazy("Klockslag"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("Skriv klockslaget som 09:00.")},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Längd i minuter"), min_value=5, max_value=1440, initial=60, required=False
    )
    on_holidays = forms.BooleanField(label=gettext_lazy("Helgdagar och aftnar är fria"), required=False)
    first_free_week = _week(gettext_lazy("Fri från och med vecka"))
    last_free_week = _week(gettext_lazy("Till och med vecka"))
    in_breaks = forms.BooleanField(label=gettext_lazy("Samverkans uppehåll är fria"), required=False)
    in_terms_only = forms.BooleanField(
        label=gettext_lazy("Gäller bara under skolans terminer"), required=False
    )
    days_before = _days(gettext_lazy("Påminn så många dagar före"), gettext_lazy("Tomt: ingen påminnelse."))
    days_after = _days(gettext_lazy("Påminn så många dagar efter, om det är missat"))
    decision = _decision(
        gettext_lazy("Var det är överenskommet"), gettext_lazy("Till exempel: SSG 12 mars, § 4.")
    )
    agreed_on = Day(
        label=gettext_lazy("Överenskommet den"),
        help_text=gettext_lazy(
            "Det som är fritt gäller från den dagen. Det som redan var missat förblir missat."
        ),
    )

    def __init__(
        self, *args: Any, partnership: Partnership, agreed: Obligation | None, today: date, **kwargs: Any
    ) -> None:
        initial = {name: getattr(agreed, name) for name in vars_of_agreed()} if agreed else {}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.today = today
        fields: dict[str, Any] = dict(self.fields)
        fields["group"].queryset = groups([partnership.pk], today)
        fields["organisation"].queryset = partnership.organisations.order_by("name", "pk")
        fields["person"].queryset = people(partnership)
        fields["weekday"].choices = [("", gettext("ingen viss dag")), *Obligation.Weekday.choices]
        name_the_empty(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("begins_at") and cleaned.get("weekday") is None:
            self.add_error("weekday", gettext("Välj en veckodag, annars har klockslaget ingen dag."))
        weeks = [cleaned.get("first_free_week"), cleaned.get("last_free_week")]
        if (weeks[0] is None) != (weeks[1] is None):
            self.add_error("last_free_week", gettext("Skriv både den första och den sista fria veckan."))
        agreed_on = cleaned.get("agreed_on")
        if agreed_on is not None and agreed_on > self.today:
            self.add_error("agreed_on", gettext("Dagen har inte varit än. Skriv dagen då ni kom överens."))
        return cleaned

    def agreed(self) -> Agreed:
        """Return what a valid form says."""
        found = {name: self.cleaned_data[name] for name in vars_of_agreed()}
        return Agreed(**found | {"minutes": found["minutes"] or 60})


def vars_of_agreed() -> tuple[str, ...]:
    return tuple(Agreed.__dataclass_fields__)


def people(partnership: Partnership) -> Any:
    """Return those who hold a role in the partnership."""
    return (
        User.objects.filter(roles__partnership=partnership, is_active=True).distinct().order_by("name", "pk")
    )


class TimeForm(ScreenedMixin, PeriodMixin, OnceForm):
    """A school term, or a break."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"),
        choices=AgreedTime.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj termin eller uppehåll.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=80,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv ett namn.")},
    )
    starts = Day(label=gettext_lazy("Första dag"))
    last_day = Day(label=gettext_lazy("Sista dag"))
    decision = _decision(gettext_lazy("Beslut"))
    decided_on = Day(label=gettext_lazy("Beslutat den"))

    def time(self) -> Time:
        found = self.cleaned_data
        starts, ends = self.window()
        return Time(found["kind"], found["name"], starts, ends, found["decision"], found["decided_on"])


class GroupForm(ScreenedMixin, OnceForm):
    """A group's name, kind and days."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=120,
        widget=forms.TextInput(attrs=SWEDISH),
        help_text=gettext_lazy("Som ni säger: SSG, BOS Råslätt, Trygghetsrådet."),
        error_messages={"required": gettext_lazy("Skriv ett namn.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=Group.Kind.choices)
    starts = Day(label=gettext_lazy("Finns från och med"))
    last_day = Day(label=gettext_lazy("Sista dag"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, last = cleaned.get("starts"), cleaned.get("last_day")
        if starts and last and last < starts:
            self.add_error("last_day", gettext("Sista dagen ligger före den första. Byt plats på dem."))
        return cleaned

    def draft(self) -> GroupDraft:
        found = self.cleaned_data
        last = found["last_day"]
        ends = None if last is None else last + timedelta(days=1)
        return GroupDraft(found["name"], found["kind"], found["starts"], ends)


class SeatForm(OnceForm):
    """A seat in a group."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Organisation"),
        queryset=Organisation.objects.none(),
        error_messages={"required": gettext_lazy("Välj en organisation.")},
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"),
        queryset=User.objects.none(),
        required=False,
        help_text=gettext_lazy("Lämna tomt om organisationen sänder den som kan."),
    )
    starts = Day(label=gettext_lazy("Från och med"))

    def __init__(self, *args: Any, partnership: Partnership, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **(kwargs | {"initial": {"starts": today}}))
        fields: dict[str, Any] = dict(self.fields)
        fields["organisation"].queryset = partnership.organisations.order_by("name", "pk")
        fields["person"].queryset = people(partnership)
        name_the_empty(self)


class RemindersForm(OnceForm):
    """Which reminders a person wants, and in which language."""

    reminded_of = forms.ChoiceField(
        label=gettext_lazy("Påminnelser med e-post"), choices=User.Reminded.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Språk i breven"),
        choices=[("sv", "svenska"), ("en", "English")],
        widget=forms.RadioSelect,
    )


class FeedForm(OnceForm):
    """Which calendar to make an address for; none of the two: one's own."""

    group = forms.ModelChoiceField(queryset=Group.objects.none(), required=False, widget=forms.HiddenInput)
    area_set = forms.ModelChoiceField(
        queryset=AreaSet.objects.none(), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, partnership_ids: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["group"].queryset = Group.objects.filter(partnership__in=partnership_ids)
        fields["area_set"].queryset = AreaSet.objects.filter(partnership__in=partnership_ids)


def owing_targets(partnership_id: int) -> Any:
    """Return the targets of adopted promises for which something can be agreed."""
    return Target.objects.filter(
        activity__promise__partnership=partnership_id, activity__promise__adopted_on__isnull=False
    )
