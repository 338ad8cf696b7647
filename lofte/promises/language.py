"""The language a page is read in: Swedish, or English."""

from django.utils.translation import get_language


def current() -> str:
    """Return `en` on an English page, else `sv`."""
    return "en" if (get_language() or "sv").startswith("en") else "sv"
