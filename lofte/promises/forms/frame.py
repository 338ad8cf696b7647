"""The frame of a draft, one form for each part of it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.models import Organisation
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect
from lofte.base.screened import ScreenedMixin
from lofte.promises import queries
from lofte.promises.actions import Heading, Signed
from lofte.promises.forms.beginning import choices
from lofte.promises.forms.fields import Day, PeriodMixin, lines_of, name_the_empty
from lofte.promises.forms.seen import SeenMixin
from lofte.promises.models import Agreement, Programme, Promise

MORE_ROWS = 2  # empty rows below those that are written
MOST_LINES = 40  # of headlines, focus areas or channels: a longer list is something else
LONGEST_LINE = 200  # characters of a focus area or a channel
LONGEST_TEXT = 20_000  # characters of the purpose, or of how it was arrived at: some ten pages


class HeadingForm(SeenMixin, ScreenedMixin, PeriodMixin, OnceForm):
    """Title, time, why and how followed up."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv en rubrik.")},
    )
    starts = Day(label=gettext_lazy("Första dag"))
    last_day = Day(label=gettext_lazy("Sista dag"))
    rhythm = forms.ChoiceField(label=gettext_lazy("Uppföljning"), choices=Promise.Rhythm.choices)
    channels = forms.CharField(
        label=gettext_lazy("Var uppföljningen visas"),
        help_text=gettext_lazy("En plats per rad."),
        widget=forms.Textarea(attrs={"rows": 3, **SWEDISH}),
        required=False,
    )
    agreement = forms.ModelChoiceField(
        label=gettext_lazy("Samverkansöverenskommelse"),
        queryset=Agreement.objects.none(),
        widget=SwedishSelect,
        required=False,
    )
    other_agreement = forms.CharField(
        label=gettext_lazy("Eller en annan överenskommelse"),
        help_text=gettext_lazy("Skriv namnet med åren. Utan år gäller den tills vidare."),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=200,
        required=False,
    )
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Handlingsprogram"),
        queryset=Programme.objects.none(),
        widget=SwedishSelect,
        required=False,
    )
    other_programme = forms.CharField(
        label=gettext_lazy("Eller ett annat program"),
        help_text=gettext_lazy(
            "Skriv namnet med åren, till exempel ”Handlingsprogram för trygghet 2027–2030”."
        ),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=200,
        required=False,
    )
    extends_text = forms.CharField(
        label=gettext_lazy("Förlänger, med textens egna ord"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=300,
        required=False,
    )
    purpose = forms.CharField(
        label=gettext_lazy("Syfte"),
        widget=forms.Textarea(attrs={"rows": 4, **SWEDISH}),
        max_length=LONGEST_TEXT,
        required=False,
    )
    grounds = forms.CharField(
        label=gettext_lazy("Hur vi kom fram till löftet"),
        widget=forms.Textarea(attrs={"rows": 4, **SWEDISH}),
        max_length=LONGEST_TEXT,
        required=False,
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        columns = (
            "title",
            "starts",
            "rhythm",
            "agreement",
            "programme",
            "extends_text",
            "purpose",
            "grounds",
        )
        initial = {column: getattr(promise, column) for column in columns}
        initial |= {"last_day": promise.ends - timedelta(days=1), "channels": "\n".join(promise.channels)}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.remember([str(value) for value in initial.values()])
        choices(self, "agreement").queryset = queries.agreements(promise.partnership_id)
        choices(self, "programme").queryset = queries.programmes(promise.partnership_id)
        name_the_empty(self)

    def clean_channels(self) -> list[str]:
        return _short_list(self.cleaned_data["channels"])

    def heading(self) -> Heading:
        """Return what was written."""
        written = self.cleaned_data
        starts, ends = self.window()
        return Heading(
            title=written["title"],
            starts=starts,
            ends=ends,
            rhythm=written["rhythm"],
            extends_text=written["extends_text"],
            purpose=written["purpose"],
            grounds=written["grounds"],
            channels=tuple(written["channels"]),
            agreement_id=written["agreement"].pk if written["agreement"] else None,
            programme_id=written["programme"].pk if written["programme"] else None,
            other_agreement=written["other_agreement"],
            other_programme=written["other_programme"],
        )


class PartiesForm(SeenMixin, OnceForm):
    """Who promises together."""

    parties = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilka lovar?"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en part.")},
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        chosen = [one.organisation_id for one in promise.parties.all()]
        super().__init__(*args, **(kwargs | {"initial": {"parties": chosen}}))
        self.remember(chosen)
        choices(self, "parties").queryset = queries.members(promise.partnership_id)


class FocusForm(SeenMixin, ScreenedMixin, OnceForm):
    """The focus areas, one per line."""

    titles = forms.CharField(
        label=gettext_lazy("Fokusområden"),
        help_text=gettext_lazy("Ett per rad, i den ordning de ska stå."),
        widget=forms.Textarea(attrs={"rows": 8, **SWEDISH}),
        required=False,
    )

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        titles = "\n".join(one.title for one in promise.focus_areas.all())
        super().__init__(*args, **(kwargs | {"initial": {"titles": titles}}))
        self.remember(titles)

    def clean_titles(self) -> list[str]:
        return _short_list(self.cleaned_data["titles"])


def _short_list(text: str) -> list[str]:
    lines = lines_of(text)
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise forms.ValidationError(
            gettext("Högst 40 rader med högst 200 tecken var. Korta ner listan."), code="long"
        )
    return lines


class _RowsForm(SeenMixin, ScreenedMixin, OnceForm):
    """A form with one group of fields for each row that is written, and a few empty ones below."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.n_rows = 0

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the bound fields row by row, for the template."""
        return [[field for field in self if field.name.endswith(f"_{row}")] for row in range(self.n_rows)]


class PointsForm(_RowsForm):
    """The headlines: what is promised, and why."""

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = list(promise.points.all())
        self.remember([[one.pk, one.text, one.reasons] for one in self.points])
        self.n_rows = min(len(self.points) + MORE_ROWS, MOST_LINES)
        for row in range(self.n_rows):
            point = self.points[row] if row < len(self.points) else None
            self.fields[f"text_{row}"] = forms.CharField(
                label=gettext("Löfte %(number)s") % {"number": row + 1},
                initial=point.text if point else "",
                help_text=gettext("Töm rutan för att ta bort löftespunkten.") if point else "",
                widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
                required=False,
                max_length=2000,
            )
            self.fields[f"reasons_{row}"] = forms.CharField(
                label=gettext("Varför löfte %(number)s") % {"number": row + 1},
                initial=point.reasons if point else "",
                widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
                required=False,
                max_length=5000,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for row in range(self.n_rows):
            kept = self.points[row].reasons if row < len(self.points) else ""
            reasons = cleaned.get(f"reasons_{row}")
            if f"text_{row}" in cleaned and not cleaned[f"text_{row}"] and reasons and reasons != kept:
                said = gettext("Skriv vad som lovas, eller töm båda rutorna.")
                self.add_error(f"text_{row}", forms.ValidationError(said, code="no_promise"))
        return cleaned

    def written(self) -> list[tuple[int | None, str, str]]:
        """Return (key, words, reasons) of the rows that hold words."""
        keys = [point.pk for point in self.points] + [None] * MORE_ROWS
        rows = [
            (keys[row], self.cleaned_data[f"text_{row}"], self.cleaned_data[f"reasons_{row}"])
            for row in range(self.n_rows)
        ]
        return [row for row in rows if row[1]]


class SignaturesForm(_RowsForm):
    """Who signed, in office, where and when."""

    signed_on = Day(label=gettext_lazy("Undertecknat den"), required=False)
    signed_at = forms.CharField(
        label=gettext_lazy("Undertecknat i"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=100,
        required=False,
    )

    def may_name(self, name: str) -> bool:
        return name.startswith("name_")

    def __init__(self, *args: Any, promise: Promise, today: date, **kwargs: Any) -> None:
        self.today = today
        first = {"signed_on": promise.signed_on, "signed_at": promise.signed_at}
        super().__init__(*args, **(kwargs | {"initial": first}))
        signatures = list(promise.signatures.all())
        self.remember([str(first), [[one.name, one.title, one.organisation_id] for one in signatures]])
        members = queries.members(promise.partnership_id)
        self.n_rows = len(signatures) + MORE_ROWS
        for row in range(self.n_rows):
            signature = signatures[row] if row < len(signatures) else None
            number = {"number": row + 1}
            self.fields[f"name_{row}"] = forms.CharField(
                label=gettext("Namn %(number)s") % number,
                initial=signature.name if signature else "",
                widget=forms.TextInput(attrs=SWEDISH),
                required=False,
                max_length=120,
            )
            self.fields[f"title_{row}"] = forms.CharField(
                label=gettext("Befattning %(number)s") % number,
                initial=signature.title if signature else "",
                widget=forms.TextInput(attrs=SWEDISH),
                required=False,
                max_length=160,
            )
            self.fields[f"organisation_{row}"] = forms.ModelChoiceField(
                label=gettext("Part %(number)s") % number,
                queryset=members,
                initial=signature.organisation_id if signature else None,
                required=False,
            )
        name_the_empty(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for row in range(self.n_rows):
            has_more = cleaned.get(f"title_{row}") or cleaned.get(f"organisation_{row}")
            if has_more and f"name_{row}" in cleaned and not cleaned[f"name_{row}"]:
                said = gettext("Skriv namnet på den som undertecknat, eller töm raden.")
                self.add_error(f"name_{row}", forms.ValidationError(said, code="no_name"))
        return cleaned

    def clean_signed_on(self) -> date | None:
        day: date | None = self.cleaned_data["signed_on"]
        if day is not None and day > self.today:
            said = gettext("Dagen har inte kommit än. Fyll i den när löftet är undertecknat.")
            raise forms.ValidationError(said, code="future")
        return day

    def signed(self) -> list[Signed]:
        """Return the rows that hold a name."""
        cleaned = self.cleaned_data
        return [
            Signed(cleaned[f"name_{row}"], cleaned[f"title_{row}"], cleaned[f"organisation_{row}"])
            for row in range(self.n_rows)
            if cleaned[f"name_{row}"]
        ]
