"""The writing page as one form: the first sentence, and every activity's words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lofte.base.once import OnceForm
from lofte.base.quoting import ENGLISH, SWEDISH
from lofte.base.screened import ScreenedMixin
from lofte.followup.actions import Edit
from lofte.followup.models import FollowUpLine
from lofte.screening import identifiers

LONGEST = 4000  # characters: a page; more belongs in a report of its own
POINTS_AT = {
    "personnummer": _("Texten innehåller ett personnummer. Ta bort det: uppföljningen är öppen för alla."),
    "phone": _("Texten innehåller ett telefonnummer. Ta bort det: uppföljningen är öppen för alla."),
    "email": _("Texten innehåller en e-postadress. Ta bort den: uppföljningen är öppen för alla."),
    "plate": _("Texten innehåller ett registreringsnummer. Ta bort det: uppföljningen är öppen för alla."),
    "link": _("Texten innehåller en länk till sociala medier. Ta bort den: uppföljningen är öppen för alla."),
}


def nobody_pointed_at(text: str) -> None:
    """Refuse text that points at a person."""
    found = identifiers(text)
    if found:
        raise ValidationError(POINTS_AT[found[0].kind], code=found[0].kind)


class Prose(forms.CharField):
    """Some lines of free text that all will read."""

    def __init__(self, *, rows: int = 3, language: dict[str, str] = SWEDISH, **given: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows, **language})
        super().__init__(widget=widget, max_length=LONGEST, **given)


class LeadForm(ScreenedMixin, OnceForm):
    """The page's first sentence. `beside` are the activities' forms, which are screened with it."""

    sentences = POINTS_AT
    unscreened = frozenset({"seen"})

    seen = forms.CharField(widget=forms.HiddenInput, required=False)  # the mark of what was saved then
    lead_sv = Prose(label=_("Inledande mening"), rows=3)
    lead_en = Prose(label=_("Inledande mening på engelska"), rows=3, language=ENGLISH)


class LineForm(forms.Form):
    """One activity's words."""

    text_sv = Prose(label=_("Texten"), rows=4)
    comment_sv = Prose(label=_("Parternas kommentar"), rows=3, required=False)
    text_en = Prose(label=_("Texten på engelska"), rows=4, language=ENGLISH)
    comment_en = Prose(
        label=_("Kommentaren på engelska"),
        rows=3,
        language=ENGLISH,
        required=False,
        help_text=_("Utan översättning visas den svenska kommentaren också på den engelska sidan."),
    )

    def __init__(self, line: FollowUpLine, data: Any = None) -> None:
        self.line = line
        initial = {key: getattr(line, key) for key in ("text_sv", "text_en", "comment_sv", "comment_en")}
        super().__init__(data, prefix=f"rad-{line.pk}", initial=initial)

    def edit(self) -> Edit:
        return Edit(line_id=self.line.pk, **self.cleaned_data)


class ReasonForm(ScreenedMixin, OnceForm):
    """Why something is sent back, or corrected."""

    sentences = POINTS_AT

    reason = forms.CharField(
        label=_("Skäl"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, **SWEDISH}),
        error_messages={"required": _("Skriv ett kort skäl.")},
    )
