"""What the registrar fills in: a document to register, a request, a mask, a decision."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, SwedishSelect
from lofte.base.screen_policy import Reach
from lofte.base.screened import ScreenedMixin
from lofte.records.registering.models import Covered, DocumentRequest, RegisteredDocument
from lofte.records.registering.queries import Asked

MAX_BYTES = 10 * 1024 * 1024
Choices = Sequence[tuple[str, str]]
NONE_YET = ("", _("Välj"))  # what cannot be altered is chosen by a person, never by the order of a list
COURTS = ("Stockholm", "Göteborg", "Sundsvall", "Jönköping")


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _line(label: Any, length: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, widget=forms.TextInput(attrs=SWEDISH), **more)


def _paragraphs(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs=SWEDISH | {"rows": 5}), **more)


class SearchForm(forms.Form):
    """What is looked for in the register."""

    q = forms.CharField(label=_("Ord"), required=False)
    kind = forms.ChoiceField(label=_("Slag"), required=False)
    promise = forms.ChoiceField(label=_("Löfte"), required=False, widget=SwedishSelect)
    starts = _day(_("Från och med"), required=False)
    last_day = _day(_("Till och med"), required=False)

    def __init__(self, promises: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = RegisteredDocument.Kind.choices
        self.fields["kind"].choices = [("", _("Alla slag")), *kinds]  # type: ignore[attr-defined]
        self.fields["promise"].choices = [("", _("Alla löften")), *promises]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        if not self.is_valid():
            return Asked()
        read = self.cleaned_data
        return Asked(read["q"], read["kind"], read["promise"], read["starts"], read["last_day"])


class NumberedForm(ScreenedMixin, OnceForm):
    """In which series, and what else the register says."""

    reach: ClassVar[Reach] = Reach.OWN
    series = _line(_("Serie"), 20, help_text=_("Till exempel KS. Numret sätts av sig självt."))
    other_number = _line(_("Nummer i ert eget system"), 60, required=False)
    secrecy = forms.ChoiceField(label=_("Sekretessmarkering"), required=False, widget=SwedishSelect)

    def __init__(self, grounds: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["secrecy"].choices = [("", _("Ingen")), *grounds]  # type: ignore[attr-defined]


class ThingForm(NumberedForm):
    """Something that Löfte holds."""

    thing = forms.ChoiceField(
        label=_("Vad ska registreras?"),
        widget=SwedishSelect,
        error_messages={"required": _("Välj vad som ska registreras.")},
    )
    field_order = ("thing", "series")

    def __init__(self, things: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thing"].choices = [NONE_YET, *things]  # type: ignore[attr-defined]
        self.has_things = bool(things)


class OtherForm(NumberedForm):
    """A file or a text that has come in, or been drawn up elsewhere."""

    unscreened = frozenset({"text"})  # the document itself is registered as it is
    title = _line(_("Rubrik"))
    direction = forms.ChoiceField(
        label=_("Inkommen eller upprättad"),
        choices=[NONE_YET, *RegisteredDocument.Direction.choices],
        error_messages={"required": _("Välj om den är inkommen eller upprättad.")},
    )
    counterpart = _line(
        _("Från eller till"),
        160,
        required=False,
        help_text=_("En myndighet eller ett företag. Skriv ”enskild” för en privatperson."),
    )
    dated_on = _day(_("Datum"))
    text = _paragraphs(_("Text"), required=False)
    file = forms.FileField(label=_("Fil (högst 10 MB)"), required=False)
    field_order = ("title", "direction", "counterpart", "dated_on", "text", "file", "series")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file = cleaned.get("file")
        if file is not None and (file.size or 0) > MAX_BYTES:
            self.add_error("file", forms.ValidationError(_("Filen är större än 10 MB."), code="too_large"))
        elif file is None and not cleaned.get("text"):
            self.add_error("text", forms.ValidationError(_("Skriv en text eller välj en fil."), code="empty"))
        return cleaned


class ReceiveForm(ScreenedMixin, OnceForm):
    """A request comes in. No name is asked for."""

    reach: ClassVar[Reach] = Reach.OWN
    unscreened = frozenset({"asker"})  # what it is for, and it stands apart
    asked = _paragraphs(_("Vad begärs?"), help_text=_("Skriv bara det som begärs, inte vem som frågar."))
    received_on = _day(_("När kom den in?"))
    way = forms.ChoiceField(
        label=_("Hur kom den in?"),
        choices=[NONE_YET, *DocumentRequest.Way.choices],
        error_messages={"required": _("Välj hur den kom in.")},
    )
    asker = _paragraphs(
        _("Vart ska kopian skickas?"),
        required=False,
        help_text=_("Den som begär får vara anonym. Fyll i bara om hen vill ha kopian skickad."),
    )
    series = _line(_("Serie"), 20)

    def __init__(self, today: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(_("Dagen har inte varit än."), code="future")
        return day


class MaskForm(OnceForm):
    """What is to be hidden, by words or by lines, and on what ground."""

    words = forms.CharField(
        label=_("Ord"),
        required=False,
        widget=forms.TextInput(attrs=SWEDISH),
        help_text=_("Maskeras överallt i handlingen."),
    )
    first = forms.IntegerField(label=_("Från rad"), required=False, min_value=1)
    last = forms.IntegerField(label=_("Till rad"), required=False, min_value=1)
    section = forms.ChoiceField(
        label=_("Enligt"),
        widget=SwedishSelect,
        error_messages={"required": _("Välj en bestämmelse.")},
    )

    def __init__(self, grounds: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [NONE_YET, *grounds]  # type: ignore[attr-defined]


class JudgeForm(OnceForm):
    """Whether a document is given out."""

    outcome = forms.ChoiceField(label=_("Vad beslutar du?"), choices=[NONE_YET, *Covered.Outcome.choices[1:]])
    section = forms.ChoiceField(
        label=_("Om den inte lämnas ut: enligt"), required=False, widget=SwedishSelect
    )

    def __init__(self, grounds: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = [NONE_YET, *grounds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("outcome") == Covered.Outcome.REFUSED and not cleaned.get("section"):
            self.add_error("section", forms.ValidationError(_("Välj en bestämmelse."), code="required"))
        return cleaned


class AnswerForm(ScreenedMixin, OnceForm):
    """Who decides, and in what form."""

    decided_by = _line(
        _("Vem beslutar?"), 120, help_text=_("Befattning eller nämnd, till exempel registrator.")
    )
    form = forms.ChoiceField(
        label=_("Svarets form"),
        error_messages={"required": _("Välj om det är ett besked eller ett beslut.")},
        choices=[
            NONE_YET,
            ("said", _("Besked från den som prövat begäran")),
            ("formal", _("Myndighetens beslut, som går att överklaga")),
        ],
    )
    reasons = _paragraphs(_("Skäl"), required=False)
    court = forms.ChoiceField(
        label=_("Överklagas till"),
        choices=[NONE_YET, *((f"Kammarrätten i {place}", f"Kammarrätten i {place}") for place in COURTS)],
        widget=SwedishSelect,
        required=False,
        help_text=_("Behövs i ett beslut. Ett besked går inte att överklaga."),
    )
    series = _line(_("Serie"), 20)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("form") == "formal" and not cleaned.get("court"):
            self.add_error("court", forms.ValidationError(_("Välj en domstol."), code="required"))
        return cleaned


class GroundForm(ScreenedMixin, OnceForm):
    """A section of law in the organisation's list."""

    reach: ClassVar[Reach] = Reach.OWN

    section = _line(_("Bestämmelse"), 80, help_text=_("Till exempel 35 kap. 1 § OSL."))
    title = _line(_("Vad den skyddar"))
    starts = _day(_("Från och med"))
    ends = _day(_("Till (inte med)"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", forms.ValidationError(_("Slutet ska vara efter början."), code="order"))
        return cleaned
