"""How a promise begins: a file, pasted text, nothing, or an earlier promise."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte import reader
from lofte.accounts.level_form import Guidance, LevelMixin
from lofte.accounts.models import Organisation, Partnership
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect
from lofte.base.screened import ScreenedMixin
from lofte.promises import language, queries, sentences
from lofte.promises.forms.fields import Day, PeriodMixin
from lofte.promises.models import Promise
from lofte.reader import Draft

LARGEST = 20 * 1024 * 1024  # bytes: what the reader takes
PATIENCE = 20.0  # seconds for reading: a server in front gives up on an answer after thirty
LONGEST_PASTE = 500_000  # characters: some two hundred pages


NO_PROMISE = gettext_lazy(
    "Texten innehåller inget som går att läsa som ett löfte: varken löftespunkter eller aktiviteter. "
    "Kontrollera att det är rätt text, eller skriv löftet från början längre ner."
)


TOO_MUCH = gettext_lazy("Texten tog för lång tid att läsa. Ta bort bilder och tabeller, eller dela upp den.")


def _demand_promise(draft: Draft) -> Draft:
    """Refuse a reading in which nothing is promised: it would be an empty draft with a guessed year."""
    if not draft.activities and not draft.promises:
        raise forms.ValidationError(NO_PROMISE, code="no_promise")
    return draft


class ReadForm(LevelMixin, OnceForm):
    """Something to be read, and how far it reaches then."""

    def __init__(self, *args: Any, guidance: Guidance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_level(guidance)


class UploadForm(ReadForm):
    """A document to be read. A file is not kept on a page that comes back: what is asked is all laid open."""

    is_unfolded = True

    document = forms.FileField(
        label=gettext_lazy("Dokument"),
        help_text=gettext_lazy("PDF, Word (docx), webbsida (html), Markdown eller text. Högst 20 MB."),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom: det finns ingen text att läsa."),
            "missing": gettext_lazy("Välj en fil."),
        },
        max_length=200,
    )
    draft: Draft
    content: bytes

    def clean_document(self) -> Any:
        """Read the document: what cannot be read is told at the field."""
        document = self.cleaned_data["document"]
        if document.size > LARGEST:
            raise forms.ValidationError(
                reader.Unreadable("too_large").message(language.current()), code="too_large"
            )
        self.content = document.read()
        try:
            self.draft = _demand_promise(reader.read_guarded(self.content, document.name, seconds=PATIENCE))
        except reader.Unreadable as refusal:
            raise forms.ValidationError(refusal.message(language.current()), code=refusal.code) from refusal
        return document


class PasteForm(ReadForm):
    """Text to be read."""

    text = forms.CharField(
        label=gettext_lazy("Löftets text"),
        help_text=gettext_lazy("Klistra in hela texten, också rubriker, period och underskrifter."),
        widget=forms.Textarea(attrs={"rows": 12, **SWEDISH}),
        max_length=LONGEST_PASTE,
        error_messages={
            "required": gettext_lazy("Klistra in text att läsa."),
            "max_length": gettext_lazy("Texten är för lång för att vara ett medborgarlöfte. Dela upp den."),
        },
    )
    draft: Draft
    content: bytes

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self.content = text.encode()
        try:  # in a process of its own too: a picture pasted as letters takes its time
            self.draft = _demand_promise(reader.read_guarded(self.content, seconds=PATIENCE))
        except reader.Unreadable as refusal:
            is_too_much = refusal.code in {"too_slow", "too_heavy"}
            said = TOO_MUCH if is_too_much else refusal.message(language.current())
            raise forms.ValidationError(said, code=refusal.code) from refusal
        return text


class BlankForm(ScreenedMixin, PeriodMixin, OnceForm):
    """A promise written from nothing."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=200,
        help_text=gettext_lazy("Till exempel ”Medborgarlöfte 2027”."),
        error_messages={"required": gettext_lazy("Skriv en rubrik.")},
    )
    starts = Day(label=gettext_lazy("Första dag"))
    last_day = Day(label=gettext_lazy("Sista dag"))
    parties = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Vilka lovar?"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en part.")},
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices(self, "parties").queryset = queries.members(partnership.pk)


class ExtendForm(ScreenedMixin, PeriodMixin, OnceForm):
    """An earlier promise carried over to a new time."""

    promise = forms.ModelChoiceField(
        label=gettext_lazy("Löfte att förlänga"),
        queryset=Promise.objects.none(),
        widget=SwedishSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Välj ett antaget löfte.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Ny rubrik"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Lämna tomt för att behålla rubriken."),
    )
    starts = Day(label=gettext_lazy("Första dag"))
    last_day = Day(label=gettext_lazy("Sista dag"))

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices(self, "promise").queryset = queries.adopted_promises(partnership.pk)
        choices(self, "promise").label_from_instance = _with_its_time

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        earlier, starts = cleaned.get("promise"), cleaned.get("starts")
        if earlier is not None and starts is not None and starts <= earlier.starts:
            self.add_error("starts", gettext("Ett förlängt löfte börjar efter det som det förlänger."))
        return cleaned


def choices(form: forms.Form, name: str) -> Any:
    """Return a choice field, whose queryset is narrowed to what the partnership has."""
    return form.fields[name]


def _with_its_time(promise: Promise) -> str:
    time = sentences.window(sentences.TargetFacts("", promise.starts, promise.ends), language.current())
    return f"{promise.title} ({time})"
