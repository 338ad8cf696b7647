"""The line that says whom an item is seen by, and on what ground."""

from typing import Any

from django import template
from django.db.models import Model
from django.utils import timezone

from lofte.accounts import levels

register = template.Library()


@register.inclusion_tag("accounts/seen_by.html")
def seen_by(thing: Model) -> dict[str, Any]:
    """{% seen_by promise %}: the circles that see it today."""
    return {"stands": levels.of(thing, timezone.localdate())}
