"""”Får det här delas?”: what speaks against it first, then with whom and on what ground."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from lofte.accounts import ruling
from lofte.accounts.models import Organisation, SharingRule
from lofte.accounts.ruling import Wording
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, option, quoted
from lofte.base.screen_policy import Reach as HowFar
from lofte.base.screened import ScreenedMixin
from lofte.work.sharing.actions import Reach

NOT_SO = "not_so"  # the code of a refusal that the guidance gives


def _with_law(rule: SharingRule) -> str:
    law = format_html(" ({})", quoted(rule.law)) if rule.law else ""
    return option(quoted(rule.title), format_html("{}{}", quoted(rule.text), law))


class GroundForm(OnceForm):
    """On what ground something is handed on."""

    ground = forms.ChoiceField(
        label=gettext_lazy("Varför får det delas?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj varför det får delas.")},
    )

    def __init__(
        self, *args: Any, rules: Sequence[SharingRule], organisation: Organisation, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rules = {one.code: one for one in ruling.grounds(rules, organisation)}
        fields: dict[str, Any] = dict(self.fields)
        fields["ground"].choices = [(one.code, _with_law(one)) for one in self.rules.values()]

    @property
    def chosen(self) -> SharingRule:
        return self.rules[self.cleaned_data["ground"]]


class ShareForm(ScreenedMixin, GroundForm):
    """One entry: what must not be shared, the words that go with it, with whom, and on what ground."""

    reach: ClassVar[HowFar] = HowFar.LEAVES
    field_order = ("warnings", "note", "whom", "ground")

    warnings = forms.MultipleChoiceField(
        label=gettext_lazy("Stämmer något av det här?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "Kryssa för det som stämmer. Då delas inget, och du får veta vad du kan göra."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckningen som delas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "readonly": True, **SWEDISH}),
        help_text=gettext_lazy("Vem som skrev den visas inte för andra."),
    )
    whom = forms.ChoiceField(
        label=gettext_lazy("Med vem?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj med vem.")},
    )

    def __init__(
        self,
        *args: Any,
        note: str,
        reaches: Sequence[Reach],
        rules: Sequence[SharingRule],
        organisation: Organisation,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, rules=rules, organisation=organisation, **kwargs)
        self.text = note
        self.reaches = {f"{one.partnership.pk}-{one.group.pk if one.group else 0}": one for one in reaches}
        fields: dict[str, Any] = dict(self.fields)
        fields["whom"].choices = [(key, _named(one)) for key, one in self.reaches.items()]
        self.against = {one.code: one for one in ruling.warnings(rules)}
        fields["warnings"].choices = [(one.code, _with_law(one)) for one in self.against.values()]
        if not note:
            del self.fields["note"]
        elif not self.is_bound:
            self.initial["note"] = note  # sent back it is new: it is read for those who will see it

    def clean_warnings(self) -> list[str]:
        found: list[str] = self.cleaned_data["warnings"]
        if found:
            said = gettext("Då delas inget. Skriv om anteckningen, eller låt posten vara er egen.")
            raise forms.ValidationError(said, code=NOT_SO)
        return found

    def clean_note(self) -> str:
        sent = "\n".join(self.cleaned_data["note"].splitlines())
        if sent != "\n".join(self.text.strip().splitlines()):
            said = gettext("Anteckningen delas så som den står. Ändra posten först, och dela sedan.")
            raise forms.ValidationError(said, code="other_words")
        return sent

    @property
    def refused_by(self) -> list[str]:
        """Return the codes of the rules that the writer ticked."""
        return [code for code in self.data.getlist("warnings") if code in self.against]  # type: ignore[attr-defined]

    @property
    def with_whom(self) -> Reach:
        return self.reaches[self.cleaned_data["whom"]]


def _named(reach: Reach) -> str:
    if reach.group is not None:
        return quoted(reach.group.name)
    return format_html(
        "<span>{} {}</span>", gettext("Alla som ser siffrorna i"), quoted(reach.partnership.name)
    )


class WordingForm(ScreenedMixin, OnceForm):
    """A rule in a partnership's own words."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"), max_length=120, widget=forms.TextInput(attrs=SWEDISH)
    )
    law = forms.CharField(
        label=gettext_lazy("Lagrum eller överenskommelse"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs=SWEDISH),
    )
    text = forms.CharField(
        label=gettext_lazy("Vad det betyder hos er"), widget=forms.Textarea(attrs={"rows": 5, **SWEDISH})
    )

    def wording(self) -> Wording:
        return Wording(*(self.cleaned_data[name] for name in ("title", "law", "text")))
