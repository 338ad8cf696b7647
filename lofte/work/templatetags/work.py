"""Kinds of work and entries in the reader's language."""

from uuid import UUID, uuid4

from django import template
from django.utils.translation import get_language

from lofte.promises.models import KindOfWork, Quantity

register = template.Library()


def _is_english() -> bool:
    return (get_language() or "sv").startswith("en")


@register.filter
def kind_name(kind: KindOfWork) -> str:
    return kind.name_en if _is_english() else kind.name


@register.filter
def counts(kind: KindOfWork) -> str:
    return kind.counts_en if _is_english() else kind.counts


@register.filter
def counts_not(kind: KindOfWork) -> str:
    return kind.counts_not_en if _is_english() else kind.counts_not


@register.filter
def quantity_name(quantity: Quantity) -> str:
    return quantity.name_en if _is_english() else quantity.name


@register.simple_tag
def fresh_key() -> UUID:
    """A key of its own for each form on a page with many."""
    return uuid4()
