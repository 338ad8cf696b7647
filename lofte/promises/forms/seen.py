"""Two who change the same thing at once: the second is told what stands now, and keeps what was typed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from lofte.base.models import ReceivedForm
from lofte.base.quoting import woven

SHOWN = (forms.CharField, forms.DateField, forms.DecimalField, forms.IntegerField)  # fields that are typed in
LONGEST_SHOWN = 400  # characters of what stands now


def stamp(stored: object) -> str:
    """Return a short sum of what is stored: another sum, and somebody has changed it."""
    return hashlib.sha256(json.dumps(stored, default=str, sort_keys=True).encode()).hexdigest()[:20]


class SeenMixin(forms.Form):
    """Carries the stamp of what its reader saw, and refuses to write over what has come since."""

    seen = forms.Field(widget=forms.HiddenInput, required=False)
    changed_meanwhile = gettext_lazy(
        "Någon annan har ändrat det här sedan du öppnade det, och ditt är inte sparat än. "
        "Jämför med det som står nu, och spara igen om ditt ska gälla."
    )
    stamp = ""

    def remember(self, stored: object) -> None:
        """Take the stamp of what is stored now."""
        self.stamp = stamp(stored)
        self.initial["seen"] = self.stamp

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        seen = cleaned.get("seen")
        if seen and self.stamp and seen != self.stamp and not self._is_received(cleaned):
            self.data = self.data.copy()  # type: ignore[attr-defined]  # a mapping that is sent is a dict
            self.data["seen"] = self.stamp  # type: ignore[index]
            self._show_what_stands_now()
            self.add_error(None, forms.ValidationError(self.changed_meanwhile, code="changed_meanwhile"))
        return cleaned

    def _is_received(self, cleaned: Mapping[str, Any]) -> bool:
        """The same form once more: what has changed since is what it changed itself."""
        key = cleaned.get("once")
        return key is not None and ReceivedForm.objects.filter(key=key).exists()

    def _show_what_stands_now(self) -> None:
        for bound in self.visible_fields():
            stored, typed = bound.field.prepare_value(bound.initial), bound.data
            if isinstance(bound.field, SHOWN) and str(stored or "") != str(typed or ""):
                words = str(stored)[:LONGEST_SHOWN] if stored else gettext("inget")
                bound.help_text = woven(gettext("Nu står det: %(words)s"), words=words)
