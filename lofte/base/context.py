"""What every template may know without asking."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Tell templates whether this is a demonstration."""
    return {"is_demo": settings.DEMO}
