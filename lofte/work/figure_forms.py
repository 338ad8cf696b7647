"""What work in figures is asked of: a promise and a time, in the address."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from lofte.base import wording
from lofte.base.quoting import SwedishSelect
from lofte.base.refusing import LoggedMixin
from lofte.periods.calendar import Period
from lofte.promises.models import Promise
from lofte.work import figures, words

NOT_OFFERED = gettext_lazy("Välj ett i listan. Det som stod i adressen finns inte här.")


class ChoiceForm(LoggedMixin, forms.Form):
    """A promise, and a time within it; without an answer the newest promise, its whole time."""

    promise = forms.ChoiceField(
        label=gettext_lazy("Löfte"),
        widget=SwedishSelect,
        error_messages={"invalid_choice": NOT_OFFERED},
    )
    time = forms.ChoiceField(label=gettext_lazy("Tid"), error_messages={"invalid_choice": NOT_OFFERED})

    def __init__(self, promises: Sequence[Promise], today: date, asked: Mapping[str, str]) -> None:
        self.by_key = {str(promise.pk): promise for promise in promises}
        self.chosen = self.by_key.get(asked.get("promise", ""), promises[0])
        self.times = {period.key: period for period in figures.times(self.chosen, today)}
        whole = {"promise": str(self.chosen.pk), "time": next(iter(self.times))}
        super().__init__({**whole, **{name: value for name, value in asked.items() if value}})
        self._field("promise").choices = [
            (key, f"{one.title} ({one.partnership.name})") for key, one in self.by_key.items()
        ]
        self._field("time").choices = [
            (key, wording.period_name(key, words.language())) for key in self.times
        ]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (as declared above)
        return field

    @property
    def period(self) -> Period:
        """The time asked for; one of another promise falls back on the whole."""
        return self.times.get(self.data.get("time", ""), next(iter(self.times.values())))
