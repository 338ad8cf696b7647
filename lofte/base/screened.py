"""Free text that will be read by others is refused where it points at a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.screening import identifiers

FOUND = {
    "personnummer": gettext_lazy("ett personnummer"),
    "phone": gettext_lazy("ett telefonnummer"),
    "email": gettext_lazy("en e-postadress"),
    "plate": gettext_lazy("ett registreringsnummer"),
    "link": gettext_lazy("en länk till sociala medier"),
}


class ScreenedMixin(forms.Form):
    """Looks through every text field of a form; `unscreened` names those that hold documents."""

    unscreened: frozenset[str] = frozenset()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and name not in self.unscreened:
                self._screen(name, cleaned.get(name))
        return cleaned

    def _screen(self, name: str, value: Any) -> None:
        text = "\n".join(value) if isinstance(value, list) else value
        found = identifiers(text) if isinstance(text, str) else ()
        if found:
            self.add_error(
                name, forms.ValidationError(self._sentence(name, found[0].kind), code=found[0].kind)
            )

    def _sentence(self, name: str, kind: str) -> str:
        said = gettext("”%(field)s” innehåller %(found)s. Ta bort det som pekar ut en person.")
        return said % {"field": self[name].label, "found": FOUND[kind]}
