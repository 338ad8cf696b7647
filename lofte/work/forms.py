"""Forms of the log: one for each kind of work, made of its quantities, checklist and recipients."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.models import Organisation, User
from lofte.accounts.viewers import Viewer
from lofte.base.hidden_keys import HiddenKeyField, Of
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect
from lofte.base.screen_policy import Reach
from lofte.base.screened import ScreenedMixin
from lofte.places.models import Area, Place
from lofte.promises.models import Activity, KindOfWork
from lofte.work import actions, field, words
from lofte.work.admitting import MAX_MINUTES, MAX_QUANTITY, Draft, Refused
from lofte.work.models import Entry
from lofte.work.templatetags.work import quantity_name

CLOCKS = ("%H:%M", "%H.%M", "%H:%M:%S")
OWN_WORDS = "annat"  # the reason that is written out

REASONS = (
    gettext_lazy("Fel område"),
    gettext_lazy("Fel dag"),
    gettext_lazy("Fel längd eller antal"),
    gettext_lazy("Loggat två gånger"),
    gettext_lazy("Det blev inte av"),
)


MORE = ("occurred_on", "started_at", "ended_at", "place", "activity", "on_behalf_of", "note")


@dataclass(frozen=True)
class Desk:
    """What a viewer can choose among when logging one kind of work on a day."""

    kind: KindOfWork
    today: date
    organisations: Sequence[Organisation]
    suggested: Sequence[Area]
    areas: Sequence[Area]
    members: Sequence[Organisation]
    is_usual: bool  # the first area suggested is where the viewer did this last


def desk(viewer: Viewer, kind: KindOfWork, today: date) -> Desk:
    """Lay out the choices: a handful of queries, the same however much is logged."""
    areas = list(field.areas(viewer).defer("geometry"))  # only their keys and names are asked
    suggested = field.suggested_areas(viewer, kind, today, areas)
    last = field.mine(viewer).filter(kind_of_work=kind).first()
    return Desk(
        kind=kind,
        today=today,
        organisations=list(field.organisations(viewer)),
        suggested=suggested,
        areas=areas,
        members=list(field.members(viewer)),
        is_usual=last is not None and [last.area_id] == [area.pk for area in suggested[:1]],
    )


class LogForm(ScreenedMixin, OnceForm):
    """One piece of work. Its note stays in the own organisation."""

    reach = Reach.OWN

    asked_apart: Sequence[str] = ("organisation", "checks", "recipients")

    area = forms.ChoiceField(
        label=gettext_lazy("Var?"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": words.AREA},
    )
    other_area = forms.ChoiceField(
        label=gettext_lazy("Ett annat område än de ovan"),
        required=False,
        error_messages={"invalid_choice": words.AREA},
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Hur länge, i minuter?"),
        min_value=1,
        max_value=MAX_MINUTES,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), words.MINUTES),
    )
    occurred_on = forms.DateField(
        label=gettext_lazy("Vilken dag?"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Ange vilken dag det var."),
            "invalid": gettext_lazy("Skriv dagen som 2026-05-03."),
        },
    )
    started_at = forms.TimeField(
        label=gettext_lazy("När började det?"),
        required=False,
        input_formats=CLOCKS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": words.CLOCK},
    )
    ended_at = forms.TimeField(
        label=gettext_lazy("När slutade det?"),
        required=False,
        input_formats=CLOCKS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=gettext_lazy(
            "Med båda klockslagen räknas minuterna ut. Arbete över midnatt hör till dagen då det började."
        ),
        error_messages={"invalid": words.CLOCK},
    )
    place: "forms.ModelChoiceField[Place]" = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Plats"),
        required=False,
        empty_label=gettext_lazy("Ingen särskild"),
        error_messages={"invalid_choice": words.PLACE},
    )
    activity: "forms.ModelChoiceField[Activity]" = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("På vilken aktivitet?"),
        widget=SwedishSelect,
        required=False,
        empty_label=gettext_lazy("Ingen särskild"),
        error_messages={"invalid_choice": words.ACTIVITY},
    )
    on_behalf_of: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Loggar du åt någon som har ringt in?"),
        required=False,
        empty_label=gettext_lazy("Nej, jag gjorde det själv"),
        error_messages={"invalid_choice": words.ON_BEHALF_OF},
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        required=False,
        max_length=1000,
        error_messages={"max_length": words.NOTE_LONG},
        widget=forms.Textarea(attrs={"rows": 3, **SWEDISH}),
        help_text=gettext_lazy(
            "Skriv inget som pekar ut en person. Bara din organisation ser anteckningen. Den publiceras inte."
        ),
    )

    def __init__(self, at: Desk, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at, self.kind = at, at.kind
        self._set_areas()
        self._set_facts(viewer)
        self._add_quantities()
        self._add_lists()

    def _set_areas(self) -> None:
        suggested = [(str(area.pk), area.name) for area in self.at.suggested]
        every = [(str(area.pk), area.name) for area in self.at.areas]
        # What was chosen stays a choice, though others have logged elsewhere since the form was shown.
        before = str(self.data.get("area") or self.initial.get("area", ""))
        if before in dict(every) and before not in dict(suggested):
            suggested.insert(0, (before, dict(every)[before]))
        self.fields["area"].choices = suggested  # type: ignore[attr-defined]
        self.fields["other_area"].choices = [("", gettext("Välj i listan")), *every]  # type: ignore[attr-defined]
        is_certain = self.at.is_usual or len(suggested) == 1  # else one press would log at a guess
        self.initial.setdefault("area", suggested[0][0] if suggested and is_certain else "")

    def _set_facts(self, viewer: Viewer) -> None:
        today = self.at.today
        self.initial.setdefault("minutes", self.kind.usual_minutes)
        self.initial.setdefault("occurred_on", today)
        self.fields["occurred_on"].widget.attrs["max"] = today.isoformat()
        self.fields["place"].queryset = field.places(viewer)  # type: ignore[attr-defined]
        self.fields["activity"].queryset = field.activities(viewer, today, self._said_day())  # type: ignore[attr-defined]
        self.fields["on_behalf_of"].queryset = field.colleagues(viewer, today)  # type: ignore[attr-defined]
        if len(self.at.organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=gettext("För vem?"),
                choices=[(str(row.pk), row.name) for row in self.at.organisations],
                widget=forms.RadioSelect,
                initial=str(self.at.organisations[0].pk),
            )

    def _said_day(self) -> date:
        """Return the day that was sent: what waited in a phone is judged by the promises of its own day."""
        try:
            return date.fromisoformat(str(self.data.get("occurred_on", "")))
        except ValueError:
            return self.at.today

    def _add_quantities(self) -> None:
        for quantity in self.kind.quantities.order_by("position", "pk"):
            self.fields[f"quantity_{quantity.code}"] = forms.IntegerField(
                label=quantity_name(quantity).capitalize(),
                min_value=0,
                max_value=MAX_QUANTITY,
                required=quantity.is_asked,
                error_messages={
                    "required": words.QUANTITY_MISSING,
                    **dict.fromkeys(("invalid", "min_value", "max_value"), words.QUANTITY_ABSURD),
                },
                initial=(1 if quantity.part_of_id is None else 0) if quantity.is_asked else None,
            )

    def _add_lists(self) -> None:
        if self.kind.states == KindOfWork.States.CASE:
            self.fields["state"] = forms.ChoiceField(
                label=gettext("Vad hände med ärendet?"),
                choices=[("begun", gettext("Det påbörjades")), ("closed", gettext("Det avslutades"))],
                widget=forms.RadioSelect,
                error_messages=dict.fromkeys(("required", "invalid_choice"), words.STATE),
            )
        if self.kind.checklist:
            key = "text_en" if words.language() == "en" else "text"
            self.fields["checks"] = forms.MultipleChoiceField(
                label=gettext("Stämmer det här?"),
                choices=[(row["code"], row.get(key) or row["text"]) for row in self.kind.checklist],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if self.kind.has_recipients:
            self.fields["recipients"] = forms.MultipleChoiceField(
                label=gettext("Vilka fick den?"),
                choices=[(str(row.pk), row.name) for row in self.at.members],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[str(row.pk) for row in self.at.members],
                error_messages={"invalid_choice": words.RECIPIENTS},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("area") and not cleaned.get("other_area") and "area" not in self.errors:
            self.add_error("area", gettext("Välj ett område."))
        return cleaned

    def draft(self) -> Draft:
        """Return what was filled in."""
        given = self.cleaned_data
        area = given["other_area"] or given["area"]
        asked = given.get("organisation") or str(self.at.organisations[0].pk)
        return Draft(
            key=given["once"],
            kind=self.kind,
            organisation=next(row for row in self.at.organisations if str(row.pk) == asked),
            area=next(row for row in self.at.areas if str(row.pk) == area),
            occurred_on=given["occurred_on"],
            minutes=given["minutes"],
            quantities=dict(self._quantities(given)),
            recipients=[row for row in self.at.members if str(row.pk) in given.get("recipients", ())],
            activity=given["activity"],
            place=given["place"],
            state=given.get("state") or Entry.State.DONE.value,
            checks=given.get("checks", ()),
            note=given["note"],
            is_read=True,
            started_at=given["started_at"],
            ended_at=given["ended_at"],
            on_behalf_of=given["on_behalf_of"],
        )

    def _quantities(self, given: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        for name, value in given.items():
            if name.startswith("quantity_") and value is not None:
                yield name.removeprefix("quantity_"), value

    def refuse(self, refused: Refused) -> None:
        """Say a refusal beside the field it concerns."""
        name = refused.field if refused.field in self.fields else None
        self.add_error(name, words.refusal(refused, self.kind))

    @property
    def numbers(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name.startswith("quantity_")]

    @property
    def choices(self) -> list[BoundField]:
        """Return what this kind asks besides where, how long and how many."""
        return [self[name] for name in self.asked_apart if name in self.fields]

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Return the ways to log, each a press: a case is begun or closed by the press itself."""
        if "state" in self.fields and "state" not in self.asked_apart:
            return [("begun", gettext("Logga som påbörjat")), ("closed", gettext("Logga som avslutat"))]
        return [("", gettext("Logga"))]

    @property
    def more_is_open(self) -> bool:
        """Whether what is usually left as it is holds something to mend."""
        return any(name in self.errors for name in MORE)


def initial_of(entry: Entry) -> dict[str, Any]:
    """Return an entry's facts as a form shows them."""
    return {
        "area": str(entry.area_id),
        "minutes": entry.minutes,
        "occurred_on": entry.occurred_on,
        "started_at": entry.started_at,  # without an end: the minutes say how long
        "place": entry.place_id,
        "activity": entry.activity_id,
        "organisation": str(entry.organisation_id),
        "state": entry.state,
        "checks": entry.checks,
        "note": entry.note.text if hasattr(entry, "note") else "",
        "on_behalf_of": entry.note.on_behalf_of_id if hasattr(entry, "note") else None,
        "recipients": [str(row.organisation_id) for row in entry.recipients.all()],
        **{f"quantity_{row.quantity.code}": row.value for row in entry.quantities.all()},
    }


class ReasonForm(ScreenedMixin, OnceForm):
    """Why an entry is taken back, or a slot was missed."""

    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        max_length=actions.MAX_REASON,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages=dict.fromkeys(("required", "max_length"), words.REASON),
        help_text=gettext_lazy("Skriv inget som pekar ut en person."),
    )

    def refuse(self, refused: Refused) -> None:
        self.add_error("reason" if refused.field == "reason" else None, words.refusal(refused))


class TakeBackForm(ScreenedMixin, OnceForm):
    """Why an entry is taken back: one of the usual reasons, or in own words."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Varför?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ett skäl.")},
    )
    own_words = forms.CharField(
        label=gettext_lazy("Annat skäl"),
        required=False,
        max_length=actions.MAX_REASON,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"max_length": words.REASON},
        help_text=gettext_lazy("Skriv inget som pekar ut en person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = [(str(reason), str(reason)) for reason in REASONS]
        own = (OWN_WORDS, gettext("Annat skäl, med egna ord"))
        self.fields["reason"].choices = [*usual, own]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("reason") == OWN_WORDS and not cleaned.get("own_words"):
            self.add_error("own_words", words.REASON)
        return cleaned

    def words(self) -> str:
        chosen: str = self.cleaned_data["reason"]
        own: str = self.cleaned_data["own_words"]
        return own if chosen == OWN_WORDS else chosen

    def refuse(self, refused: Refused) -> None:
        self.add_error("own_words" if refused.field == "reason" else None, words.refusal(refused))


class ChangeForm(LogForm):
    """An entry written anew: what was wrong with the first is seen from what is changed."""

    asked_apart = ("organisation", "state", "checks", "recipients")


class AgainForm(OnceForm):
    """The same work again, today."""

    entry = HiddenKeyField(of=Of.ENTRY, widget=forms.HiddenInput)
