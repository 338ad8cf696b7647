"""”Får det här delas?”, asked of what is taken in and of what is here: whom for, and on what ground."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.translation import gettext

from lofte.accounts import levels, ruling
from lofte.accounts.models import SharingRule
from lofte.accounts.reaching import Choice, Circle
from lofte.accounts.sight import Sight
from lofte.base.once import OnceForm
from lofte.base.quoting import option, quoted

ASKED = ("whom", "warnings", "ground")
NOT_SO = "not_so"  # the code of a refusal that the guidance gives


@dataclass(frozen=True)
class Guidance:
    """What a form asks with: the circles there are, the rules of the day, and what was chosen last."""

    sight: Sight
    circles: Sequence[Circle]
    rules: Sequence[SharingRule]
    before: Choice | None = None


class LevelMixin(forms.Form):
    """Asks how far a thing reaches: chosen beforehand is the last choice, else its organisation alone."""

    guidance: Guidance | None = None
    is_unfolded = False

    def ask_level(self, guidance: Guidance) -> None:
        """Add the questions: with whom, what speaks against it, and why it may be."""
        self.guidance = guidance
        self.of_key = {one.key: one for one in guidance.circles}
        whose = guidance.circles[0].organisation if guidance.circles else None
        self.why = {one.code: one for one in ruling.grounds(guidance.rules, whose)} if whose else {}
        self.fields["whom"] = forms.ChoiceField(
            label=gettext("Vem får se det?"),
            choices=[(key, levels.circle_words(guidance.sight, one)) for key, one in self.of_key.items()],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["warnings"] = forms.MultipleChoiceField(
            label=gettext("Stämmer något av det här?"),
            choices=[(one.code, with_law(one)) for one in ruling.warnings(guidance.rules)],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=gettext("Kryssa för det som stämmer. Då får det inte delas."),
        )
        self.fields["ground"] = forms.ChoiceField(
            label=gettext("Varför får det delas?"),
            choices=[(code, with_law(one)) for code, one in self.why.items()],
            widget=forms.RadioSelect,
            required=False,
            help_text=gettext("Behövs om andra än den egna organisationen ska se det."),
        )
        self.initial.update(self._chosen_before(guidance))

    def _chosen_before(self, guidance: Guidance) -> dict[str, str]:
        before = guidance.before
        own = next((one for one in guidance.circles if one.is_own), None)
        circle = before.circle if before is not None and before.circle.key in self.of_key else own
        found = {"whom": circle.key} if circle is not None else {}
        ground = before.ground if before is not None else None
        if ground is not None and ground.code in self.why and circle is not None and not circle.is_own:
            found["ground"] = ground.code
        return found

    @property
    def level_is_asked(self) -> bool:
        """Say whether an answer is needed now: a form can be sent to be looked at only."""
        return self.guidance is not None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.level_is_asked:
            self._check_level(cleaned)
        return cleaned

    def _check_level(self, cleaned: dict[str, Any]) -> None:
        circle = self.of_key.get(cleaned.get("whom") or "")
        if circle is None:
            if "whom" not in self.errors:
                self.add_error(
                    "whom", forms.ValidationError(gettext("Välj vem som får se det."), code="required")
                )
            return
        if circle.is_own:
            return
        if cleaned.get("warnings"):
            said = gettext("Då får det inte delas. Låt det stanna i den egna organisationen.")
            self.add_error("warnings", forms.ValidationError(said, code=NOT_SO))
        if not cleaned.get("ground") and "ground" not in self.errors:
            said = gettext("Välj varför det får delas.")
            self.add_error("ground", forms.ValidationError(said, code="required"))

    @property
    def refused_by(self) -> list[str]:
        """Return the codes of the rules that spoke against it, where others were to see it."""
        return list(self["warnings"].value()) if self.has_error("warnings", NOT_SO) else []

    @property
    def choice(self) -> Choice:
        circle = self.of_key[self.cleaned_data["whom"]]
        return Choice(circle, None if circle.is_own else self.why[self.cleaned_data["ground"]])

    @property
    def rest(self) -> list[BoundField]:
        """Return the fields beside those that ask how far it reaches."""
        return [one for one in self if one.name not in ASKED]

    @property
    def has_to_be_read(self) -> bool:
        """Say whether others than the own organisation are meant, or may be, and no ground is chosen yet."""
        chosen = self.of_key.get(str(self["whom"].value() or ""))
        is_about_others = self.is_unfolded or chosen is None or not chosen.is_own
        return (is_about_others and not self["ground"].value()) or any(name in self.errors for name in ASKED)


class LevelForm(LevelMixin, OnceForm):
    """How far a thing that is here reaches from now on."""

    def __init__(self, *args: Any, guidance: Guidance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_level(guidance)


def with_law(rule: SharingRule) -> str:
    """Return a rule as one choice of several: its name, and under it what it means and where it stands."""
    law = format_html(" ({})", quoted(rule.law)) if rule.law else ""
    return option(quoted(rule.title), format_html("{}{}", quoted(rule.text), law))
