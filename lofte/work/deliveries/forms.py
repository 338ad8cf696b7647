"""Forms of deliveries: the weekly sheet, and how an overlap is settled."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy, ngettext

from lofte.accounts.level_form import Guidance, LevelMixin
from lofte.accounts.models import User
from lofte.base.keys import search_key
from lofte.base.models import ReceivedForm
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH
from lofte.base.screened import ScreenedMixin
from lofte.work import words
from lofte.work.admitting import MAX_MINUTES, MAX_QUANTITY, Refused
from lofte.work.deliveries import sheet
from lofte.work.deliveries.facts import Work
from lofte.work.deliveries.sheet import HOURS, MINUTES_AN_HOUR, Asked, N, Sheet
from lofte.work.models import Overlap
from lofte.work.templatetags.work import kind_name, quantity_name

MAX_HOURS = 2000  # fifty people who do nothing else for a week
WHOLE = gettext_lazy("Skriv ett helt tal från 0 till 1 000.")
TIME = gettext_lazy("Skriv timmarna som 12 eller 12,5.")
OFFICE_IS_PERSON = gettext_lazy(
    "Skriv funktionen som intygar, inte en person: ”Planeringen, lokalpolisområdet”."
)


class OriginMixin(ScreenedMixin):
    """Where counts come from: a system, and an office that attests them."""

    source = forms.CharField(
        label=gettext_lazy("System som uppgifterna kommer ur"),
        max_length=60,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={
            "required": gettext_lazy("Skriv vilket system, till exempel STORM eller eget register.")
        },
    )
    attesting_office = forms.CharField(
        label=gettext_lazy("Funktion som intygar uppgifterna"),
        max_length=120,
        widget=forms.TextInput(attrs=SWEDISH),
        help_text=gettext_lazy("En funktion, inte en person."),
        error_messages={"required": gettext_lazy("Skriv vilken funktion som intygar uppgifterna.")},
    )
    partnership_ids: Collection[int] = ()

    def clean_attesting_office(self) -> str:
        office: str = self.cleaned_data["attesting_office"]
        people = User.objects.filter(roles__partnership__in=self.partnership_ids)
        names = {search_key(name) for name in people.values_list("name", flat=True)}
        if any(name in search_key(office) for name in names if name):
            raise forms.ValidationError(OFFICE_IS_PERSON, code="person")
        return office


@dataclass(frozen=True)
class Square:
    """One number of the sheet on the page."""

    field: BoundField | None
    place: str
    last_week: int | float | None


@dataclass(frozen=True)
class Line:
    """One line of the sheet on the page."""

    name: str
    note: str
    squares: list[Square]


class SheetForm(LevelMixin, OriginMixin, OnceForm):
    """A week's figures."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        at: Sheet,
        partnership_ids: Collection[int],
        sent: Any = None,
        guidance: Guidance | None = None,
    ) -> None:
        initial = {"seen": at.now.pk if at.now else None, **_origin(at), **_shown(at.figures)}
        super().__init__(sent, initial=initial)
        self.at, self.partnership_ids = at, partnership_ids
        for asked in at.asked:
            for ground in at.columns:
                if ground.code in asked.grounds:
                    self._add(asked, ground.code, ground.name)
        if guidance is not None:
            self.ask_level(guidance)
        first = next((name for name in self.fields if name[0].isdigit()), None)
        if first is not None and not self.is_bound:
            self.fields[first].widget.attrs["autofocus"] = True

    def _add(self, asked: Asked, code: str, place: str) -> None:
        for measure in asked.measures:
            name = sheet.field_name(asked.kind.pk, asked.state, code, measure)
            label = f"{line_name(asked, measure)}, {place}"
            self.fields[name] = _hours(label) if measure == HOURS else _whole(label)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_seen(cleaned)
        for asked in self.at.asked:
            for ground in self.at.columns:
                self._check(asked, ground.code, self.given(asked, ground.code, cleaned))
        if not self.errors and self.at.now is None and not any(True for _ in self.works()):
            raise forms.ValidationError(gettext("Skriv minst ett antal."), code="empty")
        return cleaned

    def _check_seen(self, cleaned: Mapping[str, Any]) -> None:
        """Refuse what would overwrite a sheet that its sender has not seen; the same form again is let by."""
        now = self.at.now.pk if self.at.now else None
        key = cleaned.get("once")
        is_sent_before = key is not None and ReceivedForm.objects.filter(key=key).exists()
        if cleaned.get("seen") == now or is_sent_before:
            return
        raise forms.ValidationError(
            gettext("Någon har sparat veckan sedan du öppnade den. Öppna den på nytt och jämför."),
            code="seen",
        )

    def given(self, asked: Asked, code: str, cleaned: Mapping[str, Any]) -> dict[str, int | float]:
        """Return what was typed in one square, by measure; nothing typed is nothing given."""
        named = {m: sheet.field_name(asked.kind.pk, asked.state, code, m) for m in asked.measures}
        return {m: cleaned[name] for m, name in named.items() if cleaned.get(name) is not None}

    def _check(self, asked: Asked, code: str, given: Mapping[str, int | float]) -> None:
        for measure, said in _wrong(asked, given):
            self.add_error(sheet.field_name(asked.kind.pk, asked.state, code, measure), said)

    def works(self) -> Iterator[Work]:
        """Return the figures that were typed."""
        for asked in self.at.asked:
            for ground in self.at.columns:
                given = self.given(asked, ground.code, self.cleaned_data)
                yield from sheet.works(asked, ground, given, self.at.thursday) if given else ()

    @property
    def lines(self) -> list[Line]:
        """Return the sheet as it is shown."""
        return [
            Line(line_name(asked, measure), line_note(asked, measure), self._squares(asked, measure))
            for asked in self.at.asked
            for measure in asked.measures
        ]

    def _squares(self, asked: Asked, measure: str) -> list[Square]:
        found = []
        for ground in self.at.columns:
            name = sheet.field_name(asked.kind.pk, asked.state, ground.code, measure)
            field = self[name] if name in self.fields else None
            found.append(Square(field, ground.name, self.at.last_week.get(name)))
        return found

    def refuse(self, refused: Refused) -> None:
        self.add_error(None, words.refusal(refused))


def _wrong(asked: Asked, given: Mapping[str, int | float]) -> Iterator[tuple[str, str]]:
    """Yield what in one square does not go together."""
    amounts = {m: v for m, v in given.items() if m[0] == "q"}
    if given.get(HOURS) and not given.get(N):
        yield N, gettext("Skriv också hur många tillfällen timmarna gäller.")
    elif given.get(HOURS, 0) * MINUTES_AN_HOUR > MAX_MINUTES * given.get(N, 0):
        yield HOURS, gettext("Det är mer än ett dygn per tillfälle. Kontrollera båda talen.")
    if N in asked.measures and any(amounts.values()) and not given.get(N):
        yield N, gettext("Skriv också hur många tillfällen det gäller.")
    for key, quantity in asked.quantities.items():
        is_missing = quantity.is_asked and f"q{key}" not in given and (amounts or given.get(N))
        if is_missing:
            yield f"q{key}", gettext("Skriv ett antal. Skriv 0 om det inte var något.")
        whole = quantity.part_of_id
        if whole is not None and given.get(f"q{key}", 0) > given.get(f"q{whole}", 0):
            yield f"q{key}", gettext("Det kan inte vara fler än helheten. Kontrollera båda talen.")


def _origin(at: Sheet) -> dict[str, str]:
    last = at.last
    return {"source": last.source, "attesting_office": last.attesting_office} if last else {}


def _shown(figures: Mapping[str, int | float]) -> dict[str, int | float]:
    return {name: round(value, 2) if value % 1 else int(value) for name, value in figures.items()}


def _whole(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MAX_QUANTITY,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), WHOLE),
    )


def _hours(label: str) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=0,
        max_value=MAX_HOURS,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), TIME),
    )


def line_name(asked: Asked, measure: str) -> str:
    """Name a line of the sheet: Fotpatrull · Upptäckt narkotikabrott: förstagångsanvändare."""
    name = kind_name(asked.kind)
    if len(sheet.states_of(asked.kind)) > 1:
        name = f"{name}, {words.state(asked.state)}"
    if measure == HOURS:
        return gettext("%(kind)s: timmar i allt") % {"kind": name}
    if measure != N:
        return f"{name}: {quantity_name(asked.quantities[int(measure[1:])])}"
    return name


def line_note(asked: Asked, measure: str) -> str:
    """Say which of them alone are to be given."""
    if measure not in {N, HOURS} or asked.minimum is None:
        return ""
    said = ngettext(
        "Bara de som varade minst %(n)d minut", "Bara de som varade minst %(n)d minuter", asked.minimum
    )
    return said % {"n": asked.minimum}


class SettleForm(ScreenedMixin, OnceForm):
    """How an overlap is settled."""

    settled_as = forms.ChoiceField(
        label=gettext_lazy("Vad ska räknas?"),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Välj vad som ska räknas.")
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
        help_text=gettext_lazy("Behövs om båda ska räknas. Skriv inget som pekar ut en person."),
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["settled_as"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("settled_as") == Overlap.Settled.BOTH and not cleaned.get("reason", "").strip():
            self.add_error("reason", gettext("Skriv varför det är olika arbete."))
        return cleaned

    def refuse(self, refused: Refused) -> None:
        self.add_error("reason" if refused.field == "reason" else None, words.refusal(refused))
