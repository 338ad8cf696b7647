"""A form that is refused leaves one line in the log: which form, which fields, which codes; nothing typed."""

import logging
from typing import Any

from django import forms
from django.core.exceptions import BadRequest

logger = logging.getLogger(__name__)
UNNAMED = "wrong"  # an error without a code of its own


class LoggedMixin(forms.Form):
    """Tells the log of a refusal: when it is cleaned, or when its view refuses it afterwards with a code.

    What a view adds in words alone has been told by the action that refused.
    """

    _is_cleaned = False

    def full_clean(self) -> None:
        self._is_cleaned = False
        try:
            super().full_clean()
        except OverflowError as fault:  # a key larger than any row's: no page of ours holds it
            raise BadRequest from fault
        self._is_cleaned = True
        if self.is_bound and self.errors:
            self._tell()

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if self._is_cleaned and getattr(error, "code", None):
            self._tell()

    def _tell(self) -> None:
        logger.info("form refused: %s: %s", type(self).__name__, ", ".join(self._codes()))

    def _codes(self) -> list[str]:
        found = self.errors.as_data().items()
        return sorted({f"{name}:{error.code or UNNAMED}" for name, errors in found for error in errors})
