"""Answers to questions, adoption, and the end of an activity."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy, ngettext

from lofte.base.keys import search_key
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, quoted
from lofte.base.screened import ScreenedMixin
from lofte.promises.forms.beginning import choices
from lofte.promises.forms.fields import Day
from lofte.promises.forms.seen import SeenMixin
from lofte.promises.forms.undertakings import stored_in
from lofte.promises.models import Activity, Promise, Question
from lofte.promises.rules import EARLIEST, is_absurd_number, may_be_adopted_on, period_of

OTHER = "__other"  # the radio button of an answer in one's own words
OWN_WORDS = {  # how one's own words are written where they are more than words
    "which_period": gettext_lazy("Till exempel 2027, 2026–2027 eller 2026-03-01 till 2027-02-28."),
    "which_number": gettext_lazy("Med siffror, till exempel 800."),
}


class AnswerForm(SeenMixin, ScreenedMixin, OnceForm):
    """One of the offered answers, or one's own words."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Svar"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ett svar, eller skriv ett eget.")},
    )
    own_words = forms.CharField(
        label=gettext_lazy("Eget svar"),
        widget=forms.TextInput(attrs=SWEDISH),
        max_length=300,
        required=False,
    )
    alike = forms.BooleanField(required=False)
    changed_meanwhile = gettext_lazy(
        "Någon annan har svarat på frågan sedan du öppnade sidan, och ditt svar är inte sparat. "
        "Svara igen om ditt ska gälla."
    )

    def __init__(
        self, *args: Any, question: Question, answers: Sequence[str], n_alike: int = 0, **kwargs: Any
    ) -> None:
        is_own = bool(question.answer) and question.answer not in answers
        initial = {
            "answer": OTHER if is_own else question.answer,
            "own_words": question.answer if is_own else "",
        }
        super().__init__(*args, **(kwargs | {"initial": initial}))
        self.question, self.answers = question, answers
        self.remember([question.answer, question.settled_on])
        self.fields["answer"].label = quoted(question.text)
        self.fields["own_words"].help_text = OWN_WORDS.get(question.code, "")
        self.fields["alike"].label = ngettext(
            "Samma svar på %(n)s annan fråga av samma slag",
            "Samma svar på de %(n)s andra frågorna av samma slag",
            n_alike,
        ) % {"n": n_alike}
        if not n_alike:
            del self.fields["alike"]
        choices(self, "answer").choices = [
            *((answer, quoted(answer)) for answer in answers),
            (OTHER, gettext("Annat svar:")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        own: str = cleaned.get("own_words", "").strip()
        if cleaned.get("answer") == OTHER and "own_words" not in self.errors:
            wrong = self._wrong(own) if own else gettext("Skriv svaret med egna ord.")
            if wrong:
                self.add_error("own_words", forms.ValidationError(wrong, code="unclear"))
        return cleaned

    def _wrong(self, own: str) -> str:
        """Say why one's own words settle nothing, where the answer must be a time, a number or an area."""
        code = self.question.code
        if code == "which_period" and period_of(own, EARLIEST) is None:
            return gettext("Svaret måste vara en tid på högst tio år, till exempel 2027 eller 2026–2027.")
        if code == "which_number" and is_absurd_number(own):
            return gettext("Skriv ett enda tal, noll eller större, högst en miljon.")
        if code == "which_place" and search_key(own) not in map(search_key, self.answers):
            return gettext("Det finns inget område med det namnet. Välj ett i listan, eller gör det först.")
        return ""

    def said(self) -> str:
        """Return the answer in words."""
        own: str = self.cleaned_data["own_words"]
        chosen: str = self.cleaned_data["answer"]
        return own if chosen == OTHER else chosen


class AdoptForm(SeenMixin, OnceForm):
    """The day a promise fetched by `queries.whole_promise` is adopted, as its reader saw it."""

    changed_meanwhile = gettext_lazy(
        "Löftet har ändrats sedan du öppnade sidan. Läs igenom det igen, och anta det om det är rätt."
    )

    adopted_on = Day(label=gettext_lazy("Antaget den"))

    def __init__(self, *args: Any, promise: Promise, today: date, **kwargs: Any) -> None:
        self.promise, self.today = promise, today
        super().__init__(*args, **(kwargs | {"initial": {"adopted_on": _likely(promise, today)}}))
        self.remember([_frame_of(promise), *(stored_in(one) for one in promise.activities.all())])

    def clean_adopted_on(self) -> date:
        day: date = self.cleaned_data["adopted_on"]
        if day > self.today:
            said = gettext("Dagen har inte kommit än. Välj i dag eller tidigare.")
            raise forms.ValidationError(said, code="future")
        if not may_be_adopted_on(day, self.promise.starts, self.promise.ends):
            said = gettext(
                "Ett löfte antas tidigast ett år innan det börjar och senast sin sista dag. Kontrollera året."
            )
            raise forms.ValidationError(said, code="outside")
        return day


def _frame_of(promise: Promise) -> list[object]:
    return [
        [promise.title, promise.starts, promise.ends, promise.purpose, promise.grounds, promise.signed_on],
        [one.organisation_id for one in promise.parties.all()],
        [[one.text, one.reasons] for one in promise.points.all()],
        [[one.name, one.title] for one in promise.signatures.all()],
    ]


def _likely(promise: Promise, today: date) -> date:
    """Offer the day of the signatures, else today, else the promise's first day."""
    if promise.signed_on is not None:
        return promise.signed_on
    return today if may_be_adopted_on(today, promise.starts, promise.ends) else promise.starts


class StopForm(ScreenedMixin, OnceForm):
    """The day an activity stopped, and why."""

    stopped_on = Day(label=gettext_lazy("Stoppad den"))
    why = forms.CharField(
        label=gettext_lazy("Varför stoppas den?"),
        help_text=gettext_lazy("Skälet står i uppföljningen, så att alla kan läsa det."),
        widget=forms.Textarea(attrs={"rows": 3, **SWEDISH}),
        max_length=1000,
        error_messages={"required": gettext_lazy("Skriv varför aktiviteten stoppas.")},
    )

    def __init__(self, *args: Any, activity: Activity, today: date, **kwargs: Any) -> None:
        promise = activity.promise
        self.first, self.last = promise.starts, min(promise.ends - timedelta(days=1), today)
        super().__init__(*args, **(kwargs | {"initial": {"stopped_on": self.last}}))

    def clean_stopped_on(self) -> date:
        day: date = self.cleaned_data["stopped_on"]
        if not self.first <= day <= self.last:
            said = gettext("Välj en dag inom löftets tid, i dag eller tidigare.")
            raise forms.ValidationError(said, code="outside")
        return day
