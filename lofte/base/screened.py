"""Free text is read before it is saved: what points at a person, or shows danger, comes back to its writer.

What is done depends on how far the text reaches (`screen_policy`). A form comes back with the box of
`second_look`; nothing typed is lost, and it works without scripts.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext, gettext_lazy

from lofte.base.local_words import LocalWords
from lofte.base.screen_policy import Answer, Reach
from lofte.base.second_look import (
    LOOKED,
    MASK,
    WARNED,
    Looked,
    SecondLook,
    Seen,
    advice,
    looked,
    snippets,
    stamp,
    stamp_of_danger,
)
from lofte.screening import look, masked

FOUND = {
    "personnummer": gettext_lazy("ett personnummer"),
    "phone": gettext_lazy("ett telefonnummer"),
    "email": gettext_lazy("en e-postadress"),
    "plate": gettext_lazy("ett registreringsnummer"),
    "link": gettext_lazy("en länk till sociala medier"),
    "name": gettext_lazy("ett namn"),
    "described": gettext_lazy("en person som går att känna igen"),
}


class ScreenedMixin(forms.Form):
    """Looks through every text field of a form; `unscreened` names those that hold documents or signers."""

    unscreened: frozenset[str] = frozenset()
    reach: ClassVar[Reach] = Reach.LEAVES
    sentences: ClassVar[Mapping[str, str | Lazy]] = {}  # the form's own words for what it refuses
    beside: Sequence[forms.Form] = ()  # forms without a key of their own, sent together with this one
    looked: Looked | None = None
    advice: Sequence[str] = ()  # whom to call, when the form came back for that
    asked_again: Mapping[str, str] = MappingProxyType({})  # what lets the same texts through, once read

    @cached_property
    def known_places(self) -> Collection[str]:
        """The words that are places here, asked for when a text first holds a name that may be one."""
        return LocalWords()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = [*self._seen()]
        if MASK in self.data:
            self._mask(seen)
        else:
            self._answer(seen)
        return cleaned

    def may_name(self, name: str) -> bool:
        """Whether a field is for the name of one who holds an office and signs."""
        return False

    def _seen(self) -> Iterator[Seen]:
        for form in (self, *self.beside):
            cleaned = self.cleaned_data if form is self else _cleaned(form)
            for name, field in form.fields.items():
                if not isinstance(field, forms.CharField) or (form is self and name in self.unscreened):
                    continue
                value = cleaned.get(name)
                text = "\n".join(map(str, value)) if isinstance(value, list) else value
                if isinstance(text, str) and text:
                    yield self._looked_at(form, name, text)

    def _looked_at(self, form: forms.Form, name: str, text: str) -> Seen:
        found, shown = look(text, places=self.known_places)
        if form is self and self.may_name(name):
            found = tuple(one for one in found if one.kind != "name")
        return Seen(form, name, text, found, shown, name in form.changed_data)

    def _answer(self, seen: Sequence[Seen]) -> None:
        refused = [one for one in seen if one.with_answer(self.reach, Answer.REFUSE)]
        to_read = [one for one in seen if one.is_new and one.with_answer(self.reach, Answer.LOOK)]
        in_danger = [one for one in seen if one.is_new and one.signs]
        is_read = not to_read or self.data.get(LOOKED) == stamp(to_read)
        is_warned = not in_danger or self.data.get(WARNED) == stamp_of_danger(in_danger)
        if refused or not is_read or not is_warned:
            self._send_back(refused, [] if is_read else to_read, [] if is_warned else in_danger)
            self._show(refused, to_read, in_danger, is_read=is_read, is_warned=is_warned)
        elif to_read or in_danger:
            self.looked = looked(self, to_read, in_danger)

    def _send_back(self, refused: Sequence[Seen], to_read: Sequence[Seen], in_danger: Sequence[Seen]) -> None:
        if in_danger:
            code = in_danger[0].signs[0]
            said = gettext("Är någon i fara? Läs rutan först. Inget är sparat än.")
            self.add_error(None, forms.ValidationError(said, code=f"danger_{code}"))
        if any(one.form is not self for one in [*refused, *to_read]):
            said = gettext("Läs rutan först: det gäller en text längre ner. Inget är sparat än.")
            self.add_error(None, forms.ValidationError(said, code="beside"))
        for one in refused:
            kind = one.with_answer(self.reach, Answer.REFUSE)[0].kind
            error = forms.ValidationError(self._sentence(one, kind), code=kind)
            one.form.add_error(one.name, error)
        for one in to_read:
            if one in refused:
                continue
            kind = one.with_answer(self.reach, Answer.LOOK)[0].kind
            said = gettext("Läs igenom: texten ser ut att innehålla %(found)s.") % {"found": FOUND[kind]}
            one.form.add_error(one.name, forms.ValidationError(said, code=f"look_{kind}"))

    def _sentence(self, seen: Seen, kind: str) -> str:
        if kind in self.sentences:
            return str(self.sentences[kind])
        said = gettext("”%(field)s” innehåller %(found)s. Ta bort det som pekar ut en person.")
        return said % {"field": seen.form[seen.name].label, "found": FOUND[kind]}

    def _show(
        self,
        refused: Sequence[Seen],
        to_read: Sequence[Seen],
        in_danger: Sequence[Seen],
        *,
        is_read: bool,
        is_warned: bool,
    ) -> None:
        """Put the box behind the form's key. What has been told of danger is not asked again."""
        looked_stamp = stamp(to_read) if to_read and not refused else ""
        warned_stamp = stamp_of_danger(in_danger) if in_danger else ""
        self.asked_again = {"looked": looked_stamp, "warned": warned_stamp}
        self.advice = [] if is_warned else advice({sign for one in in_danger for sign in one.signs})
        self.fields["once"].widget = SecondLook(
            advice=self.advice,
            warned=warned_stamp,
            snippets=snippets([*refused, *(one for one in to_read if one not in refused)]),
            looked=looked_stamp,
            is_read=is_read,
            reach=self.reach.value,
        )

    def _mask(self, seen: Sequence[Seen]) -> None:
        """Replace what was found, and let the writer read the rest before it is saved."""
        for form in (self, *self.beside):
            form.data = form.data.copy()  # type: ignore[attr-defined]  # a mapping that is sent is a dict
        for one in seen:
            if one.found:
                name = one.form.add_prefix(one.name)
                for form in (self, *self.beside):
                    form.data[name] = masked(str(one.form.data[name]), places=self.known_places)  # type: ignore[index]
        self.fields["once"].widget = SecondLook(
            warned=self.data.get(WARNED, "")
        )  # whom to call has been told
        said = gettext("Det som hittades är utbytt. Läs igenom texten och spara. Inget är sparat än.")
        self.add_error(None, forms.ValidationError(said, code="masked"))


def _cleaned(form: forms.Form) -> Mapping[str, Any]:
    """Return what a form beside holds, cleaned here if it has not been."""
    form.is_valid()
    return form.cleaned_data
