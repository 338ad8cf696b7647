"""The form of a revision: the target as it is to read, and the decision behind it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Role
from lofte.base.quoting import SWEDISH, quoted
from lofte.promises import queries
from lofte.promises.actions import Decision
from lofte.promises.forms.beginning import choices
from lofte.promises.forms.fields import Day
from lofte.promises.forms.undertakings import TargetForm
from lofte.promises.models import Promise, Target

DECISION = ("applies_from", "reason", "decided_on", "deciders")


def _office(role: Role) -> str:
    """Name an approver in office: Lia Polischef, lokalpolisområdeschef (Polisen)."""
    who = ", ".join(part for part in (role.user.name, role.user.title) if part)
    return quoted(f"{who} ({role.organisation.name})")


class RevisionForm(TargetForm):
    """An adopted target as it is to read from a day on."""

    applies_from = Day(
        label=gettext_lazy("Gäller från och med"),
        help_text=gettext_lazy("Tidigast dagen för beslutet: en ändring gäller aldrig bakåt."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför ändras målet?"),
        help_text=gettext_lazy("Skälet står i uppföljningen och på löftets sida, så att alla kan läsa det."),
        widget=forms.Textarea(attrs={"rows": 3, **SWEDISH}),
        max_length=500,
        error_messages={"required": gettext_lazy("Skriv varför målet ändras.")},
    )
    decided_on = Day(label=gettext_lazy("Beslutat den"))
    deciders = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Beslutat av"),
        help_text=gettext_lazy("En godkännare för varje part som undertecknar."),
        queryset=Role.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj vilka som har beslutat om ändringen.")},
    )

    def __init__(self, *args: Any, promise: Promise, target: Target, today: date, **kwargs: Any) -> None:
        super().__init__(*args, promise=promise, target=target, **kwargs)
        self.fields["kind"].disabled = True
        self.initial["decided_on"] = today
        known = [role.pk for role in queries.deciders(promise, today)]
        field = choices(self, "deciders")
        field.queryset = Role.objects.filter(pk__in=known).select_related("user", "organisation")
        field.queryset = field.queryset.order_by("organisation__name", "user__name", "pk")
        field.label_from_instance = _office

    @property
    def seldom(self) -> list[forms.BoundField]:
        """Return the fields of the target that most targets do without."""
        return [field for field in super().seldom if field.name not in DECISION]

    @property
    def deciding(self) -> list[forms.BoundField]:
        """Return the fields of the decision."""
        return [self[name] for name in DECISION]

    def decision(self) -> Decision:
        """Return what was decided."""
        written = self.cleaned_data
        return Decision(
            applies_from=written["applies_from"],
            reason=written["reason"],
            decided_on=written["decided_on"],
            deciders=tuple(written["deciders"]),
        )
