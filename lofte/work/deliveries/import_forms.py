"""Forms of an import: the file, its columns, their words, and what is to be saved."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts.level_form import Guidance, LevelMixin
from lofte.accounts.models import Organisation
from lofte.base.models import ReceivedForm
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect, quoted
from lofte.base.refusing import LoggedMixin
from lofte.work import words
from lofte.work.admitting import Refused
from lofte.work.deliveries import carrying, columns, import_words, tables
from lofte.work.deliveries.carrying import Carried
from lofte.work.deliveries.forms import OriginMixin
from lofte.work.deliveries.previewing import ADD, REPLACE, Preview, Said
from lofte.work.deliveries.reading import SKIP, Vocabulary
from lofte.work.deliveries.sheet import states_of
from lofte.work.models import ColumnMapping, Delivery
from lofte.work.templatetags.work import kind_name

ALWAYS = ("kind", "area", "day", "week", "count", "minutes", "clock")
BY_KEY = {"kind": "k", "area": "g"}  # the first letter of the fields that ask for words


class GroundSelect(SwedishSelect):
    """A list of places, of which one is none."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if option["value"] == SKIP:
            option["attrs"].pop("lang", None)
        return option


SELECTS: Mapping[str, type[forms.Select]] = {"kind": forms.Select, "area": GroundSelect}


class UploadForm(LoggedMixin):
    """Whose file, and the file."""

    organisation = forms.ChoiceField(label=gettext_lazy("Vems uppgifter är det?"))
    file = forms.FileField(
        label=gettext_lazy("Fil (CSV, Excel eller ODS)"),
        help_text=gettext_lazy(
            "Bara de kolumner du väljer på nästa sida läses. Filen sparas inte, och fri text tas aldrig in."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx,.ods"}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": import_words.UNREADABLE["empty"],
        },
    )

    def __init__(self, organisations: Sequence[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [(str(one.pk), one.name) for one in organisations]  # type: ignore[attr-defined]
        self.fields["organisation"].widget.attrs |= SWEDISH

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file: UploadedFile[Any] | None = cleaned.get("file")
        if file is not None and not self.errors:
            cleaned["carried"] = self._read(file, int(cleaned["organisation"]))
        return cleaned

    def _read(self, file: "UploadedFile[Any]", organisation_id: int) -> Carried | None:
        try:
            if (file.size or 0) > tables.MAX_BYTES:
                raise tables.UnreadableTable("too_large")
            data = file.read()
            carried = Carried(organisation_id, sha256(data).hexdigest(), tables.read(data))
            carrying.packed(carried)
        except tables.UnreadableTable as unreadable:
            said = import_words.UNREADABLE[unreadable.code]
            self.add_error("file", forms.ValidationError(said, code=unreadable.code))
            return None
        return carried


class ColumnsForm(OriginMixin, LoggedMixin):
    """Which heading means what, what is the same on all rows, and what this way of reading is called."""

    carried = forms.CharField(widget=forms.HiddenInput, strip=False)
    name = forms.CharField(
        label=gettext_lazy("Spara kolumnerna under namnet"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs=SWEDISH),
        help_text=gettext_lazy("Nästa fil med samma rubriker läses då likadant."),
    )
    unscreened = frozenset({"carried"})

    def __init__(
        self,
        carried: Carried,
        vocabulary: Vocabulary,
        partnership_ids: Sequence[int],
        sent: Any = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(sent, initial=initial)
        self.held, self.vocabulary, self.partnership_ids = carried, vocabulary, partnership_ids
        headings = [(one, one) for one in carried.table.headings]
        for asked in (*ALWAYS, *vocabulary.quantities):
            self.fields[f"c_{asked}"] = forms.ChoiceField(
                label=import_words.asked(asked, vocabulary),
                choices=[("", gettext("Finns inte i filen")), *headings],
                required=False,
                widget=SwedishSelect,
            )
        self._add_fixed("kind", gettext("Slag på alla rader"), kind_choices(vocabulary))
        self._add_fixed("area", gettext("Område på alla rader"), ground_choices(vocabulary))

    def _add_fixed(self, asked: str, label: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[f"f_{asked}"] = forms.ChoiceField(
            label=label,
            choices=[("", gettext("Det står i en kolumn")), *choices],
            required=False,
            widget=SELECTS[asked],
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for asked, said in (
            ("kind", gettext("Välj en kolumn för slaget, eller ett slag för alla rader.")),
            ("area", gettext("Välj en kolumn för området, eller ett område för alla rader.")),
        ):
            if not cleaned.get(f"c_{asked}") and not cleaned.get(f"f_{asked}"):
                self.add_error(f"c_{asked}", said)
        if not cleaned.get("c_day") and not cleaned.get("c_week"):
            self.add_error("c_day", gettext("Välj kolumnen med dagen eller veckan."))
        if cleaned.get("c_week") and not cleaned.get("c_day") and not self._counts(cleaned):
            self.add_error("c_count", gettext("Välj kolumnen med antalet i veckan."))
        return cleaned

    def _counts(self, cleaned: Mapping[str, Any]) -> bool:
        return any(cleaned.get(f"c_{asked}") for asked in ("count", *self.vocabulary.quantities))

    def carry(self) -> Carried:
        """Return the table with the chosen columns alone, and how they are read."""
        given = self.cleaned_data
        chosen = {n[2:]: value for n, value in given.items() if n.startswith("c_") and value}
        if "day" in chosen:
            chosen.pop("week", None)
        used = list(dict.fromkeys(chosen.values()))
        return Carried(
            organisation_id=self.held.organisation_id,
            file_sum=self.held.file_sum,
            table=self.held.table.only(used),
            columns=chosen,
            fixed={n[2:]: value for n, value in given.items() if n.startswith("f_") and value},
            dropped=tuple(one for one in self.held.table.headings if one not in used),
            name=given["name"].strip(),
            source=given["source"],
            attesting_office=given["attesting_office"],
        )

    @property
    def usual(self) -> list[BoundField]:
        return [self[f"c_{asked}"] for asked in ALWAYS]

    @property
    def quantities(self) -> list[BoundField]:
        return [self[f"c_{asked}"] for asked in self.vocabulary.quantities]

    @property
    def fixed(self) -> list[BoundField]:
        return [self["f_kind"], self["f_area"]]


def kind_choices(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    return [
        (
            code,
            kind_name(kind) if len(states_of(kind)) == 1 else f"{kind_name(kind)}, {words.state(state)}",
        )
        for code, (kind, state) in vocabulary.kinds.items()
    ]


def ground_choices(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    return [(code, ground.name) for code, ground in vocabulary.grounds.all.items()]


def initial_of(
    carried: Carried, vocabulary: Vocabulary, saved: ColumnMapping | None, last: Delivery | None
) -> dict[str, Any]:
    """Return what the columns probably mean: as they were saved, else by their headings."""
    chosen = saved.columns if saved else columns.suggested(carried.table.headings, vocabulary.quantity_words)
    origin = saved or last
    return {
        **{f"c_{asked}": heading for asked, heading in chosen.items()},
        **{f"f_{asked}": value for asked, value in (saved.fixed if saved else {}).items()},
        "name": saved.name if saved else "",
        "source": origin.source if origin else "",
        "attesting_office": origin.attesting_office if origin else "",
        "carried": carrying.packed(carried),
    }


class PreviewForm(LevelMixin, OnceForm):
    """What their words stand for, which days the file is for, and what is to be done with it."""

    carried = forms.CharField(widget=forms.HiddenInput, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    starts = forms.DateField(
        label=gettext_lazy("Filen gäller från och med"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Skriv dagen som 2026-05-03.")},
    )
    last = forms.DateField(
        label=gettext_lazy("Till och med"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Skriv dagen som 2026-05-03.")},
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Samma system har levererat för de här dagarna förut. Vad ska hända?"),
        required=False,
        widget=forms.RadioSelect,
        choices=(
            (REPLACE, gettext_lazy("Den här filen ersätter det tidigare, som står kvar men inte räknas")),
            (ADD, gettext_lazy("Lägg till det som saknas, och låt det tidigare vara")),
        ),
    )
    only_good = forms.BooleanField(
        label=gettext_lazy("Ta in de rader som går att läsa, och hoppa över resten"), required=False
    )

    def __init__(
        self, held: Carried, vocabulary: Vocabulary, guidance: Guidance, sent: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(sent, **kwargs)
        self.held, self.vocabulary = held, vocabulary
        self.ask_level(guidance)
        self._words: list[tuple[str, str]] = []

    @property
    def level_is_asked(self) -> bool:
        return self.data.get("do") == "save"

    def ask(self, preview: Preview) -> None:
        """Ask what each of their words stands for, and show what the page was made of."""
        choices = {"kind": kind_choices(self.vocabulary), "area": ground_choices(self.vocabulary)}
        for word in preview.words:
            name = f"{BY_KEY[word.asked]}_{columns.key(word.word)}"
            self.fields[name] = forms.ChoiceField(
                label=quoted(word.word),
                required=False,
                choices=[("", gettext("Välj")), (SKIP, gettext("Ta inte med")), *choices[word.asked]],
                initial=word.choice,
                widget=SELECTS[word.asked],
            )
            self._words.append((word.asked, name))
        self.initial.update(seen=preview.stamp, mode=preview.mode)
        if preview.period is not None:
            self.initial.update(starts=preview.period.starts, last=preview.period.last_day)

    def said(self, saved: ColumnMapping | None = None) -> Said:
        """Return what has been said so far: as it was saved, and after that as it is sent."""
        days = [self._day(name) for name in ("starts", "last")]
        return Said(
            kinds={**(saved.kinds if saved else {}), **self._sent("k_")},
            grounds={**(saved.grounds if saved else {}), **self._sent("g_")},
            mode=str(self.data.get("mode", "")),
            starts=days[0],
            last=days[1],
        )

    def _sent(self, letter: str) -> dict[str, str]:
        return {
            name[len(letter) :]: str(value)
            for name, value in self.data.items()
            if name.startswith(letter) and value
        }

    def _day(self, name: str) -> date | None:
        try:
            return date.fromisoformat(str(self.data.get(name, "")))
        except ValueError:
            return None

    @property
    def kinds(self) -> Iterator[BoundField]:
        return (self[name] for asked, name in self._words if asked == "kind")

    @property
    def grounds(self) -> Iterator[BoundField]:
        return (self[name] for asked, name in self._words if asked == "area")

    def show(self, preview: Preview) -> None:
        """Let the page that comes now be what was seen."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a mapping that is sent is a dict
        self.data["seen"] = preview.stamp  # type: ignore[index]

    @property
    def was_received(self) -> bool:
        """Whether this very form has been carried out: the same again lands where the first did."""
        return ReceivedForm.objects.filter(key=self.cleaned_data["once"]).exists()

    def refuse(self, refused: Refused) -> None:
        self.add_error(None, words.refusal(refused))
