"""Swedish words on a page in another language say so, in text and in the choices of a form."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString

SWEDISH = {"lang": "sv"}  # the attributes of a control in which Swedish is written
ENGLISH = {"lang": "en"}


def _is_here(language: str) -> bool:
    here = "en" if (translation.get_language() or "sv").startswith("en") else "sv"
    return here == language


def quoted(text: object, language: str = "sv") -> SafeString | str:
    """{% quoted text %}: marks Swedish words as Swedish when the page around them isn't."""
    if not text or _is_here(language):
        return str(text or "")
    return format_html('<span lang="{}">{}</span>', language, text)


def option(name: object, about: object) -> SafeString:
    """One choice of several: what it is called, and under it what it means."""
    return format_html(
        '<span><strong>{}</strong><br><span class="option-about">{}</span></span>', name, about
    )


def woven(sentence: str, **content: object) -> SafeString:
    """Put Swedish content into a translated sentence: ``woven(gettext("”%(title)s” …"), title=…)``."""
    marked = {name: _marked(part) for name, part in content.items()}
    return SafeString(escape(sentence) % marked)  # nosec B703  (the sentence and every part are escaped)


def _marked(part: object) -> object:
    if isinstance(part, int | float):  # for %(count)d
        return part
    return conditional_escape(quoted(part) if isinstance(part, str) else str(part))


class SwedishSelect(forms.Select):
    """A list of names and titles in Swedish; the choice of none is in the reader's language."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if option["value"] and not _is_here("sv"):
            option["attrs"] |= SWEDISH
        return option
