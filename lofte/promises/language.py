"""The language a page is read in: Swedish, or English."""

from typing import Literal

from django.utils.translation import get_language


def current() -> Literal["sv", "en"]:
    """Return `en` on an English page, else `sv`."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"
