"""Addresses of released things, in the language of the page that links to them."""

from django import template
from django.utils import translation

register = template.Library()


@register.simple_tag
def released_path(*parts: str) -> str:
    """{% released_path "/" slug "/" %}: a Swedish address, or its English twin on an English page."""
    address = "".join(parts)
    return f"/en{address}" if (translation.get_language() or "sv").startswith("en") else address


@register.simple_tag
def file_beside(address: str, ending: str) -> str:
    """{% file_beside "/…/v1/" "json" %}: the file that lies beside a page, the same in both languages."""
    return f"{address.rstrip('/')}.{ending}"


@register.simple_tag
def released_file(address: str, ending: str) -> str:
    """{% released_file "/…/v1/" "pdf" %}: the file beside the page in the page's own language."""
    return file_beside(released_path(address), ending)
