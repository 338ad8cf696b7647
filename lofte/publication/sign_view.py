"""What is to be seen when a target is fulfilled, or is to show that a milestone is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class SignView:
    """It is in the promise's own words; of a milestone it is evidence."""

    kind: str
    words: str

    @property
    def label(self) -> str:
        """Return what stands before it in print."""
        is_evidence = self.kind == "milestone"
        return _("Det här ska visa att det är klart:") if is_evidence else _("Tecken på att det är uppfyllt:")


def of(targets: Iterable[dict[str, Any]]) -> list[SignView]:
    """Return what the targets of an activity say of it."""
    return [SignView(target["kind"], target["sign"]) for target in targets if target["sign"]]
